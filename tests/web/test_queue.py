"""The queue: what comes first and why, sifted by links, and the way from report to report."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from sijill.ledger.cover import WITHHELD
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.unjudged import numbers, unjudged
from sijill.ledger.withhold import cover
from sijill.web.app import create_app
from tests.ledger.conftest import empty, entered, gathered, project, samples  # noqa: F401 - fixtures
from tests.web.conftest import Served


def client(project: Project) -> TestClient:  # noqa: F811
    return TestClient(create_app(project), base_url="http://127.0.0.1", follow_redirects=False)


def shown(project: Project, path: str = "/en/queue") -> str:  # noqa: F811
    answer = client(project).get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def rows(page: str) -> list[tuple[str, str]]:
    """Where each row leads, and the chips that tell why."""
    found = re.findall(r'<a data-row href="/en/([^"]+)">.*?<span class="whys">(.*?)</span>\n\s*</li>', page, re.DOTALL)
    return [(path, " | ".join(re.findall(r'<span class="chip[^"]*">(.*?)</span>', chips))) for path, chips in found]


def given(project: Project, name: str, verdict: str = "accepted", by: str = "nour", **corrected: object) -> None:  # noqa: F811
    one = Verdict(claim=name, question="reading", verdict=verdict, corrected=corrected or None)
    judge(dataclasses.replace(project, operator=by), [one])


def with_seconds(project: Project, operator: str = "nour") -> Project:  # noqa: F811
    return dataclasses.replace(project, operator=operator, settings=dataclasses.replace(project.settings, second_readings=100))


def test_the_site_begins_at_the_queue(project: Project) -> None:  # noqa: F811
    assert client(project).get("/").headers["location"] == "/ar/queue"
    assert client(project).get("/en/").headers["location"] == "/en/queue"


def test_claims_that_nobody_has_judged_stand_with_their_reasons(project: Project) -> None:  # noqa: F811
    page = shown(project)
    with project.engine.connect() as connection:
        order = [f"reports/r{row['report']}#{row['id']}" for row in unjudged(connection)]
    found = dict(rows(page))
    assert set(found) == set(order)
    assert rows(page)[0][0] == order[0]
    assert found["reports/r3#c1"] == "high figure | new voice"
    assert f"{len(order)} claims wait" in page
    # grouped by report: each report's head stands once
    assert [page.count(f"<bdi>{name}</bdi>") for name in ("r1", "r2", "r3")] == [1, 1, 1]


def test_what_presses_comes_first(project: Project) -> None:  # noqa: F811
    asked = with_seconds(project)
    given(asked, "r1.c1")
    given(asked, "r1.c1", "rejected", by="salma")
    given(asked, "r3.c1", by="salma")
    found = rows(shown(asked))
    assert found[0] == ("adjudicate/r1.c1", "Two readers differ: verdict")
    # a report stands where its first row does, with all of its rows
    assert rows(shown(asked, "/en/queue?why=second")) == [("reports/r3#c1", "A second reading is due")]
    assert ("reports/r3#c1", "A second reading is due") in found


def test_a_second_reader_does_not_see_the_first_answer(project: Project) -> None:  # noqa: F811
    asked = with_seconds(project)
    given(asked, "r3.c1", "corrected", low=4321, high=4321)
    page = shown(with_seconds(project, "salma"), "/en/queue?why=second")
    assert "4321" not in page
    assert "4,321" not in page
    assert "corrected" not in page
    assert "killed ≥ 12 civilians" in page


def test_the_queue_is_sifted_by_links(project: Project) -> None:  # noqa: F811
    entered(project, gathered("قتل 5 مدنيين في حلب أمس.", "x.txt", outlet="وكالة النهار"))
    with project.engine.connect() as connection:
        high = numbers(connection).figure
    assert f"{high} claims wait" in shown(project, "/en/queue?why=figure")
    assert [path for path, _ in rows(shown(project, "/en/queue?outlet=وكالة النهار"))] == ["reports/r4#c1"]
    assert rows(shown(project, "/en/queue?outlet=وكالة النهار&effect=injured")) == []
    assert rows(shown(project, "/en/queue?since=2019-03-15")) == []
    assert 'href="/en/queue?why=doubts&amp;effect=killed"' in shown(project, "/en/queue?effect=killed")
    assert "A day is like 2015-08-07" in shown(project, "/en/queue?since=yesterday")


def test_pages_are_of_fifty(project: Project) -> None:  # noqa: F811
    entered(project, *(gathered(f"قتل {number} مدنيا في حلب أمس.", f"{number}.txt") for number in range(20, 80)))
    first, second = shown(project), shown(project, "/en/queue?page=2")
    assert (len(rows(first)), bool(set(rows(first)) & set(rows(second)))) == (50, False)
    with project.engine.connect() as connection:
        assert len(rows(first)) + len(rows(second)) == numbers(connection).all
    assert rows(shown(project, "/en/queue?page=99999")) == []


def test_progress_is_of_this_operator_and_this_day(project: Project) -> None:  # noqa: F811
    given(project, "r1.c1")
    given(project, "r1.c1", "rejected")
    given(project, "r3.c2", by="salma")
    page = shown(project)
    with project.engine.connect() as connection:
        left = numbers(connection).all
    assert '<b class="number">1</b> claim judged by you today' in page
    assert f"of {left + 1} that waited" in page
    assert '<b class="number">2</b> claims judged in all' in page
    assert f"of {left + 2} in the project" in page


def test_the_next_report_is_the_one_that_comes_after_in_the_queue(project: Project) -> None:  # noqa: F811
    site = client(project)

    def following(after: str) -> str:
        answer = site.get(f"/en/queue/next?after={after}")
        assert answer.status_code == 303
        return answer.headers["location"].removeprefix("/en/")

    first = following("")
    second = following(first.removeprefix("reports/"))
    third = following(second.removeprefix("reports/"))
    assert sorted([first, second, third]) == ["reports/r1", "reports/r2", "reports/r3"]
    assert following(third.removeprefix("reports/")) == first
    with project.engine.connect() as connection:
        names = [f"r{row['report']}.{row['id']}" for row in unjudged(connection)]
    for name in names:
        given(project, name)
    assert following("r1") == "queue?done"
    assert "All is done" in site.get("/en/queue?done").text


def test_an_empty_project_says_how_to_add_reports(empty: Project) -> None:  # noqa: F811
    page = shown(empty)
    assert "There is nothing in this project yet" in page
    assert 'href="/en/project#adding"' in page


@pytest.mark.parametrize("path", ["/en/queue", "/en/queue?why=voice"])
def test_what_is_withheld_is_in_no_row_for_those_who_may_not_see_it(project: Project, path: str) -> None:  # noqa: F811
    name = "يونس سعيد الحدادي"
    entered(project, gathered(f"قال {name} إن 12 مدنيا قتلوا في حلب أمس.", "x.txt", title=f"شهادة {name}"))
    assert name in shown(project, path)
    assert name not in shown(dataclasses.replace(project, operator="rana"), path)


def test_a_title_is_told_to_those_without_the_right_where_nothing_of_its_report_is_covered(project: Project) -> None:  # noqa: F811
    entered(project, gathered("قتل 5 مدنيين في حلب أمس.", "x.txt", title="عن أبي ليلى الحلبي"))
    rana = dataclasses.replace(project, operator="rana")
    assert "الحلبي" in shown(rana)
    cover(project, WITHHELD, "r4", "أبي ليلى الحلبي", "she asked")
    assert "الحلبي" not in shown(rana)
    assert "Report r4" in shown(rana)


def test_rows_are_gone_through_from_the_keyboard(site: Served, open_page: Callable[..., Any]) -> None:
    page = open_page("/ar/queue")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("a[data-row]").nth(1)
    assert second.evaluate("one => one === document.activeElement")
    there = second.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{there}")
