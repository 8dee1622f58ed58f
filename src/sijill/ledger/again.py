"""What was taken in before is taken again: failures are tried anew, reports are read anew by this version's reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, select

from sijill.collect.item import Gathered
from sijill.errors import LedgerError
from sijill.language.load import languages
from sijill.ledger.add import Batch, Outcome
from sijill.ledger.extract_anew import Anew, Extract, extracted_anew
from sijill.ledger.log import parsed, parts_of
from sijill.ledger.newer import Reread, compared
from sijill.ledger.pool import DIED, LATE, PATIENCE, Died, each, large
from sijill.ledger.project import Project
from sijill.ledger.schema import events, report, writing
from sijill.ledger.take import Taken, letters_of, take
from sijill.ledger.tried import tried_again
from sijill.ledger.view import Held, failures_held, number_named

TOLD_BY_CAPTURE = ("source", "media_type", "reference", "title", "url", "outlet", "outlet_from", "published_at",
                   "published_from", "author", "forwarded_from")  # fmt: skip


def item_of(project: Project, held: Held) -> Gathered:
    """The report as it was gathered, from its capture and the vault. Raises LedgerError where something of it is missing."""
    with project.engine.connect() as connection:
        row = connection.execute(select(events.c.bytes).where(events.c.subject == held.name, events.c.seq == held.row["seq"])).one()
        told: dict[str, Any] = json.loads(parts_of(connection, parsed(row.bytes)).get("capture", b"{}"))
    if not told:
        raise LedgerError(f"{held.name}: withdrawn")
    return Gathered(
        data=project.vault.read(told["digest"]), text=held.text, extractor=held.row["extractor"], language=held.row["language"],
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


def reread(project: Project, names: list[str], say: Callable[[Reread], None], jobs: int = 1, extract: Extract = extracted_anew) -> None:
    """Reads reports again, all or those named, and writes down the readings that have changed.

    Where `extract` takes another text out of a report's bytes, it is kept beside the one before, and read.
    """
    wanted = {number_named(name, "r") for name in names}
    with project.engine.connect() as connection:
        rows = connection.execute(select(report).where(report.c.withdrawn.is_(None)).order_by(report.c.number)).mappings().all()
    chosen = [Held(row) for row in rows if not wanted or row["number"] in wanted]
    missing = wanted - {held.number for held in chosen}
    if missing:
        raise LedgerError(f"r{min(missing)}: there is no such report, or it is withdrawn")
    readable = [held for held in chosen if held.row["language"] in languages()]
    work = each((item_of(project, held) for held in readable), Anew(extract), jobs, letters_of)
    for held, (_, taken) in zip(readable, work, strict=True):
        say(compared(project, held, taken) if isinstance(taken, Taken) else Reread(name=held.name, reason=str(taken)))
