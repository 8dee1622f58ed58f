"""A site over a project of samples, served on a free port, and a browser that watches what it asks for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from served import served
from sijill.ledger.project import Project, find_project
from tests.ledger.conftest import samples  # noqa: F401 - a fixture

pytest.importorskip("fastapi", reason="the site's dependencies are not installed")
assets = pytest.importorskip("sijill.web.assets")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@dataclass
class Served:
    """A site that is being served. `asked` are the addresses that the browser asked for, `said` what its console told."""

    project: Project
    address: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@contextmanager
def serving(project: Project) -> Iterator[Served]:
    """The project's site on a free port of this machine, for as long as the block lasts."""
    with served(project) as address:
        yield Served(project, address)


@pytest.fixture
def site(samples: Path, tmp_path: Path) -> Iterator[Served]:  # noqa: F811
    """The site of a copy of the sample project: r1 derna, r2 el-fasher, r3 taiz."""
    folder = tmp_path / "project"
    shutil.copytree(samples, folder)
    project = find_project(folder)
    with serving(project) as served:
        yield served
    project.engine.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser; the test is skipped, saying so, where there is none or the site's own parts are not there."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed: pages are not tested in a browser")
    if assets.missing_assets():
        pytest.skip("the site's parts are missing (`make site` brings them): pages are not tested in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Any, site: Served) -> Iterator[Callable[..., Any]]:
    """Opens a path of the site in a page of its own; at the end nothing may have been asked of others, or said in the console."""
    contexts = []

    def opened(path: str, *, width: int = 1360, height: int = 860, dark: bool = False) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: site.asked.append(request.url))
        page.on("console", lambda message: site.said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: site.said.append(str(error)))
        page.goto(site.address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [url for url in site.asked if not url.startswith((site.address, "data:"))] == []
    assert site.said == []
