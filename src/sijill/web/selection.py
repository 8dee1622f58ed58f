"""A selection made in a browser becomes a range of the text: confirmed against the words, or refused."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sijill.errors import LedgerError
from sijill.record.text import Span, Text
from sijill.web.marked import is_shown

RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")
DIRECTIONS = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
LARGEST = 200_000  # characters of a selection as a form tells it


def told(words: str) -> str:
    """The words as they are, for the catalogue: they are translated where they are shown."""
    return words


NOTHING = told("nothing is selected")
OUTSIDE = told("the selection lies outside the text")
SPLIT = told("the selection splits a character")
OTHER = told("the selected words are not those of the text at that place; reload the page and select again")
COVERED = told("the selection reaches over withheld words; select words beside them")
UNREADABLE = told("the selection cannot be read; select again")


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a selection: the code point at which its piece starts, and UTF-16 units from there."""

    piece: int
    units: int


def span_told(text: Text, words: str, covered: Sequence[tuple[int, int]] = ()) -> Span | None:
    """The span that a form's field tells: a selection as the page's script has it, or a range (12-15); None where it is empty.

    Raises LedgerError where it is none of this text, or reaches over what is covered.
    """
    if not words.strip():
        return None
    if match := RANGE.fullmatch(words.strip()):
        return _checked(text, int(match[1]), int(match[2]), covered)
    try:
        made: Any = json.loads(words[:LARGEST])
        start, end = (Edge(int(made[side]["piece"]), int(made[side]["units"])) for side in ("start", "end"))
        quote = str(made["quote"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise LedgerError(UNREADABLE) from error
    return span_of(text, start, end, quote, covered)


def span_of(text: Text, start: Edge, end: Edge, quote: str, covered: Sequence[tuple[int, int]] = ()) -> Span:
    """The span of a selection, without white space and marks of direction around its words.

    Raises LedgerError where it is empty, out of the text, over what is covered, or its words are not the quote's.
    """
    a, b = _point(text.content, start), _point(text.content, end)
    span = _checked(text, a, b, covered)
    if _shown(text[span]) != _shown(quote):
        raise LedgerError(OTHER)
    words = [_is_bare(char) for char in text[span]]
    if all(words):
        raise LedgerError(NOTHING)
    return text.span(a + words.index(False), b - words[::-1].index(False))


def _checked(text: Text, start: int, end: int, covered: Sequence[tuple[int, int]]) -> Span:
    if not 0 <= start < end <= len(text):
        raise LedgerError(NOTHING)
    if any(low < end and start < high for low, high in covered):
        raise LedgerError(COVERED)
    return text.span(start, end)


def _point(content: str, edge: Edge) -> int:
    """The code point that so many UTF-16 units after a piece's start amount to."""
    if edge.piece < 0 or edge.units < 0 or edge.piece > len(content):
        raise LedgerError(OUTSIDE)
    left, at = edge.units, edge.piece
    while left > 0:
        if at >= len(content):
            raise LedgerError(OUTSIDE)
        left -= 2 if content[at] > "\uffff" else 1
        at += 1
    if left < 0:
        raise LedgerError(SPLIT)
    return at


def _is_bare(char: str) -> bool:
    """Whether nothing is seen of a character at the edge of words: white space, or a mark of direction."""
    return char.isspace() or unicodedata.category(char) == "Cc" or char in DIRECTIONS


def _shown(words: str) -> str:
    """The words without white space and what no piece shows: these are in the text and may not be in the browser's words."""
    return "".join(char for char in words if not char.isspace() and is_shown(char))
