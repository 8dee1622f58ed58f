"""The report page: its text with what was read marked in it, and the claims beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from sijill.ledger.view import Held, judgements_of, reading_held, report_named
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
    judged: int
    veil: Veil


def report_page(connection: Connection, name: str, words: Wording, veil_of: type[Veil] | None = None) -> ReportPage:
    """The page of the report of that name; raises LedgerError where there is none or it is withdrawn."""
    held = report_named(connection, name)
    reading = reading_held(connection, held)
    veil = Veil.over(reading) if reading else Veil.lifted()
    cards = cards_of(connection, held, reading, veil, words)
    marks = list(marks_in(reading)) if reading else []
    lines = list(paragraphs(held.text, marks, [(span.start, span.end) for span in veil.spans]))
    return ReportPage(
        held=held, reading=reading, lines=lines, cards=cards, judged=sum(bool(card.verdict) for card in cards), veil=veil
    )  # fmt: skip


def cards_of(connection: Connection, held: Held, reading: Reading | None, veil: Veil, words: Wording) -> list[Card]:
    """The cards of a report's claims, in the order of the text."""
    if reading is None:
        return []
    dealer = Cards(held.name, reading, veil, words, judgements_of(connection, held.number))
    return [dealer.card(claim) for claim in reading.claims]


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
