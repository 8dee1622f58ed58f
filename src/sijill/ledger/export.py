"""Exports: the claims as a workbook, as CSV that spreadsheet programs open right, as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sijill.errors import LedgerError
from sijill.ledger.canonical import Plain, canonical, digest
from sijill.ledger.columns import columns, harmless_cell, sheet_name, verdict_words
from sijill.ledger.log import Entry
from sijill.ledger.project import Project
from sijill.ledger.schema import writing
from sijill.ledger.sheet_rows import Row, rows_of

EXTRA_ROWS = 1  # the header
LONGEST_LIST = 255  # letters that a workbook takes for what a cell may hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be exported: `unreviewed` what nobody has looked at too, `names` with persons' names, headers in `language`."""

    unreviewed: bool = False
    names: bool = False
    language: str = "en"


def export(project: Project, form: str, wish: Wish) -> tuple[bytes, int]:
    """The bytes of an export and its number of claims; that it was made, and its digest, are written into the log."""
    with project.engine.connect() as connection:
        rows = list(rows_of(connection, unreviewed=wish.unreviewed, names=wish.names))
    made = EXPORTERS[form](rows, wish.language)
    told = canonical({"digest": digest(made), "claims": [str(row["claim"]) for row in rows]})
    body: dict[str, Plain] = {"format": form, "claims": len(rows), "unreviewed": wish.unreviewed, "names": wish.names}
    with writing(project.engine) as connection:
        project.pen().write(connection, [Entry(kind="exported", body=body, parts={"export": told})])
    return made, len(rows)


def write_export(path: Path, made: bytes) -> None:
    """Writes an export whole or not at all; raises LedgerError where that cannot be done."""
    passing = path.with_name(path.name + ".new")
    try:
        passing.write_bytes(made)
        passing.replace(path)
    except OSError as error:
        passing.unlink(missing_ok=True)
        raise LedgerError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def to_jsonl(rows: Sequence[Row], language: str) -> bytes:
    """One JSON object a line; the names of the keys are those of the columns, in English."""
    lines = [json.dumps({name: value for name, value in row.items() if name != "base"}, ensure_ascii=False) for row in rows]
    return "".join(line + "\n" for line in lines).encode("utf-8", "backslashreplace")


def to_csv(rows: Sequence[Row], language: str) -> bytes:
    """CSV with a byte order mark, by which spreadsheet programs know UTF-8; cells that would be run are made harmless."""
    words = verdict_words(language)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name(language) for column in columns()])
    for row in rows:
        writer.writerow([harmless_cell(_cell(row, column.id, words)) for column in columns()])
    return ("\ufeff" + stream.getvalue()).encode("utf-8", "backslashreplace")


def _cell(row: Row, id: str, words: dict[str, str]) -> Any:
    value = row.get(id)
    return words[value] if id == "verdict" and value else value


def to_xlsx(rows: Sequence[Row], language: str) -> bytes:
    """A workbook: text stays text, verdicts and lists are offered, Arabic sheets run from right to left."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet = book.add_worksheet(sheet_name(language))
    wide = language == "ar"
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "reading_order": 2 if wide else 0})
    number = book.add_format({"valign": "top"})
    head = book.add_format({"bold": True, "bg_color": "#DDE6ED", "reading_order": 2 if wide else 0})
    open_head = book.add_format({"bold": True, "bg_color": "#F6E3B4", "reading_order": 2 if wide else 0})
    if wide:
        sheet.right_to_left()
    words = verdict_words(language)
    last = max(len(rows), 1) + EXTRA_ROWS - 1
    for at, column in enumerate(columns()):
        form = number if column.kind == "number" else text
        hidden = {"hidden": True} if column.id in ("base", "key") else {}
        sheet.set_column(at, at, 60 if column.id == "quote" else 14, form, hidden)
        sheet.write_string(0, at, column.name(language), open_head if column.edit else head)
        offered = list(words.values()) if column.id == "verdict" else list(column.values)
        if offered and len(",".join(offered)) <= LONGEST_LIST:
            sheet.data_validation(1, at, last, at, {"validate": "list", "source": offered, "error_type": "warning"})
        for line, row in enumerate(rows, EXTRA_ROWS):
            value = _cell(row, column.id, words)
            if isinstance(value, int | float):
                sheet.write_number(line, at, value, form)
            elif value is not None:
                sheet.write_string(line, at, str(value).translate(_UNWRITABLE), form)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last, len(columns()) - 1)
    book.close()
    return stream.getvalue()


# what XML cannot hold
_UNWRITABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")

EXPORTERS: dict[str, Callable[[Sequence[Row], str], bytes]] = {"xlsx": to_xlsx, "csv": to_csv, "jsonl": to_jsonl}
