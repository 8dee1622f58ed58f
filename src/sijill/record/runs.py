"""What of a reading is withheld, and where its words stand again: in a title, a file name, a cell.

A name is looked for by its words, spelling and letters written before them left aside:

* all of it together, wherever it stands;
* two words of it that follow each other, and one word alone, where the report uses them for nobody else: the given
  name that a minister of the report bears too does not tell who is meant;
* such a word after the word that stands before it in the report, and where it is all that is shown.

Of an address, a contact or a number all of it together is looked for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sijill.record.claim import Private, Reading
from sijill.record.text import Text

PERSON = "person"
LEAST_LETTERS = 3
# letters that may be written together with a word: and, to, by
MOST_BEFORE = 2
_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_ALIKE = str.maketrans({"\u0649": "\u064a", "\u0629": "\u0647", "\u0640": ""})

Run = tuple[str, ...]


def withheld(reading: Reading) -> tuple[Private, ...]:
    """Everything of a reading that is withheld until it is released: what the reader found, and the persons of its claims."""
    found = {one.span: one for one in reading.private}
    for claim in reading.claims:
        for person in claim.persons:
            found.setdefault(person.span, Private(span=person.span, kind=PERSON, rule="person of a claim"))
    return tuple(found[span] for span in sorted(found))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a string, its spelling folded."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Range:
    """A range of a string, half-open."""

    start: int
    end: int

    def span(self) -> tuple[int, int]:
        """Its start and its end."""
        return self.start, self.end


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """A word for comparing: without marks, letters that are written for each other made one, digits of any script alike."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if unicodedata.category(char) not in ("Mn", "Cf"))
    return "".join(str(unicodedata.digit(char, char)) for char in plain.translate(_ALIKE))


@lru_cache(maxsize=8)  # a text is asked for names of several kinds, one after another
def words_of(string: str) -> tuple[Word, ...]:
    """The words of a string, in order."""
    return tuple(Word(match.start(), match.end(), folded(match.group())) for match in _WORD.finditer(string))


class Runs:
    """Runs of words to be covered wherever they stand."""

    def __init__(self, text: Text, hidden: Iterable[Private]) -> None:
        self.whole: set[Run] = set()
        # by the last word of the run: what must stand before it, and how many words of it are covered
        self._by_last: dict[str, list[tuple[Run, int]]] = {}
        self._learn(words_of(text.content), list(hidden))

    def __bool__(self) -> bool:
        return bool(self.whole)

    def _learn(self, words: Sequence[Word], hidden: list[Private]) -> None:
        starts, ends = [word.start for word in words], [word.end for word in words]
        inside: set[int] = set()
        names: list[tuple[int, Run]] = []
        for one in hidden:
            first = bisect_right(ends, one.span.start)
            last = bisect_left(starts, one.span.end)
            run = tuple(word.folded for word in words[first:last])
            if not run:
                continue
            # letters written before the first word stand outside the span
            run = (run[0][max(0, one.span.start - words[first].start) :], *run[1:])
            self._add(run, len(run), single=one.kind != PERSON)
            if one.kind == PERSON:
                inside.update(range(first, last))
                names.append((first, run))
        if names:
            self._learn_parts(words, names, inside)

    def _learn_parts(self, words: Sequence[Word], names: list[tuple[int, Run]], inside: set[int]) -> None:
        wanted = {word for _, run in names for word in run}
        outside = [form if at not in inside else "" for at, word in enumerate(words) for form in [_known(word.folded, wanted)]]
        used, pairs = Counter(outside), Counter(pairwise(outside))
        for first, run in names:
            for pair in pairwise(run):
                if not pairs[pair]:
                    self._add(pair, 2)
            for word in run:
                if len(word) >= LEAST_LETTERS and not used[word]:
                    self._add((word,), 1, single=True)
            if len(run) == 1 and used[run[0]] and first:
                self._add((words[first - 1].folded, run[0]), 1)

    def _add(self, run: Run, covered: int, *, single: bool = False) -> None:
        if covered == len(run):
            self.whole.add(run)
        if len(run) > 1 or single:
            ways = self._by_last.setdefault(run[-1], [])
            if (run[:-1], covered) not in ways:
                ways.append((run[:-1], covered))

    def finditer(self, string: str) -> Iterator[Range]:
        """Where such runs stand in a string, with the letters written before them; in order, apart from each other."""
        words = words_of(string)
        if words and tuple(word.folded for word in words) in self.whole:
            yield Range(words[0].start, words[-1].end)
            return
        hits = sorted(hit for at in range(len(words)) for hit in self._ending(words, at))
        joined: list[Range] = []
        for start, end in hits:
            if joined and start < joined[-1].end:
                joined[-1] = Range(joined[-1].start, max(joined[-1].end, end))
            else:
                joined.append(Range(start, end))
        yield from joined

    def _ending(self, words: Sequence[Word], at: int) -> Iterator[tuple[int, int]]:
        """The ranges that runs cover which end with a word."""
        for last in _forms(words[at].folded):
            for before, covered in self._by_last.get(last, ()):
                first = at - len(before)
                # only the first word of a run has letters before it
                if first < 0 or (before and last != words[at].folded) or not _fits(words, first, before):
                    continue
                yield words[at - covered + 1].start, words[at].end


def _forms(word: str) -> Iterator[str]:
    """A word and what is left of it without up to two letters before it."""
    for before in range(min(MOST_BEFORE, max(0, len(word) - LEAST_LETTERS)) + 1):
        yield word[before:]


def _known(word: str, wanted: set[str]) -> str:
    """The form of a word that is one of those wanted, or the word."""
    return next((form for form in _forms(word) if form in wanted), word)


def _fits(words: Sequence[Word], first: int, before: Run) -> bool:
    """Whether words stand as a run has them, the first with letters before it or without."""
    if not before:
        return True
    rest = [word.folded for word in words[first + 1 : first + len(before)]]
    return before[0] in _forms(words[first].folded) and list(before[1:]) == rest
