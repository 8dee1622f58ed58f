"""A quarter of which only the governorate's point is known stands at the city that the same phrase names."""

from __future__ import annotations

import pytest

import sijill


@pytest.mark.parametrize(
    ("text", "name", "precision", "near"),
    [
        ("قتل 3 مدنيين في حي الأمل غربي خان يونس.", "حي الأمل", "city", (31.34, 34.31)),
        ("قتل 3 مدنيين في خان يونس.", "خان يونس", "city", (31.34, 34.31)),
    ],
)
def test_the_first_place_has_the_finest_point_of_its_phrase(text: str, name: str, precision: str, near: tuple[float, float]) -> None:
    place = sijill.read(text, published="2024-02-03").claims[0].places[0]
    assert (place.name, place.precision) == (name, precision)
    assert (round(place.latitude or 0, 2), round(place.longitude or 0, 2)) == near
