"""A few words of a report's text in pieces: plain, marked, or covered. A template escapes each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.record.veil import harmless

Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet: `kind` is empty, mark or cover."""

    words: str
    kind: str = ""


def pieces(text: str, start: int, end: int, marks: Ranges, hidden: Ranges) -> Iterator[Piece]:
    """The words of that range, with dots where the text goes on; marks that are covered are covered."""
    shown = harmless(text)
    cuts = [(a, b, "cover") for a, b in hidden]
    cuts += [(a, b, "mark") for a, b in marks if not any(a < high and low < b for low, high in hidden)]
    if text[:start].strip():
        yield Piece("… ")
    at = start
    for a, b, kind in sorted(cut for cut in cuts if cut[0] < end and start < cut[1]):
        if at < a:
            yield Piece(shown[at:a])
        yield Piece("" if kind == "cover" else shown[max(a, at) : min(b, end)], kind)
        at = max(at, min(b, end))
    if at < end:
        yield Piece(shown[at:end])
    if text[end:].strip():
        yield Piece(" …")
