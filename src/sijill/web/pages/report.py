"""The report page: its text with what was read marked in it, the claims beside it, and what people did to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, RowMapping, select

from sijill.ledger.cover import without_points
from sijill.ledger.project import Project
from sijill.ledger.schema import hand
from sijill.ledger.second import Seen, eyes_of, in_force, seen
from sijill.ledger.values import Spans, spans_held
from sijill.ledger.view import Held, judgements_of, reading_held, report_named
from sijill.ledger.withhold import veil_of
from sijill.record.claim import Claim, Reading
from sijill.record.text import Text
from sijill.record.veil import Found, Names, Veil
from sijill.web.marked import Mark, Piece, paragraphs
from sijill.web.pages.claims import Card, Cards, Line
from sijill.web.pages.statements import Said, statements_of
from sijill.web.wording import Wording

NO_SPANS: Spans = {}


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """All that the page of one report shows; its parts are made when they are asked for."""

    held: Held
    reading: Reading | None
    veil: Veil
    known: Seen
    acts: Sequence[RowMapping]
    words: Wording

    @cached_property
    def title(self) -> str:
        """Its title, else its name."""
        return self.veil.words((self.reading.title if self.reading else None) or self.held.row["title"] or self.held.name)

    @cached_property
    def outlet(self) -> str:
        """Who published it."""
        named = self.reading.outlet.name if self.reading and self.reading.outlet else self.held.row["outlet"]
        return self.veil.words(named or "")

    @property
    def published(self) -> str | None:
        """The day of publication."""
        day: str | None = self.held.row["published"]
        return day

    @cached_property
    def text(self) -> Text:
        """Its text."""
        return self.reading.report.text if self.reading else Text(self.held.text)

    @cached_property
    def hidden(self) -> tuple[tuple[int, int], ...]:
        """The ranges of its text that must not be seen by the one who looks."""
        return self.veil.hidden(self.held.text)

    @cached_property
    def judged_by_key(self) -> dict[str, list[RowMapping]]:
        """The judgements that may be seen, by the key of their claim."""
        found: dict[str, list[RowMapping]] = defaultdict(list)
        for row in self.known.rows:
            found[row["key"]].append(row)
        return dict(found)

    @cached_property
    def lines(self) -> list[list[Piece]]:
        """Its text in pieces."""
        held = {key: spans_held(in_force(rows)) for key, rows in self.judged_by_key.items()}
        return list(paragraphs(self.held.text, list(marks_in(self.reading, held)) if self.reading else [], self.hidden))

    @cached_property
    def cards(self) -> list[Card]:
        """The cards of all its claims."""
        return [self._dealer.card(claim) for claim in self.reading.claims] if self.reading else []

    def card(self, id: str) -> Card | None:
        """The card of one claim; None where there is no such claim."""
        claim = self.claim(id)
        return self._dealer.card(claim) if claim else None

    def claim(self, id: str) -> Claim | None:
        """A claim of it; None where there is none of that name."""
        return next((claim for claim in self.reading.claims if claim.id == id), None) if self.reading else None

    def mentions(self, claim: Claim) -> list[Line]:
        """The mentions of a claim."""
        return list(self._dealer.mentions(claim))

    def quoted(self, span: tuple[int, int] | None) -> str:
        """Words of its text, with what is withheld covered."""
        return self._dealer.quoted(*span) if span else ""

    def words_of(self, name: str) -> str:
        """What people read for the words that a value stands on."""
        return self._dealer.words_of(name)

    @cached_property
    def statements(self) -> list[Said]:
        """What is said on somebody's word."""
        return statements_of(self.reading, self.veil, self.words, self.acts) if self.reading else []

    @property
    def judged(self) -> int:
        """How many of its claims somebody has looked at, as far as may be seen."""
        return sum(in_force(self.judged_by_key.get(claim.key, ())) is not None for claim in self.reading.claims) if self.reading else 0

    @property
    def total(self) -> int:
        """How many claims it has."""
        return len(self.reading.claims) if self.reading else 0

    @cached_property
    def _dealer(self) -> Cards:
        assert self.reading is not None
        return Cards(self.held.name, self.reading, self.veil, self.words, self.judged_by_key, self.known.due, self.acts)


def report_page(project: Project, connection: Connection, name: str, words: Wording) -> ReportPage:
    """The page of the report of that name; raises LedgerError where there is none or it is withdrawn.

    What is withheld is covered for an operator without the right to see it. Of a claim of which a second reading is due from
    the operator, nothing is shown of what the first held.
    """
    held = report_named(connection, name, project.sees_names)
    reading = reading_held(connection, held)
    veil = remembering(veil_of(connection, held, reading, lifted=project.sees_names))
    known = seen(judgements_of(connection, held.number), eyes_of(project, connection))
    acts = list(connection.execute(select(hand).where(hand.c.report == held.number).order_by(hand.c.seq)).mappings())
    shown = without_points(reading, veil) if reading else None
    return ReportPage(held=held, reading=shown, veil=veil, known=known, acts=acts, words=words)


class _Remembered:
    """What finds covered words, asked once for each string: the voices and places of a report are told again and again."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._found: dict[str, tuple[Found, ...]] = {}

    def finditer(self, string: str) -> Iterator[Found]:
        """Where they stand."""
        if string not in self._found:
            self._found[string] = tuple(self._names.finditer(string))
        return iter(self._found[string])


def remembering(veil: Veil) -> Veil:
    """The same veil, which looks through a string once."""
    return Veil(veil.spans, _Remembered(veil.names)) if veil.names is not None else veil


def marks_in(reading: Reading, held: Mapping[str, Spans]) -> Iterator[Mark]:
    """Every mark of a reading in its text; where a person holds a value to stand on other words (by the claim's key), there."""
    for claim in reading.claims:
        spans = held.get(claim.key, NO_SPANS)
        for kind, span in _marked(claim, spans):
            yield Mark(*span, kind, claim.id)
    for said in reading.statements:
        yield Mark(said.span.start, said.span.end, "", "")
    for one in reading.private:
        yield Mark(one.span.start, one.span.end, "private", "")


def _marked(claim: Claim, spans: Spans) -> Iterator[tuple[str, tuple[int, int]]]:
    """The kind and range of each mark of a claim."""
    own = [(span.start, span.end) for span in claim.mentions]
    figure = (claim.figure.span.start, claim.figure.span.end) if claim.figure else None
    if "figure_span" in spans:
        own = [spans["figure_span"], *(span for span in own if span != figure)]
    elif figure:
        own.append(figure)
    for span in dict.fromkeys(own):
        yield "figure" if claim.figure or "figure_span" in spans else "cue", span
    for name, kind in (("place_span", "place"), ("origin_span", "voice"), ("time_span", "time")):
        if name in spans:
            yield kind, spans[name]
    for place in claim.places["place_span" in spans :]:
        yield "place", (place.span.start, place.span.end)
    for voice in claim.attribution.voices:
        if voice.span and not ("origin_span" in spans and voice is claim.attribution.origin):
            yield "voice", (voice.span.start, voice.span.end)
    if claim.time and "time_span" not in spans:
        yield "time", (claim.time.span.start, claim.time.span.end)
    for person in claim.persons:
        yield "person", (person.span.start, person.span.end)
