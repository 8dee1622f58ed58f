"""Hours as the words tell them: in digits with minutes, or by an ordinal with its fractions."""

from __future__ import annotations

import re

from sijill.extract.time_words import COLON, after_word, count, digits, joined, marked, ordinal, time_hit, time_word
from sijill.language.document import Document

_CLOCK = re.compile(r"([01]?\d|2[0-4])[.,]([0-5]\d)")


def clock_digits(document: Document, at: int) -> tuple[int, int, int] | None:
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


def spoken_hour(document: Document, at: int) -> tuple[int, int, int] | None:
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


def clock_face(hour: int, minute: int, half: int | None, part: str) -> str:
    """HH:MM of an hour that was told with a half of the day (0 or 12) or with a part of it."""
    if 1 <= hour <= 12:
        if half is not None:
            hour = hour % 12 + half
        elif part in ("dawn", "morning", "midnight"):
            hour %= 12
        elif part in ("afternoon", "evening"):
            hour = hour % 12 + 12
        elif part == "noon" and hour <= 4:
            hour += 12
        elif part == "night" and (hour == 12 or hour >= 6):
            hour = 0 if hour == 12 else hour + 12
    return f"{hour:02d}:{minute:02d}"
