"""A claim or a statement as the rows of a card: a label and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sijill.display.figures import RIGHT_TO_LEFT, chain_text, figure_text, marks_of, person_text, place_text, quoted, time_text, voice_text
from sijill.display.labels import Labels
from sijill.record.claim import Claim, Reading, Statement
from sijill.record.text import Span
from sijill.record.veil import Quote, Veil, sentence_around
from sijill.settings import Show


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a card: its label and its words. `style` is plain, head, quote, doubt or mark."""

    label: str
    quote: Quote
    style: str = "plain"


def mark_of(claim: Claim) -> Span | None:
    """The words that carry a claim: its figure, else the first that tell it."""
    return claim.figure.span if claim.figure else claim.mentions[0] if claim.mentions else None


@dataclass(frozen=True, slots=True)
class Dealer:
    """Deals cards from one reading."""

    reading: Reading
    labels: Labels
    veil: Veil
    show: Show

    def claims(self, claims: Sequence[Claim]) -> list[list[Row]]:
        """The cards of claims in their order: claims that one sentence tells of one place, time and voice share a card."""
        return [self.card([claim for claim, _ in alike]) for _, alike in groupby(((c, self._shared(c)) for c in claims), itemgetter(1))]

    def card(self, claims: list[Claim]) -> list[Row]:
        """One card: a head for each claim, then only what is told."""
        heads = [self._head(claim) for claim in claims]
        sentence, told = self._shared(claims[0])
        rows = [Row(self.labels.word(label), Quote(text)) for label, text in told]
        if sentence:
            marks = tuple(mark for claim in claims if (mark := mark_of(claim)))
            rows.append(Row(self.labels.word("quote"), self._quoted(sentence, marks), "quote"))
        return [*heads, *rows, *self._doubts(claims)]

    def _shared(self, claim: Claim) -> tuple[Span | None, tuple[tuple[str, str], ...]]:
        """What claims of one card have in common: their sentence and all rows but the head."""
        mark = mark_of(claim)
        return sentence_around(self.reading, mark) if mark else None, tuple(self._told(claim))

    def _doubts(self, claims: list[Claim]) -> Iterator[Row]:
        """A row of doubts where all claims share them, else one a claim."""
        alike = len({claim.doubts for claim in claims}) == 1
        for claim in claims[:1] if alike else claims:
            if claim.doubts:
                told = " · ".join(self.labels.of("doubt", doubt) for doubt in claim.doubts)
                yield Row(self.labels.word("doubts"), Quote(told if alike else f"{self._name(claim.id)}: {told}"), "doubt")

    def statement(self, statement: Statement) -> list[Row]:
        """Who says it and how, and what is said."""
        says = [self.labels.of("act", statement.act), self.labels.of("certainty", statement.certainty)]
        manner = self.labels.word("comma").join(part for part in says if part)
        head = f"{chain_text(statement.attribution, self.reading, self.labels, self.veil)} · {manner}"
        return [Row(self._name(statement.id), Quote(head), "head"), Row("", self._quoted(statement.span, ()), "quote")]

    def _head(self, claim: Claim) -> Row:
        labels = self.labels
        if claim.figure:
            one = claim.figure.interval.low == claim.figure.interval.high == 1
            head = labels.word(
                "head",
                effect=labels.of("effect", claim.effect),
                figure=figure_text(claim.figure, labels, share=claim.effect == "control_share"),
                group=labels.of("group_one" if one else "group", claim.group),
            )
        else:
            head = labels.of("event", claim.event)
        marks = marks_of(claim, labels)
        if claim.also:
            others = labels.word("comma").join(labels.of("group", group) for group in claim.also)
            marks.insert(0, labels.word("also", groups=others))
        if claim.part_of:
            marks.insert(0, labels.word("part_of", total=claim.part_of))
        if len(claim.mentions) > 1:
            marks.append(labels.word("told", times=len(claim.mentions)))
        return Row(self._name(claim.id), Quote(" · ".join([head, *marks])), "mark" if claim.polarity == "denied" else "head")

    def _name(self, id: str) -> str:
        """An id, held apart from a Latin word that may follow it where lines run from right to left."""
        return id + RIGHT_TO_LEFT if self.labels.direction == "rtl" else id

    def _told(self, claim: Claim) -> Iterator[tuple[str, str]]:
        labels, veil, text = self.labels, self.veil, self.reading.report.text
        if claim.side:
            yield "side", veil.words(claim.side)
        for role, label in (("perpetrator", "actors"), ("target", "target"), ("party", "party")):
            names = [veil.words(actor.name) for actor in claim.actors if actor.role == role]
            if names:
                yield label, " · ".join(names)
        if claim.places:
            yield "where", " · ".join(place_text(place, labels, veil) for place in claim.places)
        if claim.time:
            yield "when", time_text(claim.time, labels, veil, text[claim.time.span])
        yield "said", chain_text(claim.attribution, self.reading, labels, veil)
        if claim.about:
            yield "about", voice_text(claim.about, labels, veil)
        if claim.weapons:
            yield "weapons", " · ".join(veil.words(weapon.name) for weapon in claim.weapons)
        if claim.persons:
            yield "persons", " · ".join(person_text(person, labels, veil) for person in claim.persons)

    def _quoted(self, span: Span, marks: tuple[Span, ...]) -> Quote:
        limit = 0 if self.show.full else 3 * (self.show.width - 20)
        quote = self.veil.quote(self.reading, span, marks, limit)
        text = quoted(quote.text)
        before = text.index("«") + 1
        return Quote(text, tuple((a + before, b + before) for a, b in quote.marks))
