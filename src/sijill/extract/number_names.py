"""Numbers that are names: brigades, resolutions, roads, models, stations; and those of a list's items."""

from __future__ import annotations

from sijill.extract.number_nouns import accusative, counted_noun
from sijill.extract.number_words import DASHES, Told, Words
from sijill.language.entries import EffectWord, GroupNoun


def identifier(words: Words, told: Told) -> str | None:
    if not told.digits:
        return None
    tokens, at = words.document.tokens, told.first - 1
    if told.last < len(tokens) and tokens[told.last].glued and tokens[told.last].word.isascii() and tokens[told.last].kind == "word":
        return "id"
    if at < 0:
        return None
    if (tokens[at].kind == "word" and tokens[at].word.isascii()) or _quoted_name(words, told):
        return "id"
    if tokens[at].word in DASHES and at and tokens[at - 1].kind == "word" and _is_model(words, at - 1):
        return "id"
    if tokens[at].kind == "word" and tokens[told.first].glued and _is_name_part(words, at):
        return "id"
    if counted_noun(words, told) or accusative(words, told.last):
        return None
    for back in range(at, max(at - 4, -1), -1):
        if tokens[back].kind != "word":
            break
        mark = words.mark(back, "id")
        if mark and at - back - mark[1].length + 1 <= mark[0].reach:
            return "id"
    return None


def _quoted_name(words: Words, told: Told) -> bool:
    """Whether digits end a name in quotation marks ("Station 24")."""
    document = words.document
    for at in range(told.first - 1, max(told.first - 4, -1), -1):
        if document.tokens[at].kind != "word":
            return at < told.first - 1 and document.closers.get(at) == told.last
        if document.entry(at, EffectWord) or document.entry(at, GroupNoun):
            return False
    return False


def _is_model(words: Words, at: int) -> bool:
    """Whether the word before a dash and digits is a model's (F-16), not one that counts."""
    word = words.document.words[at]
    return word.isascii() or len(word) <= 3 or words.mark(at, "id") is not None


def _is_name_part(words: Words, at: int) -> bool:
    """Whether letters glued before digits belong to a name (F16, M4) rather than being a clitic or a missing space."""
    word = words.document.words[at]
    if word.isascii():
        return True
    grammar = words.document.language.grammar
    rest = word
    for letter in (*grammar.conjunctions, *grammar.prepositions):
        if rest.startswith(letter):
            rest = rest[len(letter) :]
            break
    for letter in grammar.prepositions:
        if rest.startswith(letter):
            rest = rest[len(letter) :]
            break
    if not rest or rest == grammar.article or rest == grammar.article_after_lam:
        return False
    return len(word) <= 2 or words.mark(at, "id") is not None


def bullet(words: Words, told: Told) -> str | None:
    tokens = words.document.tokens
    if not told.digits or told.last >= len(tokens):
        return None
    if told.last + 1 < len(tokens) and tokens[told.last + 1].kind == "number":
        return None
    begins = told.first == 0 or tokens[told.first - 1].kind == "line"
    if begins and tokens[told.last].kind == "line":
        return "other"
    return "other" if begins and told.low <= 99 and tokens[told.last].word in "-).–" and tokens[told.last].kind == "mark" else None
