"""Short reports with whose word, which place and which day each figure stands on; add to tests/cases/ar/scenes.toml."""

from __future__ import annotations

import pytest

import sijill
from sijill.record.claim import Claim
from tests.reading import DAY, cases


@pytest.mark.parametrize("case", cases("scenes"), ids=lambda case: case["tells"])
def test_what_a_figure_stands_on(case: dict[str, object]) -> None:
    reading = sijill.read(str(case["text"]), published=DAY, language="ar")
    assert [_told(claim) for claim in reading.claims if claim.figure] == case["claims"]


def _told(claim: Claim) -> str:
    assert claim.figure is not None
    low, high = ("" if end is None else end for end in (claim.figure.interval.low, claim.figure.interval.high))
    origin = claim.attribution.origin
    return " · ".join([
        f"{claim.effect} {low}-{high} {claim.group}",
        origin.name if origin is not None and origin.kind != "outlet" else "the report",
        claim.places[0].name if claim.places else "no place",
        f"{claim.time.start} {claim.time.end}" if claim.time else "no time",
    ])  # fmt: skip
