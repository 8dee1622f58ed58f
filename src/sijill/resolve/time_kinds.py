"""One end of an expression of time settled into days: each kind by its own rule, against the day of the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sijill.record.found import TimeExpression
from sijill.resolve.calendar import DAY, Days, back, day_of, feast_days, month_days, part_of, unit_days, weekday_before, year_in

NIGHTS = frozenset({"night", "midnight"})
SEASON_MONTHS = 3


@dataclass(slots=True)
class Settled:
    """First and last day, how finely they are told, and what is doubtful about them."""

    start: date | None
    end: date | None
    precision: str
    doubts: tuple[str, ...] = ()

    @property
    def days(self) -> Days | None:
        return (self.start, self.end) if self.start and self.end else None


def near_end(told: TimeExpression, today: date | None) -> Settled:
    """The expression without its far end and direction."""
    settle = {
        "day": _day, "month": _month, "year": _year, "unit": _unit, "window": _window, "ago": _ago, "season": _season, "decade": _decade,
        "holiday": _holiday,
    }.get(told.kind)  # fmt: skip
    if settle is None:
        return Settled(None, None, "hour" if told.kind == "clock" else "day")
    try:
        return settle(told, today)
    except (OverflowError, ValueError):
        # a day before the first or after the last that a calendar can name
        return Settled(None, None, told.kind if told.kind in ("day", "month", "year") else "period")


def _day(told: TimeExpression, today: date | None) -> Settled:
    day, doubts = _which_day(told, today)
    if day is None:
        return Settled(None, None, "night" if told.part in NIGHTS else "day", doubts)
    if told.part in NIGHTS:
        end = day + DAY
        if today is not None and day <= today:
            end = min(end, today)
        if told.offset == 0 or (told.part == "midnight" and told.day is not None):
            end = day
        return Settled(day, end, "night", doubts)
    return Settled(day, day, "day", doubts)


def _which_day(told: TimeExpression, today: date | None) -> tuple[date | None, tuple[str, ...]]:
    """The day, by its date where that is full, else by today, else by its weekday."""
    dated: date | None = None
    doubts: tuple[str, ...] = ()
    if told.day is not None:
        dated, doubts = _dated(told, today)
    if today is not None and told.offset is not None:
        shifted = today + told.offset * DAY
        if told.weekday is not None and shifted.weekday() != told.weekday:
            shifted = nearest_weekday(shifted, told.weekday)
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


def _month(told: TimeExpression, today: date | None) -> Settled:
    """A month by its name; without its year, this month or the last of that name."""
    year, doubts = told.year, ()
    month = told.month or 1
    if year is None:
        this = year_in(today, told.hijri) if today else None
        if today is None or this is None:
            return Settled(None, None, "month", ("date_without_year",))
        if told.unit == "year":
            year = this + (told.turn or 0)
        else:
            year = _year_of_month(told, today, this, month)
    days = month_days(year, month, told.hijri)
    if days is None:
        return Settled(None, None, "month", doubts)
    if told.position:
        part = part_of(days, told)
        return Settled(part[0], part[1], _share_precision(told, "days"), doubts) if part else Settled(None, None, "days", doubts)
    return Settled(days[0], days[1], "month", doubts)


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


def _year(told: TimeExpression, today: date | None) -> Settled:
    year = told.year or 1
    if told.hijri:
        first, last = month_days(year, 1, True), month_days(year, 12, True)
        days = (first[0], last[1]) if first and last else None
    else:
        days = date(year, 1, 1), date(year, 12, 31)
    if days and told.position:
        days = part_of(days, told)
    if days is None:
        return Settled(None, None, "year")
    return Settled(days[0], days[1], _share_precision(told, "period") if told.position else "year")


def _unit(told: TimeExpression, today: date | None) -> Settled:
    """This, the last or the coming week, month, year; the present one up to today."""
    turn = told.turn or 0
    precision = "period" if told.position or told.unit not in ("week", "month", "year") else told.unit
    days = unit_days(today, told.unit, turn) if today else None
    if days is None or today is None:
        return Settled(None, None, precision)
    if told.position:
        return _positioned(told, today, days)
    if turn == 0:
        return Settled(days[0], max(days[0], min(days[1], today)), precision)
    return Settled(days[0], days[1], precision)


def _positioned(told: TimeExpression, today: date, days: Days) -> Settled:
    if told.unit == "week" and told.position == "end" and not told.turn:
        # the weekend that is past or present: Saturday and Sunday
        saturday = weekday_before(today, 5, None)
        return Settled(saturday, min(saturday + DAY, max(today, saturday)), "days")
    part = part_of(days, told)
    if part is None:
        return Settled(None, None, "period")
    return Settled(part[0], part[1], _share_precision(told, "days" if told.unit in ("week", "month") else "period"))


def _share_precision(told: TimeExpression, otherwise: str) -> str:
    """How finely a share of a stretch is told: the n-th week as a week."""
    return told.name if told.position == "nth" else otherwise


def _window(told: TimeExpression, today: date | None) -> Settled:
    """So many units up to today, or from today on. Hours that are not counted are those of today and yesterday."""
    count = told.count
    if count is None and told.unit in ("hour", "minute") and (told.turn or 0) < 0:
        count = 24 if told.unit == "hour" else 0
    doubts = ("ends_untold",) if told.name == "untold" else ()
    if today is None or count is None:
        return Settled(None, None, "period", doubts)
    if (told.turn or 0) > 0:
        end = back(today, told.unit, -count)
        return Settled(today, end, "period", doubts) if end else Settled(None, None, "period", doubts)
    start = back(today, told.unit if told.unit != "minute" else "hour", count)
    return Settled(start, today if start else None, "period", doubts)


def _ago(told: TimeExpression, today: date | None) -> Settled:
    """The day, month or year so long before today; no finer than the unit that counts."""
    precision = {"month": "month", "year": "year", "decade": "period"}.get(told.unit, "day")
    count = told.count
    if told.unit == "hour" and (count is None or count < 12):
        count = 0
    day = back(today, told.unit, count) if today is not None and count is not None else None
    if day is None:
        return Settled(None, None, precision)
    if told.edge == "since" or precision == "day":
        return Settled(day, day, precision)
    days = unit_days(day, told.unit, 0)
    return Settled(days[0], days[1], precision) if days else Settled(None, None, precision)


def _season(told: TimeExpression, today: date | None) -> Settled:
    month = told.month or 1
    year = told.year
    if year is None and today is not None:
        year = today.year + (told.turn or 0) if told.unit == "year" else today.year
        if told.unit == "named" and (told.turn or 0) < 0 and date(year, month, 1) > today:
            year -= 1
    first = month_days(year, month) if year is not None else None
    if first is None or year is None:
        return Settled(None, None, "period")
    last = month_days(year + (month + SEASON_MONTHS - 2) // 12, (month + SEASON_MONTHS - 2) % 12 + 1)
    return Settled(first[0], last[1], "period") if last else Settled(None, None, "period")


def _decade(told: TimeExpression, today: date | None) -> Settled:
    year = told.year or 1
    return Settled(date(year, 1, 1), date(year + 9, 12, 31), "period")


def _holiday(told: TimeExpression, today: date | None) -> Settled:
    """The last such feast up to today, or the one that a turn or a date tells."""
    if today is None:
        return Settled(None, None, "day")
    spans = [days for year in (today.year - 1, today.year, today.year + 1) if (days := feast_days(told, year))]
    if told.turn is not None and told.turn > 0:
        chosen = next((days for days in spans if days[0] > today), None)
    else:
        past = [days for days in spans if days[0] <= today]
        chosen = past[-1] if past else None
    if chosen is None:
        return Settled(None, None, "day")
    return Settled(chosen[0], chosen[1], "day" if chosen[0] == chosen[1] else "days")


def nearest_weekday(day: date, weekday: int) -> date:
    """The day itself or the weekday closest to it: at most one day later, else before it."""
    ahead = (weekday - day.weekday()) % 7
    return day + ahead * DAY if ahead <= 1 else day - (7 - ahead) * DAY
