"""What to look at next, and why: a pure function of the ledger and of who asks.

First what people disagree on, then what is due from the one who asks, then judgements whose claims are read otherwise by now
or not at all, then claims that nobody has judged: denials, doubts and high figures first.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, exists, or_, select

from sijill.ledger import second, unjudged
from sijill.ledger.judge import BELIEF, GONE
from sijill.ledger.schema import claim, judgement, report
from sijill.ledger.second import READING, Eyes, by_claim, contested, due, in_force, seen
from sijill.ledger.values import differences, values_held, values_judged, values_read, written
from sijill.ledger.view import gone_name, judgements_of

ADJUDICATE, SECOND, DIFFERS, NO_LONGER, UNJUDGED = "adjudicate", "second", "differs", "gone", "unjudged"
KINDS = (ADJUDICATE, SECOND, DIFFERS, NO_LONGER)
AT_ONCE = 500  # reports whose judgements are looked at in one go

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to look at: of what kind, the claim's name and key, and why.

    `id` is the claim's own in its reading, None where it is no longer read. `answers` are those of two readers who differ,
    `differs` the values that are read otherwise by now, `judged` the claim as it was judged where it is no longer read.
    """

    kind: str
    report: int
    name: str
    key: str
    why: str
    id: str | None = None
    answers: tuple[Answer, ...] = ()
    differs: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    judged: Mapping[str, Any] | None = None


def queue(connection: Connection, eyes: Eyes, limit: int | None = None) -> list[Task]:
    """What to look at next, the most pressing first."""
    return list(islice(chain(pressing(connection, eyes), _unjudged(connection, limit)), limit))


@dataclass(frozen=True, slots=True)
class History:
    """What somebody may see of the judgements of a report or of one of its claims, and what is to be done about them."""

    rows: list[RowMapping]
    tasks: list[Task]


def history_of(connection: Connection, eyes: Eyes, number: int, key: str | None = None) -> History:
    """The judgements of a report's claims, or of one of them, the oldest first, as far as the one who looks may see them."""
    rows = judgements_of(connection, number, key)
    read = {row["key"]: row for row in connection.execute(select(claim).where(claim.c.report == number)).mappings()}
    tasks = [task_of(of_claim, read.get(at), eyes) for (_, at), of_claim in by_claim(rows).items()]
    return History(seen(rows, eyes).rows, [task for task in tasks if task])


def counts(connection: Connection, eyes: Eyes) -> dict[str, int]:
    """How much of each kind is waiting, but for what nobody has judged."""
    waiting = [task.kind for task in pressing(connection, eyes)]
    return {kind: waiting.count(kind) for kind in KINDS}


def task_of(rows: Sequence[RowMapping], row: RowMapping | None, eyes: Eyes) -> Task | None:
    """What is to be done about a claim that was judged; `row` is its row, None where it is no longer read."""
    if row is None:
        return _gone(rows, eyes)
    if due(rows, eyes):
        return Task(kind=SECOND, why="a second reading is due", **_of(row))
    open_pairs = contested(rows)
    if open_pairs:
        answers = tuple(_answer(given) for given in (open_pairs[0].first, *(pair.second for pair in open_pairs)))
        return Task(kind=ADJUDICATE, why="two readers differ: " + " · ".join(map(_said, answers)), answers=answers, **_of(row))
    given = in_force(rows)
    odd = differences(values_judged(given), values_read(row)) if given is not None else {}
    if odd:
        told = ", ".join(f"{name} {written(now)}, judged as {written(before)}" for name, (before, now) in odd.items())
        return Task(kind=DIFFERS, why=f"the reader differs: {told}", differs=odd, **_of(row))
    return None


def _gone(rows: Sequence[RowMapping], eyes: Eyes) -> Task | None:
    """A judgement whose claim is no longer read, unless somebody has dismissed it."""
    standing = [given for given in (in_force(rows), in_force(rows, BELIEF)) if given is not None]
    if not standing or in_force(rows, GONE):
        return None
    said = "; ".join(f"{given['question']} {given['verdict']} by {given['by']}" for given in standing)
    why = "no longer read" if due(rows, eyes) else f"no longer read: {said}"
    number, key = int(standing[0]["report"]), str(standing[0]["key"])
    told = json.loads(standing[0]["judged"]) if standing[0]["judged"] else None
    return Task(kind=NO_LONGER, report=number, name=gone_name(number, key), key=key, why=why, judged=told)


def pressing(connection: Connection, eyes: Eyes, numbers: Collection[int] | None = None) -> list[Task]:
    """What is to be done about judged claims, in order: of all reports, or of those with these numbers."""
    wanted = _to_look_at(connection, eyes, numbers)
    reports = sorted({number for number, _ in wanted})
    found: list[tuple[tuple[int, int, int, str], Task]] = []
    for at in range(0, len(reports), AT_ONCE):
        some = reports[at : at + AT_ONCE]
        rows = connection.execute(select(judgement).where(judgement.c.report.in_(some)).order_by(judgement.c.seq)).mappings()
        held = by_claim(row for row in rows if (row["report"], row["key"]) in wanted)
        about = connection.execute(select(claim).where(claim.c.report.in_(some))).mappings()
        read = {(row["report"], row["key"]): row for row in about}
        for name, of_claim in held.items():
            task = task_of(of_claim, read.get(name), eyes)
            if task:
                place = read[name]["place_in_report"] if name in read else 0
                found.append(((KINDS.index(task.kind), task.report, place, task.key), task))
    return [task for _, task in sorted(found, key=lambda one: one[0])]


def _to_look_at(connection: Connection, eyes: Eyes, numbers: Collection[int] | None) -> set[tuple[int, str]]:
    """The judged claims about which something may have to be done; about all others there is nothing to do."""
    if numbers is None:
        return _among(connection, eyes, None)
    told = sorted(numbers)
    return {one for at in range(0, len(told), AT_ONCE) for one in _among(connection, eyes, told[at : at + AT_ONCE])}


def _among(connection: Connection, eyes: Eyes, numbers: Sequence[int] | None) -> set[tuple[int, str]]:
    """The same of all reports, or of a few."""

    def found(*columns: Any) -> Select[Any]:
        query = select(*columns).join(report, report.c.number == judgement.c.report).where(report.c.withdrawn.is_(None))
        return query if numbers is None else query.where(judgement.c.report.in_(numbers))

    name, of_reading = (judgement.c.report, judgement.c.key), judgement.c.question == READING
    is_read = exists().where(claim.c.report == judgement.c.report, claim.c.key == judgement.c.key)
    odd = or_(
        judgement.c.blind == 1, judgement.c.question == second.SECOND,
        # a claim is what it was when it was judged, unless its report was read since
        (judgement.c.in_force == 1) & of_reading & (judgement.c.seq < report.c.read_seq),
        (judgement.c.in_force == 1) & ~is_read,
    )  # fmt: skip
    wanted = {(row[0], row[1]) for row in connection.execute(found(*name).where(odd))}
    if eyes.share:
        by_others = found(*name, judgement.c.first_key).where(judgement.c.in_force == 1, of_reading, judgement.c.by != eyes.operator)
        wanted |= {(row[0], row[1]) for row in connection.execute(by_others) if eyes.drawn(row[2] or row[1])}
    return wanted


def _unjudged(connection: Connection, limit: int | None) -> Iterator[Task]:
    """Claims whose reading nobody has judged, those first that are worth looking at."""
    for row in unjudged.unjudged(connection, limit=limit):
        yield Task(kind=UNJUDGED, why=", ".join(["not judged", *_reasons(row)]), **_of(row))


def _of(row: RowMapping) -> dict[str, Any]:
    return {"report": row["report"], "name": f"r{row['report']}.{row['id']}", "key": row["key"], "id": row["id"]}


def _reasons(row: RowMapping) -> Iterator[str]:
    if row["polarity"] != "asserted":
        yield str(row["polarity"])
    if row["doubts"]:
        yield "doubts"
    figure = row["high"] if row["high"] is not None else row["low"]
    if figure is not None and figure >= unjudged.STEPS[0]:
        yield f"a figure of {written(figure)}"


def _answer(given: RowMapping) -> Answer:
    """One reader's answer, with all values that he holds."""
    corrected = json.loads(given["corrected"]) if given["corrected"] else {}
    return {
        "by": given["by"], "at": given["at"], "verdict": given["verdict"], "corrected": corrected, "reason": given["reason"],
        "values": values_held(given), "blind": bool(given["blind"]),
    }  # fmt: skip


def _said(answer: Answer) -> str:
    values = " ".join(f"{name}={written(value)}" for name, value in answer["corrected"].items())
    return " ".join(part for part in (answer["by"], answer["verdict"], values) if part)
