"""The places found so far in a document, each with what stands around it."""

from __future__ import annotations

from sijill.extract.place_nouns import PlaceNouns
from sijill.gazetteer.places import Gazetteer
from sijill.record.found import FoundPlace

GREAT = frozenset({"governorate", "city"})


class PlaceCollector:
    """Takes places as they are read; `cues` are the nouns that have headed one."""

    def __init__(self, nouns: PlaceNouns, gazetteer: Gazetteer) -> None:
        self.nouns, self.gazetteer = nouns, gazetteer
        self.found: list[FoundPlace] = []
        self.cues: set[str] = set()
        self.telling: set[int] = set()
        self.ordered = True

    def add(self, place: FoundPlace, proclitic: str = "", telling: bool = False) -> None:
        """Takes a place, with its role, the letters before it and whether it is part of the name of a body.

        `telling` names tell their place by themselves, whatever the report speaks of.
        """
        before = place.anchor - 1
        if self.nouns.role(before) == "body" and not self.nouns.is_definite(self.nouns.hits[before]):
            place.doubts = (*place.doubts, "body_name")
        place.role = self.nouns.place_role(place.anchor, place.last)
        place.before = self.nouns.before(place.first, proclitic)
        place.beside = self.nouns.distance(place.anchor) or ("between" if self._is_between(place) else place.beside)
        if place.cue and not place.anaphor:
            self.cues.add(place.cue)
        self.found.append(place)
        if telling and "unknown_word" not in place.doubts:
            self.telling.add(place.first)

    def _is_between(self, place: FoundPlace) -> bool:
        """Whether something is told to be between this place and another one."""
        last = self.found[-1] if self.found else None
        joined = last is not None and last.beside == "between" and place.first - last.last <= 1 and bool(place.before)
        return joined or self.nouns.role(place.anchor - 1) == "between"

    def insert(self, place: FoundPlace, proclitic: str, telling: bool) -> None:
        """Takes a place that comes before others which were taken."""
        self.add(place, proclitic, telling)
        self.ordered = False

    def _is_great(self, place: FoundPlace) -> bool:
        """Whether a place that words of place tell may be a governorate or a city: nothing that is only named in passing."""
        return place.cued and any((record := self.gazetteer.get(id)) and record.level in GREAT for id in place.candidates)

    def without_strays(self) -> list[FoundPlace]:
        """The places; little ones that no cue tells only in countries of which the report speaks."""
        if not self.ordered:
            self.found.sort(key=lambda place: place.first)
        countries = set(self.nouns.countries)
        tells_country = bool(countries) or any(place.candidates for place in self.found)
        kept = [place for place in self.found if tells_country or not place.anaphor or place.level != "country"]
        sure: list[bool] = []
        for place in kept:
            known = bool(place.level) or place.first in self.telling or self._is_great(place)
            sure.append(known or not place.candidates)
            if known:
                countries.update(record.country for id in place.candidates if (record := self.gazetteer.get(id)))
        return [
            place
            for place, is_sure in zip(kept, sure, strict=True)
            if "body_name" not in place.doubts
            and (is_sure or any((record := self.gazetteer.get(id)) and record.country in countries for id in place.candidates))
        ]
