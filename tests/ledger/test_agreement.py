"""Krippendorff's alpha as he computes it himself; second readings that are blind, compared, and decided upon."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from sqlalchemy import select

from sijill.cli.command import sijill_command
from sijill.errors import LedgerError
from sijill.ledger.agreement import Agreement, NoAlphaError, agreement_of, alpha
from sijill.ledger.columns import columns
from sijill.ledger.export import Wish, export
from sijill.ledger.judge import Verdict, judge, undo
from sijill.ledger.project import Project
from sijill.ledger.queue import queue
from sijill.ledger.rebuild import differences, rebuild
from sijill.ledger.schema import judgement
from sijill.ledger.second import Eyes, eyes_of
from sijill.ledger.sheet import take_sheet

# the worked examples of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A to C
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def told(rows: Sequence[str]) -> list[tuple[str, int, object]]:
    """What each observer, one a row, says of each thing, one a column; a dot is nothing."""
    cells = [(str(who), at, value) for who, row in enumerate(rows) for at, value in enumerate(row) if value != "."]
    return [(who, at, int(value) if value.isdigit() else value) for who, at, value in cells]


@pytest.mark.parametrize(
    ("rows", "interval", "published"),
    [(BINARY, False, 0.095), (NOMINAL, False, 0.692), (MISSING, False, 0.743), (MISSING, True, 0.849)],
)
def test_alpha_is_that_of_the_published_examples(rows: Sequence[str], interval: bool, published: float) -> None:
    assert alpha(told(rows), interval=interval) == pytest.approx(published, abs=0.0006)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (["aaa", "aaa"], "nothing varies"),
        (["abc", "..."], "nothing to compare"),
        (["ab.", "a.b"], "nothing varies"),
        ([], "nothing to compare"),
    ],
)
def test_alpha_is_not_defined_where_nothing_varies_or_nothing_is_compared(rows: Sequence[str], why: str) -> None:
    with pytest.raises(NoAlphaError, match=why):
        alpha(told(rows))


def test_without_the_library_the_percent_is_told_and_what_is_missing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    _read_twice(project)
    for name in ("nltk.metrics.agreement", "nltk.metrics.distance", "nltk"):
        monkeypatch.setitem(sys.modules, name, None)
    figure = figures(project).figures[0]
    assert (figure.percent, figure.alpha, figure.why) == (50.0, None, "pip install 'sijill[agreement]' to have it computed")


def as_operator(project: Project, name: str, share: int = 0) -> Project:
    """The project as somebody else works on it."""
    return replace(project, operator=name, settings=replace(project.settings, second_readings=share))


def reading(claim: str, verdict: str = "accepted", **more: object) -> Verdict:
    return Verdict(claim=claim, question="reading", verdict=verdict, **more)  # type: ignore[arg-type]


def asked(claim: str) -> Verdict:
    return Verdict(claim=claim, question="second", verdict="asked")


def figures(project: Project) -> Agreement:
    with project.engine.connect() as connection:
        return agreement_of(connection)


def waiting(project: Project) -> list[tuple[str, str]]:
    """(kind, claim) of what waits, but for what nobody has judged."""
    with project.engine.connect() as connection:
        return [(task.kind, task.name) for task in queue(connection, eyes_of(project, connection)) if task.kind != "unjudged"]


def standing(project: Project) -> list[tuple[str, str, int, int]]:
    """(who, verdict, in force, blind) of every judgement of a reading that is not undone."""
    query = select(judgement.c.by, judgement.c.verdict, judgement.c.in_force, judgement.c.blind)
    with project.engine.connect() as connection:
        chosen = query.where(judgement.c.question == "reading", judgement.c.undone.is_(None)).order_by(judgement.c.seq)
        return [tuple(row) for row in connection.execute(chosen)]


def _read_twice(project: Project) -> Project:
    """Two claims judged by nour and, blind, by huda, who differs on the second."""
    judge(project, [reading("r1.c1"), reading("r3.c1"), asked("r1.c1"), asked("r3.c1")])
    huda = as_operator(project, "huda")
    judge(huda, [reading("r1.c1"), reading("r3.c1", "corrected", corrected={"low": 15})])
    return huda


def test_a_second_judgement_is_blind_and_what_differs_is_decided_by_a_third(project: Project) -> None:
    huda = _read_twice(project)
    assert standing(project)[2:] == [("huda", "accepted", 0, 1), ("huda", "corrected", 0, 1)]
    assert waiting(project) == waiting(huda) == [("adjudicate", "r3.c1")]
    with project.engine.connect() as connection:
        (task,) = [task for task in queue(connection, eyes_of(huda, connection)) if task.kind == "adjudicate"]
    assert task.why == "two readers differ: nour accepted · huda corrected low=15"
    assert [answer["values"]["low"] for answer in task.answers] == [12, 15]
    judge(as_operator(project, "samir"), [reading("r3.c1", "corrected", corrected={"low": 14})])
    assert standing(project)[-1] == ("samir", "corrected", 1, 0)
    assert waiting(project) == []
    assert (figures(project).to_adjudicate, figures(project).readers) == (0, {"huda": 2, "nour": 2})
    assert differences(project) == []
    assert rebuild(project) == []


def test_the_figures_of_agreement(project: Project) -> None:
    _read_twice(project)
    found = {figure.name: figure for figure in figures(project).figures}
    assert (found["verdict"].of, found["verdict"].same, found["low"].of, found["low"].same) == (2, 1, 2, 1)
    assert found["effect"].percent == 100
    assert found["polarity"].why == "not defined: nothing varies"
    assert figures(project).to_adjudicate == 1


def test_who_rejects_holds_no_values_and_what_one_alone_tells_is_a_difference(project: Project) -> None:
    judge(project, [reading("r1.c1", "rejected"), reading("r3.c1"), asked("r1.c1"), asked("r3.c1")])
    judge(as_operator(project, "huda"), [reading("r1.c1"), reading("r3.c1", "corrected", corrected={"place": None, "high": 20})])
    found = {figure.name: figure for figure in figures(project).figures}
    assert (found["place"].of, found["place"].same) == (1, 0)
    assert (found["high"].of, found["high"].same, found["high"].why) == (1, 0, "not defined: nothing to compare")


def test_the_share_that_is_read_twice_is_drawn_by_nobody() -> None:
    keys = [f"sha256:{number:064x}" for number in range(2000)]
    drawn = [key for key in keys if Eyes("x", 30, "sha256:a").drawn(key)]
    assert 520 <= len(drawn) <= 680
    assert drawn != [key for key in keys if Eyes("x", 30, "sha256:b").drawn(key)]
    assert not any(Eyes("x", 0, "sha256:a").drawn(key) for key in keys)
    assert all(Eyes("x", 100, "sha256:a").drawn(key) for key in keys)
    assert set(drawn) < {key for key in keys if Eyes("x", 60, "sha256:a").drawn(key)}


def shown(project: Project, operator: str, *arguments: str) -> str:
    """All that a command prints to somebody."""
    environment = {"SIJILL_OPERATOR": operator}
    return CliRunner().invoke(sijill_command, [*arguments, "--project", str(project.folder)], env=environment).output


COMMANDS = [
    ("show", "r3.c1"), ("show", "r3.c1", "--json"), ("show", "r3"), ("show", "r3", "--json"), ("search", "--judged", "corrected", "--json"),
    ("export", "jsonl"), ("export", "csv"), ("export", "jsonl", "--unreviewed"), ("export", "csv", "--unreviewed"), ("queue",),
    ("queue", "--json"), ("agreement",), ("reread", "--jobs", "1"), ("reread", "--jobs", "1", "--json"),
]  # fmt: skip


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nothing_shows_the_first_answer_to_whom_a_second_reading_is_due(project: Project, arguments: tuple[str, ...]) -> None:
    told = reading("r3.c1", "corrected", corrected={"low": 4711, "place": "زنجبار"}, reason="لأن الشاهد رأى")
    judge(project, [reading("r3.c1", "rejected", reason="لأن الشاهد شك"), told, asked("r3.c1")])
    seen = shown(project, "huda", *arguments)
    assert not re.search(r'4711|زنجبار|الشاهد|"verdict": "(?:corrected|rejected)|reading: |,(?:corrected|rejected),', seen)
    if arguments[0] in ("show", "queue"):
        assert "a second reading is due" in seen
    if arguments[0] in ("show", "export"):
        assert "4711" in shown(project, "nour", *arguments)


def test_a_claim_is_open_again_once_its_second_reading_is_given(project: Project) -> None:
    judge(project, [reading("r3.c1", "corrected", corrected={"low": 4711}), asked("r3.c1")])
    assert "r3.c1" not in shown(project, "huda", "export", "jsonl")
    assert '"found": 0' in shown(project, "huda", "search", "--judged", "corrected", "--json")
    judge(as_operator(project, "huda"), [reading("r3.c1")])
    for operator in ("huda", "samir"):
        assert "4711" in shown(project, operator, "export", "jsonl")
        assert "huda" in shown(project, operator, "show", "r3.c1")
    assert '"found": 1' in shown(project, "huda", "search", "--judged", "corrected", "--json")


def test_one_undoes_ones_own_blind_judgement_and_is_blind_no_more(project: Project) -> None:
    judge(project, [reading("r3.c1"), asked("r3.c1")])
    huda = as_operator(project, "huda")
    with pytest.raises(LedgerError, match=r"r3\.c1: a second reading is due"):
        undo(huda, "r3.c1", "reading")
    judge(huda, [reading("r3.c1", "rejected")])
    assert undo(huda, "r3.c1", "reading") == "r3.c1"
    assert standing(project) == [("nour", "accepted", 1, 0)]
    assert waiting(as_operator(project, "samir")) == [("second", "r3.c1")]
    judge(huda, [reading("r3.c1", "rejected")])  # she has seen the first's answer by now
    assert standing(project) == [("nour", "accepted", 0, 0), ("huda", "rejected", 1, 0)]
    assert figures(project).claims == 0
    assert rebuild(project) == []


def test_the_first_reader_and_who_is_not_asked_are_not_blind(project: Project) -> None:
    judge(project, [reading("r3.c1"), reading("r1.c1"), asked("r3.c1")])
    judge(project, [reading("r3.c1", "rejected")])
    judge(as_operator(project, "huda"), [reading("r1.c1", "rejected")])
    assert all(not blind for *_, blind in standing(project))
    assert waiting(as_operator(project, "huda", share=100)) == [("second", "r3.c1")]
    undo(project, "r3.c1", "second")
    assert waiting(as_operator(project, "huda")) == []


def edit(project: Project, path: Path, verdict: str) -> Path:
    """A sheet exported by that operator, with a verdict on the claim r3.c1."""
    path.write_bytes(export(project, "xlsx", Wish(unreviewed=True))[0])
    book = load_workbook(path)
    at = {column.id: number for number, column in enumerate(columns(), 1)}
    (row,) = [row for row in book.worksheets[0].iter_rows(min_row=2) if row[at["claim"] - 1].value == "r3.c1"]
    row[at["verdict"] - 1].value = verdict
    book.save(path)
    return path


def test_a_sheet_that_was_exported_blind_comes_back_blind(project: Project, tmp_path: Path) -> None:
    judge(project, [reading("r3.c1", "corrected", corrected={"low": 15}, reason="x"), asked("r3.c1")])
    huda, samir = as_operator(project, "huda"), as_operator(project, "samir")
    path, late = edit(huda, tmp_path / "huda.xlsx", "accepted"), edit(samir, tmp_path / "samir.xlsx", "rejected")
    assert take_sheet(huda, path).lines == ["accepted\tr3.c1"]
    assert take_sheet(huda, path).lines == []
    # nobody is asked any more, but he had not seen what the others hold
    assert take_sheet(samir, late).lines == ["rejected\tr3.c1"]
    assert standing(project) == [("nour", "corrected", 1, 0), ("huda", "accepted", 0, 1), ("samir", "rejected", 0, 1)]
    assert figures(project).readers == {"huda": 1, "nour": 2, "samir": 1}
    told = take_sheet(huda, edit(huda, tmp_path / "open.xlsx", "accepted"))
    assert (told.faults, told.lines) == ([], ["accepted\tr3.c1\tx"])
    assert standing(project)[-1] == ("huda", "accepted", 1, 0)


def test_a_sheet_from_before_the_first_judgement_is_blind_too(project: Project, tmp_path: Path) -> None:
    huda = as_operator(project, "huda", share=100)
    path = edit(huda, tmp_path / "early.xlsx", "rejected")
    judge(project, [reading("r3.c1", reason="x")])
    assert take_sheet(huda, path).lines == ["rejected\tr3.c1"]
    assert standing(project) == [("nour", "accepted", 1, 0), ("huda", "rejected", 0, 1)]


def test_the_command_tells_the_figures(project: Project) -> None:
    _read_twice(project)
    lines = shown(project, "nour", "agreement").splitlines()
    assert lines[:3] == ["read twice\t2 claims\thuda 2\tnour 2", "to adjudicate\t1 claim", "verdict\t1 of 2 alike\t50.0 %\talpha 0.000"]
    assert json.loads(shown(project, "nour", "agreement", "--json"))["figures"]["verdict"]["of"] == 2
