"""The words around a report's own, from a table for each language that a person may choose."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

FOLDER = Path(__file__).parent / "labels"


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels in one language; a value that has none is shown as it is, with spaces for underscores."""

    language: str
    direction: str
    tables: dict[str, dict[str, str]]
    counts: dict[str, dict[str, str]]

    def of(self, table: str, value: str | None) -> str:
        """The label of a value of the contract; empty where the value is None or the usual, unmarked one."""
        if value is None:
            return ""
        return self.tables.get(table, {}).get(value, value.replace("_", " "))

    def word(self, name: str, **filled: object) -> str:
        """A word of the interface with its slots filled."""
        return self.tables["word"][name].format(**filled)

    def date(self, day: date) -> str:
        """A day in the order that the language's readers expect."""
        return self.word("date", year=f"{day.year:04}", month=f"{day.month:02}", day=f"{day.day:02}")

    def count(self, noun: str, number: int) -> str:
        """A number with its noun in the form that the language wants."""
        forms = self.counts[noun]
        return forms.get(plural(self.language, number), forms["other"]).format(n=f"{number:,}")


def load_labels(language: str) -> Labels:
    """The labels of that language."""
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    counts = cast(dict[str, dict[str, str]], table.pop("count"))
    code, direction = str(table.pop("language")), str(table.pop("direction"))
    return Labels(code, direction, cast(dict[str, dict[str, str]], table), counts)


def plural(language: str, number: int) -> str:
    """The plural category of a whole number, after Unicode's CLDR.

    >>> plural("ar", 13), plural("ar", 2), plural("en", 2)
    ('many', 'two', 'other')
    """
    if language != "ar":
        return "one" if number == 1 else "other"
    if number < 3:
        return ("zero", "one", "two")[number]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
