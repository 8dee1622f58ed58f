"""Days and weekdays as a text writes them, where no year or day of publication settles which are meant."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.language.entries import TimeWord
from sijill.link.words import WORD, words_of

LAST_DAY = 31
Written = frozenset[tuple[str, int, int]]


def written_days(text: str) -> Written:
    """The days of a month ("day", 20, 1) and the weekdays ("weekday", 3, 0) that stand in a text."""
    return frozenset(_found(text))


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    language = words_of().language
    words = WORD.findall(language.fold.word(text).lower())
    for at, hits in language.marks(words).items():
        for entry in (hit.entry for hit in hits):
            if not isinstance(entry, TimeWord) or entry.value is None:
                continue
            if entry.role == "weekday":
                yield "weekday", int(entry.value), 0
            elif entry.role == "month" and at and words[at - 1].isdecimal() and 1 <= int(words[at - 1]) <= LAST_DAY:
                yield "day", int(words[at - 1]), int(entry.value)
