"""Who is said to have done the harm of a figure: the party after the words of its cause (shelling by …), or the subject of
the verb that governs it."""

from __future__ import annotations

from sijill.extract.events_marks import Marks
from sijill.extract.events_parties import PartyName, party_span
from sijill.language.document import Sentence
from sijill.language.entries import EffectWord, EventWord, WeaponNoun
from sijill.record.found import FoundActor, FoundFigure

AFTER_CAUSE = 4
ACTIVE = ("does", "both")


def find_doers(marks: Marks, sentence: Sentence, figure: FoundFigure) -> list[FoundActor]:
    """The perpetrators told for a figure in its sentence; empty where none is told."""
    party = _subject(marks, figure) or _of_the_cause(marks, sentence, figure)
    if party is None:
        return []
    start = party_span(marks.document, party.first, party.last).start
    return [FoundActor(role="perpetrator", first=party.first, last=party.last, start=start)]


def _subject(marks: Marks, figure: FoundFigure) -> PartyName | None:
    """The party between an active verb and those it harmed: the troops killed three."""
    forms = {h.form.partition(".")[0] for h in marks.document.tokens[figure.cue[0]].hits}
    if not forms & set(ACTIVE) or figure.first - figure.cue[1] < 1:
        return None
    return next((p for p in marks.parties_in(figure.cue[1], figure.first) if p.first == figure.cue[1] and not p.oblique), None)


def _of_the_cause(marks: Marks, sentence: Sentence, figure: FoundFigure) -> PartyName | None:
    """The party that the words of the cause name, the nearest cause first."""
    found: list[tuple[int, PartyName]] = []
    for party in marks.parties_in(sentence.first, sentence.last):
        cause = _cause_before(marks, sentence.first, party.first)
        if cause is not None and not figure.first <= party.first < figure.last and _one_clause(marks, cause, figure):
            found.append((abs(cause - figure.first), party))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _one_clause(marks: Marks, cause: int, figure: FoundFigure) -> bool:
    """Whether no word that opens another clause (while, as also) stands between a cause and a figure."""
    low, high = sorted((cause, figure.first))
    return not any(marks.document.role(at, "new_clause") for at in range(low, high))


def _cause_before(marks: Marks, floor: int, first: int) -> int | None:
    """The token of the cause that a party is said to be behind, or None: no count and no other fate between them."""
    for at in range(first - 1, max(floor, first - AFTER_CAUSE) - 1, -1):
        if _is_cause(marks, at):
            return at
        token = marks.document.tokens[at]
        if token.kind == "number" or marks.has(at, "among") or any(type(h.entry) is EffectWord for h in token.hits):
            return None
    return None


def _is_cause(marks: Marks, at: int) -> bool:
    return any(
        (isinstance(h.entry, EventWord) and h.entry.cause) or (isinstance(h.entry, WeaponNoun) and bool(h.entry.event))
        for h in marks.document.tokens[at].hits
    )
