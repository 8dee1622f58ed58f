"""A report withdrawn: its content is gone from the vault, the ledger and the index; that it was withdrawn is shown.

The log stays whole: its events name content by salted digests, and the salts go with the content. The containers out of
which the report came hold its words too, and go with it (see reach.py); how the bytes go is told in dropped.py.
"""

from __future__ import annotations

from sqlalchemy import Connection, and_, delete

from sijill.errors import LedgerError
from sijill.ledger.dropped import finish, to_drop
from sijill.ledger.log import Entry, walk
from sijill.ledger.project import Project
from sijill.ledger.reach import Reach, reach_of
from sijill.ledger.schema import contents, writing
from sijill.ledger.state import apply, changes
from sijill.ledger.view import Held, report_named

WHY = ("consent", "danger", "other")


def withdraw(project: Project, name: str, why: str) -> str:
    """The name of the report that was withdrawn. Raises LedgerError where there is no such report.

    A report that has been withdrawn can be withdrawn again: what a crash left of it goes then.
    """
    if why not in WHY:
        raise LedgerError(f"{why!r} is none of {', '.join(WHY)}")
    with writing(project.engine) as connection:
        held = report_named(connection, name, project.sees_names)
        if not held.row["withdrawn"]:
            _enter(project, connection, held, why)
        else:
            to_drop(connection, ())
    finish(project.engine, project.vault)
    return held.name


def reach(project: Project, name: str) -> Reach:
    """What would go with that report. Raises LedgerError where there is no such report."""
    with project.engine.connect() as connection:
        return reach_of(connection, report_named(connection, name, project.sees_names))


def _enter(project: Project, connection: Connection, held: Held, why: str) -> None:
    """Enters that the report and what goes with it are withdrawn, and what of the vault has to go."""
    gone = reach_of(connection, held).with_it
    entries = [Entry(kind="withdrawn", subject=held.name, body={"why": why})]
    entries += [Entry(kind="withdrawn", subject=one.name, body={"why": why, "with": held.name}) for one in gone]
    made = project.pen().write(connection, entries)
    _drop_content(connection, {held.name, *(one.name for one in gone)})
    for event in made:
        apply(connection, changes(event, {}))
    to_drop(connection, {held.row["digest"], *(one.digest for one in gone)})


def _drop_content(connection: Connection, names: set[str]) -> None:
    """Takes away the content of every event about what is withdrawn."""
    about = [event for event in walk(connection) if event.subject in names or event.body.get("report") in names]
    for event in about:
        connection.execute(delete(contents).where(and_(contents.c.writer == event.writer, contents.c.seq == event.seq)))
