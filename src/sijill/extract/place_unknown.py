"""How far a name reaches that no gazetteer knows, after a noun that tells it to be a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sijill.language.document import Document
from sijill.language.entries import CueWord, EffectWord, EventWord, GroupNoun, HedgeWord, NumberWord, Particle, TimeWord, VoiceNoun
from sijill.language.load import Hit

# what cannot stand in a name without the article
NO_NAME = (CueWord, EffectWord, EventWord, GroupNoun, HedgeWord, NumberWord, Particle, TimeWord, VoiceNoun)
MOST_WORDS = 3
# nouns of bodies and the like name places too, with the article ("the Company quarter")
NAMING = frozenset({"body", "outlet", "motion", "of", "cue"})
PREPOSITIONS = frozenset({"in", "on", "to", "from"})
# the letters of a present verb in the third person, folded
VERBAL = ("\u064a", "\u062a")


class UnknownNames:
    """Names of one document that only the noun before them tells.

    `roles` are those of the nouns of place by token, `heads` short words that are never a whole name, and `begins`
    tells whether a name that the gazetteer knows begins at a token.
    """

    def __init__(
        self, document: Document, roles: Mapping[int, str], heads: frozenset[str], begins: Callable[[int], bool]
    ) -> None:  # fmt: skip
        self.document, self.roles, self.heads, self.begins = document, roles, heads, begins
        self.tokens, self.words = document.tokens, document.words
        self.grammar = document.language.grammar
        self.joined = self.grammar.prepositions[:2]

    def end(self, start: int, follows: str) -> int:
        """The token after the name that begins at `start`, right behind its noun; `start` itself where none begins."""
        if follows == "known" or not self._is_word(start) or not self._opens(start, self.words[start], follows):
            return start
        return self._end(start)

    def end_listed(self, start: int, follows: str, comma: bool) -> int:
        """The same for a further name of a list, which needs its conjunction or a comma before it."""
        if follows == "known" or not self._is_word(start):
            return start
        word = self.words[start]
        conjunction = next((letter for letter in self.grammar.conjunctions if word.startswith(letter) and len(word) > 3), "")
        bare = word[len(conjunction) :]
        if not (conjunction or comma) or not self._opens(start, bare, follows, conjunction):
            return start
        if not self._is_definite(bare) and follows and (comma or self.tokens[start].hits):
            return start
        return self._end(start)

    def _is_word(self, at: int) -> bool:
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return False
        role = self.roles.get(at)
        return role is None or (role in NAMING and self._is_definite(self.words[at]))

    def _is_definite(self, word: str) -> bool:
        article = self.grammar.article
        return bool(article) and word.startswith(article) and len(word) > len(article) + 1

    def _opens(self, at: int, word: str, follows: str, conjunction: str = "") -> bool:
        if len(word) < 2:
            return False
        hits = self.tokens[at].hits
        if not conjunction and word not in self.heads and any(set(hit.proclitic) & set(self.grammar.conjunctions) for hit in hits):
            return False
        if self._is_definite(word):
            return not any(isinstance(hit.entry, Particle) for hit in hits)
        if follows == "definite":
            return False
        return word in self.heads or (self._can_be_name(at) and not self._is_other(at, word))

    def _is_other(self, at: int, word: str) -> bool:
        """An adjective of nation or kind, a present verb with its object, a known word with a preposition before it."""
        if len(word) > 4 and word.endswith("\u064a" + self.grammar.feminine):
            return True
        if word[0] in VERBAL and any(word.endswith(pronoun) for pronoun in self.grammar.pronouns if len(pronoun) > 1):
            return True
        if word.startswith(self.grammar.article_after_lam * 2):
            return True
        return any(set(hit.proclitic) & set(self.joined) for hit in self.tokens[at].hits)

    def _end(self, start: int) -> int:
        end = start + 1
        if self.words[start] in self.heads:
            if end >= len(self.tokens) or self.tokens[end].kind != "word" or self.roles.get(end) in PREPOSITIONS:
                return start
            end += 1
        while end - start < MOST_WORDS and self._goes_on(start, end):
            end += 1
        return end

    def _goes_on(self, start: int, at: int) -> bool:
        """Whether the word belongs to the name: a genitive with the article, or a second word that means nothing else."""
        if not self._is_word(at) or not self._can_be_name(at) or self.begins(at):
            return False
        token, word, grammar = self.tokens[at], self.words[at], self.grammar
        if any(set(hit.proclitic) & {*grammar.conjunctions, *grammar.prepositions} for hit in token.hits):
            return False
        was_definite = self._is_definite(self.words[at - 1])
        if word[0] in grammar.conjunctions and len(word) > 3:
            return False
        if self._is_definite(word):
            return not was_definite
        if was_definite or token.hits or (word[0] in self.joined and len(word) > 4) or (word[0] in VERBAL and len(word) > 3):
            return False
        return at - start < 2 and self._stops(at + 1)

    def _stops(self, at: int) -> bool:
        """Whether what stands there ends a name: no word, a noun of place, or a word of another part of the sentence."""
        if not self._is_word(at):
            return True
        word = self.words[at]
        return word[0] in (*self.grammar.conjunctions, *self.joined) or self._is_definite(word) or bool(self.tokens[at].hits)

    def _can_be_name(self, at: int) -> bool:
        return not any(isinstance(hit.entry, NO_NAME) and _is_whole(hit) for hit in self.tokens[at].hits)


def _is_whole(hit: Hit) -> bool:
    return not hit.enclitic
