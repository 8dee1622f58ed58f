"""Sentences with the figures that they tell; a linguist adds to tests/cases/ar/figures.toml."""

from __future__ import annotations

import pytest

import sijill
from tests.reading import DAY, cases, figure_line


@pytest.mark.parametrize("case", cases("figures"), ids=lambda case: case["text"][:40])
def test_the_figures_of_a_sentence(case: dict[str, object]) -> None:
    reading = sijill.read(str(case["text"]), published=DAY, language="ar")
    assert [figure_line(claim) for claim in reading.claims if claim.figure] == case["claims"]
