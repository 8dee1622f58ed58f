"""Every page meets WCAG 2.2 AA as far as axe-core can tell, in both languages, light and dark, wide and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sijill.ledger.judge import Verdict, judge
from tests.web.conftest import Served

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
PATHS = (
    "queue", "search?words=القصف", "search?effect=killed", "search?words=nothing-of-this", "voices", "voices/one?name=مصدر طبي", "persons",
    "persons?report=r3", "project", "project/withdraw?report=r1", "reports/r3", "reports/r3/original", "add", "export",
    "export/page?unreviewed=1", "agreement", "adjudicate/r3.c1", "reports/r99",
)  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_page_has_a_violation(site: Served, browser: Any, language: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not there (`npm ci` brings it): accessibility is not tested")
    judge(site.project, [Verdict(claim="r3.c1", question="reading", verdict="corrected", corrected={"low": 14}, reason="counted again")])
    found: list[str] = []
    for dark, width in ((False, 1360), (True, 390)):
        # the test's own script is no script of the site: its policy is put aside for it; what is scrolled half out of sight is not judged
        window = {"width": width, "height": 4000}
        scheme = "dark" if dark else "light"
        context = browser.new_context(viewport=window, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
        page = context.new_page()
        for path in PATHS:
            page.goto(f"{site.address}/{language}/{path}")
            page.add_script_tag(path=str(AXE))
            if path == "reports/r3":
                page.keyboard.press("e")
                page.locator(".claim.now form[data-cancel]").wait_for()
            for violation in page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]:
                found += [f"{path} {'dark' if dark else 'light'}: {violation['id']}: {node['html'][:120]}" for node in violation["nodes"]]
        context.close()
    assert "\n".join(found) == ""
