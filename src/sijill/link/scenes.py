"""One report taken apart into scenes: what it tells of one event, each with its claims.

Claims belong together where neither their places nor their days keep them apart. What tells no place of its own belongs to
the scene that tells the same figure, else to the one told just before it. Period totals, background, what is denied and
what has not happened make no scene and join none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sijill.link.names import fine_places, name_key
from sijill.record.claim import Claim
from sijill.record.text import Span

HARM = frozenset({"killed", "injured", "casualties", "missing", "disappeared", "detained", "abducted"})
VIOLENT = frozenset({
    "airstrike", "shelling", "explosion", "clash", "attack", "shooting", "chemical_attack", "execution", "abduction", "arrest", "torture",
    "sexual_violence", "destruction", "harm",
})  # fmt: skip
TOLD = frozenset({"event", "event_update"})
UNREAL = frozenset({"planned", "proposed", "rejected", "failed"})
UNSURE = frozenset({"expected", "conditional"})
LONGEST = timedelta(days=3)  # days tell when something was only where they are few

Number = int | float | None
Days = tuple[date, date]
Toll = tuple[str, Number, Number]


@dataclass(frozen=True, slots=True)
class Scene:
    """What one report tells of one event, in the order of the text; `weight` is how often it tells it."""

    claims: tuple[Claim, ...]
    weight: int


@dataclass(slots=True)
class _Draft:
    claims: list[Claim] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    days: list[Days] = field(default_factory=list)

    def admits(self, days: Days | None) -> bool:
        """Whether its days do not keep a claim out."""
        return days is None or not self.days or any(apart(days, own) == 0 for own in self.days)

    def add(self, claim: Claim, names: set[str], days: Days | None) -> None:
        self.claims.append(claim)
        self.names |= names
        if days and days not in self.days:
            self.days.append(days)


def tells_event(claim: Claim) -> bool:
    """Whether a claim tells an event that happened and in which people came to harm or were attacked."""
    violent = claim.event in VIOLENT or (claim.figure is not None and claim.effect in HARM)
    real = claim.polarity == "asserted" and claim.status not in UNREAL and claim.certainty not in UNSURE
    return violent and real and (claim.scope in TOLD or _is_one_day(claim))


def _is_one_day(claim: Claim) -> bool:
    """Whether a period or what went before is a single day: since this morning, the strike of yesterday."""
    days = days_of(claim)
    return days is not None and days[0] == days[1]


def scenes_of(claims: Iterable[Claim]) -> tuple[Scene, ...]:
    """The scenes that the claims of one report make, in the order in which it tells them."""
    told = sorted((claim for claim in claims if tells_event(claim)), key=place_in_text)
    drafts: list[_Draft] = []
    homeless: list[tuple[Claim, Days | None]] = []
    for claim in told:
        names, days = _settlements(claim), days_of(claim)
        if not names:
            homeless.append((claim, days))
            continue
        draft = next((one for one in reversed(drafts) if one.names & names and one.admits(days)), None)
        if draft is None:
            drafts.append(draft := _Draft())
        draft.add(claim, names, days)
    for claim, days in homeless:
        draft = _home(claim, days, drafts)
        if draft is None:
            drafts.append(draft := _Draft())
        draft.add(claim, set(), days)
    made = [tuple(sorted(draft.claims, key=place_in_text)) for draft in drafts]
    made.sort(key=lambda claims: place_in_text(claims[0]))
    return tuple(Scene(claims, sum(max(1, len(claim.mentions)) for claim in claims)) for claims in made)


def _settlements(claim: Claim) -> set[str]:
    """The names by which a claim's place is told from others: a market or a school alone tells no place of its own."""
    return {name_key(place.name) for place in fine_places(claim.places) if place.precision != "site"}


def _home(claim: Claim, days: Days | None, drafts: Sequence[_Draft]) -> _Draft | None:
    """The scene of a claim without a place of its own: that with the same figure, else the one told before it, else the next."""
    fitting = [draft for draft in drafts if draft.admits(days)]
    figure = toll_of(claim)
    same = [draft for draft in fitting if figure is not None and any(toll_of(one) == figure for one in draft.claims)]
    at = place_in_text(claim)
    for among in (same, fitting):
        before = [draft for draft in among if place_in_text(draft.claims[0]) <= at]
        if before:
            return max(before, key=lambda draft: max(place for one in draft.claims if (place := place_in_text(one)) <= at))
        if among:
            return min(among, key=lambda draft: min(map(place_in_text, draft.claims)))
    return None


def place_in_text(claim: Claim) -> tuple[int, str]:
    """Where a claim stands in its report; among claims on the same words, the key decides."""
    mark = mark_of(claim)
    return (mark.start if mark else 0, claim.key)


def mark_of(claim: Claim) -> Span | None:
    """The words on which a claim stands: of its figure, else of its event."""
    return claim.figure.span if claim.figure else claim.mentions[0] if claim.mentions else None


def days_of(claim: Claim) -> Days | None:
    """First and last day of a claim, where they are few."""
    time = claim.time
    if time is None or time.start is None or time.end is None or time.end - time.start > LONGEST:
        return None
    return time.start, time.end


def apart(one: Days, other: Days) -> int:
    """How many days lie from one span of days to another; 0 where they share a day."""
    return max(0, (other[0] - one[1]).days, (one[0] - other[1]).days)


def toll_of(claim: Claim) -> Toll | None:
    """A claim's effect with its interval; None without a figure of harm."""
    if claim.figure is None or claim.effect not in HARM:
        return None
    return claim.effect, claim.figure.interval.low, claim.figure.interval.high
