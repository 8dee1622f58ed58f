"""Kill -9 at any moment costs nothing that was acknowledged. `make soak` does the same two hundred times."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import crash


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are killed by signal")
def test_an_add_that_is_killed_loses_nothing_and_goes_on(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(30):
        words = f"قتل {number + 2} مدنيا في قصف على مدينة تعز أمس. " + "وقال مصدر طبي إن المستشفى امتلأ بالجرحى. " * 20
        (reports / f"{number:02}.txt").write_text(words, encoding="utf-8")
    assert crash.crash(tmp_path / "project", reports, kills=5, patience=1.5) == ""
