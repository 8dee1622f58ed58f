"""Hostile and broken files: each comes out as a clear refusal or a clean reading; nothing is executed, fetched or written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sijill.collect.item import Gathered
from sijill.collect.sources import open_source
from tests.collect import hostile_records
from tests.collect.hostile import CASES, SECRET

assert hostile_records
FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen", "os.system", "os.exec", "os.spawn")
watched: list[str] = []
watching = [False]


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if watching[0] and event.startswith(FORBIDDEN):
        watched.append(f"{event} {arguments}")


sys.addaudithook(watch)


@pytest.fixture
def quiet() -> Iterator[list[str]]:
    watched.clear()
    watching[0] = True
    yield watched
    watching[0] = False


def test_there_are_more_than_sixty_kinds() -> None:
    assert len(CASES) > 60


@pytest.mark.parametrize("name", CASES)
def test_what_is_hostile_is_refused_by_name_or_read_clean(name: str, tmp_path: Path, quiet: list[str]) -> None:
    make, expected = CASES[name]
    if name == "a_pipe" and sys.platform == "win32":
        pytest.skip("there are no pipes with names")
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    folder = tmp_path / "held"
    folder.mkdir()
    path = make(folder)
    before = sorted(tmp_path.rglob("*"))
    items = list(open_source(path))
    told = tuple("read" if isinstance(item, Gathered) else item.stage for item in items)
    assert told == expected, items
    for item in items:
        if isinstance(item, Gathered):
            assert item.text.strip()
            assert SECRET not in item.text
            assert "alert(1)" not in item.text
        else:
            assert str(path) in item.source
            assert item.reason
    assert sorted(tmp_path.rglob("*")) == before
    assert not quiet
