"""Expressions of time settled into days, against the day of the report.

What the words and that day do not tell stays unsettled (start and end None). `rule` names how a value was reached.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from sijill.language.document import Document
from sijill.record.found import FoundTime, TimeExpression
from sijill.resolve.calendar import DAY, Days, months_before, weekday_before
from sijill.resolve.time_kinds import NIGHTS, Settled, near_end, nearest_weekday

THEN_REACH = 120


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
        day = nearest_weekday(published + told.offset * DAY, told.weekday)
        votes[day - told.offset * DAY] += 1
    if not votes or published in votes:
        return published
    return max(votes, key=lambda day: (votes[day], day))


def _settle(told: TimeExpression, today: date | None) -> Settled:
    """An expression settled: its near end, its far end, its direction."""
    near = near_end(told, today)
    if told.other is not None:
        return _range(told, near, today)
    if told.edge == "since":
        return _since(told, near, today)
    if told.edge == "before":
        return Settled(None, near.start - DAY if near.start and near.start > date.min else None, "period", near.doubts)
    if told.edge == "until":
        if told.name == "now":
            return Settled(near.start, near.end, "day", (*near.doubts, "until"))
        return Settled(None, near.end, "period", near.doubts)
    if told.clock is not None and near.precision in ("day", "night"):
        return _clocked(told, near)
    return near


def _since(told: TimeExpression, near: Settled, today: date | None) -> Settled:
    """From a day on to today. Where today is not known only "since the begin of the year 2023" has an end: that year's."""
    if today is None and near.start is not None and told.kind == "year" and told.position == "begin":
        return Settled(near.start, date(near.start.year, 12, 31), "since", near.doubts)
    if near.start is None or today is None:
        return Settled(None, None, "since", near.doubts)
    return Settled(near.start, today if near.start <= today else None, "since", near.doubts)


def _clocked(told: TimeExpression, near: Settled) -> Settled:
    """An hour of a night belongs to the day before midnight or after it."""
    start, end = near.start, near.end
    if start and end and start != end and told.clock:
        start = end = end if told.clock < "12:00" else start
    return Settled(start, end, "hour", near.doubts)


def _range(told: TimeExpression, near: Settled, today: date | None) -> Settled:
    """From the near end to the far end, both included."""
    other = told.other
    if other is None:
        return near
    if other.weekday is not None and told.weekday is not None and other.offset is None and other.day is None and near.start:
        return _weekdays(told, other, near, near.start, today)
    far = near if other.kind == "clock" else near_end(other, today)
    if far.end is not None and told.month and (told.year, told.turn, told.offset) == (None, None, None):
        # a date without its year is the last one before the end of the range
        near = near_end(replace(told, other=None), far.end)
        near.doubts = ()
    start: date | None = near.start
    end: date | None = far.end
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
        return Settled(None, None, precision, (*near.doubts, *far.doubts))
    return Settled(start, end, precision, tuple(dict.fromkeys((*near.doubts, *far.doubts))))


def _weekdays(told: TimeExpression, other: TimeExpression, near: Settled, start: date, today: date | None) -> Settled:
    """Two weekdays, of which the second follows the first: both before today where nothing else fixes them."""
    first, second = told.weekday or 0, other.weekday or 0
    gap = (second - first) % 7
    end = start + gap * DAY
    if told.offset is None and told.day is None and told.turn is None and today is not None:
        end = weekday_before(today, second, other.turn)
        start = end - gap * DAY
    if told.clock:
        day = end if told.clock < "12:00" else start
        return Settled(day, day, "hour", near.doubts)
    return Settled(start, end, "night" if told.part in NIGHTS and gap == 1 else "days", near.doubts)


def _then(told: TimeExpression, named: Days | None, today: date | None) -> Settled:
    """The day named before, or the one after it; "since then" runs from it to today."""
    if named is None:
        return Settled(None, None, "since" if told.edge else "day")
    start, end = named
    if told.edge == "since":
        return Settled(start if today else None, today, "since", ("resolved_reference",))
    if (end - start) > timedelta(days=1):
        return Settled(None, None, "day")
    day = end + (told.offset or 0) * DAY
    return Settled(day, day, "day", ("resolved_reference",))
