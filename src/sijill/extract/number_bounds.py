"""How words bound a figure: about, at least, at most, between; before it, or after it and its noun."""

from __future__ import annotations

from sijill.extract.number_words import Told, Words
from sijill.language.document import QUOTES
from sijill.language.entries import BoundWord, CueWord, EffectWord, EventWord
from sijill.language.load import Hit
from sijill.record.interval import Bound

LOOK_BACK = 9
LOOK_AHEAD = 6
OPENED = QUOTES | {"("}
QUOTED = 3
STRENGTH = {Bound.EXACT: 0, Bound.ABOUT: 1, Bound.AT_LEAST: 2, Bound.AT_MOST: 2, Bound.BETWEEN: 3}


def bound_before(words: Words, told: Told, floor: int, used: set[int]) -> tuple[Bound, int]:
    """(bound, first token) of a number with the bound words that touch it; floor is where the number before ends."""
    bound, first = Bound.EXACT, told.first
    if told.proclitic.startswith(words.conjunction or " "):
        return bound, first
    end = _before_article(words, told.first)
    while True:
        found = _ending_at(words, end, floor, bound)
        if not found or found[0] in used:
            return bound, first
        at, kind, last = found
        if STRENGTH[kind] > STRENGTH[bound]:
            bound = kind
        used.add(at)
        if last < end:
            return bound, first
        first = end = at


def bound_after(words: Words, told: Told, ceiling: int, used: set[int]) -> tuple[Bound, int]:
    """(bound, end of the number) for bound words after a number or after its noun; ceiling is where the next begins."""
    tokens, document = words.document.tokens, words.document
    for at in range(told.last, min(told.last + LOOK_AHEAD + 1, ceiling, len(tokens))):
        if tokens[at].kind != "word":
            break
        for hit in words.bounds.get(at, ()):
            entry = hit.entry
            if isinstance(entry, BoundWord) and entry.place != "before" and at not in used:
                used.add(at)
                return Bound(entry.bound), at + hit.length if at == told.last else told.last
        if any(_is_verb(hit) for hit in document.tokens[at].hits):
            break
    return Bound.EXACT, told.last


def _before_article(words: Words, first: int) -> int:
    """Where the words before a number end, a mark that opens it («70») and an article written apart (the 25) left out."""
    at = first
    if at and words.document.words[at - 1] in OPENED and words.document.closers.get(at - 1, first) - first <= QUOTED:
        at -= 1
    if at and words.document.words[at - 1] == words.article:
        at -= 1
    return at


def _ending_at(words: Words, end: int, floor: int, have: Bound) -> tuple[int, Bound, int] | None:
    """(first token, bound, end) of the longest bound words before a number, as far from it as their entry allows."""
    found: tuple[int, Bound, int] | None = None
    tokens = words.document.tokens
    for at in range(end - 1, max(floor, end - LOOK_BACK) - 1, -1):
        if tokens[at].kind != "word" or at in words.numbers:
            break
        for hit in words.bounds.get(at, ()):
            entry = hit.entry
            if not isinstance(entry, BoundWord) or entry.place == "after":
                continue
            gap = end - at - hit.length
            longer = found is not None and found[2] == at + hit.length
            if gap == 0 or (0 < gap <= entry.reach and have is Bound.EXACT and (found is None or longer)):
                found = at, Bound(entry.bound), at + hit.length
    return found


def _is_verb(hit: Hit) -> bool:
    """Whether a word begins another clause: a verb or a verbal noun of harm, saying or event."""
    if isinstance(hit.entry, EffectWord):
        return not hit.form.startswith(("counted", "state"))
    return isinstance(hit.entry, CueWord | EventWord) and ("past" in hit.form or "present" in hit.form)
