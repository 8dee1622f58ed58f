"""Whose word a claim rests on, so that one word counts once however many outlets carry it.

An origin that the register knows, or a body under its own name, is one origin wherever it is quoted. Unnamed sources, witnesses
and officials are those of the outlet that quotes them. Where nobody is quoted, the outlet speaks itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sijill.gazetteer.body_facts import Fact
from sijill.link.telling import Telling
from sijill.link.words import words_of
from sijill.record.claim import Claim

UNNAMED = frozenset({"witness", "unknown", "official", "medical", "expert"})
TIES = ("part_of", "run_by", "owner")  # facts that make one body depend on another


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Who uttered what a claim tells; `key` is one for all mentions of one origin, `id` the register's where it knows it."""

    key: str
    name: str
    id: str | None = None


def origin_of(claim: Claim, telling: Telling) -> Origin:
    """The origin of a claim of a telling."""
    voice = claim.attribution.origin
    outlet = telling.outlet or telling.report
    if voice is None:
        return Origin(f"outlet {_folded(outlet)}", outlet, _outlet_id(claim))
    if voice.id:
        return Origin(voice.id, voice.canonical or voice.name, voice.id)
    if voice.kind in UNNAMED:
        return Origin(f"{_folded(voice.name)} in {_folded(outlet)}", f"{voice.name} ({outlet})")
    return Origin(f"voice {_folded(voice.canonical or voice.name)}", voice.canonical or voice.name)


def _outlet_id(claim: Claim) -> str | None:
    return next((voice.id for voice in claim.attribution.voices if voice.kind == "outlet"), None)


def _folded(name: str) -> str:
    return " ".join(words_of().of(name))


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Two origins that are not independent of each other, and the cited fact that says so."""

    one: Origin
    other: Origin
    fact: Fact


@dataclass(frozen=True, slots=True)
class Independence:
    """How many origins stand behind a matter in how many reports, and which of them depend on each other."""

    origins: tuple[Origin, ...]
    reports: int
    affiliated: tuple[Affiliation, ...]


def independence(told: Iterable[tuple[Claim, Telling]], facts: Sequence[Fact], day: str) -> Independence:
    """The origins of claims, and those that depend on each other by facts that hold on a day of ISO 8601."""
    reports: set[str] = set()
    origins: dict[str, Origin] = {}
    for claim, telling in told:
        origin = origin_of(claim, telling)
        origins[origin.key] = min(origin, origins.get(origin.key, origin))
        reports.add(telling.report)
    known = {origin.id: origin for origin in origins.values() if origin.id}
    return Independence(tuple(sorted(origins.values())), len(reports), tuple(_affiliations(known, facts, day)))


def _affiliations(known: dict[str, Origin], facts: Sequence[Fact], day: str) -> list[Affiliation]:
    """Origins of which one is a part of, run by or owned by the other, or both by a third."""
    found: dict[tuple[str, str], Affiliation] = {}
    under: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
    for fact in facts:
        if fact.fact not in TIES or not fact.holds(day) or fact.id not in known:
            continue
        if fact.value in known and fact.value != fact.id:
            one, other = sorted((fact.id, fact.value))
            found.setdefault((one, other), Affiliation(known[one], known[other], fact))
        under[fact.value].append((fact.id, fact))
    for held in under.values():
        for (one, fact), (other, _) in pairwise(held):
            if one != other:
                a, b = sorted((one, other))
                found.setdefault((a, b), Affiliation(known[a], known[b], fact))
    return [found[both] for both in sorted(found)]
