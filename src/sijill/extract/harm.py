"""How the harm of each figure came about: its event where the verb leaves it open, who did it, and with what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sijill.extract.causes import cause_of
from sijill.extract.doers import find_doers
from sijill.extract.events_marks import Marks
from sijill.language.document import Document
from sijill.record.found import FoundFigure, FoundWeapon

OPEN = "harm"
NEAR = 40


def tell_harm(document: Document, figures: list[FoundFigure], weapons: list[FoundWeapon], marks: Marks) -> None:
    """Fills event, actors and weapons of the figures from the words of their sentences."""
    firsts = [sentence.first for sentence in document.sentences]
    starts = [weapon.first for weapon in weapons]
    for figure in figures:
        sentence = document.sentences[max(0, bisect_right(firsts, figure.first) - 1)]
        if figure.event == OPEN:
            figure.event = cause_of(document, sentence.first, sentence.last, figure.first) or OPEN
        figure.actors = find_doers(marks, sentence, figure)
        low, high = max(sentence.first, figure.first - NEAR), min(sentence.last, figure.last + NEAR)
        figure.weapons = weapons[bisect_left(starts, low) : bisect_left(starts, high)]
