"""What the log amounts to: an event and its content become changes of rows, by a pure function.

The tables of the state hold nothing that does not come from here, so that they can be dropped and made again, equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, insert, update

from sijill.ledger.index import indexed
from sijill.ledger.log import Event
from sijill.ledger.schema import claim, failure, judgement, report, words
from sijill.record.claim import Claim, Reading
from sijill.record.restored import reading_of

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """Rows to add to a table; or, where `at` tells which, values to write over (`row`), or rows to take away (None)."""

    table: Table
    row: Row | None
    at: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What of an event's changes takes work and depends on its content alone: made beforehand where many are read at once."""

    index: tuple[str, str] | None = None
    claims: tuple[Row, ...] = ()
    statements: int = 0


def prepare(text: bytes | None, reading: bytes | None) -> Prepared:
    """The words of a text and the rows of a reading's claims."""
    if text is None:
        return Prepared()
    plain = text.decode("utf-8", "surrogatepass")
    index = indexed(plain)
    return prepared_of(reading_of(json.loads(reading), plain), index) if reading else Prepared(index=index)


def prepared_of(reading: Reading, index: tuple[str, str]) -> Prepared:
    """The same of a reading at hand."""
    rows = tuple(claim_row(one, at) for at, one in enumerate(reading.claims))
    return Prepared(index=index, claims=rows, statements=len(reading.statements))


def claim_row(told: Claim, at: int) -> Row:
    """The columns of a claim by which it is found and counted; all that it says is in its reading."""
    origin, place, interval = told.attribution.origin, told.places[0] if told.places else None, told.figure and told.figure.interval
    row = {
        "id": told.id, "place_in_report": at, "key": told.key, "event": told.event, "effect": told.effect,
        "low": interval.low if interval else None, "high": interval.high if interval else None,
        "bound": told.figure.bound.value if told.figure else None, "people": told.group, "also": " ".join(told.also) or None,
        "polarity": told.polarity, "certainty": told.certainty, "scope": told.scope, "status": told.status,
        "origin": origin.name if origin else None, "origin_kind": origin.kind if origin else None,
        "place": place.name if place else None, "place_id": place.id if place else None,
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "starts": told.time.start.isoformat() if told.time and told.time.start else None,
        "ends": told.time.end.isoformat() if told.time and told.time.end else None,
    }  # fmt: skip
    return {name: _storable(value) for name, value in row.items()}


# what not every store takes in a string: U+0000 and lone surrogates; the texts themselves are kept as bytes
_UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")


def _storable(value: Any) -> Any:
    return value.translate(_UNSTORABLE) if isinstance(value, str) else value


def number_of(subject: str | None) -> int:
    """The number in the name of a report (r12) or a failure (f3)."""
    return int((subject or "0")[1:] or 0)


def changes(event: Event, parts: Mapping[str, bytes], prepared: Prepared | None = None) -> Iterator[Change]:
    """The changes of rows that an event amounts to, with its content as far as it has not been withdrawn."""
    number = number_of(event.subject)
    if event.kind == "captured":
        yield from _captured(event, number, parts, prepared or prepare(parts.get("text"), None))
    elif event.kind == "read":
        yield from _read(event, number, prepared or Prepared(statements=int(str(event.body["statements"]))))
    elif event.kind == "failed":
        told = _json(parts.get("failure"))
        of = event.body.get("report")
        yield Change(failure, {
            "number": number, "identity": told.get("identity"), "report": number_of(str(of)) if of else None,
            "source": _storable(told.get("source")), "stage": event.body["stage"],
            "reason": _storable(told.get("reason")), "digest": told.get("digest"),
            "at": event.at, "seq": event.seq, "settled": None,
        })  # fmt: skip
    elif event.kind == "settled":
        yield Change(failure, {"settled": event.seq}, {"number": number})
    elif event.kind == "judged":
        yield from _judged(event, number, _json(parts.get("judgement")))
    elif event.kind == "undone":
        yield Change(judgement, {"in_force": 0, "undone": event.seq}, {"seq": event.body["undoes"]})
        if event.body["restores"]:
            yield Change(judgement, {"in_force": 1}, {"seq": event.body["restores"]})
    elif event.kind == "withdrawn":
        yield from _withdrawn(event, number)


def _json(part: bytes | None) -> dict[str, Any]:
    return json.loads(part) if part else {}


CAPTURE = ("identity", "digest", "text_digest", "source", "reference", "title", "url", "outlet", "published", "media_type", "extractor",
           "language", "forwarded_from")  # fmt: skip


def _captured(event: Event, number: int, parts: Mapping[str, bytes], prepared: Prepared) -> Iterator[Change]:
    told = _json(parts.get("capture"))
    row = {name: _storable(told.get(name)) for name in CAPTURE}
    rest = {"text": parts.get("text"), "captured": event.at, "captured_by": event.by, "seq": event.seq}
    rest.update(dict.fromkeys(("read_seq", "claims", "statements", "withdrawn")))  # rows added in one go have the same columns
    yield Change(report, {"number": number, **row, **rest})
    if prepared.index:
        yield Change(words, {"rowid": number, "folded": prepared.index[0], "bare": prepared.index[1]})


def _read(event: Event, number: int, prepared: Prepared) -> Iterator[Change]:
    counted = {"claims": event.body["claims"], "statements": event.body["statements"], "read_seq": event.seq}
    yield Change(report, counted, {"number": number})
    if event.body.get("again"):
        yield Change(claim, None, {"report": number})
    for row in prepared.claims:
        yield Change(claim, {"report": number, **row})


def _judged(event: Event, number: int, told: dict[str, Any]) -> Iterator[Change]:
    key, question = event.body["key"], event.body["question"]
    yield Change(judgement, {"in_force": 0}, {"report": number, "key": key, "question": question})
    held = {name: _bytes(told.get(name)) for name in ("judged", "corrected")}
    yield Change(judgement, {
        "seq": event.seq, "report": number, "key": key, "question": question, "verdict": event.body["verdict"],
        "reason": told.get("reason"), **held, "by": event.by, "at": event.at, "in_force": 1, "undone": None,
    })  # fmt: skip


def _bytes(value: object) -> bytes | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")


def _withdrawn(event: Event, number: int) -> Iterator[Change]:
    at = {"report": number}
    gone = dict.fromkeys([*CAPTURE, "text"])
    yield Change(report, {**gone, "withdrawn": event.at}, {"number": number})
    yield Change(claim, None, at)
    yield Change(words, None, {"rowid": number})
    yield Change(failure, dict.fromkeys(("identity", "source", "reason", "digest")), at)
    yield Change(judgement, dict.fromkeys(("reason", "judged", "corrected")), at)


def apply(connection: Connection, made: Iterable[Change]) -> None:
    """Makes the changes in their order; rows for one table that follow each other are added in one go."""
    waiting: dict[str, tuple[Table, list[Row]]] = {}

    def flush() -> None:
        for table, rows in waiting.values():
            connection.execute(insert(table), rows)
        waiting.clear()

    for change in made:
        if change.at is None and change.row is not None:
            waiting.setdefault(change.table.name, (change.table, []))[1].append(change.row)
            continue
        # a report that has just been read is written over before it is added: one pass instead of two
        pending = waiting.get(change.table.name)
        if change.table is report and pending and change.row is not None:
            row = next((row for row in reversed(pending[1]) if row["number"] == (change.at or {})["number"]), None)
            if row is not None:
                row.update(change.row)
                continue
        flush()
        found = and_(*(change.table.c[name] == value for name, value in (change.at or {}).items()))
        if change.row is None:
            connection.execute(delete(change.table).where(found))
        else:
            connection.execute(update(change.table).where(found).values(**change.row))
    flush()
