"""The kept original: its record, shown without anything that could run or ask, and withheld from those without the right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from sijill.ledger.project import Project, find_project
from sijill.web.harmless import harmless_page, harmless_text
from tests.ledger.conftest import empty, entered, gathered  # noqa: F401 - a fixture
from tests.web.conftest import Served
from tests.web.test_report_page import client

WORDS = "قال مصدر طبي إن 12 مدنيا قتلوا في تعز أمس."
PAGE = f"""<!doctype html><html lang="ar" dir="rtl" onload="alert(1)"><head><meta charset="utf-8"><title>t</title>
<base href="https://elsewhere.example/"><link rel="stylesheet" href="https://elsewhere.example/a.css"><style>@import "x"</style>
<meta http-equiv="refresh" content="0;url=https://elsewhere.example/"><script>alert(1)</script></head>
<body><h1 onclick="alert(1)">عنوان &lt;b&gt;</h1><p style="background:url(//elsewhere.example/x)">{WORDS}</p>
<a href="javascript:alert(1)">رابط</a><img src="https://elsewhere.example/p.png" alt="صورة" onerror="alert(1)">
<iframe src="https://elsewhere.example/"></iframe><svg><script>alert(1)</script></svg><form action="/x"><input value="y"></form>
<table><tr><td colspan="2" onmouseover="x()">خلية</td></tr></table></body></html>"""


def held(project: Project, data: bytes, media_type: str, text: str = WORDS) -> None:
    entered(project, gathered(text, f"{len(data)}.bin", data=data, media_type=media_type))


def test_a_page_keeps_its_words_alone() -> None:
    made = harmless_page(PAGE)
    assert made.partition("<body>")[2].replace("\n", "") == (
        f'<h1>عنوان &lt;b&gt;</h1><p>{WORDS}</p>رابط<span class="address">[صورة]</span><table><tr><td colspan="2">خلية</td></tr></table>'
        "</body></html>"
    )
    assert made.startswith('<!doctype html><html dir="rtl" lang="ar">')
    for word in ("alert", "elsewhere", "script", "onload", "javascript", "url("):
        assert word not in made


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>", "<a href=data:text/html,x>y</a>", '<p lang="x&quot; onclick=&quot;alert(1)">z</p>',
        "<math><mi xlink:href='javascript:alert(1)'>", "<noscript><p title='</noscript><script>alert(1)</script>'>", "<script>alert(1)",
        "<template><script>alert(1)</script></template>", "<p/onclick=alert(1)>", "\0<scr\0ipt>alert(1)</scr\0ipt>",
        "<!--><script>alert(1)-->", "<textarea></textarea><script>alert(1)</script>", "<b>" * 3000 + "<script>alert(1)</script>",
        "", " ", "<", "<![CDATA[<script>alert(1)]]>",
    ],
)  # fmt: skip
def test_nothing_of_a_hostile_page_is_left(hostile: str) -> None:
    made = harmless_page(hostile).lower()
    for word in ("<script", "onerror=", "onclick=alert", 'onclick="', "href=", "<img", "<svg", "<math", "src="):
        assert word not in made


def test_a_text_is_shown_as_words() -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in harmless_text("<script>alert(1)</script>")


def test_the_record_and_the_bytes(empty: Project) -> None:  # noqa: F811
    data = PAGE.encode()
    held(empty, data, "text/html")
    web = client(empty)
    page = web.get("/en/reports/r1/original").text
    assert hashlib.sha256(data).hexdigest() in page
    assert "text/html" in page
    assert 'sandbox=""' in page
    shown = web.get("/en/reports/r1/original/shown")
    assert shown.headers["content-security-policy"].startswith("default-src 'none';")
    assert "sandbox;" in shown.headers["content-security-policy"]
    assert "script-src" not in shown.headers["content-security-policy"]
    assert WORDS in shown.text
    assert "elsewhere" not in shown.text
    whole = web.get("/en/reports/r1/original/bytes")
    assert whole.content == data
    assert whole.headers["content-type"] == "application/octet-stream"
    assert whole.headers["content-disposition"] == 'attachment; filename="r1.html"'
    assert whole.headers["x-content-type-options"] == "nosniff"


def test_what_is_no_page_shows_the_text_taken_out_of_it(empty: Project) -> None:  # noqa: F811
    held(empty, b"%PDF-1.4 \xff\xfe<script>alert(1)</script>", "application/pdf")
    web = client(empty)
    assert "not opened in the browser" in web.get("/en/reports/r1/original").text
    shown = web.get("/en/reports/r1/original/shown").text
    assert WORDS in shown
    assert "alert" not in shown
    assert web.get("/en/reports/r1/original/bytes").headers["content-disposition"] == 'attachment; filename="r1.pdf"'


def test_an_old_charset_is_read(empty: Project) -> None:  # noqa: F811
    held(empty, PAGE.replace("utf-8", "windows-1256").encode("cp1256"), "text/html")
    assert WORDS in client(empty).get("/ar/reports/r1/original/shown").text


def test_who_may_not_see_what_is_withheld_gets_no_bytes(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    entered(empty, gathered("قتل الطفل يونس سعيد الحدادي (9 أعوام) في تعز أمس، قال مصدر طبي.", "يونس سعيد الحدادي.txt"))
    monkeypatch.setenv("SIJILL_OPERATOR", "salma")
    web = client(find_project(empty.folder))
    page = web.get("/en/reports/r1/original")
    assert page.status_code == 200
    assert "not shown to you" in page.text
    assert "الحدادي" not in page.text
    for path in ("shown", "bytes"):
        assert web.get(f"/en/reports/r1/original/{path}").status_code == 403


def test_missing_bytes_are_told(empty: Project) -> None:  # noqa: F811
    held(empty, WORDS.encode(), "text/plain")
    next(path for path in empty.vault.files()).unlink()
    web = client(empty)
    assert "missing from the vault" in web.get("/en/reports/r1/original").text
    assert web.get("/en/reports/r1/original/bytes").status_code == 404


def test_an_original_in_the_browser(site: Served, open_page: Callable[..., Any]) -> None:
    entered(site.project, gathered(WORDS, "page.html", data=PAGE.encode(), media_type="text/html"))
    page = open_page("/ar/reports/r4")
    page.keyboard.press("o")
    page.wait_for_url("**/original")
    frame = page.frame_locator("iframe.original")
    assert WORDS in frame.locator("body").inner_text()
    page.keyboard.press("o")
    page.wait_for_url("**/reports/r4")
