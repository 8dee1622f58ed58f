"""A project with a few reports in it, made once and copied for each test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sijill.collect.item import Gathered
from sijill.ledger.add import Outcome, add
from sijill.ledger.project import Project, find_project, found_project

ROOT = Path(__file__).parent.parent.parent


def gathered(words: str, source: str = "report.txt", **more: object) -> Gathered:
    """A report as collecting gives it."""
    told: dict[str, object] = {
        "data": words.encode(), "media_type": "text/plain", "source": source, "text": words, "extractor": "text 0.1.0", "language": "ar",
        "published": date(2019, 3, 14), "published_from": "argument",
    }  # fmt: skip
    return Gathered(**{**told, **more})  # type: ignore[arg-type]


def entered(project: Project, *items: object, jobs: int = 1) -> list[Outcome]:
    """The outcomes of adding those items."""
    outcomes: list[Outcome] = []
    add(project, items, outcomes.append, jobs)  # type: ignore[arg-type]
    return outcomes


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that holds the sample reports: r1 derna, r2 el-fasher, r3 taiz."""
    folder = tmp_path_factory.mktemp("samples") / "project"
    project = found_project(folder, "nour")
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "examples").glob("*.txt"))]
    entered(project, *(gathered(text, name) for name, text in texts))
    project.engine.dispose()
    return folder


@pytest.fixture
def project(samples: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of that project."""
    folder = tmp_path / "project"
    shutil.copytree(samples, folder)
    opened = find_project(folder)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    """A project with nothing in it."""
    opened = found_project(tmp_path / "empty", "nour")
    yield opened
    opened.engine.dispose()
