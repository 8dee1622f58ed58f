"""The report page: read, judged, corrected and added to from the keyboard; what is stale is told, what is covered stays so."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from sijill.ledger.export import Wish, export
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project, find_project
from sijill.ledger.rebuild import differences
from sijill.ledger.status import status_of
from sijill.ledger.verify import verify
from sijill.web.app import create_app
from sijill.web.guard import COOKIE
from tests.ledger.conftest import empty, entered, gathered  # noqa: F401 - a fixture
from tests.web.conftest import Served, serving

TOKEN = "a-token-of-the-test"
# before the words that are corrected: an emoji, diacritics, a joiner, marks of direction, a tab, line ends, U+0000
ODD = (
    "😀 بيان عاجل\r\n\r\n\tقالَ مَصْدَرٌ طِبِّيٌّ\u200d \u200fإنّ\u0000 12 مدنيا \u202aقتلوا\u202c في تعز أمس.\r\n \t\r\n"
    "وأضاف 🇾🇪 أنَّ تِسْعَةَ صَيّادينَ غَرِقوا قرب المخا يوم الثلاثاء."
)


def client(project: Project) -> TestClient:
    made = TestClient(create_app(project), base_url="http://127.0.0.1", cookies={COOKIE: TOKEN})
    made.headers["x-sijill-csrf"] = TOKEN
    return made


def rows(project: Project) -> dict[str, dict[str, Any]]:
    made, _ = export(project, "jsonl", Wish(unreviewed=True, names=True))
    return {row["claim"]: row for row in map(json.loads, made.decode().splitlines())}


def select(page: Any, first: str, last: str = "") -> None:
    """Selects words by the mouse: from before the first to after the last, wherever they stand in the text."""
    ends = page.evaluate(
        """([first, last]) => {
          const pieces = [...document.querySelectorAll("#text .piece")];
          const box = (words, isEnd) => {
            const piece = pieces.find((one) => one.textContent.includes(words));
            const range = document.createRange();
            const at = piece.textContent.indexOf(words);
            range.setStart(piece.firstChild, at); range.setEnd(piece.firstChild, at + words.length);
            const rects = [...range.getClientRects()], rect = rects[isEnd ? rects.length - 1 : 0];
            return [isEnd ? rect.left + 1 : rect.right - 1, rect.top + rect.height / 2];
          };
          pieces.find((one) => one.textContent.includes(first)).scrollIntoView({block: "center"});
          return [box(first, false), box(last || first, true)];
        }""",
        [first, last],
    )
    page.mouse.move(*ends[0])
    page.mouse.down()
    page.mouse.move(*ends[1], steps=4)
    page.mouse.up()


@pytest.fixture
def odd(empty: Project, browser: Any) -> Any:  # noqa: F811
    """The site of a project with the odd text alone."""
    entered(empty, gathered(ODD))
    with serving(empty) as served:
        context = browser.new_context(viewport={"width": 1360, "height": 860})
        page = context.new_page()
        page.on("console", lambda message: served.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: served.said.append(str(error)))
        page.goto(served.address + "/ar/reports/r1")
        yield page
        context.close()
        assert served.said == []


def test_a_report_is_judged_with_the_keyboard_alone(site: Served, open_page: Callable[..., Any]) -> None:
    """A report of twelve claims, with a correction and a rejection among them, in fewer than sixty strokes."""
    page = open_page("/ar/reports/r3")
    cards = page.locator(".claim").count()
    assert cards >= 12
    strokes = 0

    def press(*keys: str) -> None:
        nonlocal strokes
        for key in keys:
            page.keyboard.press(key)
            strokes += 1

    for number in range(cards):
        if number == 1:
            press("e")
            page.locator(".claim.now form.edit [autofocus]:focus").wait_for()
            press("Tab", "4", "Tab", "4", "Control+Enter")
        else:
            press("x" if number == 2 else "a")
        page.locator('.claim:not([data-verdict=""])').nth(number).wait_for()
        if number + 1 < cards:
            page.locator('.claim.now[data-verdict=""]').wait_for()
    assert page.locator("[data-done]").is_visible()
    told = status_of(site.project)
    assert (told["accepted"], told["corrected"], told["rejected"]) == (cards - 2, 1, 1)
    assert rows(site.project)["r3.c2"]["low"] == 4
    assert strokes < 60, strokes


def test_the_words_of_the_claim_at_hand_are_marked(open_page: Callable[..., Any]) -> None:
    page = open_page("/ar/reports/r2")
    page.keyboard.press("j")
    assert page.locator(".claim.now").get_attribute("id") == "c2"
    assert "الآلاف من " in page.locator(".piece.now.k-figure").all_inner_texts()


def test_a_reason_is_told_and_kept_with_the_belief_apart(site: Served, open_page: Callable[..., Any]) -> None:
    page = open_page("/en/reports/r3#c1")
    page.keyboard.press("r")
    page.keyboard.type("counted again")
    page.keyboard.press("Enter")
    page.keyboard.press("x")
    page.locator("#c1.rejected").wait_for()
    page.goto(page.url.partition("#")[0] + "#c1")
    page.reload()
    page.locator("#c1.now").wait_for()
    page.keyboard.press("r")
    page.keyboard.type("two ministries say so")
    page.keyboard.press("Enter")
    page.keyboard.press("b")
    page.keyboard.type("conf")
    page.keyboard.press("Enter")
    page.locator("#c1 header .chip", has_text="confirmed").wait_for()
    row = rows(site.project)["r3.c1"]
    assert (row["verdict"], row["reason"], row["belief"]) == ("rejected", "counted again", "confirmed")
    page.keyboard.press("u")
    page.locator('#c1[data-verdict=""]').wait_for()
    page.keyboard.press("h")
    history = page.locator("#c1 .history").inner_text()
    assert "rejected · undone" in history
    assert "two ministries say so" in history
    row = rows(site.project)["r3.c1"]
    assert (row["verdict"], row["belief"]) == (None, "confirmed")


def test_a_span_is_corrected_by_selecting_words(empty: Project, odd: Any) -> None:  # noqa: F811
    select(odd, "تِسْعَةَ")
    assert odd.locator("#selected [data-quote]").inner_text() == "تِسْعَةَ"
    odd.keyboard.press("e")
    odd.locator("#c1 form.edit").wait_for()
    odd.locator("#c1 [data-take=figure_span]").press("Enter")
    odd.locator("#c1-low").fill("٩")
    odd.locator("#c1-high").fill("9")
    select(odd, "يوم الثلاثاء")
    odd.locator("#c1 [data-take=time_span]").click()
    select(odd, "المخا")
    odd.locator("#c1 [data-take=place_span]").click()
    odd.locator("#c1 .choices input[value='78751']").check()
    odd.keyboard.press("Control+Enter")
    odd.locator("#c1.corrected").wait_for()
    row = rows(empty)["r1.c1"]
    assert {name: ODD[slice(*row[name])] for name in ("figure_span", "place_span", "time_span")} == {
        "figure_span": "تِسْعَةَ", "place_span": "المخا", "time_span": "يوم الثلاثاء",
    }  # fmt: skip
    assert row["figure_span"] == [94, 102]
    assert (row["low"], row["high"], row["place"], row["place_id"]) == (9, 9, "المخا", "78751")
    assert (round(row["latitude"], 1), round(row["longitude"], 1)) == (13.3, 43.2)
    assert "تِسْعَةَ" in odd.locator("#text .k-figure").all_inner_texts()
    assert "تِسْعَةَ" in odd.locator("#c1 dl.corrected").inner_text()
    assert (differences(empty), verify(empty).faults) == ([], [])
    odd.keyboard.press("u")  # the claim at hand is the next one, with nothing to undo: what was done last is undone
    odd.locator('#c1[data-verdict=""]').wait_for()
    assert "تِسْعَةَ" not in odd.locator("#text .k-figure").all_inner_texts()


def test_words_are_selected_with_the_keys_and_a_claim_is_added(empty: Project, odd: Any) -> None:  # noqa: F811
    odd.keyboard.press("t")
    for _ in range(60):
        if odd.evaluate("getSelection().toString()").startswith("تِسْعَةَ"):
            break
        odd.keyboard.press("ArrowLeft")
    odd.keyboard.press("Shift+ArrowLeft")
    odd.keyboard.press("c")
    odd.locator("form.adding").wait_for()
    assert odd.locator("form.adding blockquote").inner_text() == "تِسْعَةَ صَيّادينَ"
    odd.locator("#add-effect").select_option("killed")
    odd.locator("#add-low").fill("9")
    odd.locator("#add-high").fill("9")
    odd.locator("#add-group").select_option("civilians")
    select(odd, "المخا")
    odd.locator("form.adding [data-take=place_span]").click()
    odd.locator("form.adding .choices input[value='78751']").check()
    odd.keyboard.press("Control+Enter")
    odd.locator(".claim.now[data-verdict=accepted]").wait_for()
    row = rows(empty)["r1.p1"]
    assert (ODD[slice(*row["figure_span"])], row["low"], row["place_id"], row["verdict"]) == ("تِسْعَةَ صَيّادينَ", 9, "78751", "accepted")
    odd.keyboard.press("u")
    odd.locator("#p1").wait_for(state="detached")
    assert "r1.p1" not in rows(empty)


def test_a_selection_over_paragraphs_becomes_a_statement(empty: Project, odd: Any) -> None:  # noqa: F811
    select(odd, "قتلوا", "المخا")
    odd.keyboard.press("c")
    odd.locator("form.adding input[value=statement]").check()
    odd.keyboard.press("Control+Enter")
    odd.locator(".statement#q1").wait_for()
    with empty.engine.connect() as connection:
        from sijill.ledger.view import reading_held, report_named

        reading = reading_held(connection, report_named(connection, "r1"))
    assert reading
    span = reading.statements[-1].span
    assert ODD[span.start : span.end] == ODD[ODD.index("قتلوا") : ODD.index("المخا") + 5]
    odd.locator("#q1 button").click()
    odd.locator("#q1").wait_for(state="detached")


def test_two_claims_are_merged_and_parted_again(site: Served, open_page: Callable[..., Any]) -> None:
    page = open_page("/ar/reports/r3#c4")
    before = page.locator(".claim").count()
    page.keyboard.press("m")
    page.locator("#c4-into").wait_for()
    page.keyboard.type("c3")
    page.keyboard.press("Control+Enter")
    page.locator("#c4").wait_for(state="detached")
    assert page.locator(".claim").count() == before - 1
    assert page.locator(".claim.now").get_attribute("id") == "c3"
    page.keyboard.press("s")
    page.locator("#c3 input[name=mention]").first.check()
    page.keyboard.press("Control+Enter")
    page.locator(".claim.now:not(#c3)").wait_for()
    made = page.locator(".claim.now").get_attribute("id")
    assert made.startswith("p")
    page.keyboard.press("u")
    page.locator(f"#{made}").wait_for(state="detached")
    page.locator("#c3").click()
    page.keyboard.press("u")
    page.locator("#c4").wait_for()
    assert differences(site.project) == []


def test_what_is_stale_is_told_in_every_form(site: Served) -> None:
    web = client(site.project)
    script = {"hx-request": "true"}
    judge(site.project, [Verdict(claim="r3.c1", question="reading", verdict="accepted")])
    for path, more in (
        ("judge", {"verdict": "rejected"}), ("correct", {"low": "3"}), ("merge", {"into": "c2"}), ("split", {"mention": "0"}),
    ):  # fmt: skip
        answer = web.post(f"/en/reports/r3/claims/c1/{path}", data={"base": "0", **more}, headers=script)
        assert answer.status_code == 409, path
        assert "judged elsewhere" in answer.text
        assert 'data-verdict="accepted"' in answer.text
    assert rows(site.project)["r3.c1"]["verdict"] == "accepted"
    web.post("/en/reports/r3/claims/c2/merge", data={"base": "0", "into": "c1"}, headers=script)
    answer = web.post("/en/reports/r3/claims/c2/judge", data={"base": "0", "verdict": "accepted"}, headers=script)
    assert answer.status_code == 409
    assert "no longer there" in answer.text


def test_two_pages_on_one_claim_lose_nothing(site: Served, open_page: Callable[..., Any]) -> None:
    one, other = open_page("/en/reports/r3#c1"), open_page("/en/reports/r3#c1")
    other.keyboard.press("e")
    other.locator("#c1 form.edit").wait_for()
    one.keyboard.press("x")
    one.locator("#c1.rejected").wait_for()
    other.locator("#c1-low").fill("99")
    other.keyboard.press("Control+Enter")
    other.locator("#c1.rejected [role=alert]").wait_for()
    assert rows(site.project)["r3.c1"]["verdict"] == "rejected"
    site.said.clear()  # a browser's console tells each answer of 409


def test_a_refusal_is_said_and_the_form_stays(site: Served, open_page: Callable[..., Any]) -> None:
    page = open_page("/ar/reports/r3#c1")
    page.keyboard.press("e")
    page.locator("#c1-low").fill("كثير")
    page.keyboard.press("Control+Enter")
    page.locator("#said:not([hidden])").wait_for()
    assert page.locator("#c1-low").input_value() == "كثير"
    site.said.clear()


def test_without_script_every_act_is_a_plain_form(site: Served) -> None:
    web = client(site.project)
    assert 'action="/en/reports/r3/claims/c1/correct"' in web.get("/en/reports/r3/claims/c1/edit").text
    assert 'name="into"' in web.get("/en/reports/r3/claims/c1/merge").text
    answer = web.post("/en/reports/r3/claims/c1/correct", data={"base": "0", "low": "13"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/reports/r3#c1")
    assert rows(site.project)["r3.c1"]["low"] == 13
    answer = web.post("/en/reports/r3/claims/c2/correct", data={"base": "0", "low": "many"})
    assert (answer.status_code, "is no number" in answer.text) == (422, True)


def test_a_voice_that_the_reading_tells_brings_its_words(site: Served) -> None:
    answer = client(site.project).post("/en/reports/r3/claims/c1/correct", data={"base": "0", "origin": "المنظمة الدولية للهجرة"})
    assert answer.status_code == 200
    row = rows(site.project)["r3.c1"]
    text = (Path(__file__).parent.parent.parent / "examples" / "taiz.txt").read_text(encoding="utf-8")
    assert (row["origin"], text[slice(*row["origin_span"])]) == ("المنظمة الدولية للهجرة", "المنظمة الدولية للهجرة")


def veiled(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same project to somebody without the right to what is withheld."""
    monkeypatch.setenv("SIJILL_OPERATOR", "salma")
    return find_project(project.folder)


def test_what_is_covered_is_neither_shown_nor_selected(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    salma = veiled(site.project, monkeypatch)
    web, text = client(salma), (Path(__file__).parent.parent.parent / "examples" / "taiz.txt").read_text(encoding="utf-8")
    name = "يونس سعيد الحدادي"
    for path in ("", "/claims/c1", "/claims/c6/edit", "/claims/c1/merge", "/original"):
        for language in ("ar", "en"):
            assert "الحدادي" not in web.get(f"/{language}/reports/r3{path}", headers={"hx-request": "1"} if path else {}).text
    at = text.index(name)
    chosen = {"start": {"piece": 0, "units": at - 3}, "end": {"piece": 0, "units": at + 25}, "quote": text[at - 3 : at + 25]}
    answer = web.post("/en/reports/r3/add", data={"words": json.dumps(chosen)}, headers={"hx-request": "1"})
    assert (answer.status_code, answer.text) == (422, "the selection reaches over withheld words; select words beside them")
    answer = web.post("/ar/reports/r3/add", data={"words": json.dumps(chosen)}, headers={"hx-request": "1"})
    assert answer.text == "يشمل التحديد كلمات محجوبة؛ حدّد كلمات إلى جانبها"
    assert name in client(site.project).get("/ar/reports/r3").text


def test_a_selection_over_covered_words_is_refused_in_the_browser(site: Served, monkeypatch: pytest.MonkeyPatch, browser: Any) -> None:
    salma = veiled(site.project, monkeypatch)
    with serving(salma) as served:
        context = browser.new_context(viewport={"width": 1360, "height": 860})
        page = context.new_page()
        page.goto(served.address + "/en/reports/r3#c1")
        assert page.locator("#text .covered").count() >= 1
        page.keyboard.press("e")
        page.locator("#c1 form.edit").wait_for()
        select(page, "الطفل", "أعوام")
        assert "reaches over withheld words" in page.locator("#selected").inner_text()
        assert page.locator("#selected button").is_hidden()
        page.locator("#c1 [data-take=origin_span]").click()
        assert "reaches over withheld words" in page.locator("#c1 [data-shows=origin_span]").inner_text()
        assert page.locator("#c1 input[name=origin_span]").input_value() == ""
        context.close()
    salma.engine.dispose()


def test_a_second_reader_does_not_see_the_first_answer(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    judge(site.project, [Verdict(claim="r3.c1", question="reading", verdict="corrected", corrected={"low": 77}, reason="seventy seven")])
    judge(site.project, [Verdict(claim="r3.c1", question="second", verdict="asked")])
    web = client(veiled(site.project, monkeypatch))
    page = web.get("/en/reports/r3").text
    assert "seventy seven" not in page
    assert "77" not in page.partition('id="c2"')[0].partition('id="c1"')[2]
    assert "second reading due" in page
    base = page.partition('id="c1"')[2].partition('name="base" value="')[2].partition('"')[0]
    answer = web.post("/en/reports/r3/claims/c1/judge", data={"base": base, "verdict": "accepted"}, headers={"hx-request": "1"})
    assert answer.status_code == 200
    assert "seventy seven" in answer.text
    assert "given blind" in answer.text


def test_a_phone_begins_with_the_text(open_page: Callable[..., Any]) -> None:
    page = open_page("/ar/reports/r3", width=390, height=844)
    page.locator(".claim.now").wait_for(state="attached")
    assert page.evaluate("scrollY") == 0
    assert page.locator(".top").bounding_box()["height"] < 80
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_long_report_is_quick(empty: Project) -> None:  # noqa: F811
    entered(
        empty, gathered("\n".join(f"قال مصدر طبي في تعز إن {at} مدنيا قتلوا في قصف على حي رقم {at} يوم الثلاثاء." for at in range(3, 203)))
    )
    web = client(empty)
    page = web.get("/ar/reports/r1")
    assert page.text.count("data-verdict=") >= 200
    took = []
    for _ in range(3):
        start = time.process_time()
        web.get("/ar/reports/r1")
        took.append(time.process_time() - start)
    assert min(took) < 0.3, took
