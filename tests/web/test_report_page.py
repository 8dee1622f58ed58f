"""The report page in a browser: read, accepted and corrected from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sijill.ledger.status import status_of
from tests.web.conftest import Served


def test_a_report_is_judged_with_the_keyboard_alone(site: Served, open_page: Callable[..., Any]) -> None:
    page = open_page("/ar/reports/r3")
    cards = page.locator(".claim").count()
    for number in range(cards):
        page.keyboard.press("a")
        page.locator(".claim.accepted").nth(number).wait_for()
    assert status_of(site.project)["accepted"] == cards
    assert page.locator("[data-done]").is_visible()


def test_the_words_of_the_claim_at_hand_are_marked(open_page: Callable[..., Any]) -> None:
    page = open_page("/ar/reports/r2")
    page.keyboard.press("j")
    assert page.locator(".claim.now").get_attribute("id") == "c2"
    assert "الآلاف من " in page.locator(".piece.now.k-figure").all_inner_texts()


def test_a_figure_is_corrected(site: Served, open_page: Callable[..., Any]) -> None:
    page = open_page("/en/reports/r3#c1")
    page.keyboard.press("e")
    page.locator("#c1 input[name=low]").fill("١٤")
    page.locator("#c1-reason").fill("counted again")
    page.keyboard.press("Control+Enter")
    page.locator("#c1.corrected ins").first.wait_for()
    assert page.locator("#c1.corrected ins").first.inner_text() == "14"
    assert status_of(site.project)["corrected"] == 1
