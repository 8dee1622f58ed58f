"""Attributing words that are no verb: "according to X", "X's announcement that", a participle that goes on, hearsay."""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.extract.adjuncts import NOTHING
from sijill.extract.signs import Sign
from sijill.extract.subjects import Subjects
from sijill.extract.voices import COMMAS, Phrase
from sijill.language.entries import CueWord


@dataclass(slots=True)
class Frame:
    """Attributing words: tokens first up to last around the cue; what is said begins at `content` or stands before (None).

    `hearsay`: nobody says it (there are reports that).
    """

    cue: int
    entry: CueWord
    first: int
    last: int
    content: int | None
    voice: Phrase | None = None
    outer: list[Phrase] = field(default_factory=list)
    sibling: bool = False
    opener: str = ""
    via: str = ""
    follows: bool = False
    hearsay: bool = False


class Phrases(Subjects):
    """Finds the frames of one document's phrases of saying."""

    def _participle(self, at: int, begin: int, end: int, sign: Sign) -> Frame | None:
        """A frame that goes on for the voice of the sentence: adding that."""
        cue = sign.cue
        assert cue is not None
        broken = at <= begin or self.tokens[at - 1].kind == "mark"
        if sign.preposition or sign.definite or sign.place or ((sign.voice is not None or "adjunct" in sign.roles) and not broken):
            return None
        taken = self.lexicon.taken(cue)
        start = self.skip(at + 1, end, taken)
        own = self.names.read(start, min(end, start + 6), cue, taken) if start < end and self.signs[start].voice is not None else None
        if own is not None and not self._opens_at(own.next, end, cue, taken):
            own = None
        opening = self._open(own.next if own else start, min(end, start + 10), cue, taken)
        if opening is None:
            return None
        if (at <= begin and opening.by not in ("complementiser", "preposition", "quote")) or (
            cue.weak and opening.by in ("direct", "preposition")
        ):
            return None
        if opening.by in ("direct", "object") and not broken:
            return None
        if opening.by == "preposition" and not (broken or sign.conjunction):
            return None
        if opening.by == "complementiser" and opening.at - start > 6 and not broken:
            return None
        return Frame(at, cue, at, opening.at, opening.at, own, [], True, opening.by, opening.via, True)

    def _masdar(self, at: int, begin: int, end: int, sign: Sign) -> Frame | None:
        """The frame of "the army's announcement that": a verbal noun, its voice, a complementiser at once."""
        cue = sign.cue
        assert cue is not None
        if cue.weak or sign.definite or sign.cue_enclitic:
            return None
        voice = self.names.read(at + 1, end, cue, self.lexicon.taken(cue))
        if voice is None or voice.head is None or voice.head > voice.first + 1:
            return None
        k = self.skip(voice.next, end)
        if k >= end:
            return None
        if (
            cue.object
            and self.tokens[k].kind == "word"
            and not self.signs[k].preposition
            and self._taken_within(k, end, self.lexicon.taken(cue))
        ):
            return Frame(at, cue, at, k, k, voice, [], False, "object")
        if "complementiser" not in self.signs[k].roles:
            return None
        content = k + self.signs[k].roles["complementiser"]
        return Frame(at, cue, at, content, content, voice, [], False, "complementiser") if content < end else None

    def _according(self, at: int, begin: int, end: int, sign: Sign, earlier: list[Frame]) -> Frame | None:
        """A frame of "according to X": before what is said where it opens the clause, else after it."""
        cue = sign.cue
        assert cue is not None
        k = at + sign.cue_length
        if (
            k < end
            and self.signs[k].preposition
            and self.signs[k].cue is None
            and self.signs[k].voice is None
            and self.tokens[k].kind != "word"
        ):
            return None
        if k < end and self.signs[k].cue_enclitic and self.signs[k].form == "masdar":
            return Frame(at, cue, self._edge(at, begin), k + 1, None) if not earlier else None
        verb = self._inner_verb(k, end)
        if verb:
            k = verb
        of_him = bool(verb) and self._of_him(at + sign.cue_length, k)
        voice = self._told_by(k, end)
        issuer = self._issuer(voice, end) if voice is not None else None
        voice = issuer or voice
        if voice is None or self._is_report(voice) or self.signs[voice.first].roles.keys() & {"measure", "invoked"}:
            return None
        outer: list[Phrase] = []
        own: Phrase | None = voice
        last = voice.next
        if of_him:
            outer, own = [voice], None
        elif (relayed := self._relayed(voice, end)) is not None:
            outer, own, last = [voice], relayed, relayed.next
        opens = self._opens_clause(at, begin) or (at - begin <= 3 and voice.next < end and self.words[voice.next] in COMMAS)
        after = self.skip(last, end)
        if not opens:
            return Frame(at, cue, self._edge(at, begin), last, None, own, outer)
        if after < end and self.words[after] in COMMAS:
            after += 1
        if after < end and "complementiser" in self.signs[after].roles:
            after += self.signs[after].roles["complementiser"]
        if after >= end:
            return Frame(at, cue, at, last, None, own, outer)
        return Frame(at, cue, at, after, after, own, outer, sign.conjunction, "according")

    def _of_him(self, at: int, end: int) -> bool:
        """Whether "what an agency quoted of him" stands there: the words are his."""
        return any((cue := self.signs[k].cue) is not None and cue.relay for k in range(at, end)) and any(
            "back" in self.signs[k].roles for k in range(at, end)
        )

    def _issuer(self, voice: Phrase, end: int) -> Phrase | None:
        """The one who gave out the reports of "according to the reports that X gave out", or None."""
        head = self.signs[voice.head].voice if voice.head is not None else None
        at = voice.next
        if head is None or head.sort not in ("document", "report", "source") or at + 2 >= end or "relative" not in self.signs[at].roles:
            return None
        if not self.is_verb(self.signs[at + 1]) or not (self.signs[at + 1].cue_enclitic or "back" in self.signs[at + 2].roles):
            return None
        return self.names.read(self.skip(at + 2, end), end, None, NOTHING)

    def _relayed(self, voice: Phrase, end: int) -> Phrase | None:
        """The one whom the voice of "according to X, quoting Y" quotes, or None."""
        at = self.skip(voice.next, end)
        if at >= end or not self._is_relayed(self.signs[at]):
            return None
        return self.names.read(self.skip(at + self.signs[at].cue_length, end), end, None, NOTHING)

    def _hearsay(self, at: int, begin: int, end: int, step: int) -> Frame | None:
        """The frame of "amid reports that": it ends what was said before, and nobody says what follows."""
        entry = self.lexicon.speaking
        if entry is None or at + step >= end:
            return None
        return Frame(at, entry, self._edge(at, begin), at + step, at + step, None, [], True, "preposition", hearsay=True)

    def _opens_clause(self, at: int, begin: int) -> bool:
        k = at
        while k > begin and self.signs[k - 1].roles.keys() & {"adjunct", "moment"}:
            k -= 1
        return k <= begin or self._boundary(k - 1) or self.signs[at].conjunction
