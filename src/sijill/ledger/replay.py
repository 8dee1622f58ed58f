"""The log replayed: what every event amounts to, in its order."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from sijill.ledger.change import Prepared, number_of
from sijill.ledger.cover import RELEASED, WITHHELD, Act
from sijill.ledger.log import Event, parts_of, walk
from sijill.ledger.prepared import prepare
from sijill.ledger.state import apply, changes
from sijill.ledger.withheld import acts_in_force


def replay(log: Connection, state: Connection) -> None:
    """Enters what every event of a log amounts to into an empty state, which may be another store's."""
    texts: dict[str, Event] = {}  # which event holds the text that is read
    readings: dict[str, Event] = {}
    for event in list(walk(log)):
        parts = parts_of(log, event)
        prepared: Prepared | None = None
        if event.kind in ("captured", "extracted") and event.subject:
            texts[event.subject] = event
        elif event.kind == "read" and event.subject and "reading" in parts:
            acts = acts_in_force(state, number_of(event.subject))
            prepared = prepare(parts_of(log, texts[event.subject]).get("text"), parts["reading"], acts)
            readings[event.subject] = event
        elif event.kind in (WITHHELD, RELEASED) and event.subject in readings and "covering" in parts:
            act = Act(event.kind, json.loads(parts["covering"])["words"])
            text, reading = (parts_of(log, held[event.subject]) for held in (texts, readings))
            prepared = prepare(text.get("text"), reading.get("reading"), acts_in_force(state, number_of(event.subject), [act]))
        apply(state, changes(event, parts, prepared))
