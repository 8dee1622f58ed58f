"""Figures told more than once become one: which mentions mean the same claim.

Two mentions are one where effect, figure and group agree, the word of one origin carries both, and neither place nor
time that their own sentences tell speaks against it. A title that only announces an attributed figure of the body takes
the body's origin.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from sijill.gazetteer.places import kilometres
from sijill.record.claim import Place
from sijill.record.found import FoundFigure, FoundTime

MOST_ALIKE = 40
HEADS = frozenset({"title", "heading"})
FEW = 3
UNKNOWN = math.inf
# how far apart, in km, two names for the place of one event may lie, by the coarser of the two
REACH = {"site": 15, "neighbourhood": 15, "village": 20, "town": 25, "city": 40, "district": 60, "governorate": 150, "country": 1500}


@dataclass(slots=True, kw_only=True)
class Draft:
    """A figure on its way to a claim. `own` time and places are those that its own sentence tells.

    `carried`: its voice is that of the sentences before and after.
    """

    figure: FoundFigure
    sentence: int
    part: str
    statement: int | None
    origin: str
    time: FoundTime | None = None
    own_time: bool = False
    places: list[Place] = field(default_factory=list)
    own_places: bool = False
    background: bool = False
    carried: bool = False
    mentions: list[FoundFigure] = field(default_factory=list)


def merge(drafts: list[Draft]) -> list[Draft]:
    """The drafts with what is told twice made one, in the order of first mention; mentions list every telling."""
    kept: list[Draft] = []
    alike: dict[tuple[str, object], list[Draft]] = {}
    host: dict[int, FoundFigure] = {}
    for draft in drafts:
        figure = draft.figure
        draft.mentions = [figure]
        candidates = alike.setdefault((figure.effect, figure.interval.high if figure.interval.low is None else figure.interval.low), [])
        twin = next((other for other in reversed(candidates[-MOST_ALIKE:]) if _same(other, draft)), None)
        if twin is None:
            candidates.append(draft)
            kept.append(draft)
            continue
        _join(twin, draft)
        host[id(draft.figure)] = twin.figure
        host[id(figure)] = twin.figure
    for draft in kept:
        total = draft.figure.part_of
        while total is not None and id(total) in host and host[id(total)] is not total:
            total = host[id(total)]
        draft.figure.part_of = total if total is not draft.figure and (total is None or total.interval.high != 1) else None
    return kept


def _same(one: Draft, other: Draft) -> bool:
    if one.sentence == other.sentence or one.figure.polarity != other.figure.polarity:
        return False
    if one.figure.interval != other.figure.interval and not (one.part in HEADS and not one.origin):
        return False
    if other.figure.definite and _groups_agree(one, other):
        return _settings_agree(one, other)
    if (one.figure.part_of is None) != (other.figure.part_of is None):
        return False
    return _groups_agree(one, other) and _origins_agree(one, other) and _settings_agree(one, other)


def _groups_agree(one: Draft, other: Draft) -> bool:
    a, b = one.figure.group, other.figure.group
    return a == b or "people" in (a, b)


def _origins_agree(one: Draft, other: Draft) -> bool:
    if one.origin == other.origin:
        return True
    return _announces(one) or _announces(other)


def _announces(draft: Draft) -> bool:
    """Whether a title tells a figure on nobody's word: it may only announce what somebody says below."""
    return draft.part in HEADS and not draft.origin


def _settings_agree(one: Draft, other: Draft) -> bool:
    if one.own_time and other.own_time and one.time and other.time and one.time.start and other.time.start:
        a, b = one.time, other.time
        if a.end and b.end and b.start and a.start and (a.end < b.start or b.end < a.start):
            return False
    return not (one.own_places and other.own_places) or places_agree(one, other)


def places_agree(one: Draft, other: Draft) -> bool:
    """Whether the places that two mentions tell can be the same: they share a name, or lie near each other."""
    near = lie_together(one.places, other.places)
    if near is None:
        return (one.part in HEADS or other.part in HEADS) or (one.figure.interval.low or 0) > FEW
    return near


def lie_together(some: Sequence[Place], others: Sequence[Place]) -> bool | None:
    """Whether two tellings of a place share a name or lie near each other; None where that cannot be known."""
    if not some or not others or _names(some) & _names(others):
        return True
    apart = min(_apart(a, b) for a in some for b in others)
    return None if apart == UNKNOWN else apart <= 0


def finer(some: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether the first of some places is told more finely than the first of others."""
    return REACH.get(some[0].precision or "", math.inf) < REACH.get(others[0].precision or "", math.inf)


def _apart(one: Place, other: Place) -> float:
    """By how many km two places are further apart than their precision allows; UNKNOWN without coordinates."""
    distance = kilometres(one, other)
    if distance is None:
        return UNKNOWN
    reach = max(REACH.get(one.precision or "", 20), REACH.get(other.precision or "", 20))
    return distance - reach


def _names(places: Sequence[Place]) -> set[str]:
    names = {place.id or place.name for place in places}
    return names | {word for place in places for word in place.name.split() if len(word) > 3}


def _join(one: Draft, other: Draft) -> None:
    """The later telling joins the earlier; the one that tells more gives figure, origin, group, time and place."""
    one.mentions.append(other.figure)
    fuller = other if one.part in HEADS and other.part not in HEADS else one
    poorer = one if fuller is other else other
    if fuller is other:
        one.figure.interval, one.figure.bound = other.figure.interval, other.figure.bound
        if other.origin:
            one.origin, one.statement, one.carried = other.origin, other.statement, other.carried
        if other.time is not None:
            one.time, one.own_time = other.time, other.own_time
        elsewhere = not _names(one.places) & _names(other.places)
        if other.places and not (one.own_places and elsewhere and not finer(other.places, one.places)):
            one.places, one.own_places = other.places, other.own_places
        if not one.figure.part_of:
            one.figure.part_of = other.figure.part_of
    if one.time is None or (not one.own_time and poorer.own_time and poorer.time is not None):
        one.time, one.own_time = other.time or one.time, other.own_time
    if not one.places:
        one.places, one.own_places = other.places, other.own_places
    if one.figure.group == "people" and other.figure.group != "people":
        one.figure.group, one.figure.group_at, one.figure.group_rule = other.figure.group, other.figure.group_at, other.figure.group_rule
