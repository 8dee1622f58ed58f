"""Every expression of time in a document, in order and without overlap, before any calendar is asked."""

from __future__ import annotations

from dataclasses import replace

from sijill.extract.time_dates import read_month, read_year
from sijill.extract.time_days import read_day
from sijill.extract.time_spans import (
    quantity,
    read_ago,
    read_decade,
    read_first_units,
    read_fraction,
    read_nth_unit,
    read_open_window,
    read_position,
    read_season,
    read_unit,
    read_window,
)
from sijill.extract.time_words import COMMAS, after_word, day_number, definite, joined, marked, skip_bound, time_hit, time_word
from sijill.language.document import Document
from sijill.language.entries import Entry, TimeWord
from sijill.record.found import TimeExpression

_BASES = (
    read_position,
    read_fraction,
    read_first_units,
    read_nth_unit,
    read_season,
    read_decade,
    read_window,
    read_unit,
    read_day,
    read_month,
    read_year,
)
_STARTERS = frozenset({
    "month", "hijri_month", "weekday", "day", "then", "part", "unit", "position", "fraction", "last", "since", "until", "during", "in",
    "ago", "between", "of", "clock", "ordinal", "holiday", "season", "decade", "this", "name",
})  # fmt: skip
_DATE_STARTERS = frozenset({"month", "hijri_month", "weekday", "day", "unit", "position", "ordinal", "this", "part"})
EVENT_REACH = 9
MOST_JOINED = 6
_AFTER_NUMBER = frozenset("/-.:\u2013\\")


def find_times(document: Document) -> list[TimeExpression]:
    """The expressions of time, in the order of the text; none overlaps another."""
    found: list[TimeExpression] = []
    tokens = document.tokens
    at, end = 0, len(tokens)
    while at < end:
        token = tokens[at]
        told: TimeExpression | None = None
        if token.kind == "number":
            told = _from_number(document, at)
        elif token.hits:
            for hit in token.hits:
                entry = hit.entry
                if type(entry) is TimeWord and entry.role in _STARTERS:
                    told, at = _from_word(document, at)
                    break
        if told is None:
            at += 1
            continue
        found.append(told)
        at = max(told.last, at + 1)
    return found


def _from_number(document: Document, at: int) -> TimeExpression | None:
    """The time that begins with figures: a date, a bare year, an hour, a window of so many days."""
    following = document.tokens[at + 1] if at + 1 < len(document.tokens) else None
    if following is None:
        return read_year(document, at)
    if following.kind == "word":
        if not (following.hits or following.word in document.language.grammar.conjunctions):
            return read_year(document, at)
    elif following.word not in _AFTER_NUMBER:
        return read_year(document, at) or (read_day(document, at) if "." in document.words[at] else None)
    return read_day(document, at) or read_window(document, at) or read_year(document, at)


def _from_word(document: Document, at: int) -> tuple[TimeExpression | None, int]:
    """(time, index to go on from) of what begins with a word of time."""
    name = time_hit(document, at, "name")
    if name is not None:
        told = read_day(document, at)
        if told is None or told.last <= at + name[0].length:
            return None, at + name[0].length - 1
        return told, at
    for read in (_since, _until, _range, _between, _during, _before, read_ago):
        told = read(document, at)
        if told is not None:
            return told, at
    return _pair(document, at), at


def read_base(document: Document, at: int) -> TimeExpression | None:
    """One time without direction: a day, month, year, position, window."""
    if not 0 <= at < len(document.tokens):
        return None
    for read in _BASES:
        told = read(document, at)
        if told is not None:
            return told
    return None


def _pair(document: Document, at: int) -> TimeExpression | None:
    """One time, or two days joined: Saturday and Sunday, yesterday and today, both Fridays past."""
    place = at
    unit = time_hit(document, at, "unit")
    if unit and unit[1].unit == "day" and unit[0].form in ("two", "many") and not definite(document, unit[0]):
        place = at + 1
    one = read_base(document, place)
    if one is None or one.other is not None:
        return replace(one, first=at) if one else None
    if (end := _open_range(document, one)) is not None:
        return replace(one, first=at, last=end.last, other=end)
    if one.kind != "day" or (one.day is not None and place == at):
        return replace(one, first=at)
    one, last = _joined_days(document, one)
    if last is one:
        return replace(one, first=at)
    turn = last.turn if one.turn is None else one.turn
    return replace(one, first=at, last=last.last, turn=turn, other=last, name="pair")


def _joined_days(document: Document, one: TimeExpression) -> tuple[TimeExpression, TimeExpression]:
    """(first, last) of days in a row that are joined by "and": the same day twice where none is joined to it."""
    last = one
    for _ in range(MOST_JOINED):
        next_at = joined(document, last.last)
        dated = day_number(document, last.last) if next_at is None and one.weekday is not None and one.day is None else None
        if dated is not None and (after := joined(document, dated[1])) is not None and time_hit(document, after, "weekday"):
            # Friday 10 and Saturday 11 November
            more = read_day(document, after)
            if more is not None and more.month is not None:
                one = replace(one, day=dated[0], month=more.month, year=more.year, turn=more.turn, unit=more.unit, hijri=more.hijri)
                last = more
            break
        if next_at is None or not (
            time_hit(document, next_at, "weekday") or time_hit(document, next_at, "day") or _dawn(document, next_at, one)
        ):
            break
        more = read_day(document, next_at)
        if more is None or more.kind != "day" or more.name == "now" or (more.part and not one.part):
            break
        last = more
    return one, last


def _open_range(document: Document, one: TimeExpression) -> TimeExpression | None:
    """The end of a range whose begin has no "from" before it: the begin of June, until yesterday."""
    place = one.last
    if one.position and marked(document, place, COMMAS):
        place += 1
    until = after_word(document, place, "until")
    if until is None or one.kind not in ("day", "month", "year", "unit") or one.name == "now":
        return None
    end = read_base(document, until)
    return end if end is not None and end.name != "now" and end.other is None else None


def _dawn(document: Document, at: int, one: TimeExpression) -> bool:
    return one.part in ("night", "evening") and time_word(document, at, "part") is not None


def _since(document: Document, at: int) -> TimeExpression | None:
    """From a day on, up to another where that is told too."""
    after = after_word(document, at, "since")
    if after is None:
        return None
    then = time_hit(document, at, "then")
    if then and then[1].name == "since":
        return TimeExpression(first=at, last=at + then[0].length, kind="then", offset=0, edge="since")
    now = time_hit(document, at, "day")
    if now and now[0].length > 1:
        return None
    start = skip_bound(document, after)
    told = read_base(document, start)
    if told is None:
        length = quantity(document, start)
        part = time_hit(document, start, "part")
        if length is not None and length[1] != "minute":
            told = TimeExpression(first=at, last=length[2], kind="ago", unit=length[1], count=length[0], turn=-1)
        elif part and (definite(document, part[0]) or part[0].form == "adverb"):
            told = TimeExpression(first=at, last=start + part[0].length, kind="day", offset=0, part=part[1].name)
    if told is None:
        told = _date_of_event(document, after)
    if told is None:
        return None
    end = _far_end(document, told.last)
    if end is not None:
        return replace(told, first=at, last=end.last, other=end)
    return replace(told, first=at, edge="since")


def _date_of_event(document: Document, at: int) -> TimeExpression | None:
    """The date of the event that "since" names: since the fall of the town in August 2014."""
    for place in range(at, min(at + EVENT_REACH, len(document.tokens))):
        token = document.tokens[place]
        if token.kind in ("mark", "line"):
            return None
        if place > at and any(_ends_event(hit.entry, hit.form) for hit in token.hits):
            return None
        if token.kind == "number" or any(type(hit.entry) is TimeWord and hit.entry.role in _DATE_STARTERS for hit in token.hits):
            told = read_base(document, place)
            if told is not None:
                dated = told.kind in ("month", "year") or (told.kind == "day" and told.month is not None)
                return told if told.edge == "" and told.other is None and (dated or told.kind == "unit") else None
    return None


def _ends_event(entry: Entry, form: str) -> bool:
    """Whether a word tells that a clause with a verb of its own has begun."""
    return entry.table in ("cue", "effect", "event") and form.startswith(("past", "present", "happens", "does", "both", "passive"))


def _far_end(document: Document, at: int) -> TimeExpression | None:
    """The time after "until" or "to"; a comma may stand between."""
    place = at + 1 if marked(document, at, COMMAS) else at
    until = after_word(document, place, "until")
    if until is None:
        until = after_word(document, place, "to") if place == at else None
    return read_base(document, until) if until is not None else None


def _until(document: Document, at: int) -> TimeExpression | None:
    after = after_word(document, at, "until")
    told = read_base(document, after) if after is not None else None
    return replace(told, first=at, edge="until") if told and told.edge == "" else None


def _before(document: Document, at: int) -> TimeExpression | None:
    """All time before a day, month or year: before 2011, before Saturday."""
    after = after_word(document, at, "ago")
    if after is None or time_hit(document, at, "part") or time_hit(document, at, "day"):
        return None
    told = read_base(document, after)
    if told is None or told.kind not in ("day", "month", "year", "unit", "holiday") or told.other is not None:
        return None
    return replace(told, first=at, edge="before")


def _range(document: Document, at: int) -> TimeExpression | None:
    """From one time to another; without the other end, the first alone."""
    after = after_word(document, at, "of")
    if after is None or after >= len(document.tokens):
        return None
    if document.tokens[after].kind != "number" and not any(type(hit.entry) is TimeWord for hit in document.tokens[after].hits):
        return None
    told = read_base(document, after)
    if told is None and (day := day_number(document, after)) is not None:
        end = _far_end(document, day[1])
        if end is not None and end.kind == "day" and end.day is not None:
            return replace(end, first=at, day=day[0], other=end, name="pair")
        return None
    if told is None or told.other is not None:
        return None
    end = _far_end(document, told.last)
    return replace(told, first=at, last=end.last, other=end) if end is not None else None


def _between(document: Document, at: int) -> TimeExpression | None:
    after = after_word(document, at, "between")
    if after is None:
        return None
    told = read_base(document, after)
    if told is None or told.other is not None or told.kind not in ("day", "month", "year", "unit"):
        return replace(told, first=at) if told and told.other is not None else None
    far = joined(document, told.last)
    end = read_base(document, far) if far is not None else None
    return replace(told, first=at, last=end.last, other=end) if end is not None and end.other is None else None


def _during(document: Document, at: int) -> TimeExpression | None:
    """A length of time after "over" or "in" that nothing else tells of."""
    after = after_word(document, at, "during")
    if after is None:
        after = after_word(document, at, "in")
    if after is None or after >= len(document.tokens):
        return None
    if document.tokens[after].kind != "number" and not document.tokens[after].hits:
        return None
    if time_hit(document, at, "day") or time_hit(document, at, "then"):
        return None
    told = read_base(document, after)
    if told is not None:
        return told if told.kind == "window" else None
    days = time_hit(document, after, "unit")
    if days and days[0].form != "one" and (time_hit(document, after + 1, "weekday") or day_number(document, after + 1)):
        return None
    return read_open_window(document, after)
