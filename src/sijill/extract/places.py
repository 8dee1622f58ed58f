"""Places as the words have them: names of the gazetteer, and names that a noun of place tells to be places.

A phrase is read from its first noun of place or direction to the end of the name ("the outskirts of the town of X in the
countryside of Y" are two places, the second the wider); a name that the gazetteer lacks is kept where such a noun stands
before it. Names that are everyday words, or of little places, are taken only with a noun, a preposition of place or a
place beside them. What is found is settled elsewhere: here no place is chosen among those of one name.
"""

from __future__ import annotations

from sijill.extract.place_bare import BareNames
from sijill.extract.place_collector import PlaceCollector
from sijill.extract.place_names import NameFinder
from sijill.extract.place_nouns import HEADS, PlaceNouns
from sijill.extract.place_phrases import PlacePhrases
from sijill.gazetteer.places import Gazetteer
from sijill.language.document import Document
from sijill.record.found import FoundPlace


def find_places(document: Document, gazetteer: Gazetteer, finder: NameFinder | None = None) -> list[FoundPlace]:
    """The places of a document in the order of the text; a `finder` kept over documents remembers its words."""
    finder = finder or NameFinder(gazetteer)
    nouns = PlaceNouns(document)
    collector = PlaceCollector(nouns, gazetteer)
    phrases = PlacePhrases(document, nouns, finder, collector)
    names = BareNames(document, nouns, finder, collector)
    roles, tokens, openings = nouns.roles, document.tokens, finder.openings
    at, count = 0, len(tokens)
    while at < count:
        role = roles.get(at)
        if role in HEADS:
            at = phrases.read(at)
        elif role == "idiom":
            at += nouns.hits[at].length
        elif tokens[at].kind == "word" and openings(document, at):
            at = names.read(at)
        else:
            at += 1
    names.read_again()
    return collector.without_strays()
