"""Whether a name is that of a public person: an office, a rank or a public trade beside it, or a figure of the table."""

from __future__ import annotations

from sijill.extract.private_names import Name
from sijill.extract.private_words import MARK, PrivateWords
from sijill.language.document import OPENING, STOPS, Sentence
from sijill.language.entries import PrivateWord

REACH_BEFORE, REACH_AFTER = 10, 4
PAUSES = frozenset(",\u060c-–—(:\u061b")
OF_PERSONS = frozenset({"one", "sign", "person", "kin", "family", "called", "home"})


class Publicity:
    """Tells for one document who is public."""

    def __init__(self, words: PrivateWords) -> None:
        self.private = words

    def is_public(self, name: Name, sentence: Sentence) -> bool:
        """Whether the words beside a name tell an office, or the name is that of a public figure."""
        return self.is_figure(name) or self.has_office(name.first, sentence.first) or self._after(name.last, sentence.last)

    def is_figure(self, name: Name) -> bool:
        """Whether the name is one of the table's public figures."""
        hit = self.private.hit(name.first, "public")
        return hit is not None and name.first + hit.length <= name.last + 1

    def is_followed(self, name: Name, sentence: Sentence) -> bool:
        """Whether an office is told behind a name."""
        return self._after(name.last, sentence.last)

    def is_memory(self, name: Name) -> bool:
        """Whether the name is part of that of a street, a mosque, a brigade."""
        at = name.first - 1
        if at >= 0 and self.private.tokens[at].word in OPENING:
            at -= 1
        while at >= 0 and name.first - at <= 3 and self.private.hit(at, "title", "person", "office"):
            if self._bears(at):
                return True
            at -= 1
        return at >= 0 and self._bears(at)

    def _bears(self, at: int) -> bool:
        """Whether a word bears the name that follows it: it has no article."""
        hit = self.private.hit(at, "mention")
        return hit is not None and not hit.proclitic.endswith(self.private.article)

    def has_office(self, first: int, begin: int) -> bool:
        """Whether an office stands before the name that begins at a token, with nothing between that takes it away."""
        private = self.private
        adjacent = True
        for at in range(first - 1, max(begin, first - REACH_BEFORE) - 1, -1):
            token = private.tokens[at]
            if token.kind == MARK:
                if token.word in STOPS or (token.word in PAUSES and at < first - 1):
                    return False
                continue
            if token.kind != "word":
                return False
            marked = at in private.marks
            office = private.hit(at, "office") if marked else None
            if office is not None and self._counts(office.entry, adjacent) and at + office.length <= first:
                return True
            if marked and private.has(at, OF_PERSONS) and not self._is_attribute(at):
                return False
            if token.hits and (private.is_verb(at) or private.document.role(at, "complementiser")):
                return False
            adjacent = adjacent and marked and private.hit(at, "title") is not None
        return False

    def _counts(self, entry: object, adjacent: bool) -> bool:
        return isinstance(entry, PrivateWord) and (adjacent or not entry.weak)

    def _is_attribute(self, at: int) -> bool:
        hit = self.private.hit(at, "person")
        return hit is not None and isinstance(hit.entry, PrivateWord) and self.private.is_attribute(at, hit.entry)

    def _after(self, last: int, end: int) -> bool:
        private = self.private
        for at in range(last, min(end, last + REACH_AFTER)):
            token = private.tokens[at]
            if token.kind == MARK:
                if at > last or (token.word not in PAUSES and token.word not in OPENING):
                    return False
                continue
            if token.kind != "word" or private.is_verb(at):
                return False
            office = private.hit(at, "office")
            if office is not None and self._counts(office.entry, False) and not office.proclitic.strip(private.article):
                return True
            if private.document.role(at, "complementiser") or private.document.role(at, "preposition"):
                return False
        return False
