"""A place as the gazetteer knows it, and the gazetteer: names folded to letters, without spaces or the article.

Kafr Nabl and Kafrnabl, al-Hawta and Hawta are found alike: the key of a name is its folded letters without spaces, less
the article of its first word; whether the article was there is kept beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

# how wide a place of a level is, from the most specific
LEVELS = ("site", "neighbourhood", "village", "town", "city", "district", "governorate", "country")
RANK = {level: rank for rank, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord:
    """One place. `precision` is the level of the place whose point the coordinates are; both are None where none is known."""

    id: str
    name_ar: str
    name_en: str | None
    level: str
    country: str
    parent: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    population: int
    source: str
    user: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A place under one of its names: whether the name has the article, and what it needs beside it to be read as a place.

    `needs` is empty, "place" (a cue, a preposition of place or a place beside it) or "cue" (a noun that says it is a place).
    """

    id: str
    article: bool
    needs: str


class Gazetteer:
    """The places of one language's names. `heads` are short words that begin many names and are never whole ones."""

    def __init__(
        self,
        rows: dict[str, list[object]],
        names: dict[str, list[tuple[str, bool, str]]],
        starts: dict[str, int],
        article: str,
        heads: frozenset[str],
        sources: tuple[str, ...],
        codes: dict[str, dict[str, str]],
    ) -> None:
        self._rows, self._names, self._starts, self._article = rows, names, starts, article
        self.heads = heads
        self._sources, self._codes = sources, codes
        self._records: dict[str, PlaceRecord] = {}
        self.max_words = max(starts.values(), default=0)

    def get(self, id: str) -> PlaceRecord | None:
        """The place of that id, or None."""
        record = self._records.get(id)
        if record is None and id in self._rows:
            record = self._records[id] = self._make(id)
        return record

    def ids(self) -> tuple[str, ...]:
        """The ids of all places."""
        return tuple(self._rows)

    def has_article(self, word: str) -> bool:
        """Whether a folded word begins with the article."""
        return word.startswith(self._article) and len(word) > len(self._article) + 1

    def words_from(self, word: str) -> int:
        """How many words a name can have at most that begins with this folded word; 0 where none does."""
        return self._starts.get(word, 0)

    def named(self, words: tuple[str, ...] | list[str]) -> tuple[Named, ...]:
        """The places that these folded words name, whether the article is there or not."""
        return tuple(Named(*found) for found in self._names.get(self.key(words), ()))

    def lookup(self, words: tuple[str, ...] | list[str]) -> tuple[PlaceRecord, ...]:
        """The places that these folded words name, the most populous first."""
        found = [record for named in self.named(words) if (record := self.get(named.id))]
        return tuple(sorted(dict.fromkeys(found), key=lambda record: (not record.user, -record.population)))

    def codes(self, id: str) -> dict[str, str]:
        """The codes of a place that were imported with it, like its P-code, by their kind."""
        return dict(self._codes.get(id, {}))

    def by_key(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The keys of all names (folded letters, no spaces, no article), each with the ids of its places."""
        for key, found in self._names.items():
            yield key, tuple(dict.fromkeys(id for id, _, _ in found))

    def key(self, words: tuple[str, ...] | list[str]) -> str:
        """The key of a name of these folded words."""
        return "".join(words)[len(self._article) if self.has_article(words[0]) else 0 :]

    def chain(self, id: str) -> tuple[PlaceRecord, ...]:
        """The place and those in which it lies, the narrowest first."""
        found: list[PlaceRecord] = []
        at = self.get(id)
        while at is not None and at not in found:
            found.append(at)
            at = self.get(at.parent) if at.parent else None
        return tuple(found)

    def within(self, id: str, wider: str) -> bool:
        """Whether the first place lies in the second, or is it."""
        return any(record.id == wider for record in self.chain(id))

    def _make(self, id: str) -> PlaceRecord:
        level, country, parent, latitude, longitude, precision, population, name_ar, name_en, source, user = self._rows[id]
        return PlaceRecord(
            id=id, level=str(level), country=str(country), parent=str(parent) or None, name_ar=str(name_ar), name_en=str(name_en) or None,
            latitude=float(latitude) if isinstance(latitude, int | float) else None,
            longitude=float(longitude) if isinstance(longitude, int | float) else None,
            precision=str(precision) or None, population=population if isinstance(population, int) else 0,
            source=self._sources[source if isinstance(source, int) else 0], user=bool(user),
        )  # fmt: skip


class Pointed(Protocol):
    """Whatever has a point, in degrees (WGS 84), or None where none is known."""

    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


class Point(NamedTuple):
    """A bare point."""

    latitude: float | None
    longitude: float | None


def kilometres(one: Pointed, other: Pointed) -> float | None:
    """The great-circle distance in km (haversine, mean radius 6371 km), or None where one has no point."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    la, lo, lb, mo = map(math.radians, (one.latitude, one.longitude, other.latitude, other.longitude))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((mo - lo) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))
