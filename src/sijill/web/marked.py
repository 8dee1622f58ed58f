"""A report's text in pieces that a browser shows and that lead back to code points.

Browsers count UTF-16 units and rewrite some characters (line ends, U+0000). So the text is cut wherever a mark begins or
ends and around every such character; each piece carries the code point at which it starts, and what a browser would
rewrite is in no piece at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import combining

# what HTML's parser changes or drops, and what could not be encoded
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE = re.compile("\r\n|[\n\r\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that carry something: `kind` is figure, cue, voice, place, time, person, private; `claim` is the id of whose claim.

    A mark of no kind shows nothing: a piece begins and ends there.
    """

    start: int
    end: int
    kind: str
    claim: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters with the marks over it. `at` is the code point at which it starts; a covered piece shows a cover."""

    at: int
    words: str
    marks: tuple[Mark, ...] = ()
    covered: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its marks, each once."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks if mark.kind))

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of its marks, each once."""
        return tuple(dict.fromkeys(mark.claim for mark in self.marks if mark.claim))


def is_shown(char: str) -> bool:
    """Whether a character is in a piece: a browser neither rewrites nor drops it."""
    return not _UNSAFE.match(char) and char not in "\n\u2028\u2029"


def paragraphs(content: str, marks: Sequence[Mark], covered: Sequence[tuple[int, int]] = ()) -> Iterator[list[Piece]]:
    """The pieces of each line of a text that holds anything, in order; the line ends themselves are in no piece.

    `covered` are the ranges that must not be seen: each becomes one piece without its words.
    """
    start, waiting = 0, sorted(marks, key=lambda mark: mark.start)[::-1]
    here: list[Mark] = []
    for match in [*_LINE.finditer(content), None]:
        end = match.start() if match else len(content)
        here = [mark for mark in here if start < mark.end]
        while waiting and waiting[-1].start < end:
            here.append(waiting.pop())
        if content[start:end].strip():
            yield list(_pieces(content, start, end, here, covered))
        start = match.end() if match else end


def _pieces(content: str, start: int, end: int, near: Sequence[Mark], covered: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    here = [mark for mark in near if mark.start < end and start < mark.end]
    hidden = [(max(a, start), min(b, end)) for a, b in covered if a < end and start < b]
    borders = {start, end}
    here = [replace(mark, end=_with_its_vowels(content, mark.end, end)) for mark in here]
    for a, b in (*((mark.start, mark.end) for mark in here), *hidden):
        borders.update((max(a, start), min(b, end)))
    for match in _UNSAFE.finditer(content, start, end):
        borders.update(match.span())
    for a, b in pairwise(sorted(borders)):
        over = tuple(mark for mark in here if mark.start <= a and b <= mark.end)
        if any(low <= a and b <= high for low, high in hidden):
            if any(low == a for low, _ in hidden):
                yield Piece(a, "", over, covered=True)
        elif not _UNSAFE.match(content, a):
            yield Piece(a, content[a:b], over)


def _with_its_vowels(content: str, at: int, end: int) -> int:
    """Where a mark ends that would part a letter from the vowels above and below it: after them."""
    while at < end and combining(content[at]):
        at += 1
    return at
