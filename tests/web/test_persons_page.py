"""What is withheld: listed, released and withheld with reasons; its words reach nobody who may not see them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from sijill.ledger.project import Project
from sijill.ledger.rebuild import differences
from sijill.ledger.verify import verify
from sijill.web.app import create_app
from sijill.web.guard import COOKIE
from tests.ledger.conftest import empty, entered, gathered, project, samples  # noqa: F401 - fixtures
from tests.web.conftest import Served

NAME = "يونس سعيد الحدادي"
TOKEN = "a-token-of-the-test"


def client(project: Project) -> TestClient:  # noqa: F811
    return TestClient(create_app(project), base_url="http://127.0.0.1", cookies={COOKIE: TOKEN}, follow_redirects=True)


def base_of(page: str) -> str:
    return page.split('name="base" value="', 1)[1].split('"', 1)[0] if 'name="base"' in page else "0"


def test_the_list_tells_where_how_much_of_what_kind(project: Project) -> None:  # noqa: F811
    page = client(project).get("/en/persons").text
    assert "1 report<" in page
    assert 'href="/en/persons?report=r3"' in page
    assert 'names of persons <span class="number">1</span>' in page
    assert NAME not in page


def test_words_stand_in_their_sentence_for_those_with_the_right(project: Project) -> None:  # noqa: F811
    page = client(project).get("/en/persons?report=r3").text
    assert f"<strong><bdi>{NAME}</bdi></strong>" in page
    assert f"<mark>{NAME}</mark> (9 أعوام)" in page


def test_nothing_of_it_is_told_without_the_right(project: Project) -> None:  # noqa: F811
    other = client(dataclasses.replace(project, operator="huda"))
    for path in ("/ar/persons", "/ar/persons?report=r3", "/en/persons?report=r3"):
        page = other.get(path).text
        assert not any(word in page for word in NAME.split()), path
        assert "/release" not in page
    assert "name of a person" in page


def test_a_name_is_released_with_a_reason_and_a_consent(project: Project) -> None:  # noqa: F811
    site = client(project)
    page = site.get("/en/persons?report=r3").text
    form = {"csrf": TOKEN, "base": base_of(page), "words": NAME, "reason": "published by the family", "consent": "his father"}
    assert "Released, in this report alone." in site.post("/en/persons/r3/release", data=form).text
    page = site.get("/en/persons?report=r3").text
    assert "Nothing of this report is covered." in page
    assert "published by the family" in page
    assert "his father" in page
    assert differences(project) == []
    assert verify(project).faults == []
    other = client(dataclasses.replace(project, operator="huda"))
    assert "his father" not in other.get("/en/persons?report=r3").text
    assert NAME in other.get(f"/en/search?q={NAME}").text


def test_a_release_needs_a_reason_the_right_and_the_page_as_it_stands(project: Project) -> None:  # noqa: F811
    site = client(project)
    form = {"csrf": TOKEN, "base": "0", "words": NAME, "reason": "r"}
    assert site.post("/en/persons/r3/release", data={**form, "reason": " "}).status_code == 422
    assert site.post("/en/persons/r3/release", data={**form, "base": "7"}).status_code == 422
    assert site.post("/en/persons/r3/release", data={**form, "csrf": "x"}).status_code == 403
    other = client(dataclasses.replace(project, operator="huda"))
    assert other.post("/en/persons/r3/release", data=form).status_code == 403
    assert f"<strong><bdi>{NAME}</bdi></strong>" in site.get("/en/persons?report=r3").text


def test_words_are_withheld_by_anybody(project: Project) -> None:  # noqa: F811
    other = client(dataclasses.replace(project, operator="huda"))
    form = {"csrf": TOKEN, "words": "مستشفى الثورة", "reason": "the staff is in danger"}
    page = other.post("/ar/persons/r3/withhold", data=form).text
    assert "حُجب حيثما عُرض من الآن فصاعدًا." in page
    assert "الثورة" not in page
    assert "the staff is in danger" not in page
    assert "الثورة" not in other.get("/ar/voices").text + other.get("/ar/search").text
    page = client(project).get("/en/persons?report=r3").text
    assert "withheld by hand" in page
    assert "the staff is in danger" in page
    assert "huda" in page
    assert "r3" in client(project).get("/en/persons?show=by_hand").text


def test_who_may_not_see_learns_nothing_by_withholding(project: Project) -> None:  # noqa: F811
    other = client(dataclasses.replace(project, operator="huda"))
    answers = [
        other.post("/en/persons/r3/withhold", data={"csrf": TOKEN, "words": words, "reason": "r", "everywhere": "yes"})
        for words in (NAME, "نجيب خليل الصباغ")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("Withheld, wherever it is shown from now on." in answer.text for answer in answers)


def test_what_cannot_be_done_is_told_in_the_readers_language(project: Project) -> None:  # noqa: F811
    answer = client(project).post("/ar/persons/r3/withhold", data={"csrf": TOKEN, "words": "نجيب الصباغ", "reason": "r"})
    assert answer.status_code == 422
    assert "لا ترد هذه الكلمات في هذا التقرير." in answer.text


def test_a_report_that_was_not_read_is_covered_whole(empty: Project) -> None:  # noqa: F811
    entered(empty, gathered("Fünf Menschen starben, sagte Ali Haddad.", "a.txt", language="de"))
    page = client(empty).get("/en/persons").text
    assert "all of it: it was not read" in page
    other = client(dataclasses.replace(empty, operator="huda"))
    assert "Haddad" not in other.get("/en/persons").text + other.get("/en/persons?report=r1").text


def test_a_covered_piece_leads_to_what_is_withheld_of_its_report(project: Project) -> None:  # noqa: F811
    page = client(dataclasses.replace(project, operator="huda")).get("/en/reports/r3").text
    assert re.findall(r'<a class="piece covered[^"]*" data-at="\d+" href="([^"]+)"', page) == ["/en/persons?report=r3"]


def test_no_such_report(project: Project) -> None:  # noqa: F811
    assert client(project).get("/en/persons?report=r99").status_code == 404


def test_a_release_in_a_browser(site: Served, open_page: Callable[..., Any]) -> None:
    page = open_page("/ar/persons")
    page.locator("tbody a").first.click()
    page.locator("summary", has_text="رفع الحجب").click()
    page.locator('input[name="reason"]').first.fill("بطلب من أسرته")
    page.locator("button", has_text="رفع الحجب في هذا التقرير").click()
    page.locator(".notice.good").wait_for()
    assert "بطلب من أسرته" in page.locator("#acts + ul").inner_text()
