"""The numbered steps that carry a ledger of any earlier version forward, each in one transaction with all others that are due.

The record (the log and its content) is never rewritten. The state is made of it, so that a step which changes the shape of
the state drops it and makes it again.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, select

from sijill.errors import ProjectError
from sijill.ledger.replay import replay
from sijill.ledger.schema import drop_state, dropping, make_log, make_state, migration, writing


def _first(connection: Connection) -> None:
    """The tables of the first version."""
    make_log(connection)
    make_state(connection)


def _second(connection: Connection) -> None:
    """The table of what is being withdrawn, and the state in its new shape."""
    dropping.create(connection, checkfirst=True)
    _state_anew(connection)


def _state_anew(connection: Connection) -> None:
    """The state in the shape that this version gives it."""
    drop_state(connection)
    make_state(connection)
    replay(connection, connection)


MIGRATIONS: tuple[tuple[str, Callable[[Connection], None]], ...] = (
    ("first tables", _first),
    ("captures, blind readings, what is withheld", _second),
)


def migrate(engine: Engine, name: str) -> None:
    """Carries a ledger forward to this version; raises ProjectError where a newer version wrote it."""
    with engine.connect() as connection:
        if engine.dialect.has_table(connection, "migration") and _number(connection, name) == len(MIGRATIONS):
            return
    with writing(engine) as connection:
        migration.create(connection, checkfirst=True)
        for number, (title, step) in enumerate(MIGRATIONS, 1):
            if number > _number(connection, name):
                step(connection)
                connection.execute(migration.insert().values(number=number, name=title))


def _number(connection: Connection, name: str) -> int:
    """The number of the last step that this ledger has taken."""
    number = max(connection.execute(select(migration.c.number)).scalars(), default=0)
    if number > len(MIGRATIONS):
        raise ProjectError(f"{name}: written by a newer version of Sijill (step {number}; this one knows {len(MIGRATIONS)})")
    return number
