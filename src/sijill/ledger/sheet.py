"""A colleague's edits come back: every row compared with what was exported and with what the ledger holds now.

What only the file changed is taken; what only the ledger changed stays; what both changed, to different ends, is a
conflict. Where anything is in conflict or not understood, nothing of the file is taken.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping

from sijill.errors import LedgerError
from sijill.ledger.cells import Formula, Value
from sijill.ledger.columns import Column, columns
from sijill.ledger.cover import is_covered
from sijill.ledger.judge import FIELDS, Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.second import READING, Eyes, answered, due, eyes_of, in_force, own_blind
from sijill.ledger.sheet_rows import covered, own_values, row_of
from sijill.ledger.values import POINT, SPANS, values_judged
from sijill.ledger.view import claim_named, judgements_of
from sijill.ledger.withhold import veil_of

NEEDED = ("claim", "key", "base")


@dataclass(slots=True)
class Sheet:
    """What a file came to: a line for each judgement taken, and what stood in the way."""

    lines: list[str] = made_by(default_factory=list)
    faults: list[str] = made_by(default_factory=list)
    verdicts: list[Verdict] = made_by(default_factory=list)


def take_sheet(project: Project, path: Path, dry_run: bool = False) -> Sheet:
    """The judgements of an edited export, written down unless there is any fault or it is a dry run. Raises LedgerError."""
    sheet = Sheet()
    seen: dict[str, int] = {}
    with project.engine.connect() as connection:
        eyes = eyes_of(project, connection)
        for number, cells in read_rows(path):
            name = f"{path.name} row {number}"
            try:
                key = str(cells["key"] or "")
                if key in seen:
                    raise LedgerError(f"the claim stands in row {seen[key]} too")
                seen[key] = number
                verdict = _merged(connection, cells, eyes)
            except LedgerError as error:
                sheet.faults.append(f"{name}: {_shown(connection, cells, str(error))}")
                continue
            if verdict:
                sheet.verdicts.append(verdict)
                told = " ".join(f"{name}={'' if value is None else value}" for name, value in (verdict.corrected or {}).items())
                words = (_shown(connection, cells, part) for part in (told, verdict.reason or "") if part)
                sheet.lines.append("\t".join([verdict.verdict, verdict.claim, *words]))
    if sheet.faults:
        sheet.lines.clear()
    elif sheet.verdicts and not dry_run:
        judge(project, sheet.verdicts)
    return sheet


def _shown(connection: Connection, cells: Mapping[str, Any], words: str) -> str:
    """Words about a row's claim as they may be shown: what is withheld of its report is covered in them."""
    try:
        held, reading, _ = claim_named(connection, str(cells["claim"] or ""))
    except LedgerError:
        return words
    veil = veil_of(connection, held, reading)
    return veil.words(words) if is_covered(veil, words) else words


def _merged(connection: Connection, cells: Mapping[str, Any], eyes: Eyes) -> Verdict | None:
    """The judgement that a row amounts to; None where nothing in it was changed. Raises LedgerError."""
    held, reading, claim = claim_named(connection, str(cells["claim"] or ""))
    name = f"{held.name}.{claim.id}"
    if claim.key != cells["key"]:
        raise LedgerError(f"{name}: the claim is not read as it was when this was exported; export it again")
    base = _base(name, cells["base"])
    judged, blind = _compared_with(judgements_of(connection, held.number, claim.key), eyes, bool(base["blind"]))
    veiled = any(isinstance(value, str) and "[\u2588" in value for value in base.values())
    veil = veil_of(connection, held, reading, lifted=not veiled)
    ours = row_of(held, reading, claim, judged, veil)
    theirs = _theirs(name, cells, base)
    edited = {field: value for field, value in theirs.items() if value != base[field]}
    # compared as a sheet shows it: what it cannot show is no change
    fresh = {field: value for field, value in edited.items() if (covered(veil, value) if isinstance(value, str) else value) != ours[field]}
    for field, value in fresh.items():
        if ours[field] != base[field]:
            raise LedgerError(f"{name}: conflict: {field} was {base[field]!r}, is {ours[field]!r} in the ledger and {value!r} in the file")
    if not fresh:
        return None
    told = _verdict(name, fresh, ours, own_values(claim), judged)
    return replace(told, blind=blind)


def _compared_with(rows: list[RowMapping], eyes: Eyes, blind: bool) -> tuple[RowMapping | None, bool]:
    """The judgement with which a row is compared, and whether what it holds is given blind.

    Who has not seen the first's answer is compared with nothing, or with what he has said himself before.
    """
    if due(rows, eyes) or (blind and not answered(rows, eyes.operator)):
        return None, True
    own = own_blind(rows, eyes.operator) if blind else None
    return own or in_force(rows, READING), False


def _base(name: str, cell: Any) -> dict[str, Any]:
    try:
        base = json.loads(str(cell))
        return {**{field: base[field] for field in ("verdict", "reason", *FIELDS)}, "blind": base.get("blind", False)}
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"{name}: what was exported is no longer told in the file, so its changes cannot be known") from error


def _theirs(name: str, cells: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Value]:
    """What the file holds now of what may be changed; a column that was taken out changes nothing."""
    theirs: dict[str, Value] = {}
    for column in columns():
        if not column.edit:
            continue
        if column.id not in cells:
            theirs[column.id] = base[column.id]
            continue
        try:
            theirs[column.id] = column.read(cells[column.id], base[column.id])
        except LedgerError as error:
            raise LedgerError(f"{name}: {error}") from error
    return theirs


def _verdict(
    name: str, fresh: Mapping[str, Value], ours: Mapping[str, Any], own: Mapping[str, Any], judged: RowMapping | None
) -> Verdict:  # fmt: skip
    """The judgement that changes amount to."""
    values = {field: value for field, value in fresh.items() if field in FIELDS}
    for field, value in fresh.items():
        if isinstance(value, str) and "\u2588" in value:
            raise LedgerError(f"{name}: {field} holds a covered name; export with the names to correct it")
    verdict = fresh.get("verdict", ours["verdict"])
    reason = fresh.get("reason", judged["reason"] if judged else None)
    if verdict is None:
        if "verdict" in fresh:
            raise LedgerError(f"{name}: an emptied verdict undoes nothing; `sijill judge {name} undo` does")
        if not values:
            raise LedgerError(f"{name}: a reason without a verdict")
    if values and verdict == "rejected":
        raise LedgerError(f"{name}: a claim that is rejected has nothing to correct")
    corrected = json.loads(judged["corrected"]) if judged and judged["corrected"] else {}
    corrects = bool(values) or verdict == "corrected" or "verdict" not in fresh
    # what a person has seen and let stand is his, even where the reader reads it otherwise by now
    shown = {**own, **(values_judged(judged) if judged else {}), **(corrected if corrects else {}), **values}
    made = {field: shown[field] for field in FIELDS if shown[field] != own[field]}
    if verdict == "corrected" and not made:
        raise LedgerError(f"{name}: corrected, but no value differs from what was read")
    made |= _kept_aside(corrected if corrects else {}, values)
    kept = {} if verdict == "rejected" else made
    decided = "corrected" if kept else "rejected" if verdict == "rejected" else "accepted"
    return Verdict(claim=name, question=READING, verdict=decided, reason=str(reason) if reason else None, corrected=kept or None)


def _kept_aside(corrected: Mapping[str, Any], values: Mapping[str, Value]) -> dict[str, Any]:
    """What a correction holds that no sheet shows: words and a point, but for those of a place or voice that the sheet changes."""
    gone = {*(("place_span", *POINT) if "place" in values else ()), *(("origin_span",) if "origin" in values else ())}
    return {field: value for field, value in corrected.items() if field in (*SPANS, *POINT) and field not in gone}


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number, cells by the id of their column) of each row of an exported workbook or CSV. Raises LedgerError."""
    rows = _workbook(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    header: list[Column | None] | None = None
    for number, row in enumerate(rows, 1):
        if header is None:
            header = _header(path, row)
            continue
        cells = {column.id: cell for column, cell in zip(header, row, strict=False) if column}
        if any(cell not in (None, "") for cell in row):
            yield number, {**dict.fromkeys(NEEDED), **cells}
    if header is None:
        raise LedgerError(f"{path}: nothing stands in it")


def _header(path: Path, row: list[Any]) -> list[Column | None]:
    known = {name: column for column in columns() for _, name in column.names}
    header = [known.get(str(cell).strip().lstrip("\ufeff")) if cell else None for cell in row]
    missing = [id for id in NEEDED if id not in {column.id for column in header if column}]
    if missing:
        raise LedgerError(f"{path}: no column {', '.join(missing)}; this is no export, or its first row was changed")
    return header


def _csv(path: Path) -> Iterator[list[Any]]:
    try:
        words = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LedgerError(f"{path}: not in UTF-8; save it as CSV UTF-8, or as a workbook") from error
    first = words.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(10_000_000)
    yield from csv.reader(io.StringIO(words, newline=""), delimiter=delimiter)


def _workbook(path: Path) -> Iterator[list[Any]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=False)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise LedgerError(f"{path}: this is no workbook that can be read: {error}") from error
    try:
        for row in book.worksheets[0].iter_rows():
            yield [Formula(str(cell.value)) if cell.data_type in ("f", "e") else cell.value for cell in row]
    finally:
        book.close()
