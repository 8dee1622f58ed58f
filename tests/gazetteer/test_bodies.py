"""The register's tables: what every row must hold, which names lead where, and a user's own tables over them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from sijill.errors import GazetteerError
from sijill.gazetteer.bodies import FILES, FOLDER, KINDS, load
from sijill.gazetteer.body_facts import load_facts
from sijill.language.load import load as load_language

FOLD = load_language("ar").fold.word
REGISTER = load(FOLD)


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_the_register_is_broad() -> None:
    assert len(REGISTER) >= 750
    assert len(rows("body_names.csv")) >= 4000
    countries = Counter(row["country"] for row in rows("bodies.csv"))
    for country in ("SY", "YE", "IQ", "PS", "IL", "LB", "LY", "SD", "TR", "IR", "SA", "EG", "AF", "US", "RU"):
        assert countries[country] >= 4, country


def test_every_row_is_whole_and_in_order() -> None:
    bodies = rows("bodies.csv")
    ids = [row["id"] for row in bodies]
    assert ids == sorted(set(ids))
    for row in bodies:
        assert row["kind"] in KINDS
        assert row["id"].startswith("body:")
        assert all(row[key] for key in ("name_ar", "name_en", "source")), row["id"]
        assert not row["country"] or row["country"] in {country["country"] for country in rows("body_countries.csv")} | {"CH", "EH"}
    names = rows("body_names.csv")
    assert {row["used_by"] for row in names} == {"", "opponents"}
    assert {row["id"] for row in names} == set(ids)


def test_no_name_means_two_bodies() -> None:
    meant: dict[str, set[str]] = {}
    for row in rows("body_names.csv"):
        if not row["needs"]:
            meant.setdefault(FOLD(row["name"]), set()).add(row["id"])
    assert {name: ids for name, ids in meant.items() if len(ids) > 1} == {}


def test_every_full_name_leads_to_its_body() -> None:
    wrong = []
    for row in rows("body_names.csv"):
        if row["needs"] or row["name"].isascii():
            continue
        found = REGISTER.resolve("".join(char if char.isalnum() else " " for char in row["name"]))
        if found is None or found.id != row["id"]:
            wrong.append((row["name"], row["id"], found.id if found else None))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("aawsat", "sa-aawsat"), ("alriyadh", "sa-alriyadh"), ("alwatan", "sa-alwatan"), ("alyaum", "sa-alyaum"),
        ("aljazirah", "sa-aljazirah"),
        ("okaz", "sa-okaz"), ("alweeam", "sa-alweeam"), ("aleqtisadiya", "sa-aleqt"), ("3alyoum", "sa-3alyoum"),
        ("almadina", "sa-almadina"),
        ("sabq", "sa-sabq"), ("was", "sa-spa"), ("arriyadiyah", "sa-arriyadiyah"), ("بلدي نيوز", "sy-baladi"), ("جسر", "sy-jesr"),
        ("Enab Baladi News", "sy-enab"), ("https://mubasher.aljazeera.net/news/1", "qa-jazeera-mubasher"), ("www.syria.tv", "sy-syriatv"),
        ("BBC عربي", "bbc-arabic"), ("الأناضول", "tr-aa"), ("SOHR", "sy-sohr"), ("hawarnews.com", "sy-anha"),
    ],
)  # fmt: skip
def test_an_outlet_is_known_by_name_short_id_or_address(name: str, id: str) -> None:
    body = REGISTER.outlet(name)
    assert body is not None
    assert body.id == f"body:{id}"


@pytest.mark.parametrize("name", ["", ".", "a.b", "very", "الجيش", "Euphrates"])
def test_an_unknown_outlet_is_not_guessed(name: str) -> None:
    assert REGISTER.outlet(name) is None


def test_an_office_is_put_together() -> None:
    body = REGISTER.resolve("وزارة الدفاع العراقية")
    assert body is not None
    assert (body.id, body.kind, body.country, body.name_en) == ("body:iq-mod", "government", "IQ", "Ministry of Defence of Iraq")
    assert REGISTER.get("body:iq-nothing") is None
    assert REGISTER.get("body:xx-mod") is None


def test_a_user_s_tables_win(tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text(
        "id,kind,country,name_ar,name_en,domains,source\nbody:own-club,ngo,SY,نادي السطور,Lines Club,,ours\n"
        "body:sy-sdf,authority,SY,قسد,The SDF,,ours\n",
        encoding="utf-8",
    )
    (tmp_path / "body_names.csv").write_text(
        "id,name,used_by,needs\nbody:own-club,نادي السطور,,\nbody:own-club,هاوار,,\n", encoding="utf-8"
    )
    own = load(FOLD, tmp_path)
    assert [getattr(own.resolve(name), "id", None) for name in ("نادي السطور", "هاوار", "رويترز")] == ["body:own-club"] * 2 + [
        "body:reuters"
    ]
    changed = own.resolve("قسد")
    assert changed is not None
    assert (changed.kind, changed.name_en) == ("authority", "The SDF")
    again = load(FOLD, tmp_path)
    assert again.ids() == own.ids()


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("bodies.csv", "body:x,club,SY,س,X,,ours", r"body:x: no kind 'club'"),
        ("body_names.csv", "body:nowhere,اسم,,", r"body:nowhere: no such body"),
        ("body_names.csv", "body:sy-sdf,اسم,,luck", r"no need 'luck'"),
        ("body_names.csv", "body:sy-sdf,اسم", r"body_names\.csv: line 2"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, file: str, line: str, message: str) -> None:
    (tmp_path / file).write_text(f"{','.join(FILES[file])}\n{line}\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=message):
        load(FOLD, tmp_path)


def test_every_fact_is_of_a_body_and_has_a_source() -> None:
    for fact in load_facts():
        assert REGISTER.get(fact.id) is not None, fact.id
        assert not fact.value.startswith("body:") or REGISTER.get(fact.value) is not None, fact.value
        assert fact.source
        assert not (fact.first and fact.last) or fact.first <= fact.last


def test_facts_hold_between_their_days_and_a_user_s_replace_them(tmp_path: Path) -> None:
    (rule,) = (fact for fact in load_facts() if (fact.id, fact.fact) == ("body:ye-houthi", "rules_in"))
    assert (rule.value, rule.holds("2014-09-20"), rule.holds("2014-09-21"), rule.holds("2020-01-01")) == ("Sanaa", False, True, True)
    (tmp_path / "body_facts.csv").write_text(
        "id,fact,value,from,to,source\nbody:ye-houthi,rules_in,Hodeidah,2014-10,,ours\n", encoding="utf-8"
    )
    assert [f.value for f in load_facts(tmp_path) if (f.id, f.fact) == ("body:ye-houthi", "rules_in")] == ["Hodeidah"]
    (tmp_path / "body_facts.csv").write_text("id,fact,value,from,to,source\nbody:ye-houthi,likes,tea,,,ours\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="line 2"):
        load_facts(tmp_path)
