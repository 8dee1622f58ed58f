"""Words as linking compares them: folded, without what is written before them, each with how rare it is.

How rare a word is must not depend on the other reports that are linked, or each new one would change the links between
all others. So it is read from a table of common words; a word that is neither in it nor in
the tables of the reader is rare.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sijill.language.load import Language, load

FOLDER = Path(__file__).parent
LANGUAGE = "ar"  # its folding covers Latin letters too
WORD = re.compile(r"[^\W_]+")
SHORTEST = 3  # letters that must be left of a word without its article or conjunction
USUAL = 0.3  # the most that a number tells, or a word of the reader's own tables: what all reports are written with
KEPT = 65_536
MOST = 120  # words of a text that are compared, those that tell most


@dataclass(frozen=True)
class Words:
    """Takes texts apart into words to be compared."""

    language: Language
    weights: Mapping[str, float]
    known: dict[str, str] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)

    def of(self, text: str) -> list[str]:
        """The words of a text in their order: folded, without conjunction, preposition and article.

        >>> words_of("ar").of("a 7 B")
        ['a', '7', 'b']
        """
        return [self._bare(word) for word in WORD.findall(self.language.fold.word(text).lower())]

    def weight(self, word: str) -> float:
        """How much it tells that two texts share this word: 0 for the commonest, 1 for a rare one."""
        known = self.seen.get(word)
        if known is None:
            if len(self.seen) > KEPT:
                self.seen.clear()
            told = self.weights.get(word, 1.0)
            known = self.seen[word] = min(told, USUAL) if word.isdigit() or self.language.word_hits(word) else told
        return known

    def _bare(self, word: str) -> str:
        bare = self.known.get(word)
        if bare is None:
            if len(self.known) > KEPT:
                self.known.clear()
            bare = self.known[word] = self._without_front(word)
        return bare

    def _without_front(self, word: str) -> str:
        """The word without what always may be taken off its front: a conjunction, then an article with its preposition."""
        article = self.language.grammar.article
        best = word
        for before, rest in self.language.grammar.stems(word):
            if article and before.endswith((article, self.language.grammar.article_after_lam * 2)) and len(rest) >= SHORTEST:
                best = min(best, rest, key=lambda told: (len(told), told))
        return best


@cache
def words_of(code: str = LANGUAGE) -> Words:
    """The words of a language, with the table of how common they are; loaded once in a process."""
    language = load(code)
    table = tomllib.loads((FOLDER / "common.toml").read_text(encoding="utf-8"))
    weights = {word: float(row["weight"]) for row in table["common"] for word in str(row["words"]).split()}
    return Words(language, weights)


Vector = Mapping[str, float]


def vector(words: Iterable[str], weight: Words, most: int = MOST) -> Vector:
    """The words with what each tells, of length 1; empty where no word tells anything. Only so many that tell `most` are kept."""
    counted = Counter(words)
    told = {word: (1 + math.log(times)) * weight.weight(word) for word, times in counted.items()}
    if len(told) > most:
        told = dict(sorted(told.items(), key=lambda item: (-item[1], item[0]))[:most])
    long = math.sqrt(sum(value * value for value in told.values()))
    return {word: value / long for word, value in told.items() if value} if long else {}


def likeness(one: Vector, other: Vector) -> float:
    """How alike two vectors are, from 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other.get(word, 0.0) for word, value in sorted(one.items()))
