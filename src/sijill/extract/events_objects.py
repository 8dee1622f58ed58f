"""What an event's words bear on: the place named or described after them, or the one told of before.

A description that no gazetteer has ("one of the camps", "the positions") is kept as a place without coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.extract.events_marks import Marks
from sijill.language.document import QUOTES
from sijill.record.found import FoundPlace

SKIPPED = 9
LISTED = 40
NAME_WORDS = 4
BACK = 14


@dataclass(slots=True, kw_only=True)
class Object:
    """What stands at a token: `kind` is place, terrain, idle, unknown or none; `last` is the token after it."""

    kind: str
    last: int
    places: list[FoundPlace] = field(default_factory=list)
    plural: bool = False
    share: bool = False


def object_at(marks: Marks, at: int, limit: int) -> Object:
    """What the words from `at` on name, after quantities ("most of", "more than 90 percent of") and quotation marks."""
    tokens = marks.document.tokens
    end = min(limit, at + SKIPPED)
    counted = share = False
    while at < end:
        place = marks.place_over(at)
        if place is not None and not _generic(marks, at, place):
            return _listed(marks, place, limit, share)
        if marks.has(at, "idle"):
            return Object(kind="idle", last=at + 1)
        if marks.has(at, "terrain"):
            return _described(marks, at, limit, share)
        share = share or marks.has(at, "share") or tokens[at].word == "%"
        if tokens[at].kind == "number" or marks.has(at, "quantity"):
            counted = True
        elif tokens[at].word not in QUOTES and not (counted and (marks.has(at, "link") or tokens[at].kind == "mark")):
            break
        at += marks.roles[at]["quantity"].length if marks.has(at, "quantity") else 1
        continue
    if at < end and tokens[at].kind == "word" and not marks.has(at, "stop") and not marks.has(at, "preposition"):
        named = _joined_place(marks, at + 1, limit)
        if named is None and tokens[at].hits:
            return Object(kind="none", last=at)
        found = FoundPlace(first=at, last=at + 1, anchor=at)
        if named is not None:
            return Object(kind="place", last=named.last, places=[found, *named.places])
        return Object(kind="unknown", last=at + 1, places=[found])
    return Object(kind="none", last=at)


def _joined_place(marks: Marks, at: int, limit: int) -> Object | None:
    """The places that follow in a list of names joined by conjunctions ("A and B and C"), the first of them unknown."""
    conjunctions = marks.document.language.grammar.conjunctions
    for k in range(at, min(limit, at + NAME_WORDS)):
        if not marks.document.words[k].startswith(conjunctions):
            return None
        place = marks.place_over(k)
        if place is not None and is_named(place):
            return _listed(marks, place, limit, False)
    return None


def is_named(place: FoundPlace) -> bool:
    """Whether a place has a name, and is not only described or pointed back to."""
    return bool(place.candidates) or (place.name_first >= 0 and not place.anaphor)


def _generic(marks: Marks, at: int, place: FoundPlace) -> bool:
    """Whether what was found is only a noun for places, without a name."""
    return not is_named(place) and (place.anaphor or marks.has(place.first, "terrain"))


def _listed(marks: Marks, place: FoundPlace, limit: int, share: bool) -> Object:
    """A place and those told in one breath with it: joined by commas and conjunctions."""
    tokens, grammar = marks.document.tokens, marks.document.language.grammar
    found, last = [place], place.last
    for other in marks.places_in(place.last, min(limit, place.last + LISTED)):
        start = min(other.anchor, other.first)
        between = [t for t in tokens[last:start] if t.word not in QUOTES]
        joined = tokens[start].word.startswith(grammar.conjunctions) or any(t.kind == "mark" for t in between)
        if other.first < last or len(between) > 2 or not joined:
            break
        found.append(other)
        last = other.last
    return Object(kind="place", last=last, places=found, share=share)


def _described(marks: Marks, at: int, limit: int, share: bool) -> Object:
    """A place described by a noun of terrain, and the named place that the description leads to."""
    end = name_end(marks, at, limit)
    known = marks.place_over(at)
    if known is not None and known.anaphor and known.first == at:
        described = known
    else:
        described = FoundPlace(first=at, last=end, anchor=at, cued=True)
    for near in marks.places_in(at, min(limit, end + 5)):
        if _clear(marks, end, near.anchor):
            return _listed(marks, near, limit, share)
        break
    return Object(kind="terrain", last=end, places=[described], plural=marks.roles[at]["terrain"].form == "plural", share=share)


def _clear(marks: Marks, first: int, last: int) -> bool:
    """Whether nothing between two tokens breaks the phrase: no mark but quotes, no relative, no other event."""
    tokens = marks.document.tokens
    for k in range(first, last):
        if (tokens[k].kind in ("mark", "line") and tokens[k].word not in QUOTES) or marks.has(k, "relative"):
            return False
        if marks.modals.get(k):
            return False
    return True


def name_end(marks: Marks, at: int, limit: int) -> int:
    """The token after a description: the noun of terrain and what is said of it without a preposition."""
    document = marks.document
    tokens, article = document.tokens, document.language.grammar.article
    k, definite = at + 1, article in marks.roles[at]["terrain"].proclitic
    while k < min(limit, at + 1 + NAME_WORDS) and tokens[k].kind == "word":
        if marks.has(k, "stop") or marks.has(k, "preposition") or marks.modals.get(k):
            break
        if not document.words[k].startswith(article) and (definite or k > at + 1) and not marks.has(k, "terrain"):
            break
        k += 1
    return k


def place_before(marks: Marks, at: int, floor: int, back: int = BACK) -> FoundPlace | None:
    """The nearest place named or described before a token, not more than `back` tokens off."""
    floor = max(floor, at - back)
    named = marks.place_before(at, floor)
    for k in range(at - 1, max(floor, named.last if named else floor) - 1, -1):
        if marks.has(k, "terrain"):
            end = min(at, name_end(marks, k, at))
            known = marks.place_over(k)
            return known if known is not None and known.anaphor else FoundPlace(first=k, last=end, anchor=k, cued=True)
    return named
