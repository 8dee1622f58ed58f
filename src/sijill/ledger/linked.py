"""The incidents of a project: its reports' claims as people hold them, linked, with the veil under which they are shown.

Accepted and corrected claims alone, unless all are asked for; what was rejected is never among them. A correction takes the
place of what was read: a corrected place has no point, for it is not known which place of the gazetteer is meant.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from sijill.gazetteer.body_facts import Fact, load_facts
from sijill.ledger.schema import report
from sijill.ledger.second import READING, Eyes, seen
from sijill.ledger.sheet_rows import REVIEWED
from sijill.ledger.values import Values, values_held
from sijill.ledger.view import Held, judgements_of, reading_held
from sijill.ledger.withhold import veil_of
from sijill.link.copies import Copies, Copy, document_of, roots
from sijill.link.incidents import Incident, Judged, Linking
from sijill.link.origins import origin_of
from sijill.link.passages import passages_of
from sijill.link.supersede import Told, told_in
from sijill.link.telling import Telling, outlet_of, tellings_of
from sijill.record.claim import Claim, Figure, Place, Reading, Time
from sijill.record.interval import Bound, Interval
from sijill.record.veil import Veil
from sijill.record.voice import Chain, Voice


@dataclass(frozen=True, slots=True)
class Source:
    """A report that was linked: as the ledger holds it, its reading, the claims that count, and its veil."""

    held: Held
    reading: Reading
    claims: tuple[Claim, ...]
    reviewed: frozenset[str]
    veil: Veil


@dataclass(frozen=True)
class Linked:
    """The incidents of a project and the reports in which they are told."""

    sources: Mapping[str, Source]
    linking: Linking
    judged: Judged
    copies: tuple[Copy, ...] = ()

    @cached_property
    def incidents(self) -> list[Incident]:
        """The incidents, those with the most reports first."""
        return self.linking.incidents(self.judged)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What is known of bodies, and where it is told."""
        return load_facts()

    def told(self, incident: Incident) -> list[Told]:
        """The claims of an incident, in the order of publication."""
        return told_in(incident.tellings)

    def denied(self, incident: Incident) -> Iterator[Told]:
        """Claims of its reports that deny something or tell what did not come about: they are in no telling."""
        for telling in incident.tellings:
            if telling.main:
                for claim in self.sources[telling.report].claims:
                    if claim.key not in telling.keys and (claim.polarity == "denied" or claim.status in ("rejected", "failed")):
                        yield Told(claim, telling, origin_of(claim, telling))

    def veil(self, told: Told) -> Veil:
        """The veil over the report in which a claim stands."""
        return self.sources[told.telling.report].veil


def linked(connection: Connection, eyes: Eyes, *, unreviewed: bool = False, names: bool = False, judged: Judged | None = None) -> Linked:
    """All reports of a project linked, as the one who looks may see them; `names` lifts the veils."""
    sources: dict[str, Source] = {}
    query = select(report).where(report.c.withdrawn.is_(None), report.c.read_seq.is_not(None)).order_by(report.c.number)
    for row in connection.execute(query).mappings().all():
        source = _source(connection, eyes, Held(row), unreviewed, names)
        if source is not None:
            sources[source.held.name] = source
    copies = _copies(sources.values())
    copied, linking = roots(copies), Linking()
    for name, source in sources.items():
        # what a copy tells in its own voice is on the word of the outlet that it was copied from
        outlet = outlet_of(sources[copied[name]].reading) if name in copied else None
        told = _tellings(source, unreviewed)
        linking.add(dataclasses.replace(telling, outlet=outlet) if outlet else telling for telling in told)
    return Linked(sources, linking, judged or Judged(), copies)


def _copies(sources: Iterable[Source]) -> tuple[Copy, ...]:
    """The copies among reports."""
    known = Copies()
    found: list[Copy] = []
    for source in sources:
        name, reading = source.held.name, source.reading
        found += known.add(document_of(name, reading, passages_of(name, reading.report.text.content), outlet_of(reading)))
    return tuple(sorted(found, key=lambda copy: (copy.one, copy.other)))


def _source(connection: Connection, eyes: Eyes, held: Held, unreviewed: bool, names: bool) -> Source | None:
    known = seen(judgements_of(connection, held.number), eyes).rows
    in_force = {row["key"]: row for row in known if row["in_force"] and row["question"] == READING}
    if not unreviewed and not any(row["verdict"] in REVIEWED for row in in_force.values()):
        return None
    reading = reading_held(connection, held)
    if reading is None:
        return None
    claims = tuple(_counted(reading.claims, in_force, unreviewed))
    reviewed = frozenset(key for key, row in in_force.items() if row["verdict"] in REVIEWED)
    return Source(held, reading, claims, reviewed, veil_of(connection, held, reading, lifted=names))


def _counted(claims: Iterable[Claim], in_force: Mapping[str, RowMapping], unreviewed: bool) -> Iterator[Claim]:
    """The claims that count, as people hold them."""
    for claim in claims:
        judged = in_force.get(claim.key)
        if judged is None:
            if unreviewed:
                yield claim
        elif judged["verdict"] == "corrected":
            yield corrected(claim, values_held(judged))
        elif judged["verdict"] in REVIEWED:
            yield claim


def _tellings(source: Source, unreviewed: bool) -> list[Telling]:
    """The tellings of a report; one in which no claim counts tells something only while claims need not be reviewed."""
    made = tellings_of(source.held.name, source.reading, source.claims)
    return list(made) if unreviewed else [telling for telling in made if telling.claims]


def corrected(claim: Claim, values: Values) -> Claim:
    """A claim with what a person holds in place of what was read."""
    if not values:
        return claim
    plain = {name: values[name] for name in ("effect", "event", "group", "polarity", "status", "scope") if name in values}
    return dataclasses.replace(
        claim, **plain, figure=_figure(claim, values), places=_places(claim, values), time=_time(claim, values),
        attribution=_attribution(claim, values),
    )  # fmt: skip


def _figure(claim: Claim, values: Values) -> Figure | None:
    low, high = values.get("low"), values.get("high")
    if low is None and high is None:
        return None
    held = claim.figure
    if held and (held.interval.low, held.interval.high) == (low, high):
        return held
    span = held.span if held else claim.mentions[0] if claim.mentions else None
    bound = Bound.EXACT if low == high else Bound.BETWEEN if None not in (low, high) else Bound.AT_LEAST if high is None else Bound.AT_MOST
    return Figure(interval=Interval(low, high), bound=bound, span=span) if span else None


def _places(claim: Claim, values: Values) -> tuple[Place, ...]:
    name, first = values.get("place"), claim.places[0] if claim.places else None
    if name == (first.name if first else None):
        return claim.places
    span = first.span if first else claim.mentions[0] if claim.mentions else claim.figure.span if claim.figure else None
    return (Place(name=str(name), span=span),) if name and span else ()


def _time(claim: Claim, values: Values) -> Time | None:
    start, end = (_day(values.get(name)) for name in ("start", "end"))
    held = claim.time
    if (start, end) == ((held.start, held.end) if held else (None, None)):
        return held
    span = held.span if held else claim.mentions[0] if claim.mentions else claim.figure.span if claim.figure else None
    return Time(start=start, end=end, span=span, precision="day" if start == end else "days") if span else None


def _day(told: Any) -> date | None:
    return date.fromisoformat(told) if told else None


def _attribution(claim: Claim, values: Values) -> Chain:
    name, origin = values.get("origin"), claim.attribution.origin
    if name == (origin.name if origin else None):
        return claim.attribution
    outer = tuple(voice for voice in claim.attribution.voices if voice is not origin)
    return Chain((*outer, Voice(name=str(name)))) if name else Chain(tuple(voice for voice in outer if voice.kind == "outlet"))
