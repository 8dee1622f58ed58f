"""What people hold of a claim, in two questions never mixed: is it read rightly, and is it believed.

A judgement is bound to the claim's key and keeps its own copy of what was judged. Nothing is written over: a newer one
comes into force, and undoing brings back the one before. A second reader's is a blind one: it stands beside the first's and
does not come into force (see `second.py`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from sijill.errors import LedgerError, SijillError
from sijill.ledger.canonical import Plain
from sijill.ledger.log import Entry
from sijill.ledger.project import Project
from sijill.ledger.schema import writing
from sijill.ledger.second import ASKED, READING, SECOND, Eyes, answered, due, eyes_of, in_force, own_blind
from sijill.ledger.values import POINT, SPANS
from sijill.ledger.view import claim_named, gone_name, judged_named, judgements_of
from sijill.record.contract import claim_json
from sijill.record.text import Text

# the questions: is it read rightly, is it believed; is a second reader wanted, and need one that is no longer read be looked at
BELIEF, GONE = "belief", "gone"
READINGS = ("accepted", "corrected", "rejected")
DISMISSED = "dismissed"
# what may be corrected, and which of it are numbers
NUMBERS = ("low", "high")
FIELDS = ("effect", "event", "low", "high", "group", "polarity", "status", "scope", "place", "start", "end", "origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A judgement to be written down: of which claim, in which question, what, and why.

    `corrected` holds what is right by field; beside a value the words that it stands on (`figure_span` and its like, in code
    points of the text), and beside a place that of the gazetteer with its point.
    `blind` tells that it was made on a sheet that did not show what another held of the claim.
    """

    claim: str
    question: str
    verdict: str
    reason: str | None = None
    corrected: Mapping[str, Any] | None = None
    blind: bool = False


def judge(project: Project, verdicts: list[Verdict]) -> list[str]:
    """The names of the claims judged, in one transaction: all of them or none. Raises LedgerError."""
    for verdict in verdicts:
        _check(verdict, project.settings.beliefs.grades)
    named: list[str] = []
    with writing(project.engine) as connection:
        eyes = eyes_of(project, connection)
        entries = []
        for verdict in verdicts:
            name, entry = _dismissed(connection, verdict) if verdict.question == GONE else _entry(connection, verdict, eyes)
            named.append(name)
            entries.append(entry)
        project.write(connection, entries)
    return named


def _check(verdict: Verdict, beliefs: tuple[str, ...]) -> None:
    grades = {READING: READINGS, BELIEF: beliefs, SECOND: (ASKED,), GONE: (DISMISSED,)}[verdict.question]
    if verdict.verdict not in grades:
        raise LedgerError(f"{verdict.claim}: {verdict.verdict!r} is none of {', '.join(grades)}")
    if (verdict.verdict == "corrected") != bool(verdict.corrected):
        raise LedgerError(f"{verdict.claim}: a correction tells what is right, and nothing else does")
    for field in verdict.corrected or {}:
        if field not in (*FIELDS, *SPANS, *POINT):
            raise LedgerError(f"{verdict.claim}: {field!r} is nothing that can be corrected")


def _entry(connection: Connection, verdict: Verdict, eyes: Eyes) -> tuple[str, Entry]:
    held, reading, told = claim_named(connection, verdict.claim)
    judged = claim_json(told, reading.report.text)
    _stands(verdict, reading.report.text)
    body: dict[str, Plain] = {"key": told.key, "question": verdict.question, "verdict": verdict.verdict}
    rows = judgements_of(connection, held.number, told.key)
    if verdict.question == READING and (due(rows, eyes) or (verdict.blind and in_force(rows) and not answered(rows, eyes.operator))):
        body["blind"] = True
    part = {"judged": judged, "corrected": dict(verdict.corrected) if verdict.corrected else None, "reason": verdict.reason}
    return f"{held.name}.{told.id}", Entry(kind="judged", subject=held.name, body=body, parts={"judgement": _part(part)})


def _stands(verdict: Verdict, text: Text) -> None:
    """Raises LedgerError where words that a correction stands on are not words of the text."""
    for field, told in (verdict.corrected or {}).items():
        if field in SPANS and told is not None:
            try:
                start, end = told
                text.span(start, end)
            except (SijillError, TypeError, ValueError) as error:
                raise LedgerError(f"{verdict.claim}: {field}: {told} are no words of the text") from error


def _dismissed(connection: Connection, verdict: Verdict) -> tuple[str, Entry]:
    """That a judgement whose claim is no longer read need not be looked at any more."""
    held, key = judged_named(connection, verdict.claim)
    body = {"key": key, "question": GONE, "verdict": verdict.verdict}
    part = {"judged": None, "corrected": None, "reason": verdict.reason}
    return gone_name(held.number, key), Entry(kind="judged", subject=held.name, body=body, parts={"judgement": _part(part)})


def _part(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")


def undo(project: Project, name: str, question: str) -> str:
    """The claim's name, its judgement in force undone and the one before it in force again.

    One's own blind judgement is undone where it is newer. Raises LedgerError where there is none, or none that may be seen.
    """
    with writing(project.engine) as connection:
        held, _, told = claim_named(connection, name)
        named = f"{held.name}.{told.id}"
        rows = [row for row in judgements_of(connection, held.number, told.key) if row["question"] == question]
        if question == READING and due(judgements_of(connection, held.number, told.key), eyes_of(project, connection)):
            raise LedgerError(f"{named}: a second reading is due; what the first reader holds can be undone after it")
        own = own_blind(rows, project.operator)
        standing = [row["seq"] for row in (in_force(rows, question), own) if row is not None]
        if not standing:
            raise LedgerError(f"{named}: no judgement of its {question} is in force")
        current = max(standing)
        before = None
        if own is None or current != own["seq"]:
            earlier = [row["seq"] for row in rows if row["seq"] < current and row["undone"] is None and not row["blind"]]
            before = max(earlier, default=None)
        project.write(connection, [Entry(kind="undone", subject=held.name, body={"undoes": current, "restores": before})])
        return named


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
