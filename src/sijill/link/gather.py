"""When and where an incident was, as its tellings have it: each origin counts once, and what is not told stays untold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sijill.gazetteer.places import RANK
from sijill.link.compare import is_same_name
from sijill.link.names import fine_places, is_beside, name_key
from sijill.link.scenes import Days, apart, days_of
from sijill.link.supersede import Told
from sijill.link.telling import Telling
from sijill.record.claim import Place

LONGEST = timedelta(days=3)
BESIDE = 0.5  # what the point of a place counts where the event was only beside it


@dataclass(frozen=True, slots=True)
class When:
    """First and last day of an incident, both included, and the claims that tell them.

    `told` is False where no claim tells a day: then it is the day before the first report or that report's day.
    """

    start: date
    end: date
    told: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """A place of an incident as one report names it: how many origins have it, and the claims of any report that name it."""

    place: Place
    report: str
    origins: int
    claims: tuple[str, ...]


def when(told: Sequence[Told], tellings: Iterable[Telling]) -> When | None:
    """The days on which most origins have it; None where nothing tells when it was."""
    votes: dict[Days, set[str]] = defaultdict(set)
    claims: dict[Days, list[str]] = defaultdict(list)
    for one in told:
        days = days_of(one.claim)
        if days:
            votes[days].add(one.telling.report)
            claims[days].append(one.name)
    published = [telling.published for telling in tellings if telling.published]
    if not votes:
        if not published:
            return None
        first = min(published)
        return When(first - timedelta(days=1), first, False, ())
    best = max(votes, key=lambda days: (_support(days, votes), -(days[1] - days[0]).days, -days[0].toordinal()))
    joined = [days for days in votes if apart(days, best) == 0]
    start, end = min(days[0] for days in joined), max(days[1] for days in joined)
    if end - start > LONGEST:
        start, end, joined = best[0], best[1], [best]
    return When(start, end, True, tuple(name for days in sorted(joined) for name in claims[days]))


def _support(days: Days, votes: dict[Days, set[str]]) -> int:
    """How many reports have it in these days."""
    return len(set().union(*(reports for other, reports in votes.items() if apart(other, days) == 0)))


def where(told: Sequence[Told]) -> list[Where]:
    """The places of an incident. First comes the one with a point that most reports have, the most specific among equals.

    A report counts for the most specific place of each of its claims, in shares, and half where the event was only beside it;
    places around those come after all others.
    """
    spots, around, claims = _Votes(), _Votes(), defaultdict(list)
    places: dict[str, list[tuple[Place, str]]] = defaultdict(list)
    of_report: dict[str, list[tuple[Told, list[Place]]]] = defaultdict(list)
    for one in told:
        fine = fine_places(one.claim.places)
        if fine:
            of_report[one.telling.report].append((one, sorted(fine, key=lambda place: is_beside(place.name))))
    for held in of_report.values():
        mentions = sum(len(one.claim.mentions) or 1 for one, _ in held)
        for one, fine in held:
            share = (len(one.claim.mentions) or 1) / mentions
            for at, place in enumerate(fine):
                key = name_key(place.name)
                (around if at else spots).add(key, one, place, share)
                places[key].append((place, one.telling.report))
                claims[key].append(one.name)
    made = []
    for key, found in places.items():
        same = [other for other in places if is_same_name(other, key)]
        place, report = min(found, key=lambda one: _fineness(one[0]))
        order = (place.latitude is None, -spots.of(same), -around.of(same), _fineness(place))
        made.append((order, Where(place, report, len(spots.origins(same)), tuple(claims[key]))))
    made.sort(key=lambda one: one[0])
    return [where for _, where in made]


class _Votes:
    """How much reports have a place, and which origins."""

    def __init__(self) -> None:
        self._shares: dict[str, float] = defaultdict(float)
        self._origins: dict[str, set[str]] = defaultdict(set)

    def add(self, key: str, one: Told, place: Place, share: float) -> None:
        self._shares[key] += share * (BESIDE if "beside_place" in place.doubts or is_beside(place.name) else 1)
        self._origins[key].add(one.origin.key)

    def of(self, keys: Iterable[str]) -> float:
        return round(sum(self._shares[key] for key in sorted(keys)), 6)

    def origins(self, keys: Iterable[str]) -> set[str]:
        return set().union(*(self._origins[key] for key in keys))


def _fineness(place: Place) -> tuple[bool, int, str, str]:
    return place.latitude is None, RANK.get(place.precision or "village", RANK["village"]), place.name, place.id or ""
