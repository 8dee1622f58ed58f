"""Names of private persons where they stand again in a document.

Two words of a name that follow each other are it again, and so is the word of it that means nothing else, and any word
of it that speaks or stands alone. The word by which a public person of the report is called is left to him.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sijill.extract.private_names import Name
from sijill.extract.private_words import PrivateWords
from sijill.language.entries import PrivateWord

LINKS = frozenset({"link", "tail"})
BEGINNING = ("head", "mother")
LEAST_LETTERS = 3


class LaterMentions:
    """Finds the later mentions of one document; `public` are the names of its public persons."""

    def __init__(self, words: PrivateWords, placed: frozenset[int], public: set[tuple[str, ...]]) -> None:
        self.private, self.placed = words, placed
        self.called = {word for name in public for word in name[1:]}
        # each two words of a public name, and each with itself
        self.public = {(one, other) for name in public for one in name for other in name}

    def is_public(self, words: tuple[str, ...]) -> bool:
        """Whether all words of a name are those of a public person."""
        return all((words[0], word) in self.public for word in words)

    def find(self, names: list[Name]) -> Iterator[Name]:
        """The later mentions of names that were found, where none of these stands."""
        if not names:
            return
        taken = {at for name in names for at in range(name.first, name.last)}
        told = {name.words for name in names}
        links = frozenset(word for name in told for word in name if self._is(word, *LINKS))
        pairs = {pair for name in told for pair in pairwise(name) if pair[0] not in links and not self.is_public(pair)}
        singles = {word for name in told for word in name if len(word) >= LEAST_LETTERS} - self.called - links
        singles = {word for word in singles if not self._is(word, *BEGINNING)}
        starts = {word for word, _ in pairs} | singles
        words, stems = self.private.words, self.private.document.language.stems
        ends = {word[-2:] for word in starts}
        for at, word in enumerate(words):
            if word[-2:] not in ends or at in taken or self.private.tokens[at].kind != "word":
                continue
            proclitic, stem = next((way for way in stems(word) if way[1] in starts), ("", ""))
            if not stem:
                continue
            last = at + 1
            while last < len(words) and (words[last - 1] if last - 1 > at else stem, words[last]) in pairs:
                last += 1
            if last > at + 1 or (stem in singles and self._is_meant(at, proclitic)):
                name = self._with_given(at, last, len(proclitic))
                if taken.isdisjoint(range(name.first, name.last)):
                    taken.update(range(name.first, name.last))
                    yield name

    def _is(self, word: str, *roles: str) -> bool:
        hits = self.private.document.language.aside.word_hits(word)
        kinds = {hit.entry.role for hit in hits if type(hit.entry) is PrivateWord and not hit.proclitic}
        return not kinds.isdisjoint(roles) and "given" not in kinds

    def _is_meant(self, at: int, proclitic: str) -> bool:
        """Whether one word of a name stands for its bearer: it means nothing else, speaks, or stands alone."""
        private = self.private
        other = private.hit(at, "given") is not None and private.given(at) is None
        if other or at in self.placed or private.article in proclitic or self._is_borne(at) or private.hit(at, "office"):
            return False
        if private.is_saying(at - 1) or private.is_saying(at + 1):
            return True
        given = private.given(at)
        if given is not None:
            alone = not (self._is_of_name(at - 1) or self._is_of_name(at + 1) or private.hit(at - 1, "office"))
            return alone and not private.is_weak(at) and not given.proclitic.endswith(private.article)
        before = private.is_word(at - 1) and private.is_definite(at - 1)
        after_adjective = before and private.hit(at - 1, "person") is None
        return private.is_unknown(at) and len(private.words[at]) > LEAST_LETTERS and not after_adjective

    def _is_borne(self, at: int) -> bool:
        """Whether something else bears the name at a token: a street, a mosque."""
        hit = self.private.hit(at - 1, "mention")
        return hit is not None and not hit.proclitic.endswith(self.private.article)

    def _with_given(self, first: int, last: int, before: int) -> Name:
        """A later mention with the given name before it, or after it where it begins."""
        if not before and self.private.hit(first - 1, "head", "mother"):
            return Name(first - 1, last, 0, (), True)
        given = self.private.given(first - 1)
        if given is not None and not before and not given.proclitic.endswith(self.private.article):
            return Name(first - 1, last, len(given.proclitic), (), True)
        if last == first + 1 and (after := self.private.given(last)) is not None and not after.proclitic:
            return Name(first, last + 1, before, (), True)
        return Name(first, last, before, (), False)

    def _is_of_name(self, at: int) -> bool:
        """Whether a word beside a given name makes another name with it."""
        private = self.private
        if private.given(at) is not None or private.hit(at, "head", *LINKS) is not None:
            return True
        return private.is_word(at) and private.is_definite(at) and (private.is_unknown(at) or private.has_relation(at))
