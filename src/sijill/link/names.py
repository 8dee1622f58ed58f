"""Names of places as linking compares them: without the nouns that say what they are of, letters folded and joined."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sijill.gazetteer.places import RANK
from sijill.language.entries import PlaceNoun
from sijill.link.words import Words, words_of
from sijill.record.claim import Place

NAMELESS = frozenset({"cue", "state", "part", "edge", "border", "near", "direction", "of", "in", "on", "to", "from", "with", "stop"})
FINE = RANK["district"]  # the widest level that tells where an event was
SHORTEST = 3


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """The letters of a place's name that make it: no noun like town or quarter, no article, no space; empty where none are left."""
    words = words_of()
    kept = [word for word in words.of(name) if not _is_noun(words, word)]
    key = "".join(kept)
    return key if len(key) >= SHORTEST else ""


def _is_noun(words: Words, word: str) -> bool:
    """Whether a word is a noun of place; those of sites (a monastery, a mill) are often a part of a village's name."""
    entries = (hit.entry for hit in words.language.word_hits(word))
    return any(isinstance(entry, PlaceNoun) and entry.role in NAMELESS and entry.level != "site" for entry in entries)


BESIDE = frozenset({"direction", "near", "border", "edge", "part"})


@lru_cache(maxsize=65_536)
def is_beside(name: str) -> bool:
    """Whether a name tells what lies beside a place or around it, and not the place: south of a town, a city's countryside."""
    words = words_of()
    first = next(iter(words.of(name)), "")
    return any(isinstance(hit.entry, PlaceNoun) and hit.entry.role in BESIDE for hit in words.language.word_hits(first))


def is_fine(place: Place) -> bool:
    """Whether a place is told finely enough to tell one event from another: a district at most."""
    return RANK.get(place.precision or "village", FINE + 1) <= FINE


def fine_places(places: Iterable[Place]) -> list[Place]:
    """The places at which something happened that are told finely enough, in their order."""
    return [place for place in places if place.role == "at" and is_fine(place) and name_key(place.name)]
