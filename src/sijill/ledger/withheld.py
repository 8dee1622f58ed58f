"""What withholding and releasing words of a report amount to: an act in force, and the report found and counted accordingly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from sijill.ledger.change import Change, Prepared, number_of, storable, told_by
from sijill.ledger.cover import Act
from sijill.ledger.entered import said, unread, veiled
from sijill.ledger.hidden import key_of
from sijill.ledger.log import Event
from sijill.ledger.schema import covering, report, words


def covered(event: Event, parts: Mapping[str, bytes], prepared: Prepared | None) -> Iterator[Change]:
    """An act that comes into force in place of an earlier one on the same words; index and claims as it leaves them."""
    number, told = number_of(event.subject), told_by(parts.get("covering"))
    key = joined_key(told["words"]) if told else None
    yield Change(covering, {"in_force": 0}, {"report": number, "key": key})
    yield Change(covering, {
        "seq": event.seq, "report": number, "kind": event.kind, "words": storable(told.get("words")), "key": key,
        "reason": storable(told.get("reason")), "consent": storable(told.get("consent")),
        "by": event.by, "at": event.at, "in_force": int(bool(told)),
    })  # fmt: skip
    if prepared is None or prepared.index is None:
        return
    yield Change(words, dict(prepared.index._asdict()), {"rowid": number})
    yield Change(report, veiled(prepared), {"number": number})
    yield from unread(number)
    yield from said(number, prepared)


def joined_key(told: str) -> str:
    """What words that are told alike have in common, as one string."""
    return " ".join(key_of(told))


def acts_in_force(connection: Connection, number: int, then: Sequence[Act] = ()) -> tuple[Act, ...]:
    """The acts on a report's words that are in force, once those that follow are done too."""
    found = select(covering).where(covering.c.report == number, covering.c.in_force == 1, covering.c.words.is_not(None))
    acts = {row["key"]: Act(row["kind"], row["words"]) for row in connection.execute(found.order_by(covering.c.seq)).mappings()}
    acts.update({joined_key(act.words): act for act in then})
    return tuple(acts.values())
