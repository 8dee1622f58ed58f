"""A claim as the report page shows it: what it says, what people hold of it, and what may be done."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping

from sijill.display.figures import chain_text, figure_text, marks_of, person_text, place_text, time_text, voice_text
from sijill.ledger.columns import columns
from sijill.ledger.judge import BELIEF, FIELDS
from sijill.ledger.second import READING, in_force
from sijill.ledger.sheet_rows import own_spans, own_values
from sijill.ledger.values import SPANS, Spans, corrected_by, spans_held
from sijill.record.claim import Claim, Reading
from sijill.record.text import Span
from sijill.record.veil import Veil, sentence_around
from sijill.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: its label, its words, and the range of the text that they were read from."""

    label: str
    words: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that a person has set over the reader's; `at` is the range of the text where it now stands."""

    label: str
    was: str
    now: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A judgement or an act by hand of the past, as it is told: `seq` is the number of its event.

    `question` is reading or belief, or "hand"; `verdict` is then claimed, merged or split.
    """

    seq: int
    question: str
    verdict: str
    reason: str
    by: str
    at: str
    state: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim with all that its card shows.

    `base` is the number of what was last done to it (0: nothing), `undoes` what is undone first: "reading", the number of an
    act by hand, or nothing. `own` and `own_spans` are what was read, `values` and `spans` what a person holds over it.
    """

    id: str
    key: str
    name: str
    say: str
    remarks: tuple[str, ...]
    denied: bool
    lines: tuple[Line, ...]
    doubts: tuple[str, ...]
    mentions: int
    verdict: str
    belief: str
    due: bool
    base: int
    undoes: str
    own: dict[str, Any]
    own_spans: Spans
    values: dict[str, Any]
    spans: Spans
    differences: tuple[Difference, ...]
    history: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes the cards of one report. `judged` are the judgements by key, `due` the keys that are to be read a second time."""

    report: str
    reading: Reading
    veil: Veil
    words: Wording
    judged: Mapping[str, Sequence[RowMapping]]
    due: Collection[str]
    acts: Sequence[RowMapping]

    def card(self, claim: Claim) -> Card:
        """The card of one claim."""
        own, rows = own_values(claim), self.judged.get(claim.key, ())
        acts = [act for act in self.acts if claim.key in (act["key"], act["other"]) or (act["kind"] == "split" and _made(act) == claim.id)]
        force, belief = in_force(rows), in_force(rows, BELIEF)
        corrected, spans = corrected_by(force), spans_held(force)
        labels = self.words.labels
        return Card(
            id=claim.id, key=claim.key, name=f"{self.report}.{claim.id}", say=self._say(claim), remarks=tuple(marks_of(claim, labels)),
            denied=claim.polarity == "denied", lines=tuple(self._lines(claim)), mentions=len(claim.mentions),
            doubts=tuple(labels.of("doubt", doubt) for doubt in claim.doubts), verdict=force["verdict"] if force else "",
            belief=belief["verdict"] if belief else "", due=claim.key in self.due, base=_newest(rows, acts),
            undoes=_undone_first(force, acts), own=own, own_spans={name: (at[0], at[1]) for name, at in own_spans(claim).items() if at},
            values={**own, **corrected},
            spans=spans, differences=self._differences(own, corrected, own_spans(claim), spans),
            history=tuple(self._history(claim, rows, acts)),
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

    def mentions(self, claim: Claim) -> Iterator[Line]:
        """Each mention of a claim, with the words around it."""
        for span in claim.mentions:
            around = self.veil.quote(self.reading, sentence_around(self.reading, span), (span,), AROUND).text
            yield Line(self.veil.quote(self.reading, span, (), 0).text, around, _at(span))

    def _differences(
        self, own: Mapping[str, Any], corrected: Mapping[str, Any], read: Mapping[str, Any], spans: Spans
    ) -> tuple[Difference, ...]:  # fmt: skip
        names = {column.id: column.name(self.words.language) for column in columns()}
        made = [
            Difference(names[field], self.value(field, own.get(field)), self.value(field, value))
            for field, value in ((field, corrected[field]) for field in FIELDS if field in corrected)
        ]
        for name in SPANS:
            if name in spans:
                was = self.quoted(*read[name]) if read[name] else self.value(name, None)
                made.append(Difference(self.words_of(name), was, self.quoted(*spans[name]), f"{spans[name][0]}-{spans[name][1]}"))
        if corrected.get("place_id"):
            told = [f"{corrected[name]:.4f}" for name in ("latitude", "longitude") if corrected.get(name) is not None]
            point = f"\u2066{', '.join(told)}\u2069" if told else ""  # from left to right in either language
            hidden = self.veil.name(str(corrected.get("place") or "")) == ""
            made.append(Difference(self.words.catalogue.gettext("point"), "", "" if hidden else point or corrected["place_id"]))
        return tuple(made)

    def words_of(self, name: str) -> str:
        """What people read for the words that a value stands on."""
        told = self.words.catalogue.gettext
        return {
            "figure_span": told("words of the figure"), "place_span": told("words of the place"),
            "time_span": told("words of the time"), "origin_span": told("words of the voice"),
        }[name]  # fmt: skip

    def quoted(self, start: int, end: int) -> str:
        """Words of the text, with what is withheld covered."""
        return self.veil.quote(self.reading, self.reading.report.text.span(start, end), (), 0).text

    def value(self, field: str, value: Any) -> str:
        """A value of a claim in the reader's language."""
        if value is None or value == "":
            return "—"
        if field in ("low", "high"):
            return self.words.number(value)
        if field in ("start", "end"):
            return self.words.day(str(value))
        return self.veil.words(self.words.labels.of(field, str(value)))

    def _history(self, claim: Claim, rows: Sequence[RowMapping], acts: Sequence[RowMapping]) -> Iterator[Act]:
        """What was done to a claim, the oldest first."""
        own, read = own_values(claim), own_spans(claim)
        for row in sorted((*rows, *acts), key=lambda row: int(row["seq"])):
            if "kind" in row:
                state = "undone" if row["undone"] else "in_force"
                yield Act(row["seq"], "hand", row["kind"], "", row["by"], row["at"], state)
                continue
            state = "undone" if row["undone"] else "in_force" if row["in_force"] else "blind" if row["blind"] else "superseded"
            told = self._differences(own, corrected_by(row), read, spans_held(row))
            yield Act(row["seq"], row["question"], row["verdict"], self.veil.words(row["reason"] or ""), row["by"], row["at"], state, told)


AROUND = 120  # characters shown around a mention
ROLES = {"perpetrator": "actors", "target": "target", "party": "party"}


def _made(act: RowMapping) -> str | None:
    """The name of the claim that a split has made."""
    return str(json.loads(act["told"])["claim"]["id"]) if act["told"] else None


def _newest(rows: Sequence[RowMapping], acts: Sequence[RowMapping]) -> int:
    """The number of what was last done to a claim: a judgement, an act by hand, or the undoing of either."""
    return max((max(row["seq"], row["undone"] or 0) for row in (*rows, *acts)), default=0)


def _undone_first(force: RowMapping | None, acts: Sequence[RowMapping]) -> str:
    """What is undone first: the newest of a judgement and of acts by hand; a claim that was added goes with its own acceptance."""
    standing = [int(act["seq"]) for act in acts if act["undone"] is None]
    newest = max(standing, default=0)
    added = {int(act["seq"]) + 1 for act in acts if act["kind"] == "claimed" and act["undone"] is None}
    if force and force["seq"] > newest and force["seq"] not in added:
        return READING
    return str(newest) if newest else ""


def _at(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span else ""
