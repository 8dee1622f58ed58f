"""Where what is said begins: at a complementiser, a colon, a quotation, the preposition of the cue, or at once.

Looking ahead is bounded, and ends at the next word of saying.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijill.extract.adjuncts import NOTHING, Adjuncts
from sijill.extract.signs import Sign
from sijill.extract.voices import COMMAS, DASHES, LONGEST_ASIDE, Phrase
from sijill.language.document import QUOTES
from sijill.language.entries import CueWord

FAR = 45
SPARE_WORDS = 4
PASSED = frozenset({"relative", "preposition", "anonymity", "pronoun", "demonstrative", "office"})


@dataclass(slots=True)
class Opening:
    """Where what is said begins, and by what: complementiser, quote, colon, preposition, object or direct."""

    at: int
    by: str
    via: str = ""
    source: Phrase | None = None


class Openings(Adjuncts):
    """Finds where what is said begins after a cue and its voice."""

    def _open(self, at: int, end: int, cue: CueWord, taken: frozenset[str], *, aside: bool = False) -> Opening | None:
        """Where what is said begins, looking on from the voice; None where nothing opens it.

        `aside`: a channel was passed already, of which more may follow.
        """
        opening = Opening(at, "")
        limit = min(end, at + FAR)
        clean, passing, spare = True, aside, SPARE_WORDS
        k = at
        while k < limit:
            sign, word = self.signs[k], self.words[k]
            roles = sign.roles
            opening.via = opening.via or sign.via
            if self.tokens[k].kind == "line":
                return None
            if self._opened_by_mark(k, end, opening):
                return opening
            if clean:
                if ((cue.relay and word in taken) or self._is_relayed(sign)) and opening.source is None:
                    source = self.names.read(self.skip(k + sign.cue_length, end), end, None, NOTHING)
                    if source is not None:
                        opening.source, k = source, source.next
                        continue
                if self._opened_by_preposition(k, end, taken, cue, opening):
                    return opening
                if (sign.form == "own" or (sign.form == "masdar" and sign.cue_enclitic)) and "adjunct" not in roles:
                    opening.at, opening.by = k + 1, "object"
                    return opening
            elif (sign.happening or self._announces(k, end, taken)) and self._opened_by_preposition(k, end, taken, cue, opening):
                return opening
            skipped = self.skip(k, end, taken)
            if skipped > k:
                passing = passing or any(self.signs[i].via for i in range(k, skipped))
                k = skipped
                continue
            if "anonymity" in roles:
                k, passing, clean = k + roles["anonymity"] + 1, True, False
                continue
            if cue.continues and not passing and self.is_verb(sign) and not sign.conjunction:
                k += 1
                continue
            if word in COMMAS or word in DASHES:
                clean, passing = self._resumes(k + 1, end, cue, taken), True
                k += 1
                continue
            if clean and sign.happening and (cue.direct or cue.named):
                opening.at, opening.by = k, "direct"
                return opening
            if not roles.keys().isdisjoint(PASSED) or sign.preposition or sign.form == "according":
                clean, passing = False, True
            elif ("break" in roles and not (passing and "subordinate" in roles)) or (
                not passing and not roles.keys().isdisjoint(("negation", "auxiliary"))
            ):
                return None
            elif clean and (cue.direct or cue.named) and self.tokens[k].kind != "mark":
                opening.at, opening.by = k, "direct"
                return opening
            elif not passing and not (cue.object and k - at < 8):
                spare -= 1
                if spare < 0 or (sign.definite and spare == SPARE_WORDS - 1) or self.tokens[k].kind != "word" or sign.verb or roles:
                    return None
            if sign.form == "according":
                told = self._told_by(self._inner_verb(k + sign.cue_length, end) or k + sign.cue_length, end)
                if told is not None:
                    k, clean = told.next, False
                    continue
            if self._cuts(k, sign):
                return None
            clean = clean and not passing
            k = self.document.closers.get(k, k) + 1
        return None

    def _announces(self, k: int, end: int, taken: frozenset[str]) -> bool:
        """Whether the cue's preposition stands there and a verbal noun after it."""
        return self.words[k] in taken and k + 1 < end and self.signs[k + 1].happening

    def _is_relayed(self, sign: Sign) -> bool:
        """Whether a phrase names the one whose words are passed on (quoting X), and not the one who passes them on."""
        return sign.form == "according" and sign.cue is not None and sign.cue.relay

    def _cuts(self, k: int, sign: Sign) -> bool:
        """Whether another word of saying stands at a token, so that what opens later is its own."""
        if self.is_verb(sign):
            return "relative" not in self.signs[k - 1].roles
        return sign.cue is not None and sign.form.startswith("participle") and self.words[k - 1] in COMMAS and sign.voice is None

    def _opened_by_mark(self, k: int, end: int, opening: Opening) -> bool:
        """Whether a complementiser, colon or quotation opens what is said at a token; the opening is set to it."""
        sign, word = self.signs[k], self.words[k]
        if "complementiser" in sign.roles and not sign.conjunction and sign.voice_length == 1:
            opening.at, opening.by = k + sign.roles["complementiser"], "complementiser"
            if opening.at < end and self.words[opening.at] in QUOTES:
                opening.at += 1
            return True
        if word == ":" and not (self.tokens[k - 1].kind == "number" and k + 1 < end and self.tokens[k + 1].kind == "number"):
            opening.at, opening.by = k + 1, "colon"
            self._inner(opening, end)
            return True
        if word in QUOTES and self._is_speech(k, end):
            opening.at, opening.by = k + 1, "quote"
            self._inner(opening, end)
            return True
        return False

    def _opened_by_preposition(self, k: int, end: int, taken: frozenset[str], cue: CueWord, opening: Opening) -> bool:
        sign = self.signs[k]
        if "adjunct" in sign.roles:
            return False
        if self.words[k] in taken:
            opening.at, opening.by = k + 1, "preposition"
            if k + 1 < end and "complementiser" in self.signs[k + 1].roles:
                opening.at, opening.by = k + 1 + self.signs[k + 1].roles["complementiser"], "complementiser"
            return True
        if sign.preposition and sign.preposition in taken and "complementiser" not in sign.roles and not sign.via:
            opening.at, opening.by = k, "preposition"
            return True
        if cue.object and self.tokens[k].kind == "word" and self._taken_within(k, end, taken):
            opening.at, opening.by = k, "object"
            return True
        return False

    def _inner(self, opening: Opening, end: int) -> None:
        """The opening moved past a quotation mark and a complementiser that follow a colon or mark."""
        k = opening.at
        while k < end and (self.words[k] in QUOTES or self.words[k] in DASHES):
            k += 1
        if k < end and "complementiser" in self.signs[k].roles and not self.signs[k].preposition:
            k += self.signs[k].roles["complementiser"]
        opening.at = k if k < end else opening.at

    def _resumes(self, at: int, end: int, cue: CueWord, taken: frozenset[str]) -> bool:
        """Whether after a comma a verbal noun or the cue's preposition may still open what is said."""
        at = self.skip(at, end, taken)
        if at >= end:
            return False
        sign = self.signs[at]
        if self.words[at] in taken or (sign.preposition and sign.preposition in taken) or self._is_relayed(sign):
            return True
        if not (cue.direct or cue.named):
            return False
        return sign.happening or sign.number or (sign.definite and sign.voice is None and not self._closes(at, end))

    def _closes(self, at: int, end: int) -> bool:
        """Whether a comma and a complementiser follow: what stands there is an apposition and not yet what is said."""
        for k in range(at, min(end - 1, at + LONGEST_ASIDE)):
            if "complementiser" in self.signs[k + 1].roles and self.words[k] in COMMAS:
                return True
        return False

    def _taken_within(self, at: int, end: int, taken: frozenset[str]) -> bool:
        """Whether a preposition of the cue follows soon, by itself or written with a word."""
        letters = tuple(word for word in taken if len(word) == 1)
        for i in range(at + 1, min(end, at + 10)):
            if self.words[i] in taken or self.signs[i].preposition in taken:
                return True
            if letters and not self.tokens[i].hits and len(self.words[i]) > 3 and self.words[i].startswith(letters):
                return True
        return False

    def _opens_at(self, at: int, end: int, cue: CueWord, taken: frozenset[str]) -> bool:
        """Whether a complementiser, colon or quotation stands at once after a voice."""
        at = self.skip(at, end, taken)
        if at < end and self.words[at] in COMMAS:
            at += 1
        if at >= end:
            return False
        if not cue.object and (self.words[at] in taken or (self.signs[at].preposition in taken and self.signs[at].happening)):
            return True
        return "complementiser" in self.signs[at].roles or self.words[at] == ":" or (self.words[at] in QUOTES and self._is_speech(at, end))

    def _inner_verb(self, at: int, end: int) -> int:
        """Past "what X said of it" after "according to": where the voice begins; 0 where no verb stands there."""
        k = at
        if k < end and "filler" in self.signs[k].roles:
            k += 1
        if k < end and self.signs[k].roles.keys() & {"auxiliary"}:
            k += 1
        if k >= end or self.signs[k].cue is None or not self.signs[k].form.startswith(("past", "present")):
            return 0
        k += self.signs[k].cue_length
        return self.skip(k, end)

    def _told_by(self, at: int, end: int) -> Phrase | None:
        """The voice after "according to"; of "a statement of X" it is X."""
        at = self.skip(at, end) if at < end and "adjunct" in self.signs[at].roles else at
        if at >= end:
            return None
        sign = self.signs[at]
        if sign.preposition and sign.voice is None and not sign.via:
            voice = self.names.read(at + 1, end, None, NOTHING)
            return Phrase(at, voice.last, voice.head, voice.next) if voice else Phrase(at, at + 1, None, at + 1)
        voice = self.names.read(at, end, None, NOTHING, led=True)
        if voice is not None or at + 1 > end:
            return voice
        if sign.happening and not sign.preposition:
            voice = self.names.read(at + 1, end, None, NOTHING)
            return Phrase(at, voice.last, voice.head, voice.next) if voice else None
        if sign.preposition and self.tokens[at].kind == "word":
            voice = self.names.read(at + 1, end, None, NOTHING)
            return Phrase(at, voice.last, voice.head, voice.next) if voice else Phrase(at, at + 1, None, at + 1)
        return None
