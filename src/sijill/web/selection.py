"""A selection made in a browser becomes a range of the text: confirmed against the words, or refused."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.errors import LedgerError
from sijill.record.text import Span, Text


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a selection: the code point at which its piece starts, and UTF-16 units from there."""

    piece: int
    units: int


def span_of(text: Text, start: Edge, end: Edge, quote: str) -> Span:
    """The span of a selection. Raises LedgerError where it is empty, out of the text, or its words are not the quote's."""
    a, b = _point(text.content, start), _point(text.content, end)
    if not 0 <= a < b <= len(text):
        raise LedgerError("nothing is selected")
    span = text.span(a, b)
    # what no piece shows (line ends, control characters) is in the text and not in the browser's words
    if _shown(text[span]) != _shown(quote):
        raise LedgerError("the selected words are not those of the text at that place; reload the page and select again")
    return span


def _point(content: str, edge: Edge) -> int:
    """The code point that so many UTF-16 units after a piece's start amount to."""
    if edge.piece < 0 or edge.units < 0 or edge.piece > len(content):
        raise LedgerError("the selection lies outside the text")
    left, at = edge.units, edge.piece
    while left > 0:
        if at >= len(content):
            raise LedgerError("the selection lies outside the text")
        left -= 2 if content[at] > "\uffff" else 1
        at += 1
    if left < 0:
        raise LedgerError("the selection splits a character")
    return at


def _shown(words: str) -> str:
    return "".join(char for char in words if char >= " " and char not in "\x7f\u2028\u2029" and not "\ud800" <= char <= "\udfff")
