"""The search page: what is found, what it is narrowed down by, and that what is covered is found by nobody who may not see it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.web.app import create_app
from tests.ledger.conftest import empty, entered, gathered, project, samples  # noqa: F401 - fixtures
from tests.web.conftest import Served

# a name of the samples that is withheld
NAME = "يونس سعيد الحدادي"


def shown(project: Project, path: str) -> str:  # noqa: F811
    """The page at that path, which must be answered."""
    answer = TestClient(create_app(project), base_url="http://127.0.0.1").get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def names(page: str) -> list[str]:
    """The reports that a page lists, in their order."""
    return re.findall(r'<h3 dir="auto"><a href="/../reports/(r\d+)">', page)


def facet(page: str, title: str) -> dict[str, int]:
    """The values of a facet with their counts."""
    part = page[page.index(f"<h3>{title}</h3>") :]
    found = re.findall(r"<bdi>(.*?)</bdi> <span class=\"quiet number\">([\d,]+)</span>", part[: part.index("</section>")])
    return {value: int(count.replace(",", "")) for value, count in found}


def test_words_are_found_and_marked(project: Project) -> None:  # noqa: F811
    page = shown(project, "/en/search?q=مدنيا")
    assert names(page) == ["r3"]
    assert "<mark>مدنيا</mark>" in page
    assert "Best by their words first" in page


def test_a_claim_that_was_asked_for_leads_to_its_words(project: Project) -> None:  # noqa: F811
    page = shown(project, "/en/search?effect=killed&group=children")
    assert names(page) == ["r2", "r3"]
    assert '<a href="/en/reports/r2#c4"><bdi class="say">killed 2 children</bdi></a>' in page
    assert "/en/reports/r2#c5" not in page


def test_facets_count_reports_of_the_result(project: Project) -> None:  # noqa: F811
    assert facet(shown(project, "/en/search"), "Effect") == {
        "detained": 3, "killed": 2, "injured": 2, "displaced": 2, "missing": 1, "released": 1, "surrendered": 1, "trapped": 1,
    }  # fmt: skip
    page = shown(project, "/en/search?since=2019-01-01&until=2019-12-31&kind=ngo")
    assert facet(page, "Effect") == {"detained": 1, "injured": 1}
    page = shown(project, "/en/search?since=2019-01-01&until=2019-12-31")
    assert facet(page, "Time") == {"March 2019": 2, "February 2019": 1}


def test_every_value_of_a_facet_finds_as_many_as_it_counts(project: Project) -> None:  # noqa: F811
    site = TestClient(create_app(project), base_url="http://127.0.0.1")
    page = site.get("/ar/search").text
    links = re.findall(r'<li><a href="(\?[^"]+)"><bdi>.*?</bdi> <span class="quiet number">(\d+)</span>', page)
    assert len(links) > 30
    for link, count in links[::3]:
        narrowed = site.get("/ar/search" + link.replace("&amp;", "&")).text
        assert len(names(narrowed)) == int(count), link


def test_what_was_chosen_can_be_taken_off(project: Project) -> None:  # noqa: F811
    page = shown(project, "/en/search?q=تعز&effect=killed&kind=medical")
    assert re.findall(r'<a class="chip off" href="([^"]+)"', page) == [
        "?q=%D8%AA%D8%B9%D8%B2&amp;effect=killed", "?q=%D8%AA%D8%B9%D8%B2&amp;kind=medical",
    ]  # fmt: skip


def test_nothing_found_says_what_fewer_conditions_find(project: Project) -> None:  # noqa: F811
    page = shown(project, "/en/search?q=تعز&effect=missing")
    assert "Nothing was found" in page
    assert "No report has all that was asked for:" in page
    assert re.findall(r">without (\w+):.*?<span class=\"quiet\">(\d+) report", page) == [("Words", "1"), ("Effect", "1")]


def test_a_place_is_looked_around(project: Project) -> None:  # noqa: F811
    page = shown(project, "/en/search?around=تعز&km=30")
    assert names(page) == ["r3"]
    assert "and 30 km around" in page


def test_what_says_nothing_is_told_and_not_passed_over(project: Project) -> None:  # noqa: F811
    for query in ("since=2019-13-40", "least=many", "around=zzqqzz", "km=-3&around=تعز", "judged=maybe"):
        page = shown(project, f"/en/search?{query}")
        assert "Nothing was looked for." in page, query
        assert names(page) == []


def test_judged_claims_are_told_apart(project: Project) -> None:  # noqa: F811
    judge(project, [Verdict(claim="r3.c2", question="reading", verdict="corrected", corrected={"low": 4, "high": 4})])
    page = shown(project, "/en/search?judged=corrected")
    assert names(page) == ["r3"]
    assert "killed 4 children" in page
    assert "killed 3 children" not in page
    assert facet(shown(project, "/en/search"), "Judgement") == {"nobody has looked at": 3, "corrected": 1}


def test_the_first_answer_is_hidden_from_a_second_reader(project: Project) -> None:  # noqa: F811
    judge(project, [Verdict(claim="r3.c2", question="reading", verdict="rejected")])
    settings = dataclasses.replace(project.settings, second_readings=100)
    second = dataclasses.replace(project, operator="huda", settings=settings)
    assert facet(shown(project, "/en/search"), "Judgement") == {"nobody has looked at": 3, "rejected": 1}
    page = shown(second, "/en/search?effect=killed")
    assert names(page) == ["r2", "r3"]
    assert "rejected" not in page
    assert names(shown(second, "/en/search?judged=rejected")) == []


def test_what_is_covered_is_neither_found_nor_shown_without_the_right(project: Project) -> None:  # noqa: F811
    other = dataclasses.replace(project, operator="huda")
    assert names(shown(project, f"/en/search?q={NAME}")) == ["r3"]
    assert f"<mark>{NAME.split()[0]}</mark>" in shown(project, f"/en/search?q={NAME}")
    page = shown(other, f"/en/search?q={NAME}")
    assert names(page) == []
    page = shown(other, "/en/search?q=القتلى")
    assert names(page) == ["r3"]
    assert not any(word in page for word in NAME.split())


def test_a_covered_voice_and_place_are_no_facet(empty: Project) -> None:  # noqa: F811
    entered(empty, gathered("قالت أم محمد الراشد لوكالة الأنباء إن ثلاثة أطفال قتلوا في منزلها."))
    from sijill.ledger.cover import WITHHELD
    from sijill.ledger.withhold import cover

    cover(empty, WITHHELD, "r1", "محمد الراشد", "asked for it")
    other = dataclasses.replace(empty, operator="huda")
    page = shown(other, "/ar/search")
    assert names(page) == ["r1"]
    assert "الراشد" not in page
    assert names(shown(other, "/ar/search?origin=أم محمد الراشد")) == []


def test_pages(empty: Project) -> None:  # noqa: F811
    entered(empty, *(gathered(f"قتل {number + 2} مدنيين في حلب.", f"{number}.txt") for number in range(45)))
    assert [len(names(shown(empty, f"/en/search?q=حلب&page={page}"))) for page in (1, 2, 3)] == [20, 20, 5]
    assert len(names(shown(empty, "/en/search?size=50"))) == 45
    assert "There is no such page." in shown(empty, "/en/search?page=9")


def test_texts_are_escaped(empty: Project) -> None:  # noqa: F811
    entered(empty, gathered("قتل <script>alert(1)</script> 5 مدنيين في <b>حلب</b>.", "a.txt", title="<img src=x onerror=alert(1)>"))
    page = shown(empty, '/en/search?q="><script>alert(2)</script>')
    assert "<script>alert" not in page
    page = shown(empty, "/en/search?q=حلب")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_search_in_a_browser(site: Served, open_page: Callable[..., Any]) -> None:
    page = open_page("/ar/search", width=390, height=844)
    page.locator("#q").fill("تعز")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    assert page.locator(".hit").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".facet a", has_text="قتلى").first.click()
    page.wait_for_url("**effect=killed*")
    page.locator(".lines a").first.click()
    page.wait_for_url("**/reports/r3#c1")
    assert page.locator("#c1.now").count() == 1
