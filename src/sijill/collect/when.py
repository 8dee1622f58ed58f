"""Moments as sources write them: the day as written there, and the instant with its offset where that is told.

Nothing is moved to another zone: a report of 23:30 +03:00 is of that day. What is no certain day is none.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

Moment = tuple[date | None, str | None]
NOTHING: Moment = (None, None)
EARLIEST, LATEST = 1900, 2100
DIGITS = {code: str(code % 16) for code in (*range(0x660, 0x66A), *range(0x6F0, 0x6FA))}
DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def moment(words: str | None) -> Moment:
    """The day and the instant that ISO 8601, RFC 2822 or a plain day in figures stand for; nothing where none is certain.

    A day such as 03/04/2019 is none: it may be in March or in April. One such as 13/04/2019 can be read in one way only.

        >>> moment("2016-12-13T23:30:00+02:00")
        (datetime.date(2016, 12, 13), '2016-12-13T23:30:00+02:00')
        >>> moment("03/04/2019")
        (None, None)
    """
    told = " ".join((words or "").translate(DIGITS).split())
    if not told or len(told) > 100:
        return NOTHING
    return _iso(told) or _letter(told) or _figures(told) or NOTHING


def epoch(seconds: str | int | float) -> Moment:
    """The moment of that many seconds since 1970, told in UTC."""
    try:
        at = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return NOTHING
    return _within(at.date(), at.isoformat()) or NOTHING


def _iso(told: str) -> Moment | None:
    if not told[:4].isdecimal():
        return None
    try:
        at = datetime.fromisoformat(told.removesuffix(" UTC"))
    except ValueError:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", told):
        return _within(at.date(), at.date().isoformat())
    return _within(at.date(), at.isoformat() + ("+00:00" if told.endswith(" UTC") and at.tzinfo is None else ""))


def _letter(told: str) -> Moment | None:
    if not re.search(r"[A-Za-z]{3}", told):
        return None
    try:
        at = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _within(at.date(), at.isoformat())


def _figures(told: str) -> Moment | None:
    first = told.split()[0].rstrip(",T")
    if found := DAY.fullmatch(first):
        year, month, day = map(int, found.groups())
    elif (found := DAY_FIRST.fullmatch(first)) and (int(found[1]) > 12) != (int(found[2]) > 12):
        day, month, year = map(int, found.groups())
        day, month = (day, month) if day > 12 else (month, day)
    else:
        return None
    try:
        at = date(year, month, day)
    except ValueError:
        return None
    return _within(at, at.isoformat())


def _within(day: date, instant: str) -> Moment | None:
    return (day, instant) if EARLIEST <= day.year <= LATEST else None
