"""Cells of a spreadsheet: made harmless when they are written, taken as values when they are read, told apart from each other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sijill.errors import LedgerError

# what a spreadsheet program would run, or turn into something else: an opening, or what looks like a number, a day or a truth
RISKY = ("=", "+", "-", "@", "\t", "\r")
TURNED = re.compile(r"(?!(0|[1-9]\d{0,14})\Z)[\d.,:/ %+e-]*\d[\d.,:/ %+e-]*|true|false", re.ASCII | re.IGNORECASE)
MARK = "'"
# a comma stands between thousands; elsewhere it may be a decimal mark, and who wrote it must say
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
LONGEST = 32_767  # letters that a workbook takes in a cell
CUT = "…"
# what XML cannot hold
UNWRITABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula, or an error that one came to: no value that anybody wrote."""

    words: str


def harmless_cell(value: Value) -> Value:
    """A value that no spreadsheet program takes for a formula, or makes a number or a day of.

    >>> harmless_cell("=1+1"), harmless_cell("007"), harmless_cell("7 bodies"), harmless_cell(5)
    ("'=1+1", "'007", '7 bodies', 5)
    """
    return MARK + value if isinstance(value, str) and _risky(value) else value


def _risky(words: str) -> bool:
    return words.startswith(RISKY) or bool(TURNED.fullmatch(words))


def cell_text(value: str) -> str:
    """Text as a workbook can hold it: what XML cannot is shown as a gap, what is too long as cut off."""
    words = value.translate(UNWRITABLE)
    return words if len(words) <= LONGEST else words[: LONGEST - len(CUT)] + CUT


def plain_cell(cell: Any) -> Value:
    """A cell as a plain value: what made it harmless taken off, whole numbers whole, days as ISO writes them, nothing as None.

    Raises LedgerError where it is a formula.
    """
    if isinstance(cell, Formula):
        raise LedgerError(f"{cell.words} is a formula; write what it comes to")
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str):
        words = cell[1:] if cell[:1] == MARK and _risky(cell[1:]) else cell
        return words.replace("\r\n", "\n").replace("\r", "\n").strip() or None
    if isinstance(cell, bool):
        return str(cell).upper()
    return cell if isinstance(cell, int | float) else None if cell is None else str(cell)


def same_cell(cell: Value, value: Value) -> bool:
    """Whether a plain cell is what a value looks like once it has been in a spreadsheet."""
    return cell == (plain_cell(cell_text(value)) if isinstance(value, str) else plain_cell(value))


def day_of(value: Value) -> str:
    """The day that somebody wrote, with digits of any script. Raises LedgerError."""
    try:
        return date.fromisoformat(_digits(str(value))).isoformat()
    except ValueError as error:
        raise LedgerError(f"{value!r} is no day; a day is written like 2016-12-13") from error


def figure_of(value: Value) -> str:
    """The figure that somebody wrote, its thousands run together. Raises LedgerError where a comma may mean something else."""
    words = _digits(str(value))
    if "," in words and not THOUSANDS.fullmatch(words):
        raise LedgerError(f"{value!r} is no number; a decimal mark is written as a point")
    return words


def _digits(words: str) -> str:
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in words)


def spelled(word: str) -> str:
    """A word as it is compared: without case, marks on letters, stretching, marks of direction.

    >>> spelled("Air_Strike "), spelled("\\u0625\\u0640\\u0630\\u0646") == spelled("\\u0627\\u0630\\u0646")
    ('air strike', True)
    """
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", word) if unicodedata.category(char) not in ("Mn", "Cf", "Lm")
    )  # fmt: skip
    return " ".join(bare.replace("_", " ").casefold().split())
