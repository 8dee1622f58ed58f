"""The same happening told again in a report is one event with several mentions.

Two tellings are one where kind and phase agree and neither place nor actor speaks against it: names are compared by
their words, a name being the same as a shorter or fuller form of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijill.extract.events_objects import is_named
from sijill.language.document import Document
from sijill.language.entries import Party
from sijill.record.found import FoundEvent

PHASES = {"happened": "done", "ongoing": "done", "ended": "over"}
LONE = frozenset({"ceasefire", "talks", "agreement", "aid", "shortage"})
RECENT = 24
ONE_BREATH = 12

Names = list[frozenset[str]]


@dataclass(slots=True)
class _Told:
    event: FoundEvent
    places: Names
    actors: Names
    named: frozenset[str]
    enemies: Names


def merge_events(document: Document, found: list[FoundEvent]) -> list[FoundEvent]:
    """The events without repetitions, each with all its mentions."""
    by_kind: dict[tuple[str, str], list[_Told]] = {}
    kept: list[FoundEvent] = []
    for event in found:
        doers = [actor for actor in event.actors if actor.role != "target"]
        told = _Told(
            event, _place_names(document, event), [_words(document, a.first, a.last) for a in doers],
            frozenset(name for a in doers for name in _party_names(document, a.first, a.last)),
            [_words(document, a.first, a.last) for a in event.actors if a.role == "target"],
        )  # fmt: skip
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
    places, actors = _agree(one.places, other.places), _same_actor(one, other)
    if _agree(one.enemies, other.actors) or _agree(other.enemies, one.actors):
        return False
    kind, phases = one.event.event, {PHASES.get(told.event.status, told.event.status) for told in (one, other)}
    if kind in LONE:
        if kind == "aid" and 0 <= one.event.first - other.event.mentions[-1][1] <= ONE_BREATH:
            return True
        if len(phases) > 1 and not (places is True and actors is not False) and not (actors is True and places is not False):
            return False
        return (places is not False and actors is not False) or actors is True
    if len(phases) > 1:
        return False
    if phases == {"planned"} and places is True:
        return True
    if kind == "control" and actors is True and not (_is_named(one) and _is_named(other)):
        return True
    if places is True:
        return actors is not False
    return places is None and actors is True


def _same_actor(one: _Told, other: _Told) -> bool | None:
    """Whether the doers are the same: by the party that they name, else by the words of their names."""
    if one.named and other.named:
        return bool(one.named & other.named)
    return _agree(one.actors, other.actors)


def _is_named(told: _Told) -> bool:
    return any(is_named(place) for place in told.event.places)


def _party_names(document: Document, first: int, last: int) -> set[str]:
    """The parties that the words name beyond doubt."""
    return {
        hit.entry.lemma
        for token in document.tokens[first:last]
        for hit in token.hits
        if isinstance(hit.entry, Party) and hit.entry.named and hit.form != "nisba"
    }


def _agree(ones: Names, others: Names) -> bool | None:
    """Whether two lists of names share one; None where one of them is empty."""
    if not ones or not others:
        return None
    return any(a <= b or b <= a for a in ones for b in others if a and b)


def _place_names(document: Document, event: FoundEvent) -> Names:
    return [_words(document, place.first, place.last) for place in event.places if not place.anaphor]


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
