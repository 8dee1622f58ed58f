"""What a sentence leaves open, filled in from the words before it: "the town" is the last named, an untold doer the last told.

Nothing is filled in from farther than the paragraph but a place of the very noun ("the base" of "the base of …").
"""

from __future__ import annotations

from sijill.extract.events_marks import Marks
from sijill.extract.events_objects import is_named
from sijill.extract.events_parties import preposed
from sijill.language.document import Sentence
from sijill.record.found import FoundActor, FoundEvent, FoundPlace

MEMORY = 40
AFTER = 20
GROUND_WON = frozenset({"capture", "advance"})


class Settling:
    """What the report has told so far: the last doer of its paragraph."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.paragraph = -1
        self.doer: FoundActor | None = None

    def settle(self, event: FoundEvent, sentence: Sentence) -> None:
        """Fill in the event's named place and its doer where the paragraph tells them."""
        if sentence.paragraph != self.paragraph:
            self.paragraph, self.doer = sentence.paragraph, None
        self._name_place(event, sentence)
        if event.event not in GROUND_WON:
            return
        doers = [actor for actor in event.actors if actor.role == "perpetrator"]
        if doers:
            self.doer = doers[0]
        elif self.doer is not None:
            event.actors.append(self.doer)
            event.doubts = (*event.doubts, "resolved_pronoun")

    def _name_place(self, event: FoundEvent, sentence: Sentence) -> None:
        if (
            not event.places
            or "attachment" in event.doubts
            or event.places[0].anaphor
            or is_named(event.places[0])
            or not self.marks.has(event.places[0].first, "terrain")
        ):
            return
        described = event.places[0]
        if self._has_name(described):
            return
        named = self._meant(described) or self._in_sentence(described, sentence.last)
        if named is not None:
            event.places.insert(0, named)
            event.doubts = (*event.doubts, "resolved_pronoun")

    def _has_name(self, place: FoundPlace) -> bool:
        """Whether the words name the place: a bare noun and a definite or an unknown word that it governs."""
        document, at = self.marks.document, place.first + 1
        hit = self.marks.roles[place.first]["terrain"]
        article = document.language.grammar.article
        if article in hit.proclitic or hit.enclitic or at >= place.last:
            return False
        return document.words[at].startswith(article) or not document.tokens[at].hits

    def _meant(self, place: FoundPlace) -> FoundPlace | None:
        """The place last named with the same noun ("the town" after "the town of …"), where it is definite and one."""
        marks = self.marks
        hit = marks.roles[place.first]["terrain"]
        if hit.form == "plural" or marks.document.language.grammar.article not in hit.proclitic:
            return None
        noun = marks.document.words[place.first].removeprefix(hit.proclitic)
        for other in marks.places_up_to(place.first, MEMORY):
            if not is_named(other):
                continue
            head = marks.roles.get(other.anchor, {}).get("terrain")
            if head is not None and marks.document.words[other.anchor].removeprefix(head.proclitic) == noun:
                return other
        return None

    def _in_sentence(self, place: FoundPlace, last: int) -> FoundPlace | None:
        for other in self.marks.places_in(place.last, min(last, place.last + AFTER)):
            if is_named(other) and self._is_opened(min(other.anchor, other.first)):
                return other
        return None

    def _is_opened(self, at: int) -> bool:
        """Whether a preposition stands before a token or in it."""
        hits = self.marks.document.tokens[at].hits
        grammar = self.marks.document.language.grammar
        return self.marks.has(at - 1, "preposition") or any(preposed(hit.proclitic, grammar) for hit in hits)
