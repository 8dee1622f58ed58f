"""The queue's quick questions answer as looking at everything would."""

from __future__ import annotations

import dataclasses
from datetime import date

from sqlalchemy import Connection, select, update

from sijill.ledger.hand import merge
from sijill.ledger.judge import Verdict, judge, undo
from sijill.ledger.project import Project
from sijill.ledger.queue import KINDS, Task, pressing, queue, task_of
from sijill.ledger.remembered import Remembered
from sijill.ledger.schema import claim, judgement, report, writing
from sijill.ledger.second import Eyes, by_claim, eyes_of
from sijill.ledger.unjudged import ALL, REASONS, Sieve, new_voices, next_reports, numbers, unjudged


def looked_at_all(connection: Connection, eyes: Eyes) -> list[Task]:
    """Every judged claim looked at, one by one."""
    rows = {(row["report"], row["key"]): row for row in connection.execute(select(claim)).mappings()}
    held = by_claim(connection.execute(select(judgement).order_by(judgement.c.seq)).mappings())
    return [task for name, judged in held.items() if (task := task_of(judged, rows.get(name), eyes))]


def given(project: Project, name: str, verdict: str, by: str = "nour", **corrected: object) -> None:
    one = Verdict(claim=name, question="reading", verdict=verdict, corrected=corrected or None)
    judge(dataclasses.replace(project, operator=by), [one])


def read_otherwise(project: Project, number: int, id: str) -> None:
    """A claim as a later reader reads it."""
    with writing(project.engine) as connection:
        connection.execute(update(claim).where(claim.c.report == number, claim.c.id == id).values(low=99, high=99))
        connection.execute(update(report).where(report.c.number == number).values(read_seq=10_000))


def test_what_presses_is_what_looking_at_everything_finds(project: Project) -> None:
    asked = dataclasses.replace(project, settings=dataclasses.replace(project.settings, second_readings=100))
    given(asked, "r1.c1", "accepted")
    given(asked, "r1.c2", "accepted")
    given(asked, "r3.c1", "rejected")
    given(asked, "r2.c1", "accepted", by="salma")
    given(asked, "r1.c1", "accepted", by="salma", **{})
    given(asked, "r1.c2", "rejected", by="salma")
    read_otherwise(project, 3, "c1")
    with project.engine.connect() as connection:
        for operator in ("nour", "salma", "rana"):
            eyes = dataclasses.replace(eyes_of(asked, connection), operator=operator)
            found = pressing(connection, eyes)
            assert sorted(found, key=lambda task: task.name) == sorted(looked_at_all(connection, eyes), key=lambda task: task.name)
            assert [KINDS.index(task.kind) for task in found] == sorted(KINDS.index(task.kind) for task in found)
        eyes = eyes_of(asked, connection)
        assert [(task.kind, task.name) for task in pressing(connection, eyes)] == [
            ("adjudicate", "r1.c2"), ("second", "r2.c1"), ("differs", "r3.c1"),
        ]  # fmt: skip
        assert [task.name for task in pressing(connection, eyes, [2, 3])] == ["r2.c1", "r3.c1"]


def test_what_is_remembered_is_brought_up_to_date(project: Project) -> None:
    asked = dataclasses.replace(project, settings=dataclasses.replace(project.settings, second_readings=100))
    remembered = Remembered()

    def agrees() -> list[str]:
        with asked.engine.connect() as connection:
            told = remembered.tasks(asked, connection)
            assert told == pressing(connection, eyes_of(asked, connection))
            return [f"{task.kind} {task.name}" for task in told]

    assert agrees() == []
    given(asked, "r1.c1", "accepted", by="salma")
    given(asked, "r3.c1", "accepted", by="salma")
    assert agrees() == ["second r1.c1", "second r3.c1"]
    given(asked, "r1.c1", "rejected")
    assert agrees() == ["adjudicate r1.c1", "second r3.c1"]
    undo(asked, "r1.c1", "reading")
    assert agrees() == ["second r3.c1"]


def test_claims_that_nobody_has_judged_are_sifted(project: Project) -> None:
    with project.engine.connect() as connection:
        every = list(unjudged(connection))
        assert len(every) == numbers(connection).all > 5
        assert [row["key"] for row in unjudged(connection, limit=3, offset=2)] == [row["key"] for row in every[2:5]]
        for why in REASONS[:3]:
            sieve = Sieve(why=why)
            assert len(list(unjudged(connection, sieve))) == numbers(connection, sieve).all == getattr(numbers(connection), why)
        killed = Sieve(effect="killed", since=date(2019, 3, 14), until=date(2019, 3, 14))
        assert {row["effect"] for row in unjudged(connection, killed)} == {"killed"}
        assert numbers(connection, Sieve(since=date(2019, 3, 15))).all == 0


def test_a_claim_merged_into_another_is_not_waiting(project: Project) -> None:
    with project.engine.connect() as connection:
        before = numbers(connection).all
    merge(project, "r1.c2", "r1.c1")
    with project.engine.connect() as connection:
        assert numbers(connection).all == before - 1
        assert "r1.c2" not in {task.name for task in queue(connection, eyes_of(project, connection))}


def test_a_voice_is_new_until_a_claim_of_it_is_judged(project: Project) -> None:
    with project.engine.connect() as connection:
        row = next(row for row in unjudged(connection) if row["voice"])
        name, voice = f"r{row['report']}.{row['id']}", row["voice"]
        assert new_voices(connection, [voice]) == {voice}
        before = numbers(connection, Sieve(why="voice")).all
        same = sum(one["voice"] == voice for one in unjudged(connection))
    given(project, name, "accepted")
    with project.engine.connect() as connection:
        assert new_voices(connection, [voice]) == set()
        assert numbers(connection, Sieve(why="voice")).all == before - same


def test_reports_follow_each_other_once_each(project: Project) -> None:
    with project.engine.connect() as connection:
        order = list(next_reports(connection))
        assert sorted(order) == [1, 2, 3]
        assert list(next_reports(connection, order[0])) == order[1:]
        assert list(next_reports(connection, order[2])) == []
        ids = [f"r{row['report']}.{row['id']}" for row in unjudged(connection, ALL) if row["report"] == order[0]]
    for name in ids:
        given(project, name, "accepted")
    with project.engine.connect() as connection:
        assert list(next_reports(connection)) == order[1:]
        assert list(next_reports(connection, order[0])) == order[1:]
