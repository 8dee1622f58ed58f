"""Words that would run, planted in all that a report tells and people write: no page holds them but as words, and none runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from probe import probe
from sijill.collect.sources import open_source
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project, find_project, found_project
from sijill.ledger.second import READING
from sijill.ledger.withhold import cover
from sijill.web.app import create_app
from sijill.web.guard import COOKIE
from tests.ledger.conftest import entered, gathered, samples  # noqa: F401 - a fixture
from tests.web.conftest import serving
from tests.web.scanned import dangers, payloads

TOKEN = "a-token-of-the-test"
TOGETHER = 12  # payloads in each field of one report
ALL = payloads()
SAID = "وقال المصدر {} إن خمسة أشخاص قتلوا في قصف على حي {} في تعز أمس."
MARK = "planted"


def batches() -> list[list[str]]:
    return [ALL[at : at + TOGETHER] for at in range(0, len(ALL), TOGETHER)]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project into which every payload is planted: texts, titles, outlets, addresses, references, names of files, values, reasons."""
    folder = tmp_path_factory.mktemp("hostile")
    project = found_project(folder / "project", "<img src=x onerror=window.__x=1>")
    made = []
    for number, some in enumerate(batches()):
        words = "\n\n".join(SAID.format(one, one) for one in some)
        told = f"{MARK} " + " ".join(some)
        made.append(
            gathered(words, f"{told}.txt", title=told, outlet=told, url=some[0] + told, reference=f"{number} {told}", forwarded_from=told)
        )
    entered(project, *made)
    page = folder / "all.html"
    lines = [f"<p>{one} قتل خمسة أشخاص في تعز.</p>" for one in ALL if "plaintext" not in one]
    head = f"<html><head><title>{MARK}</title></head><body><article><h1>{MARK}</h1><p>{SAID.format('', '')}</p>"
    page.write_text("\n".join([head, *lines, "</article></body></html>"]), encoding="utf-8")
    entered(project, *open_source(page))
    entered(project, *open_source(folder / f"<img src=x onerror=window.__x=1>{MARK}"))
    with project.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT report, min(id) FROM claim GROUP BY report").all()
    for number, id in rows:
        told = " ".join(ALL[(number * 7) % len(ALL) :][:TOGETHER])
        corrected = {"origin": told, "place": told, "low": 5, "high": 5}
        judge(
            project, [Verdict(claim=f"r{number}.{id}", question=READING, verdict="corrected", corrected=corrected, reason=f"{MARK} {told}")]
        )
    cover(project, "withheld", "r1", "خمسة أشخاص", f"{MARK} {' '.join(ALL[:TOGETHER])}")
    yield project
    project.engine.dispose()


def client_of(project: Project) -> TestClient:
    return TestClient(create_app(project), base_url="http://127.0.0.1", cookies={COOKIE: TOKEN}, raise_server_exceptions=False)


def pages(project: Project) -> Iterator[str]:
    """The addresses of the pages."""
    with project.engine.connect() as connection:
        reports = connection.exec_driver_sql("SELECT number FROM report ORDER BY number").scalars().all()
        claims = connection.exec_driver_sql("SELECT report, min(id) FROM claim GROUP BY report").all()
    for number in reports:
        yield f"/{'ar' if number % 2 else 'en'}/reports/r{number}"
        yield f"/en/reports/r{number}/original"
        yield f"/ar/reports/r{number}/original/shown"
    for number, id in claims:
        yield f"/ar/reports/r{number}/claims/{id}/edit"
    for language in ("ar", "en"):
        for path in ("queue", "search", "search?q=تعز&size=50", "voices", "persons", "persons/r1", "project", "agreement", "add", "export",
                     "export?q=تعز", "export/page?unreviewed=1", "reports/r1/claims/c1/merge", "reports/r1/claims/c1/split"):  # fmt: skip
            yield f"/{language}/{path}"


def test_there_are_enough_of_them() -> None:
    assert len(ALL) >= 200


def test_no_page_holds_them_but_as_words(hostile: Project) -> None:
    client = client_of(hostile)
    seen = 0
    for path in pages(hostile):
        answer = client.get(path)
        assert answer.status_code < 500, path
        if path.endswith("/shown"):  # made anew, with a style of its own, and nothing else
            answer_text = answer.text.partition("</head>")[2]
            assert answer.headers["content-security-policy"].endswith("sandbox; frame-ancestors 'self'; base-uri 'none'")
        else:
            answer_text = answer.text
        assert dangers(answer_text) == [], path
        seen += MARK in answer.text
    assert seen > 3 * len(batches())


def test_what_is_asked_for_is_told_as_words(hostile: Project) -> None:
    client = client_of(hostile)
    for number, some in enumerate(ALL[at : at + 5] for at in range(0, len(ALL), 5)):
        told = dict(zip(("q", "outlet", "origin", "around", "spot"), some, strict=False))
        for path, asked in (("search", told), (("voices", "voices/one", "export")[number % 3], {**told, "name": some[0]})):
            answer = client.get(f"/{'ar' if number % 2 else 'en'}/{path}", params=asked)
            assert answer.status_code < 500, (path, some)
            assert dangers(answer.text) == [], (path, some)
    for one in ALL[::7]:
        for answer in (client.get(f"/ar/{quote(one[:200], safe='')}"), client.post("/ar/export", data={"csrf": TOKEN, "form": one})):
            assert answer.status_code in (404, 422), one
            assert dangers(answer.text) == [], one


def test_columns_and_names_of_files_are_words(hostile: Project) -> None:
    client = client_of(hostile)
    head = ",".join('"' + one[:200].replace('"', '""').replace("\n", " ").replace("\x00", "") + '"' for one in ALL[:60])
    answer = client.post("/en/add", data={"csrf": TOKEN}, files=[("files", (f"{ALL[0]}.csv", f"{head}\n{head}\n".encode(), "text/csv"))])
    assert "/add/columns/" in str(answer.url)
    assert dangers(answer.text) == []
    client.post(str(answer.url), data={"csrf": TOKEN, "act": "drop"})


def test_none_of_them_runs_in_a_browser(hostile: Project, browser: Any) -> None:
    with serving(hostile) as served:
        context = browser.new_context(viewport={"width": 1300, "height": 900})
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        last = len(batches()) + 1
        for path in ("/ar/export/page?unreviewed=1", "/en/search?q=تعز&size=50", "/ar/queue", "/ar/reports/r7",
                     f"/ar/reports/r{last}/original"):  # fmt: skip
            page.goto(served.address + path)
            page.mouse.move(300, 300)
            page.mouse.wheel(0, 600)
            for frame in page.frames:
                assert frame.evaluate("window.__x") is None, path
        context.close()
        assert said == []
        assert [url for url in asked if not url.startswith((served.address, "about:", "data:"))] == []


def test_whatever_a_program_sends_is_answered(samples: Path, tmp_path: Path) -> None:  # noqa: F811
    """A few tries for each address; `make soak` makes many."""
    pytest.importorskip("schemathesis", reason="schemathesis is not installed: the API is not probed")
    shutil.copytree(samples, tmp_path / "project")
    assert probe(find_project(tmp_path / "project"), 2, without=("/api/backup",)) == []


def test_the_api_tells_them_as_json(hostile: Project) -> None:
    client = client_of(hostile)
    for path in ("reports?limit=100", "claims?limit=100", "reports/r1/reading", "reports/r1/claims", "failures", "voices", "search?q=تعز"):
        answer = client.get(f"/api/{path}")
        assert (answer.status_code, answer.headers["content-type"], answer.headers["x-content-type-options"]) == (
            200,
            "application/json",
            "nosniff",
        )
        assert answer.json()
