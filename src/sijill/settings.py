"""What a run was asked to do: one frozen value, made at the door and handed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sijill.errors import DateError


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of reports from outside their texts; None where it is not."""

    published: date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """How a reading is shown to a person.

    `labels` is the language of the labels, `visual` whether right-to-left text is reordered for terminals that do not,
    `full` whether quotes are shown whole, `names` whether persons' names are shown.
    """

    labels: str = "en"
    visual: bool = False
    color: bool = False
    full: bool = False
    names: bool = False
    width: int = 100


def day_of(given: date | str | None) -> date | None:
    """The day that was given as a date, a moment or in words of ISO 8601; None where none was. Raises DateError."""
    if isinstance(given, str):
        return parse_iso(given)
    return given.date() if isinstance(given, datetime) else given


def parse_iso(words: str) -> date:
    """The day that an ISO 8601 string stands for, as written: an hour and an offset do not move it.

    Raises DateError where there is no such day.

        >>> parse_iso("2016-12-13T23:30:00+02:00")
        datetime.date(2016, 12, 13)
    """
    try:
        return datetime.fromisoformat(words.strip()).date()
    except ValueError as error:
        raise DateError(f"{words!r} is no day; a day is written like 2016-12-13") from error
