"""Places found by a name that somebody gives, in Arabic or Latin letters, within a wider place or a country.

What is found is told with how it was found: by the name as spelled, by a spelling a letter away, or not at all, where
only the wider place is known and its point is all that can be said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sijill.gazetteer.places import RANK, Gazetteer, PlaceRecord, Point, kilometres

# a name of fewer letters has too many neighbours a letter away
LONG_ENOUGH = 5
MOST = 50
LATIN_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ez", "the"})
LATIN_VOWELS = frozenset("aeiouyw")

# so many km from a town are still its surroundings
AROUND = 25.0
# their points are those of their seats
AREAS = frozenset({"district", "governorate", "country"})

Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A place for a name: `how` is "name", "spelling" or "container", where `record` is the wider place alone."""

    record: PlaceRecord
    how: str


class Finder:
    """Answers for names over one gazetteer; `further_names` are names in Latin letters, each behind the id of its place."""

    def __init__(self, gazetteer: Gazetteer, fold: Fold, further_names: Iterable[tuple[str, str]] = ()) -> None:
        self.gazetteer, self.fold, self.further_names = gazetteer, fold, tuple(further_names)
        self._latin: dict[str, list[str]] | None = None

    def find(self, name: str, within: str | None = None, country: str | None = None) -> list[Answer]:
        """The places of that name, best first; those a letter away where none has it; else the container, if it is known."""
        containers = self.named(within, country) if within else []
        named = self.named(name, country)
        found = [Answer(record=record, how="name") for record in named if self._lies(record, containers, within)]
        if not found:
            found = [Answer(record=record, how="name") for record in named if any(_is_by(record, wider) for wider in containers)]
        if not found:
            found = [
                Answer(record=record, how="spelling")
                for record in self._near_spelling(name, country)
                if self._lies(record, containers, within)
            ]
        if not found and containers:
            widest = max(containers, key=lambda record: RANK[record.level] if record.level != "country" else -1)
            found = [Answer(record=widest, how="container")]
        return found[:MOST]

    def named(self, name: str, country: str | None = None) -> list[PlaceRecord]:
        """The places that have exactly this name, those of a user first, then the wider and the more populous."""
        words = self.fold(name).split()
        records = list(self.gazetteer.lookup(words)) if words else []
        if not records and (key := _latin_key(name)):
            records = [record for id in self._by_latin().get(key, ()) if (record := self.gazetteer.get(id))]
            records.sort(key=lambda record: (not record.user, -record.population))
        return [record for record in records if not country or record.country == country.upper()]

    def only_id(self, name: str, country: str) -> str | None:
        """The id that is given, or that of the widest place of the name in a country; None for none or several as wide."""
        if self.gazetteer.get(name):
            return name
        found = self.named(name, country or None)
        widest = max((RANK[record.level] for record in found), default=0)
        of_level = [record.id for record in found if RANK[record.level] == widest]
        return of_level[0] if len(of_level) == 1 else None

    def near(self, latitude: float, longitude: float, km: float) -> list[tuple[PlaceRecord, float]]:
        """The places whose own point is within so many km, the nearest first, with the distance in km."""
        found: list[tuple[PlaceRecord, float]] = []
        for record in self._all():
            if record.latitude is None or record.precision != record.level or record.level in AREAS:
                continue
            if abs(record.latitude - latitude) > km / 110:
                continue
            distance = kilometres_between(latitude, longitude, record)
            if distance <= km:
                found.append((record, distance))
        return sorted(found, key=lambda pair: (pair[1], pair[0].id))

    def _lies(self, record: PlaceRecord, containers: list[PlaceRecord], within: str | None) -> bool:
        """Whether the place lies in one of the containers, if any was asked for."""
        ids = {wider.id for wider in containers}
        return not within or any(around.id in ids for around in self.gazetteer.chain(record.id)[1:])

    def _near_spelling(self, name: str, country: str | None) -> Iterator[PlaceRecord]:
        words = self.fold(name).split()
        key = self.gazetteer.key(words) if words else ""
        if len(key) < LONG_ENOUGH:
            return
        for other, ids in self.gazetteer.by_key():
            if abs(len(other) - len(key)) <= 1 and is_one_away(key, other):
                records = [record for id in ids if (record := self.gazetteer.get(id))]
                yield from (record for record in records if not country or record.country == country.upper())

    def _all(self) -> Iterator[PlaceRecord]:
        for id in self.gazetteer.ids():
            if record := self.gazetteer.get(id):
                yield record

    def _by_latin(self) -> dict[str, list[str]]:
        if self._latin is None:
            self._latin = {}
            given = [(record.id, record.name_en) for record in self._all() if record.name_en]
            for id, name in (*given, *self.further_names):
                if (key := _latin_key(name)) and id not in self._latin.setdefault(key, []):
                    self._latin[key].append(id)
        return self._latin


def _is_by(record: PlaceRecord, wider: PlaceRecord) -> bool:
    """Whether a place lies around a town, outside it: who says "in Damascus" may mean its surroundings."""
    distance = kilometres(record, wider)
    return record.id != wider.id and wider.level in ("town", "city") and distance is not None and distance <= AROUND


def is_one_away(one: str, other: str) -> bool:
    """Whether one letter changed, added or left out makes one word of the other.

    >>> is_one_away("tadif", "tadef"), is_one_away("marea", "mare"), is_one_away("hama", "homs")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    same = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return one != other and short[same + (len(short) == len(long)) :] == long[same + 1 :]


def kilometres_between(latitude: float, longitude: float, record: PlaceRecord) -> float:
    """The distance in km from a point to a place that has one."""
    return kilometres(Point(latitude, longitude), record) or 0.0


def _latin_key(name: str) -> str:
    """What stays of a name in Latin letters however it is romanised: its consonants, without articles and doubling."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(char if char.isascii() and char.isalpha() else " " if char in " -" else "" for char in plain).split()
    kept = "".join(word for word in words if word not in LATIN_ARTICLES or len(words) == 1)
    letters = [letter for letter in kept if letter not in LATIN_VOWELS]
    return "".join(letter for at, letter in enumerate(letters) if at == 0 or letter != letters[at - 1])
