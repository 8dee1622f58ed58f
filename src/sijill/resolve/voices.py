"""Voices settled: each mention gets the fullest name that the report has for it.

A later short form (the observatory, a family name) means an earlier full one; "the source itself", "the statement" and a
verb without a voice mean the last voice that fits in gender and head noun.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.language.document import Document
from sijill.language.entries import CueWord, GroupNoun, Particle, PlaceNoun, ThingNoun, Via, VoiceNoun
from sijill.language.load import Hit
from sijill.record.found import FoundStatement, FoundVoice

REMEMBERED = 60
LONG_NAME = 6
PLURALS = ("plural", "sound", "dual")
TITLES = (VoiceNoun, GroupNoun, PlaceNoun, ThingNoun, Particle, CueWord)
LONGEST = 14


@dataclass(slots=True)
class Known:
    """A voice of the report: its fullest mention, the words of it, and what the last mention tells."""

    name: str
    words: frozenset[str]
    head: str
    kind: str
    role: str | None
    sort: str
    feminine: bool | None
    proper: frozenset[str] = field(default_factory=frozenset)


def settle_voices(document: Document, statements: list[FoundStatement]) -> None:
    """Fills name, kind and role of every voice of the statements, which stand in the order of the report."""
    Settler(document).settle(statements)


class Settler:
    """Settles the voices of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.grammar = document.language.grammar
        self.known: list[Known] = []
        self.last: Known | None = None
        self.of_cue: dict[int, Known | None] = {}

    def settle(self, statements: list[FoundStatement]) -> None:
        """Names every voice, in order."""
        ordered = sorted(statements, key=lambda s: min((v.cue_first or 0 for v in s.voices), default=s.first))
        outer_end = -1
        outer: Known | None = None
        for statement in ordered:
            for depth, voice in enumerate(statement.voices):
                origin = depth == len(statement.voices) - 1
                cue = voice.cue_first if voice.cue_first is not None else statement.first
                nested = cue < outer_end
                key = cue * 8 + depth
                if key in self.of_cue:
                    found = self.of_cue[key]
                else:
                    found = self._settle(voice, outer if nested else self.last)
                    self.of_cue[key] = found
                if found is not None:
                    voice.name, voice.kind = found.name, found.kind
                    voice.role = voice.role or found.role
                if origin and not nested and found is not None:
                    self.last, outer = found, found
            if statement.voices and statement.last > outer_end:
                outer_end = statement.last if (statement.voices[-1].cue_first or 0) < statement.first else outer_end
        for statement in statements:
            for depth, voice in enumerate(statement.voices):
                found = self.of_cue.get((voice.cue_first if voice.cue_first is not None else statement.first) * 8 + depth)
                if found is not None:
                    voice.name = found.name
        self._drop(statements)

    def _drop(self, statements: list[FoundStatement]) -> None:
        """Voices that could not be named are not claimed."""
        statements[:] = [s for s in statements if not s.voices or s.voices[-1].name]

    def _settle(self, voice: FoundVoice, last: Known | None) -> Known | None:
        if voice.first is None or voice.last is None:
            return self._continued(voice, last)
        mention = self._mention(voice)
        if mention is None or mention.sort == "stand_in":
            return self._continued(voice, last)
        if mention.proper:
            return self._merge(mention)
        return self._generic(mention, voice, last) or self._merge(mention)

    # --- mentions

    def _mention(self, voice: FoundVoice) -> Known | None:
        """What the words of a mention tell; None where they are only "the statement"."""
        first, last = voice.first, voice.last
        assert first is not None
        assert last is not None
        words: list[str] = []
        proper: list[str] = []
        head: VoiceNoun | None = None
        head_word = ""
        for k in range(first, min(last, first + LONGEST)):
            token = self.document.tokens[k]
            if token.kind != "word":
                continue
            bare = self._bare(k)
            words.append(bare)
            hit = self.document.hit(k, VoiceNoun)
            if hit is not None and head is None:
                entry = hit.entry
                assert isinstance(entry, VoiceNoun)
                head, head_word = entry, self._head_word(entry, hit.form)
            if (k > first and not self._is_filler(k)) or (k == first and self._is_name(k, hit, head)):
                proper.append(bare)
        if not words or (not proper and self.document.hit(first, Via) and head is None):
            return None
        feminine = self._feminine(head, first) if head else None
        return Known(
            self._name(first, last, voice), frozenset(words), head_word, voice.kind, voice.role,
            head.sort if head else "name", feminine, frozenset(proper),
        )  # fmt: skip

    def _is_name(self, k: int, hit: Hit | None, head: VoiceNoun | None) -> bool:
        """Whether the first word of a mention names a voice by itself: unknown, a phrase of the tables, a state."""
        known = hit is not None and hit.length == 1 and not (head is not None and head.sort == "state")
        return not known and not self.document.hit(k, Via)

    def _head_word(self, entry: VoiceNoun, form: str) -> str:
        """A head noun for comparing: sources of all sorts are one, many are not one."""
        word = entry.sort if entry.sort == "source" else self.document.language.fold.word(entry.lemma)
        return word + ("+" if form in PLURALS else "")

    def _is_filler(self, k: int) -> bool:
        hit = self.document.hit(k, Particle)
        entry = hit.entry if hit else None
        return isinstance(entry, Particle) and entry.role in ("same", "preposition", "demonstrative", "adjunct")

    def _bare(self, k: int) -> str:
        """A word without what is written before it."""
        word = self.document.words[k]
        hit = self.document.hit(k, VoiceNoun)
        if hit is not None and hit.proclitic and hit.length == 1:
            for proclitic, rest in self.grammar.stems(word):
                if proclitic == hit.proclitic:
                    return rest
        article = self.grammar.article
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :]
        lam = self.grammar.article_after_lam * 2
        return word[len(lam) :] if word.startswith(lam) and len(word) > 4 else word

    def _name(self, first: int, last: int, voice: FoundVoice) -> str:
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
            return (
                (self._person(first, last), last)
                if entry.sort == "person" and hit is not None and hit.form == "singular"
                else (first, last)
            )
        if self._is_article(first):
            return self._person(first, last), last
        for k in range(first + 2, last):
            title = self.document.hit(k, VoiceNoun)
            if title is not None and title.entry.sort == "person" and title.proclitic == self.grammar.article:  # type: ignore[attr-defined]
                return first, k
        return first, last

    def _person(self, first: int, last: int) -> int:
        """Where the person's own name begins after a long title; the first token where none can be told."""
        k = last
        if self._is_article(k - 1) and not self._is_article(k - 2):
            k -= 1
        while k > first and self._is_bare(k - 1):
            k -= 1
        if last - k < 2:
            return first
        if k - 1 > first and self._is_article(k - 1) and (hit := self.document.hit(k - 1, VoiceNoun)) and hit.entry.sort == "person":  # type: ignore[attr-defined]
            k -= 1
        return k

    def _is_article(self, k: int) -> bool:
        return self.document.words[k].startswith(self.grammar.article)

    def _is_bare(self, k: int) -> bool:
        """Whether a token may be part of a person's name: a word that no table knows, without an article."""
        token, word = self.document.tokens[k], self.document.words[k]
        return (
            token.kind == "word"
            and (word == self.grammar.article or not self._is_article(k))
            and not any(self.document.hit(k, kind) for kind in TITLES)
        )

    def _feminine(self, head: VoiceNoun, first: int) -> bool:
        form = next((h.form for k in range(first, first + 3) if (h := self.document.hit(k, VoiceNoun)) and h.entry is head), "")
        if form in PLURALS:
            return head.sort != "person"
        return head.feminine

    # --- meeting what is known

    def _merge(self, mention: Known) -> Known:
        """The known voice that a mention means, made fuller by it, or the mention as a new one."""
        for known in reversed(self.known[-REMEMBERED:]):
            if mention.words == known.words:
                return known
            if mention.proper and mention.words < known.words and self._may_shorten(mention, known):
                return known
            if (known.proper or known.head == mention.head != "") and known.words < mention.words and self._may_shorten(known, mention):
                known.name, known.words, known.proper = mention.name, mention.words, known.proper | mention.proper
                return known
        self.known.append(mention)
        return mention

    def _may_shorten(self, short: Known, full: Known) -> bool:
        if not short.proper <= full.proper | full.words or "source" in (short.sort, full.sort):
            return False
        return not short.head or not full.head or short.head == full.head or short.sort == "person" == full.sort

    def _generic(self, mention: Known, voice: FoundVoice, last: Known | None) -> Known | None:
        """The voice that a bare "the observatory", "the source itself" means: the last one with that head noun."""
        first = voice.first
        assert first is not None
        hit = self.document.hit(first, VoiceNoun)
        if hit is None or not hit.proclitic.endswith(self.grammar.article):
            return None
        candidates = [k for k in reversed(self.known[-REMEMBERED:]) if k.proper or k.sort in ("source", "person")]
        if last is not None and (last.head == mention.head or mention.head in last.words):
            return last
        for known in candidates:
            if known.head == mention.head:
                return known
        if mention.sort in ("source", "document") and not (
            mention.head.endswith("+") and last is not None and not last.head.endswith("+") and last.sort == "person"
        ):
            return last
        for known in candidates:
            if known.head == mention.head or mention.words <= known.words:
                return known
        return None

    def _continued(self, voice: FoundVoice, last: Known | None) -> Known | None:
        """The voice that a verb without one goes on for: the last, or the last that agrees in gender."""
        form = ""
        if voice.cue_first is not None:
            hit = self.document.hit(voice.cue_first, CueWord)
            form = hit.form if hit else ""
        if voice.first is not None or not form.startswith(("past", "present")):
            return last
        feminine = form.endswith("fs")
        if last is None or last.feminine is None or last.feminine == feminine or form.endswith(("mp", "md", "fd", "we")):
            return last
        for known in reversed(self.known[-REMEMBERED:]):
            if known.feminine == feminine:
                return known
        return last
