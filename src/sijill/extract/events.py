"""Events told without a figure: places taken and held, advances, retreats, sieges, talks, truces, agreements, aid, shortage.

Each sentence is read at its trigger words, the longest first; what does not have the actor, place or matter that its
entry needs tells nothing. The same happening told again is one event with several mentions.
"""

from __future__ import annotations

from sijill.extract.events_marks import Marks, mark
from sijill.extract.events_merge import merge_events
from sijill.extract.events_parties import party_span
from sijill.extract.events_reading import read_event
from sijill.extract.events_settling import Settling
from sijill.language.document import Document, Sentence
from sijill.language.load import Hit
from sijill.record.found import FoundEvent, FoundPlace

PARTS = frozenset({"title", "dateline", "heading", "body"})
NOUN_AFTER = 4
HEADLINES = frozenset({"title", "heading"})


def find_events(document: Document, places: list[FoundPlace], marks: Marks | None = None) -> list[FoundEvent]:
    """The distinct events that the document tells, in the order of their first mention."""
    marks = marks or mark(document, places)
    found: list[FoundEvent] = []
    settling = Settling(marks)
    at = 0
    inside = {k for party in marks.parties for k in range(party.first, min(party.last, party.first + 3))}
    for sentence in document.sentences:
        while at < len(marks.triggers) and marks.triggers[at][0] < sentence.first:
            at += 1
        if sentence.part in PARTS:
            for event in _in_sentence(marks, at, sentence, inside):
                settling.settle(event, sentence)
                found.append(event)
    merged = merge_events(document, found)
    for event in merged:
        for actor in event.actors:
            actor.start = party_span(document, actor.first, actor.last).start
    return merged


def _in_sentence(marks: Marks, at: int, sentence: Sentence, inside: set[int]) -> list[FoundEvent]:
    """The events of one sentence, from the trigger of that index on."""
    found: list[FoundEvent] = []
    first, last = sentence.first, sentence.last
    taken = first
    for place in range(at, len(marks.triggers)):
        token, hits = marks.triggers[place]
        if token >= last:
            break
        if token < taken or token in inside:
            continue
        for hit in sorted(hits, key=lambda hit: _rank(marks, token, hit)):
            event = read_event(marks, token, hit, first, last)
            if event is not None:
                if sentence.part in HEADLINES and hit.form.startswith("present") and event.event == "control":
                    # a headline tells in the present what has just happened
                    event.event, event.status = "capture", "happened"
                found.append(event)
                taken = token + hit.length
                break
    return found


def _rank(marks: Marks, at: int, hit: Hit) -> tuple[int, int]:
    """The order in which the readings of one word are tried: the longest first, and after an auxiliary or a preposition the noun."""
    governed = marks.has(at - 1, "preposition") or any(marks.modals.get(k) for k in range(at - NOUN_AFTER, at))
    return -hit.length, int(governed and hit.form.startswith("past"))
