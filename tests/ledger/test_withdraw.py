"""A report that is withdrawn takes along what holds its words; a crash at any moment costs nothing else and hides nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from sijill.cli.command import run
from sijill.collect.item import Refused
from sijill.errors import LedgerError
from sijill.ledger import dropped
from sijill.ledger import withdraw as withdrawing
from sijill.ledger.add import Outcome
from sijill.ledger.again import retry
from sijill.ledger.canonical import digest
from sijill.ledger.project import Project, find_project
from sijill.ledger.rebuild import differences, rebuild
from sijill.ledger.schema import dropping
from sijill.ledger.status import status_of
from sijill.ledger.vault import Vault
from sijill.ledger.verify import verify
from sijill.ledger.withdraw import reach, withdraw
from tests.collect.test_container import letter
from tests.ledger.conftest import entered, gathered
from tests.ledger.test_captures import taken

CANARY = "زرقاويلطيفكناري"
SECRET = f"قتل 12 مدنيا في تعز وقال {CANARY} إنه رأى ذلك."
OTHER = "قتل 3 مدنيين في حلب."
TABLE = f"id,text\n1,{SECRET}\n2,{OTHER}\n3,\n".encode()


def holding(project: Project) -> list[str]:
    """The files of a project in which the canary stands."""
    project.engine.dispose()
    return [path.name for path in project.folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in members.items():
            packed.writestr(name.replace("_", "."), content)
    return made.getvalue()


def test_the_container_goes_with_the_report_and_the_others_keep_their_own_bytes(empty: Project, tmp_path: Path) -> None:
    taken(empty, tmp_path / "a.csv", TABLE)
    told = reach(empty, "r1")
    assert [(one.name, one.source, one.others) for one in told.containers] == [("b1", str(tmp_path / "a.csv"), 1)]
    assert (told.failures, told.holders) == ((), ())
    withdraw(empty, "r1", "danger")
    assert holding(empty) == []
    verdict = verify(empty)
    assert verdict.faults == []
    assert verdict.notes == ["container b1: its bytes are gone since r1 was withdrawn"]
    assert (differences(empty), rebuild(empty)) == ([], [])
    assert empty.vault.read(digest(f"2,{OTHER}\n".encode())) == f"2,{OTHER}\n".encode()
    withdraw(empty, "r2", "other")
    assert verify(empty).faults == []


def test_a_container_that_is_gone_though_nothing_withdrew_it_is_a_fault(empty: Project, tmp_path: Path) -> None:
    taken(empty, tmp_path / "a.csv", TABLE)
    with empty.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM content WHERE name = 'container'")
    assert verify(empty).faults == ["container of b1 (event 2): missing", "the container of r1, r2, f1: no event tells of it"]


def test_a_file_that_is_added_again_after_that_is_a_new_container(empty: Project, tmp_path: Path) -> None:
    taken(empty, tmp_path / "a.csv", TABLE)
    withdraw(empty, "r1", "consent")
    assert [(outcome.kind, outcome.name) for outcome in taken(empty, tmp_path / "a.csv", TABLE)] == [
        ("captured", "r3"), ("known", "r2"), ("failed", "f1"),
    ]  # fmt: skip
    assert [one.name for one in reach(empty, "r3").containers] == ["b2"]
    assert verify(empty).faults == []


def test_every_container_in_which_it_was_met_goes(empty: Project, tmp_path: Path) -> None:
    taken(empty, tmp_path / "a.csv", TABLE)
    taken(empty, tmp_path / "x.zip", zipped(a_csv=TABLE))
    assert [(one.name, one.others) for one in reach(empty, "r1").containers] == [("b1", 1), ("b2", 1)]
    withdraw(empty, "r1", "consent")
    assert holding(empty) == []
    assert verify(empty).faults == []


def test_bytes_kept_of_what_failed_go_where_they_hold_it(empty: Project, tmp_path: Path) -> None:
    inner = letter(SECRET).replace(OTHER.encode(), b"").replace("قتل 3 مدنيين في قصف على حلب.".encode(), b"\xd9")
    outcomes = taken(empty, tmp_path / "x.zip", zipped(l_eml=inner, b_txt=OTHER.encode(), c_pdf=b"%PDF-1.4 broken"))
    assert [outcome.kind for outcome in outcomes] == ["failed", "captured", "captured", "failed"]
    told = reach(empty, "r1")
    assert ([one.name for one in told.containers], [one.name for one in told.failures]) == (["b1"], ["f1"])
    withdraw(empty, "r1", "danger")
    assert holding(empty) == []
    assert verify(empty).faults == []
    assert differences(empty) == []
    assert status_of(empty)["failures"] == 1
    again: list[Outcome] = []
    retry(empty, [], again.append)
    assert [(outcome.name, outcome.reason) for outcome in again] == [("f2", "the file in which it lay was withdrawn")]


def test_bytes_that_failed_before_they_were_a_report_go_with_it(empty: Project) -> None:
    entered(empty, Refused(source="a.txt", stage="decode", reason="no charset", data=SECRET.encode()), gathered(SECRET, "a.txt"))
    withdraw(empty, "r1", "danger")
    assert holding(empty) == []
    assert list(empty.vault.files()) == []
    assert verify(empty).faults == []


def test_a_letter_that_holds_the_attachment_stays_and_is_named(empty: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = letter(SECRET)
    assert [outcome.kind for outcome in taken(empty, tmp_path / "a.eml", content)] == ["captured", "captured"]
    assert run(["withdraw", "r2", "--yes", "--project", str(empty.folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "withdrawn\tr2"
    assert lines[1].startswith("with it\tb1\t")
    assert lines[2] == "stays\tr1\tits bytes hold the report too: withdraw it as well"
    assert verify(empty).faults == []
    assert empty.vault.read(digest(content)) == content
    withdraw(empty, "r1", "consent")
    assert holding(empty) == []
    assert verify(empty).faults == []


def test_a_letter_that_is_withdrawn_is_gone_as_a_container_too(empty: Project, tmp_path: Path) -> None:
    taken(empty, tmp_path / "a.eml", letter(OTHER))
    withdraw(empty, "r1", "consent")
    assert [path.read_bytes() for path in empty.vault.files()] == [OTHER.encode()]
    assert verify(empty).faults == []
    assert differences(empty) == []


def test_it_is_asked_first_with_what_goes_too(
    empty: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(empty, tmp_path / "a.csv", TABLE)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert run(["withdraw", "r1", "--project", str(empty.folder)]) == 130
    told = capsys.readouterr()
    assert told.out == ""
    assert "a.csv: the file's bytes; 1 other report out of it keep their own" in told.err
    assert status_of(empty)["withdrawn"] == 0


class Stopped(BaseException):
    """The process ends here."""


def stop(*_: object) -> None:
    raise Stopped


def stopped_withdrawing(project: Project, monkeypatch: pytest.MonkeyPatch, where: object, name: str) -> None:
    """Withdraws r1, and stops where something of that name is done."""
    with monkeypatch.context() as patched:
        patched.setattr(where, name, stop)
        with pytest.raises(Stopped):
            withdraw(project, "r1", "danger")


@pytest.mark.parametrize("at", ["_enter", "to_drop"])
def test_a_crash_before_the_commit_changes_nothing(empty: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    taken(empty, tmp_path / "a.csv", TABLE)
    stopped_withdrawing(empty, monkeypatch, withdrawing, at)
    assert status_of(empty)["withdrawn"] == 0
    assert verify(empty).faults == []
    assert len(list(empty.vault.files())) == 4


@pytest.mark.parametrize("at", [(withdrawing, "finish"), (Vault, "drop"), (dropped, "_wipe")])
def test_a_crash_after_the_commit_is_told_and_mended_at_the_next_opening(
    empty: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: tuple[object, str]
) -> None:
    taken(empty, tmp_path / "a.csv", TABLE)
    stopped_withdrawing(empty, monkeypatch, *at)
    assert verify(empty).faults == ["a withdrawal has not come to its end: open the project again, or withdraw the report again"]
    empty.engine.dispose()
    again = find_project(empty.folder)
    assert verify(again).faults == []
    assert holding(again) == []
    with again.engine.connect() as connection:
        assert connection.execute(select(dropping.c.digest)).all() == []
    again.engine.dispose()


def test_what_a_crash_left_goes_when_it_is_withdrawn_again(empty: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(empty, tmp_path / "a.csv", TABLE)
    stopped_withdrawing(empty, monkeypatch, withdrawing, "finish")
    withdraw(empty, "r1", "danger")
    assert holding(empty) == []
    assert verify(empty).faults == []


def test_bytes_that_came_back_before_the_end_stay(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    entered(empty, gathered(SECRET))
    stopped_withdrawing(empty, monkeypatch, withdrawing, "finish")
    assert [outcome.name for outcome in entered(empty, gathered(SECRET))] == ["r2"]
    dropped.finish(empty.engine, empty.vault)
    assert empty.vault.read(digest(SECRET.encode())) == SECRET.encode()
    assert verify(empty).faults == []


def test_a_full_disk_does_not_keep_a_project_shut(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise LedgerError("the disk is full")

    entered(empty, gathered(SECRET), gathered(OTHER))
    with monkeypatch.context() as patched:
        patched.setattr(dropped, "_wipe", full)
        with pytest.raises(LedgerError, match="full"):
            withdraw(empty, "r1", "danger")
    empty.engine.dispose()
    with monkeypatch.context() as patched:
        patched.setattr(dropped, "_wipe", full)
        again = find_project(empty.folder)
        assert verify(again).faults == ["a withdrawal has not come to its end: open the project again, or withdraw the report again"]
    again.engine.dispose()
    assert verify(find_project(empty.folder)).faults == []
