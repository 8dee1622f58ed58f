"""The voices: counted, joined where the register knows them, with their denials and figures; nothing of covered ones."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi.testclient import TestClient

from sijill.ledger.cover import WITHHELD
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.rebuild import differences
from sijill.ledger.withhold import cover
from sijill.web.app import create_app
from tests.ledger.conftest import empty, entered, gathered, project, samples  # noqa: F401 - fixtures
from tests.web.conftest import Served

MONITOR = "body:sy-sohr"


def client(project: Project) -> TestClient:  # noqa: F811
    return TestClient(create_app(project), base_url="http://127.0.0.1")


def listed(page: str) -> list[str]:
    """The voices of a list, in their order."""
    return re.findall(r'<th scope="row"><a href="[^"]*voices/one\?[^"]*"><bdi>(.*?)</bdi>', page)


def row_of(page: str, name: str) -> list[str]:
    """The cells of a voice's row as words."""
    part = page[page.index(f"<bdi>{name}</bdi>") :]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", part[: part.index("</tr>")], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


def test_voices_are_counted(project: Project) -> None:  # noqa: F811
    page = client(project).get("/en/voices").text
    assert listed(page)[:2] == ["مصدر طبي في مستشفى الثورة", "غرفة طوارئ محلية"]
    assert row_of(page, "مصدر طبي في مستشفى الثورة") == ["medical", "6", "2", "1", "13 March 2019", "killed 5 · injured 1", "none yet"]


def test_voices_are_filtered_and_put_in_order(project: Project) -> None:  # noqa: F811
    site = client(project)
    assert listed(site.get("/ar/voices?kind=witness").text) == ["شاهد عيان", "سكان"]
    assert listed(site.get("/en/voices?name=الهلال الاحمر").text) == ["Libyan Red Crescent"]
    assert listed(site.get("/en/voices?name=red crescent").text) == ["Libyan Red Crescent"]
    assert listed(site.get("/en/voices?sort=last&kind=military").text)[0] == "Sudanese Armed Forces"
    assert "No voice has all that was asked for:" in site.get("/en/voices?name=zzz").text


def test_names_of_one_body_stand_together(empty: Project) -> None:  # noqa: F811
    entered(
        empty,
        gathered("قال المرصد السوري لحقوق الإنسان إن 12 مدنيا قتلوا في حلب الثلاثاء.", "a.txt"),
        gathered("قال المرصد السوري إن 20 مدنيا قتلوا في إدلب الأربعاء.", "b.txt", published=date(2019, 5, 14)),
    )  # fmt: skip
    page = client(empty).get("/ar/voices").text
    assert listed(page) == ["المرصد السوري لحقوق الإنسان"]
    page = client(empty).get(f"/en/voices/one?id={MONITOR}").text
    assert "Syrian Observatory for Human Rights" in page
    assert "source:" in page
    assert "May 2006" in page
    assert re.findall(r'<a href="/en/(reports/r\d#c\d)"><bdi>', page) == ["reports/r2#c1", "reports/r1#c1"]
    assert re.findall(r'href="/en/(reports/[^"]+)" tabindex="-1"><title>(.*?)</title>', page) == [
        ("reports/r2#c1", "killed 20 civilians · 8 May 2019 · r2"), ("reports/r1#c1", "killed 12 civilians · 12 March 2019 · r1"),
    ]  # fmt: skip


def test_time_runs_as_the_page_is_read(empty: Project) -> None:  # noqa: F811
    entered(
        empty,
        gathered("قال المرصد السوري لحقوق الإنسان إن 12 مدنيا قتلوا في حلب الثلاثاء.", "a.txt"),
        gathered("قال المرصد السوري لحقوق الإنسان إن 20 مدنيا قتلوا في إدلب الأربعاء.", "b.txt", published=date(2019, 5, 14)),
    )  # fmt: skip
    places = {}
    for language in ("ar", "en"):
        page = client(empty).get(f"/{language}/voices/one?id={MONITOR}").text
        later, earlier = (float(x) for x in re.findall(r'<circle class="dot" cx="([\d.]+)"', page))
        places[language] = earlier < later
    assert places == {"ar": False, "en": True}


def test_denials_are_told_apart(project: Project) -> None:  # noqa: F811
    page = client(project).get("/en/voices/one?id=body:ye-houthi&show=denials").text
    assert '<a href="/en/reports/r3#s4"><bdi>r3 s4</bdi></a>' in page
    assert "r3 s5" not in page
    assert '<span class="chip denied">denies</span>' in page
    assert re.findall(r'<span class="number">(\d+)</span></a>', page) == ["1", "0", "2", "1", "0"]


def test_what_people_held_is_counted(project: Project) -> None:  # noqa: F811
    verdicts = [("r3.c1", "accepted"), ("r3.c2", "accepted"), ("r3.c3", "rejected")]
    site = client(project)
    assert "none yet" in row_of(site.get("/en/voices").text, "مصدر طبي في مستشفى الثورة")
    judge(project, [Verdict(claim=claim, question="reading", verdict=verdict) for claim, verdict in verdicts])
    assert row_of(site.get("/en/voices").text, "مصدر طبي في مستشفى الثورة")[-1] == "2 accepted 1 rejected"
    page = site.get(f"/en/voices/one?name={quote('مصدر طبي في مستشفى الثورة')}").text
    assert page.count('<span class="chip accepted">accepted</span>') == 2
    second = dataclasses.replace(project, operator="huda", settings=dataclasses.replace(project.settings, second_readings=100))
    assert row_of(client(second).get("/en/voices").text, "مصدر طبي في مستشفى الثورة")[-1] == "none yet"


def test_a_new_report_is_counted_at_once(project: Project) -> None:  # noqa: F811
    site = client(project)
    before = listed(site.get("/ar/voices").text)
    entered(project, gathered("قال المرصد السوري لحقوق الإنسان إن 12 مدنيا قتلوا في حلب.", "a.txt"))
    assert set(listed(site.get("/ar/voices").text)) - set(before) == {"المرصد السوري لحقوق الإنسان"}


def test_a_covered_voice_is_not_listed_without_the_right(empty: Project) -> None:  # noqa: F811
    entered(empty, gathered("قال سالم الهاشمي إن ثلاثة أطفال قتلوا في حلب أمس. وقال شهود إن خمسة جرحوا."))
    cover(empty, WITHHELD, "r1", "سالم الهاشمي", "asked for it")
    assert differences(empty) == []
    other = dataclasses.replace(empty, operator="huda")
    assert any("الهاشمي" in name for name in listed(client(empty).get("/ar/voices").text))
    page = client(other).get("/ar/voices")
    assert page.status_code == 200
    assert "الهاشمي" not in page.text
    assert "شهود" in page.text
    assert client(other).get(f"/ar/voices/one?name={quote('سالم الهاشمي')}").status_code == 404


def test_a_name_is_escaped_and_an_unknown_one_told(project: Project) -> None:  # noqa: F811
    site = client(project)
    answer = site.get("/en/voices?name=<script>alert(1)</script>&kind=<script>")
    assert "<script>alert" not in answer.text
    assert answer.status_code == 200
    assert site.get("/en/voices/one?name=<script>alert(1)</script>").status_code == 404


def test_a_voice_in_a_browser(site: Served, open_page: Callable[..., Any]) -> None:
    page = open_page("/ar/voices")
    page.get_by_role("link", name="مصدر طبي في مستشفى الثورة").click()
    page.wait_for_url("**/voices/one*")
    assert page.locator(".chart svg").count() == 1
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/reports/r3#c*")
