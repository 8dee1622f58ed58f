"""How far two people who judged one claim, the second blind, say the same: percent, and Krippendorff's alpha.

Only pairs count in which the second did not see the first's answer. Of values those that each reader holds are compared: what
the reader had read, with the person's own corrections. Who rejects a reading holds none of its values. A value that neither
tells is not counted; that only one tells it is a difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, tuple_

from sijill.ledger.schema import judgement, report
from sijill.ledger.second import Pair, by_claim, contested, pairs
from sijill.ledger.values import values_held

NOMINAL = ("effect", "event", "group", "place", "origin", "polarity", "status", "scope", "start", "end")
INTERVAL = ("low", "high")
EXTRA = "agreement"
ABSENT = ""  # a category of its own: one reader tells no value where the other does

Judged = tuple[str, int, Any]  # who, of which claim, holds what


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How far readers agree in one thing: of `of` claims `same` alike. `alpha` is None where `why` tells why there is none."""

    name: str
    of: int
    same: int
    alpha: float | None
    why: str | None

    @property
    def percent(self) -> float | None:
        """The share of claims in which they say the same; None where there is no claim."""
        return 100 * self.same / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far second readers agree with the first: how many claims were read twice, by whom how many, and the figures."""

    claims: int
    readers: dict[str, int]
    to_adjudicate: int
    figures: tuple[Figure, ...]


class NoAlphaError(Exception):
    """There is no alpha; told why."""


def agreement_of(connection: Connection) -> Agreement:
    """The agreement of all second readings with the first, of reports that are not withdrawn."""
    twice = select(judgement.c.report, judgement.c.key).where(judgement.c.blind == 1)
    query = select(judgement).join(report, report.c.number == judgement.c.report).where(report.c.withdrawn.is_(None))
    query = query.where(tuple_(judgement.c.report, judgement.c.key).in_(twice)).order_by(judgement.c.seq)
    held = by_claim(connection.execute(query).mappings())
    found = [pair for rows in held.values() for pair in pairs(rows)]
    readers = Counter(str(row["by"]) for pair in found for row in (pair.first, pair.second))
    return Agreement(
        claims=len(found), readers=dict(sorted(readers.items())), to_adjudicate=sum(bool(contested(rows)) for rows in held.values()),
        figures=(_verdicts(found), *(_values(found, name) for name in (*NOMINAL, *INTERVAL))),
    )  # fmt: skip


def _verdicts(found: Sequence[Pair]) -> Figure:
    return _figure("verdict", [(pair, pair.first["verdict"], pair.second["verdict"]) for pair in found], interval=False)


def _values(found: Sequence[Pair], name: str) -> Figure:
    told = []
    for pair in found:
        if "rejected" not in (pair.first["verdict"], pair.second["verdict"]):
            first, second = values_held(pair.first).get(name), values_held(pair.second).get(name)
            if first is not None or second is not None:
                told.append((pair, first, second))
    return _figure(name, told, interval=name in INTERVAL)


def _figure(name: str, told: Sequence[tuple[Pair, Any, Any]], *, interval: bool) -> Figure:
    """The figure for what each pair of readers says."""
    judged: list[Judged] = []
    for number, (pair, first, second) in enumerate(told):
        for row, value in ((pair.first, first), (pair.second, second)):
            if value is not None or not interval:
                judged.append((str(row["by"]), number, ABSENT if value is None else value))
    same = sum(first == second for _, first, second in told)
    try:
        return Figure(name=name, of=len(told), same=same, alpha=alpha(judged, interval=interval), why=None)
    except NoAlphaError as error:
        return Figure(name=name, of=len(told), same=same, alpha=None, why=str(error))


def alpha(judged: Iterable[Judged], *, interval: bool = False) -> float:
    """Krippendorff's alpha of what readers hold of things; who holds nothing of a thing is left out of it.

    Raises NoAlphaError where it is not defined, since all say one and the same of everything or too few say anything, and
    where the library is not installed.
    """
    told = list(judged)
    times = Counter(number for _, number, _ in told)
    compared = [(who, number, value) for who, number, value in told if times[number] > 1]
    if len({value for _, _, value in compared}) < 2:
        raise NoAlphaError("not defined: nothing varies" if compared else "not defined: nothing to compare")
    try:
        from nltk.metrics.agreement import AnnotationTask
        from nltk.metrics.distance import binary_distance, interval_distance
    except ImportError as error:
        raise NoAlphaError(f"pip install 'sijill[{EXTRA}]' to have it computed") from error
    try:
        return float(AnnotationTask(compared, distance=interval_distance if interval else binary_distance).alpha())
    except ValueError as error:
        raise NoAlphaError(f"not computed: {error}") from error
