"""What events about containers amount to, and the withdrawal of reports, containers and failures, told by their names."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.ledger import entered
from sijill.ledger.change import Change, Prepared, number_of, storable, told_by
from sijill.ledger.entered import Parts
from sijill.ledger.log import Event
from sijill.ledger.schema import container, failure

LETTER = "b"  # begins the name of a container: b4


def received(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """A container whose bytes are kept."""
    told = told_by(parts.get("container"))
    row = {name: storable(told.get(name)) for name in ("digest", "source", "media_type", "size")}
    kept = {"kind": event.body["kind"], "at": event.at, "by": event.by, "seq": event.seq, "withdrawn": None}
    yield Change(container, {"number": number_of(event.subject), **row, **kept})


def withdrawn(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """A report, a container or a failure without its content."""
    at = {"number": number_of(event.subject)}
    if (event.subject or "").startswith(LETTER):
        yield Change(container, {**dict.fromkeys(("digest", "source", "media_type", "size")), "withdrawn": event.at}, at)
    elif (event.subject or "").startswith("f"):
        yield Change(failure, {**dict.fromkeys(("identity", "source", "reason", "digest")), "settled": event.seq}, at)
    else:
        yield from entered.withdrawn(event, parts, prepared)
