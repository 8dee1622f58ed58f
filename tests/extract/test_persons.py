"""Sentences with the persons whom their claims name; a linguist adds to tests/cases/ar/persons.toml."""

from __future__ import annotations

import pytest

import sijill
from tests.reading import DAY, cases


@pytest.mark.parametrize("case", cases("persons"), ids=lambda case: case["text"][:40])
def test_the_persons_named_in_a_sentence(case: dict[str, object]) -> None:
    reading = sijill.read(str(case["text"]), published=DAY, language="ar")
    assert [person.name for claim in reading.claims for person in claim.persons] == case["names"]
