"""A workbook of reports (XLSX): the first sheet with a column for the text; formulas are not run, their last value counts."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from sijill.collect.columns import columns, report, row_bytes
from sijill.collect.item import Blob, Item, Refusal, Run, inside

EXTRACTOR = "workbook 0.1.0"
MEDIA_TYPE = "application/json"


def read_sheet(blob: Blob, run: Run) -> Iterator[Item]:
    """The rows of every sheet that has a text column, each a report; other sheets are refused by name."""
    from defusedxml import DefusedXmlException
    from openpyxl import load_workbook

    if blob.size > run.limits.document:
        raise Refusal(blob.source, "limit", f"{blob.size:,} bytes; at most {run.limits.document:,} of a workbook are read")
    check_package(blob, run)
    blob.handle.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(blob.handle, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # a workbook may say that it is endless
                yield from _sheet(inside(blob.source, sheet.title), sheet.iter_rows(values_only=True), run)
        finally:
            book.close()
    except DefusedXmlException as error:
        raise Refusal(blob.source, "open", f"it declares entities, which are refused ({error})") from error


def check_package(blob: Blob, run: Run) -> None:
    """Refuses an Office file whose parts unpack to too much, before any of them is unpacked. Raises a Refusal."""
    blob.handle.seek(0)
    with zipfile.ZipFile(blob.handle) as packed:
        parts = packed.infolist()
    if len(parts) > run.limits.members:
        raise Refusal(blob.source, "limit", f"{len(parts):,} parts")
    size = 0
    for part in parts:
        size += part.file_size
        if part.file_size > run.limits.report and part.file_size > run.limits.ratio * max(part.compress_size, 1):
            raise Refusal(blob.source, "limit", f"its part {part.filename} unpacks to {part.file_size:,} bytes, as a bomb does")
    if size > run.limits.document * 4:
        raise Refusal(blob.source, "limit", f"it unpacks to {size:,} bytes")
    run.purse.take(size, blob.source)


def _sheet(source: str, rows: Iterable[tuple[object, ...]], run: Run) -> Iterator[Item]:
    head: list[str] | None = None
    found: dict[str, str] = {}
    for number, cells in enumerate(rows, 1):
        words = [words_of(cell) for cell in cells[: run.limits.columns]]
        if not any(words):
            continue
        if head is None:
            head = words
            try:
                found = columns([name for name in head if name], run.mapping, source)
            except Refusal as refusal:
                yield refusal.item()
                return
            continue
        if number > run.limits.rows:
            yield Refusal(source, "limit", f"more than {run.limits.rows:,} rows; the rest is not taken").item()
            return
        row = {name: word for name, word in zip(head, words, strict=False) if name}
        at = inside(source, f"row {number}")
        try:
            yield report(row, found, row_bytes(row), MEDIA_TYPE, at, EXTRACTOR, run)
        except Refusal as refusal:
            yield refusal.item()


def words_of(cell: object) -> str:
    """A cell's value in words: days in ISO 8601, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
