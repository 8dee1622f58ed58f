"""Adding: what is acknowledged is there, once, and what fails is a record."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sijill.collect.item import Refused
from sijill.door import read_text
from sijill.errors import ProjectError
from sijill.ledger import take as taking
from sijill.ledger.add import Outcome, add
from sijill.ledger.again import retry
from sijill.ledger.pool import SMALL, _Pool, each
from sijill.ledger.project import Project, find_project, found_project
from sijill.ledger.rebuild import differences, rebuild
from sijill.ledger.status import status_of
from sijill.ledger.verify import verify
from sijill.ledger.view import failures_held
from sijill.record.contract import as_json
from sijill.record.restored import RestoreError, reading_of
from tests.ledger.conftest import ROOT, entered, gathered

KILLED = "قتل 12 مدنيا في قصف على مدينة تعز أمس."


def test_a_report_is_kept_read_and_found_known_when_it_comes_again(empty: Project) -> None:
    (first,) = entered(empty, gathered(KILLED))
    assert (first.kind, first.name, first.claims) == ("captured", "r1", 1)
    assert empty.vault.read(gathered(KILLED).digest) == KILLED.encode()
    (again,) = entered(empty, gathered(KILLED, "another name.txt"))
    assert (again.kind, again.name) == ("known", "r1")
    assert status_of(empty)["reports"] == 1
    assert verify(empty).faults == []


def test_one_group_takes_a_report_once(empty: Project) -> None:
    assert [outcome.kind for outcome in entered(empty, gathered(KILLED), gathered(KILLED))] == ["captured", "known"]


@pytest.mark.parametrize("other", [{"reference": "B-7"}, {"url": "https://example.org/7"}, {"outlet": "صحيفة الميناء"}])
def test_the_same_bytes_from_elsewhere_are_another_report(empty: Project, other: dict[str, str]) -> None:
    entered(empty, gathered(KILLED))
    assert [outcome.name for outcome in entered(empty, gathered(KILLED, **other))] == ["r2"]
    assert len(list(empty.vault.files())) == 1


def test_a_refusal_is_a_failure_with_its_bytes_and_is_not_doubled(empty: Project) -> None:
    refused = Refused(source="broken.pdf", stage="open", reason="no PDF", data=b"%PDF broken")
    told = entered(empty, refused, refused) + entered(empty, refused)
    assert [(outcome.kind, outcome.name, outcome.stage, outcome.reason) for outcome in told] == [("failed", "f1", "open", "no PDF")] * 3
    assert status_of(empty)["failures"] == 1
    assert [path.read_bytes() for path in empty.vault.files()] == [b"%PDF broken"]


def test_a_report_that_breaks_the_reader_is_kept_and_costs_no_other(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(report: object, name: str) -> object:
        if name == "odd.txt":
            raise RuntimeError("a rule broke")
        return sound(report, name)

    sound = taking.read_known
    monkeypatch.setattr(taking, "read_known", breaks)
    odd, good = entered(empty, gathered("نص غريب", "odd.txt"), gathered(KILLED))
    assert (odd.kind, odd.reason) == ("captured", "the reader failed (RuntimeError: a rule broke)")
    assert good.claims == 1
    assert status_of(empty)["failures"] == 1
    assert verify(empty).faults == []


def test_a_language_that_is_not_read_is_kept(empty: Project) -> None:
    (told,) = entered(empty, gathered("Two people were killed.", language="en"))
    assert (told.kind, told.claims, told.language) == ("captured", None, "en")
    assert status_of(empty)["unread"] == 1


def test_several_processes_read_and_the_order_stays(empty: Project) -> None:
    told = entered(empty, *(gathered(f"قتل {n} مدنيا في قصف على مدينة تعز أمس.", f"{n}.txt") for n in range(3, 43)), jobs=2)
    assert [(outcome.name, outcome.source) for outcome in told] == [(f"r{n - 2}", f"{n}.txt") for n in range(3, 43)]
    assert verify(empty).faults == []


def _dies(item: object) -> object:
    if getattr(item, "source", "") == "deadly.txt":
        os._exit(9)
    return taking.take(item)  # type: ignore[arg-type]


def test_a_report_of_which_the_process_dies_costs_no_other(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from sijill.ledger import add as adding

    monkeypatch.setattr(adding, "_work", _dies)
    items = [gathered(f"قتل {n} مدنيا في تعز.", "deadly.txt" if n == 5 else f"{n}.txt") for n in range(2, 14)]
    told = entered(empty, *items, jobs=2)
    assert [outcome.reason for outcome in told if outcome.reason] == ["the process that read it died"]
    assert sum(outcome.claims == 1 for outcome in told) == 11


def _hangs(item: object) -> object:
    while getattr(item, "source", "") == "endless.txt":
        pass  # busy, as a rule that does not end is
    return taking.take(item)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [2, 12])
def test_a_report_that_is_read_without_end_costs_no_other(empty: Project, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    from sijill.ledger import add as adding

    def large(item: object) -> int:
        return SMALL + 1

    with monkeypatch.context() as patched:
        patched.setattr(adding, "_work", _hangs)
        patched.setattr(adding, "letters_of", large)  # so that few are read in another process too
        items = [gathered(f"قتل {n + 3} مدنيا في تعز.", "endless.txt" if n == 1 else f"{n}.txt") for n in range(count)]
        told: list[Outcome] = []
        add(empty, items, told.append, jobs=2, patience=2.0)
    assert [(outcome.kind, outcome.name) for outcome in told] == [("captured", f"r{n + 1}") for n in range(count)]
    assert [outcome.reason for outcome in told if outcome.reason] == ["reading took longer than 2 seconds"]
    with empty.engine.connect() as connection:
        assert [(row["stage"], row["report"]) for row in failures_held(connection)] == [("read", 2)]
    again: list[Outcome] = []
    retry(empty, [], again.append, patience=60.0)
    assert [(outcome.kind, outcome.name, outcome.claims) for outcome in again] == [("captured", "r2", 1)]
    assert status_of(empty)["failures"] == 0
    assert verify(empty).faults == []


def test_a_long_text_has_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[float] = []
    monkeypatch.setattr(_Pool, "submit", lambda pool, one, seconds: limits.append(seconds) or pool.do_here(one))
    assert list(each([1, 2], str, 1, lambda one: one * 1_000_000, patience=10.0)) == [(1, "1"), (2, "2")]
    assert limits == [20.0, 30.0]


def test_no_process_is_started_for_what_is_known(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from sijill.ledger import pool

    items = [gathered(f"قتل {n} مدنيا في تعز.", f"{n}.txt") for n in range(3, 15)]
    for item in items:
        entered(empty, item)
    monkeypatch.setattr(pool, "_executor", None)
    assert {outcome.kind for outcome in entered(empty, *items, jobs=2)} == {"known"}


def test_text_of_any_kind_is_kept(empty: Project) -> None:
    odd = "\ufeffقتل\u0000 ٣ مدنيين\r\nفي \ud800 تعز"
    told = entered(empty, gathered("", "odd.txt", text=odd, title="\ud83d", data=b"\x00\xff"))
    assert told[0].kind == "captured"
    assert verify(empty).faults == []
    assert rebuild(empty) == []


def test_the_state_is_what_the_log_amounts_to(project: Project) -> None:
    assert differences(project) == []
    assert rebuild(project) == []
    assert verify(project).faults == []


def test_a_reading_comes_back_from_its_json() -> None:
    for path in sorted((ROOT / "examples").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        told = as_json(read_text(text, published="2019-03-14", outlet=None, language=None, reference=None))
        assert as_json(reading_of(told, text)) == told
        with pytest.raises(RestoreError, match="sha256"):
            reading_of(told, text + " ")


def test_a_project_is_found_from_inside_by_name_and_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIJILL_PROJECT", raising=False)
    folder = tmp_path / "one"
    found_project(folder)
    (folder / "inner" / "more").mkdir(parents=True)
    assert find_project(start=folder / "inner" / "more").folder == folder.resolve()
    with pytest.raises(ProjectError, match="lies in no project"):
        find_project(start=tmp_path)
    with pytest.raises(ProjectError, match="already"):
        found_project(folder)
    monkeypatch.setenv("SIJILL_PROJECT", str(folder))
    assert find_project(start=tmp_path).folder == folder
    monkeypatch.setenv("SIJILL_PROJECT", str(tmp_path / "other"))
    with pytest.raises(ProjectError, match="other: this is no project"):
        find_project()
