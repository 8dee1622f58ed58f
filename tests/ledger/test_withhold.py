"""Words of a report are withheld by anybody and released by those with the right, in that report alone unless told otherwise."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from sijill.cli.command import run
from sijill.errors import LedgerError
from sijill.ledger.cover import CLOSED, RELEASED, WITHHELD, veil_over
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import OPERATOR, PROJECT, Project, find_project
from sijill.ledger.rebuild import rebuild
from sijill.ledger.search import Wanted, search
from sijill.ledger.verify import verify
from sijill.ledger.view import reading_held, report_named
from sijill.ledger.withdraw import withdraw
from sijill.ledger.withhold import cover, open_reports, veil_of
from sijill.record.veil import Veil
from tests.ledger.conftest import entered, gathered

NAME = "سامر القطراني"
FIRST = f"وقال المواطن {NAME} إن 5 مدنيين قتلوا قرب بستان الشركسي في تعز أمس."
SECOND = f"قتل 3 مدنيين في حلب أمس، وقال المواطن {NAME} إنه رأى ذلك من بستان الشركسي."


@pytest.fixture
def told(empty: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with two reports in which one name and one orchard stand."""
    entered(empty, gathered(FIRST, "one.txt", title="بُسْتانُ الشركسي_2"), gathered(SECOND, "two.txt"))
    monkeypatch.setenv(PROJECT, str(empty.folder))
    return empty


def shown(project: Project, name: str, words: str) -> str:
    with project.engine.connect() as connection:
        held = report_named(connection, name)
        return veil_of(connection, held, reading_held(connection, held)).words(words)


def finds(project: Project, words: str, sees_names: bool = False) -> list[int]:
    with project.engine.connect() as connection:
        return sorted(hit.row["number"] for hit in search(connection, Wanted(words=words, sees_names=sees_names)).hits)


def is_sound(project: Project) -> bool:
    return verify(project).faults == [] and rebuild(project) == []


def test_words_that_are_withheld_are_covered_in_that_report_and_found_by_nobody_else(told: Project) -> None:
    assert finds(told, "بستان") == [1, 2]
    assert cover(told, WITHHELD, "r1", "بستان الشركسي", "asked for") == ["r1"]
    assert shown(told, "r1", "في بستان الشركسي") == "في [███]"
    assert shown(told, "r2", "في بستان الشركسي") == "في بستان الشركسي"
    assert finds(told, "بستان") == [2]
    assert finds(told, '"قرب في"') == []
    assert finds(told, '"قرب بستان الشركسي في تعز"', sees_names=True) == [1]
    assert is_sound(told)
    cover(told, RELEASED, "r1", "بُستان الشركسي", None)
    assert shown(told, "r1", "في بستان الشركسي") == "في بستان الشركسي"
    assert finds(told, "بستان") == [1, 2]
    assert is_sound(told)


def test_a_name_that_is_released_is_open_in_that_report_alone(told: Project) -> None:
    assert [shown(told, name, f"عند {NAME}") for name in ("r1", "r2")] == ["عند [███]", "عند [███]"]
    assert finds(told, "القطراني") == []
    cover(told, RELEASED, "r1", NAME, "consent of the family")
    assert [shown(told, name, f"عند {NAME}") for name in ("r1", "r2")] == [f"عند {NAME}", "عند [███]"]
    assert finds(told, "القطراني") == [1]
    cover(told, WITHHELD, "r1", NAME, "consent taken back")
    assert shown(told, "r1", f"عند {NAME}") == "عند [███]"
    assert finds(told, "القطراني") == []
    assert cover(told, RELEASED, "r2", NAME, None, everywhere=True) == ["r2", "r1"]
    assert finds(told, "القطراني") == [1, 2]
    assert is_sound(told)


def test_only_those_with_the_right_release(told: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(OPERATOR, "guest")
    guest = find_project(told.folder)
    with pytest.raises(LedgerError, match="guest has no right to release"):
        cover(guest, RELEASED, "r1", NAME, None)
    # whether a report holds some words is not told to who may not see them
    assert cover(guest, WITHHELD, "r1", NAME, None) == cover(guest, WITHHELD, "r1", "ضرغام المجهول", None) == ["r1"]
    assert is_sound(guest)
    monkeypatch.delenv(OPERATOR)
    assert run(["release", "r1", "سامر"]) == 1
    assert run(["withhold", "r1", "ضرغام"]) == 1
    assert run(["withhold", "r1", "—"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "sijill: r1: nothing is covered that these words tell in full; a name is released as it stands there",
        "sijill: r1: these words are nowhere in it",
        "sijill: no word is told that could be covered",
    ]


def test_what_was_withheld_and_released_is_shown(told: Project, capsys: pytest.CaptureFixture[str]) -> None:
    cover(told, WITHHELD, "r1", "بستان الشركسي", f"asked for by {NAME}")
    cover(told, RELEASED, "r1", NAME, "consent")
    assert run(["show", "r1"]) == 0
    lines = [line.split("\t")[:4] for line in capsys.readouterr().out.splitlines() if line.startswith(("withheld", "released"))]
    assert lines == [["withheld", "[███]", f"asked for by {NAME}", "nour"], ["released", NAME, "consent", "nour"]]
    withdraw(told, "r1", "consent")
    assert is_sound(told)
    for path in told.folder.rglob("*"):
        if path.is_file() and path.stat().st_size < 10_000_000 and "vault" not in path.parts:
            assert b"asked for by" not in path.read_bytes()


def test_a_report_that_was_not_read_is_open_to_nobody_without_the_right(empty: Project) -> None:
    entered(empty, gathered("Twelve people were killed, Sam Example among them.", "x.txt", language="en", title="Sam Example"))
    assert shown(empty, "r1", "Sam Example") == "[███]"
    assert finds(empty, "people") == []
    assert finds(empty, "people", sees_names=True) == [1]
    assert veil_over(None) is CLOSED
    assert is_sound(empty)


def test_a_place_that_is_covered_has_no_point(told: Project, capsys: pytest.CaptureFixture[str]) -> None:
    def outputs() -> str:
        for line in (["show", "r1", "--json"], ["show", "r1"], ["show", "r1.c1"], ["export", "jsonl", "--unreviewed"]):
            assert run(line) == 0
        sys.stdout.flush()
        return capsys.readouterr().out

    point = ("13.5795", "44.0209", "70225", "Taiz")
    assert all(part in outputs() for part in point)
    judge(told, [Verdict(claim="r1.c1", question="reading", verdict="accepted")])
    cover(told, WITHHELD, "r1", "تعز", "the family is known there")
    shown_now = outputs()
    assert not any(part in shown_now for part in (*point, "تعز"))
    with told.engine.connect() as connection:
        near = Wanted(near=(13.58, 44.02), kilometres=30)
        assert search(connection, near).total == 0
        assert search(connection, replace(near, sees_names=True)).total == 1


def test_spellings_of_what_is_covered(told: Project) -> None:
    cover(told, WITHHELD, "r1", "بستان الشركسي", None)
    for words in (
        "بُسْتَانُ الشَّركسي", "ببستان الشركسي", "بستان_الشركسي_2.txt", "بستان-الشركسي7", "#بستانالشركسي", "وبستان الشركسي",
        "https://example.org/%D8%A8%D8%B3%D8%AA%D8%A7%D9%86-%D8%A7%D9%84%D8%B4%D8%B1%D9%83%D8%B3%D9%8A",
    ):  # fmt: skip
        covered = shown(told, "r1", words)
        assert "[███]" in covered, words
        assert not any(part in covered for part in ("شركسي", "%D8")), words
    for words in ("بستان آخر", "شركسي"):
        assert shown(told, "r1", words) == words


def test_reports_in_which_nothing_is_covered_are_known_without_their_readings(project: Project) -> None:
    def known() -> tuple[set[int], set[int]]:
        with project.engine.connect() as connection:
            held = [report_named(connection, f"r{number}") for number in (1, 2, 3)]
            lifted = {one.number for one in held if veil_of(connection, one, reading_held(connection, one)) == Veil.lifted()}
            return set(open_reports(connection, (1, 2, 3))), lifted

    opened, lifted = known()
    assert opened == lifted
    assert 1 in opened
    cover(project, "withheld", "r1", "درنة", None)
    assert known()[0] == opened - {1}
