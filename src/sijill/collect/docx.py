"""A DOCX document: its paragraphs in order, table cells between tabs, what was struck out by an editor left out.

Fields, pictures and macros are not run or followed. Dates in a document's properties tell when the file was made, not when
the report was published, and are not taken.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from sijill.collect.identify import identify
from sijill.collect.item import Blob, Gathered, Item, Refusal, Run
from sijill.collect.plain import checked
from sijill.collect.sheet import check_package
from sijill.collect.when import moment
from sijill.collect.xml import Handlers, Names, local, walk

EXTRACTOR = "docx 0.1.0"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
# words within these are no words of the text: struck out, codes of fields, the copy for older programs, the separators of notes
LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback"})
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read_docx(blob: Blob, run: Run) -> Iterator[Item]:
    """The document as one report; raises a Refusal."""
    data = blob.whole(run.limits.document)
    check_package(blob, run)
    blob.handle.seek(0)
    with zipfile.ZipFile(blob.handle) as packed:
        names = set(packed.namelist())
        parts = [_part(packed, name, blob.source, run) for name in PARTS if name in names]
        title = _title(packed, blob.source, run) if "docProps/core.xml" in names else None
    text = checked("\n".join(part for part in parts if part.strip()), blob.source, run, data)
    day, instant = moment(blob.published_at)
    yield Gathered(
        data=data, media_type=MEDIA_TYPE, source=blob.source, text=text, extractor=EXTRACTOR, language=identify(text), title=title,
        url=blob.url, published=day, published_at=instant, published_from=blob.published_from if day else None,
    )  # fmt: skip


class _Words:
    """Gathers the words of a part."""

    def __init__(self, limit: int, source: str) -> None:
        self.pieces: list[str] = []
        self.size, self.limit, self.source = 0, limit, source
        self.left_out = 0
        self.in_text = False

    def start(self, name: str, attributes: Names) -> None:
        tag = local(name)
        if tag in LEFT_OUT:
            self.left_out += 1
        elif tag == "t":
            self.in_text = True
        elif tag in SIGNS and not self.left_out and not name.endswith("tabs"):
            self.add(SIGNS[tag])

    def end(self, name: str) -> None:
        tag = local(name)
        if tag in LEFT_OUT:
            self.left_out -= 1
        elif tag == "t":
            self.in_text = False
        elif tag == "p":
            self.add("\n")
        elif tag == "tc" and self.pieces and self.pieces[-1] == "\n":
            self.pieces[-1] = "\t"
        elif tag == "tr":
            self.add("\n")

    def words(self, words: str) -> None:
        if self.in_text and not self.left_out:
            self.add(words)

    def add(self, words: str) -> None:
        self.pieces.append(words)
        self.size += len(words)
        if self.size > self.limit:
            raise Refusal(self.source, "limit", f"more than {self.limit:,} characters; at most so many are one report")


def _part(packed: zipfile.ZipFile, name: str, source: str, run: Run) -> str:
    gathered = _Words(run.limits.text, source)
    with packed.open(name) as stream:
        handlers = Handlers(start=gathered.start, end=gathered.end, words=gathered.words)
        walk(cast(BinaryIO, stream), handlers, source, run.limits.nesting)
    lines = (line.rstrip() for line in "".join(gathered.pieces).split("\n"))
    return "\n".join(lines).strip("\n")


def _title(packed: zipfile.ZipFile, source: str, run: Run) -> str | None:
    pieces: list[str] = []
    inside = [False]

    def start(name: str, attributes: Names) -> None:
        inside[0] = name == "http://purl.org/dc/elements/1.1/ title"

    def end(name: str) -> None:
        inside[0] = False

    def words(told: str) -> None:
        if inside[0]:
            pieces.append(told)

    with packed.open("docProps/core.xml") as stream:
        walk(cast(BinaryIO, stream), Handlers(start=start, end=end, words=words), source, run.limits.nesting)
    return " ".join("".join(pieces).split()) or None
