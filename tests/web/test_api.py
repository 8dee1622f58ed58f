"""The API: all that the pages do, for a program on this machine; covered as they are, with conflicts told and never a 5xx."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from sijill.ledger.backup import restore
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.second import READING
from sijill.web.app import create_app
from tests.ledger.conftest import empty, entered, gathered, project, samples  # noqa: F401 - fixtures

NAME = "سلمى عوض الحارثي"
PRIVATE = f"وقالت {NAME}، وهي من سكان الحي، إن خمسة أشخاص قتلوا في قصف على تعز أمس."


def client_of(project: Project, operator: str = "") -> TestClient:  # noqa: F811
    seen = Project(project.folder, operator, project.settings) if operator else project
    return TestClient(create_app(seen), base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture
def api(project: Project) -> TestClient:  # noqa: F811
    return client_of(project)


def done(api: TestClient, answer: Any) -> Any:
    """What came of a piece of work."""
    assert answer.status_code == 202, answer.text
    for _ in range(600):
        told = api.get(f"/api/jobs/{answer.json()['job']}").json()
        if told["state"] != "running":
            assert told["fault"] == ""
            return told["result"]
        time.sleep(0.02)
    raise AssertionError("the work does not end")


def test_what_there_is(api: TestClient) -> None:
    told = api.get("/api/status").json()
    assert (told["reports"], told["operator"], told["sees_names"]) == (3, "nour", True)
    listed = api.get("/api/reports", params={"limit": 2}).json()
    assert (listed["total"], [one["report"] for one in listed["items"]]) == (3, ["r1", "r2"])
    assert api.get("/api/reports", params={"limit": 2, "page": 2}).json()["items"][0]["report"] == "r3"
    one = api.get("/api/reports/r3").json()
    assert (one["published"], one["judged"]) == ("2019-03-14", 0)
    text = api.get("/api/reports/r3/text").json()["text"]
    reading = api.get("/api/reports/r3/reading").json()
    figure = next(claim["figure"] for claim in reading["claims"] if claim["figure"])
    assert text[slice(*figure["span"])] == figure["text"]
    assert api.get("/api/reports/r3/captures").json()[0]["by"] == "nour"
    assert len(api.get("/api/reports/r3/claims").json()) == len(reading["claims"])
    assert api.get("/api/queue", params={"limit": 3}).json()[0]["kind"] == "unjudged"
    assert api.get("/api/agreement").json()["claims"] == 0


def test_lists_are_narrowed_down(api: TestClient) -> None:
    told = api.get("/api/claims", params={"effect": "killed", "q": "تعز", "limit": 100}).json()
    assert {(one["report"], one["effect"]) for one in told["items"]} == {("r3", "killed")}
    assert told["total"] == len(told["items"]) > 2
    second = api.get("/api/claims", params={"effect": "killed", "q": "تعز", "limit": 2, "page": 2}).json()["items"]
    assert second == told["items"][2:4]
    found = api.get("/api/search", params={"q": "درنة"}).json()
    assert [one["report"] for one in found["items"]] == ["r1"]
    assert any(piece["kind"] == "mark" for piece in found["items"][0]["snippet"])
    voices = api.get("/api/voices").json()
    key = voices["items"][0]["voice"]
    one = api.get("/api/voices/one", params={"voice": key}).json()
    assert len(one["claims"]) == voices["items"][0]["claims"]
    assert api.get("/api/claims", params={"since": "yesterday"}).status_code == 422
    assert api.get("/api/claims", params={"colour": "red"}).status_code == 422


def test_a_claim_is_judged_corrected_believed_and_all_undone(api: TestClient) -> None:
    claim = api.get("/api/claims/r3.c1").json()
    assert (claim["base"], claim["verdict"], claim["values"]["low"]) == (0, None, 12)
    after = api.post("/api/claims/r3.c1/judge", json={"verdict": "accepted", "base": 0, "reason": "read twice"}).json()
    assert (after["verdict"], after["history"][0]["reason"]) == ("accepted", "read twice")
    start, end = claim["read"]["figure"]["span"]
    corrected = {"base": after["base"], "values": {"low": 13, "high": None, "start": "2019-03-13"}, "spans": {"figure_span": [start, end]}}
    after = api.post("/api/claims/r3.c1/correct", json=corrected).json()
    assert (after["verdict"], after["values"]["low"], after["values"]["high"]) == ("corrected", 13, None)
    assert after["spans"] == {"figure_span": [start, end]}
    after = api.post("/api/claims/r3.c1/believe", json={"grade": "contested", "base": after["base"]}).json()
    assert after["belief"] == "contested"
    after = api.post("/api/claims/r3.c1/undo", json={"base": after["base"]}).json()
    assert after["verdict"] == "accepted"
    after = api.post("/api/claims/r3.c1/undo", json={"question": "belief", "base": after["base"]}).json()
    assert after["belief"] is None


def test_what_was_changed_meanwhile_is_a_conflict(api: TestClient) -> None:
    first = api.post("/api/claims/r3.c1/judge", json={"verdict": "accepted", "base": 0}).json()
    for path, body in {
        "judge": {"verdict": "rejected"}, "correct": {"values": {"low": 1}}, "believe": {"grade": "credible"}, "undo": {},
        "merge": {"into": "c2"}, "split": {"mention": 0},
    }.items():  # fmt: skip
        late = api.post(f"/api/claims/r3.c1/{path}", json={**body, "base": 0})
        assert (late.status_code, late.json()["base"]) == (409, first["base"]), path
    assert api.get("/api/claims/r3.c1").json()["verdict"] == "accepted"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/claims/r3.c1/judge", {"verdict": "maybe", "base": 0}, 422), ("/api/claims/r3.c1/judge", {"verdict": "accepted"}, 422),
        ("/api/claims/r9.c1/judge", {"verdict": "accepted", "base": 0}, 404),
        ("/api/claims/r3.c99/judge", {"verdict": "accepted", "base": 0}, 404),
        ("/api/claims/r3.c1/correct", {"base": 0, "values": {"effect": "vanished"}}, 422),
        ("/api/claims/r3.c1/correct", {"base": 0, "values": {"low": 9, "high": 3}}, 422),
        ("/api/claims/r3.c1/correct", {"base": 0, "values": {"low": -1}}, 422),
        ("/api/claims/r3.c1/correct", {"base": 0, "values": {"colour": "red"}}, 422),
        ("/api/claims/r3.c1/correct", {"base": 0, "values": {"place": "[███]"}}, 422),
        ("/api/claims/r3.c1/correct", {"base": 0, "spans": {"place_span": [5, 900_000]}}, 422),
        ("/api/claims/r3.c1/correct", {"base": 0, "place_id": "no-such-place"}, 422),
        ("/api/claims/r3.c1/believe", {"grade": "perhaps", "base": 0}, 422), ("/api/claims/r3.c1/undo", {"base": 0}, 422),
        ("/api/claims/r3.c1/merge", {"into": "c1", "base": 0}, 422), ("/api/claims/r3.c1/split", {"mention": 77, "base": 0}, 422),
        ("/api/reports/r3/claims", {"words": [0, 5], "low": 3}, 422), ("/api/reports/r3/statements", {"words": [0, 5], "act": "sing"}, 422),
        ("/api/reports/r3/withhold", {"words": "لا وجود لها"}, 422), ("/api/reports/r9/withdraw", {"why": "other"}, 404),
        ("/api/reports/r3/withdraw", {"why": "whim"}, 422), ("/api/reports/r3/hand/5/undo", {}, 422),
        ("/api/failures/retry", {"failures": ["f1"]}, 404), ("/api/export", {"form": "pdf"}, 422), ("/api/verify", {"head": "x"}, 422),
        ("/api/claims/r3.c1/judge", [], 422), ("/api/nothing", {}, 404),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told(api: TestClient, path: str, body: Any, status: int) -> None:
    answer = api.post(path, json=body)
    assert (answer.status_code, next(iter(answer.json()))) == (status, "detail")
    assert isinstance(answer.json()["detail"], str)


def test_acts_by_hand(api: TestClient) -> None:
    text = api.get("/api/reports/r3/text").json()["text"]
    at = text.index("سبعة جنود")
    made = api.post("/api/reports/r3/claims", json={"words": [at, at + 4], "effect": "injured", "low": 7, "high": 7, "event": "shelling"})
    assert made.status_code == 201, made.text
    claim = api.get(f"/api/claims/{made.json()['name']}").json()
    assert (claim["verdict"], claim["values"]["effect"], claim["values"]["low"]) == ("accepted", "injured", 7)
    said = api.post("/api/reports/r3/statements", json={"words": [at, at + 9], "act": "deny"}).json()["name"]
    assert said == "r3.q2"
    merged = api.post("/api/claims/r3.c2/merge", json={"into": "c1", "base": 0}).json()
    assert (merged["claim"], api.get("/api/claims/r3.c2").status_code) == ("r3.c1", 404)
    back = api.post(f"/api/reports/r3/hand/{merged['undoes']}/undo")
    assert back.status_code == 200
    assert api.get("/api/claims/r3.c2").status_code == 200


def test_what_is_withheld_is_covered_in_every_answer(empty: Project) -> None:  # noqa: F811
    entered(empty, gathered(PRIVATE, "شهادة سلمى عوض الحارثي.txt", title=f"شهادة {NAME}", reference="سلمى عوض الحارثي-1"))
    judge(
        empty, [Verdict(claim="r1.c1", question=READING, verdict="corrected", corrected={"origin": NAME, "low": 6}, reason=f"قالته {NAME}")]
    )
    api, other = client_of(empty), client_of(empty, "someone")
    paths = ["reports", "reports/r1", "reports/r1/text", "reports/r1/reading", "reports/r1/claims", "reports/r1/captures",
        "reports/r1/covering",
             "claims", "claims/r1.c1", "search?q=تعز", "queue", "voices", "failures", "status"]  # fmt: skip
    told = {path: json.dumps(other.get(f"/api/{path}").json(), ensure_ascii=False) for path in paths}
    assert [path for path, words in told.items() if "سلمى" in words or "الحارثي" in words] == []
    assert "███" in told["claims/r1.c1"]
    assert NAME in json.dumps(api.get("/api/claims/r1.c1").json(), ensure_ascii=False)
    assert other.post("/api/reports/r1/release", json={"words": NAME}).status_code == 403
    assert other.post("/api/backup", json={}).status_code == 403
    assert other.post("/api/export", json={"names": True}).status_code == 403
    assert other.get("/api/claims", params={"origin": NAME}).json()["total"] == 0
    assert api.post("/api/reports/r1/release", json={"words": NAME, "reason": "consent"}).json() == {"reports": ["r1"]}
    assert NAME in other.get("/api/reports/r1/text").json()["text"]
    assert api.post("/api/reports/r1/withhold", json={"words": NAME}).json() == {"reports": ["r1"]}
    assert [one["kind"] for one in api.get("/api/reports/r1/covering").json()] == ["released", "withheld"]


def test_a_second_reader_does_not_see_the_first_answer(project: Project) -> None:  # noqa: F811
    api, other = client_of(project), client_of(project, "second")
    first = api.post("/api/claims/r3.c1/judge", json={"verdict": "rejected", "base": 0, "reason": "a slip"}).json()
    assert api.post("/api/claims/r3.c1/ask", json={}).status_code == 200
    seen = other.get("/api/claims/r3.c1").json()
    assert (seen["verdict"], seen["second"]) == (None, "due")
    assert "a slip" not in json.dumps(seen)
    assert other.get("/api/claims", params={"judged": "rejected"}).json()["total"] == 0
    assert first["verdict"] == "rejected"


def test_reports_are_added_failures_tried_again(empty: Project) -> None:  # noqa: F811
    api = client_of(empty)
    files = [("files", ("a.txt", PRIVATE.encode(), "text/plain")), ("files", ("t.csv", "x,y\n1,قتل ثلاثة أشخاص\n".encode(), "text/csv"))]
    told = done(api, api.post("/api/add", files=files, data={"published": "2019-03-14", "columns": '{"text": "y"}', "outlet": "وكالة"}))
    assert told["counts"] == {"captured": 2, "known": 0, "failed": 0}
    assert [one["name"] for one in told["outcomes"]] == ["r1", "r2"]
    told = done(api, api.post("/api/add", files={"files": ("n.txt", b"", "text/plain")}))
    assert told["counts"]["failed"] == 1
    assert done(api, api.post("/api/failures/retry", json={}))["outcomes"]
    assert api.post("/api/add", files={"files": ("a.txt", b"x", "text/plain")}, data={"columns": "[1]"}).status_code == 422
    assert api.post("/api/add", files={"files": ("", b"", "")}).status_code == 422
    assert api.post("/api/add", json={}).status_code == 415


def test_exports_verifying_and_a_backup(project: Project, tmp_path: Path) -> None:  # noqa: F811
    api = client_of(project)
    rows = api.post("/api/export", json={"form": "jsonl", "unreviewed": True, "of": {"effect": "killed"}}).text.splitlines()
    assert {json.loads(row)["effect"] for row in rows} == {"killed"}
    with zipfile.ZipFile(io.BytesIO(api.post("/api/export", json={"form": "csv", "proof": True}).content)) as packed:
        assert packed.namelist() == ["claims.csv", "claims.csv.proof.pyz"]
    told = done(api, api.post("/api/verify", json={}))
    assert told["faults"] == []
    assert len(done(api, api.post("/api/verify", json={"head": "sha256:" + "0" * 64}))["faults"]) == 1
    made = api.post("/api/backup", json={})
    assert made.headers["x-sijill-head"] == told["head"]
    (tmp_path / "kept.zip").write_bytes(made.content)
    assert restore(tmp_path / "kept.zip", tmp_path / "again").folder == tmp_path / "again"
    assert list(project.folder.glob(".backup-*")) == []


def test_a_report_is_withdrawn(api: TestClient) -> None:
    assert api.get("/api/reports/r1/reach").json() == {"goes": [], "stays": []}
    assert api.post("/api/reports/r1/withdraw", json={"why": "consent"}).json() == {"name": "r1"}
    assert api.get("/api/reports/r1/text").status_code == 404
    assert api.get("/api/reports/r1").json()["withdrawn"]


def test_the_description_names_every_route(api: TestClient) -> None:
    told = api.get("/api/openapi.json").json()
    assert not [path for path in told["paths"] if not path.startswith("/api/")]
    routes = [route for path in told["paths"].values() for route in path.values()]
    assert len(routes) > 35
    assert all(route["summary"] and route["tags"] for route in routes)
