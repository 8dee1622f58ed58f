"""Expressions of time settled into days, against the day of the report.

What the words and that day do not tell stays unsettled (start and end None). `rule` names how a value was reached.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sijill.language.document import Document
from sijill.record.found import FoundTime, TimeExpression
from sijill.resolve.calendar import (
    DAY,
    Days,
    back,
    day_of,
    feast_days,
    month_days,
    months_before,
    part_of,
    unit_days,
    weekday_before,
    year_in,
)

NIGHTS = frozenset({"night", "midnight"})
THEN_REACH = 120
SEASON_MONTHS = 3


@dataclass(slots=True)
class _Settled:
    """First and last day, how finely they are told, and what is doubtful about them."""

    start: date | None
    end: date | None
    precision: str
    doubts: tuple[str, ...] = ()

    @property
    def days(self) -> Days | None:
        return (self.start, self.end) if self.start and self.end else None


def settle_times(document: Document, expressions: list[TimeExpression], published: date | None) -> list[FoundTime]:
    """One settled time for each expression, in the same order.

    `published` is the day of the report, the dateline's where there is one. Where the text names its own today with
    another weekday ("today, Wednesday" in a report of a Thursday), its today is meant. Open ends are None.
    """
    today = _own_today(expressions, published)
    found: list[FoundTime] = []
    named: tuple[int, Days] | None = None
    for told in expressions:
        if told.kind == "then":
            settled = _then(told, named[1] if named and told.first - named[0] <= THEN_REACH else None, today)
        else:
            settled = _settle(_same(told, named, today), today)
        days = settled.days
        if days is not None and told.edge in ("", "since") and told.kind in ("day", "month", "year", "ago", "then") and told.name != "now":
            named = told.last, (days if told.edge == "" else (days[0], days[0]))
        rule = told.kind if not told.edge else f"{told.kind}:{told.edge}"
        found.append(
            FoundTime(
                first=told.first,
                last=told.last,
                start=settled.start,
                end=settled.end,
                precision=settled.precision,
                clock=told.clock,
                rule=f"time:{rule}",
                doubts=settled.doubts,
            )
        )
    return found


def _same(told: TimeExpression, named: tuple[int, Days] | None, today: date | None) -> TimeExpression:
    """The expression with the month or year of the time named before, where it says "the same"."""
    if told.unit not in ("same_year", "same_month"):
        return told
    if named is None or told.first - named[0] > THEN_REACH:
        return replace(told, kind="day" if told.kind == "day" else "unknown", day=None)
    day = named[1][0]
    return replace(told, year=day.year, month=day.month if told.unit == "same_month" else told.month, unit="")


def _own_today(expressions: list[TimeExpression], published: date | None) -> date | None:
    """The day that the text itself calls today, where its words agree on one close to the day of publication."""
    if published is None:
        return None
    votes: Counter[date] = Counter()
    for told in expressions:
        if told.kind != "day" or told.offset is None or told.weekday is None or told.other is not None or abs(told.offset) > 2:
            continue
        day = _nearest(published + told.offset * DAY, told.weekday)
        votes[day - told.offset * DAY] += 1
    if not votes or published in votes:
        return published
    return max(votes, key=lambda day: (votes[day], day))


def _nearest(day: date, weekday: int) -> date:
    """The day itself or the weekday closest to it: at most one day later, else before it."""
    ahead = (weekday - day.weekday()) % 7
    return day + ahead * DAY if ahead <= 1 else day - (7 - ahead) * DAY


def _settle(told: TimeExpression, today: date | None) -> _Settled:
    """An expression settled: its near end, its far end, its direction."""
    near = _near(told, today)
    if told.other is not None:
        return _range(told, near, today)
    if told.edge == "since":
        return _Settled(near.start, today if near.start else None, "since", near.doubts)
    if told.edge == "until":
        if told.name == "now":
            return _Settled(near.start, near.end, "day", (*near.doubts, "until"))
        return _Settled(None, near.end, "period", near.doubts)
    if told.clock is not None and near.precision in ("day", "night"):
        return _clocked(told, near)
    return near


def _clocked(told: TimeExpression, near: _Settled) -> _Settled:
    """An hour of a night belongs to the day before midnight or after it."""
    start, end = near.start, near.end
    if start and end and start != end and told.clock:
        start = end = end if told.clock < "12:00" else start
    return _Settled(start, end, "hour", near.doubts)


def _range(told: TimeExpression, near: _Settled, today: date | None) -> _Settled:
    """From the near end to the far end, both included."""
    other = told.other
    if other is None:
        return near
    if told.kind == other.kind and told.month and told.year is told.turn is None and (other.year or other.unit == "year"):
        near = _near(replace(told, year=other.year, turn=other.turn, unit=other.unit, other=None), today)
    if other.weekday is not None and told.weekday is not None and other.offset is None and other.day is None and near.start:
        return _weekdays(told, other, near, near.start, today)
    far = near if other.kind == "clock" else _near(other, today)
    start: date | None = near.start
    end: date | None = far.end
    if start is None and far.end is not None and told.kind == other.kind and told.year is None and other.year is not None:
        start = _near(replace(told, year=other.year, other=None), today).start
    if start and end and start > end:
        if told.kind == "month" or told.day is not None:
            start = months_before(start, 12)
        elif near.end and far.start and far.start < near.end:
            start, end = far.start, near.end
        else:
            end = None
    named_days = told.kind == other.kind == "day" and told.name == "pair"
    one_night = told.part in NIGHTS and start and end and end - start == DAY
    precision = "night" if one_night else "days" if named_days else "since" if told.edge == "since" else "period"
    if start is None or end is None:
        return _Settled(None, None, precision, (*near.doubts, *far.doubts))
    return _Settled(start, end, precision, tuple(dict.fromkeys((*near.doubts, *far.doubts))))


def _weekdays(told: TimeExpression, other: TimeExpression, near: _Settled, start: date, today: date | None) -> _Settled:
    """Two weekdays, of which the second follows the first: both before today where nothing else fixes them."""
    first, second = told.weekday or 0, other.weekday or 0
    gap = (second - first) % 7
    end = start + gap * DAY
    if told.offset is None and told.day is None and told.turn is None and today is not None:
        end = weekday_before(today, second, other.turn)
        start = end - gap * DAY
    if told.clock:
        day = end if told.clock < "12:00" else start
        return _Settled(day, day, "hour", near.doubts)
    return _Settled(start, end, "night" if told.part in NIGHTS and gap == 1 else "days", near.doubts)


def _near(told: TimeExpression, today: date | None) -> _Settled:
    """The expression without its far end and direction."""
    settle = {
        "day": _day, "month": _month, "year": _year, "unit": _unit, "window": _window, "ago": _ago, "season": _season, "decade": _decade,
        "holiday": _holiday,
    }.get(told.kind)  # fmt: skip
    if settle is None:
        return _Settled(None, None, "hour" if told.kind == "clock" else "day")
    try:
        return settle(told, today)
    except (OverflowError, ValueError):
        # a day before the first or after the last that a calendar can name
        return _Settled(None, None, told.kind if told.kind in ("day", "month", "year") else "period")


def _day(told: TimeExpression, today: date | None) -> _Settled:
    day, doubts = _which_day(told, today)
    if day is None:
        return _Settled(None, None, "night" if told.part in NIGHTS else "day", doubts)
    if told.part in NIGHTS:
        end = day + DAY
        if today is not None and day <= today:
            end = min(end, today)
        if told.offset == 0 or (told.part == "midnight" and told.day is not None):
            end = day
        return _Settled(day, end, "night", doubts)
    return _Settled(day, day, "day", doubts)


def _which_day(told: TimeExpression, today: date | None) -> tuple[date | None, tuple[str, ...]]:
    """The day, by its date where that is full, else by today, else by its weekday."""
    dated: date | None = None
    doubts: tuple[str, ...] = ()
    if told.day is not None:
        dated, doubts = _dated(told, today)
    if today is not None and told.offset is not None:
        shifted = today + told.offset * DAY
        if told.weekday is not None and shifted.weekday() != told.weekday:
            shifted = _nearest(shifted, told.weekday)
        if dated is None or dated == shifted:
            return shifted, ()
        agrees = told.weekday is not None and dated.weekday() != told.weekday
        if agrees or told.year is None or told.hijri:
            return shifted, ("date_conflict",)
        return dated, ("date_conflict",)
    if told.day is not None:
        if dated is not None and told.weekday is not None:
            doubts = () if dated.weekday() == told.weekday else (*doubts, "weekday_conflict")
        return dated, doubts
    if today is not None and told.weekday is not None:
        return weekday_before(today, told.weekday, told.turn), ()
    return None, doubts


def _dated(told: TimeExpression, today: date | None) -> tuple[date | None, tuple[str, ...]]:
    """The day of a date; without its year, the nearest before publication or as its turn has it."""
    day = told.day or 1
    if told.month is None:
        month = unit_days(today, "month", told.turn or 0) if today else None
        return (day_of(month[0].year, month[0].month, day) if month else None), ()
    if told.year is not None:
        return day_of(told.year, told.month, day, told.hijri), ()
    if today is None:
        return None, ("date_without_year",)
    year = year_in(today, told.hijri)
    if year is None:
        return None, ("date_without_year",)
    if told.unit == "year":
        return day_of(year + (told.turn or 0), told.month, day, told.hijri), ()
    candidates = [day_of(y, told.month, day, told.hijri) for y in (year - 1, year, year + 1)]
    known = [candidate for candidate in candidates if candidate is not None]
    if told.turn is not None and told.turn > 0:
        return next((c for c in known if c > today), None), ()
    if told.turn == 0 and told.unit == "named":
        return min(known, key=lambda c: abs((c - today).days), default=None), ()
    past = [c for c in known if c < today or (c == today and told.turn is None)]
    sure = told.turn is not None or told.weekday is not None
    return (past[-1] if past else None), (() if sure else ("date_without_year",))


def _month(told: TimeExpression, today: date | None) -> _Settled:
    """A month by its name; without its year, this month or the last of that name."""
    year, doubts = told.year, ()
    month = told.month or 1
    if year is None:
        this = year_in(today, told.hijri) if today else None
        if today is None or this is None:
            return _Settled(None, None, "month", ("date_without_year",))
        if told.unit == "year":
            year = this + (told.turn or 0)
        else:
            year = _year_of_month(told, today, this, month)
    days = month_days(year, month, told.hijri)
    if days is None:
        return _Settled(None, None, "month", doubts)
    if told.position:
        part = part_of(days, told)
        return _Settled(part[0], part[1], "days", doubts) if part else _Settled(None, None, "days", doubts)
    return _Settled(days[0], days[1], "month", doubts)


def _year_of_month(told: TimeExpression, today: date, this: int, month: int) -> int:
    days = month_days(this, month, told.hijri)
    if days is None:
        return this
    first, last = days
    if told.turn is not None and told.turn > 0:
        return this if first > today else this + 1
    if told.turn is not None and told.turn < 0:
        return this if last < today else this - 1
    return this if first <= today else this - 1


def _year(told: TimeExpression, today: date | None) -> _Settled:
    year = told.year or 1
    if told.hijri:
        first, last = month_days(year, 1, True), month_days(year, 12, True)
        days = (first[0], last[1]) if first and last else None
    else:
        days = date(year, 1, 1), date(year, 12, 31)
    if days and told.position:
        days = part_of(days, told)
    if days is None:
        return _Settled(None, None, "year")
    return _Settled(days[0], days[1], "period" if told.position else "year")


def _unit(told: TimeExpression, today: date | None) -> _Settled:
    """This, the last or the coming week, month, year; the present one up to today."""
    turn = told.turn or 0
    precision = "period" if told.position or told.unit not in ("week", "month", "year") else told.unit
    days = unit_days(today, told.unit, turn) if today else None
    if days is None or today is None:
        return _Settled(None, None, precision)
    if told.position:
        return _positioned(told, today, days)
    if turn == 0:
        return _Settled(days[0], max(days[0], min(days[1], today)), precision)
    return _Settled(days[0], days[1], precision)


def _positioned(told: TimeExpression, today: date, days: Days) -> _Settled:
    if told.unit == "week" and told.position == "end" and not told.turn:
        # the weekend that is past or present: Saturday and Sunday
        saturday = weekday_before(today, 5, None)
        return _Settled(saturday, min(saturday + DAY, max(today, saturday)), "days")
    part = part_of(days, told)
    if part is None:
        return _Settled(None, None, "period")
    return _Settled(part[0], part[1], "days" if told.unit in ("week", "month") else "period")


def _window(told: TimeExpression, today: date | None) -> _Settled:
    """So many units up to today, or from today on. Hours that are not counted are those of today and yesterday."""
    count = told.count
    if count is None and told.unit in ("hour", "minute") and (told.turn or 0) < 0:
        count = 24 if told.unit == "hour" else 0
    doubts = ("ends_untold",) if told.name == "untold" else ()
    if today is None or count is None:
        return _Settled(None, None, "period", doubts)
    if (told.turn or 0) > 0:
        end = back(today, told.unit, -count)
        return _Settled(today, end, "period", doubts) if end else _Settled(None, None, "period", doubts)
    start = back(today, told.unit if told.unit != "minute" else "hour", count)
    return _Settled(start, today if start else None, "period", doubts)


def _ago(told: TimeExpression, today: date | None) -> _Settled:
    """The day, month or year so long before today; no finer than the unit that counts."""
    precision = {"month": "month", "year": "year", "decade": "period"}.get(told.unit, "day")
    count = told.count
    if told.unit == "hour" and (count is None or count < 12):
        count = 0
    day = back(today, told.unit, count) if today is not None and count is not None else None
    if day is None:
        return _Settled(None, None, precision)
    if told.edge == "since" or precision == "day":
        return _Settled(day, day, precision)
    days = unit_days(day, told.unit, 0)
    return _Settled(days[0], days[1], precision) if days else _Settled(None, None, precision)


def _season(told: TimeExpression, today: date | None) -> _Settled:
    month = told.month or 1
    year = told.year
    if year is None and today is not None:
        year = today.year + (told.turn or 0) if told.unit == "year" else today.year
        if told.unit == "named" and (told.turn or 0) < 0 and date(year, month, 1) > today:
            year -= 1
    first = month_days(year, month) if year is not None else None
    if first is None or year is None:
        return _Settled(None, None, "period")
    last = month_days(year + (month + SEASON_MONTHS - 2) // 12, (month + SEASON_MONTHS - 2) % 12 + 1)
    return _Settled(first[0], last[1], "period") if last else _Settled(None, None, "period")


def _decade(told: TimeExpression, today: date | None) -> _Settled:
    year = told.year or 1
    return _Settled(date(year, 1, 1), date(year + 9, 12, 31), "period")


def _holiday(told: TimeExpression, today: date | None) -> _Settled:
    """The last such feast up to today, or the one that a turn or a date tells."""
    if today is None:
        return _Settled(None, None, "day")
    spans = [days for year in (today.year - 1, today.year, today.year + 1) if (days := feast_days(told, year))]
    if told.turn is not None and told.turn > 0:
        chosen = next((days for days in spans if days[0] > today), None)
    else:
        past = [days for days in spans if days[0] <= today]
        chosen = past[-1] if past else None
    if chosen is None:
        return _Settled(None, None, "day")
    return _Settled(chosen[0], chosen[1], "day" if chosen[0] == chosen[1] else "days")


def _then(told: TimeExpression, named: Days | None, today: date | None) -> _Settled:
    """The day named before, or the one after it; "since then" runs from it to today."""
    if named is None:
        return _Settled(None, None, "since" if told.edge else "day")
    start, end = named
    if told.edge == "since":
        return _Settled(start, today, "since", ("resolved_reference",))
    if (end - start) > timedelta(days=1):
        return _Settled(None, None, "day")
    day = end + (told.offset or 0) * DAY
    return _Settled(day, day, "day", ("resolved_reference",))
