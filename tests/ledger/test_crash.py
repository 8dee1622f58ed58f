"""Kill -9 at any moment costs nothing that was acknowledged. `make soak` does the same two hundred times."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import crash
import torn
import trace_calls


def given(folder: Path, count: int) -> Path:
    """A folder of so many reports."""
    reports = folder / "reports"
    reports.mkdir()
    for number in range(count):
        words = f"قتل {number + 2} مدنيا في قصف على مدينة تعز أمس. " + "وقال مصدر طبي إن المستشفى امتلأ بالجرحى. " * 20
        (reports / f"{number:02}.txt").write_text(words, encoding="utf-8")
    return reports


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are killed by signal")
def test_an_add_that_is_killed_loses_nothing_and_goes_on(tmp_path: Path) -> None:
    assert crash.crash(tmp_path / "project", given(tmp_path, 30), kills=5, patience=1.5) == ""


@pytest.mark.skipif(not trace_calls.can_trace(), reason="no strace may trace here")
@pytest.mark.parametrize("syncs", [True, False])
def test_power_that_fails_loses_nothing_acknowledged(tmp_path: Path, syncs: bool) -> None:
    """Without any sync something must be lost: so the trial can fail."""
    fault = torn.torn(tmp_path / "trial", given(tmp_path, 12), disks=8, syncs=syncs)
    assert (fault == "") is syncs, fault
