"""The words that lead to a private place: street, floor, number and landmark near a home or a hidden site.

A town or quarter is left, and a street or landmark without a home beside it too: it leads to nobody. Whose home it is, is
told by the name of a person, which is found with the persons. The home of an office holder is a home: the office is
left, the words that lead there are covered.
"""

from __future__ import annotations

from sijill.extract.private_words import MARK, PrivateWords
from sijill.language.document import OPENING, Sentence
from sijill.language.entries import NumberWord, Particle
from sijill.record.found import FoundPrivate

REACH = 16
NAME_WORDS = 3
HIDDEN = "hidden"
SITES = frozenset({"home", HIDDEN})


class PrivatePlaces:
    """Finds the addresses of one document."""

    def __init__(self, words: PrivateWords) -> None:
        self.private, self.document = words, words.document

    def find(self) -> list[FoundPrivate]:
        """The spans to cover, in order."""
        found: dict[int, FoundPrivate] = {}
        for sentence in self.document.sentences:
            for at in self.private.within(sentence.first, sentence.last):
                site = self.private.hit(at, "home", HIDDEN) if self.private.has(at, SITES) else None
                if site is not None and not self.private.hit(at, "other"):
                    for one in self._around(at, at + site.length, sentence, site.entry.lemma):
                        found.setdefault(one.start, one)
        return [found[start] for start in sorted(found)]

    def _around(self, first: int, last: int, sentence: Sentence, lemma: str) -> list[FoundPrivate]:
        """The addresses in the clause of a site."""
        private = self.private
        end = last
        while end < min(sentence.last, last + REACH) and not self._breaks(end):
            end += 1
        begin = first
        while begin > max(sentence.first, first - REACH) and not self._breaks(begin - 1):
            begin -= 1
        found = []
        at = begin
        while at < end:
            until = at if first <= at < last or at not in private.marks else self._address(at, sentence.last)
            if until > at and not at < first < until:
                tokens = private.tokens
                found.append(FoundPrivate(start=self._start(at), end=tokens[until - 1].end, kind="place", rule=f"private {lemma}"))
            at = max(until, at + 1)
        return found

    def _start(self, at: int) -> int:
        hit = self.private.hit(at, "address", "near")
        token = self.private.tokens[at]
        glued = len(hit.proclitic) - len(self.private.article) * hit.proclitic.endswith(self.private.article) if hit else 0
        return token.start + (glued if token.end - token.start == len(token.word) else 0)

    def _breaks(self, at: int) -> bool:
        """Whether another clause or a new thing told begins at a token."""
        private = self.private
        return private.is_verb(at) or private.document.role(at, "complementiser") is not None or private.tokens[at].kind == "line"

    def _address(self, at: int, end: int) -> int:
        """The token after the address that begins at a token; the same where none does."""
        private = self.private
        hit = private.hit(at, "address")
        if hit is not None:
            until = self._named(at + hit.length, end)
            return until if until > at + hit.length or hit.length > 1 else at
        hit = private.hit(at, "near")
        if hit is None:
            return at
        landmark = private.hit(at + hit.length, "landmark", "address")
        if landmark is None:
            return at
        return self._named(at + hit.length + landmark.length, end)

    def _named(self, at: int, end: int) -> int:
        """Past the name or number of a street or landmark."""
        private = self.private
        until = at
        while until < min(end, at + NAME_WORDS):
            token = private.tokens[until]
            if token.kind == "number" or private.hit(until, "number"):
                until += 1
                continue
            if token.kind == MARK and token.word in OPENING and (closer := self.document.closers.get(until, end)) <= until + NAME_WORDS + 1:
                return min(closer + 1, end)
            if token.kind != "word" or self._ends(until):
                break
            until += 1
        return until

    def _ends(self, at: int) -> bool:
        """Whether a word is no part of the name of a street or landmark."""
        private = self.private
        if private.hit(at, "near", "address", "home") or private.is_verb(at):
            return True
        for hit in private.tokens[at].hits:
            if type(hit.entry) is Particle and not hit.proclitic.endswith(private.article):
                return True
            if type(hit.entry) is NumberWord:
                return not hit.proclitic.endswith(private.article)
        proclitic = private.document.language.word_hits(private.words[at])
        return bool(proclitic) and proclitic[0].proclitic not in ("", private.article)
