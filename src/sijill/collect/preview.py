"""What the head of a table tells before it is taken in: its columns, its first rows, and which column seems to hold which field."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath

from sijill.collect.columns import columns, flat
from sijill.collect.decode import decode
from sijill.collect.item import LIMITS, Blob, Purse, Refusal, Run
from sijill.collect.kinds import kind_of
from sijill.collect.sheet import check_package, words_of
from sijill.collect.table import SEPARATORS

ROWS = 3
CELL = 120  # characters of a cell that are shown
SAMPLE = 200_000
KINDS = ("csv", "sheet", "jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The head of a table: `guessed` is the column of each field that has one, empty where none is known for the text."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guessed: Mapping[str, str]


def preview(path: Path, name: str) -> Table | None:
    """The head of the table that a file is; None where it is none, or none that can be read so far."""
    with path.open("rb") as handle:
        size = handle.seek(0, 2)
        handle.seek(0)
        blob = Blob(handle=handle, size=size, name=PurePath(name).name, source=name)
        try:
            kind = kind_of(blob) if size else ""
            if kind not in KINDS:
                return None
            rows = list(islice(_rows(blob, kind), ROWS + 1))
        except (Refusal, ValueError, OSError, KeyError, csv.Error):
            return None  # told in full when it is taken in
    if not rows:
        return None
    head = [word for word in rows[0] if word][: LIMITS.columns]
    return Table(
        names=tuple(head), rows=tuple(tuple(cell[:CELL] for cell in row[: len(rows[0])]) for row in rows[1:]), guessed=_guess(head)
    )


def _guess(head: Sequence[str]) -> dict[str, str]:
    try:
        return columns(head, {}, "")
    except Refusal:
        return {}


def _rows(blob: Blob, kind: str) -> Iterator[list[str]]:
    if kind == "sheet":
        return _of_sheet(blob)
    text = decode(_whole_lines(blob.head(SAMPLE)), blob.source, None).lstrip("\ufeff")
    return _of_lines(text) if kind == "jsonl" else _of_csv(text)


def _whole_lines(head: bytes) -> bytes:
    """The sample without a line that it cuts."""
    return head if len(head) < SAMPLE else head[: head.rfind(b"\n") + 1] or head


def _of_csv(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    for cells in csv.reader(io.StringIO(text), delimiter=separator):
        if any(cell.strip() for cell in cells):
            yield [cell.strip() for cell in cells]


def _of_lines(text: str) -> Iterator[list[str]]:
    records = [dict(flat(json.loads(line))) for line in islice(filter(str.strip, text.splitlines()), ROWS)]
    names = list(dict.fromkeys(name for record in records for name in record))
    yield names
    for record in records:
        yield [record.get(name, "") for name in names]


def _of_sheet(blob: Blob) -> Iterator[list[str]]:
    import warnings

    from openpyxl import load_workbook

    if blob.size > LIMITS.document:
        return
    check_package(blob, Run(purse=Purse(left=LIMITS.unpacked), open=lambda _: iter(())))
    blob.handle.seek(0)
    with warnings.catch_warnings(action="ignore"):
        book = load_workbook(blob.handle, read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets[:1]:
            sheet.reset_dimensions()
            for cells in sheet.iter_rows(values_only=True):
                words = [words_of(cell) for cell in cells[: LIMITS.columns]]
                if any(words):
                    yield words
    finally:
        book.close()
