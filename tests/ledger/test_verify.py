"""Whatever is changed afterwards is told by name."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sijill.ledger.canonical import canonical
from sijill.ledger.project import Project
from sijill.ledger.verify import verify
from tests.ledger.conftest import entered, gathered


def changed(project: Project, *statements: str) -> list[str]:
    """The faults after SQL has been let loose on the ledger's file."""
    project.engine.dispose()
    connection = sqlite3.connect(project.folder / "ledger.sqlite")
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return verify(project).faults


def test_a_whole_ledger_is_whole(project: Project) -> None:
    verdict = verify(project)
    assert (verdict.faults, verdict.notes, verdict.events, verdict.files) == ([], [], 7, 3)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE event SET bytes = replace(bytes, 'nour', 'zaid') WHERE seq = 4", "event 4 (captured r2): altered"),
        ("UPDATE event SET kind = 'judged' WHERE seq = 4", "event 4 (judged r2): altered, or moved from its place"),
        ("DELETE FROM event WHERE seq = 4", "event 4: missing"),
        ("DELETE FROM event WHERE seq IN (3, 4)", "events 3 to 4: missing"),
        ("UPDATE content SET packed = (SELECT packed FROM content WHERE seq = 2 AND name = 'text') WHERE seq = 4 AND name = 'text'",
         "text of r2 (event 4): altered"),
        ("UPDATE content SET packed = x'00' WHERE seq = 5", "reading of r2 (event 5): altered"),
        ("UPDATE content SET salt = x'00' WHERE seq = 5", "reading of r2 (event 5): altered"),
        ("DELETE FROM content WHERE seq = 5", "reading of r2 (event 5): missing"),
        ("UPDATE report SET outlet = 'x' WHERE number = 2", "state: report 2: altered"),
        ("DELETE FROM claim WHERE report = 2 AND id = 'c3'", "state: claim 2 c3: missing"),
        ("INSERT INTO words (rowid, folded, bare) VALUES (9, 'a', 'b')", "state: words 9: not from the log"),
    ],
)  # fmt: skip
def test_a_change_is_told(project: Project, statement: str, fault: str) -> None:
    assert fault in changed(project, statement)


def test_two_events_that_changed_places_are_told(project: Project) -> None:
    faults = changed(
        project,
        "UPDATE event SET seq = 99 WHERE seq = 4",
        "UPDATE event SET seq = 4 WHERE seq = 6",
        "UPDATE event SET seq = 6 WHERE seq = 99",
    )
    assert "event 4 (captured r3): altered, or moved from its place" in faults
    assert "event 4 (captured r3): does not follow the event before it" in faults


def test_an_altered_and_a_missing_file_of_the_vault_are_told(project: Project) -> None:
    first, second, third = project.vault.files()
    first.write_bytes(b"other")
    second.unlink()
    faults = sorted(verify(project).faults)
    assert len(faults) == 2
    assert faults[0].endswith("altered")
    assert faults[0].startswith(f"vault {first.parent.name}/{first.name}")
    assert faults[1] == f"vault {second.name} ({faults[1].split('(')[1][:2]}): missing"
    assert third.exists()


def test_a_file_without_a_report_is_noted_and_no_fault(project: Project) -> None:
    project.vault.keep([("sha256:" + "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", b"foo")])
    verdict = verify(project)
    assert verdict.faults == []
    assert len(verdict.notes) == 1


def test_a_log_cut_off_at_its_end_is_told_against_a_head_kept_elsewhere(project: Project) -> None:
    kept = verify(project).head
    assert changed(project, "DELETE FROM event WHERE seq > 5", "DELETE FROM content WHERE seq > 5") != []
    project.engine.dispose()
    (fault,) = [fault for fault in verify(project, kept).faults if fault.startswith("head")]
    assert kept in fault


def test_a_head_stays_in_a_log_that_has_grown(project: Project) -> None:
    kept = verify(project).head
    entered(project, gathered("قتل 3 مدنيين في حلب."))
    assert verify(project, kept).faults == []
    assert verify(project, kept).head != kept


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"\ufb33": 1, "\U0001f600": 2, "z": 3}, '{"z":3,"\U0001f600":2,"\ufb33":1}'),
        ("\u0007\"\\\n\u007fé", '"\\u0007\\"\\\\\\n\u007fé"'),
        ([True, None, -5, {"b": [], "a": {}}], '[true,null,-5,{"a":{},"b":[]}]'),
    ],
)  # fmt: skip
def test_canonical_json_is_that_of_rfc_8785(value: object, written: str) -> None:
    assert canonical(value) == written.encode()  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1.5, 2**53, b"bytes"])
def test_what_may_drift_is_not_digested(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)  # type: ignore[arg-type]


def test_nothing_passing_stays_in_the_vault(project: Project) -> None:
    assert not list(Path(project.folder).rglob(".new-*"))
