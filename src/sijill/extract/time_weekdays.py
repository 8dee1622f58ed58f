"""Weekdays: what is one and what only looks like one, and the second of two days."""

from __future__ import annotations

from sijill.extract.time_words import DASHES, SLASHES, after_word, definite, marked, time_hit, time_word
from sijill.language.document import Document
from sijill.language.entries import GroupNoun, PlaceNoun

# the role of nouns that head the name of a place
HEAD = "cue"


def named_place(document: Document, at: int) -> bool:
    """Whether the weekday there is part of a name: "Friday Market" (the noun of the place stands before it, bare)."""
    hit = document.hit(at - 1, PlaceNoun)
    if hit is None or hit.length > 1 or definite(document, hit):
        return False
    return isinstance(hit.entry, PlaceNoun) and hit.entry.role == HEAD


def counts_two(document: Document, at: int) -> bool:
    """Whether Monday, written like "the two", qualifies a noun before it or has "together" after it."""
    if time_word(document, at, "weekday") is None or not document.words[at].startswith(document.language.grammar.article):
        return False
    if time_word(document, at + 1, "not_after") is None:
        before = document.hit(at - 1, GroupNoun)
        if before is None or before.form != "dual":
            return False
    return _is_number(document, at)


def _is_number(document: Document, at: int) -> bool:
    from_article = document.words[at][len(document.language.grammar.article) :]
    return any(hit.entry.table == "number" for hit in document.language.word_hits(from_article))


def far_weekday(document: Document, at: int, first: int, part: str) -> tuple[int, int] | None:
    """(weekday, after) of the second of two days: "the night of Tuesday - Wednesday"."""
    night = part in ("night", "midnight", "evening", "dawn")
    place = at
    if marked(document, at, DASHES | SLASHES) or (night and (after_word(document, at, "to") or after_word(document, at, "until"))):
        place = at + 1
    elif not night:
        return None
    found = time_hit(document, place, "weekday")
    if not found or found[1].value == first:
        return None
    return found[1].value, place + found[0].length
