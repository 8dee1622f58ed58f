"""Voices settled: each mention gets the fullest name that the report has for it.

A later short form (the observatory, a family name) means an earlier full one; "the source itself", "the statement" and a
verb without a voice mean the last voice that fits in gender and head noun.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.language.document import Document
from sijill.language.entries import CueWord, Via, VoiceNoun
from sijill.language.load import Hit
from sijill.record.found import FoundStatement, FoundVoice
from sijill.resolve.voice_names import VoiceNames

REMEMBERED = 60
PLURALS = ("plural", "sound", "dual")
FILLERS = ("same", "preposition", "demonstrative", "adjunct")
LONGEST = 14
HEARSAY = "hearsay"


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
    ruled: frozenset[str] = field(default_factory=frozenset)


def settle_voices(document: Document, statements: list[FoundStatement]) -> None:
    """Fills name, kind and role of every voice of the statements, which stand in the order of the report."""
    Settler(document).settle(statements)


class Settler:
    """Settles the voices of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.grammar = document.language.grammar
        self.names = VoiceNames(document)
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
        last = self.names.single(first, last)
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
            self.names.name(first, last, voice), frozenset(words), head_word, voice.kind, voice.role,
            head.sort if head else "name", feminine, frozenset(proper), self.names.ruled(first, last),
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
        return any(self.document.role(k, role) for role in FILLERS)

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
        if short.words <= full.ruled and not short.head:
            return False
        if not short.proper <= full.proper | full.words or "source" in (short.sort, full.sort):
            return False
        return not short.head or not full.head or short.head == full.head or short.sort == "person" == full.sort

    def _generic(self, mention: Known, voice: FoundVoice, last: Known | None) -> Known | None:
        """The voice that a bare "the observatory", "the source itself" means: the last one with that head noun."""
        first = voice.first
        assert first is not None
        hit = self.document.hit(first, VoiceNoun)
        if hit is None or not hit.proclitic.endswith(self.grammar.article) or mention.role == HEARSAY:
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
