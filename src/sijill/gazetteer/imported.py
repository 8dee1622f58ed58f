"""Places that a user brings, from files of other makes: each file becomes one of our own make in the user's folder.

A file is taken whole or not at all: every row that cannot be used is told with its line and the reason. A place that we
have under that name in the same governorate keeps our id, so that what the user says of it replaces what we say.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sijill.errors import GazetteerError
from sijill.gazetteer.merge import IMPORTED, Row
from sijill.gazetteer.places import LEVELS, Gazetteer, PlaceRecord, Point, kilometres

SETTLEMENTS = frozenset({"neighbourhood", "village", "town", "city"})
# places of one name in one governorate are one place where they are not further apart than so many km
SAME = 10.0
MOST_TOLD = 20

Fold = Callable[[str], str]


@dataclass(slots=True, kw_only=True)
class Item:
    """A place of a user's file before it is joined with ours; `parent` is a key of another item or an id of ours."""

    line: int
    key: str
    name_ar: str
    level: str
    country: str
    parent: str = ""
    aliases: tuple[str, ...] = ()
    name_en: str = ""
    latitude: str = ""
    longitude: str = ""
    population: str = ""
    codes: str = ""


@dataclass(slots=True)
class Taken:
    """What a file holds: its places, the rows that cannot be used (line and reason), and how many are of no use to us."""

    items: list[Item] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)
    passed_over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a file comes from and under which licence, in the user's words."""

    source: str
    licence: str


def join(taken: Taken, gazetteer: Gazetteer, fold: Fold, origin: Origin) -> list[Row]:
    """The rows of our make for the places of a file, wider ones first; raises GazetteerError where a row cannot be used."""
    for item in taken.items:
        if fault := _fault(item, gazetteer, {other.key for other in taken.items}):
            taken.bad.append((item.line, fault))
    if taken.bad:
        raise GazetteerError(_told(taken.bad))
    ids: dict[str, str] = {}
    around: dict[str, str] = {}
    rows: list[Row] = []
    for item in sorted(taken.items, key=lambda item: -LEVELS.index(item.level)):
        parent = ids.get(item.parent, item.parent) or item.country
        # the narrowest place of ours in which it lies
        known = around.get(parent, parent)
        ids[item.key] = _ours(item, known, gazetteer, fold) or item.key
        around[ids[item.key]] = ids[item.key] if gazetteer.get(ids[item.key]) else known
        rows.append(
            {
                "id": ids[item.key], "level": item.level, "country": item.country, "parent": parent, "name_ar": item.name_ar,
                "aliases": "|".join(item.aliases), "name_en": item.name_en, "latitude": item.latitude, "longitude": item.longitude,
                "population": item.population, "codes": item.codes, "licence": origin.licence, "source": origin.source,
            }
        )  # fmt: skip
    return rows


def write(rows: Iterable[Row], folder: Path, name: str) -> Path:
    """The file in the user's folder that now holds the rows, written whole or not at all."""
    target = folder / f"{name}.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, IMPORTED, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        os.replace(temporary, target)
    except OSError as error:
        raise GazetteerError(f"{error.filename}: {error.strerror}") from error
    return target


def point(latitude: str, longitude: str) -> tuple[str, str] | None:
    """Both numbers in degrees as they stand, two empty words where neither is told, or None where they are no point."""
    latitude, longitude = latitude.strip(), longitude.strip()
    if not latitude and not longitude:
        return "", ""
    try:
        fits = -90 <= float(latitude) <= 90 and -180 <= float(longitude) <= 180
    except ValueError:
        return None
    return (latitude, longitude) if fits else None


def _fault(item: Item, gazetteer: Gazetteer, keys: set[str]) -> str:
    """Why a place cannot be taken, or an empty word."""
    if not item.name_ar.strip():
        return "no Arabic name"
    if item.level not in LEVELS:
        return f"no level {item.level!r}; there are {', '.join(LEVELS)}"
    if point(item.latitude, item.longitude) is None:
        return f"{item.latitude!r}, {item.longitude!r} is no point in degrees"
    if item.population and not item.population.isdecimal():
        return f"{item.population!r} is no number of people"
    if gazetteer.get(item.country) is None:
        return f"no country {item.country!r}"
    if item.parent and item.parent not in keys and gazetteer.get(item.parent) is None:
        return f"no place {item.parent!r} in which it could lie"
    return ""


def _told(bad: Sequence[tuple[int, str]]) -> str:
    lines = [f"line {line}: {reason}" for line, reason in sorted(bad)[:MOST_TOLD]]
    more = [f"and {len(bad) - MOST_TOLD} more"] if len(bad) > MOST_TOLD else []
    return "nothing was imported; " + "; ".join([*lines, *more])


def _ours(item: Item, parent: str, gazetteer: Gazetteer, fold: Fold) -> str | None:
    """The id of the one place that we have for an item, or None."""
    if gazetteer.get(item.key):
        return item.key
    found: set[str] = set()
    for name in (item.name_ar, *item.aliases):
        words = fold(name).split()
        for record in gazetteer.lookup(words) if words else ():
            if record.country == item.country and _alike(item.level, record.level) and _is_there(item, parent, record, gazetteer):
                found.add(record.id)
    return found.pop() if len(found) == 1 else None


def _alike(one: str, other: str) -> bool:
    return one == other or (one in SETTLEMENTS and other in SETTLEMENTS)


def _is_there(item: Item, parent: str, record: PlaceRecord, gazetteer: Gazetteer) -> bool:
    """Whether a place of ours is where the item is: near its point, or in its governorate where ours has no point of its own."""
    if item.level == "governorate":
        return True
    has_point = record.precision == record.level and record.level in SETTLEMENTS
    if item.latitude and has_point:
        distance = kilometres(Point(float(item.latitude), float(item.longitude)), record)
        return distance is not None and distance <= SAME
    areas = {wider.id for wider in gazetteer.chain(parent) if wider.level == "governorate"}
    return bool(areas) and any(wider.id in areas for wider in gazetteer.chain(record.id))
