"""Which places of a sentence make one phrase: a village in the country of a town in a governorate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sijill.gazetteer.places import RANK
from sijill.language.document import Document
from sijill.language.entries import PlaceNoun
from sijill.language.load import Language
from sijill.record.claim import Place
from sijill.record.found import FoundPlace
from sijill.resolve.places import order_places

PHRASE_GAP = 2
INSIDE = frozenset({"neighbourhood", "site"})  # what lies in a city and not beside it


@lru_cache(maxsize=8)
def inner_nouns(language: Language) -> frozenset[str]:
    """The nouns of places that lie in a settlement: a quarter, a street."""
    return frozenset(noun.lemma for noun in language.entries if isinstance(noun, PlaceNoun) and noun.level in INSIDE)


class PlaceChains:
    """The places of a document with the words between them."""

    def __init__(self, document: Document, found: Sequence[FoundPlace], places: Sequence[Place]) -> None:
        self.document = document
        self.found = found
        self.places = places

    def in_it(self, found: FoundPlace) -> bool:
        """Whether a preposition of place brings a place in."""
        if found.before and found.before[-1] in self.document.language.grammar.prepositions:
            return True
        return (
            self.document.role(found.anchor - 1, "preposition") is not None or self.document.role(found.anchor, "preposition") is not None
        )

    def with_wider(self, options: list[int], chosen: int) -> list[Place]:
        """The place chosen and the others of its phrase (a village in the country of a town), most specific first."""
        ordered = order_places(self.found, self.places, self._chain(options, chosen))
        places = [self.places[i] for i in ordered]
        return pointed(places) if self._is_inside(self.found[ordered[0]]) else places

    def _is_inside(self, found: FoundPlace) -> bool:
        """Whether a place is told as a part of a settlement, whatever a place of its name is elsewhere."""
        return found.level in INSIDE or found.cue in inner_nouns(self.document.language)

    def _chain(self, options: list[int], chosen: int) -> list[int]:
        """The indexes of the places that stand in one phrase with the chosen one, in the order of the words."""
        first = last = chosen
        while first > 0 and (self._one_phrase(options[first - 1], options[first]) or self._one_series(options[first - 1], options[first])):
            first -= 1
        while last + 1 < len(options) and self._one_phrase(options[last], options[last + 1]):
            last += 1
        return options[first : last + 1]

    def _one_series(self, one: int, other: int) -> bool:
        """Whether a place goes on a series under one word of place: the quarters of A and B."""
        a, b = self.found[one], self.found[other]
        if not a.cued or not b.before or b.before[0] not in self.document.language.grammar.conjunctions or b.anchor - a.last > 1:
            return False
        return (b.level in ("", a.level) and self.document.words[b.anchor - 1] in (",", "\u060c")) or b.anchor == a.last

    def _one_phrase(self, one: int, other: int) -> bool:
        a, b = self.found[one], self.found[other]
        gap = range(a.last, b.anchor)
        if not a.cued or not b.cued:
            return False
        if len(gap) > PHRASE_GAP or (b.before[:1] in self.document.language.grammar.conjunctions and b.before):
            return False
        return all(self.document.tokens[i].kind == "word" and not self._conjunction(i) for i in gap)

    def _conjunction(self, at: int) -> bool:
        return self.document.words[at] in self.document.language.grammar.conjunctions


def pointed(places: list[Place]) -> list[Place]:
    """The places, the first with the point of the next where its own is only that of a wider area: a quarter in a city.

    Of many quarters and villages the gazetteer knows the governorate alone; the phrase in which they stand tells more.
    """
    if len(places) < 2 or places[0].latitude is None or places[1].latitude is None:
        return places
    first, wider = places[0], places[1]
    if RANK.get(first.precision or "", 0) <= RANK.get(wider.precision or "", 0):
        return places
    told = replace(first, latitude=wider.latitude, longitude=wider.longitude, precision=wider.precision)
    return [told, *places[1:]]
