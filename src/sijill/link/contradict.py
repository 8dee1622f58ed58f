"""What stands against what in the tellings of an incident: figures, days, places, doers, outcomes, denials.

A contradiction has two sides on two origins, each a claim that stands; none is between an origin and its own earlier figure.
Its state is told as far as the claims themselves explain it: by scope, by time, or open. Only a person resolves it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sijill.link.compare import any_same, is_near
from sijill.link.count import standing_of
from sijill.link.names import fine_places, name_key
from sijill.link.scenes import UNREAL, apart, days_of
from sijill.link.supersede import Told, superseded
from sijill.link.telling import spot_of
from sijill.record.interval import Interval

OPEN, SCOPE, TIME = "open", "explained_by_scope", "explained_by_time"
KINDS = ("figure", "time", "place", "perpetrator", "status", "denial")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims of one incident that cannot both be right as they stand; `also` are claims that say the same as a side."""

    kind: str
    about: str
    one: Told
    other: Told
    state: str
    also: tuple[str, ...] = ()


def contradictions(told: Sequence[Told], aside: Iterable[Told] = ()) -> list[Contradiction]:
    """The contradictions among the claims of an incident; `aside` are denials of its reports, and what they say did not happen."""
    replaced = {one.earlier.name for one in superseded(told)}
    standing = [one for one in told if one.name not in replaced]
    found = [*_figures(standing)]
    for kind, value in (("time", _days), ("place", _place), ("perpetrator", _doers)):
        found += _apart(kind, standing, value)
    found += _denials(standing, list(aside))
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.about, one.one.name, one.other.name))


def _figures(standing: Sequence[Told]) -> Iterable[Contradiction]:
    """Totals of one effect and group that share no number: one for each two values, whoever else tells them."""
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in standing:
        if one.claim.figure is not None and one.claim.effect is not None and one.claim.part_of is None:
            groups[one.claim.effect, one.claim.group or "people"].append(one)
    for (effect, group), held in sorted(groups.items()):
        values: dict[Interval, list[Told]] = defaultdict(list)
        for one in _first_of_origins(held, group):
            if one.claim.figure is not None:
                values[one.claim.figure.interval].append(one)
        for (first, ones), (second, others) in combinations(values.items(), 2):
            if not first.overlaps(second):
                also = tuple(sorted(told.name for told in (*ones[1:], *others[1:])))
                yield Contradiction("figure", f"{effect} {group}", ones[0], others[0], _state(ones[0], others[0]), also)


def _first_of_origins(held: Iterable[Told], group: str) -> list[Told]:
    """For each origin the claim that tells its figure; one that tells several numbers may count several things, and has one."""
    by_origin: dict[str, list[Told]] = defaultdict(list)
    for one in held:
        by_origin[one.origin.key].append(one)
    return [standing_of(told, group)[0].told for told in by_origin.values()]


def _state(one: Told, other: Told) -> str:
    """What explains that two figures differ: one counts since earlier or is an update, or the higher was published later."""
    if one.claim.scope != other.claim.scope:
        return SCOPE
    if one.published is None or other.published is None or one.published == other.published:
        return OPEN
    earlier, later = sorted((one, other), key=lambda told: str(told.published))
    return TIME if _high(later) > _high(earlier) else OPEN


def _high(one: Told) -> float:
    figure = one.claim.figure
    if figure is None:
        return 0
    return figure.interval.high if figure.interval.high is not None else float("inf")


Against = Callable[[Told, Told], bool]


def _apart(kind: str, standing: Sequence[Told], against: Against) -> list[Contradiction]:
    """One contradiction for each two values of which no origin has both; further claims of the same values go with it."""
    by_origin: dict[str, list[Told]] = defaultdict(list)
    for one in standing:
        if _value(kind, one):
            by_origin[one.origin.key].append(one)
    found: dict[tuple[str, ...], list[tuple[Told, Told]]] = defaultdict(list)
    for a, b in combinations(sorted(by_origin), 2):
        if all(against(one, other) for one in by_origin[a] for other in by_origin[b]):
            one, other = sorted((by_origin[a][0], by_origin[b][0]), key=lambda told: _value(kind, told))
            found[_value(kind, one), _value(kind, other)].append((one, other))
    made = []
    for pairs in found.values():
        (one, other), rest = pairs[0], {told.name for both in pairs[1:] for told in both}
        made.append(Contradiction(kind, one.claim.event, one, other, OPEN, tuple(sorted(rest - {one.name, other.name}))))
    return made


def _value(kind: str, one: Told) -> str:
    """What a claim tells of that kind, for comparing; empty where it tells nothing."""
    if kind == "time":
        days = days_of(one.claim)
        return f"{days[0]} {days[1]}" if days else ""
    if kind == "place":
        return next((name_key(place.name) for place in fine_places(one.claim.places)), "")
    return " ".join(sorted(_doers_of(one)))


def _days(one: Told, other: Told) -> bool:
    a, b = days_of(one.claim), days_of(other.claim)
    return a is not None and b is not None and apart(a, b) > 0


def _place(one: Told, other: Told) -> bool:
    """Whether the places of two claims have no name in common, and points too far from each other to be one place."""
    ones, others = fine_places(one.claim.places), fine_places(other.claim.places)
    if any_same((name_key(place.name) for place in ones), {name_key(place.name) for place in others}):
        return False
    points = [spot for place in ones if (spot := spot_of(place))], [spot for place in others if (spot := spot_of(place))]
    return all(points) and not any(is_near(a, b) for a in points[0] for b in points[1])


def _doers_of(one: Told) -> set[str]:
    return {actor.id or name_key(actor.name) or actor.name for actor in one.claim.actors if actor.role == "perpetrator"}


def _doers(one: Told, other: Told) -> bool:
    return not any_same(_doers_of(one), _doers_of(other))


def _denials(standing: Sequence[Told], aside: Sequence[Told]) -> list[Contradiction]:
    """Claims that deny what others assert, or say that it did not come about."""
    found = []
    for one in aside:
        kind = "denial" if one.claim.polarity == "denied" else "status" if one.claim.status in UNREAL else ""
        against = [other for other in standing if _is_same_matter(one, other)]
        if kind and against:
            also = tuple(sorted(other.name for other in against[1:]))
            found.append(Contradiction(kind, one.claim.event, against[0], one, OPEN, also))
    return found


def _is_same_matter(one: Told, other: Told) -> bool:
    same = one.claim.event == other.claim.event or (one.claim.effect is not None and one.claim.effect == other.claim.effect)
    return same and one.origin.key != other.origin.key and not _days(one, other) and not _place(one, other)
