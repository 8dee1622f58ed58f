"""The project page: what is in it, what failed, what was done lately; and what a withdrawal would take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from sijill.ledger.log import parsed
from sijill.ledger.project import Project
from sijill.ledger.reach import Reach, reach_of
from sijill.ledger.schema import claim, events, failure, judgement
from sijill.ledger.status import counted
from sijill.ledger.view import report_named
from sijill.record.veil import COVER, harmless
from sijill.web.pages.report import report_page
from sijill.web.wording import Wording

SHOWN = 100  # failures
LOOKED_AT = 500  # events of the log, of which the newest acts are told
ACTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A failure that is open. `source` and `reason` are covered for those who may not see names: nothing of it was read."""

    name: str
    stage: str
    reason: str
    source: str
    report: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that was done: when, by whom, of which kinds how often, and about which report, where it was one alone."""

    at: str
    by: str
    kinds: Mapping[str, int]
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPage:
    """All that the project page shows. `told` are the counts of what the ledger holds."""

    told: Mapping[str, Any]
    failures: list[Failed]
    acts: list[Act]
    names: tuple[str, ...]

    @property
    def judged(self) -> int:
        """How many claims are judged."""
        return int(self.told["claims"] - self.told["unjudged"])


def project_page(project: Project, connection: Connection) -> ProjectPage:
    """The page of a project."""
    return ProjectPage(
        told=counted(project, connection), failures=list(_failures(project, connection)), acts=acts_of(project, connection),
        names=tuple(sorted(project.settings.names)),
    )  # fmt: skip


def of_unread(project: Project, words: str | None) -> str:
    """Words of a thing that was never read, such as the name of a file that failed: only for those who may see names."""
    return (harmless(words) if project.sees_names else COVER) if words else ""


def _failures(project: Project, connection: Connection) -> Iterator[Failed]:
    query = select(failure).where(failure.c.settled.is_(None)).order_by(failure.c.number.desc()).limit(SHOWN)
    for row in connection.execute(query).mappings():
        yield Failed(
            name=f"f{row['number']}", stage=row["stage"], at=row["at"],
            reason=of_unread(project, row["reason"]), source=of_unread(project, row["source"]),
            report=f"r{row['report']}" if row["report"] else "",
        )  # fmt: skip


def acts_of(project: Project, connection: Connection) -> list[Act]:
    """What was done lately, the newest first: who did what to which report, and nothing of what a judgement says."""
    query = select(events.c.bytes).where(events.c.writer == project.writer).order_by(events.c.seq.desc()).limit(LOOKED_AT)
    told: dict[tuple[str, str], tuple[Counter[str], set[str]]] = {}
    for row in connection.execute(query):
        event = parsed(row.bytes)
        kinds, about = told.setdefault((event.at, event.by), (Counter(), set()))
        kinds[event.kind] += 1
        about.add(event.subject or "")
    return [
        Act(at=at, by=by, kinds=dict(kinds), report=next(iter(about)) if len(about) == 1 and next(iter(about)).startswith("r") else "")
        for (at, by), (kinds, about) in list(told.items())[:ACTS]
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What would go with a report: its name and title, how many claims and judgements, and what holds its words too."""

    name: str
    title: str
    outlet: str
    withdrawn: bool
    claims: int
    judgements: int
    reach: Reach


def withdrawal_of(project: Project, connection: Connection, name: str, words: Wording) -> Withdrawal:
    """What withdrawing a report would take away. Raises LedgerError where there is no such report."""
    held = report_named(connection, name, project.sees_names)
    gone = bool(held.row["withdrawn"])
    page = None if gone else report_page(project, connection, held.name, words)

    def count(table: Any) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(table.c.report == held.number)).scalar() or 0)

    return Withdrawal(
        name=held.name, title=page.title if page else "", outlet=page.outlet if page else "", withdrawn=gone, claims=count(claim),
        judgements=count(judgement), reach=reach_of(connection, held),
    )  # fmt: skip
