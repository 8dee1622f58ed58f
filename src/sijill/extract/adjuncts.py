"""What may stand between a word of saying, its voice and what is said: times, "for his part", "in a statement to X"."""

from __future__ import annotations

from sijill.extract.signs import Sign, lexicon
from sijill.extract.voices import LONGEST_ASIDE, Names
from sijill.language.document import QUOTES, STOPS, Document

SHORT_QUOTE = 5
NOTHING: frozenset[str] = frozenset()


class Adjuncts:
    """Passes over the adjuncts of one document's words of saying."""

    def __init__(self, document: Document, signs: list[Sign]) -> None:
        self.document, self.signs = document, signs
        self.tokens, self.words = document.tokens, document.words
        self.names = Names(document, signs)
        self.lexicon = lexicon(document.language)
        self.heard: set[str] = set()

    def skip(self, at: int, end: int, taken: frozenset[str] = NOTHING) -> int:
        """The first token that is no adjunct: times, "for his part", brackets, "in a statement to X"."""
        while at < end:
            step = self._adjunct(at, end, taken)
            if step <= at:
                break
            at = step
        return at

    def _adjunct(self, at: int, end: int, taken: frozenset[str]) -> int:
        """Where the adjunct at a token ends, or that token where none begins."""
        sign = self.signs[at]
        roles = sign.roles
        if "adjunct" in roles or "back" in roles:
            return at + roles.get("adjunct", 1)
        if "manner" in roles:
            return min(end, at + roles["manner"] + 1)
        if sign.time or "moment" in roles:
            return at + roles.get("moment", 1)
        if at + 1 < end and self.names.is_circumstance(at) and self.signs[at + 1].definite and self.words[at] not in taken:
            return self._past_definite(at + 1, end)
        if self.words[at] == "(":
            closer = self.document.closers.get(at, at)
            return closer + 1 if at < closer <= at + LONGEST_ASIDE else at
        if sign.preposition and sign.voice is not None and self._is_medium(sign):
            return self._past_media(at, end)
        if "preposition" in roles and at + 1 < end:
            after = self.signs[at + 1]
            if after.via:
                return self._past_via(at + 1, end, taken)
            if self._to_title(at, taken):
                return self.document.closers.get(at + 1, at) + 1
            if self.words[at] not in taken and after.voice is not None and self._is_medium(after) and after.voice.role != "reporter":
                return self._past_media(at + 1, end)
            if self.words[at] not in taken and (after.time or "moment" in after.roles):
                return at + 1
            if self.words[at] not in taken and "occasion" in after.roles:
                return self._past_occasion(at + 2, end, taken)
        return at

    def _past_definite(self, at: int, end: int) -> int:
        """Past a noun with the article and its adjectives."""
        limit = min(end, at + 3)
        while at < limit and self.signs[at].definite and not (self.signs[at].preposition or self.signs[at].conjunction):
            at += 1
        return at

    def _to_title(self, at: int, taken: frozenset[str]) -> bool:
        """Whether a preposition and a name in quotation marks or brackets stand there: to "the homeland"."""
        if len(self.words[at]) == 1:
            return self.words[at + 1] in QUOTES or self.words[at + 1] == "("
        if "toward" not in self.signs[at].roles or self.words[at] in taken or self.words[at + 1] not in QUOTES:
            return False
        return 0 < self.document.closers.get(at + 1, at) - at - 1 <= SHORT_QUOTE

    def _past_occasion(self, at: int, end: int, taken: frozenset[str]) -> int:
        """Past what belongs to "at the end of": words with an article, up to a few."""
        limit = min(end, at + 4)
        while at < limit and self.signs[at].definite and not self.signs[at].preposition and self.signs[at].voice is None:
            at += 1
        return at

    def _is_medium(self, sign: Sign) -> bool:
        return sign.voice is not None and (sign.voice.kind in ("media", "agency") or sign.voice.role == "reporter")

    def _past_media(self, at: int, end: int) -> int:
        """Past the name of a medium that was told something."""
        k = at + self.signs[at].voice_length
        while k < min(end, at + 7):
            sign = self.signs[k]
            if self.words[k] == "(" and k < self.document.closers.get(k, k) <= k + LONGEST_ASIDE:
                k = self.document.closers[k] + 1
                continue
            if self.words[k] in QUOTES and 0 < self.document.closers.get(k, k) - k <= LONGEST_ASIDE // 2 and not self._is_speech(k, end):
                k = self.document.closers[k] + 1
            elif self.tokens[k].kind == "word" and (sign.definite or self._is_medium(sign)) and not sign.preposition and not sign.time:
                k += 1
            else:
                break
        return k

    def _past_via(self, at: int, end: int, taken: frozenset[str]) -> int:
        """Past a channel and what belongs to it: "a press statement to the agency", "his page on Facebook"."""
        at += self.signs[at].via_length
        limit = min(end, at + LONGEST_ASIDE)
        loose = 2
        while at < limit:
            sign = self.signs[at]
            roles = sign.roles
            if self.words[at] == "(" or (self.words[at] in QUOTES and not self._is_speech(at, end)):
                at = self.document.closers.get(at, at) + 1
                continue
            if self.tokens[at].kind != "word" or not roles.keys().isdisjoint(("complementiser", "break", "relative")) or self.is_verb(sign):
                break
            after = self.signs[at + 1] if at + 1 < end else Sign()
            if sign.preposition and sign.preposition in taken and (sign.happening or not sign.definite):
                break
            if self.words[at] in taken and not (after.via or self._is_medium(after)):
                break
            if "preposition" in roles or (sign.preposition and (self._is_medium(sign) or sign.definite)):
                loose = 2
            elif not (sign.definite or sign.via or self._is_medium(sign) or sign.time or "back" in roles):
                if not loose or sign.happening or (sign.voice is not None and not sign.preposition and sign.voice.sort == "person"):
                    break
                loose -= 1
            at += 1
        return min(at, end)

    def is_verb(self, sign: Sign) -> bool:
        return sign.cue is not None and sign.form.startswith(("past", "present")) and sign.voice is None and not sign.definite

    def _is_speech(self, at: int, end: int) -> bool:
        closer = self.document.closers.get(at)
        if closer is None:
            return True
        if closer == at + 1:
            return False
        if closer - at - 1 >= SHORT_QUOTE or "complementiser" in self.signs[at + 1].roles:
            return True
        return closer - at > 3 and (closer + 1 >= end or self.words[closer + 1] in STOPS)
