"""A text and the spans into it.

A span can be had only from the text that it points into, so a claim without words to stand on cannot be built.
Offsets count Unicode code points of the text as received, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from sijill.errors import SpanError

_MAKER = object()


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range of code points of one text; made by `Text.span` alone."""

    start: int
    end: int

    def __init__(self, start: int, end: int, maker: object = None) -> None:
        if maker is not _MAKER:
            raise SpanError(f"a span is made by its text: Text.span({start}, {end})")
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Self) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Self) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a report exactly as received; never rewritten."""

    content: str

    def __len__(self) -> int:
        return len(self.content)

    def __getitem__(self, span: Span) -> str:
        return self.content[span.start : span.end]

    def span(self, start: int, end: int) -> Span:
        """The span from start up to end, in code points.

        Raises SpanError where it is empty or leaves the text.
        """
        if not 0 <= start < end <= len(self.content):
            raise SpanError(f"[{start}, {end}) is no span of a text of {len(self.content)} code points")
        return Span(start, end, _MAKER)
