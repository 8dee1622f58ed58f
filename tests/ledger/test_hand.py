"""What people add, merge and split by hand stands beside what was read, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from sijill.errors import LedgerError
from sijill.ledger.again import reread
from sijill.ledger.hand import Missed, add_claim, add_statement, merge, split, take_back
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.rebuild import differences
from sijill.ledger.schema import hand, judgement
from sijill.ledger.status import status_of
from sijill.ledger.verify import verify
from sijill.ledger.view import reading_held, report_named
from sijill.ledger.withdraw import withdraw
from sijill.record.claim import Reading
from tests.ledger.conftest import entered, gathered

TEXT = "قال مصدر طبي إن 12 مدنيا قتلوا في تعز أمس. وأفاد شهود بأن القتلى 12 مدنيا. 😀 وغَرِقَ تِسْعَةُ صَيّادينَ قرب المخا يوم الثلاثاء."


def read(project: Project, name: str = "r1") -> Reading:
    with project.engine.connect() as connection:
        reading = reading_held(connection, report_named(connection, name))
    assert reading
    return reading


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_a_claim_that_was_missed_is_added_on_its_words(empty: Project) -> None:
    entered(empty, gathered(TEXT))
    before = status_of(empty)
    missed = Missed(
        words=at("تِسْعَةُ صَيّادينَ"), event="other", effect="killed", low=9, high=9, group="civilians", origin=at("شهود"), place=at("المخا"),
        time=at("يوم الثلاثاء"), start=date(2019, 3, 12), end=date(2019, 3, 12),
    )  # fmt: skip
    assert add_claim(empty, "r1", missed) == "r1.p1"
    made = read(empty).claims[-1]
    text = read(empty).report.text
    assert made.figure
    assert (made.id, text[made.figure.span], made.figure.interval.low) == ("p1", "تِسْعَةُ صَيّادينَ", 9)
    assert made.attribution.origin
    assert (made.attribution.origin.name, made.places[0].name, made.time and made.time.start) == ("شهود", "المخا", date(2019, 3, 12))
    after = status_of(empty)
    assert (after["claims"] - before["claims"], after["accepted"]) == (1, 1)
    with pytest.raises(LedgerError, match="stands on the same words"):
        add_claim(empty, "r1", missed)
    reread(empty, ["r1"], lambda told: None)
    assert read(empty).claims[-1].id == "p1"
    assert differences(empty) == []
    assert verify(empty).faults == []


def test_what_is_added_stands_on_words(empty: Project) -> None:
    entered(empty, gathered(TEXT))
    with pytest.raises(LedgerError, match="no span of a text"):
        add_claim(empty, "r1", Missed(words=(0, 9999), event="other"))
    with pytest.raises(LedgerError, match="a figure has an effect"):
        add_claim(empty, "r1", Missed(words=(0, 3), event="other", low=3))
    with pytest.raises(LedgerError, match="runs upward"):
        add_claim(empty, "r1", Missed(words=(0, 3), event="other", effect="killed", low=9, high=3))
    with pytest.raises(LedgerError, match="select those that tell it"):
        add_claim(empty, "r1", Missed(words=(0, 3), event="other", start=date(2019, 3, 1)))


def test_a_statement_that_was_missed_is_added(empty: Project) -> None:
    entered(empty, gathered(TEXT))
    assert add_statement(empty, "r1", at("القتلى 12 مدنيا"), at("شهود"), "assert") == "r1.q1"
    said = read(empty).statements[-1]
    assert said.attribution.origin
    assert (said.id, read(empty).report.text[said.span], said.attribution.origin.name) == ("q1", "القتلى 12 مدنيا", "شهود")


def test_two_claims_that_are_one_are_merged_split_and_taken_back(empty: Project) -> None:
    entered(empty, gathered(TEXT))
    counted = [claim for claim in read(empty).claims if claim.figure]
    if len(counted) == 1:
        pytest.skip("the reader takes both for one already")
    assert merge(empty, f"r1.{counted[1].id}", f"r1.{counted[0].id}") == f"r1.{counted[0].id}"
    (one,) = [claim for claim in read(empty).claims if claim.figure]
    assert len(one.mentions) == 2
    assert status_of(empty)["claims"] == len(read(empty).claims)
    name = split(empty, f"r1.{one.id}", 1)
    assert name == "r1.p2"
    assert [len(claim.mentions) for claim in read(empty).claims if claim.figure] == [1, 1]
    with empty.engine.connect() as connection:
        acts = list(connection.execute(hand.select().order_by(hand.c.seq)).mappings())
    take_back(empty, "r1", acts[1]["seq"])
    take_back(empty, "r1", acts[0]["seq"])
    assert [claim.key for claim in read(empty).claims if claim.figure] == [claim.key for claim in counted]
    with pytest.raises(LedgerError, match="nothing that was done by hand"):
        take_back(empty, "r1", acts[0]["seq"])
    assert differences(empty) == []


def test_reports_are_not_merged(empty: Project) -> None:
    entered(empty, gathered(TEXT), gathered("قتل 3 مدنيين في حلب."))
    with pytest.raises(LedgerError, match="of two reports"):
        merge(empty, "r1.c1", "r2.c1")
    with pytest.raises(LedgerError, match=r"r1\.c1 is r1\.c1"):
        merge(empty, "r1.c1", "r1.c1")


def test_what_was_added_goes_with_a_report_that_is_withdrawn(empty: Project) -> None:
    entered(empty, gathered(TEXT))
    add_claim(empty, "r1", Missed(words=at("تِسْعَةُ صَيّادينَ"), event="other", effect="killed", low=9, high=9))
    withdraw(empty, "r1", "danger")
    assert status_of(empty)["claims"] == 0
    assert differences(empty) == []
    assert verify(empty).faults == []


def test_what_was_held_of_an_added_claim_goes_with_it(empty: Project) -> None:
    entered(empty, gathered(TEXT))
    add_claim(empty, "r1", Missed(words=at("تِسْعَةُ صَيّادينَ"), event="other", effect="killed", low=9, high=9))
    with empty.engine.connect() as connection:
        seq = connection.execute(select(hand.c.seq)).scalar_one()
    judge(empty, [Verdict(claim="r1.p1", question="belief", verdict="credible")])
    before = status_of(empty)["accepted"]
    take_back(empty, "r1", seq)
    assert (before, status_of(empty)["accepted"]) == (1, 0)
    with empty.engine.connect() as connection:
        assert connection.execute(select(judgement.c.seq).where(judgement.c.in_force == 1)).all() == []
    assert (differences(empty), verify(empty).faults) == ([], [])
