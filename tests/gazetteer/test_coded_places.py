"""Places coded by people, laid beside the project where there are any: how near the answers to their names lie."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from sijill.cli.place_lookup import look_up
from sijill.gazetteer.find import Finder, kilometres_between
from sijill.gazetteer.load import latin_names, load
from sijill.language.load import load as load_language

CODED = Path(__file__).parents[3] / "shared" / "gold" / "link" / "incidents.jsonl.gz"
FINE = frozenset({"site", "neighbourhood", "village"})


@pytest.mark.skipif(not CODED.exists(), reason="no coded places beside the project")
def test_names_within_a_governorate_lead_near_their_places() -> None:
    language = load_language("ar")
    finder = Finder(load(language.fold.word), language.fold.word, latin_names())
    coded = [json.loads(line) for line in gzip.decompress(CODED.read_bytes()).splitlines()]
    coded = [place for place in coded if place["place_ar"] and place["lat"] is not None]
    found = [(place, answers[0].record) for place in coded if (answers := look_up(finder, language, place["place_ar"], place["region_en"]))]
    told = [(kilometres_between(place["lat"], place["lon"], record), record) for place, record in found if record.latitude is not None]
    fine = [distance for distance, record in told if record.precision in FINE]
    assert sum(distance <= 10 for distance, _ in told) / len(coded) >= 0.55
    assert sum(distance <= 50 for distance, _ in told) / len(coded) >= 0.80
    assert sum(distance <= 10 for distance in fine) >= 0.9 * len(fine)
