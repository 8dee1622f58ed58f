"""A claim as the report page shows it: what it says, what people hold of it, and what may be done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping

from sijill.display.figures import chain_text, figure_text, marks_of, person_text, place_text, time_text, voice_text
from sijill.ledger.judge import BELIEF, FIELDS
from sijill.ledger.second import READING
from sijill.ledger.sheet_rows import own_values
from sijill.record.claim import Claim, Reading
from sijill.record.text import Span
from sijill.record.veil import Veil
from sijill.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: its label, its words, and the range of the text that they were read from."""

    label: str
    words: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that a person has set over the reader's."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Act:
    """A judgement of the past, as it is told."""

    question: str
    verdict: str
    reason: str
    by: str
    at: str
    state: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim with all that its card shows. `base` is the number of its newest judgement (0: none)."""

    id: str
    key: str
    name: str
    say: str
    remarks: tuple[str, ...]
    denied: bool
    lines: tuple[Line, ...]
    doubts: tuple[str, ...]
    verdict: str
    belief: str
    base: int
    is_judged: bool
    own: dict[str, Any]
    values: dict[str, Any]
    differences: tuple[Difference, ...]
    history: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes the cards of one report."""

    report: str
    reading: Reading
    veil: Veil
    words: Wording
    judged: Sequence[RowMapping]

    def card(self, claim: Claim) -> Card:
        """The card of one claim."""
        own = own_values(claim)
        rows = [row for row in self.judged if row["key"] == claim.key]
        force = next((row for row in rows if row["in_force"] and row["question"] == READING), None)
        belief = next((row for row in rows if row["in_force"] and row["question"] == BELIEF), None)
        corrected = json.loads(force["corrected"]) if force and force["corrected"] else {}
        return Card(
            id=claim.id, key=claim.key, name=f"{self.report}.{claim.id}", say=self._say(claim),
            remarks=tuple(marks_of(claim, self.words.labels)), denied=claim.polarity == "denied", lines=tuple(self._lines(claim)),
            verdict=force["verdict"] if force else "",
            doubts=tuple(self.words.labels.of("doubt", doubt) for doubt in claim.doubts), belief=belief["verdict"] if belief else "",
            base=max((row["seq"] for row in rows), default=0), is_judged=force is not None,
            own=own, values={**own, **corrected}, differences=self._differences(own, corrected),
            history=tuple(self._act(own, row) for row in rows),
        )  # fmt: skip

    def _say(self, claim: Claim) -> str:
        labels = self.words.labels
        if not claim.figure:
            return labels.of("event", claim.event)
        one = claim.figure.interval.low == claim.figure.interval.high == 1
        figure = figure_text(claim.figure, labels, share=claim.effect == "control_share")
        return labels.word(
            "head", effect=labels.of("effect", claim.effect), figure=figure, group=labels.of("group_one" if one else "group", claim.group)
        )

    def _lines(self, claim: Claim) -> list[Line]:
        labels, veil, text = self.words.labels, self.veil, self.reading.report.text
        origin = claim.attribution.origin
        lines = [Line("said", chain_text(claim.attribution, self.reading, labels, veil), _at(origin.span if origin else None))]
        lines += [Line("where", place_text(place, labels, veil), _at(place.span)) for place in claim.places]
        if claim.time:
            lines.append(Line("when", time_text(claim.time, labels, veil, text[claim.time.span]), _at(claim.time.span)))
        if claim.part_of:
            lines.insert(0, Line("", labels.word("part_of", total=claim.part_of)))
        if claim.figure:
            lines.append(Line("event", labels.of("event", claim.event)))
        lines += [Line(ROLES[actor.role], veil.words(actor.name), _at(actor.span)) for actor in claim.actors if actor.role in ROLES]
        if claim.about:
            lines.append(Line("about", voice_text(claim.about, labels, veil), _at(claim.about.span)))
        lines += [Line("weapons", veil.words(weapon.name), _at(weapon.span)) for weapon in claim.weapons]
        lines += [Line("persons", person_text(person, labels, veil), _at(person.span)) for person in claim.persons]
        return [Line(labels.word(line.label) if line.label else "", line.words, line.at) for line in lines]

    def _differences(self, own: dict[str, Any], corrected: dict[str, Any]) -> tuple[Difference, ...]:
        return tuple(
            Difference(field, self.value(field, own.get(field)), self.value(field, value))
            for field, value in corrected.items()
            if field in FIELDS
        )

    def value(self, field: str, value: Any) -> str:
        """A value of a claim in the reader's language."""
        if value is None or value == "":
            return "—"
        if field in ("low", "high"):
            return self.words.number(value)
        if field in ("start", "end"):
            return self.words.day(str(value))
        return self.veil.words(self.words.labels.of(field, str(value)))

    def _act(self, own: dict[str, Any], row: RowMapping) -> Act:
        corrected = json.loads(row["corrected"]) if row["corrected"] else {}
        state = "undone" if row["undone"] else "in_force" if row["in_force"] else "superseded"
        reason = self.veil.words(row["reason"] or "")
        return Act(row["question"], row["verdict"], reason, row["by"], row["at"], state, self._differences(own, corrected))


ROLES = {"perpetrator": "actors", "target": "target", "party": "party"}


def _at(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span else ""
