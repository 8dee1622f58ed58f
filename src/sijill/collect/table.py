"""A table of reports in CSV or with tabs: a row is a report, its bytes are kept as received."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import TextIO

from sijill.collect.columns import columns, report
from sijill.collect.decode import decode, known_charset
from sijill.collect.item import Blob, Item, Refusal, Run, inside

EXTRACTOR = "table 0.1.0"
SAMPLE = 1_000_000
SEPARATORS = ",;\t|"


def read_csv(blob: Blob, run: Run) -> Iterator[Item]:
    """The rows, each a report; a row that cannot be one is refused by itself. Raises a Refusal where the table cannot be read."""
    codec, mark = _codec(blob), blob.head(2)
    stream = io.TextIOWrapper(blob.handle, encoding=codec, newline="", errors="strict")
    try:
        yield from _rows(stream, _without_mark(codec, mark), blob, run)
    except UnicodeDecodeError as error:
        raise Refusal(blob.source, "decode", f"it is not {codec} from beginning to end ({error.reason})") from error
    finally:
        stream.detach()


def _codec(blob: Blob) -> str:
    """The charset of the table, established on its beginning."""
    head = blob.head(SAMPLE)
    if len(head) == SAMPLE:  # not to end within a letter
        head = head[: max(head.rfind(b"\n") + 1, 0)] or head
    for codec in ("utf-8-sig", "utf-16"):
        marked = codec == "utf-8-sig" or head[:2] in (b"\xff\xfe", b"\xfe\xff")
        try:
            if marked and head.decode(codec):
                decode(head, blob.source, blob.charset)
                return codec
        except UnicodeDecodeError:
            continue
    text = decode(head, blob.source, blob.charset)
    others: tuple[str | None, ...] = (known_charset(blob.charset), "utf-16-le", "utf-16-be", "cp1256", "iso8859-6", "cp720", "mac_arabic")
    for other in others:
        if other and head.decode(other, "replace") == text:
            return other
    return "utf-8"


def _without_mark(codec: str, mark: bytes) -> str:
    """The codec that gives back a row's bytes as they stand in the table, where a byte order mark stands at its beginning alone."""
    if codec == "utf-16":
        return "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    return "utf-8" if codec == "utf-8-sig" else codec


class _Records:
    """The lines of a table handed to the csv reader one by one, those of the record at hand kept as they were received."""

    def __init__(self, stream: TextIO, limit: int, source: str) -> None:
        self.stream, self.limit, self.source = stream, limit, source
        self.held: list[str] = []
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.stream.readline(self.limit + 1):
            self.size += len(line)
            if self.size > self.limit:
                raise Refusal(self.source, "limit", f"one row has more than {self.limit:,} characters; a quotation mark may be missing")
            self.held.append(line)
            yield line

    def taken(self) -> str:
        """The characters of the record that was read last."""
        whole = "".join(self.held)
        self.held.clear()
        self.size = 0
        return whole


def _rows(stream: TextIO, codec: str, blob: Blob, run: Run) -> Iterator[Item]:
    records = _Records(stream, run.limits.text, blob.source)
    csv.field_size_limit(run.limits.text)
    first = stream.readline(run.limits.text)
    stream.seek(0)
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(records, delimiter=separator, strict=False)
    try:
        head = [name.strip().lstrip("\ufeff") for name in next(reader, [])]
    except csv.Error as error:
        raise Refusal(blob.source, "open", f"this is no table ({error})") from error
    records.taken()
    if len(head) > run.limits.columns:
        raise Refusal(blob.source, "limit", f"{len(head):,} columns; at most {run.limits.columns:,} are taken")
    found = columns([name for name in head if name], run.mapping, blob.source)
    for number in range(2, run.limits.rows + 2):
        source = inside(blob.source, f"row {number}")
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Refusal(source, "open", f"this is no row ({error})", records.taken().encode(codec, "replace")).item()
            continue
        raw = records.taken()
        if cells is None:
            return
        if not any(cell.strip() for cell in cells) or _is_tags(cells):
            continue
        yield _row(head, cells, found, raw.encode(codec, "surrogatepass"), source, run)
    yield Refusal(blob.source, "limit", f"more than {run.limits.rows:,} rows; the rest is not taken").item()


def _row(head: list[str], cells: list[str], found: dict[str, str], raw: bytes, source: str, run: Run) -> Item:
    if len(cells) > len(head):
        reason = f"{len(cells)} cells under {len(head)} columns; a quotation mark may be missing"
        return Refusal(source, "open", reason, raw).item()
    try:
        return report(dict(zip(head, cells, strict=False)), found, raw, "text/csv", source, EXTRACTOR, run)
    except Refusal as refusal:
        return refusal.item()


def _is_tags(cells: list[str]) -> bool:
    """Whether this is the row of HXL tags under the names of the columns."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 1 and all(cell.startswith("#") and " " not in cell for cell in filled)
