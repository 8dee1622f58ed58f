"""A ledger that an earlier version wrote is carried forward without loss."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from sijill.errors import ProjectError
from sijill.ledger.project import Project, find_project
from sijill.ledger.rebuild import differences
from sijill.ledger.schema import judgement, migration
from sijill.ledger.status import status_of
from sijill.ledger.verify import verify

EARLIER = Path(__file__).parent / "earlier"


def earlier(step: str, folder: Path) -> Project:
    """A project as the version of that step left it: its tables stand in the tests as SQL."""
    shutil.copytree(EARLIER / step, folder)
    with contextlib.closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        connection.executescript((folder / "ledger.sql").read_text(encoding="utf-8"))
    return find_project(folder)


def test_a_ledger_of_the_first_version_is_carried_forward(tmp_path: Path) -> None:
    project = earlier("step-1", tmp_path / "project")
    told = status_of(project)
    kept = {name: told[name] for name in ("reports", "withdrawn", "claims", "accepted", "failures", "events")}
    assert kept == {"reports": 2, "withdrawn": 1, "claims": 3, "accepted": 1, "failures": 1, "events": 14}
    assert verify(project).faults == []
    assert differences(project) == []
    with project.engine.connect() as connection:
        assert connection.execute(select(migration.c.number).order_by(migration.c.number)).scalars().all() == [1, 2]
        assert connection.execute(
            select(judgement.c.reason).where(judgement.c.in_force == 1).order_by(judgement.c.seq)
        ).scalars().all() == [
            "seen",
            None,
        ]
    project.engine.dispose()


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    project = earlier("step-1", tmp_path / "project")
    with project.engine.begin() as connection:
        connection.execute(migration.insert().values(number=99, name="of tomorrow"))
    project.engine.dispose()
    with pytest.raises(ProjectError, match="written by a newer version"):
        status_of(find_project(project.folder))
