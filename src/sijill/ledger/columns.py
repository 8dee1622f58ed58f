"""The columns of exports: their names in each language, what may stand in them and in which words, and cells read as values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sijill.display.labels import load_labels
from sijill.errors import LedgerError
from sijill.ledger.beliefs import scales
from sijill.ledger.cells import Value, day_of, figure_of, plain_cell, same_cell, spelled
from sijill.ledger.judge import number_of

TABLE = Path(__file__).parent / "columns.toml"
LANGUAGES = ("en", "ar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an export."""

    id: str
    names: tuple[tuple[str, str], ...]
    edit: bool
    values: tuple[str, ...]
    labels: str | None
    kind: str

    def name(self, language: str) -> str:
        """Its name in that language."""
        return dict(self.names)[language]

    def word(self, value: Value, language: str) -> Value:
        """What a sheet in that language shows for a value."""
        if self.labels is None or not isinstance(value, str):
            return value
        words = _words(self.labels, language)
        if self.kind == "list":
            return words.get(", ", " ").join(words.get(one, one) for one in value.split(" "))
        return words.get(value, value)

    def read(self, cell: Any, before: Value = None) -> Value:
        """The value that a cell holds, which before held another; raises LedgerError where it is none for this column."""
        try:
            value = plain_cell(cell)
            if any(same_cell(value, self.word(before, language)) for language in LANGUAGES):
                return before  # as a spreadsheet shows it, so that nothing was changed
            if value is None:
                return None
            if self.kind == "number":
                return number_of(self.id, figure_of(value))
            if self.kind == "day":
                return day_of(value)
        except LedgerError as error:
            raise LedgerError(f"{self.id}: {str(error).removeprefix(f'{self.id}: ')}") from error
        return self._meant(str(value)) if self.values else str(value)

    def _meant(self, word: str) -> str:
        """The value that a word of any language stands for. Raises LedgerError."""
        for value in self.values:
            if spelled(word) in {spelled(value), *(spelled(str(self.word(value, language))) for language in LANGUAGES)}:
                return value
        raise LedgerError(f"{self.id}: {word!r} is none of {', '.join(self.values)}")


@cache
def columns() -> tuple[Column, ...]:
    """The columns in their order."""
    return tuple(
        Column(
            id=row["id"], names=(("en", row["en"]), ("ar", row["ar"])), edit=row.get("edit", False), values=tuple(row.get("values", ())),
            labels=row.get("labels"), kind=row.get("kind", "text"),
        )
        for row in _table()["column"]
    )  # fmt: skip


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def _words(labels: str, language: str) -> dict[str, str]:
    """The word of each value in that language: those of the interface, and ours for what it leaves unsaid because it is usual.

    An English sheet shows the values of the contract themselves.
    """
    told: dict[str, str] = _table()["words"].get(labels, {}).get(language, {})
    if labels == "belief":
        return {grade: scale.word(grade, language) for scale in reversed(scales().values()) for grade in scale.grades}
    if language == "en":
        return told
    return {value: word for value, word in load_labels(language).tables.get(labels, {}).items() if word} | told


def sheet_name(language: str, sheet: str = "claims") -> str:
    """The name in that language of the sheet of claims, or of that of the words which may stand in a cell."""
    return str(_table()["sheet"][sheet][language])


def verdict_words(language: str) -> dict[str, str]:
    """Each verdict with its word in that language."""
    (column,) = (column for column in columns() if column.id == "verdict")
    return {verdict: str(column.word(verdict, language)) for verdict in column.values}
