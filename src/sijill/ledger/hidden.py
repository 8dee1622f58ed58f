"""Covered words found outside the text: in a file's name, an address, a reference, where words are joined and divided otherwise.

What finds them in a text is the record's (see `sijill.record.runs`); here they are found with figures written on to
them, all joined in one, as the percent signs of an address, and numbers however they are divided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from sijill.record.runs import Range, folded, words_of
from sijill.record.veil import Found, Names

GLUED = re.compile(r"(?<=[^\W\d_])\d+|\d+(?=[^\W\d_])")
NUMBER = re.compile(r"[+\d](?:[ \-.()/\u00a0_]{0,2}\d){5,}")
ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9._~+-])*")
BEFORE = 2  # letters that may be written together with a name, before it
LAST_DIGITS = 8  # of a number, which may be told with or without what leads to its network
LEAST_DIGITS = 5


def key_of(phrase: str) -> tuple[str, ...]:
    """What phrases that are told alike have in common: their words, folded."""
    return tuple(word.folded for word in words_of(phrase))


class Phrases:
    """Finds whole phrases, the words of each in one or apart, and up to two letters before the first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._runs: dict[str, set[tuple[str, ...]]] = {}
        for key in {key_of(phrase) for phrase in phrases} - {()}:
            for run in {key, ("".join(key),)}:
                self._runs.setdefault(run[0], set()).add(run)

    def __bool__(self) -> bool:
        return bool(self._runs)

    def finditer(self, string: str) -> Iterator[Range]:
        """Where they stand."""
        words = words_of(string)
        for at, word in enumerate(words):
            for before in range(BEFORE + 1):
                for run in self._runs.get(word.folded[before:], ()):
                    if all(at + step < len(words) and words[at + step].folded == run[step] for step in range(1, len(run))):
                        yield Range(word.start, words[at + len(run) - 1].end)


class Numbers:
    """Finds numbers by their last digits, however they are divided and whatever stands before them."""

    def __init__(self, numbers: Iterable[str]) -> None:
        all_digits = {"".join(char for char in folded(number) if char.isdigit()) for number in numbers}
        self._ends = {digits[-LAST_DIGITS:] for digits in all_digits if len(digits) >= LEAST_DIGITS}

    def __bool__(self) -> bool:
        return bool(self._ends)

    def finditer(self, string: str) -> Iterator[Range]:
        """Where they stand."""
        for match in NUMBER.finditer(string):
            digits = "".join(char for char in folded(match[0]) if char.isdigit())
            if any(end in digits for end in self._ends):
                yield Range(*match.span())


class Everywhere:
    """Finds what several finders find, with figures written on to words and in the percent signs of an address too."""

    def __init__(self, finders: Sequence[Names]) -> None:
        self._finders = finders

    def finditer(self, string: str) -> Iterator[Range]:
        """The ranges to cover, in order and apart from each other."""
        yield from joined(self._found(string))

    def _found(self, string: str) -> Iterator[Range]:
        for finder in self._finders:
            for found in (*finder.finditer(string), *_in_glued(finder, string), *_in_escapes(finder, string)):
                yield Range(*found.span())


def _in_glued(finder: Names, string: str) -> Iterator[Found]:
    if GLUED.search(string):
        yield from finder.finditer(GLUED.sub(lambda match: " " * len(match[0]), string))


def _in_escapes(finder: Names, string: str) -> Iterator[Found]:
    for match in ESCAPED.finditer(string) if "%" in string else ():
        if next(finder.finditer(unquote(unquote(match[0]))), None) is not None:
            yield match


class Everything:
    """Finds all words of a report of which nothing is known."""

    def finditer(self, string: str) -> Iterator[Range]:
        """The whole of it."""
        if string.strip():
            yield Range(0, len(string))


def joined(ranges: Iterable[Range]) -> Iterator[Range]:
    """The ranges in order, those that overlap joined in one."""
    reached: Range | None = None
    for one in sorted(ranges, key=Range.span):
        if reached is not None and one.start < reached.end:
            reached = Range(reached.start, max(one.end, reached.end))
            continue
        if reached is not None:
            yield reached
        reached = one
    if reached is not None:
        yield reached
