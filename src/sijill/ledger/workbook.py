"""Claims as a spreadsheet: a workbook, or CSV that spreadsheet programs open right."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from sijill.ledger.cells import cell_text, harmless_cell
from sijill.ledger.columns import Column, columns, sheet_name
from sijill.ledger.sheet_rows import Row

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FIRST = 1  # the row after the header
HIDDEN = ("base", "key")
WIDTHS = {"quote": 60, "reason": 30, "place": 20, "origin": 24, "chain": 30, "title": 30, "url": 30}
LINE, MOST_LINES = 15, 8  # points, and lines that a row may take
HEAD, OPEN_HEAD = "#DDE6ED", "#F6E3B4"


def to_csv(rows: Sequence[Row], language: str) -> bytes:
    """CSV with a byte order mark, by which spreadsheet programs know UTF-8; cells that would be run or turned are made harmless."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name(language) for column in columns()])
    for row in rows:
        writer.writerow([_csv_cell(column, row.get(column.id), language) for column in columns()])
    return ("\ufeff" + stream.getvalue()).encode("utf-8", "backslashreplace")


def _csv_cell(column: Column, value: Any, language: str) -> Any:
    return value if column.kind == "day" else harmless_cell(column.word(value, language))


def to_xlsx(rows: Sequence[Row], language: str) -> bytes:
    """A workbook: text stays text, the words that may stand in a cell are offered, Arabic sheets run from right to left."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet, lists = book.add_worksheet(sheet_name(language)), book.add_worksheet(sheet_name(language, "lists"))
    turned = {"reading_order": 2} if language == "ar" else {}
    forms = {
        "number": book.add_format({"valign": "top", **turned}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", **turned}),
    }
    heads = [book.add_format({"bold": True, "bg_color": color, "text_wrap": True, **turned}) for color in (HEAD, OPEN_HEAD)]
    if turned:
        sheet.right_to_left()
        lists.right_to_left()
    last = max(len(rows), 1) + FIRST - 1
    for at, column in enumerate(columns()):
        form = forms["number" if column.kind == "number" else "text"]
        sheet.set_column(at, at, _width(column), form, {"hidden": True} if column.id in HIDDEN else {})
        sheet.write_string(0, at, column.name(language), heads[column.edit])
        _offer(sheet, lists, at, last, column, language)
        for line, row in enumerate(rows, FIRST):
            value = column.word(row.get(column.id), language)
            if isinstance(value, int | float):
                sheet.write_number(line, at, value, form)
            elif value is not None:
                sheet.write_string(line, at, cell_text(str(value)), form)
    lists.hide()
    sheet.freeze_panes(FIRST, 2)
    sheet.autofilter(0, 0, last, len(columns()) - 1)
    for line, row in enumerate(rows, FIRST):
        sheet.set_row(line, _height(row))
    book.close()
    return stream.getvalue()


def _offer(sheet: Worksheet, lists: Worksheet, at: int, last: int, column: Column, language: str) -> None:
    """Offers what may stand in a column; the words lie in a sheet of their own, for a cell's list takes few letters only."""
    if not column.edit or not column.values:
        return
    lists.write_string(0, at, column.name(language))
    for line, value in enumerate(column.values, FIRST):
        lists.write_string(line, at, str(column.word(value, language)))
    from xlsxwriter.utility import xl_range_abs

    source = f"='{sheet_name(language, 'lists')}'!{xl_range_abs(FIRST, at, len(column.values), at)}"
    sheet.data_validation(FIRST, at, last, at, {"validate": "list", "source": source, "error_type": "warning"})


def _height(row: Row) -> int:
    """How high a row must be for its quote and the words beside it to be seen, within reason."""
    lines = [len(str(row.get(column.id) or "")) * 1.1 / _width(column) for column in columns() if column.id not in HIDDEN]
    return LINE * max(1, min(MOST_LINES, ceil(max(lines))))


def _width(column: Column) -> int:
    return WIDTHS.get(column.id, 14)
