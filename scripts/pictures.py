"""Takes the pictures that the documents show: pages of the site over the sample reports, as a browser draws them."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from demo import make_sample
from served import served
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import find_project

ROOT = Path(__file__).parent.parent
INTO = ROOT / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# name, path, width, height, scheme
PICTURES = (
    ("report-ar", "/ar/reports/r3#c2", 1360, 860, "light"),
    ("queue-ar", "/ar/queue", 1360, 860, "light"),
    ("report-en-dark", "/en/reports/r2#c3", 1360, 860, "dark"),
    ("report-phone", "/ar/reports/r1", 390, 844, "light"),
)


def main() -> int:
    """Takes them all; 1 where there is no browser."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium is installed", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    INTO.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "sample"
        make_sample(folder)
        project = find_project(folder)
        judge(project, [Verdict(claim="r3.c1", question="reading", verdict="accepted")])
        with served(project) as address, sync_playwright() as running:
            browser = running.chromium.launch(executable_path=chromium, args=FLAGS)
            for name, path, width, height, scheme in PICTURES:
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
                page = context.new_page()
                page.goto(address + path)
                page.wait_for_timeout(400)
                page.screenshot(path=str(INTO / f"{name}.png"))
                context.close()
            browser.close()
        project.engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
