"""How far the withdrawal of a report reaches: what else holds its words, and goes with it or stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, and_, func, or_, select

from sijill.collect.item import SEPARATOR
from sijill.ledger.contained import LETTER
from sijill.ledger.log import parsed, parts_of
from sijill.ledger.schema import capture, container, events, failure, report
from sijill.ledger.view import Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A container or a failure that goes with a report: its name, where it lay, the digest of its bytes, what came out of it."""

    name: str
    source: str
    digest: str
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What goes with a report, because its words stand in the same bytes, and what stays although they do.

    `containers` are the files out of which it was taken: the other reports of them (`others`) keep their own bytes.
    `failures` kept bytes with the report in them. `holders` are other reports, like the letter to which it was attached.
    """

    containers: tuple[Gone, ...] = ()
    failures: tuple[Gone, ...] = ()
    holders: tuple[str, ...] = ()

    @property
    def with_it(self) -> tuple[Gone, ...]:
        """All that goes with the report."""
        return (*self.containers, *self.failures)


def reach_of(connection: Connection, held: Held) -> Reach:
    """How far the withdrawal of that report reaches; no further where it has been withdrawn already."""
    if held.row["withdrawn"]:
        return Reach()
    came = connection.execute(select(capture).where(capture.c.report == held.number)).mappings().all()
    digests = {row["container"] for row in came if row["container"]}
    rows = connection.execute(
        select(container).where(container.c.digest.in_({*digests, held.row["digest"]})).order_by(container.c.number)
    ).mappings()
    containers = tuple(_container(connection, row, held.number) for row in rows)
    wider = {row["source"][:at] for row in came for at in _wider(row["source"])}
    return Reach(
        containers=containers,
        failures=tuple(_failures(connection, held, digests, wider)),
        holders=tuple(_holders(connection, held.number, digests, wider)),
    )


def _wider(source: str) -> Iterator[int]:
    """Where the sources of what a thing lies in end: of "a.zip » b.eml » c.txt" after a.zip and after b.eml."""
    at = source.find(SEPARATOR)
    while at >= 0:
        yield at
        at = source.find(SEPARATOR, at + 1)


def _container(connection: Connection, row: RowMapping, number: int) -> Gone:
    query = select(func.count(capture.c.report.distinct())).where(capture.c.container == row["digest"], capture.c.report != number)
    others = int(connection.execute(query).scalar() or 0)
    return Gone(name=f"{LETTER}{row['number']}", source=row["source"], digest=row["digest"], others=others)


def _failures(connection: Connection, held: Held, digests: set[str], wider: set[str]) -> Iterator[Gone]:
    """The failures whose kept bytes are the report's, its container's, or those of what it lies in there."""
    shared = select(report.c.number).where(report.c.digest == held.row["digest"], report.c.number != held.number).limit(1)
    alike = digests if connection.execute(shared).first() else {*digests, held.row["digest"]}
    query = select(failure).where(failure.c.digest.is_not(None), failure.c.report.is_(None)).order_by(failure.c.number)
    for row in connection.execute(query.where(or_(failure.c.digest.in_(alike), failure.c.source.in_(wider)))).mappings().all():
        if row["digest"] in alike or failed_in(connection, row).get("container") in digests:
            yield Gone(name=f"f{row['number']}", source=row["source"], digest=row["digest"])


def failed_in(connection: Connection, row: RowMapping) -> dict[str, object]:
    """What was written down of a failure: among it its container, the place in it, and the columns that were told."""
    found = connection.execute(select(events.c.bytes).where(events.c.seq == row["seq"], events.c.kind == "failed")).one()
    told = json.loads(parts_of(connection, parsed(found.bytes)).get("failure", b"{}"))
    return dict(told)


def _holders(connection: Connection, number: int, digests: set[str], wider: set[str]) -> Iterator[str]:
    """The other reports whose own bytes hold the report: what it was attached to, or the whole of its container."""
    lies_in = and_(capture.c.container.in_(digests), capture.c.source.in_(wider))
    query = select(report.c.number).join(capture, capture.c.report == report.c.number).where(report.c.number != number)
    for row in connection.execute(query.where(or_(report.c.digest.in_(digests), lies_in)).distinct().order_by(report.c.number)):
        yield f"r{row.number}"
