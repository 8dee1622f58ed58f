"""What stands in a cell, and what it means."""

from __future__ import annotations

from typing import Any

import pytest

from sijill.errors import LedgerError
from sijill.ledger.cells import Formula
from sijill.ledger.columns import LANGUAGES, Column, columns

COLUMN = {column.id: column for column in columns()}


@pytest.mark.parametrize("column", [column for column in columns() if column.values], ids=lambda column: column.id)
def test_a_value_is_read_back_in_either_language_and_means_one_thing(column: Column) -> None:
    for language in LANGUAGES:
        for value in column.values:
            word = column.word(value, language)
            assert column.read(word) == value
            assert language == "en" or word != value, f"no word for {value}"
    assert {column.read(value.upper().replace("_", " ")) for value in column.values} == set(column.values)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("effect", "قَتْلى", "killed"), ("event", "اطلاق نار", "shooting"), ("event", "وقف اطلاق نار ", "ceasefire"),
        ("start", "٢٠١٦-١٢-١٣", "2016-12-13"),
        ("low", "١٬٢٠٠", 1200), ("low", "1,200", 1200), ("low", 25.0, 25), ("reason", "سطر\r\nآخر", "سطر\nآخر"), ("reason", True, "TRUE"),
        ("reason", "'=1+1", "=1+1"), ("place", "'0012", "0012"), ("place", "'87205", "'87205"),
    ],
)  # fmt: skip
def test_cells_are_read_as_they_were_meant(column: str, cell: Any, value: Any) -> None:
    assert COLUMN[column].read(cell) == value


@pytest.mark.parametrize(
    ("column", "cell", "fault"),
    [
        ("low", "12,5", "low: '12,5' is no number; a decimal mark is written as a point"),
        ("start", "12/13/16", "start: '12/13/16' is no day; a day is written like 2016-12-13"),
        ("reason", Formula("=A1"), "reason: =A1 is a formula; write what it comes to"),
        ("low", "a dozen", "low: 'a dozen' is no number"),
    ],
)
def test_what_may_mean_several_things_is_not_guessed(column: str, cell: Any, fault: str) -> None:
    with pytest.raises(LedgerError) as told:
        COLUMN[column].read(cell)
    assert str(told.value) == fault
