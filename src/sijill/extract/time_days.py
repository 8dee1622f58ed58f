"""Days as the words tell them: weekday, date, part of the day and hour, in whatever order they stand together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sijill.extract.time_dates import read_date
from sijill.extract.time_hours import clock_digits, clock_face, spoken_hour
from sijill.extract.time_weekdays import counts_two, far_weekday, named_place
from sijill.extract.time_words import (
    COMMAS,
    DASHES,
    OPEN,
    SLASHES,
    after_word,
    definite,
    digits,
    marked,
    ordinal,
    skip_article,
    time_hit,
)
from sijill.language.document import Document
from sijill.record.found import TimeExpression

LONGEST = 12


@dataclass(slots=True)
class _Day:
    """What has been read of one day. `end` is the index after the last word that surely belongs to it."""

    first: int
    end: int
    offset: int | None = None
    weekday: int | None = None
    far: int | None = None
    turn: int | None = None
    date: TimeExpression | None = None
    part: str = ""
    hour: tuple[int, int] | None = None
    half: int | None = None
    name: str = ""
    then: bool = False
    holiday: tuple[str, int] | None = None
    brackets: list[int] = field(default_factory=list)

    @property
    def clock(self) -> str | None:
        return clock_face(*self.hour, self.half, self.part) if self.hour else None

    @property
    def known(self) -> bool:
        return self.offset is not None or self.weekday is not None or self.date is not None or self.holiday is not None or self.then


def read_day(document: Document, at: int) -> TimeExpression | None:
    """The day that is told from a token on, with its part and hour; None where no day is."""
    day = _Day(at, at)
    place = at
    for _ in range(LONGEST):
        after = _component(document, place, day)
        if after is None:
            step = _joint(document, place, day)
            after = _component(document, step, day, joint=True) if step is not None else None
        if after is None:
            break
        place = after
        if day.known or day.hour is not None:
            place = _close(document, place, day)
    if day.known:
        return _finish(document, day)
    if day.hour is not None and day.end > at:
        return TimeExpression(first=at, last=day.end, kind="clock", clock=day.clock, part=day.part)
    return None


def _close(document: Document, place: int, day: _Day) -> int:
    """The index after brackets that were opened within and end here."""
    while day.brackets and document.closers.get(day.brackets[-1]) == place:
        day.brackets.pop()
        place += 1
        day.end = max(day.end, place)
    return place


def _component(document: Document, at: int, day: _Day, joint: bool = False) -> int | None:
    """The index after one more part of the day, noted in `day`; None where there is no such part."""
    if not 0 <= at < len(document.tokens):
        return None
    for read in (_then, _relative, _weekday, _calendar, _holiday, _hour, _part, _filler):
        after = read(document, at, day)
        if after is not None:
            return after
    return None


def _joint(document: Document, at: int, day: _Day) -> int | None:
    """The index after a comma, bracket, dash or preposition that can join two parts of one day."""
    if marked(document, at, COMMAS | DASHES | SLASHES) and (day.known or day.hour):
        return at + 1 if _joins_after_mark(document, at + 1, day) else None
    if marked(document, at, OPEN) and day.known and _joins_after_mark(document, at + 1, day):
        day.brackets.append(at)
        return at + 1
    if day.known and time_hit(document, at + 1, "weekday") and document.closers.get(at) == at + 2:
        # today "Tuesday": the weekday in quotation marks
        day.brackets.append(at)
        return at + 1
    of = after_word(document, at, "of")
    if of is not None and (day.part or day.hour) and not (day.weekday is not None or day.offset is not None):
        return of
    for role in ("equals", "dated"):
        after = after_word(document, at, role)
        if after is not None and day.known:
            return after + 1 if document.words[after : after + 1] == [document.language.grammar.article_after_lam] else after
    inside = after_word(document, at, "in")
    if inside is not None and (day.hour or (day.known and time_hit(document, inside, "clock"))):
        return inside
    if inside is not None and day.weekday is not None and day.date is None and read_date(document, inside):
        return inside
    return None


def _joins_after_mark(document: Document, at: int, day: _Day) -> bool:
    if time_hit(document, at, "weekday"):
        return day.weekday is None
    filler = after_word(document, at, "unit")
    if filler is not None and time_hit(document, filler, "weekday"):
        return day.weekday is None
    if clock_digits(document, at) or time_hit(document, at, "clock"):
        return day.hour is None
    if day.hour and time_hit(document, at, "day"):
        return True
    date = read_date(document, at)
    return date is not None and (day.date is None or date.hijri != day.date.hijri)


def _then(document: Document, at: int, day: _Day) -> int | None:
    found = time_hit(document, at, "then")
    if not found or day.known or found[1].name == "since":
        return None
    day.then, day.offset = True, found[1].value
    day.end = at + found[0].length
    return day.end


def _relative(document: Document, at: int, day: _Day) -> int | None:
    found = time_hit(document, at, "day")
    if not found or day.offset is not None or day.date is not None:
        return None
    hit, entry = found
    if day.weekday is not None and (day.end != at or hit.length > 1 or entry.name):
        return None
    if day.weekday is not None and hit.proclitic[:1] in document.language.grammar.conjunctions and hit.proclitic:
        # Monday and today are two days
        return None
    if hit.length > 1 and entry.value == 0 and after_word(document, at + hit.length, "of") is not None:
        return None
    if entry.value == 0 and not entry.name and hit.length == 1 and _not_today(document, at):
        return None
    if hit.length > 1 and after_word(document, at + hit.length, "of") and day_of_month_follows(document, at + 1):
        # yesterday, the first of August: the ordinal belongs to the month
        single = next((h for h in document.tokens[at].hits if h.length == 1 and h.entry.table == "time"), None)
        if single is not None:
            day.offset, day.end = getattr(single.entry, "value", -1), at + 1
            return day.end
    day.offset = entry.value
    if entry.name == "night":
        day.part = "night"
    elif entry.name == "now":
        day.name = "now"
    day.end = at + hit.length
    return day.end


def _not_today(document: Document, at: int) -> bool:
    """Whether the day named there is a certain day by its number and not today: "the third day", "day 44"."""
    numbered = ordinal(document, at + 1) is not None or skip_article(document, at + 1) != at + 1
    return numbered and not day_of_month_follows(document, at + 1)


def day_of_month_follows(document: Document, at: int) -> bool:
    """Whether a day and its month stand there."""
    date = read_date(document, at)
    return date is not None and date.day is not None


def _weekday(document: Document, at: int, day: _Day) -> int | None:
    found = time_hit(document, at, "weekday")
    if not found:
        return None
    hit, entry = found
    if day.weekday is not None or named_place(document, at):
        return None
    if not day.known and not day.part and counts_two(document, at):
        return None
    day.weekday, place = entry.value, at + hit.length
    far = far_weekday(document, place, entry.value, day.part)
    if far is not None:
        day.far, place = far
    turn = time_hit(document, place, "turn")
    if turn and definite(document, turn[0]) and not turn[1].name:
        day.turn, place = turn[1].value, place + 1
    day.end = place
    return place


def _calendar(document: Document, at: int, day: _Day) -> int | None:
    date = read_date(document, at)
    if date is None or (day.date is not None and day.date.hijri == date.hijri) or (day.then and day.offset == 0):
        return None
    if day.date is None or day.date.hijri:
        day.date = date
    day.end = date.last
    return date.last


def _holiday(document: Document, at: int, day: _Day) -> int | None:
    """A feast, or its n-th day: "the second day of the feast"."""
    if day.known:
        return None
    place, number = at, 1
    found = time_hit(document, at, "ordinal")
    days = time_hit(document, at + 1, "unit")
    if found and days and days[1].unit == "day" and days[0].form == "many":
        place, number = at + 2, found[1].value
    elif (spoken := ordinal(document, at)) and (of := after_word(document, spoken[1], "of")) is not None:
        days = time_hit(document, of, "unit")
        number, place = spoken[0], of + 1 if days and days[1].unit == "day" else of
    feast = time_hit(document, place, "holiday")
    if not feast:
        return None
    day.holiday = (feast[1].name, number if place > at else 0)
    day.end = place + feast[0].length
    turn = time_hit(document, day.end, "turn")
    if turn and definite(document, turn[0]):
        day.turn, day.end = turn[1].value, day.end + 1
    return day.end


def _hour(document: Document, at: int, day: _Day) -> int | None:
    if day.hour is not None:
        return None
    clock = after_word(document, at, "clock")
    place = at if clock is None else skip_article(document, clock)
    in_digits = clock_digits(document, place)
    told = in_digits or spoken_hour(document, place)
    if told is None and clock is not None and (bare := digits(document, place)) is not None and bare <= 24:
        told = bare, 0, place + 1
    if told is None:
        return None
    hour, minute, after = told
    half = time_hit(document, after, "half_day")
    if half and half[0].proclitic == "" and (half[0].length, len(document.words[after])) == (1, 1):
        day.half, after = half[1].value, after + 1
    adverb = next((hit for hit in _parts(document, after) if hit[1] == "adverb"), None)
    if clock is None and adverb is None and day.half is None and (in_digits is None or not day.known):
        return None
    day.hour, day.end = (hour, minute), after
    return after


def _parts(document: Document, at: int) -> list[tuple[str, str, int]]:
    """(name, form, after) of every part of the day that begins there, the longest first."""
    if not 0 <= at < len(document.tokens):
        return []
    found = []
    for hit in document.tokens[at].hits:
        entry = hit.entry
        if entry.table == "time" and getattr(entry, "role", "") == "part":
            found.append((str(getattr(entry, "name", "")), hit.form, at + hit.length))
    return found


def _part(document: Document, at: int, day: _Day) -> int | None:
    """A part of the day: before a day in its bound form, after a day or an hour as an adverb."""
    parts = _parts(document, at)
    if day.known or day.hour is not None:
        for name, form, after in parts:
            if form == "adverb":
                day.part = day.part or name
                day.end = after
                return after
    if day.known:
        return None
    for name, _, after in parts:
        if name not in ("", day.part):
            day.part = name if not day.part or name == "midnight" else day.part
            return after
    return None


def _filler(document: Document, at: int, day: _Day) -> int | None:
    """The word "day" before a weekday, a date or a relative day."""
    found = time_hit(document, at, "unit")
    if not found or found[1].unit != "day" or found[0].form != "one" or definite(document, found[0]):
        return None
    after = at + 1
    if time_hit(document, after, "weekday") or time_hit(document, after, "day") or time_hit(document, after, "holiday"):
        return after
    return after if read_date(document, after) is not None else None


def _finish(document: Document, day: _Day) -> TimeExpression:
    base = day.date or TimeExpression(first=day.first, last=day.end, kind="day")
    kind = "then" if day.then else "holiday" if day.holiday else base.kind
    turn = day.turn if day.turn is not None else base.turn
    made = replace(
        base, first=day.first, last=day.end, kind=kind, offset=day.offset, weekday=day.weekday, turn=turn, part=day.part, clock=day.clock,
        name=day.holiday[0] if day.holiday else day.name or base.name, count=day.holiday[1] if day.holiday else base.count,
    )  # fmt: skip
    if day.far is not None:
        far = TimeExpression(first=day.first, last=day.end, kind="day", weekday=day.far, part=day.part)
        made = replace(made, other=far, name="pair")
    return made
