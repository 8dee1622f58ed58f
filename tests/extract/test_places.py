"""Places in sentences of our own: which are found, under what words, and what they are settled to."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sijill.extract.place_names import NameFinder
from sijill.extract.places import find_places
from sijill.gazetteer.load import load as load_gazetteer
from sijill.language.document import take_apart
from sijill.language.load import load
from sijill.record.claim import Place
from sijill.record.found import FoundPlace
from sijill.record.text import Text
from sijill.resolve.places import settle_places

LANGUAGE = load("ar")
GAZETTEER = load_gazetteer(LANGUAGE.fold.word)
FINDER = NameFinder(GAZETTEER)
CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "ar" / "places.toml").read_text(encoding="utf-8"))["case"]


def places_in(text: str) -> list[tuple[FoundPlace, Place]]:
    document = take_apart(Text(text), LANGUAGE)
    found = find_places(document, GAZETTEER, FINDER)
    return list(zip(found, settle_places(document, found, GAZETTEER), strict=True))


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


@pytest.mark.parametrize("piece", ["في حلب وحماة، ", "«", "( ", "قرية ", "شمال غرب ", "المدينة ", "و", "بلدات ", "حلب ", "قرى أ وب وت "])
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        document = take_apart(Text("بلدة سراقب " + piece * count), LANGUAGE)
        start = time.process_time()
        found = find_places(document, GAZETTEER, FINDER)
        settle_places(document, found, GAZETTEER)
        return time.process_time() - start

    seconds(500)
    assert seconds(16_000) < 12 * max(seconds(4_000), 0.01)
