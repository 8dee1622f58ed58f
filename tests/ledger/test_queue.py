"""What to look at next: in which order, and why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from sijill.cli.command import sijill_command
from sijill.ledger.judge import Verdict, judge, undo
from sijill.ledger.project import Project
from sijill.ledger.queue import Task, queue
from sijill.ledger.schema import claim
from sijill.ledger.second import eyes_of
from sijill.ledger.status import status_of
from sijill.ledger.withdraw import withdraw
from tests.ledger.conftest import entered, gathered


def reading(name: str, verdict: str = "accepted") -> Verdict:
    return Verdict(claim=name, question="reading", verdict=verdict)


def tasks(project: Project, limit: int | None = None) -> list[Task]:
    with project.engine.connect() as connection:
        return queue(connection, eyes_of(project, connection), limit)


def test_denials_doubts_and_high_figures_come_first(empty: Project) -> None:
    entered(
        empty,
        gathered("قال مصدر طبي إن 3 مدنيين قتلوا في تعز أمس.", "a"),
        gathered("نزح 1500 مدني من تعز أمس.", "b"),
        gathered("نفى متحدث عسكري مقتل 20 مدنيا في تعز أمس.", "c"),
        gathered("قتل 40 مدنيا في تعز أمس.", "d"),
    )
    with empty.engine.begin() as connection:
        connection.execute(claim.update().values(doubts=0))
    found = [(task.name, task.why) for task in tasks(empty) if not task.why.endswith("judged")]
    assert found == [
        ("r2.c1", "not judged, a figure of 1500"),
        ("r3.c1", "not judged, denied, a figure of 20"),
        ("r4.c1", "not judged, a figure of 40"),
    ]
    assert [task.name for task in tasks(empty)][-1] == "r1.c1"
    with empty.engine.begin() as connection:
        connection.execute(claim.update().where(claim.c.report == 1).values(doubts=2))
    assert [task.why for task in tasks(empty) if task.name == "r1.c1"] == ["not judged, doubts"]
    assert [task.name for task in tasks(empty, 2)] == ["r2.c1", "r3.c1"]


def test_what_is_judged_leaves_the_queue_and_comes_back_when_it_is_undone(project: Project) -> None:
    names = {task.name for task in tasks(project)}
    assert len(names) == status_of(project)["claims"]
    judge(project, [reading("r1.c1"), reading("r2.c1", "rejected"), Verdict(claim="r3.c1", question="belief", verdict="refuted")])
    assert names - {task.name for task in tasks(project)} == {"r1.c1", "r2.c1"}
    undo(project, "r1.c1", "reading")
    assert "r1.c1" in {task.name for task in tasks(project)}


def test_what_is_due_and_what_is_open_stand_before_all_else(project: Project) -> None:
    huda = replace(project, operator="huda", settings=replace(project.settings, second_readings=100))
    judge(project, [reading("r1.c1"), reading("r3.c1"), reading("r3.c2")])
    judge(huda, [reading("r3.c2", "rejected")])
    assert [(task.kind, task.name) for task in tasks(huda, 3)] == [("adjudicate", "r3.c2"), ("second", "r1.c1"), ("second", "r3.c1")]
    assert [task.kind for task in tasks(project, 2)] == ["adjudicate", "unjudged"]
    assert status_of(huda)["waiting"] == {"adjudicate": 1, "second": 2, "differs": 0, "gone": 0}
    withdraw(project, "r3", "danger")
    assert [(task.kind, task.name) for task in tasks(huda, 1)] == [("second", "r1.c1")]
    assert {task.report for task in tasks(project)} == {1, 2}


@pytest.mark.parametrize("names", [False, True])
def test_the_command_covers_names_in_reasons_and_words(empty: Project, names: bool) -> None:
    entered(empty, gathered("قال مصدر طبي إن المواطن يونس سعيد الحدادي و11 مدنيا قتلوا في تعز أمس."))
    with empty.engine.connect() as connection:
        (name,) = [task.name for task in queue(connection, eyes_of(empty, connection)) if task.kind == "unjudged"][:1]
    judge(empty, [reading(name), Verdict(claim=name, question="second", verdict="asked")])
    corrected = Verdict(claim=name, question="reading", verdict="corrected", corrected={"origin": "يونس سعيد الحدادي"})
    judge(replace(empty, operator="huda"), [corrected])
    for form in ([], ["--json"]):
        told = CliRunner().invoke(sijill_command, ["queue", "--project", str(empty.folder), *form, *["--names"] * names]).output
        assert ("الحدادي" in told) is names
        assert "two readers differ" in told
    first = json.loads(told.splitlines()[0])
    assert (first["kind"], [answer["by"] for answer in first["answers"]]) == ("adjudicate", ["nour", "huda"])


def test_what_was_merged_into_another_claim_is_not_looked_at_by_itself(project: Project) -> None:
    from sijill.ledger.hand import merge

    before = {task.name for task in tasks(project)}
    merge(project, "r3.c2", "r3.c1")
    assert before - {task.name for task in tasks(project)} == {"r3.c2"}
