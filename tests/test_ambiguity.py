"""Names that may be misread: nearly all of the cases must be right, and what was reached is kept."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sijill.extract.place_names import NameFinder
from sijill.extract.places import find_places
from sijill.gazetteer.load import load as load_gazetteer
from sijill.language.document import take_apart
from sijill.language.load import load
from sijill.record.claim import Place
from sijill.record.text import Text
from sijill.resolve.places import settle_places

LANGUAGE = load("ar")
GAZETTEER = load_gazetteer(LANGUAGE.fold.word)
FINDER = NameFinder(GAZETTEER)
CASES = tomllib.loads((Path(__file__).parent / "cases" / "ar" / "ambiguity.toml").read_text(encoding="utf-8"))["case"]
FLOOR = 0.95


def places_in(text: str) -> list[Place]:
    document = take_apart(Text(text), LANGUAGE)
    return settle_places(document, find_places(document, GAZETTEER, FINDER), GAZETTEER)


def is_told(expected: dict[str, Any], places: list[Place]) -> bool:
    return any(_agrees(expected, place) for place in places)


def _agrees(expected: dict[str, Any], place: Place) -> bool:
    record = GAZETTEER.get(place.id or "")
    checks = [
        place.name == expected["name"] or ("loose" in expected and expected["name"] in place.name),
        "id" not in expected or place.id == expected["id"],
        "canonical" not in expected or (place.canonical or "") == expected["canonical"],
        "country" not in expected or (record is not None and record.country == expected["country"]),
        "within" not in expected or GAZETTEER.within(place.id or "", expected["within"]),
        "role" not in expected or place.role == expected["role"],
        "precision" not in expected or place.precision == expected["precision"] or "loose_precision" in expected,
        "doubt" not in expected or (expected["doubt"] in place.doubts if expected["doubt"] else not place.doubts),
    ]
    return all(checks)


def is_right(case: dict[str, Any]) -> bool:
    places = places_in(case["text"])
    told = all(is_told(expected, places) for expected in case.get("places", ()))
    if any(place.id in case.get("none_ids", ()) for place in places):
        return False
    return told and not any(word in place.name.split() or word == place.name for word in case.get("none", ()) for place in places)


def test_names_are_read_as_they_are_meant() -> None:
    wrong = [case["text"] for case in CASES if not is_right(case)]
    assert len(CASES) >= 150
    assert 1 - len(wrong) / len(CASES) >= FLOOR, "\n".join(wrong)
