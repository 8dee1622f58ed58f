"""The day that a report gives itself: a line with its date, a date before its first sentence, "today" with its date."""

from __future__ import annotations

from datetime import date

from sijill.language.document import Document
from sijill.record.found import TimeExpression
from sijill.resolve.calendar import DAY, day_of

LINES = 14
WORDS_BESIDE = 5
LONGEST_LINE = 40
PAGE_WORDS = 3
FIRST_WORDS = 9
LATE = 7  # days after its publication on which a report may still be dated


def find_dateline(
    document: Document, expressions: list[TimeExpression], published: date | None = None
) -> tuple[date, TimeExpression] | None:
    """The report's own day with the expression that tells it; None where the text does not give a full date of itself.

    A line that holds little but a full date, near the head of the text or at its foot, comes first; then a full date
    among the first words of a paragraph at the head, closed off by a dash or bracket. Where the day of publication is
    not known, "today" or "yesterday" with a full date anywhere tells it too.
    """
    dated = [(told, day) for told in expressions if (day := _full(told)) is not None and not told.edge and told.other is None]
    if not dated:
        return None
    lines = _lines(document)
    found = [(day, told) for told, day in dated if _by_itself(document, lines, told)]
    if found and (len({day for day, _ in found}) <= 2 or _line_of(lines, found[0][1].first)[0] < 4):
        return found[0]
    for told, day in dated:
        number, first, last = _line_of(lines, told.first)
        if number < 4 and told.first - first <= FIRST_WORDS and told.offset is None and _closed_off(document, told.last, last):
            return day, told
    for told, day in dated if published is None else []:
        if told.offset is not None and told.kind == "day":
            return day - told.offset * DAY, told
    return None


def own_day(document: Document, found: tuple[date, TimeExpression] | None, published: date | None) -> tuple[date, TimeExpression] | None:
    """The day that a report gives itself, unless it stands alone in its line, well after the day on which it is known to be published.

    Such a day is that on which the page was looked at: many sites print it above every article. A date beside a place or an
    outlet is the report's own.
    """
    if found is None or published is None or found[0] - published <= LATE * DAY:
        return found
    _, first, last = _line_of(_lines(document), found[1].first)
    return found if _words(document, first, last) > _words(document, found[1].first, found[1].last) else None


def page_dates(document: Document, expressions: list[TimeExpression]) -> frozenset[int]:
    """First tokens of the expressions that date the page and tell no event: alone in a line at the head or foot."""
    lines = _lines(document)
    dating: set[int] = set()
    for told in expressions:
        number, first, last = _line_of(lines, told.first) if lines else (0, 0, 0)
        if not (number < LINES or number >= len(lines) - 3) or last - first > LONGEST_LINE:
            continue
        beside = _words(document, first, last) - _words(document, told.first, told.last)
        stated = _full(told) is not None and told.offset is None and not governed(document, told.first)
        if beside == 0 or (beside <= PAGE_WORDS and stated):
            dating.add(told.first)
    return frozenset(dating)


def governed(document: Document, at: int) -> bool:
    """Whether a preposition is written together with a time: the events of Wednesday, and no bare date of a page."""
    return any(hit.proclitic for hit in document.tokens[at].hits)


def _words(document: Document, first: int, last: int) -> int:
    return sum(1 for token in document.tokens[first:last] if token.kind == "word")


def _by_itself(document: Document, lines: list[tuple[int, int]], told: TimeExpression) -> bool:
    """Whether little but the date is in its line, at the head or foot of the text."""
    number, first, last = _line_of(lines, told.first)
    if not (number < LINES or number >= len(lines) - 3) or told.offset not in (None, 0) or last - first > LONGEST_LINE:
        return False
    return _words(document, first, last) - _words(document, told.first, told.last) <= WORDS_BESIDE


def _full(told: TimeExpression) -> date | None:
    if told.kind != "day" or told.day is None or told.month is None or told.year is None:
        return None
    return day_of(told.year, told.month, told.day, told.hijri)


def _lines(document: Document) -> list[tuple[int, int]]:
    """Token ranges of the lines that hold something."""
    found: list[tuple[int, int]] = []
    start = 0
    for i, token in enumerate(document.tokens):
        if token.kind == "line":
            if i > start:
                found.append((start, i))
            start = i + 1
    if start < len(document.tokens):
        found.append((start, len(document.tokens)))
    return found


def _line_of(bounds: list[tuple[int, int]], at: int) -> tuple[int, int, int]:
    low, high = 0, len(bounds) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if bounds[middle][0] <= at:
            low = middle
        else:
            high = middle - 1
    return low, *bounds[low]


def _closed_off(document: Document, at: int, last: int) -> bool:
    """Whether a dash, a colon or brackets with a dash end the dateline within a few words."""
    for i in range(at, min(at + 5, last)):
        word = document.words[i]
        if word in "-\u2013\u2014:" and document.tokens[i].kind == "mark":
            return True
        if word not in "()[]" and document.tokens[i].kind == "mark":
            return False
    return False
