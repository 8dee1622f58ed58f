"""A correction carries the words that it stands on and the place that was chosen, as far as exports and sheets."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from sijill.errors import LedgerError
from sijill.ledger.export import Wish, export
from sijill.ledger.judge import Verdict, judge, undo
from sijill.ledger.project import Project
from sijill.ledger.rebuild import differences
from sijill.ledger.search import Wanted, search
from sijill.ledger.sheet import take_sheet
from tests.ledger.conftest import entered, gathered

TEXT = "😀 قُتِلَ تِسْعَةُ مدنيين في تعز أمس، قال مصدر طبي."
NINE = (9, 17)
MOKHA = {"place": "المخا", "place_id": "78751", "latitude": 13.32, "longitude": 43.25}
TAIZ = (13.58, 44.02)


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


def test_the_quote_is_the_sentence_of_the_words_that_a_person_took(empty: Project) -> None:
    words = "قال مصدر طبي إن 12 مدنيا قتلوا في تعز أمس. ثم ارتفعت الحصيلة إلى خمسة عشر."
    entered(empty, gathered(words))
    at = words.index("خمسة عشر")
    correct(empty, low=15, high=15, figure_span=[at, at + 8])
    assert [row["quote"] for row in rows(empty)] == ["ثم ارتفعت الحصيلة إلى خمسة عشر"]


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


def found(project: Project, **wanted: Any) -> int:
    with project.engine.connect() as connection:
        return search(connection, Wanted(**{"sees_names": True, **wanted})).total


def test_a_claim_is_found_where_a_person_put_it(empty: Project) -> None:
    entered(empty, gathered(TEXT), gathered("قال مصدر طبي إن 12 مدنيا قتلوا في تعز أمس.", "other.txt"))
    before = [found(empty, place="تعز"), found(empty, near=TAIZ, kilometres=20), found(empty, place="المخا")]
    correct(empty, **MOKHA)
    after = [found(empty, place="تعز"), found(empty, near=TAIZ, kilometres=20), found(empty, place="المخا")]
    assert (before, after) == ([2, 2, 0], [1, 1, 1])
    assert [found(empty, spot="78751"), found(empty, near=(13.3, 43.2), kilometres=20)] == [1, 1]
    assert [found(empty, place="المخا", sees_names=False), found(empty, place="تعز", sees_names=False)] == [0, 1]
    undo(empty, "r1.c1", "reading")
    assert [found(empty, place="تعز"), found(empty, place="المخا")] == [2, 0]


def test_a_sheet_leaves_the_words_and_the_point_alone(empty: Project, tmp_path: Path) -> None:
    entered(empty, gathered(TEXT))
    correct(empty, low=9, high=9, figure_span=list(NINE), **MOKHA)

    def edited(change: dict[str, str]) -> None:
        cells = list(csv.DictReader(io.StringIO(export(empty, "csv", Wish(names=True))[0].decode("utf-8-sig"))))
        made = io.StringIO()
        writer = csv.DictWriter(made, cells[0].keys())
        writer.writeheader()
        writer.writerow({**cells[0], **change})
        path = tmp_path / "back.csv"
        path.write_text(made.getvalue(), encoding="utf-8")
        sheet = take_sheet(empty, path)
        assert (sheet.faults, len(sheet.verdicts)) == ([], 1)

    edited({"high": "10"})
    (row,) = rows(empty)
    assert (row["high"], row["figure_span"], row["place_id"], row["latitude"]) == (10, [9, 17], "78751", 13.32)
    edited({"place": "الحديدة"})
    (row,) = rows(empty)
    assert (row["place"], row["place_id"], row["latitude"], row["figure_span"]) == ("الحديدة", None, None, [9, 17])
