"""The fields of a claim that a person may set, as a form offers them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sijill.ledger.columns import Column, columns
from sijill.ledger.judge import FIELDS
from sijill.record.text import Span
from sijill.web.pages.report import ReportPage

# the field beside which words may be taken for each span of a correction
SPAN_FIELDS = {"figure_span": "high", "place_span": "place", "time_span": "end", "origin_span": "origin"}
# what a claim need not have
OPTIONAL = frozenset({"effect", "group", "low", "high", "place", "start", "end", "origin"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form: `values` are what it offers, each with its word; empty where words or a number are written.

    `span` is the name of the words that may be taken from the text for it; empty where there are none.
    """

    id: str
    name: str
    type: str
    mode: str
    values: tuple[tuple[str, str], ...]
    optional: bool
    wide: bool
    span: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the reading has told: its words, and the range of the text where they stand."""

    words: str
    at: str


def fields(language: str) -> tuple[Field, ...]:
    """The fields that may be corrected, in the order of the sheets."""
    return tuple(_field(column, language) for column in columns() if column.id in FIELDS)


def _field(column: Column, language: str) -> Field:
    values = tuple((value, str(column.word(value, language))) for value in column.values)
    return Field(
        id=column.id, name=column.name(language), type="date" if column.kind == "day" else "text", values=values,
        mode="decimal" if column.kind == "number" else "", optional=column.id in OPTIONAL, wide=column.id in ("place", "origin"),
        span=next((name for name, field in SPAN_FIELDS.items() if field == column.id), ""),
    )  # fmt: skip


def voices_of(page: ReportPage) -> list[Told]:
    """The voices of a reading, each once, where they first stand."""
    if page.reading is None:
        return []
    chains = (*(claim.attribution for claim in page.reading.claims), *(said.attribution for said in page.reading.statements))
    return _each(page, ((chain.origin.name, chain.origin.span) for chain in chains if chain.origin))


def places_of(page: ReportPage) -> list[Told]:
    """The places of a reading, each once, where they first stand."""
    return _each(page, ((place.name, place.span) for claim in page.reading.claims for place in claim.places)) if page.reading else []


def times_of(page: ReportPage) -> list[Told]:
    """The times of a reading by their words, each once."""
    times = (claim.time for claim in page.reading.claims if claim.time) if page.reading else ()
    return _each(page, ((page.text[time.span], time.span) for time in times))


def _each(page: ReportPage, told: Iterable[tuple[str, Span | None]]) -> list[Told]:
    first: dict[str, Told] = {}
    for name, span in told:
        shown = page.veil.words(name)
        if span and not any(low < span.end and span.start < high for low, high in page.hidden):
            first.setdefault(shown, Told(shown, f"{span.start}-{span.end}"))
    return list(first.values())
