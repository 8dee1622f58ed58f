"""What the log amounts to: an event and its content become changes of rows, by a pure function.

The tables of the state hold nothing that does not come from here, so that they can be dropped and made again, equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlalchemy import Connection, Table, and_, delete, insert, update

from sijill.ledger import contained, entered, hand_rows, judged, withheld
from sijill.ledger.change import Change, Prepared, Row
from sijill.ledger.log import Event
from sijill.ledger.schema import report, words

Amounts = Callable[[Event, Mapping[str, bytes], Prepared | None], Iterator[Change]]

# what is founded or exported is told by the log alone
KINDS: dict[str, Amounts] = {
    "received": contained.received,
    "captured": entered.captured,
    "met": entered.met,
    "extracted": entered.extracted,
    "read": entered.read,
    "failed": entered.failed,
    "settled": entered.settled,
    "withdrawn": contained.withdrawn,
    "judged": judged.judged,
    "undone": judged.undone,
    "withheld": withheld.covered,
    "released": withheld.covered,
    "moved": judged.moved,
    "claimed": hand_rows.handed,
    "stated": hand_rows.handed,
    "merged": hand_rows.handed,
    "split": hand_rows.handed,
    "unhanded": hand_rows.unhanded,
}


def changes(event: Event, parts: Mapping[str, bytes], prepared: Prepared | None = None) -> Iterator[Change]:
    """The changes of rows that an event amounts to, with its content as far as it has not been withdrawn."""
    amounts = KINDS.get(event.kind)
    if amounts:
        yield from amounts(event, parts, prepared)


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
        if change.table in (report, words) and pending and change.row is not None:
            row = next((row for row in reversed(pending[1]) if (change.at or {}).items() <= row.items()), None)
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
