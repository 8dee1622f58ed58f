"""What people do by hand to a reading: add what the reader missed, merge two claims that are one, split one that is two.

Nothing that the reader read is altered: each act is an event of its own and can be taken back. Every value of a claim made by
hand stands on words of the report, as those of the reader do.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from sijill.errors import LedgerError, SijillError
from sijill.gazetteer.places import PlaceRecord
from sijill.ledger.canonical import Plain
from sijill.ledger.log import Entry
from sijill.ledger.project import Project
from sijill.ledger.schema import hand, writing
from sijill.ledger.view import Held, claim_named, judgements_of, reading_held, report_named
from sijill.record.claim import Claim, Figure, Ground, Place, Reading, Statement, Time, claim_key
from sijill.record.contract import claim_json, statement_json
from sijill.record.interval import Bound, Interval
from sijill.record.text import Span
from sijill.record.voice import NO_VOICE, Chain, Voice

BY_HAND = "by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A claim that the reader missed: the words that carry it, and what each value was read from.

    Spans are pairs of code points, half-open. `known` is the place of the gazetteer that is meant by the words of the place,
    where somebody chose one.
    """

    words: tuple[int, int]
    event: str
    effect: str | None = None
    low: float | None = None
    high: float | None = None
    group: str | None = None
    polarity: str = "asserted"
    status: str = "happened"
    scope: str = "event"
    certainty: str = "stated"
    origin: tuple[int, int] | None = None
    place: tuple[int, int] | None = None
    time: tuple[int, int] | None = None
    start: date | None = None
    end: date | None = None
    known: PlaceRecord | None = None


def add_claim(project: Project, report: str, missed: Missed) -> str:
    """The name of the claim that was added to a report (r12.p1), accepted by whom added it. Raises LedgerError."""
    with writing(project.engine) as connection:
        held, reading = _read(connection, report)
        made = _claim(reading, missed, _id(connection, held.number, "p"))
        known = next((one for one in reading.claims if one.key == made.key), None)
        if known:
            raise LedgerError(f"{held.name}.{known.id}: this claim stands on the same words, of the same effect; correct it instead")
        accepted = {"key": made.key, "question": "reading", "verdict": "accepted"}
        told = {"judged": claim_json(made, reading.report.text), "corrected": None, "reason": None}
        project.write(connection, [
            Entry(kind="claimed", subject=held.name, body={"key": made.key}, parts={"made": _told(reading, claim=made)}),
            Entry(kind="judged", subject=held.name, body=accepted, parts={"judgement": json.dumps(told, ensure_ascii=False).encode()}),
        ])  # fmt: skip
        return f"{held.name}.{made.id}"


def add_statement(project: Project, report: str, words: tuple[int, int], origin: tuple[int, int] | None, act: str) -> str:
    """The name of the statement that was added to a report (r12.q1). Raises LedgerError."""
    with writing(project.engine) as connection:
        held, reading = _read(connection, report)
        made = Statement(
            id=_id(connection, held.number, "q"), span=_span(reading, words), language=reading.report.language, act=act,
            attribution=_chain(reading, origin),
        )  # fmt: skip
        parts = {"made": _told(reading, statement=made)}
        project.write(connection, [Entry(kind="stated", subject=held.name, parts=parts)])
        return f"{held.name}.{made.id}"


def merge(project: Project, name: str, into: str) -> str:
    """The name of the claim that two now are. Raises LedgerError where they are of two reports, or one and the same."""
    with writing(project.engine) as connection:
        held, _, gone = claim_named(connection, name)
        other, _, kept = claim_named(connection, into)
        if held.number != other.number:
            raise LedgerError(f"{name} and {into} are of two reports: mentions of one report are merged, not reports")
        if gone.key == kept.key:
            raise LedgerError(f"{name} is {into}")
        project.write(connection, [Entry(kind="merged", subject=held.name, body={"key": gone.key, "other": kept.key})])
        return f"{held.name}.{kept.id}"


def split(project: Project, name: str, mention: int) -> str:
    """The name of the claim that one mention of another has become. Raises LedgerError where there is nothing to split."""
    with writing(project.engine) as connection:
        held, reading, told = claim_named(connection, name)
        if len(told.mentions) < 2 or not 0 <= mention < len(told.mentions):
            raise LedgerError(f"{held.name}.{told.id}: it has no such mention beside others")
        span = told.mentions[mention]
        figure = dataclasses.replace(told.figure, span=span) if told.figure else None
        origin = told.attribution.origin.span if told.attribution.origin else None
        made = dataclasses.replace(
            told, id=_id(connection, held.number, "p"), key=claim_key(reading.report.text_digest, told.event, told.effect, span, origin),
            figure=figure, mentions=(span,), part_of=None, grounds=(Ground("mention", span, BY_HAND),),
        )  # fmt: skip
        if made.key == told.key:
            raise LedgerError(f"{held.name}.{told.id}: that mention is the claim's own; split off another")
        body: dict[str, Plain] = {"key": told.key, "made": made.key}
        project.write(connection, [Entry(kind="split", subject=held.name, body=body, parts={"made": _told(reading, claim=made)})])
        return f"{held.name}.{made.id}"


def take_back(project: Project, report: str, seq: int) -> None:
    """Takes an act by hand back, by the number of its event. Raises LedgerError where there is none that stands.

    What was held of a claim that the act made is undone with it, so that nobody is asked about a claim that is no longer there.
    """
    with writing(project.engine) as connection:
        held = report_named(connection, report)
        row = connection.execute(select(hand).where(hand.c.seq == seq, hand.c.report == held.number)).mappings().first()
        if row is None or row["undone"] is not None:
            raise LedgerError(f"{held.name}: nothing that was done by hand as event {seq} stands")
        made = json.loads(row["told"]).get("claim") if row["told"] else None
        judged = [one["seq"] for one in judgements_of(connection, held.number, made["key"]) if one["in_force"]] if made else []
        undone = [Entry(kind="undone", subject=held.name, body={"undoes": one, "restores": None}) for one in judged]
        project.write(connection, [Entry(kind="unhanded", subject=held.name, body={"undoes": seq}), *undone])


def _read(connection: Connection, report: str) -> tuple[Held, Reading]:
    held = report_named(connection, report)
    reading = reading_held(connection, held)
    if reading is None:
        raise LedgerError(f"{held.name}: it has not been read; nothing can be added to its reading")
    return held, reading


def _id(connection: Connection, number: int, letter: str) -> str:
    """A name that no act by hand of this report has had, taken back or not."""
    made = connection.execute(select(func.count()).select_from(hand).where(hand.c.report == number)).scalar() or 0
    return f"{letter}{made + 1}"


def _span(reading: Reading, words: tuple[int, int]) -> Span:
    try:
        return reading.report.text.span(*words)
    except SijillError as error:
        raise LedgerError(str(error)) from error


def _claim(reading: Reading, missed: Missed, id: str) -> Claim:
    """The claim as the contract has it; raises LedgerError where its values do not go together."""
    span, counted = _span(reading, missed.words), missed.low is not None or missed.high is not None
    if counted != bool(missed.effect) or (missed.group and not counted):
        raise LedgerError("a figure has an effect and a group, and a claim without a figure has neither")
    chain = _chain(reading, missed.origin)
    origin = chain.origin.span if chain.origin else None
    grounds = [Ground("figure" if counted else "event", span, BY_HAND)]
    grounds += [Ground(value, _span(reading, at), BY_HAND) for value, at in _told_at(missed)]
    return Claim(
        id=id, key=claim_key(reading.report.text_digest, missed.event, missed.effect, span, origin), statement=None, event=missed.event,
        effect=missed.effect, figure=_figure(missed, span) if counted else None, group=missed.group or ("people" if counted else None),
        scope=missed.scope, attribution=chain, certainty=missed.certainty, polarity=missed.polarity, status=missed.status,
        places=_places(reading, missed.place, missed.known), time=_time(reading, missed), mentions=(span,), grounds=tuple(grounds),
    )  # fmt: skip


def _told_at(missed: Missed) -> list[tuple[str, tuple[int, int]]]:
    told = (("origin", missed.origin), ("place", missed.place), ("time", missed.time))
    return [(value, at) for value, at in told if at]


def _figure(missed: Missed, span: Span) -> Figure:
    try:
        interval = Interval(missed.low, missed.high)
    except ValueError as error:
        raise LedgerError(str(error)) from error
    exact = missed.low == missed.high
    bound = Bound.EXACT if exact else Bound.AT_LEAST if missed.high is None else Bound.AT_MOST if missed.low is None else Bound.BETWEEN
    return Figure(interval=interval, bound=bound, span=span)


def _chain(reading: Reading, origin: tuple[int, int] | None) -> Chain:
    """The chain that the reading has for a voice at these words, else the words as a voice of their own."""
    if origin is None:
        return NO_VOICE
    span = _span(reading, origin)
    for chain in (*(claim.attribution for claim in reading.claims), *(said.attribution for said in reading.statements)):
        if chain.origin and chain.origin.span == span:
            return chain
    return Chain((Voice(name=reading.report.text[span], span=span),))


def _places(reading: Reading, place: tuple[int, int] | None, meant: PlaceRecord | None) -> tuple[Place, ...]:
    """The place that was chosen, or that the reading has at these words, else the words alone: no point is guessed for them."""
    if place is None:
        if meant:
            raise LedgerError("a place is read from words: select those that tell it")
        return ()
    span = _span(reading, place)
    if meant:
        return (_meant(reading.report.text[span], span, meant),)
    for claim in reading.claims:
        for known in claim.places:
            if known.span == span:
                return (known,)
    return (Place(name=reading.report.text[span], span=span),)


def _meant(name: str, span: Span, meant: PlaceRecord) -> Place:
    return Place(
        name=name, span=span, canonical=meant.name_ar, name_en=meant.name_en, id=meant.id, latitude=meant.latitude,
        longitude=meant.longitude, precision=meant.precision,
    )  # fmt: skip


def _time(reading: Reading, missed: Missed) -> Time | None:
    if missed.time is None:
        if missed.start or missed.end:
            raise LedgerError("a day is read from words: select those that tell it")
        return None
    span = _span(reading, missed.time)
    for claim in reading.claims:
        if claim.time and claim.time.span == span and not (missed.start or missed.end):
            return claim.time
    if missed.start and missed.end and missed.end < missed.start:
        raise LedgerError("the last day is before the first")
    return Time(start=missed.start, end=missed.end, span=span, precision="day" if missed.start == missed.end else "days")


def _told(reading: Reading, *, claim: Claim | None = None, statement: Statement | None = None) -> bytes:
    """What was made, with the digest of the text that it is of."""
    text = reading.report.text
    made: Mapping[str, Any] = {"claim": claim_json(claim, text)} if claim else {}
    said: Mapping[str, Any] = {"statement": statement_json(statement, text)} if statement else {}
    return json.dumps({"text_digest": reading.report.text_digest, **made, **said}, ensure_ascii=False).encode("utf-8", "backslashreplace")
