"""The letters of a PDF page with their places, and the guard against streams that unpack to too much."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sijill.collect.item import MEGABYTE, Refusal

STREAM = re.compile(rb"stream\r?\n")
MOST_UNPACKED = 64 * MEGABYTE
MOST_IN_ALL = 512 * MEGABYTE
MOST_FILTERS = 4
OLD_FILTER, MOST_OLD = re.compile(rb"/(?:LZWDecode|RunLengthDecode|LZW|RL)\b"), 100_000
# a string of more than two hundred thousand signs draws more letters than a page has, and takes a hundred times its size in memory
LONG_STRING = re.compile(rb"<[0-9A-Fa-f\s]{200000}|\([^()\x00]{200000}")
MOST_TOLD = 2000  # bytes before a stream in which its filters are told
UNMAPPED = "\ufffd"
TWICE = 0.12  # of the size: the same letter drawn again this near is one letter made bold


@dataclass(slots=True, kw_only=True)
class Glyph:
    """A letter, or the letters that one sign stands for, at its place: left and right end, base line, size, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    upright: bool

    @property
    def middle(self) -> float:
        """The middle between its ends."""
        return (self.left + self.right) / 2

    @property
    def is_mark(self) -> bool:
        """Whether it is a mark that stands over or under a letter."""
        return all(unicodedata.category(char) in ("Mn", "Me") for char in self.text)


def guard(data: bytes, source: str) -> None:
    """Raises a Refusal where a stream of the file unpacks to too much, filters upon filters included, or is damaged."""
    if LONG_STRING.search(data):
        raise Refusal(source, "limit", "a string in it has no end")
    total = 0
    locked = b"/Encrypt" in data
    for found in STREAM.finditer(data):
        packed = memoryview(data)[found.end() :]
        told = data[max(0, found.start() - MOST_TOLD) : found.start()].rpartition(b" obj")[2]
        if OLD_FILTER.search(told) and b"/Image" not in told and data.find(b"endstream", found.end(), found.end() + MOST_OLD) < 0:
            raise Refusal(source, "limit", f"a part of more than {MOST_OLD:,} bytes is packed in an old way (LZW or run lengths)")
        for _ in range(MOST_FILTERS):
            unpacked, whole = _unpacked(packed)
            total += len(unpacked)
            if len(unpacked) >= MOST_UNPACKED or total > MOST_IN_ALL:
                raise Refusal(source, "limit", "a part of it unpacks to more than is taken in, as a bomb does")
            if not whole and not locked and packed.obj is data and b"FlateDecode" in told and b"/Image" not in told:
                raise Refusal(source, "open", "a part of it is damaged, so that words may be missing", data)
            if not unpacked:
                break
            if b"/Image" not in told and LONG_STRING.search(unpacked):
                raise Refusal(source, "limit", "a string in it has no end")
            packed = memoryview(unpacked)


def _unpacked(packed: memoryview) -> tuple[bytes, bool]:
    """What a stream unpacks to, up to the limit, and whether it came to its end; what is not packed gives nothing."""
    if len(packed) < 2 or packed[0] & 0x0F != 8 or (packed[0] * 256 + packed[1]) % 31:
        return b"", True
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)  # without the sum at the end, which some programs leave out
    try:
        unpacked = inflating.decompress(packed[2:], MOST_UNPACKED)
    except zlib.error:
        return b"", False
    return unpacked, inflating.eof


def glyphs(objects: Iterable[object]) -> Iterator[Glyph]:
    """The letters among the objects of a page, those within figures too, in the order in which they are drawn."""
    from pdfminer.layout import LTChar, LTFigure

    for thing in objects:
        if isinstance(thing, LTChar):
            a, b, c, d, _, base = thing.matrix
            yield Glyph(
                text=_plain(thing.get_text()), left=min(thing.x0, thing.x1), right=max(thing.x0, thing.x1), base=base,
                size=abs(thing.size) or 1.0, upright=a > 0 and d > 0 and abs(b) < 0.02 * a and abs(c) < 0.4 * d,
            )  # fmt: skip
        elif isinstance(thing, LTFigure):
            yield from glyphs(thing)


def _plain(text: str) -> str:
    """The letters of a sign; a form of a letter that fonts have (at the end of a word, joined) is taken for the letter."""
    if text.startswith("(cid:") and text.endswith(")"):
        return UNMAPPED
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc":
        return unicodedata.normalize("NFKC", char)
    if char in "\xa0\t\n\r":
        return " "
    return UNMAPPED if unicodedata.category(char) in ("Co", "Cn", "Cc") else char


def once(found: list[Glyph]) -> list[Glyph]:
    """The letters without those that are drawn twice in one place."""
    seen: dict[tuple[str, int, int], Glyph] = {}
    kept: list[Glyph] = []
    for glyph in found:
        step = max(glyph.size * TWICE, 0.1)
        cell = (glyph.text, round(glyph.left / step), round(glyph.base / step))
        near = [(cell[0], cell[1] + across, cell[2] + down) for across in (-1, 0, 1) for down in (-1, 0, 1)]
        if not any(place in seen for place in near):
            seen[cell] = glyph
            kept.append(glyph)
    return kept
