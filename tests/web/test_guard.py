"""What stands before every page: hosts, origins, tokens, sizes, headers; and what is told where something cannot be answered."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from sijill.errors import LedgerError
from sijill.ledger.project import Project, find_project
from sijill.web.app import PAGES, create_app
from sijill.web.guard import COOKIE, HEADERS, Guard
from sijill.web.site import Site
from tests.ledger.conftest import project, samples  # noqa: F401 - fixtures
from tests.web.scanned import dangers

ROOT = Path(__file__).parent.parent.parent
TOKEN = "a-token-of-the-test"


@pytest.fixture
def client(project: Project) -> TestClient:  # noqa: F811
    return TestClient(create_app(project), base_url="http://127.0.0.1:8321", cookies={COOKIE: TOKEN}, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def still(samples: Path) -> TestClient:  # noqa: F811
    """A site that nothing changes."""
    site = create_app(find_project(samples))
    return TestClient(site, base_url="http://127.0.0.1:8321", cookies={COOKIE: TOKEN}, raise_server_exceptions=False)


def judged(client: TestClient, **headers: str) -> int:
    """The status of an answer to a program that judges."""
    return client.post("/api/claims/r3.c1/judge", json={"verdict": "accepted", "base": 0}, headers=headers).status_code


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8321", "127.0.0.1.evil.example", "localhost.evil.example", "127.0.0.2", "0.0.0.0", "[::2]",
    "", "a@b",
             "127.0.0.1@evil.example", "192.168.1.4:8321", "xn--localhost-.example", "2130706433"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/ar/queue", "/static/sijill.css", "/api/status"])
def test_another_host_gets_nothing(still: TestClient, host: str, path: str) -> None:
    answer = still.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert "Sijill" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9", "localhost:8321", "LOCALHOST", "[::1]:8321"])
def test_the_names_of_this_machine_are_answered(still: TestClient, host: str) -> None:
    assert still.get("/ar/queue", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://localhost:9999"}, {"origin": "http://127.0.0.1"},
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://127.0.0.1:8321",
            "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:8321.evil.example"},
    ],
)  # fmt: skip
def test_a_page_of_another_site_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    assert judged(client, **headers) == 403
    form = client.post("/ar/reports/r3/claims/c1/judge", data={"csrf": TOKEN, "verdict": "accepted", "base": "0"}, headers=headers)
    assert form.status_code == 403
    assert client.get("/api/claims/r3.c1").json()["verdict"] is None


def test_a_program_and_the_sites_own_pages_do(client: TestClient) -> None:
    assert judged(client) == 200
    own = {"origin": "http://127.0.0.1:8321", "sec-fetch-site": "same-origin"}
    assert client.post("/api/claims/r3.c2/judge", json={"verdict": "accepted", "base": 0}, headers=own).status_code == 200


def forms(project: Project) -> list[str]:  # noqa: F811
    """The path of every form of the pages."""
    routes = [route for page in PAGES for route in page.router(Site(project)).routes]
    return sorted({route.path for route in routes if isinstance(route, APIRoute) and "POST" in route.methods})


def test_every_form_needs_its_token(client: TestClient, project: Project) -> None:  # noqa: F811
    """Whatever else it sends: without the token of the browser's cookie, or with another's, nothing is done."""
    found = forms(project)
    assert len(found) > 12
    names = {"language": "en", "name": "r3", "id": "c1", "seq": "1"}
    for path in found:
        address = re.sub(r"\{(\w+)(?::\w+)?\}", lambda match: names.get(match[1], "r3"), path)
        everything = {"verdict": "accepted", "base": "0", "words": "0-5", "reason": "x", "kind": "claim", "report": "r3", "why": "other"}
        for told in ({}, {"csrf": "another"}, {"csrf": ""}):
            answer = client.post(address, data={**everything, **told}, files={"files": ("", b"", "")} if path.endswith("/add") else None)
            assert answer.status_code == 403, (path, told)
    bare = TestClient(client.app, base_url="http://127.0.0.1:8321", raise_server_exceptions=False)
    assert bare.post("/en/project/verify", data={"csrf": TOKEN}).status_code == 403
    assert client.get("/api/status").json()["events"] == 7


def test_more_than_is_taken_at_once_is_refused(project: Project) -> None:  # noqa: F811
    small = TestClient(Guard(create_app(project).site, largest=500), base_url="http://127.0.0.1", raise_server_exceptions=False)
    assert small.post("/api/claims/r3.c1/judge", json={"verdict": "accepted", "base": 0, "reason": "x" * 900}).status_code == 413
    assert small.post("/api/claims/r3.c1/judge", headers={"content-length": "many"}).status_code == 413

    def endless() -> Any:
        for _ in range(30):
            yield b"x" * 100

    answer = small.post("/api/claims/r3.c1/judge", content=endless(), headers={"content-type": "application/json"})
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize(
    "path", ["/ar/queue", "/static/sijill.css", "/static/sijill.js", "/static/none.js", "/ar/nothing", "/api/status", "/api/none",
    "/en/reports/r99",
             "/", "/api/openapi.json", "/ar/export/page", "/ar/reports/r1/original/shown", "/fr/queue"],
)  # fmt: skip
def test_every_answer_has_its_headers(still: TestClient, path: str) -> None:
    headers = still.get(path, follow_redirects=False).headers
    assert {name: headers.get(name) for name in HEADERS if name != "content-security-policy"} == {
        name: value for name, value in HEADERS.items() if name != "content-security-policy"
    }
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["base-uri"], policy["frame-ancestors"]) == ("'none'", "'none'", "'self'")
    assert "'unsafe-inline'" not in policy.get("script-src", "")
    assert "'unsafe-eval'" not in headers["content-security-policy"]
    assert "'unsafe-inline'" not in headers["content-security-policy"] or "sandbox" in policy
    assert len([name for name in still.get(path).headers.multi_items() if name[0] == "content-security-policy"]) == 1


def test_refusals_have_them_too(still: TestClient) -> None:
    for answer in (still.get("/", headers={"host": "evil.example"}), still.post("/ar/add", headers={"origin": "https://evil.example"})):
        assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["queue", "search", "search?q=قتل", "voices", "persons", "project", "agreement", "add", "export", "export/page?unreviewed=1",
    "reports/r3",
             "reports/r3/original", "nothing", "reports/r3/claims/c1/edit"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_page_has_scripts_or_styles_of_its_own(still: TestClient, language: str, path: str) -> None:
    answer = still.get(f"/{language}/{path}")
    assert answer.status_code in (200, 404)
    assert dangers(answer.text) == []


@pytest.mark.parametrize(
    ("path", "status"), [("/ar/nothing", 404), ("/ar/reports/r99", 404), ("/ar/export?since=never", 422), ("/fr/queue", 404)]
)
def test_what_cannot_be_answered_is_told_by_a_page_in_its_language(still: TestClient, path: str, status: int) -> None:
    answer = still.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert '<html lang="ar" dir="rtl"' in answer.text
    assert 'href="/ar/queue"' in answer.text
    assert '<html lang="en"' in still.get(path.replace("/ar/", "/en/"), headers={"accept-language": "en-GB,en"}).text
    assert still.get("/api" + path).headers["content-type"] == "application/json"


def test_a_full_disk_and_a_mistake_of_ours_are_told_without_their_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise LedgerError("ledger.sqlite: database or disk is full") from sqlite3.OperationalError("database or disk is full")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret inside")

    form = {"csrf": TOKEN, "verdict": "accepted", "base": "0"}
    for module in ("sijill.web.routes.report.judge", "sijill.web.api.acts.judge"):
        monkeypatch.setattr(module, full)
    answer = client.post("/api/claims/r3.c1/judge", json={"verdict": "accepted", "base": 0})
    assert (answer.status_code, answer.json()) == (503, {"detail": "ledger.sqlite: database or disk is full"})
    answer = client.post("/en/reports/r3/claims/c1/judge", data=form)
    assert (answer.status_code in (422, 503), "disk is full" in answer.text) == (True, True)
    for module in ("sijill.web.routes.report.judge", "sijill.web.api.acts.judge"):
        monkeypatch.setattr(module, broken)
    for told in (client.post("/api/claims/r3.c1/judge", json={"verdict": "accepted", "base": 0}),
                 client.post("/ar/reports/r3/claims/c1/judge", data=form)):  # fmt: skip
        assert told.status_code == 500
        assert "secret" not in told.text
        assert "Traceback" not in told.text
        assert told.headers["content-security-policy"] == HEADERS["content-security-policy"]


def test_no_template_sets_a_handler_or_a_style() -> None:
    for path in (ROOT / "src" / "sijill" / "web" / "templates").glob("*.html"):
        told = path.read_text(encoding="utf-8")
        assert not re.search(r"<[^>]*\s(?:on[a-z]+|style)\s*=", re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", told, flags=re.S)), path.name
        assert "|safe" not in told, path.name
        assert "autoescape" not in told, path.name
