"""Days of the calendar for what an expression of time tells, given the day of the report.

Intervals are (first day, last day), both included; None where the words and the day of the report do not settle it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from sijill.record.found import TimeExpression

Days = tuple[date, date]
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
# months of the Hijri year in which feasts begin, with the day on which they do and how long they last
FEASTS = {"fitr": (10, 1, 3), "adha": (12, 10, 4), "arafa": (12, 9, 1), "ashura": (1, 10, 1)}
FIXED = {"new_year": (1, 1), "christmas": (12, 25)}
THIRDS = {"begin": (1, 10), "middle": (11, 20), "end": (21, 31)}
QUARTERS = {"begin": (1, 3), "middle": (5, 8), "end": (10, 12)}


def month_days(year: int, month: int, hijri: bool = False) -> Days | None:
    """The first and last day of a month; None where the calendar does not reach it."""
    if not hijri:
        return (date(year, month, 1), date(year, month, monthrange(year, month)[1])) if 1 < year < 9999 else None
    first = _hijri_day(year, month, 1)
    following = _hijri_day(year + month // 12, month % 12 + 1, 1)
    return (first, following - DAY) if first and following else None


def day_of(year: int, month: int, day: int, hijri: bool = False) -> date | None:
    """The day of a date; None where there is no such day."""
    if hijri:
        return _hijri_day(year, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hijri_day(year: int, month: int, day: int) -> date | None:
    try:
        made = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(made.year, made.month, made.day)


def year_in(day: date, hijri: bool) -> int | None:
    """The year of a day in that calendar."""
    if not hijri:
        return day.year
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def months_before(day: date, months: int) -> date | None:
    """The same day so many months earlier, or the month's last where it has no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def back(today: date, unit: str, count: int) -> date | None:
    """The day so many units before, or after where the count is negative; hours count whole days begun."""
    days = {"hour": -(-count // 24), "day": count, "week": 7 * count}.get(unit)
    if days is not None:
        return today - days * DAY if abs(days) < 400_000 and today.toordinal() > days else None
    months = {"month": count, "year": 12 * count, "decade": 120 * count}.get(unit)
    return months_before(today, months) if months is not None and abs(months) < 24_000 else None


def unit_days(today: date, unit: str, turn: int) -> Days | None:
    """The week (Monday to Sunday), month, year or decade of a day, or the one so many before or after."""
    if unit == "week":
        monday = today - today.weekday() * DAY + turn * WEEK
        return monday, monday + 6 * DAY
    if unit == "month":
        index = today.year * 12 + today.month - 1 + turn
        return month_days(index // 12, index % 12 + 1)
    if unit == "year":
        return date(today.year + turn, 1, 1), date(today.year + turn, 12, 31)
    if unit == "decade":
        first = (today.year // 10 + turn) * 10
        return date(first, 1, 1), date(first + 9, 12, 31)
    return None


def part_of(days: Days, told: TimeExpression) -> Days | None:
    """The begin, middle or end, the n-th share or unit, or the first so many units of a stretch of days."""
    first, last = days
    length = (last - first).days
    if told.position == "first":
        end = back(first, told.name, -(told.count or 1)) if told.name in ("day", "week", "month") else None
        return (first, min(end - DAY, last)) if end else None
    if told.position == "nth":
        start = back(first, told.name, 1 - (told.count or 1))
        following = back(first, told.name, -(told.count or 1))
        return (start, min(following - DAY, last)) if start and following and start <= last else None
    if "/" in told.position:
        number, shares = (int(piece) for piece in told.position.split("/"))
        if length > 300:
            low, high = 12 // shares * (number - 1) + 1, 12 // shares * number
            return date(first.year, low, 1), date(first.year, high, monthrange(first.year, high)[1])
        low, high = (length + 1) * (number - 1) // shares, (length + 1) * number // shares - 1
        return first + low * DAY, first + high * DAY
    if length > 300:
        low, high = QUARTERS[told.position]
        return date(first.year, low, 1), date(first.year, high, monthrange(first.year, high)[1])
    if length < 10:
        return {"begin": (first, first + DAY), "middle": (first + 2 * DAY, first + 3 * DAY)}.get(told.position, (last - DAY, last))
    low, high = THIRDS[told.position]
    return first + (low - 1) * DAY, min(first + (high - 1) * DAY, last)


def weekday_before(today: date, weekday: int, turn: int | None) -> date:
    """The last such weekday up to today; with a turn, the last one before today or the next one after."""
    if turn is not None and turn > 0:
        return today + ((weekday - today.weekday() - 1) % 7 + 1) * DAY
    gap = (today.weekday() - weekday) % 7
    return today - (7 if gap == 0 and turn is not None and turn < 0 else gap) * DAY


def feast_days(told: TimeExpression, year: int) -> Days | None:
    """The days of a feast in a Gregorian year, or its n-th day alone."""
    if told.name in FIXED:
        day = date(year, *FIXED[told.name])
        return day, day
    month, first, length = FEASTS.get(told.name, (0, 0, 0))
    hijri = year_in(date(year, 7, 1), hijri=True)
    if not month or hijri is None:
        return None
    for candidate in (hijri, hijri - 1, hijri + 1):
        start = _hijri_day(candidate, month, first)
        if start is not None and start.year == year:
            if told.count:
                return start + (told.count - 1) * DAY, start + (told.count - 1) * DAY
            return start, start + (length - 1) * DAY
    return None
