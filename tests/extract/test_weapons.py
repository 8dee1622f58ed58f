"""Weapons as named: each entry's example holds its kind, and a word that only looks like one is none."""

from __future__ import annotations

import pytest

from sijill.extract.weapons import find_weapons
from tests.reading import entries, taken


def weapons(text: str) -> list[tuple[str, str]]:
    document = taken(text)
    return [(document.said(weapon.first, weapon.last), weapon.kind) for weapon in find_weapons(document)]


@pytest.mark.parametrize("row", entries("weapon"), ids=lambda row: row["lemma"])
def test_an_entry_is_proved_by_its_example_and_refused_by_its_not(row: dict[str, str]) -> None:
    assert row["kind"] in [kind for _, kind in weapons(row["example"])]
    if "not" in row:
        assert row["kind"] not in [kind for _, kind in weapons(row["not"])]


def test_the_longest_name_is_taken() -> None:
    assert weapons("انفجرت سيارة مفخخة وسقطت قذيفة هاون") == [("سيارة مفخخة", "car_bomb"), ("قذيفة هاون", "mortar")]


def test_what_is_written_together_with_a_weapon_is_read() -> None:
    assert weapons("استهدفوا الرتل بصاروخ موجه وبالبراميل المتفجرة")[0][1] == "guided_missile"
    assert weapons("قصفوا الحي وبالبراميل المتفجرة") == [("وبالبراميل المتفجرة", "barrel_bomb")]


def test_a_text_without_weapons_has_none() -> None:
    assert weapons("شارك الآلاف في مسيرة سلمية") == []
