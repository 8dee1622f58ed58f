"""The tables of places become a `Gazetteer`.

`places.csv` and `place_names.csv` are made of GeoNames by a script; `places_by_hand.csv` adds places and names that
GeoNames lacks, with coordinates only where the row is a place of GeoNames (a place without has those of the place in
which it lies, and that place's precision); `common_names.csv` lists names that are everyday words. The compiled form is
kept as JSON in `__pycache__`, named by the tables' digest, as those of a language are.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from sijill.errors import GazetteerError
from sijill.gazetteer.places import LEVELS, Gazetteer

FOLDER = Path(__file__).parent
COMPILED_VERSION = 7
FILES = ("places.csv", "place_names.csv", "governorates.csv", "places_by_hand.csv", "common_names.csv", "name_heads.csv")
# a place of fewer people is named so little that its name alone does not tell it
KNOWN_WELL = 50_000
# countries whose little places have names that are words or phrases of other kinds in Arabic
FAR_NAMES = frozenset({"IR", "AF", "TR"})
NEEDS = ("", "place", "cue")

Fold = Callable[[str], str]
Row = dict[str, str]
Spread = dict[str, dict[tuple[str, ...], None]]


def load(fold: Fold, folder: Path | None = None) -> Gazetteer:
    """The gazetteer of the package's tables, or of another folder of the same make; `fold` folds a name's spelling.

    Raises GazetteerError where a table is missing or a row cannot be used.
    """
    folder = folder or FOLDER
    try:
        files = {name: (folder / name).read_bytes() for name in FILES}
    except OSError as error:
        raise GazetteerError(f"{error.filename}: {error.strerror}") from error
    digest = _digest(files, fold)
    compiled = folder / "__pycache__" / f"places-{digest[:16]}.json"
    try:
        return _restore(json.loads(compiled.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        made = _compile({name: list(csv.DictReader(io.StringIO(content.decode("utf-8")))) for name, content in files.items()}, fold)
        _keep(compiled, made)
        return _restore(made)


def _digest(files: dict[str, bytes], fold: Fold) -> str:
    probe = fold("".join(chr(code) for code in range(0x600, 0x700)))
    whole = hashlib.sha256(f"{COMPILED_VERSION} {probe}".encode())
    for name, content in files.items():
        whole.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def _restore(made: dict[str, object]) -> Gazetteer:
    return Gazetteer(
        cast(dict[str, list[object]], made["rows"]),
        cast(dict[str, list[tuple[str, bool, str]]], made["names"]),
        cast(dict[str, int], made["starts"]),
        str(made["article"]),
        frozenset(cast(list[str], made["heads"])),
    )


def _compile(tables: dict[str, list[Row]], fold: Fold) -> dict[str, object]:
    places = {row["id"]: dict(row) for row in tables["places.csv"]}
    names: dict[str, list[str]] = {id: [row["name_ar"]] for id, row in places.items()}
    for row in tables["place_names.csv"]:
        names[_known(places, row["id"], "place_names.csv")].append(row["name"])
    for row in tables["places_by_hand.csv"]:
        _add(row, places, names)
    article = next(fold(row["word"]) for row in tables["name_heads.csv"] if row["what"] == "article")
    common = {fold(row["name"]): row["needs"] for row in tables["common_names.csv"]}
    spread = {id: {tuple(fold(name).split()): None for name in given if name} for id, given in names.items()}
    near = {row["country"] for row in places.values() if row["level"] == "governorate"}
    heads = _heads({id: given for id, given in spread.items() if places[id]["country"] in near}, article)
    starts, index = _index(places, spread, common, article, heads)
    return {"rows": {id: _row(places, id) for id in places}, "names": index, "starts": starts, "article": article, "heads": sorted(heads)}


def _known(places: dict[str, Row], id: str, file: str) -> str:
    if id not in places:
        raise GazetteerError(f"{file}: {id}: no such place in places.csv")
    return id


def _add(row: Row, places: dict[str, Row], names: dict[str, list[str]]) -> None:
    """A row written by hand: more names of a place that is known, or a place of its own inside one."""
    given = [row["name_ar"], *row["aliases"].split("|")]
    at = places.get(row["id"])
    if at is None:
        if row["level"] not in LEVELS:
            raise GazetteerError(f"places_by_hand.csv: {row['id']}: no level {row['level']!r}; there are {', '.join(LEVELS)}")
        parent = _known(places, row["parent"], "places_by_hand.csv") if row["parent"] else ""
        country = places[parent]["country"] if parent else ""
        at = {"latitude": "", "longitude": "", "population": "", "parent": parent, "country": country, "level": row["level"]}
        places[row["id"]] = at
        names[row["id"]] = []
    names[row["id"]] += given
    at["added"] = "yes"
    at["name_ar"] = row["name_ar"]
    at["level"] = row["level"] or at["level"]
    at["name_en"] = row["name_en"] or at.get("name_en", "")


def _row(places: dict[str, Row], id: str) -> list[object]:
    row = places[id]
    point = id
    while point and not places[point]["latitude"]:
        point = places[point]["parent"]
    at = places[point] if point else {"latitude": "", "longitude": "", "level": ""}
    return [
        row["level"], row["country"], row["parent"], float(at["latitude"]) if at["latitude"] else None,
        float(at["longitude"]) if at["longitude"] else None, at["level"], int(row["population"] or 0), row["name_ar"], row["name_en"],
    ]  # fmt: skip


def _heads(spread: Spread, article: str) -> set[str]:
    """The short words with which many names of several words begin, and which may be written together with the rest."""
    counts = Counter(words[0] for given in spread.values() for words in given if len(words) > 1)
    return {word for word, count in counts.items() if count >= 12 and 2 <= len(word) <= 4 and not word.startswith(article)}


def _index(
    places: dict[str, Row], spread: Spread, common: dict[str, str], article: str, joiners: set[str]
) -> tuple[dict[str, int], dict[str, list[tuple[str, bool, str]]]]:
    """How many words can follow a first word, and the places by the key of each of their names."""
    near = {row["country"] for row in places.values() if row["level"] == "governorate"} | {""}
    starts: dict[str, int] = {}
    asked: dict[str, dict[tuple[str, bool], str]] = {}
    for id, given in spread.items():
        for words in given:
            key, has_article = _key(list(words), article)
            if len(key) < 2:
                continue
            asked.setdefault(key, {})
            for first, most in _first_words(words, joiners, article):
                starts[first] = max(starts.get(first, 0), most)
            strong = _strong(places[id], words) and (places[id]["country"] in near or "added" in places[id] or id == places[id]["country"])
            needs = common.get(" ".join(words), "" if strong else "place")
            asked[key][id, has_article] = min(needs, asked[key].get((id, has_article), needs), key=NEEDS.index)
    return starts, {key: [(id, article, needs) for (id, article), needs in found.items()] for key, found in asked.items()}


def _first_words(words: tuple[str, ...], joiners: set[str], article: str) -> Iterator[tuple[str, int]]:
    first, count = words[0], len(words)
    joined = "".join(words[:2])
    spellings = [(first, count)]
    if count > 1 and first in joiners:
        spellings.append((joined, count - 1))
    if count == 1:
        spellings += [(head, 2) for head in joiners if first.startswith(head) and len(first) > len(head) + 1]
    for spelled, most in spellings:
        yield spelled, most
        bare = spelled.removeprefix(article)
        yield (bare if bare != spelled and len(bare) > 1 else article + spelled), most


def _strong(row: Row, words: tuple[str, ...]) -> bool:
    """Whether a name tells its place by itself: of two words, or of a big place; in Persian and Turkish only of a big one."""
    if row["level"] in ("country", "governorate"):
        return True
    known = int(row["population"] or 0) >= KNOWN_WELL
    return (row["level"] == "city" and known) or (len(words) > 1 and (known or "added" in row or row["country"] not in FAR_NAMES))


def _key(words: list[str], article: str) -> tuple[str, bool]:
    first = words[0] if words else ""
    has_article = first.startswith(article) and len(first) > len(article) + 1
    return "".join(words)[len(article) if has_article else 0 :], has_article


def _keep(path: Path, made: dict[str, object]) -> None:
    """The compiled tables written beside their source, whole or not at all; a folder that takes no files is left."""
    try:
        path.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(made, stream, ensure_ascii=False, separators=(",", ":"))
        os.replace(name, path)
        for old in path.parent.glob("places-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return
