"""A report withdrawn: its content is gone from the vault, the ledger and the index; that it was withdrawn is shown.

The log stays whole: its events name content by salted digests, and the salts go with the content.
"""

from __future__ import annotations

from sqlalchemy import Connection, and_, delete, func, select

from sijill.errors import LedgerError
from sijill.ledger.log import Entry, walk
from sijill.ledger.project import Project
from sijill.ledger.schema import contents, failure, report, writing
from sijill.ledger.state import apply, changes
from sijill.ledger.view import report_named

WHY = ("consent", "danger", "other")


def withdraw(project: Project, name: str, why: str) -> str:
    """The name of the report that was withdrawn. Raises LedgerError where there is no such report.

    A report that has been withdrawn can be withdrawn again: what a crash left of it goes then.
    """
    if why not in WHY:
        raise LedgerError(f"{why!r} is none of {', '.join(WHY)}")
    with writing(project.engine) as connection:
        held = report_named(connection, name)
        digest = held.row["digest"]
        entry = Entry(kind="withdrawn", subject=held.name, body={"why": why})
        if not held.row["withdrawn"]:
            (event,) = project.pen().write(connection, [entry])
            _drop_content(connection, held.name)
            apply(connection, changes(event, {}))
            if digest and not _needed(connection, digest):
                # before the commit: were it after, a crash between the two would leave the bytes with nothing to name them
                project.vault.drop(digest)
    _wipe(project)
    return held.name


def _drop_content(connection: Connection, name: str) -> None:
    """Takes away the content of every event about the report."""
    about = [event for event in walk(connection) if event.subject == name or event.body.get("report") == name]
    for event in about:
        connection.execute(delete(contents).where(and_(contents.c.writer == event.writer, contents.c.seq == event.seq)))


def _needed(connection: Connection, digest: str) -> bool:
    """Whether another report or failure stands on these bytes."""
    reports = select(func.count()).select_from(report).where(report.c.digest == digest)
    failures = select(func.count()).select_from(failure).where(failure.c.digest == digest)
    return bool(connection.execute(reports).scalar() or connection.execute(failures).scalar())


def _wipe(project: Project) -> None:
    """Writes the ledger's file anew, so that nothing of what was taken away stays in unused pages, the index or its log."""
    connection = project.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("INSERT INTO words (words) VALUES ('optimize')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        connection.close()
