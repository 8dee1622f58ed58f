"""Numbers: the cases of tests/cases/ar/numbers.toml, the tables' own examples, and what must never happen."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.extract.number_words import digits_value
from sijill.extract.numbers import find_numbers
from sijill.language.load import raw_entries
from tests.reading import cases, taken

ENTRIES = [(table, entry) for _, table, entry in raw_entries("ar") if table in ("number", "bound", "number_mark", "thing")]


def found(text: str) -> list[dict[str, Any]]:
    """Every number of a text as a case tells it."""
    document = taken(text)
    told = []
    for number in find_numbers(document):
        row: dict[str, Any] = {"says": document.said(number.first, number.last), "low": number.interval.low, "high": number.interval.high}
        row |= {"bound": number.bound.value, "kind": number.kind}
        told.append({key: value for key, value in row.items() if value not in (None, "exact", "count")})
    return told


@pytest.mark.parametrize("case", cases("numbers"), ids=lambda case: case["text"][:40])
def test_the_numbers_of_a_sentence(case: dict[str, Any]) -> None:
    assert found(case["text"]) == case["numbers"]


@pytest.mark.parametrize(("table", "entry"), ENTRIES, ids=lambda value: value if isinstance(value, str) else value["lemma"])
def test_an_example_is_read_as_its_entry_expects(table: str, entry: dict[str, Any]) -> None:
    expected, told = entry.get("expect", {}), found(entry["example"])
    if expected.get("none"):
        assert told == []
    if "kind" in expected and (told or table != "thing"):
        assert any(row.get("kind", "count") == expected["kind"] for row in told)
    if "low" in expected or "high" in expected:
        low, high = (None if expected.get(end) == "open" else expected.get(end) for end in ("low", "high"))
        assert any(row.get("low") == low and (row.get("high") == high or "high" not in expected) for row in told)


@pytest.mark.parametrize(
    ("word", "scaled", "value"),
    [
        ("36.000", False, 36000), ("1,200", False, 1200), ("1\u060c200", False, 1200), ("1.200.000", False, 1_200_000), ("2.5", False, 2.5),
        ("2,5", True, 2.5), ("2.345", True, 2.345), ("364", False, 364),
    ],
)  # fmt: skip
def test_separators(word: str, scaled: bool, value: float) -> None:
    assert digits_value(word, scaled) == value


def test_a_percentage_is_flagged() -> None:
    document = taken("تسيطر القوات على أكثر من 90 في المئة من الحي وقتل 5 أشخاص")
    assert [(number.kind, number.unit) for number in find_numbers(document)] == [("percent", "percent"), ("count", "")]


@given(st.text(alphabet=st.sampled_from("0123456789٣., ،:/-–%()«»\n وبلكـالعشرينمئةنصف"), max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    document = taken(text)
    numbers = find_numbers(document)
    assert all(0 <= number.first < number.last <= len(document.tokens) for number in numbers)
    assert all(one.last <= two.first or one.first < two.first for one, two in itertools.pairwise(numbers))
