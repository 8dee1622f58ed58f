"""Dates of a calendar as the words tell them: numeric, with the month's name, by ordinals, two days of one month."""

from __future__ import annotations

import re
from dataclasses import replace

from sijill.extract.time_words import (
    COMMAS,
    DASHES,
    HIJRI_YEARS,
    SLASHES,
    YEARS,
    MonthName,
    after_word,
    counted_thing,
    day_number,
    definite,
    digits,
    joined,
    marked,
    month_name,
    ordinal,
    time_hit,
    time_word,
)
from sijill.language.document import Document
from sijill.record.found import TimeExpression

_PIECE = re.compile(r"\d{1,4}")
# the turn of "the same month", which is that of the time named before
SAME = 99
# words that make a bare month or year after them a time
BEFORE_MONTH = ("in", "since", "during", "until", "between", "position")
BEFORE_YEAR = (*BEFORE_MONTH, "year_noun", "season")
_SEPARATORS = frozenset("/-.\\\u2013")


def read_date(document: Document, at: int) -> TimeExpression | None:
    """The day of a month that stands at a token, with what is told of its year; None where none does."""
    return _numeric(document, at) or _named(document, at)


def _numeric(document: Document, at: int) -> TimeExpression | None:
    """A date in figures: day, month and year, or year, month and day."""
    if not 0 <= at < len(document.tokens) or document.tokens[at].kind != "number":
        return None
    pieces: list[int] = []
    separators: set[str] = set()
    place, glued = at, True
    while place < len(document.tokens) and place < at + 5 and len(pieces) < 3:
        token = document.tokens[place]
        if token.kind == "number" and (place == at or document.words[place - 1] in _SEPARATORS):
            pieces += [int(piece) for piece in _PIECE.findall(token.word)]
            separators |= {"."} if "." in token.word else set()
            if len(token.word) > 5 or "," in token.word:
                return None
        elif token.word in _SEPARATORS and place > at and document.tokens[place - 1].kind == "number":
            separators.add(token.word)
        else:
            break
        glued = glued and (place == at or token.glued)
        place += 1
    if len(pieces) != 3 or len(separators) != 1 or (not glued and separators <= {".", "\u2013"}):
        return None
    return _in_figures(document, at, place, pieces)


def _in_figures(document: Document, at: int, after: int, pieces: list[int]) -> TimeExpression | None:
    first, month, last = pieces
    if first > 31:
        year, day = first, last
    else:
        day, year = first, last
        if month > 12 >= day:
            day, month = month, day
    if year < 100:
        year += 2000
        if not 2005 <= year <= 2040:
            return None
    hijri = year in HIJRI_YEARS
    if not (1 <= day <= 31 and 1 <= month <= 12 and (hijri or year in YEARS)):
        return None
    after = _era(document, after)
    return TimeExpression(first=at, last=after, kind="day", day=day, month=month, year=year, hijri=hijri)


def _era(document: Document, after: int) -> int:
    """The index after the letter or word that names the calendar."""
    found = time_hit(document, after, "era")
    return after + 1 if found and found[0].proclitic == "" else after


def _named(document: Document, at: int) -> TimeExpression | None:
    """A day with the month's name, or of "this month", one or two days of it."""
    one = day_number(document, at)
    if one is None:
        return None
    day, place = one
    far: int | None = None
    second = _second_day(document, place)
    if second is not None:
        rest = _of_month(document, second[1])
        if rest is not None:
            far = second[0]
            return _with_month(document, at, day, far, rest)
    rest = _of_month(document, place)
    return _with_month(document, at, day, None, rest) if rest is not None else None


def _second_day(document: Document, at: int) -> tuple[int, int] | None:
    """(day, after) of a second day before the month: 14 and 15 March, 3 - 7 August, from 3 to 7 August."""
    place = joined(document, at)
    if place is None and (marked(document, at, DASHES) or time_word(document, at, "to") or time_word(document, at, "until")):
        place = at + 1
    if place is None and marked(document, at, SLASHES):
        first, second = digits(document, at - 1), digits(document, at + 1)
        return (second, at + 2) if first is not None and second == first + 1 else None
    return day_number(document, place) if place is not None else None


def _of_month(document: Document, at: int) -> tuple[MonthName | int, int] | None:
    """The month that a day belongs to: (its name, after) or (which month by its turn, after)."""
    place = after_word(document, at, "of")
    place = at if place is None else place
    unit = time_hit(document, place, "unit")
    if unit and unit[1].unit == "month" and unit[0].form == "one":
        name = month_name(document, place + 1)
        if name is not None:
            return name, name.after
        turn = time_hit(document, place + 1, "turn")
        if turn and definite(document, unit[0]) and definite(document, turn[0]):
            return turn[1].value, place + 2
        if definite(document, unit[0]) and time_word(document, place + 1, "same"):
            return SAME, place + 2
    this = time_word(document, place, "this")
    if this and (unit := time_hit(document, place + 1, "unit")) and unit[1].unit == "month" and definite(document, unit[0]):
        return 0, place + 2
    name = month_name(document, place)
    if name is not None:
        return name, name.after
    turn = time_hit(document, place, "turn")
    if (
        turn
        and definite(document, turn[0])
        and turn[0].proclitic == document.language.grammar.article
        and _of_the_current(document, at, place, turn[1].value)
    ):
        return turn[1].value, place + 1
    return None


def _of_the_current(document: Document, at: int, place: int, turn: int) -> bool:
    """Whether a day with "the current" and no "month" is a date ("the 5th of the current"): said of this month alone."""
    return turn == 0 and (place > at or document.tokens[at - 1].kind == "number" or ordinal(document, at - 1) is not None)


def _with_month(document: Document, at: int, day: int, far: int | None, rest: tuple[MonthName | int, int]) -> TimeExpression | None:
    month, after = rest
    if isinstance(month, int):
        made = TimeExpression(first=at, last=after, kind="day", day=day, turn=month, unit="month")
        if month == SAME:
            made = replace(made, turn=None, unit="same_month")
    else:
        made = of_year(document, TimeExpression(first=at, last=after, kind="day", day=day, month=month.value, hijri=month.hijri))
        if made.year is None and made.turn is None and is_name(document, at):
            return None
    if far is not None and far != day:
        made = replace(made, other=replace(made, day=far), name="pair")
    return made


def is_name(document: Document, at: int) -> bool:
    """Whether a noun before the date makes it the name of something: "the 17th of April Square"."""
    found = time_hit(document, at - 1, "named_for")
    return found is not None and not definite(document, found[0])


def of_year(document: Document, told: TimeExpression) -> TimeExpression:
    """The day or month with the year, or the turn, that stands after it."""
    at = told.last
    turn = time_hit(document, at, "turn")
    if turn and definite(document, turn[0]) and not turn[1].name:
        return replace(told, turn=turn[1].value, unit="named", last=at + 1)
    place = at + 1 if marked(document, at, COMMAS) else at
    year = digits(document, place)
    if year is not None and _is_year(year, told.hijri) and not (place > at and counted_thing(document, place + 1)):
        return replace(told, year=year, last=_era(document, place + 1))
    of = after_word(document, at, "of")
    place = of if of is not None else at
    unit = time_hit(document, place, "unit")
    if unit and unit[1].unit == "year" and unit[0].form == "one":
        year = digits(document, place + 1)
        if year is not None and _is_year(year, told.hijri):
            return replace(told, year=year, last=_era(document, place + 2))
        turn = time_hit(document, place + 1, "turn")
        if turn and definite(document, unit[0]) and definite(document, turn[0]):
            return replace(told, turn=turn[1].value, unit="year", last=place + 2)
        if definite(document, unit[0]) and time_word(document, place + 1, "same"):
            return replace(told, unit="same_year", last=place + 2)
    if time_word(document, place, "this") and (unit := time_hit(document, place + 1, "unit")) and unit[1].unit == "year":
        return replace(told, turn=0, unit="year", last=place + 2)
    if of is not None and (year := digits(document, of)) is not None and _is_year(year, told.hijri) and not counted_thing(document, of + 1):
        return replace(told, year=year, last=of + 1)
    return told


def _is_year(year: int, hijri: bool) -> bool:
    return year in (HIJRI_YEARS if hijri else YEARS)


def read_month(document: Document, at: int) -> TimeExpression | None:
    """A month by its name, with what is told of its year; two months joined are a range."""
    place, cued = at, False
    unit = time_hit(document, at, "unit")
    if unit and unit[1].unit == "month" and unit[0].form in ("one", "two"):
        place, cued = at + 1, True
    name = month_name(document, place)
    if name is None and cued and unit:
        return _numbered_month(document, at, definite(document, unit[0]))
    if name is None:
        return None
    made = of_year(document, TimeExpression(first=at, last=name.after, kind="month", month=name.value, hijri=name.hijri))
    told = made.year is not None or made.turn is not None
    if not (cued or name.sure or told or (name.cueable and _stands_after(document, at, BEFORE_MONTH))):
        return None
    if not told and not cued and (is_name(document, at) or (digits(document, at - 1) is not None and is_name(document, at - 1))):
        return None
    far_at = joined(document, made.last)
    if far_at is None and marked(document, made.last, DASHES):
        far_at = made.last + 1
    far = month_name(document, far_at) if far_at is not None else None
    if far is not None and (far.sure or cued) and far.value != name.value:
        other = of_year(document, TimeExpression(first=made.last, last=far.after, kind="month", month=far.value, hijri=far.hijri))
        if not told:
            made = replace(made, year=other.year, turn=other.turn, unit=other.unit)
        made = replace(made, other=other, last=other.last, name="pair")
    return made


def _numbered_month(document: Document, at: int, spoken: bool) -> TimeExpression | None:
    """A month by its number, with its year: month 8 of 2013, the eighth month of last year."""
    number = ordinal(document, at + 1) if spoken else None
    value = digits(document, at + 1)
    if number is None and value is not None and len(document.words[at + 1]) <= 2:
        number = value, at + 2
    if number is None or not 1 <= number[0] <= 12:
        return None
    made = of_year(document, TimeExpression(first=at, last=number[1], kind="month", month=number[0]))
    return made if made.year is not None or made.turn is not None else None


def _stands_after(document: Document, at: int, roles: tuple[str, ...]) -> bool:
    """Whether a word of one of these roles stands right before a token."""
    return any(time_word(document, at - 1, role) is not None for role in roles)


def read_year(document: Document, at: int) -> TimeExpression | None:
    """A year with "year" before it, or two of them, or bare after a word that calls for one."""
    unit = time_hit(document, at, "unit")
    place = at
    if time_word(document, at - 1, "born"):
        return None
    if unit and unit[1].unit == "year" and unit[0].form in ("one", "two"):
        place = at + 1
        while marked(document, place, frozenset({"(", ":"})) and place < at + 2:
            place += 1
    elif not bare_year(document, at):
        return None
    year = digits(document, place)
    if (
        year is None
        or not (year in YEARS or year in HIJRI_YEARS)
        or (place == at and year in HIJRI_YEARS and _era(document, place + 1) == place + 1)
    ):
        return None
    hijri = year in HIJRI_YEARS
    made = TimeExpression(first=at, last=_era(document, place + 1), kind="year", year=year, hijri=hijri)
    far_at = joined(document, made.last)
    if far_at is None and (marked(document, made.last, DASHES) or (time_word(document, made.last, "to") and place == at)):
        far_at = made.last + 1
    if far_at is not None and (again := time_hit(document, far_at, "unit")) and again[1].unit == "year":
        far_at += 1
    far = digits(document, far_at) if far_at is not None else None
    if far_at is not None and far is not None and _is_year(far, hijri) and far > year and not counted_thing(document, far_at + 1):
        other = TimeExpression(first=far_at, last=_era(document, far_at + 1), kind="year", year=far, hijri=hijri)
        made = replace(made, other=other, last=other.last, name="pair")
    return made


def bare_year(document: Document, at: int) -> bool:
    """Whether the number there is a year by the word before it, and counts nothing after it."""
    year = digits(document, at)
    if year is None or not (year in YEARS or year in HIJRI_YEARS) or counted_thing(document, at + 1):
        return False
    if (
        marked(document, at + 1, frozenset("/:.%"))
        and at + 2 < len(document.tokens)
        and document.tokens[at + 1].glued
        and digits(document, at + 2)
    ):
        return False
    return _stands_after(document, at, BEFORE_YEAR)
