"""Exports, and a colleague's edits that come back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sijill.errors import LedgerError
from sijill.ledger.cells import harmless_cell
from sijill.ledger.columns import columns
from sijill.ledger.export import EXPORTERS, Wish, export
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project
from sijill.ledger.sheet import take_sheet
from sijill.ledger.status import status_of
from sijill.ledger.verify import verify
from tests.ledger.conftest import entered, gathered

COLUMN = {column.id: at for at, column in enumerate(columns(), 1)}


def exported(project: Project, path: Path, form: str = "xlsx", language: str = "en") -> Path:
    path.write_bytes(export(project, form, Wish(unreviewed=True, language=language))[0])
    return path


def edited(path: Path, change: Callable[[Any], None]) -> Path:
    """The workbook after somebody worked in it."""
    book = load_workbook(path)
    change(book.active)
    book.save(path)
    return path


def test_only_what_people_accepted_is_exported_unless_asked(project: Project) -> None:
    assert export(project, "jsonl", Wish())[1] == 0
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="accepted")])
    judge(project, [Verdict(claim="r1.c2", question="reading", verdict="rejected")])
    judge(project, [Verdict(claim="r3.c1", question="reading", verdict="corrected", corrected={"low": 99, "high": 99})])
    made, count = export(project, "jsonl", Wish())
    rows = [json.loads(line) for line in made.decode().splitlines()]
    assert count == 2
    assert [(row["claim"], row["verdict"]) for row in rows] == [("r1.c1", "accepted"), ("r3.c1", "corrected")]
    assert rows[1]["low"] == 99
    everything, count = export(project, "jsonl", Wish(unreviewed=True))
    assert count == status_of(project)["claims"]
    assert {json.loads(line)["verdict"] for line in everything.decode().splitlines()} == {None, "accepted", "rejected", "corrected"}
    assert verify(project).faults == []


def test_csv_opens_in_arabic_and_runs_nothing(project: Project) -> None:
    made = EXPORTERS["csv"]([{"claim": "r1.c1", "title": "=cmd()", "origin": "-1", "low": 5, "verdict": "accepted"}], "ar")
    assert made.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))
    told = dict(zip(header, row, strict=True))
    assert (told["العنوان"], told["مصدر القول"], told["الأدنى"], told["التقييم"]) == ("'=cmd()", "'-1", "5", "معتمد")
    assert [harmless_cell(words) for words in ("+1", "@x", "\tx", "a=b")] == ["'+1", "'@x", "'\tx", "a=b"]


def test_a_workbook_holds_text_as_text_and_runs_from_right_to_left(project: Project, tmp_path: Path) -> None:
    sheet = load_workbook(exported(project, tmp_path / "a.xlsx", language="ar")).active
    assert sheet is not None
    assert sheet.sheet_view.rightToLeft
    assert sheet.cell(1, COLUMN["quote"]).value == "النص"
    assert sheet.cell(2, COLUMN["low"]).data_type == "n"
    made = EXPORTERS["xlsx"]([{"title": "=1+1", "verdict": "accepted"}], "en")
    cell = load_workbook(io.BytesIO(made)).active.cell(2, COLUMN["title"])  # type: ignore[union-attr]
    assert (cell.value, cell.data_type) in (("=1+1", "s"), ("=1+1", "inlineStr"), ("=1+1", "f"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_edits_come_back(project: Project, tmp_path: Path, language: str) -> None:
    path = exported(project, tmp_path / "a.xlsx", language=language)
    assert take_sheet(project, path).lines == []

    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["verdict"]).value = "معتمد"
        sheet.cell(3, COLUMN["verdict"]).value = "rejected"
        sheet.cell(3, COLUMN["reason"]).value = "قرئ خطأ"
        sheet.cell(4, COLUMN["low"]).value = "١٤"

    told = take_sheet(project, edited(path, change))
    assert told.faults == []
    assert told.lines == ["accepted\tr1.c1", "rejected\tr1.c2\tقرئ خطأ", "corrected\tr1.c3\tlow=14"]
    status = status_of(project)
    assert (status["accepted"], status["rejected"], status["corrected"]) == (1, 1, 1)
    assert take_sheet(project, path).lines == []  # the same file again changes nothing


def test_a_csv_comes_back_from_a_program_that_writes_semicolons(project: Project, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(exported(project, tmp_path / "a.csv", "csv").read_text("utf-8-sig"), newline="")))
    rows[1][COLUMN["verdict"] - 1] = "accepted"
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    assert take_sheet(project, tmp_path / "b.csv").lines == ["accepted\tr1.c1"]


def test_a_conflict_is_told_and_nothing_is_half_taken(project: Project, tmp_path: Path) -> None:
    path = exported(project, tmp_path / "a.xlsx")
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="rejected")])

    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["verdict"]).value = "accepted"
        sheet.cell(3, COLUMN["verdict"]).value = "accepted"

    told = take_sheet(project, edited(path, change))
    assert told.lines == []
    assert told.faults == ["a.xlsx row 2: r1.c1: conflict: verdict was None, is 'rejected' in the ledger and 'accepted' in the file"]
    assert status_of(project)["accepted"] == 0


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("verdict", "maybe", "verdict: 'maybe' is none of"),
        ("low", "a dozen", "low: 'a dozen' is no number"),
        ("effect", "hurt", "effect: 'hurt' is none of"),
        ("start", "yesterday", "start: 'yesterday' is no day"),
        ("reason", "why", "a reason without a verdict"),
        ("key", "sha256:0", "the claim is not read as it was"),
        ("base", "", "its changes cannot be known"),
        ("claim", "r77.c1", "r77: there is no such report"),
    ],
)
def test_what_is_not_understood_is_told_by_its_row(project: Project, tmp_path: Path, column: str, value: str, fault: str) -> None:
    path = exported(project, tmp_path / "a.xlsx")

    def change(sheet: Any) -> None:
        sheet.cell(3, COLUMN[column]).value = value
        sheet.cell(5, COLUMN["verdict"]).value = "accepted"

    told = take_sheet(project, edited(path, change))
    assert len(told.faults) == 1
    assert told.faults[0].startswith("a.xlsx row 3: ")
    assert fault in told.faults[0]
    assert status_of(project)["accepted"] == 0


def test_a_file_that_is_no_export_is_told(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,age\nx,3\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="no column claim, key, base"):
        take_sheet(project, tmp_path / "a.csv")
    (tmp_path / "b.xlsx").write_bytes(b"no workbook")
    with pytest.raises(LedgerError, match=r"b\.xlsx: this is no workbook"):
        take_sheet(project, tmp_path / "b.xlsx")


def test_names_of_persons_are_in_no_export_unless_asked_for(empty: Project) -> None:
    entered(empty, gathered("قتل الطفل يونس سعيد الحدادي، 9 أعوام، في قصف على مدينة تعز أمس.", title="مقتل يونس سعيد الحدادي"))
    for form in ("jsonl", "csv"):
        withheld = export(empty, form, Wish(unreviewed=True))[0].decode()
        assert "تعز" in withheld
        assert "الحدادي" not in withheld
        assert "الحدادي" in export(empty, form, Wish(unreviewed=True, names=True))[0].decode()


def test_an_arabic_sheet_shows_and_offers_arabic_words(project: Project, tmp_path: Path) -> None:
    book = load_workbook(exported(project, tmp_path / "a.xlsx", language="ar"))
    sheet = book.worksheets[0]
    told = {
        name: sheet.cell(2, COLUMN[name]).value
        for name in ("effect", "group", "event", "polarity", "status", "scope", "certainty", "bound")
    }
    assert told == {
        "effect": "محتجزون", "group": "أسرى وسجناء", "event": "اعتقال", "polarity": "مثبت", "status": "وقع", "scope": "الحادثة وحدها",
        "certainty": "جازم", "bound": "بالضبط",
    }  # fmt: skip
    offered = {str(rule.sqref).split(":")[0].rstrip("2"): rule.formula1 for rule in sheet.data_validations.dataValidation}
    letter = sheet.cell(1, COLUMN["effect"]).column_letter
    assert offered[letter] == f"'الكلمات'!${letter}$2:${letter}$16"
    assert [cell.value for cell in book.worksheets[1][letter][:3]] == ["الأثر", "قتلى", "جرحى"]
    assert book.worksheets[1].sheet_state == "hidden"
    english = load_workbook(exported(project, tmp_path / "b.xlsx")).worksheets[0]
    assert (english.cell(2, COLUMN["effect"]).value, english.cell(2, COLUMN["bound"]).value) == ("detained", "exact")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_a_sheet_cannot_hold_is_no_change(project: Project, tmp_path: Path, form: str) -> None:
    reason = "  قال:\r\n\x01=نعم\t\u202eثم "
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="accepted", reason=reason)])
    judge(project, [Verdict(claim="r1.c2", question="reading", verdict="corrected", reason="=1", corrected={"place": "0012", "low": 12.5})])
    told = take_sheet(project, exported(project, tmp_path / f"a.{form}", form, "ar"))
    assert (told.lines, told.faults) == ([], [])


def test_a_value_that_is_too_long_for_a_cell_is_cut_where_everybody_sees_it() -> None:
    made = EXPORTERS["xlsx"]([{"quote": "ق" * 40_000}], "ar")
    cell = load_workbook(io.BytesIO(made)).worksheets[0].cell(2, COLUMN["quote"]).value
    assert isinstance(cell, str)
    assert (len(cell), cell[-2:]) == (32_767, "ق…")


def test_a_reason_that_stays_is_kept_as_it_was_written(project: Project, tmp_path: Path) -> None:
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="accepted", reason="أول\tثان")])

    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["low"]).value = 77

    assert take_sheet(project, edited(exported(project, tmp_path / "a.xlsx"), change)).lines == ["corrected\tr1.c1\tlow=77\tأول\tثان"]


def test_a_formula_in_a_cell_is_told(project: Project, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["low"]).value = "=5+7"

    told = take_sheet(project, edited(exported(project, tmp_path / "a.xlsx"), change))
    assert told.faults == ["a.xlsx row 2: r1.c1: low: =5+7 is a formula; write what it comes to"]
