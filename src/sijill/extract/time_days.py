"""Days as the words tell them: weekday, date, part of the day and hour, in whatever order they stand together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from sijill.extract.time_dates import read_date
from sijill.extract.time_words import (
    COLON,
    COMMAS,
    DASHES,
    OPEN,
    SLASHES,
    after_word,
    count,
    definite,
    digits,
    joined,
    marked,
    ordinal,
    skip_article,
    time_hit,
    time_word,
)
from sijill.language.document import Document
from sijill.language.entries import GroupNoun, PlaceNoun
from sijill.record.found import TimeExpression

_CLOCK = re.compile(r"([01]?\d|2[0-4])[.,]([0-5]\d)")
LONGEST = 12
# the role of nouns that head the name of a place
HEAD = "cue"


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
        return TimeExpression(first=at, last=day.end, kind="clock", clock=_clock(day), part=day.part)
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
    if _clock_digits(document, at) or time_hit(document, at, "clock"):
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
    if not day.known and not day.part and _is_two(document, at):
        return None
    day.weekday, place = entry.value, at + hit.length
    far = _far_weekday(document, place, day)
    if far is not None:
        day.far, place = far
    turn = time_hit(document, place, "turn")
    if turn and definite(document, turn[0]) and not turn[1].name:
        day.turn, place = turn[1].value, place + 1
    day.end = place
    return place


def _far_weekday(document: Document, at: int, day: _Day) -> tuple[int, int] | None:
    """(weekday, after) of the second of two days: "the night of Tuesday - Wednesday"."""
    night = day.part in ("night", "midnight", "evening", "dawn")
    place = at
    if marked(document, at, DASHES | SLASHES) or (night and (after_word(document, at, "to") or after_word(document, at, "until"))):
        place = at + 1
    elif not night:
        return None
    found = time_hit(document, place, "weekday")
    if not found or (not night and place == at) or found[1].value == day.weekday:
        return None
    return found[1].value, place + found[0].length


def named_place(document: Document, at: int) -> bool:
    """Whether the weekday there is part of a name: "Friday Market" (the noun of the place stands before it, bare)."""
    hit = document.hit(at - 1, PlaceNoun)
    if hit is None or hit.length > 1 or definite(document, hit):
        return False
    return isinstance(hit.entry, PlaceNoun) and hit.entry.role == HEAD


def _is_two(document: Document, at: int) -> bool:
    """Whether Monday, written like "the two", qualifies a noun before it or has "together" after it."""
    if time_word(document, at, "weekday") is None or not document.words[at].startswith(document.language.grammar.article):
        return False
    if time_word(document, at + 1, "not_after") is None:
        before = document.hit(at - 1, GroupNoun)
        return before is not None and before.form == "dual" and bool(time_word(document, at, "weekday")) and _counts_two(document, at)
    return _counts_two(document, at)


def _counts_two(document: Document, at: int) -> bool:
    from_article = document.words[at][len(document.language.grammar.article) :]
    return any(hit.entry.table == "number" for hit in document.language.word_hits(from_article))


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
    clock = skip_article(document, clock) if clock is not None else None
    told = _clock_digits(document, clock if clock is not None else at)
    spoken = None
    if told is None:
        spoken = _spoken_hour(document, clock if clock is not None else at)
        told = spoken
    if told is None and clock is not None and (bare := digits(document, clock)) is not None and 0 <= bare <= 24:
        told = bare, 0, clock + 1
    if told is None:
        return None
    hour, minute, after = told
    half = time_hit(document, after, "half_day")
    if half and half[0].proclitic == "" and (half[0].length, len(document.words[after])) == (1, 1):
        day.half, after = half[1].value, after + 1
    adverb = next((hit for hit in _parts(document, after) if hit[1] == "adverb"), None)
    if clock is None and adverb is None and day.half is None and (spoken is not None or not day.known):
        day.half = None
        return None
    day.hour, day.end = (hour, minute), after
    return after


def _clock_digits(document: Document, at: int) -> tuple[int, int, int] | None:
    """(hour, minute, after) of an hour in digits with its minutes."""
    hour, minute = digits(document, at), digits(document, at + 2)
    if hour is not None and minute is not None and marked(document, at + 1, COLON):
        if hour <= 24 and minute < 60 and len(document.words[at + 2]) == 2 and document.tokens[at + 1].glued:
            return hour % 24, minute, at + 3
        return None
    if 0 < at < len(document.tokens) and document.tokens[at].kind == "number" and time_word(document, at - 1, "clock"):
        told = _CLOCK.fullmatch(document.words[at])
        if told:
            return int(told[1]) % 24, int(told[2]), at + 1
    return None


def _spoken_hour(document: Document, at: int) -> tuple[int, int, int] | None:
    """(hour, minute, after) of an hour in words: the third and a half."""
    spoken = ordinal(document, at)
    if spoken is None or not 1 <= spoken[0] <= 12:
        return None
    hour, after = spoken
    less = after_word(document, after, "except")
    part = time_hit(document, less if less is not None else after, "fraction")
    if part and less is not None:
        return (hour + 10) % 12 + 1, 60 - 60 // part[1].value, less + 1
    if part and part[0].proclitic:
        return hour, 60 // part[1].value, after + 1
    more = joined(document, after)
    if more is not None or document.words[after : after + 1]:
        minutes = count(document, more if more is not None else after)
        if minutes and minutes[0] < 60 and time_word(document, minutes[1], "minutes"):
            return hour, minutes[0], minutes[1] + 1
    return hour, 0, after


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


def _clock(day: _Day) -> str | None:
    """HH:MM by the part of the day that was told with the hour."""
    if day.hour is None:
        return None
    hour, minute = day.hour
    if 1 <= hour <= 12:
        if day.half is not None:
            hour = hour % 12 + day.half
        elif day.part in ("dawn", "morning", "midnight"):
            hour %= 12
        elif day.part in ("afternoon", "evening"):
            hour = hour % 12 + 12
        elif day.part == "noon" and hour <= 4:
            hour += 12
        elif day.part == "night" and (hour == 12 or hour >= 6):
            hour = 0 if hour == 12 else hour + 12
    return f"{hour:02d}:{minute:02d}"


def _finish(document: Document, day: _Day) -> TimeExpression:
    base = day.date or TimeExpression(first=day.first, last=day.end, kind="day")
    kind = "then" if day.then else "holiday" if day.holiday else base.kind
    turn = day.turn if day.turn is not None else base.turn
    made = replace(
        base, first=day.first, last=day.end, kind=kind, offset=day.offset, weekday=day.weekday, turn=turn, part=day.part, clock=_clock(day),
        name=day.holiday[0] if day.holiday else day.name or base.name, count=day.holiday[1] if day.holiday else base.count,
    )  # fmt: skip
    if day.far is not None:
        far = TimeExpression(first=day.first, last=day.end, kind="day", weekday=day.far, part=day.part)
        made = replace(made, other=far, name="pair")
    return made
