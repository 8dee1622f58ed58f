"""The words of the table of what is private, where they stand in a document."""

from __future__ import annotations

from bisect import bisect_left

from sijill.language.document import Document
from sijill.language.entries import CueWord, EffectWord, PrivateWord
from sijill.language.load import Hit

VERBS = ("past", "present")
MARK = "mark"


class PrivateWords:
    """Which tokens of a document stand for an entry of the table, by token."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens, self.words = document.tokens, document.words
        self.article = document.language.grammar.article
        # the letter that makes an adjective of a name is that of the last dual, which is bound
        duals = document.language.grammar.paradigms.get("nouns", {}).get("dual", [])
        self._relation = duals[-1][1] if duals else "\0"
        self.marks = document.language.aside.marks(document.words)
        self.order = list(self.marks)
        self._folded: dict[str, dict[str, str]] = {}
        self._givens: dict[int, Hit | None] = {}

    def hit(self, at: int, *roles: str) -> Hit | None:
        """The first entry of one of those roles that begins at a token, or None."""
        for hit in self.marks.get(at, ()):
            entry = hit.entry
            if type(entry) is PrivateWord and entry.role in roles:
                return hit
        return None

    def has(self, at: int, roles: frozenset[str]) -> bool:
        """Whether an entry of one of those roles begins at a token that begins one."""
        # asked of every word of the table in a text: a loop is twice as fast as any() here
        for hit in self.marks[at]:  # noqa: SIM110
            if type(hit.entry) is PrivateWord and hit.entry.role in roles:
                return True
        return False

    def given(self, at: int) -> Hit | None:
        """The given name at a token, or None; letters may be written before it."""
        if at not in self.marks:
            return None
        if at not in self._givens:
            hit = self.hit(at, "given")
            other = hit is None or hit.enclitic or not isinstance(hit.entry, PrivateWord) or self.is_other(at, hit.entry)
            self._givens[at] = None if other else hit
        return self._givens[at]

    def within(self, first: int, last: int) -> list[int]:
        """The tokens from first up to last at which an entry begins."""
        return self.order[bisect_left(self.order, first) : bisect_left(self.order, last)]

    def is_weak(self, at: int) -> bool:
        """Whether a given name is an everyday word too, as the table has it or because another word is folded alike."""
        hit = self.given(at)
        entry = hit.entry if hit else None
        return isinstance(entry, PrivateWord) and (entry.weak or self._like_other(at, entry) != "")

    def _like_other(self, at: int, entry: PrivateWord) -> str:
        """The word of those of `never` that a token is folded to, or nothing."""
        if not entry.never:
            return ""
        folded = self._folded.get(entry.lemma)
        if folded is None:
            fold = self.document.language.fold.word
            folded = self._folded[entry.lemma] = {never: fold(never) for never in entry.never}
        return next((never for never, word in folded.items() if self.words[at].endswith(word)), "")

    def is_other(self, at: int, entry: PrivateWord) -> bool:
        """Whether a word is spelled as another word than the entry, though it is folded alike."""
        never = self._like_other(at, entry)
        return never != "" and self.said(at)[-1] == never[-1]

    def said(self, at: int) -> str:
        """A token as received."""
        token = self.tokens[at]
        return self.document.text.content[token.start : token.end]

    def is_word(self, at: int) -> bool:
        """Whether a token is there and is a word."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "word"

    def is_unknown(self, at: int) -> bool:
        """Whether no table knows a word of more than two letters."""
        return self.is_word(at) and len(self.words[at]) > 2 and not self.tokens[at].hits and at not in self.marks

    def is_definite(self, at: int) -> bool:
        """Whether a word begins with the article and nothing before it."""
        return self.words[at].startswith(self.article) and len(self.words[at]) > len(self.article) + 2

    def is_family(self, at: int) -> bool:
        """Whether an unknown word with the article has the ending of names made of other names."""
        return self.is_unknown(at) and self.is_definite(at) and self.has_relation(at)

    def has_relation(self, at: int) -> bool:
        """Whether a word has the ending that makes an adjective of a name."""
        return self.said(at).endswith(self._relation)

    def is_attribute(self, at: int, entry: PrivateWord) -> bool:
        """Whether a weak word for a person tells more of the word with the article before it: the civil defence."""
        return entry.weak and entry.role == "person" and self.is_word(at - 1) and self.is_definite(at - 1)

    def is_saying(self, at: int) -> bool:
        """Whether a verb of saying stands at a token."""
        hit = self.document.hit(at, CueWord)
        return hit is not None and hit.form.startswith(VERBS) and not hit.proclitic.endswith(self.article)

    def is_verb(self, at: int) -> bool:
        """Whether a word of saying or of harm stands there that makes a clause."""
        for hit in self.tokens[at].hits:
            if hit.proclitic.endswith(self.article):
                continue
            if type(hit.entry) is CueWord and hit.form.startswith(VERBS):
                return True
            if type(hit.entry) is EffectWord and "masdar" not in hit.form:
                return True
        return False
