"""The fields of a claim that a person may set, as a form offers them."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.ledger.columns import Column, columns
from sijill.ledger.judge import FIELDS

# what a claim need not have
OPTIONAL = frozenset({"effect", "group", "low", "high", "place", "start", "end", "origin"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form: `values` are what it offers, each with its word; empty where words or a number are written."""

    id: str
    name: str
    type: str
    mode: str
    values: tuple[tuple[str, str], ...]
    optional: bool
    wide: bool


def fields(language: str) -> tuple[Field, ...]:
    """The fields that may be corrected, in the order of the sheets."""
    return tuple(_field(column, language) for column in columns() if column.id in FIELDS)


def _field(column: Column, language: str) -> Field:
    values = tuple((value, str(column.word(value, language))) for value in column.values)
    return Field(
        id=column.id, name=column.name(language), type="date" if column.kind == "day" else "text", values=values,
        mode="decimal" if column.kind == "number" else "", optional=column.id in OPTIONAL, wide=column.id in ("place", "origin"),
    )  # fmt: skip
