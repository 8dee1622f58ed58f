"""The project page: what is in it, failures tried again, verifying as a job, backups, and withdrawing a report."""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from sijill.collect.item import Refused
from sijill.collect.sources import open_source
from sijill.ledger.backup import restore
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.status import status_of
from sijill.ledger.stream import keep_stream
from sijill.ledger.view import report_named
from sijill.web.app import create_app
from sijill.web.guard import COOKIE
from tests.ledger.conftest import empty, entered, gathered, project, samples  # noqa: F401 - fixtures
from tests.web.conftest import Served

TOKEN = "t" * 32
NAME = "يونس سعيد الحدادي"


class Site:
    """The site of a project, as somebody without script uses it."""

    def __init__(self, project: Project) -> None:  # noqa: F811
        self.client = TestClient(create_app(project), base_url="http://127.0.0.1", follow_redirects=True, cookies={COOKIE: TOKEN})

    def get(self, path: str = "/en/project") -> str:
        return self.client.get(path).text

    def post(self, path: str, **told: str) -> Response:
        return self.client.post(path, data={"csrf": TOKEN, **told})

    def finished(self, path: str, **told: str) -> str:
        """The page of the job that a form begins, once it is done."""
        answer = self.post(path, **told)
        for _ in range(500):
            if 'data-state="running"' not in answer.text:
                return answer.text
            time.sleep(0.01)
            answer = self.client.get(answer.url)
        raise AssertionError("the job does not end")


def tiles(page: str) -> dict[str, str]:
    found = re.findall(r'<div class="tile"><b class="number">([\d,]+)</b><(?:a href="[^"]*"|span)>(.*?)</', page)
    return {name: number for number, name in found}


def failing(project: Project, data: bytes = b"PK\x03\x04 broken") -> None:  # noqa: F811
    """One failure of which the bytes are kept, and which is told by its name."""
    entered(project, Refused(source=f"{NAME}.docx", stage="open", reason=f"{NAME} is no document", data=data))


def test_what_is_in_the_project_is_counted(project: Project) -> None:  # noqa: F811
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="accepted")])
    judge(project, [Verdict(claim="r1.c2", question="reading", verdict="rejected")])
    told = status_of(project)
    found = tiles(Site(project).get())
    assert (found["reports"], found["claims"], found["judged"], found["accepted or corrected"]) == ("3", str(told["claims"]), "2", "1")
    assert (found["waiting"], found["failures"], found["withdrawn"]) == (str(told["claims"] - 2), "0", "0")


def test_what_was_done_lately_tells_no_answer(project: Project) -> None:  # noqa: F811
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="rejected", reason="a town, not people")])
    acts = Site(project).get().split('class="acts-list"')[1]
    assert "judgements" in acts
    assert "reports added" in acts
    assert '<a href="/en/reports/r1">' in acts
    assert "rejected" not in acts
    assert "a town" not in acts


def test_a_failure_is_told_and_tried_again(project: Project) -> None:  # noqa: F811
    failing(project)
    site = Site(project)
    assert f"{NAME} is no document" in site.get()
    page = site.finished("/en/project/retry", failure="f1")
    assert "failed again" in page
    assert "no whole zip file" in page


def test_a_failure_that_goes_well_is_settled(project: Project) -> None:  # noqa: F811
    failing(project, "قتل 5 مدنيين في حلب أمس.".encode())
    site = Site(project)
    page = site.finished("/en/project/retry")
    assert "went well" in page
    assert '<a href="/en/reports/r4">' in page
    assert tiles(site.get())["failures"] == "0"
    assert "There was nothing to try" in site.finished("/en/project/retry")


def test_the_name_of_what_failed_is_covered_for_those_who_may_not_see_names(project: Project) -> None:  # noqa: F811
    failing(project)
    site = Site(dataclasses.replace(project, operator="rana"))
    assert NAME not in site.get()
    assert NAME not in site.finished("/en/project/retry")


def test_verifying_tells_that_all_is_whole(project: Project) -> None:  # noqa: F811
    site = Site(project)
    head = status_of(project)["head"]
    assert f'value="{head}"' in site.get()
    page = site.finished("/en/project/verify")
    assert "All is whole" in page
    assert f'value="{head}"' in page
    assert "All is whole" in site.finished("/en/project/verify", head=head.removeprefix("sha256:"))
    assert "What the last one found" in site.get()


def test_verifying_tells_what_is_altered(project: Project) -> None:  # noqa: F811
    file = next(project.vault.files())
    file.chmod(0o600)
    file.write_bytes(b"other words")
    site = Site(project)
    page = site.finished("/en/project/verify", head="sha256:" + "0" * 64)
    assert "2 faults were found" in page
    assert re.search(r"<code dir=\"ltr\">vault .*: altered</code>", page)
    assert "not in the log" in page
    answer = site.post("/en/project/verify", head="twelve")
    assert (answer.status_code, "A head is sha256:" in answer.text) == (422, True)


def test_a_job_that_is_not_there_is_not_found(project: Project) -> None:  # noqa: F811
    assert Site(project).client.get("/en/jobs/none").status_code == 404


def test_a_backup_is_handed_over_and_left_nowhere(project: Project, tmp_path: Path) -> None:  # noqa: F811
    answer = Site(project).post("/en/project/backup")
    assert answer.headers["content-disposition"].startswith('attachment; filename="sijill-')
    assert answer.headers["x-sijill-head"] == status_of(project)["head"]
    path = tmp_path / "backup.zip"
    path.write_bytes(answer.content)
    assert status_of(restore(path, tmp_path / "back"))["reports"] == 3
    assert sorted(one.name for one in project.folder.iterdir() if one.name.startswith(".")) == []


def test_a_backup_is_made_under_the_passphrase(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    # what a passphrase makes of a backup is tested with the ledger, and takes seconds
    told: list[str | None] = []

    def backup(of: Project, path: Path, passphrase: str | None) -> str:
        told.append(passphrase)
        path.write_bytes(b"sealed")
        return "sha256:12"

    monkeypatch.setattr("sijill.web.routes.project.backup", backup)
    site = Site(project)
    assert site.post("/en/project/backup", passphrase="four words of one", again="four words of one").content == b"sealed"
    answer = site.post("/en/project/backup", passphrase="one", again="two")
    assert (answer.status_code, "not the same" in answer.text) == (422, True)
    assert told == ["four words of one"]


def test_withdrawing_asks_and_tells_what_goes(project: Project, tmp_path: Path) -> None:  # noqa: F811
    table = tmp_path / "told.csv"
    table.write_text("title,text\nأول,قتل 5 مدنيين في حلب أمس.\nثان,قتل 7 مدنيين في حمص أمس.\n", encoding="utf-8")
    entered(project, *open_source(table, keep=partial(keep_stream, project.vault)))
    judge(project, [Verdict(claim="r4.c1", question="reading", verdict="accepted")])
    site = Site(project)
    page = site.get("/en/project/withdraw?report=r4")
    assert "1 claim · 1 judgement" in page
    assert "told.csv" in page
    assert "1 other report out of it keeps its own bytes" in page
    assert "there is no such report" in site.get("/en/project/withdraw?report=r99")
    answer = site.post("/en/project/withdraw", report="r4", why="danger")
    assert "r4 is withdrawn" in answer.text
    assert tiles(answer.text)["withdrawn"] == "1"
    with project.engine.connect() as connection:
        assert report_named(connection, "r4").row["withdrawn"]
    assert "has been withdrawn already" in site.get("/en/project/withdraw?report=r4")


def test_changes_need_the_token_of_the_browser(project: Project) -> None:  # noqa: F811
    site = Site(project)
    for path in ("verify", "retry", "backup", "withdraw"):
        assert site.client.post(f"/en/project/{path}", data={"csrf": "other", "report": "r1"}).status_code == 403
    assert status_of(project)["withdrawn"] == 0


def test_an_empty_project_has_a_page(empty: Project) -> None:  # noqa: F811
    page = Site(empty).get()
    assert 'id="adding"' in page
    assert tiles(page)["reports"] == "0"


def test_the_page_of_a_job_asks_by_itself(site: Served, open_page: Callable[..., Any]) -> None:
    entered(site.project, gathered("قتل 5 مدنيين في حلب أمس.", "x.txt"))
    page = open_page("/ar/project")
    page.locator("form[action$='/verify'] button").click()
    page.locator("#job[data-state=done] .notice.good").wait_for()
    assert "كل شيء سليم" in page.locator("#job").inner_text()
