"""Exports from the page: every form, any list, with a proof; what is withheld stays withheld; and the page to print."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient

from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.proof import examined
from sijill.ledger.second import READING
from sijill.ledger.verify import verify
from sijill.web.app import create_app
from sijill.web.guard import COOKIE
from tests.ledger.conftest import empty, entered, gathered, project, samples  # noqa: F401 - fixtures

TOKEN = "a-token-of-the-test"
NAME = "سلمى عوض الحارثي"
PRIVATE = f"وقالت {NAME}، وهي من سكان الحي، إن خمسة أشخاص قتلوا في قصف على تعز أمس."


def client_of(project: Project, operator: str = "") -> TestClient:  # noqa: F811
    seen = Project(project.folder, operator, project.settings) if operator else project
    return TestClient(create_app(seen), base_url="http://127.0.0.1", cookies={COOKIE: TOKEN}, raise_server_exceptions=False)


def exported(client: TestClient, form: str, language: str = "en", **fields: str) -> Any:
    return client.post(f"/{language}/export", data={"csrf": TOKEN, "form": form, **fields})


def accept(project: Project, *names: str) -> None:  # noqa: F811
    judge(project, [Verdict(claim=name, question=READING, verdict="accepted") for name in names])


def test_what_is_accepted_alone_unless_all_is_asked_for(project: Project) -> None:  # noqa: F811
    accept(project, "r3.c1", "r3.c2")
    client = client_of(project)
    rows = [json.loads(line) for line in exported(client, "jsonl").text.splitlines()]
    assert [row["claim"] for row in rows] == ["r3.c1", "r3.c2"]
    everything = [json.loads(line) for line in exported(client, "jsonl", unreviewed="1").text.splitlines()]
    assert len(everything) > 20
    assert {row["verdict"] for row in everything} == {"accepted", None}


def test_headers_are_in_the_language_that_was_chosen(project: Project) -> None:  # noqa: F811
    accept(project, "r3.c1")
    answer = exported(client_of(project), "csv", headers="ar")
    assert answer.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    assert "التقرير" in next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert exported(client_of(project), "xlsx").content[:2] == b"PK"


def test_a_proof_comes_with_it_and_holds(project: Project, tmp_path: Path) -> None:  # noqa: F811
    accept(project, "r3.c1")
    answer = exported(client_of(project), "csv", proof="1")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        content, proof = packed.read("claims.csv"), packed.read("claims.csv.proof.pyz")
    assert examined(content, proof, "the export", "the proof").faults == []
    (tmp_path / "claims.csv").write_bytes(content)
    assert verify(project, exports=[tmp_path / "claims.csv"]).faults == []


def test_a_list_is_exported(project: Project) -> None:  # noqa: F811
    client = client_of(project)
    page = client.get("/en/export?q=تعز&effect=killed")
    assert '<input type="hidden" name="effect" value="killed">' in page.text
    rows = [json.loads(line) for line in exported(client, "jsonl", unreviewed="1", q="تعز", effect="killed").text.splitlines()]
    assert {(row["report"], row["effect"]) for row in rows} == {("r3", "killed")}
    assert client.get("/en/export?since=yesterday").status_code == 422
    assert exported(client, "jsonl", since="yesterday").status_code == 422


def test_a_search_and_a_voice_lead_to_their_export(project: Project) -> None:  # noqa: F811
    client = client_of(project)
    for path in ("search?q=تعز&effect=killed", "voices"):
        page = client.get(f"/en/{path}").text
        if path == "voices":
            page = client.get("/en/" + unescape(re.findall(r'href="/en/(voices/one[^"]+)"', page)[0])).text
        link = unescape(re.findall(r'href="(/en/export\?[^"]+)"', page)[0])
        assert client.get(link).status_code == 200
        fields = dict(parse_qsl(urlsplit(link).query))
        assert 0 < len(exported(client, "jsonl", unreviewed="1", **fields).text.splitlines()) < 20


def test_what_is_withheld_stays_withheld(empty: Project) -> None:  # noqa: F811
    entered(empty, gathered(PRIVATE, title=f"شهادة {NAME}"))
    accept(empty, "r1.c1")
    for client in (client_of(empty), client_of(empty, "someone")):
        for form in ("csv", "jsonl", "page"):
            answer = exported(client, form)
            assert answer.status_code == 200
            assert NAME not in answer.text
            assert "سلمى" not in answer.text
    assert NAME in exported(client_of(empty), "csv", names="1").text
    assert exported(client_of(empty, "someone"), "csv", names="1").status_code == 403
    assert 'name="names"' not in client_of(empty, "someone").get("/ar/export").text


def test_the_page_to_print(project: Project) -> None:  # noqa: F811
    accept(project, "r3.c1")
    client = client_of(project)
    page = exported(client, "page", "ar", unreviewed="1", q="تعز")
    assert page.url.path == "/ar/export/page"
    assert '<html lang="ar" dir="rtl"' in page.text
    numbers = re.findall(r'href="#note-(\d+)"', page.text)
    assert numbers[0] == "1"
    assert set(numbers) == set(re.findall(r'id="note-(\d+)"', page.text))
    assert "12 مدنيا على الأقل قتلوا" in page.text
    assert page.text.count("لم يُراجع") == len(numbers) - 1
    assert verify(project).head in page.text
    only = exported(client, "page")
    assert only.url.path == "/en/export/page"
    assert re.findall(r'<tr id="([^"]+)"', only.text) == ["r3.c1"]
    assert "not reviewed" not in only.text


@pytest.mark.parametrize("form", ["", "html", "../x"])
def test_a_form_that_is_none_is_refused(project: Project, form: str) -> None:  # noqa: F811
    assert exported(client_of(project), form).status_code == 422
