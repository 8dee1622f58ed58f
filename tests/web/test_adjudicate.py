"""Where two readers differ: both answers side by side, and one decision."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import select

from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.schema import judgement
from sijill.ledger.values import values_held
from sijill.web.app import create_app
from sijill.web.guard import COOKIE
from tests.ledger.conftest import project, samples  # noqa: F401 - fixtures
from tests.web.conftest import Served

TOKEN = "t" * 32


def given(project: Project, name: str, verdict: str, by: str, reason: str | None = None, **corrected: object) -> None:  # noqa: F811
    judge(dataclasses.replace(project, operator=by), [
        Verdict(claim=name, question="reading", verdict=verdict, corrected=corrected or None, reason=reason)
    ])  # fmt: skip


def differing(project: Project) -> Project:  # noqa: F811
    """The project, in which nour holds 12 killed and salma 14, and they differ on another claim in the verdict."""
    asked = dataclasses.replace(project, settings=dataclasses.replace(project.settings, second_readings=100))
    given(asked, "r3.c1", "accepted", "nour")
    given(asked, "r3.c1", "corrected", "salma", "counted twice", low=14, high=14)
    given(asked, "r3.c2", "accepted", "nour")
    given(asked, "r3.c2", "rejected", "salma")
    return asked


def client(project: Project) -> TestClient:  # noqa: F811
    return TestClient(create_app(project), base_url="http://127.0.0.1", follow_redirects=False, cookies={COOKIE: TOKEN})


def base_of(page: str) -> str:
    found = re.search(r'name="base" value="(\d+)"', page)
    assert found
    return found[1]


def held(project: Project, id: str) -> tuple[str, Any, Any]:  # noqa: F811
    """The verdict in force on a claim of r3, its lower figure, and the reason."""
    with project.engine.connect() as connection:
        query = select(judgement).where(judgement.c.report == 3, judgement.c.in_force == 1, judgement.c.question == "reading")
        rows = [row for row in connection.execute(query).mappings() if f'"id": "{id}"'.encode() in row["judged"]]
    return rows[0]["verdict"], values_held(rows[0])["low"], rows[0]["reason"]


def test_both_answers_stand_side_by_side(project: Project) -> None:  # noqa: F811
    page = client(differing(project)).get("/en/adjudicate/r3.c1").text
    row = re.search(r'<tr class="differs"><th scope="row">low</th>(.*?)</tr>', page, re.DOTALL)
    assert row
    assert re.findall(r"<bdi>(.*?)</bdi>", row[1]) == ["12", "12", "14"]
    assert "counted twice" in page
    assert "First reader · <bdi>nour</bdi>" in page
    assert "Second reader · <bdi>salma</bdi>" in page
    assert "<mark>12</mark>" in page or "<mark>" in page.split("snippet")[1]


def test_the_second_answer_is_taken_with_its_values(project: Project) -> None:  # noqa: F811
    asked = differing(project)
    site = client(asked)
    base = base_of(site.get("/en/adjudicate/r3.c1").text)
    sent = {"csrf": TOKEN, "base": base, "decision": "2", "reason": "the ministry says so"}
    answer = site.post("/en/adjudicate/r3.c1", data=sent)
    # on to the next claim on which they differ
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/adjudicate/r3.c2")
    assert held(asked, "c1") == ("corrected", 14, "the ministry says so")
    assert site.get("/en/adjudicate/r3.c1").headers["location"] == "/en/reports/r3#c1"
    base = base_of(site.get("/en/adjudicate/r3.c2").text)
    assert site.post("/en/adjudicate/r3.c2", data={"csrf": TOKEN, "base": base, "decision": "1"}).headers["location"] == "/en/queue"
    assert held(asked, "c2")[0] == "accepted"


def test_neither_answer_is_taken(project: Project) -> None:  # noqa: F811
    asked = differing(project)
    site = client(asked)
    base = base_of(site.get("/en/adjudicate/r3.c1").text)
    assert site.post("/en/adjudicate/r3.c1/correct", data={"csrf": TOKEN, "base": base, "low": "13", "high": "13"}).status_code == 303
    assert held(asked, "c1")[:2] == ("corrected", 13)
    base = base_of(site.get("/en/adjudicate/r3.c2").text)
    site.post("/en/adjudicate/r3.c2", data={"csrf": TOKEN, "base": base, "decision": "rejected"})
    assert held(asked, "c2")[0] == "rejected"


def test_what_somebody_decided_meanwhile_is_not_written_over(project: Project) -> None:  # noqa: F811
    asked = differing(project)
    site = client(asked)
    base = base_of(site.get("/en/adjudicate/r3.c1").text)
    given(asked, "r3.c1", "rejected", "rana")
    answer = site.post("/en/adjudicate/r3.c1", data={"csrf": TOKEN, "base": base, "decision": "2"})
    assert answer.status_code == 409
    assert "was judged elsewhere" in answer.text
    assert held(asked, "c1")[0] == "rejected"


def test_nothing_is_decided_without_a_decision(project: Project) -> None:  # noqa: F811
    asked = differing(project)
    site = client(asked)
    sent = {"csrf": TOKEN, "base": base_of(site.get("/en/adjudicate/r3.c1").text)}
    assert site.post("/en/adjudicate/r3.c1", data=sent).headers["location"] == "/en/adjudicate/r3.c1"
    assert site.post("/en/adjudicate/r3.c1", data={**sent, "decision": "3"}).status_code == 422
    assert site.post("/en/adjudicate/r3.c1", data={**sent, "csrf": "other"}).status_code == 403
    assert held(asked, "c1")[0] == "accepted"


def test_one_who_is_to_read_it_first_sees_neither_answer(project: Project) -> None:  # noqa: F811
    asked = dataclasses.replace(project, settings=dataclasses.replace(project.settings, second_readings=100))
    given(asked, "r3.c1", "corrected", "nour", low=4321)
    answer = client(dataclasses.replace(asked, operator="salma")).get("/en/adjudicate/r3.c1")
    assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/en/reports/r3#c1", "")
    assert client(asked).get("/en/adjudicate/r3.c99").status_code == 404


def test_agreement_is_told_field_by_field(project: Project) -> None:  # noqa: F811
    assert "No claim has been read twice yet" in client(project).get("/en/agreement").text
    page = client(differing(project)).get("/en/agreement").text
    assert '<b class="number">2</b>claims read twice' in page
    row = re.search(r'<tr><th scope="row">low</th>(.*?)</tr>', page, re.DOTALL)
    assert row
    assert re.findall(r"<td[^>]*>(.*?)</td>", row[1])[:3] == ["1", "0", "0 %"]
    assert "Krippendorff" in page


def test_it_is_decided_from_the_keyboard(site: Served, open_page: Callable[..., Any]) -> None:
    asked = differing(site.project)
    page = open_page("/ar/adjudicate/r3.c1")
    page.keyboard.press("2")
    page.wait_for_url("**/ar/adjudicate/r3.c2")
    page.keyboard.press("1")
    page.wait_for_url("**/ar/queue")
    assert (held(asked, "c1")[:2], held(asked, "c2")[0]) == (("corrected", 14), "accepted")
