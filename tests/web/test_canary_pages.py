"""Names that are withheld come out of no page and no answer of the API, under one who may not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus, urljoin, urlsplit

import pytest

from sijill.ledger.project import Project
from sijill.web.app import create_app
from tests.ledger.test_canary import HOUSE, VICTIM, WITNESS, found_in, guest, planted  # noqa: F401 - fixtures among them

testing = pytest.importorskip("fastapi.testclient", reason="the site's dependencies are not installed")
HOME = "http://127.0.0.1"
LINK = re.compile(r'(?:href|action|src|hx-get)="([^"#]+)')
MOST = 400  # addresses of one walk
NAMES = (VICTIM, WITNESS, HOUSE, VICTIM.split()[0])
# what a walk by links does not come to
ASKED = [f"/ar/{path}" for path in (
    "reports/r2", "reports/r1/original", "reports/r1/original/shown", "reports/r1/original/bytes", "reports/r1/claims/c1/edit",
    "reports/r1/claims/c1", "export/page?unreviewed=1", "adjudicate/r1.c1", "persons?report=r1", "reports/r99", "search?effect=killed",
)]  # fmt: skip
LOOKED_FOR = ("search?words=", "search?voice=", "search?place=", "search?outlet=", "voices?name=", "voices/one?name=", "queue?outlet=")


def walked(client: object, starts: list[str]) -> Iterator[tuple[str, bytes]]:
    """Every page to which links lead from these, with what it holds and where it sends one on to."""
    waiting, seen = list(starts), set(starts)
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        answer = client.get(path, follow_redirects=False)  # type: ignore[attr-defined]
        sent = answer.headers.get("location", "")
        yield path, answer.content + sent.encode()
        found = [*LINK.findall(answer.text), sent] if "html" in answer.headers.get("content-type", "") else [sent]
        for link in found:
            there = urlsplit(urljoin(HOME + path, link.replace("&amp;", "&")))
            one = there.path + (f"?{there.query}" if there.query else "")
            if link and there.hostname == "127.0.0.1" and not there.path.startswith("/static") and one not in seen:
                seen.add(one)
                waiting.append(one)


def test_no_name_comes_out_of_any_page(guest: Project) -> None:  # noqa: F811
    client = testing.TestClient(create_app(guest), base_url=HOME, raise_server_exceptions=False)
    told: list[str] = []
    walk = 0
    for path, content in walked(client, ["/ar/queue", "/en/queue", "/ar/reports/r1", *ASKED]):
        walk += 1
        told += found_in(content, path)
    assert told == []
    assert walk > 60


@pytest.mark.parametrize("path", LOOKED_FOR)
def test_who_looks_for_a_withheld_name_is_answered_as_for_one_that_was_never_told(guest: Project, path: str) -> None:  # noqa: F811
    client = testing.TestClient(create_app(guest), base_url=HOME, raise_server_exceptions=False)
    for name in NAMES:
        answers = []
        for asked in (name, "ضرغام"):
            words = client.get(f"/ar/{path}{quote(asked)}").text
            for spelled in (asked, quote(asked), quote_plus(asked)):
                words = words.replace(spelled, "?")
            answers.append(words)
        assert answers[0] == answers[1]


def test_no_name_comes_out_of_any_answer_of_the_api(guest: Project) -> None:  # noqa: F811
    client = testing.TestClient(create_app(guest), base_url=HOME, raise_server_exceptions=False)
    described = client.get("/api/openapi.json").json()
    filled = {"name": "r1", "report": "r1", "claim": "r1.c1", "id": "c1", "number": "1"}
    told: list[str] = []
    asked = 0
    for path, methods in described["paths"].items():
        if "get" in methods and path.startswith("/api"):
            address = re.sub(r"\{(\w+)\}", lambda slot: filled.get(slot[1], "r1"), path)
            asked += 1
            told += found_in(client.get(address).content, address)
    assert told == []
    assert asked > 10
