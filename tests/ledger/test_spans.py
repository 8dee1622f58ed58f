"""A correction carries the words that it stands on and the place that was chosen, as far as exports and sheets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sijill.errors import LedgerError
from sijill.ledger.export import Wish, export
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.rebuild import differences
from tests.ledger.conftest import entered, gathered

TEXT = "😀 قُتِلَ تِسْعَةُ مدنيين في تعز أمس، قال مصدر طبي."
NINE = (9, 17)
MOKHA = {"place": "المخا", "place_id": "gn:75337", "latitude": 13.32, "longitude": 43.25}


def rows(project: Project) -> list[dict[str, Any]]:
    made, _ = export(project, "jsonl", Wish())
    return [json.loads(line) for line in made.decode().splitlines()]


def correct(project: Project, **values: object) -> None:
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="corrected", corrected=values)])


def test_the_words_of_a_correction_are_exported(empty: Project) -> None:
    entered(empty, gathered(TEXT))
    assert TEXT[slice(*NINE)] == "تِسْعَةُ"
    correct(empty, low=9, high=9, figure_span=list(NINE))
    (row,) = rows(empty)
    assert (row["low"], row["figure_span"], row["verdict"]) == (9, [9, 17], "corrected")
    assert row["time_span"] is None or TEXT[slice(*row["time_span"])] == "أمس"
    assert differences(empty) == []


def test_words_outside_the_text_are_refused(empty: Project) -> None:
    entered(empty, gathered(TEXT))
    for span in ([3, 3], [5, 9999], [-1, 2], ["a", 2], 7):
        with pytest.raises(LedgerError, match="no words of the text"):
            correct(empty, figure_span=span)
    with pytest.raises(LedgerError, match="nothing that can be corrected"):
        correct(empty, key="sha256:0")


def test_a_chosen_place_gives_its_point(empty: Project) -> None:
    entered(empty, gathered(TEXT))
    correct(empty, **MOKHA)
    (row,) = rows(empty)
    assert {name: row[name] for name in MOKHA} == MOKHA
    correct(empty, place="المخا")
    (row,) = rows(empty)
    assert (row["place"], row["place_id"], row["latitude"]) == ("المخا", None, None)
