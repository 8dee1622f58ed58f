"""Kill -9 at any moment costs nothing that was acknowledged. `make soak` does the same two hundred times."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import crash
import full
import torn
import trace_calls
from sijill.ledger import vault
from sijill.ledger.canonical import digest


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
    fault = torn.torn(tmp_path / "trial", given(tmp_path, 8), disks=5 if syncs else 40, syncs=syncs)
    assert (fault == "") is syncs, fault


@pytest.mark.skipif(not trace_calls.can_trace(), reason="no strace may trace here")
def test_calls_that_fail_lose_nothing_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full, "FAILING", (("pwrite64", "ENOSPC", "+"),))
    assert full.failing(tmp_path / "trial", given(tmp_path, 1), step=50) == ""


@pytest.mark.skipif(not full.can_mount(), reason="no disk may be mounted here")
def test_a_small_disk_that_is_full_loses_nothing_acknowledged(tmp_path: Path) -> None:
    assert full.filled(tmp_path / "trial", given(tmp_path, 40), ("1m",)) == ""


def test_what_another_process_has_put_into_the_vault_is_made_durable_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have been stopped, or be slower: its file is there, and its name would not outlive the power."""
    content = b"one report"
    name = digest(content)
    vault.Vault(tmp_path / "vault").keep([(name, content)])
    synced: list[Path] = []
    monkeypatch.setattr(vault, "make_durable", synced.append)
    other = vault.Vault(tmp_path / "vault")
    other.keep([(name, content)])
    assert set(synced) == {tmp_path / "vault", other.path(name).parent}
    other.keep([(name, content)])
    assert len(synced) == 2
