"""The columns of exports: their names in each language, what may stand in them, and cells read as values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sijill.errors import LedgerError
from sijill.ledger.judge import number_of

TABLE = Path(__file__).parent / "columns.toml"
# what a spreadsheet program would run, or turn into something else, at the beginning of a cell
RISKY = ("=", "+", "-", "@", "\t", "\r")
MARK = "'"

Value = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an export."""

    id: str
    names: tuple[tuple[str, str], ...]
    edit: bool
    values: tuple[str, ...]
    kind: str

    def name(self, language: str) -> str:
        """Its name in that language."""
        return dict(self.names)[language]

    def read(self, cell: Any) -> Value:
        """The value that a cell holds; raises LedgerError where it is none for this column."""
        value = _plain(cell)
        if value is None:
            return None
        if self.kind == "number":
            return number_of(self.id, str(value))
        if self.kind == "day":
            return _day(self.id, value)
        words = str(value)
        if self.values and words not in self.values:
            raise LedgerError(f"{self.id}: {words!r} is none of {', '.join(self.values)}")
        return words


def _plain(cell: Any) -> Value:
    """A cell as a plain value: what made it harmless taken off, whole numbers whole, days as ISO writes them, nothing as None."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str):
        words = cell[1:] if cell[:1] == MARK and cell[1:].startswith(RISKY) else cell
        return words.strip() or None
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None if cell is None else str(cell)


def _day(name: str, value: Value) -> str:
    words = str(value)
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise LedgerError(f"{name}: {words!r} is no day; a day is written like 2016-12-13") from error


def harmless_cell(value: Value) -> Value:
    """A value that no spreadsheet program takes for a formula.

    >>> harmless_cell("=1+1"), harmless_cell(5)
    ("'=1+1", 5)
    """
    return MARK + value if isinstance(value, str) and value.startswith(RISKY) else value


@cache
def columns() -> tuple[Column, ...]:
    """The columns in their order."""
    return tuple(
        Column(
            id=row["id"], names=(("en", row["en"]), ("ar", row["ar"])), edit=row.get("edit", False), values=tuple(row.get("values", ())),
            kind=row.get("kind", "text"),
        )
        for row in _table()["column"]
    )  # fmt: skip


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def sheet_name(language: str) -> str:
    """The name of the sheet of claims in that language."""
    return str(_table()["sheet"][language])


def verdict_words(language: str) -> dict[str, str]:
    """Each verdict with its word in that language."""
    at = ("en", "ar").index(language)
    return {verdict: words[at] for verdict, words in _table()["verdicts"].items()}


def verdict_of(word: Value) -> str | None:
    """The verdict that a word of any language stands for; None for an empty cell. Raises LedgerError."""
    if word is None:
        return None
    for verdict, words in _table()["verdicts"].items():
        if str(word).strip().lower() in words:
            return str(verdict)
    raise LedgerError(f"verdict: {word!r} is none of {', '.join(words[0] for words in _table()['verdicts'].values())}")
