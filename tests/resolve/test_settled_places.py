"""Places settled among those of one name, and set in order from the narrowest."""

from __future__ import annotations

import pytest

from sijill.extract.places import find_places
from sijill.gazetteer.load import load as load_gazetteer
from sijill.language.document import take_apart
from sijill.language.load import load
from sijill.record.text import Text
from sijill.resolve.places import order_places, settle_places

LANGUAGE = load("ar")
GAZETTEER = load_gazetteer(LANGUAGE.fold.word)


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
    document = take_apart(Text(text), LANGUAGE)
    found = find_places(document, GAZETTEER)
    first = settle_places(document, found, GAZETTEER)[0]
    record = GAZETTEER.get(first.id or "")
    assert record is not None
    assert record.country == country


def test_a_hint_chooses_where_the_report_does_not() -> None:
    document = take_apart(Text("وقع انفجار في طرابلس أمس"), LANGUAGE)
    for country in ("LB", "LY"):
        found = find_places(document, GAZETTEER)
        place = settle_places(document, found, GAZETTEER, country)[0]
        record = GAZETTEER.get(place.id or "")
        assert record is not None
        assert record.country == country


def test_a_name_of_another_country_is_kept_without_a_point() -> None:
    document = take_apart(Text("أصيب فتى في قرية الجراف بريف حلب، وقالت مصادر في سوريا إنه بخير"), LANGUAGE)
    found = find_places(document, GAZETTEER)
    village = settle_places(document, found, GAZETTEER)[0]
    assert (village.name, village.id, village.latitude) == ("قرية الجراف", None, None)


def test_the_narrowest_place_comes_first() -> None:
    document = take_apart(Text("في محافظة حلب، سقطت قذيفة على حي الشعار بمدينة حلب شمالي سوريا"), LANGUAGE)
    found = find_places(document, GAZETTEER)
    places = settle_places(document, found, GAZETTEER)
    names = [places[at].name for at in order_places(found, places, range(len(found)))]
    assert names == ["حي الشعار", "مدينة حلب", "محافظة حلب", "شمالي سوريا"]
