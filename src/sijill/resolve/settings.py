"""The time and the place of each figure: what its own sentence tells, else what the report has established."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sijill.language.document import Document, Sentence
from sijill.language.entries import Particle
from sijill.record.claim import Place
from sijill.record.found import FoundFigure, FoundPlace, FoundTime
from sijill.resolve.attach import best, breaks, sentence_of
from sijill.resolve.merge import Draft

NEAR = 2
CLOCK_ONLY = frozenset({"clock", "hour"})


class Scene:
    """What a report tells of times and places, sentence by sentence."""

    def __init__(self, document: Document, times: Sequence[FoundTime], found: Sequence[FoundPlace], places: Sequence[Place]) -> None:
        self.document = document
        self.times = list(times)
        self.found = list(found)
        self.places = list(places)
        self._time_starts = [t.first for t in self.times]
        self._place_starts = [p.first for p in self.found]
        self._breaks: dict[int, list[int]] = {}

    def set(self, drafts: list[Draft]) -> None:
        """Gives every draft its time and its places."""
        by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_sentence.setdefault(draft.sentence, []).append(draft)
        for index, members in by_sentence.items():
            self._in_sentence(index, members)
        for index, members in by_sentence.items():
            self._established(index, members)

    def times_in(self, sentence: Sentence) -> list[FoundTime]:
        """The settled times of a sentence."""
        low, high = bisect_left(self._time_starts, sentence.first), bisect_left(self._time_starts, sentence.last)
        return [t for t in self.times[low:high] if t.start or t.end]

    def places_in(self, sentence: Sentence) -> list[int]:
        """The indexes of the places told in a sentence at which something can happen."""
        low, high = bisect_left(self._place_starts, sentence.first), bisect_left(self._place_starts, sentence.last)
        return [i for i in range(low, high) if self.found[i].role == "at"]

    def background(self, sentence: Sentence) -> bool:
        """Whether a sentence opens as one that reminds of something earlier."""
        return any(
            type(h.entry) is Particle and h.entry.role == "background"
            for at in range(sentence.first, min(sentence.first + 3, sentence.last))
            for h in self.document.tokens[at].hits
        )

    def _in_sentence(self, index: int, members: list[Draft]) -> None:
        sentence = self.document.sentences[index]
        times, options = self.times_in(sentence), self.places_in(sentence)
        cuts = breaks(self.document, sentence)
        cues = sorted({d.figure.cue[0] for d in members})
        for draft in members:
            draft.background = self.background(sentence)
            figure, others = draft.figure, [c for c in cues if c != draft.figure.cue[0]]
            if figure.part_of is not None and any(d.figure is figure.part_of for d in members):
                total = next(d for d in members if d.figure is figure.part_of)
                draft.time, draft.own_time = total.time, total.own_time
                draft.places, draft.own_places = total.places, total.own_places
                if draft.time or draft.places:
                    continue
            if times:
                found = best(self.document, "time", figure, times, cuts, others)
                if found is not None:
                    draft.time, draft.own_time = times[found.index], True
            if options:
                found = best(self.document, "place", figure, [self.found[i] for i in options], cuts, others)
                if found is not None:
                    draft.places, draft.own_places = self._with_wider(options, found.index), True

    def _with_wider(self, options: list[int], chosen: int) -> list[Place]:
        """The place chosen and the other places of its phrase, most specific first."""
        anchor = self.found[options[chosen]].anchor
        members = [i for i in options if self.found[i].anchor == anchor] or [options[chosen]]
        ordered = sorted(members, key=lambda i: _LEVELS.get(self.places[i].precision or "", 3))
        return [self.places[i] for i in ordered]

    def _established(self, index: int, members: list[Draft]) -> None:
        """What a sentence does not tell itself is taken from those before it, or for a title from the lead."""
        sentence = self.document.sentences[index]
        for draft in members:
            if not draft.places:
                draft.places = self._places_near(index, sentence)
            if draft.time is None and not draft.background:
                draft.time = self._time_near(index, sentence)

    def _places_near(self, index: int, sentence: Sentence) -> list[Place]:
        for other in self._order(index):
            options = self.places_in(self.document.sentences[other])
            if options:
                return self._with_wider(options, 0)
        return []

    def _time_near(self, index: int, sentence: Sentence) -> FoundTime | None:
        for other in self._order(index):
            near = self.document.sentences[other]
            if self.background(near) and near.paragraph != sentence.paragraph:
                continue
            times = self.times_in(near)
            if times:
                return times[0]
        return None

    def _order(self, index: int) -> list[int]:
        """The sentences to look in, nearest first: before this one, then the lead after a title."""
        sentences = self.document.sentences
        order = [i for i in range(index - 1, max(-1, index - 6), -1)]
        if sentences[index].part in ("title", "heading") or index < NEAR:
            order = [*range(index + 1, min(len(sentences), index + 4)), *order]
        else:
            order += [i for i in range(min(index, 3)) if i not in order]
        return [i for i in order if sentences[i].part not in ("furniture", "credit", "source")]


_LEVELS = {"site": 0, "neighbourhood": 1, "village": 2, "town": 3, "city": 4, "district": 5, "governorate": 6, "country": 7}


def sentence_index(document: Document, figure: FoundFigure) -> int:
    """The index of the sentence in which a figure stands."""
    return sentence_of(document.sentences, figure.first)
