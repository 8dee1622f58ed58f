"""Whether an event happened, goes on, is planned, proposed, rejected, failed or over, and whether it is denied.

The words that tell it stand shortly before the event's own words; the nearest decides, but a word of success
("managed to", "after") overrules one of intention that stands farther off.
"""

from __future__ import annotations

from sijill.extract.events_marks import Marks
from sijill.extract.events_parties import preposed
from sijill.language.entries import EventWord
from sijill.language.load import Hit

REACH = 7
NEAR_DENIAL = 3
LASTING = frozenset({"control", "siege", "shortage"})


def status_of(marks: Marks, at: int, hit: Hit, floor: int) -> tuple[str, str]:
    """(status, polarity) of the event told at a token; modal words are looked for from `floor` on."""
    entry = hit.entry
    assert isinstance(entry, EventWord)
    grammar = marks.document.language.grammar
    verbal = hit.form.startswith(("past", "present"))
    status, polarity = "", "asserted"
    to = grammar.article_after_lam in hit.proclitic.replace(grammar.article, "", 1) and preposed(hit.proclitic, grammar)
    if (verbal and hit.proclitic.endswith(grammar.future)) or (to and hit.form == "masdar"):
        status = "planned"
    if _negated(marks, at, floor, verbal):
        polarity = "denied"
    for k in range(at - 1, max(floor, at - REACH) - 1, -1):
        for modal, _ in marks.modals.get(k, ()):
            if modal.polarity and not (entry.event in LASTING and at - k > NEAR_DENIAL):
                polarity = modal.polarity
            if modal.status and not status and _fits(modal.status, entry, hit, at - k):
                status = modal.status
    return status or entry.status, polarity


def _negated(marks: Marks, at: int, floor: int, verbal: bool) -> bool:
    """Whether a particle of negation stands before the verb, or before the auxiliary of a verbal noun."""
    if verbal:
        return at - 1 >= floor and marks.has(at - 1, "negation")
    return at - 2 >= floor and marks.has(at - 2, "negation") and bool(marks.modals.get(at - 1)) and not marks.modals.get(at - 2)


def _fits(status: str, entry: EventWord, hit: Hit, distance: int) -> bool:
    """Whether a modal word of that status can bear on this word at that distance."""
    verbal = hit.form.startswith(("past", "present"))
    if status == "ended":
        return entry.event in LASTING and not hit.form.startswith("past")
    if entry.event in LASTING:
        return distance <= 2 and status in ("planned", "ongoing", "happened")
    if hit.form.startswith("past"):
        return False
    if status in ("rejected", "failed", "proposed"):
        return not verbal or distance <= 3
    return True
