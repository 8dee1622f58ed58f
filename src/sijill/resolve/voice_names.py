"""The name of a voice from the words of a mention: without what is written before it, long titles cut to who is meant."""

from __future__ import annotations

from sijill.language.document import Document
from sijill.language.entries import CueWord, Entry, GroupNoun, Particle, PlaceNoun, ThingNoun, VoiceNoun
from sijill.record.found import FoundVoice

LONG_NAME = 6
TITLES = (VoiceNoun, GroupNoun, PlaceNoun, ThingNoun, Particle, CueWord)


class VoiceNames:
    """Names the mentions of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.grammar = document.language.grammar

    def name(self, first: int, last: int, voice: FoundVoice) -> str:
        """The words of a mention as received, without a preposition written before them."""
        if last - first > LONG_NAME:
            first, last = self._short(first, last)
        said = self.document.said(first, last)
        hit = self.document.hit(first, VoiceNoun)
        word = self.document.words[first]
        proclitic = hit.proclitic if hit else ""
        if not hit:
            lam = self.grammar.article_after_lam * 2
            proclitic = self.grammar.article_after_lam + self.grammar.article if word.startswith(lam) and len(word) > 4 else ""
            if self._joins(first):
                proclitic = word[0] + self.grammar.article
            cue = self.document.hit(voice.cue_first, CueWord) if voice.cue_first is not None else None
            if not proclitic and cue is not None and cue.form == "according" and cue.entry.takes:  # type: ignore[attr-defined]
                proclitic = self.grammar.article_after_lam if word.startswith(self.grammar.article_after_lam) else ""
        if not proclitic or proclitic == self.grammar.article:
            return said
        raw = self.document.said(first, first + 1)
        rest = next((r for p, r in self.grammar.stems(word) if p == proclitic), None)
        if rest is None or len(raw) < len(rest):
            return said
        kept = raw[len(raw) - len(rest) :]
        article = self.grammar.article if proclitic.endswith(self.grammar.article) else ""
        return article + kept + said[len(raw) :]

    def single(self, first: int, last: int) -> int:
        """Where the first of two bodies joined in one mention ends: the observatory and the army itself."""
        head = self.document.entry(first, VoiceNoun)
        if head is None or head.sort != "body":
            return last
        if not self.document.role(last - 1, "same"):
            return last
        for k in range(first + 2, last):
            hit = self.document.hit(k, VoiceNoun)
            joined = hit is not None and hit.proclitic[:1] in self.grammar.conjunctions and hit.proclitic[1:] == self.grammar.article
            if joined and self.document.entry(k, VoiceNoun).sort == "body":  # type: ignore[union-attr]
                return k
        return last

    def ruled(self, first: int, last: int) -> frozenset[str]:
        """The words of a mention that stand right after a preposition: they are no name by which it is called again."""
        words = self.document.words
        return frozenset(words[k] for k in range(first + 1, last) if self.document.role(k - 1, "preposition"))

    def _short(self, first: int, last: int) -> tuple[int, int]:
        """A long mention cut to what names the voice: a person's own name, a source without where it sits."""
        hit = self.document.hit(first, VoiceNoun)
        entry = hit.entry if hit else None
        if isinstance(entry, VoiceNoun) and entry.sort == "source":
            for k in range(first + 1, last):
                if self.document.role(k, "preposition") and last - k > LONG_NAME:
                    return first, k
            return first, last
        if isinstance(entry, VoiceNoun):
            if entry.sort != "person" or hit is None or hit.form != "singular":
                return first, last
            if not self._is_article(first) and not self.document.tokens[first + 1].hits and self._is_titled(first + 2):
                # a first name that is a title too
                return first, first + 2
            start = self._person(first, last)
            return (first, self._described(first, last)) if start == first else (start, last)
        if self._is_article(first):
            return self._person(first, last), last
        for k in range(first + 2, last):
            if (self._is_bare(k - 1) or self._is_article(k - 1)) and self._is_titled(k):
                return first, k
        return first, self._surname(first, last)

    def _described(self, first: int, last: int) -> int:
        """Where an unnamed person's kind ends and a description of what he knows or does begins: an official aware of the talks."""
        if self._is_article(first) or self._is_article(first + 1):
            return last
        for k in range(first + 2, last):
            word = self.document.words[k]
            if any(word.startswith(p + self.grammar.article) for p in self.grammar.prepositions):
                return k
        return last

    def _surname(self, first: int, last: int) -> int:
        """Where a person's own name ends that stands before a title which the tables do not know: the surname has the article."""
        k = first
        while k < last and self._is_bare(k):
            k += 1
        if k == first or k + 1 >= last or not self._is_article(k) or not self._is_article(k + 1):
            return last
        return k + 1

    def _person(self, first: int, last: int) -> int:
        """Where the person's own name begins after a long title; the first token where none can be told."""
        k = last
        if self._is_article(k - 1) and not self._is_article(k - 2):
            k -= 1
        while k > first and self._is_bare(k - 1):
            k -= 1
        if last - k < 2 or self._is_anothers(first, k):
            return first
        if k - 1 > first and self._is_article(k - 1) and (hit := self.document.hit(k - 1, VoiceNoun)) and hit.entry.sort == "person":  # type: ignore[attr-defined]
            k -= 1
        return k

    def _is_anothers(self, first: int, k: int) -> bool:
        """Whether the name that begins at a token is that of the title's master: the secretary in the office of the president X."""
        while k - 1 > first and self._is_article(k - 1) and not self._is_person(k - 1):
            k -= 1
        return (
            k - 2 > first and self._is_person(k - 1) and self._is_article(k - 1) and not self._is_article(k - 2) and not self._joins(k - 2)
        )

    def _joins(self, k: int) -> bool:
        """Whether a word is joined to the one before it and has the article."""
        word = self.document.words[k]
        return word[:1] in self.grammar.conjunctions and word[1:].startswith(self.grammar.article)

    def _is_person(self, k: int) -> bool:
        entry = self.document.entry(k, VoiceNoun)
        return entry is not None and entry.sort == "person"

    def _is_titled(self, k: int) -> bool:
        """Whether a person's title with the article stands there."""
        title = self.document.hit(k, VoiceNoun)
        return title is not None and title.entry.sort == "person" and title.proclitic == self.grammar.article  # type: ignore[attr-defined]

    def _is_article(self, k: int) -> bool:
        return self.document.words[k].startswith(self.grammar.article)

    def _is_bare(self, k: int) -> bool:
        """Whether a token may be part of a person's name: a word that no table knows, without an article."""
        token, word = self.document.tokens[k], self.document.words[k]
        return (
            token.kind == "word"
            and (word == self.grammar.article or not self._is_article(k))
            and all(type(hit.entry) not in TITLES or self._in_names(hit.entry) for hit in token.hits)
        )

    def _in_names(self, entry: Entry) -> bool:
        """Whether an entry is for a word that joins the parts of names: the son of."""
        return isinstance(entry, PlaceNoun | Particle) and entry.role in ("son", "invoked", "or_name")
