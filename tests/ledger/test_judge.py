"""What people hold of claims: written down, superseded, undone; found again; kept with what was judged."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from sijill.errors import LedgerError
from sijill.ledger.again import reread, retry
from sijill.ledger.judge import Verdict, corrections_of, judge, undo
from sijill.ledger.project import Project
from sijill.ledger.rebuild import rebuild
from sijill.ledger.schema import judgement
from sijill.ledger.search import Wanted, search
from sijill.ledger.status import status_of
from sijill.ledger.verify import verify
from sijill.ledger.view import claim_named, judgements_of
from tests.ledger.conftest import entered, gathered


def accept(claim: str, reason: str | None = None) -> Verdict:
    return Verdict(claim=claim, question="reading", verdict="accepted", reason=reason)


def in_force(project: Project, question: str = "reading") -> list[tuple[int, str]]:
    """(report, verdict) of the judgements in force."""
    query = select(judgement.c.report, judgement.c.verdict).where(judgement.c.in_force == 1, judgement.c.question == question)
    with project.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query.order_by(judgement.c.seq))]


def test_a_judgement_comes_into_force_is_superseded_and_undone(project: Project) -> None:
    assert judge(project, [accept("r1.c1", "read it twice")]) == ["r1.c1"]
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="corrected", corrected={"low": 12})])
    assert in_force(project) == [(1, "corrected")]
    assert undo(project, "r1.c1", "reading") == "r1.c1"
    assert in_force(project) == [(1, "accepted")]
    undo(project, "r1.c1", "reading")
    assert in_force(project) == []
    with pytest.raises(LedgerError, match=r"r1\.c1: no judgement"):
        undo(project, "r1.c1", "reading")
    judge(project, [accept("r1.c1")])
    undo(project, "r1.c1", "reading")
    assert in_force(project) == []
    assert rebuild(project) == []


def test_whether_it_is_read_rightly_and_whether_it_is_believed_are_apart(project: Project) -> None:
    judge(project, [accept("r1.c1"), Verdict(claim="r1.c1", question="belief", verdict="contested")])
    assert in_force(project) == [(1, "accepted")]
    assert in_force(project, "belief") == [(1, "contested")]
    undo(project, "r1.c1", "belief")
    assert in_force(project) == [(1, "accepted")]
    assert in_force(project, "belief") == []


def test_a_judgement_keeps_what_was_judged(project: Project) -> None:
    judge(project, [accept("r1.c1")])
    with project.engine.connect() as connection:
        held, _, claim = claim_named(connection, "r1.c1")
        (row,) = judgements_of(connection, held.number, claim.key)
    assert json.loads(row["judged"])["key"] == claim.key
    assert json.loads(row["judged"])["figure"]["text"]


@pytest.mark.parametrize(
    ("verdict", "fault"),
    [
        (accept("r1.c99"), "r1 has no claim c99"),
        (accept("r9.c1"), "r9: there is no such report"),
        (accept("nonsense"), "nonsense: no name of a claim"),
        (Verdict(claim="r1.c1", question="reading", verdict="credible"), "credible"),
        (Verdict(claim="r1.c1", question="reading", verdict="corrected"), "a correction tells what is right"),
    ],
)
def test_what_cannot_be_judged_is_told_and_nothing_is_written(project: Project, verdict: Verdict, fault: str) -> None:
    with pytest.raises(LedgerError, match=fault):
        judge(project, [accept("r1.c1"), verdict])
    assert in_force(project) == []


def test_a_claim_is_named_by_the_beginning_of_its_key(project: Project) -> None:
    with project.engine.connect() as connection:
        _, _, claim = claim_named(connection, "r2.c1")
        assert claim_named(connection, claim.key.removeprefix("sha256:")[:12])[2].key == claim.key


def test_corrections_in_digits_of_any_script() -> None:
    assert corrections_of(["low=١٢", "high=1,200", "place=تعز"]) == {"low": 12, "high": 1200, "place": "تعز"}
    for words in ("low=many", "colour=red", "low"):
        with pytest.raises(LedgerError, match=words.split("=")[0]):
            corrections_of([words])


def test_judged_claims_are_counted_and_found(project: Project) -> None:
    judge(project, [accept("r1.c1"), Verdict(claim="r3.c1", question="reading", verdict="rejected")])
    told = status_of(project)
    assert (told["accepted"], told["rejected"]) == (1, 1)
    with project.engine.connect() as connection:
        assert [hit.row["number"] for hit in search(connection, Wanted(judged="accepted"))[1]] == [1]
        assert [hit.row["number"] for hit in search(connection, Wanted(judged="rejected"))[1]] == [3]


def test_reading_again_with_the_same_reader_changes_nothing_and_keeps_judgements(project: Project) -> None:
    judge(project, [accept("r1.c1")])
    before = status_of(project)
    told: list[object] = []
    reread(project, [], told.append)
    assert [(one.name, one.changed, one.new, one.gone) for one in told] == [(f"r{n}", 0, 0, 0) for n in (1, 2, 3)]  # type: ignore[attr-defined]
    assert status_of(project) == before


def test_a_report_that_could_not_be_read_is_read_when_it_is_tried_again(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from sijill.ledger import take as taking

    def breaks(report: object, name: str) -> object:
        raise RuntimeError("a rule broke")

    with monkeypatch.context() as patched:
        patched.setattr(taking, "read_known", breaks)
        entered(empty, gathered("قتل 12 مدنيا في تعز."))
        again: list[object] = []
        retry(empty, [], again.append)
        assert [outcome.kind for outcome in again] == ["failed"]  # type: ignore[attr-defined]
        assert status_of(empty)["failures"] == 1
    told: list[object] = []
    retry(empty, ["f1"], told.append)
    assert [(outcome.kind, outcome.name, outcome.claims) for outcome in told] == [("captured", "r1", 1)]  # type: ignore[attr-defined]
    assert (status_of(empty)["failures"], status_of(empty)["unread"], status_of(empty)["claims"]) == (0, 0, 1)
    assert verify(empty).faults == []
    with pytest.raises(LedgerError, match="f1"):
        retry(empty, ["f1"], told.append)
