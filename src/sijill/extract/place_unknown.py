"""How far a name reaches that no gazetteer knows, after a noun that tells it to be a place."""

from __future__ import annotations

from sijill.language.document import Document
from sijill.language.entries import CueWord, EffectWord, EventWord, GroupNoun, HedgeWord, NumberWord, Particle, TimeWord, VoiceNoun
from sijill.language.load import Hit

# what cannot stand in a name without the article
NO_NAME = (CueWord, EffectWord, EventWord, GroupNoun, HedgeWord, NumberWord, Particle, TimeWord, VoiceNoun)
MOST_WORDS = 3


def unknown_name(
    document: Document,
    roles: dict[int, str],
    start: int,
    follows: str,
    heads: frozenset[str],
    listed: bool = False,
    comma: bool = False,
) -> int:
    """The token after the name that begins at `start`; `start` itself where no name begins.

    `follows` tells what the noun before it allows; a further name of a list needs its conjunction or a comma.
    """
    if follows == "known" or start >= len(document.tokens) or document.tokens[start].kind != "word":
        return start
    if start in roles or not _opens(document, start, follows, listed, comma):
        return start
    end = start + 1
    if document.words[start] in heads:
        # never a whole name
        end += 1
        if end > len(document.tokens) or document.tokens[start + 1].kind != "word" or roles.get(start + 1) in ("in", "on", "to", "from"):
            return start
    while end - start < MOST_WORDS and end < len(document.tokens) and _goes_on(document, roles, start, end):
        end += 1
    return end


def _opens(document: Document, at: int, follows: str, listed: bool, comma: bool) -> bool:
    word, grammar = document.words[at], document.language.grammar
    if listed:
        conjunction = next((letter for letter in grammar.conjunctions if word.startswith(letter)), "")
        if conjunction and len(word) > 3:
            word = word[len(conjunction) :]
        elif not comma:
            return False
    if len(word) < 2:
        return False
    definite = bool(grammar.article) and word.startswith(grammar.article) and len(word) > len(grammar.article) + 1
    if follows == "definite" and not definite:
        return False
    if definite:
        return not any(isinstance(hit.entry, Particle) for hit in document.tokens[at].hits)
    if listed and (comma or not _unknown(document, at)) and follows:
        return False
    return _can_be_name(document, at) and not _is_relation(word, grammar.feminine) and not _is_verb_or_joined(document, at, word)


def _goes_on(document: Document, roles: dict[int, str], start: int, at: int) -> bool:
    """Whether the word belongs to the name: a genitive with the article, or a second word that means nothing else."""
    token, words, grammar = document.tokens[at], document.words, document.language.grammar
    if token.kind != "word" or at in roles or not _can_be_name(document, at):
        return False
    word, before = words[at], words[at - 1]
    if any(hit.proclitic and set(hit.proclitic) & {*grammar.conjunctions, *grammar.prepositions} for hit in token.hits):
        return False
    definite, was_definite = word.startswith(grammar.article), before.startswith(grammar.article)
    if word[0] in grammar.conjunctions and len(word) > 3:
        return False
    if definite:
        return not was_definite
    if was_definite or token.hits:
        return False
    if (word[0] in grammar.prepositions[:2] and len(word) > 4) or (word[0] in ("\u064a", "\u062a") and len(word) > 3):
        return False
    return at - start < 2 and _ends(document, roles, at + 1)


def _ends(document: Document, roles: dict[int, str], at: int) -> bool:
    if at >= len(document.tokens) or document.tokens[at].kind != "word" or at in roles:
        return True
    word, grammar = document.words[at], document.language.grammar
    return (
        word[0] in (*grammar.conjunctions, *grammar.prepositions[:2]) or word.startswith(grammar.article) or bool(document.tokens[at].hits)
    )


def _can_be_name(document: Document, at: int) -> bool:
    return not any(isinstance(hit.entry, NO_NAME) and _whole(hit) for hit in document.tokens[at].hits)


def _whole(hit: Hit) -> bool:
    return not hit.enclitic


def _is_verb_or_joined(document: Document, at: int, word: str) -> bool:
    """A present verb with an object ("which ... uses"), or a preposition written together with a word that is known."""
    grammar = document.language.grammar
    if word[0] in ("\u064a", "\u062a") and any(word.endswith(pronoun) for pronoun in grammar.pronouns if len(pronoun) > 1):
        return True
    if word.startswith(grammar.article_after_lam * 2):
        return True
    return any(set(hit.proclitic) & set(grammar.prepositions[:2]) for hit in document.tokens[at].hits)


def _unknown(document: Document, at: int) -> bool:
    return not document.tokens[at].hits


def _is_relation(word: str, feminine: str) -> bool:
    """An adjective of nation or kind (سورية, جبلية): not the name of what it describes."""
    return len(word) > 4 and word.endswith("\u064a" + feminine)
