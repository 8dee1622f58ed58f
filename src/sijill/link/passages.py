"""A text as copies are found in it: its sentences in folded words, figures masked, so that a changed number hides no copy."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sijill.language.entries import NumberWord
from sijill.link.words import WORD, words_of

STOP = re.compile(r"[\n\r\u2028\u2029]+|[.!?\u061f\u2026](?=[\s\u00bb\u201d\")]|$)")
SHORTEST = 5  # words of a sentence that is compared
LINE = 12  # words of a line that ends without a full stop; shorter ones are headings and menus
SHINGLE = 4  # words
SAMPLE = 2  # of so many shingles, one is looked up
MASK = "#"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it stands in its text (code points, half-open), its words as written and folded, figures masked in the latter.

    `numbers` are the numbers in it, folded, in their order; a run of number words is one number.
    """

    start: int
    end: int
    written: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words."""
        return frozenset(zip(self.words, self.words[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Passages:
    """The sentences of a report that are compared with those of others. `name` is the report's."""

    name: str
    sentences: tuple[Sentence, ...]

    @property
    def length(self) -> int:
        """How many words are in them."""
        return sum(len(sentence.words) for sentence in self.sentences)

    def shingles(self) -> set[int]:
        """The sampled shingles by which a copy is looked up; whether one is sampled depends on its words alone."""
        found = set()
        for sentence in self.sentences:
            for at in range(len(sentence.words) - SHINGLE + 1):
                made = zlib.crc32(" ".join(sentence.words[at : at + SHINGLE]).encode())
                if made % SAMPLE == 0:
                    found.add(made)
        return found


def passages_of(name: str, text: str) -> Passages:
    """The sentences of a text that are long enough to be compared."""
    found, at = [], 0
    for stop in [*STOP.finditer(text), None]:
        end = stop.start() if stop else len(text)
        sentence = _sentence(text, at, end)
        stopped = stop is not None and not stop[0].isspace()
        if len(sentence.words) >= (SHORTEST if stopped else LINE):
            found.append(sentence)
        at = stop.end() if stop else end
    return Passages(name, tuple(found))


def _sentence(text: str, start: int, end: int) -> Sentence:
    language = words_of().language
    written = tuple(WORD.findall(text[start:end]))
    folded = WORD.findall(language.fold.word(text[start:end]).lower())
    words: list[str] = []
    numbers: list[str] = []
    in_number = False
    for word in folded:
        if _is_number(word):
            if in_number:
                numbers[-1] += f" {word}"
            else:
                words.append(MASK)
                numbers.append(word)
            in_number = True
        else:
            words.append(word)
            in_number = False
    return Sentence(start, end, written, tuple(words), tuple(numbers))


@lru_cache(maxsize=65_536)
def _is_number(word: str) -> bool:
    """Whether a folded word is a number, in digits or in letters."""
    return word.isdecimal() or any(isinstance(hit.entry, NumberWord) for hit in words_of().language.word_hits(word))


def matched(one: Passages, other: Passages) -> Iterator[tuple[float, int, int]]:
    """How alike sentences of two reports are that share neighbouring words, with the numbers of both."""
    holding: dict[tuple[str, str], list[int]] = {}
    for number, sentence in enumerate(other.sentences):
        for pair in sentence.pairs:
            holding.setdefault(pair, []).append(number)
    for number, sentence in enumerate(one.sentences):
        own = sentence.pairs
        shared: dict[int, int] = {}
        for pair in own:
            for found in holding.get(pair, ()):
                shared[found] = shared.get(found, 0) + 1
        for found, times in shared.items():
            smaller = min(len(own), len(other.sentences[found].pairs))
            yield times / max(1, smaller), number, found
