"""Which figures of an incident stand: a later one of the same voice replaces its earlier one; between voices nothing is merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sijill.link.origins import Origin, origin_of
from sijill.link.scenes import place_in_text
from sijill.link.telling import Telling
from sijill.record.claim import Claim


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the telling in which it stands and its origin."""

    claim: Claim
    telling: Telling
    origin: Origin

    @property
    def published(self) -> date | None:
        """The day on which its report was published."""
        return self.telling.published

    @property
    def name(self) -> str:
        """Its name: the report's, and the claim's in it."""
        return f"{self.telling.report}.{self.claim.id}"


@dataclass(frozen=True, slots=True)
class Superseded:
    """A figure and the later one of the same voice by which it is replaced."""

    earlier: Told
    later: Told


def told_in(tellings: Iterable[Telling]) -> list[Told]:
    """The claims of tellings, in the order of publication; what is undated comes last."""
    found = [Told(claim, telling, origin_of(claim, telling)) for telling in tellings for claim in telling.claims]
    return sorted(found, key=lambda one: (one.published or date.max, one.telling.order, place_in_text(one.claim)))


def superseded(told: Iterable[Told]) -> list[Superseded]:
    """The figures that later ones of the same voice replace: of the same effect and group, in a report published later.

    A part of a total is replaced by parts alone. What is published on one day, or on a day that is not known, stands beside
    the rest, unless the later one says itself that the toll has risen.
    """
    series: dict[tuple[str, str | None, str | None, bool], list[Told]] = defaultdict(list)
    for one in told:
        if one.claim.figure is not None:
            series[one.origin.key, one.claim.effect, one.claim.group, one.claim.part_of is not None].append(one)
    found: list[Superseded] = []
    for held in series.values():
        for earlier in held:
            later = [one for one in held if _replaces(one, earlier)]
            if later:
                found.append(Superseded(earlier, max(later, key=lambda one: (one.published or date.min, one.name))))
    return sorted(found, key=lambda one: (one.earlier.name, one.later.name))


def _replaces(later: Told, earlier: Told) -> bool:
    if later.telling.report == earlier.telling.report or later.published is None or earlier.published is None:
        return False
    rises = later.claim.scope == "event_update" and earlier.claim.scope != "event_update"
    return later.published > earlier.published or (later.published == earlier.published and rises)
