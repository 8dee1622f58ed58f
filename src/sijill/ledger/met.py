"""A report that the ledger holds and that is met again, and the containers out of which reports come: what is new of either."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Connection, Select, and_, bindparam, exists, select

from sijill.collect.item import Container, Gathered
from sijill.errors import LedgerError
from sijill.ledger.canonical import canonical
from sijill.ledger.change import number_of, storable
from sijill.ledger.contained import LETTER
from sijill.ledger.log import Entry
from sijill.ledger.schema import capture, container, report
from sijill.ledger.take import identity_of
from sijill.ledger.vault import Vault


@dataclass(frozen=True, slots=True)
class Known:
    """A report that the ledger holds already, by its name; `news` is whether it may have come from where it never came from."""

    item: Gathered
    name: str
    news: bool


@dataclass
class Sight:
    """What an add has seen of the ledger, so that what is known is found with one question for each report."""

    received: set[str] = field(default_factory=set)  # digests of containers that the ledger has received

    def known(self, connection: Connection, item: Gathered) -> Known | None:
        """The report that this is, where the ledger holds it."""
        row = connection.execute(_question(), {"identity": identity_of(item), "source": storable(item.source)}).first()
        if row is None:
            return None
        return Known(item, f"r{row.number}", not row.met or not self._received(connection, item.container))

    def _received(self, connection: Connection, held: Container | None) -> bool:
        if held is None or held.digest in self.received:
            return True
        if is_received(connection, held.digest):
            self.received.add(held.digest)
        return held.digest in self.received


@cache
def _question() -> Select[tuple[int, bool]]:
    came = exists().where(and_(capture.c.report == report.c.number, capture.c.source == bindparam("source")))
    return select(report.c.number, came.label("met")).where(report.c.identity == bindparam("identity"))


def has_come(connection: Connection, name: str, source: str) -> bool:
    """Whether a report has been taken in from this source before."""
    query = select(capture.c.seq).where(capture.c.report == number_of(name), capture.c.source == storable(source)).limit(1)
    return connection.execute(query).first() is not None


def is_received(connection: Connection, digest: str) -> bool:
    """Whether the ledger holds a container of this digest."""
    return connection.execute(select(container.c.number).where(container.c.digest == digest).limit(1)).first() is not None


def met(item: Gathered, name: str) -> Entry:
    """What is written down of one more capture of a report."""
    told = canonical({"source": item.source, "extractor": item.extractor, **place_of(item.container, item.source)})
    return Entry(kind="met", subject=name, parts={"capture": told})


def received(held: Container, number: int, vault: Vault) -> Entry:
    """What is written down of a container. Raises LedgerError where its bytes are not in the vault any more.

    Its digest and size stand in the part that can be withdrawn: whoever has a file like it could tell it by them.
    """
    if not vault.path(held.digest).exists():
        raise LedgerError(f"{held.source}: its bytes were withdrawn while it was being added; add it again")
    told = canonical({"digest": held.digest, "size": held.size, "media_type": held.media_type, "source": held.source})
    return Entry(kind="received", subject=f"{LETTER}{number}", body={"kind": held.kind}, parts={"container": told})


def place_of(held: Container | None, source: str) -> dict[str, str | None]:
    """The container of a thing by its digest, and the place in it, as a capture and a failure tell them."""
    return {"container": held.digest if held else None, "place": held.place(source) if held else None}
