"""Incidents of a project: of what people accepted alone, with what they corrected, each number with its claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sijill.cli.command import run
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import PROJECT, Project, found_project
from tests.ledger.conftest import entered, gathered

FIRST = "قتل 7 مدنيين وأصيب 12 في غارة على سوق بلدة سراقب بريف إدلب صباح اليوم.\nوقال مراسلنا إن القصف أصاب سوق الخضار."
SECOND = "أعلن الدفاع المدني السوري مقتل 9 مدنيين وإصابة 12 بغارة استهدفت سوق الخضار في بلدة سراقب بريف إدلب اليوم."
ALONE = "قتل 2 مدنيين بانفجار لغم في مدينة تلبيسة بريف حمص.\nومنذ بداية العام قتل 40 مدنيا بالألغام في محافظة حمص."


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project of three reports, two of them on one event; by an operator who may see names."""
    project = found_project(tmp_path / "project", "nour")
    entered(
        project,
        gathered(FIRST, "1.txt", published=date(2018, 3, 5), outlet="شبكة الأفق", reference="A"),
        gathered(SECOND, "2.txt", published=date(2018, 3, 5), outlet="موقع المدى", reference="B"),
        gathered(ALONE, "3.txt", published=date(2018, 3, 6), outlet="وكالة النهر", reference="C"),
    )  # fmt: skip
    monkeypatch.setenv(PROJECT, str(project.folder))
    yield project
    project.engine.dispose()


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert run([*arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_without_anything_accepted_there_is_no_incident(three: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["incidents", "--json"]) == 1
    assert "--unreviewed takes all" in capsys.readouterr().err


def test_two_reports_of_one_event_are_one_incident(three: Project, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = printed(capsys, "incidents", "--unreviewed")
    assert [[report["reference"] for report in told["reports"]] for told in (first, second)] == [["A", "B"], ["C"]]  # type: ignore[attr-defined]
    assert first["time"] == {"start": "2018-03-05", "end": "2018-03-05", "told": True, "claims": first["time"]["claims"]}  # type: ignore[index]
    (killed,) = [row for row in first["impact"] if (row["effect"], row["group"]) == ("killed", "people")]  # type: ignore[attr-defined]
    assert sorted((figure["low"], *figure["claims"]) for figure in killed["figures"]) == [(7, "r1.c1"), (9, "r2.c1")]
    assert first["origins"]["count"] == 2  # type: ignore[index]
    assert [one["name"] for one in first["regions"]][:1] == ["إدلب"]  # type: ignore[attr-defined]


def test_accepted_claims_alone_count_and_a_correction_takes_the_place_of_what_was_read(
    three: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    judge(three, [Verdict(claim="r1.c1", question="reading", verdict="corrected", corrected={"low": 8, "high": 8})])
    judge(three, [Verdict(claim="r2.c1", question="reading", verdict="rejected")])
    (told,) = printed(capsys, "incidents")
    assert [(row["effect"], row["group"], row["low"], row["high"]) for row in told["impact"]] == [  # type: ignore[attr-defined]
        ("killed", "people", 8, 8), ("killed", "civilians", 8, 8),
    ]  # fmt: skip
    assert told["claims"] == told["accepted"] == ["r1.c1"]


def test_a_tally_counts_an_incident_once_and_period_totals_apart(three: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (told,) = printed(capsys, "tally", "--unreviewed", "--by", "month,governorate", "--rule", "range/1")
    rows = [(row["month"], row["governorate"], row["low"], row["high"], row["claims"]) for row in told["rows"]]  # type: ignore[attr-defined]
    assert rows == [("2018-03", "إدلب", 7, 9, ["r2.c1", "r1.c1"]), ("2018-03", "حمص", 2, 2, ["r3.c1"])]
    assert [(row["low"], row["group"]) for row in told["period_totals"]] == [(40, "civilians")]  # type: ignore[attr-defined]


def test_incidents_are_narrowed_by_day_and_place(three: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(printed(capsys, "incidents", "--unreviewed", "--place", "سراقب")) == 1
    assert len(printed(capsys, "incidents", "--unreviewed", "--since", "2018-03-05")) == 2
    assert run(["incidents", "--unreviewed", "--until", "2018-03-01"]) == 1


def test_contradictions_quote_both_sides(three: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (told,) = printed(capsys, "contradictions", "--unreviewed")
    assert [side["quote"] for side in told["sides"]] == [FIRST.split(".")[0], SECOND.rstrip(".")]  # type: ignore[attr-defined]


def test_sources_tell_how_each_voice_fares(three: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (rows,) = printed(capsys, "sources", "--unreviewed")
    assert {(row["origin"], row["alone"], row["contradicted"]) for row in rows} == {  # type: ignore[index, attr-defined]
        ("شبكة الأفق", 0, 1), ("Syrian Civil Defence (White Helmets)", 0, 1), ("وكالة النهر", 1, 0),
    }  # fmt: skip


def test_an_incident_named_by_its_id_shows_why_its_reports_are_linked(three: Project, capsys: pytest.CaptureFixture[str]) -> None:
    id = str(printed(capsys, "incidents", "--unreviewed")[0]["incident"])
    assert run(["incidents", id[:17], "--unreviewed"]) == 0
    shown = capsys.readouterr().out
    assert "+2.00\tpublished on one day" in shown
    assert "killed people\t" in shown


def test_an_altered_copy_counts_once_and_its_changed_figure_is_told(empty: Project, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{FIRST}\nوأضاف شهود أن ثلاث طائرات حلقت فوق البلدة نصف ساعة قبل أن تلقي قنابلها على المحال المزدحمة بالمتسوقين."
    entered(
        empty,
        gathered(text, "1.txt", published=date(2018, 3, 5), outlet="شبكة الأفق"),
        gathered(text.replace("قتل 7", "قتل 11"), "2.txt", published=date(2018, 3, 6), outlet="موقع المدى"),
    )  # fmt: skip
    (told,) = printed(capsys, "incidents", "--unreviewed", "--project", str(empty.folder))
    assert told["copies"] == [{
        "one": "r1", "other": "r2", "kind": "whole", "shares": [1.0, 1.0], "origin": "r1", "why": "published 1 day earlier",
        "changed": [{"one": "killed civilians 7", "other": "killed civilians 11"}],
    }]  # fmt: skip
    assert told["origins"]["names"] == ["شبكة الأفق"]  # type: ignore[index]
