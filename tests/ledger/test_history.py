"""After any history the state is what the log amounts to, and any change to a record is told. `make soak` does much more of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from history import history
from sijill.ledger.rebuild import differences, rebuild
from sijill.ledger.verify import verify
from tamper import tamper


@pytest.mark.parametrize("seed", [1, 2])
def test_the_state_is_what_the_log_amounts_to(tmp_path: Path, seed: int) -> None:
    project = history(tmp_path / "project", 60, seed)
    assert differences(project) == []
    assert rebuild(project) == []
    assert verify(project).faults == []


def test_random_changes_are_told(tmp_path: Path) -> None:
    assert tamper(tmp_path / "project", 25) == ""
