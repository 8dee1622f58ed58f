"""Stretches of time as the words tell them: this month, the last three days, two weeks ago, the end of the year."""

from __future__ import annotations

from dataclasses import replace

from sijill.extract.time_dates import read_month, read_year
from sijill.extract.time_words import (
    YEARS,
    after_word,
    count,
    definite,
    digits,
    ordinal,
    skip_article,
    skip_bound,
    time_hit,
    time_word,
)
from sijill.language.document import Document
from sijill.record.found import TimeExpression

# units that a turn can be said of: last month, this year
CALENDAR = frozenset({"week", "month", "year", "decade", "century"})


def read_unit(document: Document, at: int) -> TimeExpression | None:
    """A week, month or year by its turn: this week, the month before last, the coming year."""
    this = time_word(document, at, "this")
    place = at + 1 if this else at
    unit = time_hit(document, place, "unit")
    if not unit or unit[1].unit not in CALENDAR or unit[0].form != "one" or not definite(document, unit[0]):
        return None
    made = TimeExpression(first=at, last=place + 1, kind="unit", unit=unit[1].unit, turn=0)
    if this:
        return made
    before = after_word(document, place + 1, "ago")
    turn = time_hit(document, before if before is not None else place + 1, "turn")
    if not turn or not definite(document, turn[0]):
        return None
    if turn[1].name:
        return replace(made, kind="window", count=1, turn=-1, last=place + 2)
    if before is not None:
        return replace(made, turn=2 * turn[1].value, last=before + 1) if turn[1].value else None
    return replace(made, turn=turn[1].value, last=place + 2)


def read_position(document: Document, at: int) -> TimeExpression | None:
    """The begin, middle or end of a month, week, year; "the end of the week" is its last two days."""
    found = time_hit(document, at, "position")
    if not found:
        return None
    place = after_word(document, at + 1, "of") or at + 1
    for read in (read_month, read_unit, read_year):
        told = read(document, place)
        if told is not None:
            return replace(told, first=at, position=found[1].name)
    unit = time_hit(document, place, "unit")
    if unit and unit[0].form == "one" and definite(document, unit[0]) and unit[1].unit in ("week", "month", "year"):
        if time_word(document, place + 1, "other_year"):
            return None
        return TimeExpression(first=at, last=place + 1, kind="unit", unit=unit[1].unit, turn=0, position=found[1].name)
    return None


def read_fraction(document: Document, at: int) -> TimeExpression | None:
    """A half, third or quarter of a month or year by its number: the first half of 2015."""
    found = time_hit(document, at, "fraction")
    number = time_hit(document, at + 1, "ordinal")
    if not found or not number or not definite(document, found[0]) or not 1 <= number[1].value <= found[1].value:
        return None
    of = after_word(document, at + 2, "of")
    told = _whole(document, of) if of is not None else None
    return replace(told, first=at, position=f"{number[1].value}/{found[1].value}") if told else None


def read_nth_unit(document: Document, at: int) -> TimeExpression | None:
    """A week or month by its number in a month or year: the first week of the month."""
    unit = time_hit(document, at, "unit")
    if not unit or unit[0].form != "one" or not definite(document, unit[0]) or unit[1].unit not in ("week", "month"):
        return None
    number = ordinal(document, at + 1)
    of = after_word(document, number[1], "of") if number else None
    told = _whole(document, of) if of is not None else None
    if not number or told is None or (told.kind, unit[1].unit) == ("month", "month"):
        return None
    return replace(told, first=at, position="nth", count=number[0], name=unit[1].unit)


def _whole(document: Document, at: int) -> TimeExpression | None:
    """The month or year that a share is of; a bare "the year" is this one."""
    for read in (read_unit, read_month, read_year):
        told = read(document, at)
        if told is not None:
            return told
    unit = time_hit(document, at, "unit")
    if unit and unit[0].form == "one" and definite(document, unit[0]) and unit[1].unit in ("month", "year"):
        return TimeExpression(first=at, last=at + 1, kind="unit", unit=unit[1].unit, turn=0)
    year = digits(document, at)
    if year is not None and year in YEARS:
        return TimeExpression(first=at, last=at + 1, kind="year", year=year)
    return None


def read_first_units(document: Document, at: int) -> TimeExpression | None:
    """The first so many months of a year: the first six months of the year."""
    unit = time_hit(document, at, "unit")
    if not unit or unit[0].form == "one" or not definite(document, unit[0]) or unit[1].unit not in ("month", "week", "day"):
        return None
    number = count(document, at + 1) if unit[0].form == "many" else (2, at + 1)
    first = time_hit(document, number[1], "ordinal") if number else None
    if not number or not first or first[1].value != 1:
        return None
    of = after_word(document, number[1] + 1, "of")
    told = _whole(document, of) if of is not None else None
    return replace(told, first=at, position="first", count=number[0], name=unit[1].unit) if told else None


def read_window(document: Document, at: int) -> TimeExpression | None:
    """The last, or the coming, so many hours, days, weeks; `count` is None where the words do not tell how many."""
    return _counted_window(document, at) or _unit_window(document, at) or _last_window(document, at)


def _counted_window(document: Document, at: int) -> TimeExpression | None:
    """The 24 hours past: the number before its unit."""
    number = count(document, at)
    unit = time_hit(document, number[1], "unit") if number else None
    turn = time_hit(document, number[1] + 1, "turn") if number else None
    if not number or not unit or not turn or not definite(document, turn[0]):
        return None
    return _window(at, number[1] + 2, unit[1].unit, number[0], turn[1].value)


def _unit_window(document: Document, at: int) -> TimeExpression | None:
    """The days past, with or without their number: the three days past, the past few hours, the two weeks past."""
    unit = time_hit(document, at, "unit")
    if not unit or unit[0].form == "one" or not definite(document, unit[0]):
        return None
    place, number = at + 1, 2 if unit[0].form == "two" else None
    for _ in range(3):
        told = count(document, place) if number is None else None
        if told is not None:
            number, place = told
        elif time_word(document, place, "few"):
            place += 1
    turn = time_hit(document, place, "turn")
    if not turn or not definite(document, turn[0]):
        return None
    place += 1
    if number is None and time_word(document, place, "few"):
        place += 1
    elif number is None and (told := count(document, place)) is not None and definite_number(document, place):
        number, place = told
    return _window(at, place, unit[1].unit, number, turn[1].value)


def definite_number(document: Document, at: int) -> bool:
    """Whether the number there has the article, so that it belongs to the noun before it."""
    if skip_article(document, at) != at:
        return True
    return document.words[at].startswith(document.language.grammar.article)


def _last_window(document: Document, at: int) -> TimeExpression | None:
    """The last so many: "in the last 24 hours" with the word for last before them."""
    if not time_word(document, at, "last"):
        return None
    told = quantity(document, at + 1)
    return _window(at, told[2], told[1], told[0], -1) if told and told[0] else None


def _window(first: int, last: int, unit: str, number: int | None, turn: int) -> TimeExpression | None:
    return TimeExpression(first=first, last=last, kind="window", unit=unit, count=number, turn=turn) if turn else None


def read_open_window(document: Document, at: int) -> TimeExpression | None:
    """So many days with nothing that says which: "over three days"; its name is "untold"."""
    start = skip_bound(document, at)
    told = quantity(document, start)
    if told is None or (told[0] or 0) < 2 or told[1] == "minute":
        return None
    return TimeExpression(first=at, last=told[2], kind="window", unit=told[1], count=told[0], turn=-1, name="untold")


def quantity(document: Document, at: int) -> tuple[int | None, str, int] | None:
    """(how many, of which unit, after): two weeks, 10 days, a year and a half; None where it is not told how many."""
    number = count(document, at)
    if number is not None:
        unit = time_hit(document, number[1], "unit")
        if unit and not unit[0].proclitic and unit[0].form != "two":
            return _and_half(document, number[0], unit[1].unit, number[1] + 1)
        return None
    few = time_word(document, at, "few") is not None
    unit = time_hit(document, at + 1 if few else at, "unit")
    if not unit or unit[0].proclitic or (few and unit[0].form != "many"):
        return None
    after = at + 2 if few else at + 1
    if unit[0].form == "many":
        return None, unit[1].unit, after + 1 if time_word(document, after, "few") else after
    return _and_half(document, 2 if unit[0].form == "two" else 1, unit[1].unit, after)


def _and_half(document: Document, number: int, unit: str, after: int) -> tuple[int, str, int]:
    half = time_hit(document, after, "fraction")
    if half and half[1].value == 2 and half[0].proclitic and not definite(document, half[0]):
        finer = {"year": (12, 6, "month"), "month": (4, 2, "week"), "week": (7, 3, "day"), "day": (24, 12, "hour")}.get(unit)
        if finer:
            return number * finer[0] + finer[1], finer[2], after + 1
        return number, unit, after + 1
    return number, unit, after


def read_ago(document: Document, at: int) -> TimeExpression | None:
    """So long before today, not before another event: two weeks ago."""
    before = after_word(document, at, "ago")
    if before is None or time_hit(document, at, "part") or time_hit(document, at, "day"):
        return None
    told = quantity(document, skip_bound(document, before))
    if told is None or told[1] == "minute":
        return None
    number, unit, after = told
    of = after_word(document, after, "of")
    if of is not None:
        now = time_word(document, of, "day")
        if now is None or now.value != 0:
            return None
        after = of + 1
    if document.role(after, "onto") and document.role(after + 1, "demonstrative"):
        return None
    return TimeExpression(first=at, last=after, kind="ago", unit=unit, count=number, turn=-1)


def read_season(document: Document, at: int) -> TimeExpression | None:
    """A season with its year or turn."""
    found = time_hit(document, at, "season")
    if not found:
        return None
    place = after_word(document, at + 1, "of") or at + 1
    year = read_year(document, place)
    if year is not None and year.other is None:
        return TimeExpression(first=at, last=year.last, kind="season", month=found[1].value, year=year.year)
    unit = read_unit(document, place)
    if unit is not None and unit.unit == "year":
        return TimeExpression(first=at, last=unit.last, kind="season", month=found[1].value, turn=unit.turn, unit="year")
    turn = time_hit(document, at + 1, "turn")
    if definite(document, found[0]) and turn and definite(document, turn[0]) and not turn[1].name:
        return TimeExpression(first=at, last=at + 2, kind="season", month=found[1].value, turn=turn[1].value, unit="named")
    return None


def read_decade(document: Document, at: int) -> TimeExpression | None:
    """A decade of a century: the eighties of the last century."""
    found = time_hit(document, at, "decade")
    if not found:
        return None
    last = at + 1
    century = time_hit(document, last, "century")
    if century:
        last += 2 if time_hit(document, last + 1, "turn") else 1
    elif not definite(document, found[0]):
        return None
    return TimeExpression(first=at, last=last, kind="decade", year=found[1].value)
