"""What was taken in before is taken again: failures are tried anew, reports are read anew by this version's reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, select

from sijill.collect.item import Gathered
from sijill.errors import LedgerError
from sijill.language.load import languages
from sijill.ledger.add import Batch, Outcome
from sijill.ledger.log import parsed, parts_of
from sijill.ledger.pool import DIED, LATE, PATIENCE, Died, each, large
from sijill.ledger.project import Project
from sijill.ledger.schema import claim, events, report, writing
from sijill.ledger.take import Taken, letters_of, take
from sijill.ledger.tried import tried_again
from sijill.ledger.view import Held, failures_held, number_named

TOLD_BY_CAPTURE = ("source", "media_type", "extractor", "language", "reference", "title", "url", "outlet", "outlet_from", "published_at",
                   "published_from", "author", "forwarded_from")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What reading a report again came to: how many claims are as they were, changed, new, gone; or why it was not read."""

    name: str
    same: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0
    reason: str | None = None


def item_of(project: Project, held: Held) -> Gathered:
    """The report as it was gathered, from its capture and the vault. Raises LedgerError where something of it is missing."""
    with project.engine.connect() as connection:
        row = connection.execute(select(events.c.bytes).where(events.c.subject == held.name, events.c.seq == held.row["seq"])).one()
        told: dict[str, Any] = json.loads(parts_of(connection, parsed(row.bytes)).get("capture", b"{}"))
    if not told:
        raise LedgerError(f"{held.name}: withdrawn")
    return Gathered(
        data=project.vault.read(told["digest"]), text=held.text,
        published=date.fromisoformat(told["published"]) if told["published"] else None,
        **{name: told[name] for name in TOLD_BY_CAPTURE},
    )  # fmt: skip


def retry(project: Project, names: list[str], say: Callable[[Outcome], None], patience: float = PATIENCE) -> None:
    """Tries open failures again, all or those named; a failure of which all went well is settled."""
    wanted = {number_named(name, "f") for name in names}
    with project.engine.connect() as connection:
        rows = [row for row in failures_held(connection) if not wanted or row["number"] in wanted]
    missing = wanted - {row["number"] for row in rows}
    if missing:
        raise LedgerError(f"f{min(missing)}: there is no such failure, or it is settled")
    for row in rows:
        outcomes: list[Outcome] = []
        if row["report"]:
            outcomes += _read_again(project, row, patience)
        else:
            outcomes += tried_again(project, row, patience)
        if outcomes and all(outcome.kind != "failed" and not outcome.reason for outcome in outcomes):
            _settle(project, row)
        for outcome in outcomes:
            say(outcome)


def _settle(project: Project, row: RowMapping) -> None:
    with writing(project.engine) as connection:
        batch = Batch(project)
        batch.begin(connection)
        batch.settle(f"f{row['number']}")
        batch.write()


def _read_again(project: Project, row: RowMapping, patience: float) -> list[Outcome]:
    """The outcome for a report that was kept and could not be read."""
    with project.engine.connect() as connection:
        found = connection.execute(select(report).where(report.c.number == row["report"])).mappings().one()
    letters = large if str(row["reason"]).startswith((LATE, DIED)) else letters_of  # not here: this process would be lost too
    ((_, taken),) = each([item_of(project, Held(found))], take, 1, letters, patience)
    name, source = f"r{row['report']}", str(row["source"])
    if isinstance(taken, Died) or taken.reading is None:
        reason = str(taken) if isinstance(taken, Died) else taken.fault or row["reason"]
        return [Outcome(kind="failed", name=f"f{row['number']}", source=source, stage=row["stage"], reason=reason)]
    _enter(project, name, taken)
    return [Outcome(kind="captured", name=name, source=source, claims=len(taken.prepared.claims), language=taken.item.language)]


def _enter(project: Project, name: str, taken: Taken) -> None:
    with writing(project.engine) as connection:
        batch = Batch(project)
        batch.begin(connection)
        batch.read(name, taken, again=True)
        batch.write()


def reread(project: Project, names: list[str], say: Callable[[Reread], None], jobs: int = 1) -> None:
    """Reads reports again, all or those named, and writes down the readings that have changed."""
    wanted = {number_named(name, "r") for name in names}
    with project.engine.connect() as connection:
        rows = connection.execute(select(report).where(report.c.withdrawn.is_(None)).order_by(report.c.number)).mappings().all()
    chosen = [Held(row) for row in rows if not wanted or row["number"] in wanted]
    missing = wanted - {held.number for held in chosen}
    if missing:
        raise LedgerError(f"r{min(missing)}: there is no such report, or it is withdrawn")
    readable = [held for held in chosen if held.row["language"] in languages()]
    for held, (_, taken) in zip(readable, each((item_of(project, held) for held in readable), take, jobs, letters_of), strict=True):
        say(_compared(project, held, taken))


def _compared(project: Project, held: Held, taken: Taken | Died) -> Reread:
    """What has changed; a reading that has is written down."""
    if isinstance(taken, Died) or taken.reading is None:
        return Reread(name=held.name, reason=str(taken) if isinstance(taken, Died) else taken.fault)
    with project.engine.connect() as connection:
        old = connection.execute(select(claim).where(claim.c.report == held.number, claim.c.by_hand.is_(None))).mappings().all()
        before = _reading_bytes(project, held)
    kept = {
        row["key"]: {name: value for name, value in row.items() if name not in ("report", "id", "place_in_report", "by_hand")}
        for row in old
    }
    made = {
        row["key"]: {name: value for name, value in row.items() if name not in ("id", "place_in_report")} for row in taken.prepared.claims
    }
    both = kept.keys() & made.keys()
    same = sum(kept[key] == made[key] for key in both)
    if before is None or json.loads(before) != json.loads(taken.reading):
        _enter(project, held.name, taken)
    return Reread(name=held.name, same=same, changed=len(both) - same, new=len(made.keys() - both), gone=len(kept.keys() - both))


def _reading_bytes(project: Project, held: Held) -> bytes | None:
    if held.row["read_seq"] is None:
        return None
    with project.engine.connect() as connection:
        row = connection.execute(select(events.c.bytes).where(events.c.subject == held.name, events.c.seq == held.row["read_seq"])).one()
        return parts_of(connection, parsed(row.bytes)).get("reading")
