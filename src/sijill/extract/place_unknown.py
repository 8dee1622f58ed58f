"""How far a name reaches that no gazetteer knows, after a noun that tells it to be a place."""

from __future__ import annotations

from sijill.language.document import Document
from sijill.language.entries import CueWord, EffectWord, EventWord, HedgeWord, NumberWord, Particle, TimeWord
from sijill.language.load import Hit

# what cannot stand in a name without the article
NO_NAME = (CueWord, EffectWord, EventWord, HedgeWord, NumberWord, Particle, TimeWord)
MOST_WORDS = 3


def unknown_name(document: Document, roles: dict[int, str], start: int, follows: str, *, listed: bool = False, comma: bool = False) -> int:
    """The token after the name that begins at `start`; `start` itself where no name begins.

    `follows` tells what the noun before it allows; a further name of a list needs its conjunction or a comma.
    """
    if follows == "known" or start >= len(document.tokens) or document.tokens[start].kind != "word":
        return start
    if start in roles or not _opens(document, start, follows, listed, comma):
        return start
    end = start + 1
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
    return _can_be_name(document, at) and not _is_relation(word, grammar.feminine)


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


def _unknown(document: Document, at: int) -> bool:
    return not document.tokens[at].hits


def _is_relation(word: str, feminine: str) -> bool:
    """An adjective of nation or kind (سورية, جبلية): not the name of what it describes."""
    return len(word) > 4 and word.endswith("\u064a" + feminine)
