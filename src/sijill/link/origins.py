"""Whose word a claim rests on, so that one word counts once however many outlets carry it.

An origin that the register knows, or a body under its own name, is one origin wherever it is quoted. Unnamed sources, witnesses
and officials are those of the outlet that quotes them. Where nobody is quoted but its own reporter, the outlet speaks itself.
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
UNNAMED_ROLES = frozenset({"source", "activist", "official", "officer", "medic", "witness", "document", "hearsay", "fighter"})
REPORTER = "reporter"  # the outlet's own, where it is not another outlet's
TIES = ("part_of", "run_by", "owner")  # facts that make one body depend on another


@dataclass(frozen=True, slots=True)
class Origin:
    """Who uttered what a claim tells; `key` is one for all mentions of one origin, `id` the register's where it knows it."""

    key: str
    name: str
    id: str | None = None


def origin_of(claim: Claim, telling: Telling) -> Origin:
    """The origin of a claim of a telling."""
    voice = claim.attribution.origin
    outlet = telling.outlet or telling.report
    if voice is None or (voice.id is None and voice.role == REPORTER):
        own = next((known.id for known in claim.attribution.voices if known.kind == "outlet"), None)
        return Origin(_folded(outlet), outlet, own)
    name = voice.canonical or voice.name
    if voice.id or not (voice.kind in UNNAMED or voice.role in UNNAMED_ROLES):
        return Origin(_folded(name), name, voice.id)
    return Origin(f"{_folded(name)} in {_folded(outlet)}", f"{name} ({outlet})")


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
        held = origins.get(origin.key)
        if held is None or (held.id is None and origin.id):
            origins[origin.key] = origin
        reports.add(telling.report)
    known = {origin.id: origin for origin in origins.values() if origin.id}
    return Independence(tuple(origins[key] for key in sorted(origins)), len(reports), tuple(_affiliations(known, facts, day)))


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
