"""Places in sentences of our own: which are found, under what words, and what they are settled to."""

from __future__ import annotations

from typing import Any

import pytest

from sijill.extract.place_names import NameFinder
from sijill.extract.places import find_places
from sijill.record.claim import Place
from sijill.record.found import FoundPlace
from sijill.record.text import Text
from sijill.resolve.places import settle_places
from tests.reading import cases, gazetteer, taken

FINDER = NameFinder(gazetteer())
CASES = cases("places")


def places_in(text: str) -> list[tuple[FoundPlace, Place]]:
    document = taken(text)
    found = find_places(document, gazetteer(), FINDER)
    return list(zip(found, settle_places(document, found, gazetteer()), strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_places_of_a_sentence(case: dict[str, Any]) -> None:
    told = places_in(case["text"])
    assert [place.name for _, place in told] == [expected["name"] for expected in case["places"]]
    for (found, place), expected in zip(told, case["places"], strict=True):
        for key in ("id", "role", "precision"):
            if key in expected:
                assert getattr(place, key) == expected[key], (place, key)
        if "canonical" in expected:
            assert (place.canonical or "") == expected["canonical"]
        if "doubt" in expected:
            assert expected["doubt"] in found.doubts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_the_name_is_the_words_of_the_span(case: dict[str, Any]) -> None:
    text = Text(case["text"])
    told = [(found, place) for found, place in places_in(case["text"]) if not found.anaphor]
    assert all(text[place.span] == place.name or place.name.endswith(text[place.span][1:]) for _, place in told)
