"""What the ledger holds as a program is told it: covered as the pages are, for an operator without the right."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import HTTPException, Path
from sqlalchemy import Connection, RowMapping

from sijill.errors import LedgerError
from sijill.ledger.covered import covered
from sijill.ledger.queue import Task
from sijill.ledger.values import corrected_by
from sijill.ledger.view import Held, claim_named, report_named
from sijill.ledger.withhold import told_of
from sijill.record.contract import claim_json
from sijill.record.veil import Veil
from sijill.web.answers import Answer
from sijill.web.desk import found
from sijill.web.pages.claims import Card
from sijill.web.pages.report import ReportPage
from sijill.web.pages.rows import Rows
from sijill.web.site import Site

Report = Annotated[str, Path(max_length=400, description="A report's name, like r12, or your own reference.")]
Claim = Annotated[str, Path(max_length=400, description="A claim's name, like r12.c3, or the beginning of its key.")]
LANGUAGE = "en"
ACT = ("seq", "key", "question", "verdict", "reason", "by", "at", "in_force", "undone", "blind")


def page_named(site: Site, connection: Connection, name: str) -> ReportPage:
    """The report of that name; an answer that says so where there is none or it is withdrawn."""
    return found(site, connection, name, LANGUAGE)


def claim_at(site: Site, name: str) -> tuple[ReportPage, Card]:
    """The claim of that name with its report; an answer that says so where there is none."""
    with site.project.engine.connect() as connection:
        try:
            held, _, claim = claim_named(connection, name)
        except LedgerError as error:
            raise HTTPException(404, str(error)) from error
        page = page_named(site, connection, held.name)
        card = page.card(claim.id)
    assert card is not None
    return page, card


def conflict(card: Card, base: int) -> Answer | None:
    """The answer where something was done to a claim since it was read; None where nothing was."""
    if card.base == base:
        return None
    return Answer({"detail": f"{card.name}: it was changed since it was read", "base": card.base}, 409)


def report_told(site: Site, connection: Connection, name: str) -> dict[str, Any]:
    """What is known of a report from outside, and how many of its claims are judged; of a withdrawn one, that it is."""
    try:
        held = report_named(connection, name, site.project.sees_names)
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error
    if held.row["withdrawn"]:
        return {"report": held.name, "withdrawn": held.row["withdrawn"]}
    page = page_named(site, connection, held.name)
    return {**told_of(page.held, page.veil), "judged": page.judged}


def outside(held: Held, rows: Rows) -> dict[str, Any]:
    """What is known of a report from outside, in a list."""
    if held.row["withdrawn"]:
        return {"report": held.name, "withdrawn": held.row["withdrawn"]}
    return told_of(held, rows.veil(held.number))


def claim_told(page: ReportPage, card: Card) -> dict[str, Any]:
    """A claim as the contract has it, with what people hold of it, its history, and the `base` of what is done to it next."""
    claim = page.claim(card.id)
    assert claim is not None
    assert page.reading is not None
    rows = page.judged_by_key.get(card.key, ())
    return {
        "claim": card.name, "report": page.held.name, "base": card.base, "verdict": card.verdict or None, "belief": card.belief or None,
        "second": "due" if card.due else None, "values": covered(card.values, page.veil), "spans": card.spans,
        "read": covered(claim_json(claim, page.text), page.veil, page.reading), "history": [judgement_told(row, page.veil) for row in rows],
        "undoes": card.undoes or None,
    }  # fmt: skip


def judgement_told(row: RowMapping, veil: Veil) -> dict[str, Any]:
    """A judgement."""
    return {**{name: covered(row[name], veil) for name in ACT}, "corrected": covered(corrected_by(row), veil)}


def row_told(row: RowMapping, judged: RowMapping | None, rows: Rows) -> dict[str, Any]:
    """A claim of a list, from the state's row."""
    sees, hidden = rows.sees_names, not rows.sees_names and row["place_hidden"]
    corrected = covered(corrected_by(judged), rows.veil(row["report"])) if judged is not None else {}
    return {
        "claim": f"r{row['report']}.{row['id']}", "report": f"r{row['report']}", "key": row["key"], "event": row["event"],
        "effect": row["effect"], "low": row["low"], "high": row["high"], "bound": row["bound"], "group": row["people"],
        "polarity": row["polarity"], "status": row["status"], "scope": row["scope"], "certainty": row["certainty"],
        "origin": row["origin"] if sees else row["origin_shown"], "origin_kind": row["origin_kind"],
        "place": row["place"] if sees else row["place_shown"], "place_id": None if hidden else row["place_id"],
        "latitude": None if hidden else row["latitude"], "longitude": None if hidden else row["longitude"],
        "start": row["starts"], "end": row["ends"], "verdict": judged["verdict"] if judged is not None else None, "corrected": corrected,
    }  # fmt: skip


def task_told(task: Task, veil: Veil) -> dict[str, Any]:
    """What is to be done, and why."""
    made: dict[str, Any] = covered({
        "kind": task.kind, "report": f"r{task.report}", "claim": task.name, "why": task.why, "answers": plain(task.answers),
        "differs": {name: {"judged": before, "read": now} for name, (before, now) in task.differs.items()},
        "judged": dict(task.judged) if task.judged else None,
    }, veil)  # fmt: skip
    return {**made, "key": task.key}


def plain(told: Iterable[Any]) -> list[Any]:
    """The same as JSON has it."""
    made: list[Any] = json.loads(json.dumps(list(told), default=dict))
    return made
