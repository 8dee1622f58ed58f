"""How many reports are in several sets at once, and the first of them: the best by their words, or the newest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, Connection, Float, Integer, Select, column, func, select, text

from sijill.ledger.schema import report

WORDS, NEWEST = "words", "newest"
RANKED = 3000  # words that more reports hold tell little of which of them they are about, and ranking all takes long


class First(NamedTuple):
    """How many there are, the numbers of the first, and the order in which these stand: `words` or `newest`."""

    total: int
    numbers: list[int]
    order: str


def first(connection: Connection, expression: str, sets: Sequence[Select[Any]], limit: int) -> First:
    """The first of the reports that answer to the expression (where there is one) and whose numbers are in all sets.

    They are ranked by their words where not too many reports hold these; else the newest come first.
    """
    ranked = bool(expression) and _count(connection, expression) <= RANKED
    found = _by_words(expression, sets) if ranked else _newest(expression, sets)
    total = select(func.count()).select_from(found).scalar_subquery()
    key = found.c.key.asc() if ranked else found.c.key.desc().nulls_last()
    rows = connection.execute(select(found.c.number, total).order_by(key, found.c.number).limit(limit)).all()
    return First(int(rows[0][1]) if rows else 0, [int(row[0]) for row in rows], WORDS if ranked else NEWEST)


def _count(connection: Connection, expression: str) -> int:
    """How many reports hold the words, whatever else is asked of them."""
    asked = text("SELECT count(*) FROM words WHERE words MATCH :expression").bindparams(expression=expression)
    return int(connection.execute(asked).scalar_one())


def _by_words(expression: str, sets: Sequence[Select[Any]]) -> CTE:
    held = text("SELECT rowid AS number, rank AS key FROM words WHERE words MATCH :expression").bindparams(expression=expression)
    hits = held.columns(column("number", Integer), column("key", Float)).subquery("hits")
    return select(hits.c.number, hits.c.key).where(*(_one_of(hits.c.number, told) for told in sets)).cte("found")


def _newest(expression: str, sets: Sequence[Select[Any]]) -> CTE:
    told = [_one_of(report.c.number, one) for one in sets]
    if expression:
        held = text("SELECT rowid FROM words WHERE words MATCH :expression").bindparams(expression=expression)
        told.append(_one_of(report.c.number, held.columns(column("rowid", Integer))))
    newest = select(report.c.number, report.c.published.label("key")).where(report.c.withdrawn.is_(None), *told)
    return newest.cte("found")


def _one_of(number: Any, told: Any) -> Any:
    """In a set of numbers, each looked up in the set: `+ 0` keeps the store from fetching the rows, with their texts, by it."""
    return (number + 0).in_(told)
