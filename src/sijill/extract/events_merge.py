"""The same happening told again in a report is one event with several mentions.

Two tellings are one where kind and phase agree and neither place nor actor speaks against it: names are compared by
their words, a name being the same as a shorter or fuller form of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijill.language.document import Document
from sijill.record.found import FoundEvent

PHASES = {"happened": "done", "ongoing": "done", "ended": "done"}
LONE = frozenset({"ceasefire", "talks", "agreement", "aid", "shortage"})
RECENT = 24

Names = list[frozenset[str]]


@dataclass(slots=True)
class _Told:
    event: FoundEvent
    places: Names
    actors: Names


def merge_events(document: Document, found: list[FoundEvent]) -> list[FoundEvent]:
    """The events without repetitions, each with all its mentions."""
    by_kind: dict[tuple[str, str], list[_Told]] = {}
    kept: list[FoundEvent] = []
    for event in found:
        told = _Told(event, _place_names(document, event), [_words(document, a.first, a.last) for a in event.actors if a.role != "target"])
        group = by_kind.setdefault((event.event, event.polarity), [])
        same = next((other for other in group[: -RECENT - 1 : -1] if _same(told, other)), None)
        if same is None:
            event.mentions = [(event.first, event.last)]
            group.append(told)
            kept.append(event)
        else:
            _join(same, told)
    return kept


def _join(one: _Told, other: _Told) -> None:
    """Add a second telling to the first; what only the second has completes it."""
    one.event.mentions.append((other.event.first, other.event.last))
    if not one.event.actors:
        one.event.actors, one.actors = other.event.actors, other.actors
    if not one.event.places:
        one.event.places, one.places = other.event.places, other.places
    if "attachment" in one.event.doubts and "attachment" not in other.event.doubts and other.event.places:
        one.event.places, one.places, one.event.doubts = other.event.places, other.places, other.event.doubts


def _same(one: _Told, other: _Told) -> bool:
    if PHASES.get(one.event.status, one.event.status) != PHASES.get(other.event.status, other.event.status):
        return False
    places, actors = _agree(one.places, other.places), _agree(one.actors, other.actors)
    if one.event.event in LONE:
        return places is not False and actors is not False or actors is True
    if places is True:
        return actors is not False
    return places is None and actors is True


def _agree(ones: Names, others: Names) -> bool | None:
    """Whether two lists of names share one; None where one of them is empty."""
    if not ones or not others:
        return None
    return any(a <= b or b <= a for a in ones for b in others if a and b)


def _place_names(document: Document, event: FoundEvent) -> Names:
    return [_words(document, place.first, place.last) for place in event.places]


def _words(document: Document, first: int, last: int) -> frozenset[str]:
    """The words of a name without what is written together with them."""
    article = document.language.grammar.article
    found = set()
    for token in document.tokens[first:last]:
        if token.kind != "word":
            continue
        word = token.word
        for proclitic, rest in document.language.stems(word):
            if article in proclitic and word.endswith(rest):
                word = rest
        found.add(word)
    return frozenset(found)
