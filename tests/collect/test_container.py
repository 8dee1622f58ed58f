"""What is taken out of a larger file names it, and its bytes are handed on before the first thing is told."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from sijill.collect.item import Gathered, Item, Limits, Refused
from sijill.collect.sources import open_kept, open_source
from sijill.ledger.canonical import digest

WORDS = "قتل 3 مدنيين في قصف على حلب."
TABLE = f"id,text\n1,{WORDS}\n2,\n3,وأصيب 4 في تعز.\n".encode()
LETTER = b"From: a@example.org\nDate: Thu, 14 Mar 2019 10:00:00 +0000\nSubject: s\nMIME-Version: 1.0\n"


class Keeper:
    """Keeps what it is handed, in order."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    def __call__(self, stream: BinaryIO) -> str:
        self.kept.append(stream.read())
        return digest(self.kept[-1])


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in members.items():
            packed.writestr(name.replace("_", "."), content)
    return made.getvalue()


def letter(attached: str) -> bytes:
    plain = "Content-Type: text/plain; charset=utf-8\n"
    part = f'--x\n{plain}Content-Disposition: attachment; filename="a.txt"\n\n{attached}\n--x--\n'
    return LETTER + f"Content-Type: multipart/mixed; boundary=x\n\n--x\n{plain}\n{WORDS}\n{part}".encode()


def places(path: Path, content: bytes) -> tuple[list[tuple[str, str | None, str | None]], Keeper]:
    """What lies in a file: kind of item, its place in the container, the kind of the container."""
    path.write_bytes(content)
    keeper = Keeper()
    return [told(item) for item in open_source(path, keep=keeper)], keeper


def told(item: Item) -> tuple[str, str | None, str | None]:
    held = item.container
    return type(item).__name__.lower(), held.place(item.source) if held else None, held.kind if held else None


CASES: list[tuple[str, bytes, list[tuple[str, str | None, str | None]]]] = [
    ("a.csv", TABLE, [("gathered", "row 2", "csv"), ("refused", "row 3", "csv"), ("gathered", "row 4", "csv")]),
    ("a.jsonl", json.dumps({"text": WORDS}).encode() + b"\n[]\n", [("gathered", "line 1", "jsonl"), ("refused", "line 2", "jsonl")]),
    ("a.zip", zipped(a_txt=WORDS.encode(), b_zip=zipped(c_csv=TABLE)),
     [("gathered", "a.txt", "zip"), ("gathered", "b.zip » c.csv » row 2", "zip"), ("refused", "b.zip » c.csv » row 3", "zip"),
      ("gathered", "b.zip » c.csv » row 4", "zip")]),
    ("a.txt.gz", gzip.compress(WORDS.encode()), [("gathered", None, "gzip")]),
    ("a.eml", letter(WORDS), [("gathered", None, None), ("gathered", "a.txt", "letter")]),
    ("a.txt", WORDS.encode(), [("gathered", None, None)]),
    ("a.json", json.dumps({"text": WORDS}).encode(), [("gathered", None, None)]),
    ("a.zip", b"PK\x03\x04 broken", [("refused", None, "zip")]),
    ("a.csv", b"one,two\n1,2\n", [("refused", None, "csv")]),
    ("a.png", b"\x89PNG\r\n", [("refused", None, None)]),
    ("a.zip", zipped(), []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "expected"), CASES)
def test_a_thing_names_its_container_and_its_place_in_it(
    name: str, content: bytes, expected: list[tuple[str, str | None, str | None]], tmp_path: Path
) -> None:
    items, keeper = places(tmp_path / name, content)
    assert items == expected
    assert keeper.kept == ([content] if any(kind for _, _, kind in expected) else [])


def test_the_container_tells_where_it_lay_and_how_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TABLE.replace(b"text", b"words"))
    (first, *_) = open_source(path, {"text": "words"}, keep=Keeper())
    assert first.container is not None
    assert (first.container.source, first.container.size, first.container.digest) == (str(path), 91, digest(path.read_bytes()))
    assert (first.container.media_type, first.container.mapping) == ("text/csv", (("text", "words"),))


def test_standard_input_is_a_container_like_a_file(tmp_path: Path) -> None:
    keeper = Keeper()
    items = list(open_source(io.BytesIO(zipped(a_txt=WORDS.encode())), keep=keeper))
    assert [told(item) for item in items] == [("gathered", "a.txt", "zip")]
    assert items[0].source == "standard input » a.txt"
    assert keeper.kept == [zipped(a_txt=WORDS.encode())]


def test_what_was_kept_is_opened_again_under_the_name_that_it_had(tmp_path: Path) -> None:
    (tmp_path / "0123").write_bytes(TABLE)
    items = list(open_kept(tmp_path / "0123", "/far/away.csv", {}, Keeper()))
    assert [item.source for item in items] == ["/far/away.csv » row 2", "/far/away.csv » row 3", "/far/away.csv » row 4"]


def test_a_container_too_large_to_be_kept_is_refused_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TABLE)
    keeper = Keeper()
    (item,) = open_source(tmp_path / "a.csv", limits=Limits(container=50), keep=keeper)
    assert isinstance(item, Refused)
    assert (item.stage, item.reason) == ("limit", "90 bytes; a file out of which reports are taken is kept up to 50")
    assert keeper.kept == []


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TABLE)

    def told_so_far() -> Iterator[Item]:
        for number, item in enumerate(open_source(path, keep=Keeper())):
            if not number:
                with path.open("ab") as file:
                    file.write(f"4,{WORDS}\n".encode())
            yield item

    *_, last = told_so_far()
    assert isinstance(last, Refused)
    assert last.reason == "it was changed while it was read"


def test_nobody_who_keeps_no_containers_is_told_of_any(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TABLE)
    assert all(item.container is None for item in open_source(tmp_path / "a.csv") if isinstance(item, Gathered))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1256"])
def test_a_row_is_kept_as_it_stands_in_the_table(codec: str, tmp_path: Path) -> None:
    content = ("\ufeff" if codec == "utf-16-be" else "").encode(codec) + TABLE.decode().encode(codec)
    (tmp_path / "a.csv").write_bytes(content)
    rows = [item.data for item in open_source(tmp_path / "a.csv")]
    assert [row for row in rows if row and content.count(row) == 1] == rows
    assert b"".join(row for row in rows if row) == content[content.index(rows[0] or b"") :]
