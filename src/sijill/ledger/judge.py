"""What people hold of a claim, in two questions never mixed: is it read rightly, and is it believed.

A judgement is bound to the claim's key and keeps its own copy of what was judged. Nothing is written over: a newer one
comes into force, and undoing brings back the one before.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from sijill.errors import LedgerError
from sijill.ledger.log import Entry, Event
from sijill.ledger.project import Project
from sijill.ledger.schema import judgement, writing
from sijill.ledger.state import apply, changes
from sijill.ledger.view import claim_named
from sijill.record.claim import Claim, Reading
from sijill.record.contract import claim_json

READING, BELIEF = "reading", "belief"
READINGS = ("accepted", "corrected", "rejected")
# what may be corrected, and which of it are numbers
NUMBERS = ("low", "high")
FIELDS = ("effect", "event", "low", "high", "group", "polarity", "status", "scope", "place", "start", "end", "origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A judgement to be written down: of which claim, in which question, what, and why."""

    claim: str
    question: str
    verdict: str
    reason: str | None = None
    corrected: Mapping[str, Any] | None = None


def judge(project: Project, verdicts: list[Verdict]) -> list[str]:
    """The names of the claims judged, in one transaction: all of them or none. Raises LedgerError."""
    for verdict in verdicts:
        _check(verdict, project.settings.beliefs.grades)
    named: list[str] = []
    with writing(project.engine) as connection:
        entries = []
        for verdict in verdicts:
            held, reading, told = claim_named(connection, verdict.claim)
            named.append(f"{held.name}.{told.id}")
            entries.append(_entry(held.name, reading, told, verdict))
        _write(project, connection, entries)
    return named


def _check(verdict: Verdict, beliefs: tuple[str, ...]) -> None:
    grades = READINGS if verdict.question == READING else beliefs
    if verdict.verdict not in grades:
        raise LedgerError(f"{verdict.claim}: {verdict.verdict!r} is none of {', '.join(grades)}")
    if (verdict.verdict == "corrected") != bool(verdict.corrected):
        raise LedgerError(f"{verdict.claim}: a correction tells what is right, and nothing else does")


def _entry(name: str, reading: Reading, told: Claim, verdict: Verdict) -> Entry:
    judged = claim_json(told, reading.report.text)
    body = {"key": told.key, "question": verdict.question, "verdict": verdict.verdict}
    part = {"judged": judged, "corrected": dict(verdict.corrected) if verdict.corrected else None, "reason": verdict.reason}
    held = json.dumps(part, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
    return Entry(kind="judged", subject=name, body=body, parts={"judgement": held})


def undo(project: Project, name: str, question: str) -> str:
    """The claim's name, its judgement in force undone and the one before it in force again. Raises LedgerError where there is none."""
    with writing(project.engine) as connection:
        held, _, told = claim_named(connection, name)
        rows = connection.execute(
            select(judgement.c.seq, judgement.c.in_force, judgement.c.undone)
            .where(judgement.c.report == held.number, judgement.c.key == told.key, judgement.c.question == question)
            .order_by(judgement.c.seq.desc())
        ).all()
        current = next((row.seq for row in rows if row.in_force), None)
        if current is None:
            raise LedgerError(f"{held.name}.{told.id}: no judgement of its {question} is in force")
        before = next((row.seq for row in rows if row.seq < current and row.undone is None), None)
        _write(project, connection, [Entry(kind="undone", subject=held.name, body={"undoes": current, "restores": before})])
        return f"{held.name}.{told.id}"


def _write(project: Project, connection: Connection, entries: list[Entry]) -> list[Event]:
    events = project.pen().write(connection, entries)
    for event, entry in zip(events, entries, strict=True):
        apply(connection, changes(event, entry.parts))
    return events


def corrections_of(told: list[str]) -> dict[str, Any]:
    """The values that FIELD=VALUE words set; a LedgerError where a field cannot be corrected or a number is none.

    >>> corrections_of(["low=12", "high="])
    {'low': 12, 'high': None}
    """
    made: dict[str, Any] = {}
    for words in told:
        field, equals, value = words.partition("=")
        if not equals or field not in FIELDS:
            raise LedgerError(f"{words!r} is not FIELD=VALUE; fields are {', '.join(FIELDS)}")
        made[field] = number_of(field, value) if field in NUMBERS else value.strip() or None
    return made


def number_of(field: str, value: str) -> int | float | None:
    """The number that somebody wrote, with digits of any script; None where it is left open. Raises LedgerError."""
    plain = value.strip().replace(",", "").replace("\u066c", "").replace("\u066b", ".")
    if not plain:
        return None
    try:
        number = float(plain)
    except ValueError as error:
        raise LedgerError(f"{field}: {value!r} is no number") from error
    if not 0 <= number < 1e12:
        raise LedgerError(f"{field}: {value!r} is no number of people")
    return int(number) if number.is_integer() else number
