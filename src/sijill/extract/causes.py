"""How the people counted in a claim came to harm: the kind of event that the words around the figure tell.

The heaviest word decides (an air strike before a bombardment before a clash), one that follows a word of causing
("in", "as a result of") before others, and of equals the nearest to the figure.
"""

from __future__ import annotations

from sijill.language.document import Document
from sijill.language.entries import EventContext, EventWord, WeaponNoun

FARTHEST = 400
CAUSED = 4
NEAR = 12
WEAPON_WEIGHT = 6


def cause_of(document: Document, first: int, last: int, near: int | None = None, beside: frozenset[str] = frozenset()) -> str:
    """The event that caused what tokens first up to last tell, or "" where they tell none.

    `near` is the token of the figure; of a longer range only the tokens around it are looked at. An event of `beside` is
    one only where a word of causing opens it: people killed and others displaced were not killed by that.
    """
    if last - first > FARTHEST:
        middle = first if near is None else near
        first, last = max(first, middle - FARTHEST // 2), min(last, middle + FARTHEST // 2)
    best: tuple[float, int] | None = None
    told = ""
    at = first
    while at < last:
        event, weight, length = _told_at(document, at)
        caused = _caused(document, at, first) if event else 0
        if event and (caused or event not in beside):
            distance = abs(at - near) if near is not None else at - first
            score = (weight + caused - min(distance, 2 * NEAR) / NEAR, -distance)
            if best is None or score > best:
                best, told = score, event
        at += length
    return told


def _told_at(document: Document, at: int) -> tuple[str, int, int]:
    """(event, weight, length) of the cause that begins at a token, the longest words first; event "" where none does."""
    for hit in document.tokens[at].hits:
        entry = hit.entry
        if isinstance(entry, EventWord):
            return (entry.event, entry.weight + hit.length - 1, hit.length) if entry.cause else ("", 0, hit.length)
        if isinstance(entry, WeaponNoun) and entry.event:
            return entry.event, WEAPON_WEIGHT, hit.length
    return "", 0, 1


def _caused(document: Document, at: int, first: int) -> int:
    """What a word of causing adds, standing before the words or written together with them."""
    for hit in document.tokens[at].hits:
        if isinstance(hit.entry, EventWord) and hit.proclitic and hit.proclitic[-1:] in document.language.grammar.prepositions:
            return CAUSED
    for back in range(1, 3):
        if at - back < first:
            break
        if any(isinstance(hit.entry, EventContext) and hit.entry.role == "causing" for hit in document.tokens[at - back].hits):
            return CAUSED
    return 0
