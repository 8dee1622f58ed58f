"""What people added by hand, as rows, and a reading with it: missed claims and statements, mentions merged and split."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, exists, select

from sijill.ledger.change import Change, Prepared, Row, number_of, storable
from sijill.ledger.log import Event
from sijill.ledger.schema import claim, hand, statement
from sijill.record.claim import Claim, Reading
from sijill.record.restored import RestoreError, claim_of, statement_of

Parts = Mapping[str, bytes]
LAST = 1_000_000  # a claim made by hand stands after all that the reader read


def handed(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """An act by hand; a claim that it makes is found and counted as others are."""
    number, told = number_of(event.subject), parts.get("made")
    yield Change(hand, {
        "seq": event.seq, "report": number, "kind": event.kind, "key": event.body.get("key"), "other": event.body.get("other"),
        "told": told, "by": event.by, "at": event.at, "undone": None,
    })  # fmt: skip
    if told and event.kind in ("claimed", "split"):
        row = {name: storable(value) for name, value in _row(json.loads(told)["claim"]).items()}
        yield Change(claim, {"report": number, "by_hand": event.seq, "place_in_report": LAST + event.seq, **row})
    if told and event.kind == "stated":
        row = {name: storable(value) for name, value in _statement_row(json.loads(told)["statement"]).items()}
        yield Change(statement, {"report": number, "by_hand": event.seq, "place_in_report": LAST + event.seq, **row})


def _row(told: dict[str, Any]) -> Row:
    """The columns of a claim, from its JSON: its text is not at hand where the log is replayed.

    Whether its voice and place are covered is not known here, so that those who may not see what is withheld do not find it by them.
    """
    figure, time = told["figure"] or {}, told["time"] or {}
    place = told["places"][0] if told["places"] else {}
    same = ("id", "key", "event", "effect", "polarity", "certainty", "scope", "status")
    return {
        **{name: told[name] for name in same}, "low": figure.get("low"), "high": figure.get("high"), "bound": figure.get("bound"),
        "people": told["group"], "also": " ".join(told["also"]) or None, **_said_by(told["attribution"]),
        "place": place.get("name"), "place_id": place.get("id"), "latitude": place.get("latitude"), "longitude": place.get("longitude"),
        "starts": time.get("start"), "ends": time.get("end"), "place_shown": None, "place_hidden": 1,
    }  # fmt: skip


def _statement_row(told: dict[str, Any]) -> Row:
    start, end = told["span"]
    same = {name: told[name] for name in ("id", "act", "certainty")}
    return {**same, "start": start, "end": end, **_said_by(told["attribution"])}


def _said_by(voices: Sequence[dict[str, Any]]) -> Row:
    origin = voices[-1] if voices and voices[-1]["kind"] != "outlet" else {}
    name = origin.get("name")
    return {"voice": origin.get("id") or name, "origin": name, "origin_kind": origin.get("kind"), "origin_shown": None}


def unhanded(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """An act by hand taken back."""
    yield Change(hand, {"undone": event.seq}, {"seq": event.body["undoes"]})
    for table in (claim, statement):
        yield Change(table, None, {"by_hand": event.body["undoes"]})


def absorbed() -> ColumnElement[bool]:
    """Whether a claim has been merged into another one: it is counted there."""
    merged = (hand.c.report == claim.c.report, hand.c.key == claim.c.key, hand.c.kind == "merged", hand.c.undone.is_(None))
    return exists().where(*merged)


def hand_of(connection: Connection, number: int) -> list[RowMapping]:
    """What was done by hand to a report and stands, in its order."""
    query = select(hand).where(hand.c.report == number, hand.c.undone.is_(None)).order_by(hand.c.seq)
    return list(connection.execute(query).mappings())


def with_hand(reading: Reading, rows: Sequence[RowMapping]) -> Reading:
    """The reading with what people added, merged and split; what is of another text than the reading's is left out."""
    claims, statements = list(reading.claims), list(reading.statements)
    content = reading.report.text.content
    for row in rows:
        told = json.loads(row["told"]) if row["told"] else {}
        if told and told["text_digest"] != reading.report.text_digest:
            continue
        try:
            if row["kind"] == "stated":
                statements.append(statement_of(told["statement"], content))
            elif row["kind"] == "merged":
                claims = _merged(claims, row["key"], row["other"])
            elif row["kind"] == "split":
                claims = [*_without(claims, row["key"], told["claim"]["mentions"]), claim_of(told["claim"], content)]
            else:
                claims.append(claim_of(told["claim"], content))
        except RestoreError:
            continue
    return dataclasses.replace(reading, claims=tuple(claims), statements=tuple(statements))


def _merged(claims: list[Claim], key: str, into: str) -> list[Claim]:
    """The claims with one of them told as further mentions of another."""
    gone = next((one for one in claims if one.key == key), None)
    if gone is None or all(one.key != into for one in claims):
        return claims
    more = gone.mentions or ((gone.figure.span,) if gone.figure else ())
    kept = []
    for one in claims:
        if one.key == into:
            one = dataclasses.replace(one, mentions=tuple(dict.fromkeys((*one.mentions, *more))))
        if one.part_of == gone.id:
            one = dataclasses.replace(one, part_of=next(other.id for other in claims if other.key == into))
        if one.key != key:
            kept.append(one)
    return kept


def _without(claims: list[Claim], key: str, mentions: list[list[int]]) -> list[Claim]:
    """The claims, one of them without the mentions that were split off."""
    off = {tuple(span) for span in mentions}
    kept = []
    for one in claims:
        if one.key == key:
            one = dataclasses.replace(one, mentions=tuple(span for span in one.mentions if (span.start, span.end) not in off))
        kept.append(one)
    return kept
