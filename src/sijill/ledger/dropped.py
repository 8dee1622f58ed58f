"""The end of a withdrawal: bytes that nothing stands on any more go from the vault, and the ledger's file is written anew.

What has to go is written down in the transaction that withdraws, and done after it. A crash before the commit costs
nothing; one after it leaves what is done when the project is opened the next time. So no bytes go of what is not withdrawn.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, delete, func, select

from sijill.errors import LedgerError
from sijill.ledger.schema import container, dropping, failure, report, writing
from sijill.ledger.vault import Vault

FILE = ""  # stands for the ledger's own file, which is written anew whatever the vault holds


def to_drop(connection: Connection, digests: Iterable[str]) -> None:
    """Writes down what has to go once the transaction is durable."""
    there = set(connection.execute(select(dropping.c.digest)).scalars())
    if rows := [{"digest": one} for one in sorted({FILE, *digests} - there)]:
        connection.execute(dropping.insert(), rows)


def finish(engine: Engine, vault: Vault) -> None:
    """Does what withdrawals have still to do; the same again does no harm. Raises LedgerError where the disk does not let it."""
    with engine.connect() as connection:
        digests = list(connection.execute(select(dropping.c.digest)).scalars())
    if not digests:
        return
    with writing(engine) as connection:  # so that nobody comes to stand on the bytes meanwhile
        for digest in digests:
            if digest != FILE and not _needed(connection, digest):
                vault.drop(digest)
    _wipe(engine)
    with writing(engine) as connection:
        connection.execute(delete(dropping).where(dropping.c.digest.in_(digests)))


def finish_if_possible(engine: Engine, vault: Vault) -> None:
    """The same when a project is opened, which a full disk shall not hinder; verifying tells what is left to do."""
    with contextlib.suppress(LedgerError):
        finish(engine, vault)


def _needed(connection: Connection, digest: str) -> bool:
    """Whether a report, a failure or a container stands on these bytes."""
    counts = (select(func.count()).select_from(table).where(table.c.digest == digest) for table in (report, failure, container))
    return any(connection.execute(count).scalar() for count in counts)


def _wipe(engine: Engine) -> None:
    """Writes the ledger's file anew, so that nothing of what was taken away stays in unused pages, the index or its log."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("INSERT INTO words (words) VALUES ('optimize')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        connection.close()
