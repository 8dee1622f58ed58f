"""How a project stands, in numbers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select

from sijill.ledger.hand_rows import absorbed
from sijill.ledger.log import head
from sijill.ledger.project import Project
from sijill.ledger.queue import counts
from sijill.ledger.schema import claim, failure, judgement, report
from sijill.ledger.second import READING, eyes_of


def status_of(project: Project) -> dict[str, Any]:
    """Counts of what the ledger holds and of what is waiting, and its head."""
    with project.engine.connect() as connection:
        return {**counted(project, connection), "waiting": counts(connection, eyes_of(project, connection))}


def counted(project: Project, connection: Connection) -> dict[str, Any]:
    """Counts of what the ledger holds, and its head. A claim counts as accepted where a person's acceptance is in force."""
    verdicts = (
        select(judgement.c.verdict, func.count())
        .where(judgement.c.in_force == 1, judgement.c.question == READING)
        .where(select(claim.c.key).where(claim.c.key == judgement.c.key, claim.c.report == judgement.c.report).exists())
        .group_by(judgement.c.verdict)
    )

    def count(query: Select[Any]) -> int:
        return int(connection.execute(query).scalar() or 0)

    judged = {row[0]: row[1] for row in connection.execute(verdicts)}
    seq, digest = head(connection, project.writer)
    claims = count(select(func.count()).select_from(claim).where(~absorbed()))
    reports = select(func.count()).select_from(report)
    return {
        "reports": count(reports.where(report.c.withdrawn.is_(None))),
        "unread": count(reports.where(report.c.read_seq.is_(None), report.c.withdrawn.is_(None))),
        "withdrawn": count(reports.where(report.c.withdrawn.is_not(None))),
        "claims": claims,
        "accepted": judged.get("accepted", 0),
        "corrected": judged.get("corrected", 0),
        "rejected": judged.get("rejected", 0),
        "unjudged": claims - sum(judged.values()),
        "failures": count(select(func.count()).select_from(failure).where(failure.c.settled.is_(None))),
        "events": seq,
        "head": digest,
    }
