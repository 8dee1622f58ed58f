"""What an event amounts to, as values: rows to add, to write over, to take away."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from sijill.ledger.index import Indexed

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """Rows to add to a table; or, where `at` tells which, values to write over (`row`), or rows to take away (None)."""

    table: Table
    row: Row | None
    at: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What of an event's changes takes work and depends on its content alone: made beforehand where many are read at once."""

    index: Indexed | None = None
    claims: tuple[Row, ...] = ()
    statements: tuple[Row, ...] = ()
    outlet_covered: bool = False
    covered: str = ""


# what not every store takes in a string: U+0000 and lone surrogates; the texts themselves are kept as bytes
_UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")


def storable(value: Any) -> Any:
    """The value as every store takes it: what a string cannot hold is replaced."""
    return value.translate(_UNSTORABLE) if isinstance(value, str) else value


def number_of(subject: str | None) -> int:
    """The number in the name of a report (r12) or a failure (f3)."""
    return int((subject or "0")[1:] or 0)


def told_by(part: bytes | None) -> dict[str, Any]:
    """The JSON object that a part holds; empty where it has been withdrawn."""
    return json.loads(part) if part else {}
