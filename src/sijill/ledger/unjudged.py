"""Claims whose reading nobody has judged, those first that are worth looking at, asked of the store alone.

What is asked touches each claim's row at most once and no reading, so that a page of a large ledger is as quick as its tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, case, exists, func, literal, or_, select

from sijill.ledger.hand_rows import absorbed
from sijill.ledger.schema import claim, judgement, report
from sijill.ledger.second import READING

STEPS = (10, 100, 1000)  # figures from which a claim is worth looking at sooner
DENIED, DOUBTS, FIGURE, VOICE = "denied", "doubts", "figure", "voice"
REASONS = (FIGURE, DOUBTS, DENIED, VOICE)
FIGURES = 1e13  # more than any figure, so that points and figure make one number

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Which claims are wanted; what is None does not matter. `since` and `until` are days of publication.

    `why` is one of REASONS. `sees_names` tells that the one who looks may see what is covered, and so may find by it.
    """

    why: str | None = None
    effect: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    sees_names: bool = False

    @property
    def of_report(self) -> list[Condition]:
        """The conditions on a report."""
        made: list[Condition] = []
        if self.outlet:
            made.append(report.c.outlet == self.outlet)
            if not self.sees_names:
                made.append(func.coalesce(report.c.outlet_covered, 0) == 0)
        if self.since:
            made.append(report.c.published >= self.since.isoformat())
        if self.until:
            made.append(report.c.published <= self.until.isoformat())
        return made


ALL = Sieve()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How many claims nobody has judged, and of them how many have a high figure, doubts, or are denied."""

    all: int
    figure: int
    doubts: int
    denied: int


def _figure() -> ColumnElement[float]:
    return func.coalesce(claim.c.high, claim.c.low, 0)


def _points() -> ColumnElement[int]:
    points: Any = case((claim.c.polarity != "asserted", 2), else_=0) + case((claim.c.doubts > 0, 1), else_=0)
    for step in STEPS:
        points = points + case((_figure() >= step, 1), else_=0)
    return points  # type: ignore[no-any-return]


def _is_judged() -> Condition:
    """Whether somebody's judgement of a claim's reading is in force."""
    same = (judgement.c.report == claim.c.report, judgement.c.key == claim.c.key)
    return exists().where(*same, judgement.c.question == READING, judgement.c.in_force == 1)


def _is_new() -> Condition:
    """Whether no claim of a claim's voice has been judged yet."""
    known = select(claim.c.voice).where(claim.c.voice.is_not(None), _is_judged())
    return claim.c.voice.in_(select(claim.c.voice).where(claim.c.voice.is_not(None)).except_(known))


def _wanted(sieve: Sieve) -> Condition:
    """The condition on a claim's row."""
    made: list[Condition] = [~_is_judged(), ~absorbed()]
    reasons: dict[str, Condition] = {
        DENIED: claim.c.polarity != "asserted", DOUBTS: claim.c.doubts > 0, FIGURE: _figure() >= STEPS[0],
    }  # fmt: skip
    if sieve.why:
        made.append(_is_new() if sieve.why == VOICE else reasons[sieve.why])
    if sieve.effect:
        made.append(claim.c.effect == sieve.effect)
    if sieve.of_report:
        made.append(claim.c.report.in_(select(report.c.number).where(*sieve.of_report)))
    return and_(*made)


def unjudged(connection: Connection, sieve: Sieve = ALL, *, limit: int | None = None, offset: int = 0) -> Iterator[RowMapping]:
    """The rows of the claims, in order."""
    order = (_points().desc(), _figure().desc(), claim.c.report, claim.c.place_in_report)
    if limit is None:
        yield from connection.execute(select(claim).where(_wanted(sieve)).order_by(*order)).mappings()
        return
    # which ones is answered by the index alone
    name = (claim.c.report, claim.c.place_in_report)
    query = select(*name).where(_wanted(sieve)).order_by(*order).limit(limit).offset(offset)
    chosen = [(number, place) for number, place in connection.execute(query)]
    reports = select(claim).where(claim.c.report.in_({number for number, _ in chosen}))
    held = {(row["report"], row["place_in_report"]): row for row in connection.execute(reports).mappings()}
    yield from (held[one] for one in chosen)


def numbers(connection: Connection, sieve: Sieve = ALL) -> Numbers:
    """How many there are."""
    counts = (func.count(case((condition, 1))) for condition in (_figure() >= STEPS[0], claim.c.doubts > 0, claim.c.polarity != "asserted"))
    row = connection.execute(select(func.count(), *counts).select_from(claim).where(_wanted(sieve))).one()
    return Numbers(all=row[0], figure=row[1], doubts=row[2], denied=row[3])


def new_voices(connection: Connection, voices: Collection[str]) -> set[str]:
    """Those of these voices of which no claim has been judged yet."""
    known = select(claim.c.voice).where(claim.c.voice.in_(voices), _is_judged()).distinct()
    return set(voices) - set(connection.execute(known).scalars())


def _by_report() -> Select[Any]:
    """The reports that hold such claims, each with what its first one is worth."""
    worth = func.max(_points() * literal(FIGURES) + _figure()).label("worth")
    return select(claim.c.report, worth).where(_wanted(ALL)).group_by(claim.c.report)


def next_reports(connection: Connection, after: int | None = None) -> Iterator[int]:
    """The numbers of the reports that hold such claims, in the order of their first ones; those that come after a report.

    A report in which nothing is left stands where it stood before.
    """
    told = _by_report().subquery()
    query = select(told.c.report).order_by(told.c.worth.desc(), told.c.report)
    if after is not None:
        worth = select(func.max(_points() * literal(FIGURES) + _figure())).where(claim.c.report == after)
        own = connection.execute(worth.where(_wanted(ALL))).scalar() or connection.execute(worth).scalar()
        if own is not None:
            query = query.where(or_(told.c.worth < own, and_(told.c.worth == own, told.c.report > after)))
    yield from connection.execute(query).scalars()
