"""The state made again from the log alone, and compared with what it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.pool import StaticPool

from sijill.ledger.project import Project
from sijill.ledger.replay import replay
from sijill.ledger.schema import STATE, drop_state, make_state, writing

SHOWN = 20  # differences that are told one by one


def rebuild(project: Project) -> list[str]:
    """Drops the state and replays the log, in one transaction; what the rows that came out otherwise are, as lines."""
    with writing(project.engine) as connection:
        before = {table.name: snapshot(connection, table.name) for table in STATE}
        drop_state(connection)
        make_state(connection)
        replay(connection, connection)
        return [line for table in STATE for line in compared(table.name, before[table.name], snapshot(connection, table.name))]


def differences(project: Project) -> list[str]:
    """Where the state differs from what the log amounts to, as lines; the state is not touched."""
    scratch = create_engine("sqlite://", poolclass=StaticPool)
    with project.engine.connect() as log, scratch.begin() as state:
        make_state(state)
        replay(log, state)
        return [line for table in STATE for line in compared(table.name, snapshot(log, table.name), snapshot(state, table.name))]


Rows = dict[tuple[Any, ...], tuple[Any, ...]]


def snapshot(connection: Connection, name: str) -> Rows:
    """Every row of a table of the state by its key."""
    (table,) = (table for table in STATE if table.name == name)
    keys = [column.name for column in table.primary_key]
    rows: Rows = {}
    for row in connection.execute(select(table)).mappings():
        rows[tuple(row[key] for key in keys)] = tuple(row.values())
    return rows


def compared(name: str, held: Rows, made: Rows) -> Iterator[str]:
    """A line for each row that the log does not amount to, or amounts to otherwise, or that is not held."""
    odd = sorted(key for key in held.keys() | made.keys() if held.get(key) != made.get(key))
    for key in odd[:SHOWN]:
        told = "missing" if key not in held else "not from the log" if key not in made else "altered"
        yield f"state: {name} {' '.join(map(str, key))}: {told}"
    if len(odd) > SHOWN:
        yield f"state: {name}: {len(odd) - SHOWN} more rows differ"
