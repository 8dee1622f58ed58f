"""How the harm of each figure came about: its event where the verb leaves it open, who did it, and with what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sijill.extract.causes import cause_of
from sijill.extract.doers import find_doers
from sijill.extract.events_marks import Marks
from sijill.language.document import Document, Sentence
from sijill.record.found import FoundFigure, FoundWeapon

OPEN = "harm"
NEAR = 40
FAR = 200
# what befalls people beside those killed or hurt, and is told in the same breath
MOVES = frozenset({"displacement", "return"})
MOVED = frozenset({"displaced", "returned", "evacuated"})


def tell_harm(document: Document, figures: list[FoundFigure], weapons: list[FoundWeapon], marks: Marks) -> None:
    """Fills event, actors and weapons of the figures from the words of their sentences."""
    firsts = [sentence.first for sentence in document.sentences]
    starts = [weapon.first for weapon in weapons]
    for figure in figures:
        sentence = document.sentences[max(0, bisect_right(firsts, figure.first) - 1)]
        if figure.event == OPEN:
            beside = frozenset() if figure.effect in MOVED else MOVES
            figure.event = cause_of(document, *_clause(document, sentence, figure), figure.first, beside) or OPEN
        figure.actors = find_doers(marks, sentence, figure)
        low, high = max(sentence.first, figure.first - NEAR), min(sentence.last, figure.last + NEAR)
        figure.weapons = weapons[bisect_left(starts, low) : bisect_left(starts, high)]


def _clause(document: Document, sentence: Sentence, figure: FoundFigure) -> tuple[int, int]:
    """The tokens around a figure up to the words that open another clause (while, as also)."""
    low = next((at for at in range(figure.first, max(sentence.first, figure.first - FAR), -1) if document.role(at, "new_clause")), None)
    high = next((at for at in range(figure.last, min(sentence.last, figure.last + FAR)) if document.role(at, "new_clause")), None)
    return sentence.first if low is None else low, sentence.last if high is None else high
