"""A report withdrawn is gone; a backup brings all back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sijill.errors import LedgerError, ProjectError
from sijill.ledger.backup import backup, restore
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.rebuild import rebuild
from sijill.ledger.status import status_of
from sijill.ledger.verify import verify
from sijill.ledger.withdraw import withdraw
from tests.ledger.conftest import entered, gathered

CANARY = "زرقاويلطيفكناري"


def test_a_report_that_is_withdrawn_leaves_no_trace_and_the_log_verifies(empty: Project) -> None:
    secret = f"قتل 12 مدنيا في تعز. وقال {CANARY} إنه رأى ذلك."
    entered(empty, gathered(secret, f"{CANARY}.txt", title=CANARY, reference=CANARY), gathered("قتل 3 مدنيين في حلب."))
    judge(empty, [Verdict(claim="r1.c1", question="reading", verdict="accepted", reason=CANARY)])
    assert withdraw(empty, "r1", "consent") == "r1"
    empty.engine.dispose()
    for path in empty.folder.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes()
            assert CANARY not in str(path)
    assert verify(empty).faults == []
    assert rebuild(empty) == []
    told = status_of(empty)
    assert (told["reports"], told["withdrawn"], told["claims"], told["accepted"]) == (1, 1, 1, 0)
    assert len(list(empty.vault.files())) == 1


def test_bytes_that_another_report_stands_on_stay(empty: Project) -> None:
    entered(empty, gathered("قتل 3 مدنيين في حلب."), gathered("قتل 3 مدنيين في حلب.", outlet="صحيفة الميناء"))
    withdraw(empty, "r1", "danger")
    assert len(list(empty.vault.files())) == 1
    assert verify(empty).faults == []
    withdraw(empty, "r2", "danger")
    assert list(empty.vault.files()) == []
    assert verify(empty).faults == []


def test_a_backup_brings_all_back(project: Project, tmp_path: Path) -> None:
    head = backup(project, tmp_path / "b.zip")
    again = restore(tmp_path / "b.zip", tmp_path / "again")
    assert verify(again, head).faults == []
    assert status_of(again) == status_of(project)
    with pytest.raises(LedgerError, match="already"):
        backup(project, tmp_path / "b.zip")
    with pytest.raises(ProjectError, match="not empty"):
        restore(tmp_path / "b.zip", tmp_path / "again")


def test_a_backup_that_was_altered_is_not_restored(project: Project, tmp_path: Path) -> None:
    backup(project, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as held, zipfile.ZipFile(tmp_path / "c.zip", "w") as altered:
        for name in held.namelist():
            altered.writestr(name, b"other" if name.startswith("vault/") else held.read(name))
    with pytest.raises(LedgerError, match="altered"):
        restore(tmp_path / "c.zip", tmp_path / "again")
    (tmp_path / "d.zip").write_bytes(b"no zip")
    with pytest.raises(LedgerError, match="no backup"):
        restore(tmp_path / "d.zip", tmp_path / "again")
