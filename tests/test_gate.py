"""Scores on coded reports only rise. Skipped where those reports are not laid beside the project."""

from __future__ import annotations

import json

import pytest

from floor import FLOORS, SETS, SHARED, gold_digest, scores

pytestmark = pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the coded reports are not beside the project")


@pytest.mark.parametrize("name", SETS)
def test_no_score_falls_below_its_floor(name: str) -> None:
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")).get(name)
    if pinned is None or pinned["digest"] != gold_digest(name):
        pytest.skip(f"no floor is pinned for these reports of {name}: make floor")
    told = scores(name)
    fallen = {figure: (told[figure], floor) for figure, floor in pinned["floors"].items() if told[figure] < floor}
    assert not fallen
