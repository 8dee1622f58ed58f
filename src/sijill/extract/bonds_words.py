"""What the words around a count tell: conjunctions, words of finding, of reaching a number, asides, brackets."""

from __future__ import annotations

from functools import cached_property

from sijill.extract.count_nouns import QUOTE_MARKS, Count
from sijill.language.document import Document, Sentence
from sijill.language.entries import CueWord, EffectWord, GroupNoun, TimeWord

FINITE = ("past", "present")
COLON_REACH = 10


class Around:
    """The words of one sentence around its counts."""

    document: Document
    sentence: Sentence

    def told_number(self, count: Count) -> bool:
        """Whether words right before a number make it that of people just named: their number is."""
        return any(self.document.role(count.first - back, "their_number") for back in (1, 2, 3))

    def found(self, count: Count) -> bool:
        """Whether words of finding stand right before a body that nothing defines."""
        if count.last < len(self.document.words) and self.document.words[count.last].startswith(self.document.language.grammar.article):
            return False
        for back in (1, 2, 3, 4):
            hit = self.document.role(count.first - back, "finding")
            if hit is not None and hit.length in (back, back - 1):
                return True
        return False

    def only_asides(self, at: int, last: int) -> bool:
        """Whether only words that may stand aside (in it, so far, on Monday) are between two tokens."""
        while at < last:
            aside = self.document.role(at, "aside") or self.document.hit(at, TimeWord)
            if aside is not None:
                at += aside.length
            elif self.document.tokens[at].kind == "mark":
                at += 1
            else:
                return False
        return True

    def colon_between(self, at: int, last: int) -> int | None:
        """The colon that follows soon after a token, nobody speaking before it, or None."""
        for i in range(at, min(last, at + COLON_REACH)):
            if self.document.words[i] == ":":
                return i
            if any(type(h.entry) is CueWord and h.form.partition(".")[0] in FINITE for h in self.document.tokens[i].hits):
                return None
        return None

    def is_accusative(self, count: Count) -> bool:
        """Whether an indefinite noun has the ending of an object."""
        ending = self.document.language.grammar.paradigms["nouns"]["accusative"][0][1]
        word = self.document.words[count.last - 1]
        hit = self.document.hit(count.last - 1, GroupNoun)
        return (
            hit is not None
            and word.endswith(ending)
            and hit.entry in [h.entry for h in self.document.language.word_hits(word[: -len(ending)])]
        )

    def has_conjunction(self, count: Count) -> bool:
        """Whether a count begins with a conjunction, written with it or before it, or with words of addition."""
        document, first = self.document, count.first
        grammar = document.language.grammar
        if any(h.proclitic[:1] in grammar.conjunctions for h in document.tokens[first].hits if h.proclitic):
            return True
        word = document.words[first]
        if document.tokens[first].kind == "word" and word[:1] in grammar.conjunctions and document.language.word_hits(word[1:]):
            return True
        before = first - 1
        while before > self.sentence.first and document.tokens[before].kind == "mark" and document.words[before] in QUOTE_MARKS:
            before -= 1
        if before < self.sentence.first:
            return False
        if document.words[before] in grammar.conjunctions or (document.words[before] in grammar.prepositions and self._added(before - 1)):
            return True
        return self.adds(count)

    def adds(self, count: Count) -> bool:
        """Whether words of addition (besides, together with) stand right before a count."""
        return any(self._added(count.first - back) for back in range(3))

    def _added(self, at: int) -> bool:
        for start in (at, at - 1):
            hit = self.document.role(start, "addition")
            if hit is not None and start + hit.length > at:
                return True
        return False

    @cached_property
    def brackets(self) -> list[tuple[int, int]]:
        """The round brackets of the sentence, by token index."""
        closers, words = self.document.closers, self.document.words
        return [(i, closers[i]) for i in range(self.sentence.first, self.sentence.last) if words[i] == "(" and i in closers]

    def reaches(self, first: int) -> bool:
        """Whether a word that leads to a tally (to, reached) stands right before."""
        document = self.document
        for at in range(first - 1, max(self.sentence.first, first - 4) - 1, -1):
            if document.role(at, "reaches") or document.role(at, "their_number"):
                return True
            if document.tokens[at].kind == "mark" and document.words[at] in "(":
                continue
            if document.words[at] in document.language.grammar.prepositions:
                return True
            if document.tokens[at].kind != "word":
                return False
        return any(h.proclitic.endswith(document.language.grammar.prepositions) for h in document.tokens[first].hits)

    def is_still(self, count: Count) -> bool:
        """Whether one person is said to be still in some state: another soldier is still missing."""
        return not count.definite and any(self.document.role(count.first - back, "still") for back in (1, 2))

    def is_kin_of_another(self, count: Count, at: int) -> bool:
        """Whether a clause tells of the one whose kin is named, not of the kin: the father of the martyr who was killed."""
        document, article = self.document, self.document.language.grammar.article
        another = any(type(h.entry) in (GroupNoun, EffectWord) and h.proclitic == article for h in document.tokens[count.last].hits)
        return another and any(document.role(i, "relative") for i in range(count.last, at))

    def is_told_of(self, count: Count) -> bool:
        """Whether one definite person is what a clause after "that" begins with: that the citizen so-and-so … was wounded."""
        if count.kind != "single" or not count.definite or count.adjective:
            return False
        return self.document.role(count.first - 1, "complementiser") is not None

    def among(self, total: Count) -> bool:
        """Whether a plural stands after words that take a part of it: among the dead of the attack."""
        return any((hit := self.document.role(total.first - k, "among")) is not None and hit.length == k for k in (1, 2))
