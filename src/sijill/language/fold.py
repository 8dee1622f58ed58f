"""Spelling folded for matching, beside the text, with an exact map back.

Folding is a pure function of the letters: which letter stands for which is a table of each language (letters.csv); this
module applies it. Nothing here rewrites a report: a folded text is a second string and a list of where its runs
come from, so that any range of it leads back to the code points of the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Folded:
    """A folded text. `source(start, end)` leads from its offsets to those of the original, both in code points."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    length: int

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that was folded into text[start:end]; what was dropped inside it is included."""
        if start >= end:
            raise ValueError(f"[{start}, {end}) is empty")
        return self._at(start), self._at(end - 1) + 1

    def _at(self, index: int) -> int:
        run = bisect_right(self.starts, index) - 1
        origin = self.origins[run]
        # A run marked negative is one original character that gave several folded ones.
        return -origin - 1 if origin < 0 else origin + index - self.starts[run]


class Folding:
    """How one language folds spelling: letters to letters, marks to nothing, broken words joined."""

    def __init__(self, letters: Mapping[str, str], dropped: str, joiner: str) -> None:
        self._letters = dict(letters)
        self._dropped = dropped
        self._joiner = joiner

    @cached_property
    def _table(self) -> dict[int, str]:
        table = {ord(letter): folded for letter, folded in self._letters.items()}
        for code in range(0x250):
            char = chr(code)
            low = unicodedata.normalize("NFKD", char).casefold()
            base = "".join(c for c in low if not unicodedata.combining(c))
            if base != char and len(base) == 1:
                table.setdefault(code, base)
        return table

    @cached_property
    def _odd(self) -> re.Pattern[str]:
        """What needs more than a letter for a letter: dropped marks, joined breaks, presentation forms."""
        parts = [f"[{self._dropped}]+"]
        if self._joiner:
            # a stretched letter, a break, a stretched letter: a word taken apart to dodge filters
            parts.insert(0, f"{self._joiner}+[ .\\-_*]{{1,2}}{self._joiner}+|{self._joiner}[.\\-_*](?=\\w)")
        parts.append("[\ufb50-\ufdff\ufe70-\ufefc]")
        return re.compile("|".join(parts))

    def word(self, word: str) -> str:
        """The folded form of a word or phrase, without the map."""
        return self(word).text

    def __call__(self, text: str) -> Folded:
        """The text folded, with the map back to it."""
        table, letters = self._table, self._letters
        pieces: list[str] = []
        starts: list[int] = [0]
        origins: list[int] = [0]
        at = length = 0
        for odd in self._odd.finditer(text):
            start, end = odd.span()
            if start > at:
                pieces.append(text[at:start])
                length += start - at
            char = text[start]
            if "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc":
                plain = "".join(letters.get(c, c) for c in unicodedata.normalize("NFKC", char))
                plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(" ", "")
                if plain:
                    starts.append(length)
                    origins.append(-start - 1)
                    pieces.append(plain)
                    length += len(plain)
            starts.append(length)
            origins.append(end)
            at = end
        pieces.append(text[at:])
        return Folded("".join(pieces).translate(table), tuple(starts), tuple(origins), len(text))
