"""Adding from the page: files, archives, chats, tables whose columns are shown first, a pasted text; told as it becomes durable."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from sijill.ledger.project import Project
from sijill.ledger.view import report_named
from sijill.web import incoming
from sijill.web.app import create_app
from sijill.web.guard import COOKIE, Guard
from tests.ledger.conftest import empty  # noqa: F401 - a fixture
from tests.web.conftest import Served

TOKEN = "a-token-of-the-test"
FIRST = "تعز: قال مصدر طبي إن ثلاثة مدنيين قتلوا يوم الأحد في قصف على حي الجحملية."
SECOND = "عدن: أصيب سبعة أشخاص بجروح في انفجار عبوة ناسفة، بحسب الشرطة."
CHAT = (
    "[25/03/2019, 10:15:00] غرفة الأخبار: قتل خمسة أشخاص في غارة على سوق صرواح صباح اليوم بحسب شهود.\n"
    "[25/03/2019, 10:20:00] غرفة الأخبار: ارتفع عدد الجرحى إلى تسعة، وفق مصدر محلي في مأرب.\n"
)
TABLE = f"الرقم,التاريخ,النص\nT-1,2019-03-01,{FIRST}\nT-2,2019-03-02,{SECOND}\n"


@pytest.fixture
def client(empty: Project) -> TestClient:  # noqa: F811
    return TestClient(create_app(empty), base_url="http://127.0.0.1", cookies={COOKIE: TOKEN}, raise_server_exceptions=False)


def sent(client: TestClient, *files: tuple[str, bytes], **fields: str) -> Any:
    """The answer to a form with those files."""
    parts = [("files", (name, data, "application/octet-stream")) for name, data in files] or [("files", ("", b"", ""))]
    return client.post("/en/add", data={"csrf": TOKEN, **fields}, files=parts)


def shown(client: TestClient, answer: Any) -> str:
    """The page of a job once it is done."""
    for _ in range(600):
        page = client.get(answer.url)
        assert page.status_code == 200, page.text[:300]
        if 'data-state="running"' not in page.text:
            return page.text
        time.sleep(0.02)
    raise AssertionError("the job does not end")


def held(project: Project, name: str) -> dict[str, Any]:
    with project.engine.connect() as connection:
        return dict(report_named(connection, name).row)


def left(project: Project) -> list[Path]:
    return list(project.folder.glob(f"{incoming.PREFIX}*"))


def test_files_are_added_with_what_is_known_of_them(client: TestClient, empty: Project) -> None:  # noqa: F811
    files = ("one.txt", FIRST.encode()), ("two.txt", SECOND.encode()), ("nothing.txt", b"")
    page = shown(client, sent(client, *files, published="2019-03-04", outlet="وكالة المرفأ", reference="REF-7"))
    assert re.findall(r'href="/en/reports/(r\d)"><bdi>', page) == ["r1", "r2"]
    assert "it is empty" in page
    row = held(empty, "r1")
    assert (row["source"], row["published"], row["outlet"], row["reference"]) == ("one.txt", "2019-03-04", "وكالة المرفأ", "REF-7")
    assert row["claims"] >= 1
    assert left(empty) == []
    again = shown(client, sent(client, ("elsewhere.txt", FIRST.encode()), outlet="وكالة المرفأ", reference="REF-7"))
    assert "known already" in again
    assert 'href="/en/reports/r1"' in again


def test_a_pasted_text_keeps_its_title_address_and_day(client: TestClient, empty: Project) -> None:  # noqa: F811
    text = FIRST.replace(" يوم", "\r\nيوم")
    shown(client, sent(client, text=text, title="قصف على تعز", url="https://news.example/1", published="2019-03-04"))
    row = held(empty, "r1")
    assert (row["title"], row["url"], row["published"], row["media_type"]) == (
        "قصف على تعز", "https://news.example/1", "2019-03-04", "text/plain")  # fmt: skip
    assert bytes(row["text"]).decode() == FIRST.replace(" يوم", "\nيوم")
    assert row["source"].startswith("pasted text ")


def test_archives_and_chats_are_taken_apart(client: TestClient, empty: Project) -> None:  # noqa: F811
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("day/one.txt", FIRST)
        made.writestr("day/picture.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    page = shown(client, sent(client, ("all.zip", packed.getvalue()), ("chat.txt", CHAT.encode())))
    assert held(empty, "r1")["source"] == "all.zip » day/one.txt"
    assert {held(empty, name)["published"] for name in ("r2", "r3")} == {"2019-03-25"}
    assert "a picture (PNG)" in page


def test_the_columns_of_a_table_are_shown_before_it_is_taken(client: TestClient, empty: Project) -> None:  # noqa: F811
    answer = sent(client, ("rows.csv", TABLE.encode()))
    assert "/en/add/columns/" in str(answer.url)
    assert FIRST[:60] in answer.text
    assert re.findall(r'<option value="([^"]+)" selected', answer.text) == ["النص", "التاريخ", "الرقم"]
    assert client.get("/en/queue").text.count("/en/reports/") == 0
    assert len(left(empty)) == 1
    named = {"column-0-text": "النص", "column-0-published": "", "column-0-reference": "الرقم", "csrf": TOKEN}
    shown(client, client.post(str(answer.url), data=named))
    row = held(empty, "r1")
    assert (row["reference"], row["published"], row["source"]) == ("T-1", None, "rows.csv » row 2")
    assert left(empty) == []
    assert client.post(str(answer.url), data=named).status_code == 404


def test_a_table_may_be_left(client: TestClient, empty: Project) -> None:  # noqa: F811
    answer = sent(client, ("rows.csv", b"a,b\n1,2\n"))
    assert "No column is known for the text" in answer.text
    client.post(str(answer.url), data={"act": "drop", "csrf": TOKEN})
    assert left(empty) == []


def test_the_name_of_a_file_is_a_name_alone(client: TestClient, empty: Project) -> None:  # noqa: F811
    before = {path for path in empty.folder.parent.rglob("*") if empty.folder / "vault" not in path.parents}
    names = ["../../up.txt", "/etc/absolute.txt", "C:\\win\\dows.txt", "..", "a\x07b.txt", "<img src=x>.txt", "x" * 900 + ".txt"]
    shown(client, sent(client, *((name, f"{FIRST} {number}".encode()) for number, name in enumerate(names))))
    sources = [held(empty, f"r{number}")["source"] for number in range(1, len(names) + 1)]
    assert sources[:6] == ["up.txt", "absolute.txt", "dows.txt", "file", "a%07b.txt", "<img src=x>.txt"]
    assert len(sources[6]) < 250
    after = {path for path in empty.folder.parent.rglob("*") if empty.folder / "vault" not in path.parents}
    assert {path.name for path in after - before} <= {"ledger.sqlite-wal", "ledger.sqlite-shm"}


def test_what_cannot_be_taken_is_told_and_leaves_nothing(client: TestClient, empty: Project) -> None:  # noqa: F811
    assert sent(client).status_code == 422
    assert "choose files" in sent(client).text
    late = sent(client, text=FIRST, published="yesterday")
    assert late.status_code == 422
    assert FIRST in late.text
    assert client.post("/en/add", data={"text": FIRST}, files=[("files", ("", b"", ""))]).status_code == 403
    assert client.post("/en/add", data={"csrf": TOKEN, "text": FIRST}).status_code == 415
    broken = client.post("/en/add", content=b"nonsense", headers={"content-type": "multipart/form-data; boundary=x"})
    assert broken.status_code == 400
    assert left(empty) == []


def test_more_than_is_taken_at_once_is_refused(empty: Project) -> None:  # noqa: F811
    site = create_app(empty)
    small = TestClient(Guard(site.site, largest=10_000), base_url="http://127.0.0.1", cookies={COOKIE: TOKEN})
    assert sent(small, ("big.txt", b"x" * 20_000)).status_code == 413

    def endless() -> Any:
        yield b'--x\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(50):
            yield b"y" * 1000

    answer = small.post("/en/add", content=endless(), headers={"content-type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 413
    assert left(empty) == []


def test_what_an_ended_process_left_is_swept(empty: Project) -> None:  # noqa: F811
    (empty.folder / f"{incoming.PREFIX}old").mkdir()
    incoming.sweep(empty)
    assert len(left(empty)) == 1
    incoming.sweep(empty, time.time() + 2 * incoming.STALE)
    assert left(empty) == []


def test_progress_is_shown_without_leaving_the_page(site: Served, open_page: Callable[..., Any], tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"new-{number}.txt").write_text(f"{FIRST}\n{number}", encoding="utf-8")
    page = open_page("/ar/add")
    page.locator("#files").set_input_files([str(path) for path in sorted(tmp_path.glob("new-*.txt"))])
    page.locator("#published").fill("2019-03-04")
    page.get_by_role("button", name="إضافة", exact=True).click()
    page.locator('#taking[data-state="done"]').wait_for(timeout=20_000)
    assert page.locator("#taking .lines a").count() == 8
    page.locator("#taking .lines a").first.click()
    page.locator(".claim").first.wait_for()
