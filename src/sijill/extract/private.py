"""What is to be covered in a text before it is shared: private persons, private places, contacts and numbers.

Pure: what it finds depends on the words alone. It tells no claim and changes none; where it is in doubt whether somebody
is public, he is private.
"""

from __future__ import annotations

from collections.abc import Iterable

from sijill.extract.private_numbers import find_numbers_private
from sijill.extract.private_persons import Persons
from sijill.extract.private_places import PrivatePlaces
from sijill.extract.private_words import PrivateWords
from sijill.language.document import Document
from sijill.record.found import FoundFigure, FoundPlace, FoundPrivate


def find_private(document: Document, places: Iterable[FoundPlace], figures: Iterable[FoundFigure]) -> list[FoundPrivate]:
    """The words to cover, in order and apart from each other; `figures` name the persons of claims."""
    words = PrivateWords(document)
    placed = frozenset(at for place in places for at in range(place.first, place.last))
    claimed = [(person.first, person.last, person.before) for figure in figures for person in figure.persons]
    found = [*Persons(words, placed).find(claimed), *PrivatePlaces(words).find(), *find_numbers_private(words)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[FoundPrivate] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            if one.end > kept[-1].end:
                kept.append(FoundPrivate(start=kept[-1].end, end=one.end, kind=one.kind, rule=one.rule))
            continue
        kept.append(one)
    return kept
