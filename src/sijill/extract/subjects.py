"""Which phrase beside a verb of saying is its voice: the one after it or the one before, the subject and not the object."""

from __future__ import annotations

from sijill.extract.adjuncts import NOTHING, SHORT_QUOTE
from sijill.extract.openings import Opening, Openings
from sijill.extract.signs import Sign
from sijill.extract.voices import COMMAS, Phrase
from sijill.language.document import QUOTES, STOPS
from sijill.language.entries import CueWord

BACK = 16
HEARSAY = "hearsay"
# names of these are taken from other languages, their gender told by the noun left out: an agency, a paper
UNGENDERED = frozenset({"media", "agency"})


class Subjects(Openings):
    """Tells the voice of a verb from its object, before it and after it."""

    def _is_object(self, voice: Phrase, cue: CueWord, sign: Sign) -> bool:
        """Whether the phrase after a verb that takes an object is that object and not its subject."""
        if not cue.object:
            return False
        if "invoked" in self.signs[voice.first].roles:
            return True
        if voice.head is not None and voice.head <= voice.first + 1:
            return self.is_feminine(voice) if sign.form.endswith("ms") else sign.form.endswith("fs") and self._is_masculine(voice)
        if self.words[voice.first] in self.heard:
            return False
        following = self.signs[voice.next] if voice.next < len(self.signs) else Sign()
        if (following.voice is not None or following.noun) and not following.preposition:
            return False
        head = self.signs[voice.first]
        return head.definite or "demonstrative" in head.roles

    def _known_only(self, voice: Phrase | None, cue: CueWord) -> Phrase | None:
        """A phrase before an object cut to the name by which its voice spoke before."""
        if voice is None or not cue.object or voice.head == voice.first or self.words[voice.first] not in self.heard:
            return voice
        k = voice.first
        while k < voice.last and self.words[k] in self.heard:
            k += 1
        return Phrase(voice.first, k, voice.head if voice.head is not None and voice.head < k else None, k)

    def _recut(self, voice: Phrase, end: int, cue: CueWord, taken: frozenset[str]) -> tuple[Phrase, Opening | None]:
        """A phrase that took in what is said as well, cut where that begins, with the opening there; None where nowhere."""
        if cue.weak or not self._ends(voice.next, end):
            return voice, None
        letters = tuple(word for word in taken if len(word) == 1)
        for k in range(voice.first + 1, voice.last):
            sign, word = self.signs[k], self.words[k]
            if self.tokens[k].kind != "word":
                continue
            if letters and word.startswith(letters) and len(word) > 3 and not self.tokens[k].hits:
                return self._until(voice, k), Opening(k, "preposition")
            if (cue.direct or cue.named) and (sign.happening or self._disagrees(voice, k)):
                return self._until(voice, k), Opening(k, "direct")
        return voice, None

    def _until(self, voice: Phrase, end: int) -> Phrase:
        return Phrase(voice.first, end, voice.head if voice.head is not None and voice.head < end else None, end)

    def _disagrees(self, voice: Phrase, at: int) -> bool:
        """Whether the word after a noun with the article cannot be its adjective: no article, or the other gender."""
        before = self.signs[at - 1]
        if at != voice.first + 1 or before.voice is None or not before.definite or before.plural:
            return False
        if not self.signs[at].definite:
            return before.voice.sort == "body"
        return before.voice.feminine != self.words[at].endswith(self.lexicon.language.grammar.feminine)

    def is_feminine(self, voice: Phrase) -> bool:
        """Whether the head of a phrase takes a feminine verb, as far as tables tell."""
        at = voice.head if voice.head is not None else voice.first
        sign = self.signs[at]
        if sign.voice is None:
            return False
        if sign.plural:
            return sign.voice.sort != "person"
        return sign.voice.feminine

    def _is_masculine(self, voice: Phrase) -> bool:
        """Whether the head of a phrase is one body of masculine gender, as far as tables tell: the army, the party of …"""
        at = voice.head if voice.head is not None else voice.first
        sign, after = self.signs[at], self.signs[at + 1] if at + 1 < voice.last else Sign()
        if sign.voice is None or sign.voice.sort != "body" or sign.voice.feminine or sign.plural or sign.voice_length > 1:
            return False
        named = sign.definite or (after.definite and sign.voice.kind not in UNGENDERED)
        return named and not self.words[at].endswith(self.lexicon.language.grammar.feminine)

    def _is_loose(self, left: Phrase) -> bool:
        """Whether the phrase before a verb is "reports saying that": hearsay, and nobody's voice."""
        head = self.signs[left.head] if left.head is not None and left.head <= left.first + 1 else None
        if head is None or head.voice is None:
            return False
        return self._is_report(left) or (head.voice.sort == "document" and not head.definite)

    def _is_report(self, voice: Phrase) -> bool:
        """Whether a phrase names only "information" and the like, which is nobody's voice where its source is not told."""
        at = voice.head if voice.head is not None and voice.head <= voice.first + 1 else None
        head = self.signs[at].voice if at is not None else None
        if at is None or head is None:
            return False
        if head.sort == "report":
            return not self.signs[at].definite or not any("preposition" in self.signs[k].roles for k in range(at + 1, voice.last))
        return head.role == HEARSAY and not self.signs[at].definite and voice.last == at + 1

    def _ends(self, at: int, end: int) -> bool:
        at = self.skip(at, end)
        return at >= end or self.words[at] in STOPS or self.words[at] in COMMAS or "break" in self.signs[at].roles

    def _left(self, at: int, begin: int) -> Phrase | None:
        """The phrase before a verb that is its subject, or None."""
        k = at - 1
        while k >= begin and self.signs[k].roles.keys() & {"auxiliary", "moment"}:
            k -= 1
        if k < begin:
            return None
        comma = self.words[k] in COMMAS
        low, commas = k, []
        while low >= begin and k - low <= BACK and not self._boundary(low):
            if self.words[low] in COMMAS:
                commas.append(low)
            low -= 1
        start = low + 1
        if comma:
            start = self._apposition(commas, start)
            limit = k
        else:
            if commas:
                start = commas[0] + 1
            limit = k + 1
        start = self._lead(start, limit)
        if start >= limit:
            return None
        if self.signs[start].conjunction and start > begin and self.signs[start].verb:
            return None
        if start + 1 < limit and self._is_some(start + 1) and self._is_bare(start):
            start += 1
        voice = self._named_first(self.names.read(start, limit, None, NOTHING))
        if voice is not None and any(self.signs[k].via and not self.signs[k].voice for k in range(voice.first + 1, voice.last)):
            return None
        if voice is not None and voice.last - voice.first > SHORT_QUOTE and (voice.head is None or voice.head > voice.first + 1):
            voice = self._nearest(voice.first, limit)
        if voice is None or not self._reaches(voice.next, at):
            return None
        if voice.head is None and voice.next < at and self._is_joined_noun(voice):
            return None
        return voice

    def _is_joined_noun(self, voice: Phrase) -> bool:
        """Whether one unknown word with a conjunction is all of a phrase: the repetition of such, no name."""
        joined = self.words[voice.first].startswith(self.lexicon.language.grammar.conjunctions)
        return joined and voice.last - voice.first == 1 and self.words[voice.next] not in COMMAS

    def _named_first(self, voice: Phrase | None) -> Phrase | None:
        """A phrase that begins with a name and goes on with what its bearer is, cut to the name: X, a volunteer in Y."""
        if voice is None or voice.head is None:
            return voice
        head = self.signs[voice.head]
        person = head.voice is not None and head.voice.sort == "person" and not head.plural
        if not person or head.definite or head.conjunction or head.preposition:
            return voice
        closer = self.document.closers.get(voice.first, -1)
        named = self.words[voice.first] in QUOTES and closer + 1 == voice.head
        if not named and voice.head - voice.first in (2, 3):
            named = not self.signs[voice.first].definite and all(self._is_bare(k) for k in range(voice.first, voice.head))
        if closer + 1 == voice.head:
            return Phrase(voice.first + 1, closer, voice.head, voice.next) if named else voice
        return Phrase(voice.first, voice.head, voice.head, voice.next) if named else voice

    def _is_some(self, k: int) -> bool:
        """Whether a word with the article stands for people whom nobody names: the others."""
        voice = self.signs[k].voice
        return voice is not None and voice.sort == "some" and self.signs[k].definite

    def _is_bare(self, k: int) -> bool:
        """Whether a token may be part of a person's name: a word that means nothing else here."""
        sign = self.signs[k]
        known = sign.roles or sign.cue or sign.verb or sign.happening or sign.noun or sign.voice or sign.preposition or sign.conjunction
        return self.tokens[k].kind == "word" and not known

    def _nearest(self, first: int, end: int) -> Phrase | None:
        """The phrase of the last voice noun of a stretch that is too long and mixed to be one name."""
        for k in range(end - 1, first, -1):
            sign = self.signs[k]
            if sign.voice is not None and not sign.preposition and not sign.definite and sign.cue is None:
                return self.names.read(k, end, None, NOTHING)
        return None

    def _apposition(self, commas: list[int], start: int) -> int:
        """Where the voice of "X, the head of Y, said" begins; `commas` are those before the verb, nearest first."""
        if len(commas) < 2:
            return start
        inner = self.signs[commas[1] + 1]
        if inner.voice is not None and not inner.definite and not inner.plural and not inner.conjunction and len(commas) == 2:
            return start
        return commas[1] + 1

    def _lead(self, at: int, end: int) -> int:
        while at < end:
            roles = self.signs[at].roles
            step = roles.get("auxiliary", 0) or roles.get("adjunct", 0) or roles.get("moment", 0)
            if not step:
                return at
            at += step
            if at < end and self.words[at] in COMMAS:
                at += 1
        return at

    def _reaches(self, at: int, verb: int) -> bool:
        """Whether only what may stand between a subject and its verb lies between them."""
        if at >= verb or self.words[at] in COMMAS:
            return True
        sign = self.signs[at]
        if "demonstrative" in sign.roles:
            return False
        if sign.roles.keys() & {"auxiliary", "adjunct", "moment", "relative", "anonymity"} or sign.time:
            return True
        return "preposition" in sign.roles

    def _boundary(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind == "line" or (token.kind == "mark" and (self.words[at] in STOPS or self.words[at] in ":؛;")):
            return True
        roles = self.signs[at].roles
        return bool(roles) and not roles.keys().isdisjoint(("complementiser", "break"))

    def _edge(self, at: int, begin: int) -> int:
        """Where the attributing words begin: joining words and adjuncts before them belong to them."""
        low = max(begin, at - 6)
        k = at
        while k > low:
            roles = self.signs[k - 1].roles
            if (
                roles.keys() & {"auxiliary", "adjunct", "moment"}
                or ("break" in roles and (k == at or self.signs[k].cue is not None or k - 1 + roles["break"] >= at))
                or (self.words[k - 1] in COMMAS and k - 1 > low and self.signs[k - 2].roles.keys() & {"adjunct"})
            ):
                k -= 1
            else:
                break
        return k

    def _joined(self, first: int, begin: int) -> bool:
        """Whether attributing words stand beside what was said before and not inside it."""
        roles = self.signs[first].roles
        if first > begin and (self.signs[first].conjunction or self._breaks(self.signs[first - 1])):
            return True
        return self._breaks(self.signs[first]) if roles else False

    def _breaks(self, sign: Sign) -> bool:
        return "break" in sign.roles and "subordinate" not in sign.roles
