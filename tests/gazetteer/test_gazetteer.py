"""The gazetteer's tables: what is found under which spelling, and what every row must hold."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sijill.errors import GazetteerError
from sijill.gazetteer.load import FOLDER, load
from sijill.gazetteer.merge import TABLES
from sijill.gazetteer.places import LEVELS, kilometres
from sijill.language.load import load as load_language

FOLD = load_language("ar").fold.word
GAZETTEER = load(FOLD)


def ids(name: str) -> list[str]:
    return [record.id for record in GAZETTEER.lookup(FOLD(name).split())]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("حلب", "170063"), ("حلب", "SY.09"), ("كوباني", "172256"), ("عين العرب", "172256"), ("هولير", "95446"),
        ("آمد", "TR.21"), ("دياربكر", "TR.21"), ("خان يونس", "281124"), ("خانيونس", "281124"), ("كفرنبل", "168661"), ("كفر نبل", "168661"),
        ("حوطة", "73560"), ("الحوطة", "73560"), ("إعزاز", "172082"), ("اعزاز", "172082"), ("سوريا", "SY"), ("سورية", "SY"),
        ("ودمدني", "SD.38/ود مدني"), ("أم درمان", "365137"), ("درنة", "LY.70"),
    ],
)  # fmt: skip
def test_a_name_in_any_spelling_leads_to_its_place(name: str, id: str) -> None:
    if id.endswith("ود مدني"):
        assert ids("ود مدني") == ids(name) != []
    else:
        assert id in ids(name)


def test_a_place_without_a_point_has_that_of_the_place_around_it() -> None:
    quarter, city = GAZETTEER.get("170063/بستان القصر"), GAZETTEER.get("170063")
    assert quarter is not None
    assert city is not None
    assert (quarter.level, quarter.precision, quarter.latitude) == ("neighbourhood", "city", city.latitude)
    assert [record.id for record in GAZETTEER.chain(quarter.id)] == ["170063/بستان القصر", "170063", "SY.09", "SY"]
    assert GAZETTEER.within(quarter.id, "SY.09")
    assert kilometres(quarter, city) == 0


def test_every_place_has_a_level_a_name_and_a_parent_that_is_known() -> None:
    for id in GAZETTEER.ids():
        record = GAZETTEER.get(id)
        assert record is not None
        assert record.level in LEVELS
        assert record.name_ar
        assert record.parent is None or GAZETTEER.get(record.parent) is not None
        assert record.latitude is None or (-90 <= record.latitude <= 90 and -180 <= (record.longitude or 0) <= 180)


def test_rows_by_hand_carry_no_coordinates() -> None:
    with (FOLDER / "places_by_hand.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert all(set(row) == {"id", "level", "parent", "name_ar", "aliases", "name_en", "source"} and row["source"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_a_row_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    for name in TABLES:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    with (tmp_path / "places_by_hand.csv").open("a", encoding="utf-8") as stream:
        stream.write("SY.09/x,hamlet,SY.09,x,,,by hand\n")
    with pytest.raises(GazetteerError, match=r"SY\.09/x: no level 'hamlet'"):
        load(FOLD, tmp_path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"places\.csv"):
        load(FOLD, tmp_path)
