"""Second readings: a claim that one person has judged is judged by another who does not see what the first held.

Which claims are drawn is decided by a digest of the claim's key and of the event that founded the ledger: nobody can choose.
While a second reading is due from somebody, the first's answer is in nothing that is shown to him. His own is written as a
blind one: it does not come into force, and is set beside the first's. Where the two differ, a judgement that is given after
both decides. Who has once answered has seen the other's answer since, and is not blind any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, RowMapping, exists, select

from sijill.ledger.canonical import canonical, digest
from sijill.ledger.project import Project
from sijill.ledger.schema import events, judgement
from sijill.ledger.values import values_held

READING, SECOND = "reading", "second"
ASKED = "asked"
FINE = 10_000  # parts into which the draw divides all claims
AT_ONCE = 500  # claims whose judgements are asked for in one go


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks at judgements: under which pseudonym, and what decides which claims are read twice."""

    operator: str
    share: int
    founding: str

    def drawn(self, key: str) -> bool:
        """Whether the claim of that key falls into the share that is read twice."""
        return _draw(self.founding, key) * 100 < self.share * FINE


@lru_cache(maxsize=100_000)
def _draw(founding: str, key: str) -> int:
    """The part, of FINE, into which a key falls."""
    return int(digest(canonical([founding, key])).removeprefix("sha256:")[:12], 16) % FINE


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings of one claim: the first's, and that of a second who did not see it."""

    first: RowMapping
    second: RowMapping

    @property
    def agree(self) -> bool:
        """Whether the two say the same, in the verdict and in every value that they hold."""
        same = self.first["verdict"] == self.second["verdict"]
        return same and (self.first["verdict"] == "rejected" or values_held(self.first) == values_held(self.second))


def eyes_of(project: Project, connection: Connection) -> Eyes:
    """The eyes of this run's operator."""
    founding = connection.execute(select(events.c.digest).where(events.c.kind == "founded").order_by(events.c.writer)).scalar()
    return Eyes(project.operator, project.settings.second_readings, str(founding))


def in_force(rows: Iterable[RowMapping], question: str = READING) -> RowMapping | None:
    """The judgement of a claim that is in force."""
    return next((row for row in rows if row["in_force"] and row["question"] == question), None)


def due(rows: Sequence[RowMapping], eyes: Eyes) -> bool:
    """Whether a second reading of a claim is due from the one who looks, given its judgements."""
    first = in_force(rows)
    if first is None or first["by"] == eyes.operator or not (_asked(rows) or eyes.drawn(first["first_key"] or first["key"])):
        return False
    readings = [row for row in rows if row["question"] == READING]
    return all(row["by"] != eyes.operator and (row["by"] == first["by"] or row["undone"] is not None) for row in readings)


def _asked(rows: Iterable[RowMapping]) -> bool:
    return any(row["question"] == SECOND and row["in_force"] for row in rows)


def answered(rows: Iterable[RowMapping], operator: str) -> bool:
    """Whether somebody has ever judged the reading of a claim; who undid it has done so too."""
    return any(row["question"] == READING and row["by"] == operator for row in rows)


def own_blind(rows: Sequence[RowMapping], operator: str) -> RowMapping | None:
    """The last blind judgement of a claim that somebody gave and has not undone."""
    return next((row for row in reversed(rows) if row["blind"] and row["undone"] is None and row["by"] == operator), None)


def pairs(rows: Sequence[RowMapping]) -> list[Pair]:
    """The second readings of a claim, each with the first's answer as it stood then."""
    live = [row for row in rows if row["question"] == READING and row["undone"] is None]
    made: list[Pair] = []
    for second in live:
        before = [row for row in live if not row["blind"] and row["seq"] < second["seq"] and row["by"] != second["by"]]
        if second["blind"] and before:
            made.append(Pair(before[-1], second))
    return made


def contested(rows: Sequence[RowMapping]) -> list[Pair]:
    """The second readings of a claim that differ from the first's, on which nobody has decided yet."""
    open_from = max((row["seq"] for row in rows if row["question"] == READING and row["undone"] is None and not row["blind"]), default=0)
    return [pair for pair in pairs(rows) if pair.second["seq"] > open_from and not pair.agree]


def by_claim(rows: Iterable[RowMapping]) -> dict[tuple[int, str], list[RowMapping]]:
    """Judgements by report and key, in the order in which they come."""
    found: dict[tuple[int, str], list[RowMapping]] = defaultdict(list)
    for row in rows:
        found[row["report"], row["key"]].append(row)
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody may see of judgements: the rows, and the keys of the claims of which a second reading is due from him."""

    rows: list[RowMapping]
    due: frozenset[str] = frozenset()


def seen(rows: Iterable[RowMapping], eyes: Eyes) -> Seen:
    """Of the judgements of a report those that the one who looks may see: no answer of a first whose second he is to be."""
    kept: list[RowMapping] = []
    waiting: set[str] = set()
    for (_, key), of_claim in by_claim(rows).items():
        is_due = due(of_claim, eyes)
        if is_due:
            waiting.add(key)
        kept += [row for row in of_claim if not (is_due and row["question"] == READING)]
    return Seen(sorted(kept, key=lambda row: int(row["seq"])), frozenset(waiting))


def closed(connection: Connection, eyes: Eyes) -> list[int]:
    """The numbers of all judgements that the one who looks may not see, because a second reading is due from him."""
    keys = sorted({key for key, first_key, asked in _read_by_others(connection, eyes) if asked or eyes.drawn(first_key or key)})
    held: dict[tuple[int, str], list[RowMapping]] = {}
    for at in range(0, len(keys), AT_ONCE):
        some = judgement.c.key.in_(keys[at : at + AT_ONCE])
        rows = connection.execute(select(judgement).where(some).order_by(judgement.c.seq)).mappings()
        held.update(by_claim(rows))
    return [int(row["seq"]) for rows in held.values() if due(rows, eyes) for row in rows if row["question"] == READING]


def _read_by_others(connection: Connection, eyes: Eyes) -> list[tuple[str, str | None, bool]]:
    """Of what others have read and the one who looks has not: key, first key, and whether a second reading was asked for."""
    own, asked = judgement.alias("own"), judgement.alias("asked")
    same = (asked.c.report == judgement.c.report, asked.c.key == judgement.c.key)
    is_asked = exists().where(*same, asked.c.question == SECOND, asked.c.in_force == 1)
    is_own = exists().where(
        own.c.report == judgement.c.report, own.c.key == judgement.c.key, own.c.question == READING, own.c.by == eyes.operator
    )  # fmt: skip
    query = select(judgement.c.key, judgement.c.first_key, is_asked).where(
        judgement.c.question == READING, judgement.c.in_force == 1, judgement.c.by != eyes.operator, ~is_own
    )  # fmt: skip
    return [(row[0], row[1], bool(row[2])) for row in connection.execute(query if eyes.share else query.where(is_asked))]
