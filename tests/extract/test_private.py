"""What is private in a report: the texts of tests/cases/ar/private.toml, and what must hold for any text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sijill
from sijill.record.claim import Reading
from tests.reading import DAY, cases, entries

PIECES = [word for row in entries("private") for words in row.values() if isinstance(words, list) for word in words]


def read(text: str) -> Reading:
    return sijill.read(text, published=DAY, language="ar")


def covered(text: str) -> list[list[str]]:
    """Kind and words of everything private in a text, in order."""
    return [[one.kind, text[one.span.start : one.span.end]] for one in read(text).private]


@pytest.mark.parametrize("case", cases("private"), ids=lambda case: case["name"])
def test_what_is_withheld_of_a_text(case: dict[str, Any]) -> None:
    assert covered(case["text"]) == case.get("covered", [])


def test_each_names_the_entry_or_rule_that_found_it() -> None:
    told = read("يروي المواطن فارس الخياط ما رآه. وكتب إلى s.bitar@example.org.").private
    assert [one.rule for one in told] == ["private المواطن", "an e-mail address"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from([".", "،", "(", ")", ":", "\n", "14", "و"])), max_size=40))
def test_in_any_order_of_these_words_they_stand_apart(words: list[str]) -> None:
    text = " ".join(words) or "."
    found = read(text).private
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert {one.kind for one in found} <= {"person", "place", "contact", "number"}


def test_marks_between_the_letters_are_covered_with_them() -> None:
    assert covered("قال المواطن فَارِس الخيّاط إنه رأى الدخان.") == [["person", "فَارِس الخيّاط"]]


def test_what_is_private_changes_no_claim() -> None:
    text = "قتل المواطن فارس الخياط وثلاثة مدنيين في قصف على منزله في شارع 14."
    assert [claim.effect for claim in read(text).claims if claim.figure] == ["killed", "killed"]
