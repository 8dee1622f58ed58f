"""Who tells what: which times and places of a sentence belong to what a voice says, and which to the words that name it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sijill.language.document import Document, Sentence
from sijill.language.entries import TimeWord
from sijill.record.found import FoundPlace, FoundStatement, FoundTime
from sijill.resolve.attach import sentence_of
from sijill.resolve.merge import Draft

VOICE_REACH = 20
NESTED = 3
DATED = 6
BRACKETS = frozenset("()")
POINTS = frozenset({"hour", "day", "night", "days"})


class Telling:
    """The statements of a document, asked about the times and places told in and around them."""

    def __init__(self, document: Document, statements: Sequence[FoundStatement], found: Sequence[FoundPlace]) -> None:
        self.document = document
        self.statements = statements
        self.found = found
        self._statement_starts = [s.first for s in statements]

    def starts_in(self, sentence: Sentence) -> list[int]:
        """The tokens of a sentence at which statements begin after its first word."""
        low, high = bisect_left(self._statement_starts, sentence.first + 1), bisect_left(self._statement_starts, sentence.last)
        return self._statement_starts[low:high]

    def told_of(self, draft: Draft, times: list[FoundTime]) -> list[FoundTime]:
        """The times of a sentence without those at which something was only said: he said on Friday that …

        A span (since May) is never a time of saying, and what is told by a verbal noun (they reported on Friday the death
        of two) is of the same time.
        """
        if draft.statement is None:
            return times
        statement = self.statements[draft.statement]
        noun = draft.figure.cue[0] - statement.first <= 1
        said = self.attributing(statement)
        inside = [t for t in times if statement.first <= t.first < statement.last]
        announced = [t for t in times if noun and t.first < statement.first and t.precision in POINTS]
        if inside:
            return [*announced, *inside]
        return [t for t in times if t.first not in said or t.precision not in POINTS or t in announced]

    def spoken_of(self, draft: Draft, options: list[int]) -> list[int]:
        """The places of a sentence without those of the voice itself: a correspondent in Aleppo said that …"""
        if draft.statement is None:
            return options
        statement = self.statements[draft.statement]
        said = self.attributing(statement)
        inside = [i for i in options if statement.first <= self.found[i].first < statement.last]
        return inside or [i for i in options if self.found[i].first not in said]

    def by_another(self, draft: Draft, told: FoundTime | FoundPlace) -> bool:
        """Whether a time or place is told by somebody else than a figure."""
        if draft.statement is None:
            return False
        index = bisect_left(self._statement_starts, told.first + 1)
        over = [s for s in self.statements[max(0, index - NESTED) : index] if s.first <= told.first < s.last]
        return bool(over) and all(origin_of(s) != origin_of(self.statements[draft.statement]) for s in over)

    def attributing(self, statement: FoundStatement) -> range:
        """The tokens that attribute a statement: its voices and their cues, and what lies between them and it."""
        cues = [x for v in statement.voices for x in (v.cue_first, v.cue_last) if x is not None]
        voices = [x for v in statement.voices for x in (v.first, v.last) if x is not None]
        ends = cues + [x for x in voices if not cues or min(abs(x - c) for c in cues) <= VOICE_REACH]
        if not ends:
            return range(0)
        low, high = min(ends), max(ends)
        if high <= statement.first:
            return range(low, statement.first)
        return range(max(low, statement.last), self._dated(high)) if low >= statement.first else range(low, statement.first)

    def _dated(self, at: int) -> int:
        """Where the words of a time end that stand right after a voice which follows what it said: officials said on Sunday."""
        document, end = self.document, at
        while end < min(at + DATED, len(document.tokens)):
            hit = document.hit(end, TimeWord)
            if hit is None and not (end > at and document.words[end] in BRACKETS):
                break
            end += hit.length if hit is not None else 1
        return end

    def said_at(self, told: FoundTime | FoundPlace) -> bool:
        """Whether a time or place stands among the words that attribute a statement, not in what is said."""
        index = bisect_left(self._statement_starts, told.first + 1)
        sentence = sentence_of(self.document.sentences, told.first)
        near = [s for s in self.statements[max(0, index - NESTED) : index + 2] if sentence_of(self.document.sentences, s.first) == sentence]
        return any(told.first in self.attributing(s) for s in near)

    def goes_on(self, draft: Draft, near: Sentence, sentence: Sentence) -> bool:
        """Whether a sentence goes on with what the same voice told in the paragraph before."""
        if draft.statement is None or near.paragraph != sentence.paragraph - 1:
            return False
        statement = self.statements[draft.statement]
        low, high = bisect_left(self._statement_starts, near.first), bisect_left(self._statement_starts, statement.first)
        spoke = self.statements[high - 1] if high > low else statement
        return spoke is not statement and origin_of(spoke) == origin_of(statement) != ""

    def sentence_of(self, statement: FoundStatement) -> Sentence:
        return self.document.sentences[sentence_of(self.document.sentences, statement.first)]


def origin_of(statement: FoundStatement) -> str:
    """The name of the innermost voice of a statement, empty where there is none."""
    return statement.voices[-1].name if statement.voices else ""
