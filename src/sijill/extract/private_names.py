"""The name of a person in full: which words it takes, from its first.

A name begins with a given name of the table or a word that makes one with the next (Abd, Abu, Umm), and goes on over given
names, links (son of) and words that no table knows. After a word that tells of a person the first may be unknown too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sijill.extract.private_words import MARK, PrivateWords
from sijill.language.entries import CueWord, EffectWord, Entry, GroupNoun, Particle, PlaceNoun, PrivateWord, TimeWord, VoiceNoun

LONGEST = 12
LONGEST_NAME = 6  # letters, the article with them, of a word that may be a name though it ends as many do
SPEAKING = (CueWord, Particle, VoiceNoun)
NO_NAME = (*SPEAKING, EffectWord, GroupNoun, PlaceNoun, TimeWord)


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens first up to last; `before` counts the letters written with the first that are not of the name."""

    first: int
    last: int
    before: int
    words: tuple[str, ...]
    full: bool


class NameReader:
    """Reads names of persons in one document; `placed` are the tokens that name a place."""

    def __init__(self, words: PrivateWords, placed: frozenset[int]) -> None:
        self.private, self.placed = words, placed

    def read(self, at: int, *, led: bool) -> Name | None:
        """The name that begins at a token, or None. `led`: words before it tell that a person's name follows."""
        opened = self._open(at, led)
        if opened is None:
            return None
        last, before, sure = opened
        last = self._go_on(at, last, sure or led)
        full = last - at > 1
        if not full and not led:
            return None
        known = led and (self._closes(last) or (full and self.private.given(at) is not None))
        if not sure and not known and not self._is_sure(at + 1, last):
            return None
        words = self.private.words
        return Name(at, last, before, (words[at][before:], *words[at + 1 : last]), full)

    def _go_on(self, at: int, last: int, sure: bool) -> int:
        """Where a name ends whose first part ends at `last`.

        A word that no table knows may be a verb: one is taken after a sure first part, a second where the name ends with it, none
        after a word with the article.
        """
        private = self.private
        unknown = 0
        while last - at < LONGEST:
            taken = self._more(last) or int(self._may_name(last) and private.hit(last - 1, "link") is not None)
            if not taken and (sure or unknown or last - at > 1) and self._may_name(last) and not private.is_definite(last - 1):
                unknown += 1
                taken = int(unknown == 1 or (unknown == 2 and self._closes(last + 1)))
            if not taken:
                break
            last += taken
        return last

    def _may_name(self, at: int) -> bool:
        """Whether an unknown word without the article may be a part of a name."""
        private = self.private
        if not private.is_unknown(at) or private.is_definite(at) or at in self.placed:
            return False
        joined = private.words[at].startswith(self._and) and not self._closes(at + 1)
        return not (joined or self._is_present(at) or self._is_joined(at))

    def _open(self, at: int, led: bool) -> tuple[int, int, bool] | None:
        """Where the first part of a name ends, the letters before it, and whether it can be nothing but a name."""
        private = self.private
        if not private.is_word(at):
            return None
        if at in self.placed and not (private.given(at) and (led or private.given(at + 1))):
            return None
        head = private.hit(at, "head", "mother")
        if head is not None and head.length == 1 and not head.enclitic and self._completes(at + 1, head.entry):
            return at + 2, len(head.proclitic), True
        hit = private.given(at)
        if hit is not None and not hit.proclitic.endswith(private.article):
            return at + 1, len(hit.proclitic), isinstance(hit.entry, PrivateWord) and not hit.entry.weak
        if led and not private.is_definite(at):
            if self._may_name(at):
                return at + 1, 0, False
            if private.hit(at + 1, "link") and not private.document.entry(at, Particle) and not private.is_verb(at):
                return at + 1, 0, False
        return None

    def _completes(self, at: int, head: Entry) -> bool:
        """Whether a word makes a name with Abd, Abu or Umm before it."""
        private = self.private
        if not private.is_word(at) or at in self.placed:
            return False
        hit = private.given(at)
        if hit is not None:
            return hit.proclitic in ("", private.article)
        if not isinstance(head, PrivateWord) or head.role == "mother":
            return False
        return private.hit(at, "tail") is not None or (private.is_definite(at) and not private.is_verb(at))

    def _more(self, at: int) -> int:
        """How many tokens at a token go on with a name for certain."""
        private = self.private
        if not private.is_word(at):
            return 0
        hit = private.given(at)
        if hit is not None:
            if private.hit(at, "office") and private.given(at + 1) is None:
                return 0
            return int(hit.proclitic in ("", private.article))
        link = private.hit(at, "link", "tail")
        if link is not None and not link.proclitic and not link.enclitic:
            return int(private.hit(at, "tail") is not None or (private.is_word(at + 1) and private.hit(at, "kin") is None))
        head = private.hit(at, "head")
        if head is not None and not head.proclitic and not head.enclitic and private.is_word(at + 1):
            return 2
        if not private.is_definite(at) or self._is_plural(at):
            return 0
        if private.is_unknown(at) and (not private.is_definite(at - 1) or private.has_relation(at) or self._closes(at + 1)):
            return 1
        return int(self._is_surname(at))

    def _is_plural(self, at: int) -> bool:
        """Whether a longer word has the ending of many."""
        word = self.private.words[at]
        return len(word) > LONGEST_NAME and word.endswith(self._many)

    def _is_surname(self, at: int) -> bool:
        """Whether a word with the article that tables know may be a family's name here: by its ending, or a name ends with it."""
        private = self.private
        if private.hit(at, "office", "person", "stop") or not (private.has_relation(at) or self._closes(at + 1)):
            return False
        kinds = SPEAKING if private.has_relation(at) else NO_NAME
        return not any(isinstance(hit.entry, kinds) for hit in private.tokens[at].hits)

    def _is_sure(self, first: int, last: int) -> bool:
        """Whether what follows an everyday word can hardly be anything but parts of a name."""
        private = self.private
        if last - first > 1 and private.given(first) is not None:
            return True
        for at in range(first, last):
            hit = private.given(at)
            if private.hit(at, "tail"):
                continue
            if private.hit(at, "link", "head") or (hit is not None and isinstance(hit.entry, PrivateWord) and not hit.entry.weak):
                return True
            if hit is None:
                return private.is_family(at)
        return False

    def _closes(self, at: int) -> bool:
        """Whether a name ends before a token for certain: a comma, bracket or the end of the words."""
        tokens = self.private.tokens
        return at >= len(tokens) or tokens[at].kind in (MARK, "line")

    def _is_joined(self, at: int) -> bool:
        """Whether a word begins with a conjunction or preposition that an article follows."""
        word, article = self.private.words[at], self.private.article
        return word[1:].startswith(article) and len(word) > len(article) + 3

    def _is_present(self, at: int) -> bool:
        """Whether an unknown word looks like a verb of the present."""
        word, future = self.private.words[at], self.private.document.language.grammar.future
        return len(word) > 3 and word.removeprefix(future).startswith(self._prefixes)

    @cached_property
    def _many(self) -> tuple[str, ...]:
        return tuple(
            row[1] for row in self.private.document.language.grammar.paradigms.get("nouns", {}).get("sound_m", []) if len(row[1]) > 1
        )

    @cached_property
    def _and(self) -> str:
        return next(iter(self.private.document.language.grammar.conjunctions), "\0")

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        rows = self.private.document.language.grammar.paradigms.get("present", {})
        return tuple({row[0] for form in ("ms", "fs") for row in rows.get(form, [])})
