"""The rows of the tables put together: places by id, with all their names, their points and their sources.

A place without a point of its own is given that of the place in which it lies, and that place's precision. A district is
given the point of its seat: the one that its row names, or the place of the same name in the same governorate.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.errors import GazetteerError
from sijill.gazetteer.places import LEVELS

TABLES = (
    "places.csv", "place_names.csv", "governorates.csv", "districts.csv", "places_by_hand.csv", "airports.csv", "points.csv",
    "common_names.csv", "name_heads.csv",
)  # fmt: skip
# the columns of a file that a user's folder holds
IMPORTED = (
    "id", "level", "country", "parent", "name_ar", "aliases", "name_en", "latitude", "longitude", "population", "codes", "licence",
    "source",
)  # fmt: skip

Row = dict[str, str]


@dataclass(slots=True, kw_only=True)
class Merged:
    """Places by id, the names of each, the names that need a noun before them, names that are everyday words."""

    places: dict[str, Row]
    names: dict[str, list[str]]
    cued: dict[str, list[str]] = field(default_factory=dict)
    common: list[Row] = field(default_factory=list)
    heads: list[Row] = field(default_factory=list)


def merge(tables: dict[str, list[Row]], imported: dict[str, list[Row]] | None = None) -> Merged:
    """The places of the package's tables, and over them those that a user imported.

    Raises GazetteerError where a row names a place or a level that is not known.
    """
    places = {row["id"]: dict(row, source="CLDR" if row["level"] == "country" else "GeoNames") for row in tables["places.csv"]}
    merged = Merged(places=places, names={id: [row["name_ar"]] for id, row in places.items()})
    merged.common, merged.heads = tables["common_names.csv"], tables["name_heads.csv"]
    for row in tables["place_names.csv"]:
        merged.names[_known(places, row["id"], "place_names.csv")].append(row["name"])
    for row in tables["districts.csv"]:
        _add_district(row, merged)
    for row in tables["places_by_hand.csv"]:
        _add_by_hand(row, merged)
    for row in tables["points.csv"]:
        at = places[_known(places, row["id"], "points.csv")]
        at.update(latitude=row["latitude"], longitude=row["longitude"], source=f"{at['source']}; {row['source']}")
    for name, rows in (imported or {}).items():
        for number, row in enumerate(rows, 2):
            _add_imported(row, merged, f"{name}: line {number}")
    _seat_districts(merged)
    return merged


def point_of(places: dict[str, Row], id: str) -> tuple[str, str, str]:
    """Latitude, longitude and the level at which they hold: the place's own, else those of the nearest place around it."""
    at = id
    for _ in LEVELS:
        row = places[at]
        if row["latitude"]:
            return row["latitude"], row["longitude"], row["level"]
        if not row["parent"]:
            break
        at = row["parent"]
    return "", "", ""


def _known(places: dict[str, Row], id: str, where: str) -> str:
    if id not in places:
        raise GazetteerError(f"{where}: {id}: no such place")
    return id


def _level(row: Row, where: str) -> str:
    if row["level"] not in LEVELS:
        raise GazetteerError(f"{where}: {row['id']}: no level {row['level']!r}; there are {', '.join(LEVELS)}")
    return row["level"]


def _add_district(row: Row, merged: Merged) -> None:
    """A district: its name is that of its seat, so it is found by it only behind a noun that says district."""
    parent, seat = _known(merged.places, row["parent"], "districts.csv"), _known(merged.places, row["seat"], "districts.csv")
    merged.places[row["id"]] = {
        "level": "district", "country": merged.places[parent]["country"], "parent": parent, "latitude": merged.places[seat]["latitude"],
        "longitude": merged.places[seat]["longitude"], "population": "", "name_ar": row["name_ar"], "name_en": row["name_en"],
        "source": row["source"],
    }  # fmt: skip
    merged.names[row["id"]] = []
    merged.cued[row["id"]] = [row["name_ar"], *row["aliases"].split("|")]


def _add_by_hand(row: Row, merged: Merged) -> None:
    """A row written by hand: more names of a place that is known, or a place of its own inside one."""
    places = merged.places
    at = places.get(row["id"])
    if at is None:
        _level(row, "places_by_hand.csv")
        parent = _known(places, row["parent"], "places_by_hand.csv") if row["parent"] else ""
        at = _empty(row["level"], places[parent]["country"] if parent else "", parent, row["source"])
        places[row["id"]] = at
        merged.names[row["id"]] = []
    merged.names[row["id"]] += [row["name_ar"], *row["aliases"].split("|")]
    at["added"] = "yes"
    at["name_ar"] = row["name_ar"]
    at["level"] = row["level"] or at["level"]
    at["name_en"] = row["name_en"] or at.get("name_en", "")


def _add_imported(row: Row, merged: Merged, where: str) -> None:
    """A row that a user imported: what it tells replaces what we have, its names come first."""
    if missing := [column for column in IMPORTED if row.get(column) is None]:
        raise GazetteerError(f"{where}: no {missing[0]}")
    places = merged.places
    if row["id"] not in places:
        parent = _known(places, row["parent"], where) if row["parent"] else ""
        country = row["country"] or (places[parent]["country"] if parent else "")
        places[row["id"]] = _empty(_level(row, where), country, parent, "")
    at = places[row["id"]]
    for column in ("latitude", "longitude", "population", "name_ar", "name_en", "codes"):
        at[column] = row[column] or at.get(column, "")
    at.update(added="yes", user="yes", source=f"{row['source']} ({row['licence']})" if row["licence"] else row["source"])
    merged.names[row["id"]] = [row["name_ar"], *row["aliases"].split("|"), *merged.names.get(row["id"], [])]


def _empty(level: str, country: str, parent: str, source: str) -> Row:
    return {
        "level": level, "country": country, "parent": parent, "source": source, "latitude": "", "longitude": "", "population": "",
        "name_ar": "", "name_en": "",
    }  # fmt: skip


def _seat_districts(merged: Merged) -> None:
    """Gives a district without a point that of the one place with its name which GeoNames has in the same governorate."""
    towns: dict[tuple[str, str], set[str]] = {}
    for id, row in merged.places.items():
        if row["latitude"] and row["level"] in ("village", "town", "city"):
            for name in merged.names[id]:
                towns.setdefault((row["parent"], name), set()).add(id)
    for id, row in merged.places.items():
        if row["level"] == "district" and not row["latitude"]:
            found = {seat for name in merged.names[id] if name for seat in towns.get((row["parent"], name), ())}
            if len(found) == 1:
                seat = merged.places[found.pop()]
                row.update(latitude=seat["latitude"], longitude=seat["longitude"])
