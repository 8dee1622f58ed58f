"""On whose word a figure stands: the narrowest statement over it, one that goes on over it, or the report itself."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.language.document import Document, Sentence
from sijill.language.entries import EffectWord
from sijill.record.found import FoundFigure, FoundStatement
from sijill.resolve.attach import sentence_of
from sijill.resolve.telling import origin_of

# A voice goes on over at most so many sentences in which nobody is named.
CARRIED = 3
OPENING = 3
# the points of a statement are counted over as many sentences
LISTED = 12
ITEMS = frozenset({"item"})
TURNS = frozenset({"background", "elsewhere"})
OF_IT = frozenset({"relative", "following"})
OPENS = frozenset({"complementiser"})
COUNTS = frozenset({"tally"})
# What such an act speaks of is told by the report itself: the minister condemned the attack that killed ten.
PRESUPPOSING = frozenset({"condemn", "concern", "task"})


class Origins:
    """The statements of a document, asked on whose word something stands."""

    def __init__(self, document: Document, statements: Sequence[FoundStatement]) -> None:
        self.document = document
        self.statements = statements
        self._by_sentence: dict[int, list[int]] = {}
        for i, statement in enumerate(statements):
            index = sentence_of(document.sentences, statement.first)
            while index < len(document.sentences) and document.sentences[index].first < statement.last:
                self._by_sentence.setdefault(index, []).append(i)
                index += 1

    def of(self, figure: FoundFigure, sentence: int) -> tuple[int | None, bool]:
        """The index of the statement on whose voice's word a figure stands, or None for the report; whether it is carried on."""
        over = self.statement_over(figure.number[0])
        carried = self._carried(sentence) if over is None else None
        statement = carried if over is None else over
        if statement is not None and self._presupposes(self.statements[statement], figure):
            return None, False
        return statement, carried is not None

    def statement_over(self, token: int) -> int | None:
        """The index of the narrowest statement that covers a token, or None where the report speaks itself."""
        index = sentence_of(self.document.sentences, token)
        over = [i for i in self._by_sentence.get(index, ()) if self.statements[i].first <= token < self.statements[i].last]
        return min(over, key=lambda i: self.statements[i].last - self.statements[i].first, default=None)

    def _carried(self, index: int) -> int | None:
        """The statement that goes on over a sentence without a voice: the same speaks before it and after it."""
        sentence = self.document.sentences[index]
        if index in self._by_sentence or sentence.part != "body" or self._turns(sentence):
            return None
        reach = LISTED if self._is_item(sentence) else CARRIED
        before = next((self._by_sentence[i][-1] for i in range(index - 1, index - reach - 1, -1) if i in self._by_sentence), None)
        if before is None or self._is_item(sentence):
            return before
        after = next((self._by_sentence[i][0] for i in range(index + 1, index + CARRIED + 1) if i in self._by_sentence), None)
        if after is None or self.document.sentences[index - 1].part != "body":
            return None
        one, other = origin_of(self.statements[before]), origin_of(self.statements[after])
        return before if one == other != "" else None

    def _presupposes(self, statement: FoundStatement, figure: FoundFigure) -> bool:
        """Whether a figure is only what a statement speaks of, on the report's own word: he condemned the attack that killed ten."""
        if statement.act in PRESUPPOSING:
            return True
        said = self.document.words[statement.first - 1] if statement.first else ""
        if statement.speech != "indirect" or said == ":" or self.document.opens(statement.first - 1, statement.first, OPENS):
            return False
        told = range(statement.first, min(figure.cue[0], figure.first))
        if any(type(h.entry) is EffectWord for at in told[:2] for h in self.document.tokens[at].hits):
            return False
        if self.document.opens(told.start, min(told.start + 2, told.stop), COUNTS):
            return False
        first = sentence_of(self.document.sentences, statement.first)
        if figure.first >= self.document.sentences[first].last or self._attributed_after(statement):
            return False
        return self.document.opens(told.start, told.stop, OF_IT)

    def _attributed_after(self, statement: FoundStatement) -> bool:
        """Whether the words that attribute a statement stand after it."""
        return any(v.cue_first is not None and v.cue_first >= statement.last for v in statement.voices)

    def _is_item(self, sentence: Sentence) -> bool:
        """Whether a sentence is one more point of a statement: secondly, …"""
        return self.document.opens(sentence.first, min(sentence.first + OPENING, sentence.last), ITEMS)

    def _turns(self, sentence: Sentence) -> bool:
        """Whether a sentence opens as one that reminds of something earlier or turns to something else."""
        return self.document.opens(sentence.first, min(sentence.first + OPENING, sentence.last), TURNS)
