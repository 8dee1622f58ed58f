"""The report page: its text with what was read marked in it, and the claims beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from sijill.ledger.cover import without_points
from sijill.ledger.project import Project
from sijill.ledger.queue import history_of
from sijill.ledger.second import eyes_of
from sijill.ledger.view import Held, reading_held, report_named
from sijill.ledger.withhold import veil_of
from sijill.record.claim import Reading
from sijill.record.veil import Veil
from sijill.web.marked import Mark, Piece, paragraphs
from sijill.web.pages.claims import Card, Cards
from sijill.web.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that the page of one report shows."""

    held: Held
    reading: Reading | None
    lines: list[list[Piece]]
    cards: list[Card]
    veil: Veil
    title: str
    outlet: str
    published: str | None

    @property
    def judged(self) -> int:
        """How many of its claims somebody has looked at."""
        return sum(bool(card.verdict) for card in self.cards)


def report_page(project: Project, connection: Connection, name: str, words: Wording) -> ReportPage:
    """The page of the report of that name; raises LedgerError where there is none or it is withdrawn."""
    held = report_named(connection, name)
    found = reading_held(connection, held)
    veil = veil_of(connection, held, found)
    reading = without_points(found, veil) if found else None
    seen = history_of(connection, eyes_of(project, connection), held.number).rows  # not what a first holds whose second is due
    dealer = Cards(held.name, reading, veil, words, seen) if reading else None
    title = (reading.title if reading else None) or held.row["title"] or held.name
    outlet = (reading.outlet.name if reading and reading.outlet else None) or held.row["outlet"]
    return ReportPage(
        held=held, reading=reading, veil=veil, cards=[dealer.card(claim) for claim in reading.claims] if reading and dealer else [],
        lines=list(paragraphs(held.text, list(marks_in(reading)) if reading else [], list(veil.hidden(held.text)))),
        title=veil.words(title), outlet=veil.words(outlet or ""), published=held.row["published"],
    )  # fmt: skip


def marks_in(reading: Reading) -> Iterator[Mark]:
    """Every mark that a reading sets in its text."""
    for claim in reading.claims:
        if claim.figure:
            yield Mark(claim.figure.span.start, claim.figure.span.end, "figure", claim.id)
        for span in claim.mentions:
            yield Mark(span.start, span.end, "figure" if claim.figure else "cue", claim.id)
        for place in claim.places:
            yield Mark(place.span.start, place.span.end, "place", claim.id)
        if claim.time:
            yield Mark(claim.time.span.start, claim.time.span.end, "time", claim.id)
        for voice in claim.attribution.voices:
            if voice.span:
                yield Mark(voice.span.start, voice.span.end, "voice", claim.id)
        for person in claim.persons:
            yield Mark(person.span.start, person.span.end, "person", claim.id)
