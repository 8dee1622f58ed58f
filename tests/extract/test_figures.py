"""Sentences with the figures that they tell; a linguist adds to tests/cases/ar/figures.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import sijill
from sijill.record.claim import Claim

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/ar/figures.toml").read_text(encoding="utf-8"))["case"]


def told(claim: Claim) -> str:
    """A claim as the case files write it."""
    figure = claim.figure
    assert figure is not None
    low, high = figure.interval.low, figure.interval.high
    if low == high:
        count = f"{low:g}" if isinstance(low, float) else str(low)
    elif high is None:
        count = f"{low}+"
    elif low is None:
        count = f"-{high}"
    else:
        count = f"{low}..{high}"
    signs = ["part"] if claim.part_of else []
    signs += ["denied"] if claim.polarity == "denied" else []
    signs += [claim.certainty] if claim.certainty in ("expected", "conditional") else []
    return " ".join([str(claim.effect), count, str(claim.group), *signs])


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_the_figures_of_a_sentence(case: dict[str, object]) -> None:
    reading = sijill.read(str(case["text"]), published="2016-12-13", language="ar")
    assert [told(claim) for claim in reading.claims if claim.figure] == case["claims"]
