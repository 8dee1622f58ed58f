"""How many reports of a result have what: counted over its first reports, so that a large ledger is as quick as a small one."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from sijill.ledger.schema import claim, judgement, report
from sijill.ledger.search import Wanted, of_claim
from sijill.ledger.second import READING
from sijill.record.veil import COVER

COUNTED = 1000  # reports over which is counted
NONE = "none"

Sets = dict[str, dict[str, set[int]]]


@dataclass(frozen=True, slots=True)
class Counted:
    """Of each field, how many reports have each of its values, the most frequent first; `names` are those of voices and places."""

    values: dict[str, list[tuple[str, int]]]
    names: dict[str, str]
    of: int


def counted(connection: Connection, wanted: Wanted, numbers: Sequence[int]) -> Counted:
    """The counts over the first of those reports, of claims that are what is wanted."""
    some = list(numbers[:COUNTED])
    sets: Sets = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}
    verdicts = _verdicts(connection, some, frozenset(wanted.closed))
    for row in _claims(connection, wanted, some):
        number, key, event, effect, people, also, starts, ends, kind, *rest = row
        for name, value in (("event", event), ("effect", effect), ("kind", kind), ("judged", verdicts.get((number, key), NONE))):
            if value:
                sets[name][value].add(number)
        for group in {people, *(also or "").split()} - {None, ""}:
            sets["group"][group].add(number)
        for month in _months(starts, ends):
            sets["month"][month].add(number)
        for name, value, shown in _named(rest, wanted.sees_names):
            sets[name][value].add(number)
            names.setdefault(value, shown)
    for number, outlet in _outlets(connection, wanted, some):
        sets["outlet"][outlet].add(number)
    for month, held in list(sets["month"].items()):
        sets["year"][month[:4]] |= held
    values = {name: _ordered(one, by_name=name in ("month", "year")) for name, one in sets.items()}
    return Counted(values, names, len(some))


def _ordered(told: dict[str, set[int]], by_name: bool) -> list[tuple[str, int]]:
    pairs = [(value, len(held)) for value, held in told.items()]
    return sorted(pairs, reverse=True) if by_name else sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def _claims(connection: Connection, wanted: Wanted, numbers: Sequence[int]) -> Iterable[Sequence[Any]]:
    columns = (
        claim.c.report, claim.c.key, claim.c.event, claim.c.effect, claim.c.people, claim.c.also, claim.c.starts, claim.c.ends,
        claim.c.origin_kind, claim.c.voice, claim.c.origin, claim.c.origin_shown, claim.c.place_id, claim.c.place, claim.c.place_shown,
        claim.c.place_hidden,
    )  # fmt: skip
    # words are asked of reports, and answered by the numbers already
    query = select(*columns).where(claim.c.report.in_(_written(numbers)), *of_claim(replace(wanted, words="")))
    return connection.execute(query)


def _named(row: Sequence[str | None], sees_names: bool) -> Iterator[tuple[str, str, str]]:
    """The voice and the place of a claim, as far as they may be found: field, value, and how it is named."""
    voice, origin, origin_shown, place_id, place, place_shown, hidden = row
    told = origin if sees_names else origin_shown
    if voice and told and COVER not in told:
        yield "origin", voice, told
    told = place if sees_names else place_shown
    if told and COVER not in told:
        yield "spot", place_id if place_id and (sees_names or not hidden) else told, told


def _months(starts: str | None, ends: str | None) -> Iterator[str]:
    """The months in which a claim's days lie, at most those of a year; like 2015-08."""
    first, last = starts or ends, ends or starts
    if not first or not last:
        return
    if first[:7] == last[:7]:
        yield first[:7]
        return
    year, month = int(first[:4]), int(first[5:7])
    for _ in range(12):
        told = f"{year:04}-{month:02}"
        if told > last[:7]:
            return
        yield told
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _verdicts(connection: Connection, numbers: Sequence[int], closed: frozenset[int]) -> dict[tuple[int, str], str]:
    query = select(judgement.c.report, judgement.c.key, judgement.c.verdict, judgement.c.seq).where(
        judgement.c.report.in_(_written(numbers)), judgement.c.in_force == 1, judgement.c.question == READING
    )
    return {(number, key): verdict for number, key, verdict, seq in connection.execute(query) if seq not in closed}


def _outlets(connection: Connection, wanted: Wanted, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The outlets of the reports; `+ 0` keeps the store from fetching the rows, with their texts, by their numbers."""
    held = set(numbers)
    query = select(report.c.number, report.c.outlet, report.c.outlet_covered).where(
        report.c.outlet.is_not(None), report.c.withdrawn.is_(None)
    )
    for number, outlet, covered in connection.execute(query):
        if number in held and (wanted.sees_names or not covered):
            yield number, str(outlet)


def _written(numbers: Sequence[int]) -> BindParameter[Any]:
    # written into the query: a store takes only so many bound values
    return bindparam("numbers", list(numbers), expanding=True, literal_execute=True)


def days_of(value: str) -> tuple[str, str]:
    """The first and the last day of a year or a month.

    >>> days_of("2016"), days_of("2016-02")
    (('2016-01-01', '2016-12-31'), ('2016-02-01', '2016-02-29'))
    """
    year, month = int(value[:4]), int(value[5:7] or 0)
    if not month:
        return f"{value}-01-01", f"{value}-12-31"
    return f"{value}-01", f"{value}-{monthrange(year, month)[1]:02}"
