"""A report's own words as a terminal may show them: cut to the sentence, harmless, with withheld names covered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sijill.record.claim import Reading
from sijill.record.runs import Runs, withheld
from sijill.record.text import Span

_STOP = re.compile(r"[\n\r\u2028\u2029]|[.!?\u061f\u2026](?=[\s\u00bb\u201d\")]|$)")
_REACH = 600
# neither letter nor figure, so that it turns with the words around it
COVER = "[\u2588\u2588\u2588]"
# control characters could command the terminal, directional overrides could reorder what stands after them
_HARMFUL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ") | dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF), "\u200b"
)


class Found(Protocol):
    """A range of words."""

    def span(self) -> tuple[int, int]:
        """Its start and its end, half-open."""


class Names(Protocol):
    """What finds in words what must be covered: a pattern, or whatever else knows how names are written."""

    def finditer(self, string: str) -> Iterator[Found]:
        """The ranges to cover."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to show; `marks` are the ranges in them that carry the figure."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def harmless(words: str) -> str:
    """The words with every character that could command a terminal replaced; the length stays."""
    return words.translate(_HARMFUL)


@dataclass(frozen=True, slots=True)
class Veil:
    """Covers what is withheld of a reading wherever its words are shown: its spans, and their words elsewhere (see `runs`)."""

    spans: tuple[Span, ...]
    names: Names | None

    @classmethod
    def over(cls, reading: Reading) -> Veil:
        """The veil over everything of a reading that is withheld: what is private, and the persons of its claims."""
        hidden = withheld(reading)
        return cls(tuple(one.span for one in hidden), Runs(reading.report.text, hidden) if hidden else None)

    @classmethod
    def lifted(cls) -> Veil:
        """A veil that covers nothing."""
        return cls((), None)

    def words(self, words: str) -> str:
        """The words, harmless, names covered."""
        return self._cover(harmless(words), ()).text

    def name(self, name: str) -> str:
        """The name, or nothing where it is covered."""
        covered = self.words(name)
        return "" if COVER in covered else covered

    def hidden(self, text: str) -> tuple[tuple[int, int], ...]:
        """The ranges of the reading's text that are covered, in order, none overlapping another."""
        ranges = [(span.start, span.end) for span in self.spans]
        ranges += [match.span() for match in self.names.finditer(text)] if self.names else []
        joined: list[tuple[int, int]] = []
        for start, end in sorted(ranges):
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return tuple(joined)

    def cover(self, words: str, marks: tuple[tuple[int, int], ...]) -> Quote:
        """The words, harmless, names covered, with marks moved along."""
        return self._cover(harmless(words), marks)

    def _cover(self, words: str, marks: tuple[tuple[int, int], ...]) -> Quote:
        covered: list[tuple[int, int]] = [match.span() for match in self.names.finditer(words)] if self.names else []
        return _replace(words, covered, COVER, marks)

    def quote(self, reading: Reading, span: Span, marks: Sequence[Span], limit: int) -> Quote:
        """The span's words, cut to about `limit` characters around the first mark; 0 leaves them whole."""
        content = reading.report.text.content
        start, end = _cut(content, span.start, span.end, marks[0] if marks else None, limit)
        inside = _within(marks, start, end)
        words = harmless(content[start:end])
        hidden = _within(self.spans, start, end)
        quote = _replace(words, hidden, COVER, inside)
        quote = self._cover(quote.text, quote.marks)
        before, after = "…" * (start > span.start), "…" * (end < span.end)
        shifted = tuple((a + len(before), b + len(before)) for a, b in quote.marks)
        return Quote(before + quote.text + after, shifted)


def sentence_around(reading: Reading, span: Span) -> Span:
    """The sentence in which a span stands, looked for a bounded way in each direction."""
    content = reading.report.text.content
    left = max(0, span.start - _REACH)
    start = max((match.end() for match in _STOP.finditer(content, left, span.start)), default=left)
    stop = _STOP.search(content, span.end, min(len(content), span.end + _REACH))
    end = stop.start() if stop else min(len(content), span.end + _REACH)
    while start < span.start and content[start].isspace():
        start += 1
    while end > span.end and content[end - 1].isspace():
        end -= 1
    return reading.report.text.span(start, end)


def _within(spans: Sequence[Span], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The parts of spans that lie in a range, counted from its start."""
    return tuple((max(span.start, start) - start, min(span.end, end) - start) for span in spans if span.start < end and start < span.end)


def _cut(content: str, start: int, end: int, mark: Span | None, limit: int) -> tuple[int, int]:
    """The range cut to the limit at spaces, around the mark."""
    if not limit or end - start <= limit:
        return start, end
    middle = (mark.start + mark.end) // 2 if mark else start
    left = max(start, min(middle - limit // 2, end - limit))
    right = min(end, left + limit)
    if left > start:
        left = min(content.find(" ", left, middle) + 1 or left, mark.start if mark else left)
    if right < end:
        right = max(content.rfind(" ", middle, right), mark.end if mark and mark.end <= right else left + 1)
    return left, right


def _replace(words: str, hidden: Sequence[tuple[int, int]], cover: str, marks: tuple[tuple[int, int], ...]) -> Quote:
    """The words with the hidden ranges covered, and the marks moved along."""
    pieces: list[str] = []
    at = shift = 0
    moved = list(marks)
    for start, end in sorted(hidden):
        if start < at:
            continue
        pieces += [words[at:start], cover]
        change = len(cover) - (end - start)
        moved = [(a + change if a >= end + shift else a, b + change if b >= end + shift else b) for a, b in moved]
        shift += change
        at = end
    return Quote("".join([*pieces, words[at:]]), tuple((a, b) for a, b in moved if a < b))
