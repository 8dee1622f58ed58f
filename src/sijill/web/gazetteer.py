"""Places of the gazetteer for a form: found by words of a report, and named again by their id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sijill.door import language_of, places_folder
from sijill.errors import LedgerError
from sijill.gazetteer.find import Finder
from sijill.gazetteer.load import latin_names, load
from sijill.gazetteer.places import PlaceRecord

LANGUAGE = "ar"
SHOWN = 12
LONGEST = 80  # characters of a name that is looked for


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that may be meant: `around` are the names of the wider places in which it lies, `how` how it was found."""

    record: PlaceRecord
    around: tuple[str, ...]
    how: str


@cache
def finder() -> Finder:
    """What finds places in the package's tables and the user's own."""
    fold = language_of(LANGUAGE).fold.word
    return Finder(load(fold, user=places_folder()), fold, latin_names())


def choices(words: str, language: str) -> list[Choice]:
    """The places that those words may name, the likelier first: as they stand, else without letters written before them."""
    name = " ".join(words[:LONGEST].split())
    if not name:
        return []
    found = finder().find(name)
    if not found or found[0].how != "name":
        bare = (answer for form in _bare(name) for answer in finder().find(form) if answer.how == "name")
        found = [*bare, *found]
    seen: dict[str, Choice] = {}
    for answer in found:
        seen.setdefault(answer.record.id, choice_of(answer.record, language, answer.how))
    return list(seen.values())[:SHOWN]


def choice_of(record: PlaceRecord, language: str, how: str = "") -> Choice:
    """A place with the wider places in which it lies."""
    wider = finder().gazetteer.chain(record.id)[1:]
    return Choice(record, tuple(one.name_ar if language == "ar" or not one.name_en else one.name_en for one in wider), how)


def _bare(name: str) -> list[str]:
    """The name without the letters that Arabic writes together with its first word."""
    first, space, rest = name.partition(" ")
    stems = language_of(LANGUAGE).grammar.stems(language_of(LANGUAGE).fold.word(first))
    return [stem + space + rest for before, stem in stems if before and len(stem) > 2]


def record_of(id: str | None) -> PlaceRecord | None:
    """The place of that id; None where none is told. Raises LedgerError where the gazetteer has none."""
    if not id:
        return None
    record = finder().gazetteer.get(id)
    if record is None:
        raise LedgerError(f"{id}: the gazetteer has no such place")
    return record


def point_of(record: PlaceRecord) -> dict[str, Any]:
    """A place's id and point as a correction holds them."""
    return {"place_id": record.id, "latitude": record.latitude, "longitude": record.longitude}
