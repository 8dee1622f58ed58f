"""The log replayed: what every event amounts to, in its order."""

from __future__ import annotations

from sqlalchemy import Connection

from sijill.ledger.change import Prepared
from sijill.ledger.log import Event, parts_of, walk
from sijill.ledger.prepared import prepare
from sijill.ledger.state import apply, changes


def replay(log: Connection, state: Connection) -> None:
    """Enters what every event of a log amounts to into an empty state, which may be another store's."""
    texts: dict[str, Event] = {}  # which event holds the text that is read
    for event in list(walk(log)):
        parts = parts_of(log, event)
        prepared: Prepared | None = None
        if event.kind in ("captured", "extracted") and event.subject:
            texts[event.subject] = event
        elif event.kind == "read" and event.subject and "reading" in parts:
            prepared = prepare(parts_of(log, texts[event.subject]).get("text"), parts["reading"])
        apply(state, changes(event, parts, prepared))
