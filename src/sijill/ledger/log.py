"""The log: events in one hash chain, only ever added to.

An event is canonical JSON that holds the digest of the event before it, so that a change to any event, or to their order,
breaks every link after it. Content (texts, readings, sources, reasons) stands beside the log and is named in it by salted
digests: it can be taken away and the chain still verifies. The digest of the last event is the head.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from sijill.errors import LedgerError
from sijill.ledger.canonical import Plain, canonical, commitment, digest
from sijill.ledger.schema import contents, events

NOTHING_BEFORE = "sha256:" + "0" * 64
SALT = 16
KINDS = frozenset({
    "founded", "received", "captured", "met", "extracted", "read", "failed", "settled", "judged", "undone", "moved", "claimed",
    "stated", "merged", "split", "unhanded", "withheld", "released",
    "withdrawn", "exported",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is to be written: `body` stands in the event and stays; `parts` are content, and can be withdrawn."""

    kind: str
    subject: str | None = None
    body: Mapping[str, Plain] = field(default_factory=dict)
    parts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event of the log. `parts` maps the name of each content to its salted digest; `seen` are heads of other chains."""

    writer: str
    seq: int
    previous: str
    at: str
    by: str
    kind: str
    subject: str | None
    body: Mapping[str, Plain]
    parts: Mapping[str, str]
    seen: Mapping[str, str]

    def canonical(self) -> bytes:
        """The bytes that are digested."""
        told = {name: getattr(self, name) for name in self.__slots__ if name != "writer"}
        return canonical({"version": 1, "writer": self.writer, **told})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Writes events: into whose chain, under which pseudonym, at what moment."""

    writer: str
    by: str
    at: str

    def write(self, connection: Connection, entries: Sequence[Entry]) -> list[Event]:
        """The events that these entries have become, in a transaction that holds the right to write."""
        seq, previous = head(connection, self.writer)
        made: list[Event] = []
        rows: list[dict[str, object]] = []
        kept: list[dict[str, object]] = []
        for entry in entries:
            seq += 1
            salted = {name: (os.urandom(SALT), content) for name, content in entry.parts.items()}
            event = Event(
                writer=self.writer, seq=seq, previous=previous, at=self.at, by=self.by, kind=entry.kind, subject=entry.subject,
                body=entry.body, parts={name: commitment(salt, content) for name, (salt, content) in salted.items()}, seen={},
            )  # fmt: skip
            written = event.canonical()
            previous = digest(written)
            made.append(event)
            rows.append(_row(event, previous, written))
            kept += [_content(event, name, salt, content) for name, (salt, content) in salted.items()]
        if rows:
            connection.execute(events.insert(), rows)
        if kept:
            connection.execute(contents.insert(), kept)
        return made


def _row(event: Event, name: str, written: bytes) -> dict[str, object]:
    return {"writer": event.writer, "seq": event.seq, "digest": name, "kind": event.kind, "subject": event.subject, "bytes": written}


def _content(event: Event, name: str, salt: bytes, content: bytes) -> dict[str, object]:
    return {"writer": event.writer, "seq": event.seq, "name": name, "salt": salt, "packed": zlib.compress(content, 6)}


def head(connection: Connection, writer: str) -> tuple[int, str]:
    """The number and the digest of the last event of a chain; 0 and the digest of nothing where it is empty."""
    last = connection.execute(
        select(events.c.seq, events.c.digest).where(events.c.writer == writer).order_by(events.c.seq.desc()).limit(1)
    ).first()
    return (last.seq, last.digest) if last else (0, NOTHING_BEFORE)


def parsed(written: bytes) -> Event:
    """The event that those bytes are; raises LedgerError where they are none."""
    try:
        told = json.loads(written)
        made = Event(**{name: told[name] for name in Event.__slots__})
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"an event cannot be read: {error}") from error
    if not isinstance(made.seq, int) or made.kind not in KINDS:
        raise LedgerError(f"an event of a kind that is not known: {made.kind!r}")
    return made


def walk(connection: Connection) -> Iterator[Event]:
    """Every event in its order."""
    for row in connection.execute(select(events.c.bytes).order_by(events.c.writer, events.c.seq)):
        yield parsed(row.bytes)


def parts_of(connection: Connection, event: Event) -> dict[str, bytes]:
    """The content of an event by name; what has been withdrawn is not among it."""
    rows = connection.execute(select(contents).where(contents.c.writer == event.writer, contents.c.seq == event.seq))
    return {row.name: zlib.decompress(row.packed) for row in rows}
