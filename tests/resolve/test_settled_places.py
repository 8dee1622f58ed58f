"""Places settled among those of one name, and set in order from the narrowest."""

from __future__ import annotations

import pytest

from sijill.extract.places import find_places
from sijill.resolve.places import order_places, settle_places
from tests.reading import gazetteer, taken


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("انفجار في طرابلس. وقال مسؤول في بنغازي إن ليبيا بخير", "LY"),
        ("انفجار في طرابلس. وقال مسؤول في بيروت إن لبنان بخير", "LB"),
        ("قتل شرطي في المنصورة بعدن جنوبي اليمن", "YE"),
        ("اشتباكات في البيضاء ورداع، بحسب الحوثيين في صنعاء", "YE"),
        ("اشتباكات في البيضاء ودرنة شرقي ليبيا", "LY"),
    ],
)
def test_the_report_s_other_places_choose_the_country(text: str, country: str) -> None:
    document = taken(text)
    found = find_places(document, gazetteer())
    first = settle_places(document, found, gazetteer())[0]
    record = gazetteer().get(first.id or "")
    assert record is not None
    assert record.country == country


def test_a_hint_chooses_where_the_report_does_not() -> None:
    document = taken("وقع انفجار في طرابلس أمس")
    for country in ("LB", "LY"):
        found = find_places(document, gazetteer())
        place = settle_places(document, found, gazetteer(), country)[0]
        record = gazetteer().get(place.id or "")
        assert record is not None
        assert record.country == country


def test_a_name_of_another_country_is_kept_without_a_point() -> None:
    document = taken("أصيب فتى في قرية الجراف بريف حلب، وقالت مصادر في سوريا إنه بخير")
    found = find_places(document, gazetteer())
    village = settle_places(document, found, gazetteer())[0]
    assert (village.name, village.id, village.latitude) == ("قرية الجراف", None, None)


def test_the_narrowest_place_comes_first() -> None:
    document = taken("في محافظة حلب، سقطت قذيفة على حي الشعار بمدينة حلب شمالي سوريا")
    found = find_places(document, gazetteer())
    places = settle_places(document, found, gazetteer())
    names = [places[at].name for at in order_places(found, places, range(len(found)))]
    assert names == ["حي الشعار", "مدينة حلب", "محافظة حلب", "شمالي سوريا"]
