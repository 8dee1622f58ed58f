"""What of a report is covered: what the reader found to be private and what people withheld, without what they released.

Pure: the same reading and the same acts give the same veil, in a worker, in the ledger and when the state is made anew. Of a
report that was not read nothing is known, so that all its words are covered.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.gazetteer.places import RANK
from sijill.ledger.hidden import Everything, Everywhere, Numbers, Phrases, joined, key_of
from sijill.record.claim import Claim, Place, Private, Reading
from sijill.record.runs import PERSON, Runs, withheld
from sijill.record.text import Text
from sijill.record.veil import COVER, Names, Veil

WITHHELD, RELEASED = "withheld", "released"
NUMBERED = ("contact", "number")
COARSEST_HIDDEN = RANK["neighbourhood"]  # of a private place, no point finer than a village's is told
CLOSED = Veil((), Everything())


@dataclass(frozen=True, slots=True)
class Act:
    """Words of a report withheld or released; of acts on the same words, the last is in force."""

    kind: str
    words: str


def veil_over(reading: Reading | None, acts: Sequence[Act] = ()) -> Veil:
    """The veil over a report, from its reading (None: it was not read) and the acts in force."""
    if reading is None:
        return CLOSED
    text, kept = reading.report.text, pieces(reading, acts)
    told = _withheld_words(acts)
    if not kept and not any(act.kind == WITHHELD for act in acts):
        return Veil.lifted()
    names = Phrases([text[one.span] for one in kept if one.kind == PERSON and " " in text[one.span]])
    numbers = Numbers([text[one.span] for one in kept if one.kind in NUMBERED])
    finders: list[Names] = [Runs(text, kept), *(finder for finder in (told, names, numbers) if finder)]
    return Veil(tuple(sorted(one.span for one in kept)), Everywhere(finders))


def pieces(reading: Reading, acts: Sequence[Act] = ()) -> list[Private]:
    """What of a text is covered: what was read to be private and not released, and what people withheld (its rule tells so)."""
    text = reading.report.text
    released = [key_of(act.words) for act in acts if act.kind == RELEASED]
    kept = [one for one in withheld(reading) if not _is_told(key_of(text[one.span]), released)]
    return [*kept, *_private(text, _withheld_words(acts))]


def counted(reading: Reading, acts: Sequence[Act] = ()) -> str:
    """The same in numbers, by kind: "person 2, place 1, withheld 1"; the last are those that people withheld."""
    kinds = Counter(WITHHELD if one.rule == WITHHELD else one.kind for one in pieces(reading, acts))
    return ", ".join(f"{kind} {kinds[kind]}" for kind in sorted(kinds))


def _withheld_words(acts: Sequence[Act]) -> Phrases:
    return Phrases([act.words for act in acts if act.kind == WITHHELD])


def _is_told(key: tuple[str, ...], released: Sequence[tuple[str, ...]]) -> bool:
    """Whether words stand in words that were released."""
    return bool(key) and any(key == one[at : at + len(key)] for one in released for at in range(len(one)))


def _private(text: Text, told: Phrases) -> Iterator[Private]:
    """The words that people withheld, where they stand in the text."""
    for found in joined(told.finditer(text.content)) if told else ():
        yield Private(span=text.span(found.start, found.end), kind="place", rule=WITHHELD)


def is_covered(veil: Veil, words: str | None) -> bool:
    """Whether something of the words is covered."""
    return bool(words) and COVER in veil.words(str(words))


def hides(veil: Veil, place: Place) -> bool:
    """Whether no point of a place may be told: its name is covered, or it lies in words that are and is finer than a village."""
    if is_covered(veil, place.name):
        return True
    fine = place.precision is None or RANK.get(place.precision, 0) <= COARSEST_HIDDEN
    return fine and any(span.overlaps(place.span) for span in veil.spans)


def without_points(reading: Reading, veil: Veil) -> Reading:
    """The reading with no point, and no other name than the one told, for places that are private."""
    if not any(hides(veil, place) for claim in reading.claims for place in claim.places):
        return reading
    return dataclasses.replace(reading, claims=tuple(_without_points(claim, veil) for claim in reading.claims))


def _without_points(claim: Claim, veil: Veil) -> Claim:
    places = tuple(
        Place(name=place.name, span=place.span, role=place.role, precision=place.precision, doubts=place.doubts)
        if hides(veil, place)
        else place
        for place in claim.places
    )
    return dataclasses.replace(claim, places=places)
