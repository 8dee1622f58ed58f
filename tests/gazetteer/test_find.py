"""Places asked for by name, by phrase and by point."""

from __future__ import annotations

from pathlib import Path

import pytest

import sources
from sijill.cli.place_lookup import look_up
from sijill.gazetteer.find import Finder
from sijill.gazetteer.load import latin_names, load
from sijill.language.load import load as load_language

LANGUAGE = load_language("ar")
FINDER = Finder(load(LANGUAGE.fold.word), LANGUAGE.fold.word, latin_names())


@pytest.mark.parametrize(
    ("name", "within", "id", "precision", "how"),
    [
        ("عين عيسى", "الرقة", "172134", "town", "name"),
        ("عين عيسي", "Raqqa", "172134", "town", "name"),
        ("كفر نوران", "حلب", "SY.09/كفر نوران", "district", "name"),
        ("Kobane", None, "172256", "town", "name"),
        ("Deir Ezzor", None, "170794", "city", "name"),
        ("أطراف بلدة سرمين", "إدلب", "164782", "town", "name"),
        ("ناحية الأتارب", "حلب", "SY.09/174030", "district", "name"),
        ("ناحيه الأتارب", None, "SY.09/174030", "district", "name"),
        ("سراقيب", "إدلب", "164816", "town", "spelling"),
        ("داريا", "دمشق", "170892", "town", "name"),
        ("مطار دمشق الدولي", None, "SY.08/مطار دمشق الدولي", "site", "name"),
        ("قرية جب القهاوي", "حماة", "SY.10", "governorate", "container"),
    ],
)
def test_a_name_leads_to_a_place(name: str, within: str | None, id: str, precision: str, how: str) -> None:
    answer = look_up(FINDER, LANGUAGE, name, within)[0]
    assert (answer.record.id, answer.record.precision, answer.how) == (id, precision, how)


def test_what_is_not_known_is_not_found() -> None:
    assert look_up(FINDER, LANGUAGE, "جب القهاوي") == []
    assert look_up(FINDER, LANGUAGE, "") == []
    assert look_up(FINDER, LANGUAGE, "?!", "؟") == []


def test_a_country_narrows_a_name() -> None:
    assert {answer.record.country for answer in FINDER.find("طرابلس")} >= {"LB", "LY"}
    assert {answer.record.country for answer in FINDER.find("طرابلس", country="ly")} == {"LY"}


def test_near_a_point_are_places_with_points_of_their_own() -> None:
    found = FINDER.near(35.93, 36.63, 15)
    assert found[0][0].id == "169389"
    assert [far for _, far in found] == sorted(far for _, far in found)
    assert all(far <= 15 and record.precision == record.level for record, far in found)


def test_the_page_of_sources_counts_what_is_there() -> None:
    page = Path(sources.PAGE)
    assert page.read_text(encoding="utf-8") == sources.page(), "`python scripts/sources.py` writes it anew"
