"""Where the words for a voice begin and end: the noun phrase beside a word of saying.

Names are not in tables; what is known is what cannot belong to a name: words that open what is said, verbs, times,
verbal nouns. A phrase is read from its first word until one of these.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijill.extract.signs import Sign
from sijill.language.document import QUOTES, STOPS, Document
from sijill.language.entries import CueWord

LONGEST_NAME = 24
LONGEST_TITLE = 6
LONGEST_ASIDE = 14
COMMAS = frozenset(",\u060c")
PAUSES = COMMAS | STOPS
DASHES = frozenset("-–—")
# nouns that do not stand beside another name for the same voice
NEVER_APPOSED = frozenset({"body", "state", "some", "document", "report"})
# what a name does not begin with
NO_NAME = frozenset({"preposition", "adjunct", "office", "pronoun", "moment", "back", "interrogative", "circumstance"})
PERSONS = frozenset({"person", "source"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens first up to last; `head` the token of its first voice noun or None; `next` where reading stopped."""

    first: int
    last: int
    head: int | None
    next: int


class Names:
    """Reads noun phrases of one document."""

    def __init__(self, document: Document, signs: list[Sign]) -> None:
        self.document, self.signs = document, signs
        self.tokens, self.words = document.tokens, document.words

    def read(self, at: int, end: int, cue: CueWord | None, taken: frozenset[str], *, led: bool = False) -> Phrase | None:
        """The phrase that begins at a token, or None where none does; `taken` are the prepositions of the cue.

        `led`: the first word may have a preposition written with it.
        """
        end = min(end, at + LONGEST_NAME)
        first, last, head, k = at, at, None, at
        while k < end:
            step = self.signs[k].voice_length if led and k == at and self.signs[k].voice else self._step(k, end, first, head, cue, taken)
            if step == 0:
                break
            if head is None and self.signs[k].voice is not None and not self.signs[k].time:
                head = k
            if step < 0:
                k -= step
                continue
            if head is None and self.words[k] in QUOTES:
                head = next((i for i in range(k, min(k + step, end)) if self.signs[i].voice is not None), None)
            k += step
            last = k
        if last == first or not any(self.tokens[i].kind == "word" for i in range(first, last)):
            return None
        return Phrase(first, last, head, k)

    def _step(self, k: int, end: int, first: int, head: int | None, cue: CueWord | None, taken: frozenset[str]) -> int:
        """How many tokens the phrase takes at k: none at its end; a negative number is passed over (brackets)."""
        kind = self.tokens[k].kind
        if kind == "mark":
            return self._mark(k, end, first)
        if kind != "word":
            return 0
        sign = self.signs[k]
        roles = sign.roles
        if (
            roles
            and sign.voice_length == 1
            and not roles.keys().isdisjoint(("complementiser", "relative", "break", "negation", "auxiliary", "partition", "anonymity"))
            and not (k == first and self._is_mother(k, end))
        ):
            return 0
        if k == first:
            return self._first(k, end, sign, cue, taken)
        if "office" in roles:
            return roles["office"]
        if sign.voice is not None and sign.voice_length > 1 and not sign.preposition:
            return 0 if self._new_phrase(k, sign, first, cue) else min(sign.voice_length, end - k)
        if "tally" in roles and not (sign.definite or sign.preposition):
            return 0
        if "demonstrative" in roles or self.is_circumstance(k) or roles.get("invoked", 0) > 1:
            return 0
        if ("moment" in roles or sign.time) and not sign.definite and self._in_name(k, end):
            return 1
        if sign.voice is not None and sign.conjunction and not sign.preposition and sign.cue is None:
            return sign.voice_length
        if sign.number and sign.definite:
            return 1
        if "adjunct" in roles or "moment" in roles or sign.time or sign.number or "back" in roles:
            return 0
        if (sign.conjunction and sign.cue is not None) or self._is_act(sign):
            return 0
        if sign.via and sign.voice is None and not sign.preposition and not sign.definite and self.signs[k - 1].definite:
            return 0
        if self.is_naming(k):
            return 1
        if sign.cue is not None and sign.form.startswith(("past", "present", "according")) and sign.voice is None and not sign.definite:
            return 0
        if "manner" in roles:
            return 0
        if "preposition" in roles:
            return self._preposition(k, sign, taken, head)
        if k - 1 == first and self._complete(first) and not sign.definite and not sign.preposition:
            return 0
        if sign.preposition:
            return self._glued(k, sign, taken, head)
        if "department" in roles and self._governs(k - 1):
            return 1
        if cue is not None and cue.object and k - 1 == first == head and self._is_finished(head, sign):
            return 0
        if sign.happening and not sign.definite and sign.voice is None:
            return int(head is None and self._ends_name(k, end))
        return 0 if self._new_phrase(k, sign, first, cue) else 1

    def _is_mother(self, k: int, end: int) -> bool:
        """Whether a word that may also be "or" is a voice noun with a name after it: the mother of Samer."""
        return self.signs[k].voice is not None and not self.signs[k].conjunction and self._is_name_after(k, end)

    def _ends_name(self, k: int, end: int) -> bool:
        """Whether a word that tells an event elsewhere is the last of a name: what is said, an age or an aside follows."""
        return k + 1 < end and ("complementiser" in self.signs[k + 1].roles or self.words[k + 1] == "(" or self.words[k + 1] in COMMAS)

    def _complete(self, k: int) -> bool:
        """Whether the word before is the name of a state, which no other noun follows but with the article."""
        voice = self.signs[k].voice
        return voice is not None and voice.sort == "state" and self.signs[k].voice_length == 1

    def _is_finished(self, head: int, sign: Sign) -> bool:
        """Whether a body with the article stands alone: a noun without one after it is no part of its name."""
        voice = self.signs[head].voice
        body = voice is not None and voice.sort == "body" and voice.feminine and self.signs[head].definite
        return body and not sign.definite and sign.voice is None and "same" not in sign.roles

    def _in_name(self, k: int, end: int) -> bool:
        """Whether a word of time is a name here: a bare word that is no time follows."""
        if k + 1 >= end or self.tokens[k + 1].kind != "word":
            return False
        after = self.signs[k + 1]
        return not (after.definite or after.time or after.number or after.roles or after.preposition or after.cue or after.voice)

    def _governs(self, k: int) -> bool:
        """Whether a noun of office or body stands there that another noun makes complete."""
        voice = self.signs[k].voice
        return voice is not None and voice.sort in ("body", "person") and not self.signs[k].definite and not self.signs[k].plural

    def _first(self, k: int, end: int, sign: Sign, cue: CueWord | None, taken: frozenset[str]) -> int:
        if "tally" in sign.roles and self._is_total(k, end):
            return 0
        if sign.voice is not None and not sign.preposition and not self.is_circumstance(k):
            return sign.voice_length
        if "or_name" in sign.roles and cue is not None and not sign.conjunction and self.words[k] not in taken:
            return int(self._is_name_after(k, end))
        if sign.number and k + 2 < end:
            return self._counted(k)
        if sign.roles.keys() & NO_NAME or sign.time or sign.number or sign.preposition:
            return 0
        if sign.happening or sign.verb or (sign.cue is not None and sign.form.startswith(("past", "present", "according"))):
            return 0
        return 0 if self._is_adverb(k) or self._is_purpose(k) else 1

    def _is_adverb(self, k: int) -> bool:
        """Whether a word is written with the mark of an indefinite object: no name begins with it."""
        mark, token = self.document.language.grammar.indefinite, self.tokens[k]
        return bool(mark) and mark in self.document.text.content[token.start : token.end]

    def _is_purpose(self, k: int) -> bool:
        """Whether a preposition is written with a present verb: in order to show."""
        prepositions = self.document.language.grammar.prepositions
        return any(h.form.startswith("present") and h.proclitic.endswith(prepositions) and h.proclitic for h in self.tokens[k].hits)

    def _is_total(self, k: int, end: int) -> bool:
        """Whether a word for a number tells how many there are of some, who do not speak: the number of the displaced."""
        if k + 2 >= end:
            return True
        after, next_after = self.signs[k + 1], self.signs[k + 2]
        if "relative" in after.roles or after.definite:
            return True
        return "of" in after.roles and next_after.verb and next_after.voice is None and not (next_after.definite or next_after.noun)

    def is_circumstance(self, k: int) -> bool:
        """Whether a word tells when or before whom something was said; spelled like a leader of prayers, not before his mosque."""
        if "circumstance" not in self.signs[k].roles:
            return False
        return self.signs[k].voice is None or not (k + 1 < len(self.signs) and self.signs[k + 1].place)

    def _is_act(self, sign: Sign) -> bool:
        """Whether a word is a verb that tells what happened, and no noun."""
        if sign.conjunction:
            return sign.verb
        return sign.verb and not (sign.happening or sign.preposition or sign.definite or sign.voice or sign.noun)

    def is_naming(self, k: int) -> bool:
        """Whether a word gives the name of whoever was told before it: a man called X."""
        if "called" not in self.signs[k].roles or self.signs[k].conjunction or not 0 < k < len(self.signs) - 1:
            return False
        before, after = self.signs[k - 1], self.signs[k + 1]
        unknown = self.tokens[k - 1].kind == "word" and not before.definite and before.cue is None
        return unknown and self.tokens[k + 1].kind == "word" and not (after.roles or after.preposition)

    def _is_name_after(self, k: int, end: int) -> bool:
        """Whether a word that means nothing else follows, as the second part of a name."""
        return k + 1 < end and self.tokens[k + 1].kind == "word" and not self.signs[k + 1].roles and self.signs[k + 1].cue is None

    def _counted(self, k: int) -> int:
        """How many tokens a number takes that begins a phrase: "two officials", "one of the officials"."""
        if self.signs[k + 1].voice is not None:
            return 1
        return 2 if "of" in self.signs[k + 1].roles and self.signs[k + 2].voice is not None else 0

    def _mark(self, k: int, end: int, first: int) -> int:
        closer = self.document.closers.get(k)
        word = self.words[k]
        if word == "(" and closer is not None and closer - k <= LONGEST_TITLE:
            return -(closer + 1 - k)
        if (word in QUOTES or word == "{") and closer is not None and closer - k - 1 <= LONGEST_TITLE and closer < end:
            inner = self.signs[k + 1]
            if k > first and self.signs[k - 1].definite and self.signs[k - 1].plural and self._is_medium(inner):
                return 0
            if "complementiser" in inner.roles or self._said_in(k, closer):
                return 0
            return closer + 1 - k
        if word == "." and k > first and len(self.words[k - 1]) == 1 and k + 1 < end and self.tokens[k + 1].kind == "word":
            return 1
        if word in DASHES and self.tokens[k].glued and k + 1 < end and self.tokens[k + 1].glued and k > first:
            return 2
        return 2 if word in "/" and k > first and k + 1 < end and self.tokens[k + 1].kind == "word" else 0

    def _said_in(self, k: int, closer: int) -> bool:
        """Whether a short quotation is speech and not a title: a verb stands in it, or a stop or comma between words."""
        for i in range(k + 1, closer):
            if (self.signs[i].verb and self.signs[i].voice is None) or (self.words[i] in PAUSES and not self.tokens[i + 1].glued):
                return True
        return False

    def _preposition(self, k: int, sign: Sign, taken: frozenset[str], head: int | None) -> int:
        after = self.signs[k + 1] if k + 1 < len(self.signs) else Sign()
        if after.via or after.time or after.number or not after.roles.keys().isdisjoint(("adjunct", "relative", "occasion", "back")):
            return 0
        if "preposition" in after.roles and after.preposition == "":
            return 0
        toward = len(self.words[k]) == 1 or "toward" in sign.roles
        if "complementiser" in after.roles or (toward and k + 1 < len(self.words) and self.words[k + 1] in QUOTES):
            return 0
        if toward and self._is_medium(after):
            return 0
        if self.words[k] in taken:
            return 1 if head is not None and self._vague(head, k) and after.voice is not None and self._taken_later(k, taken) else 0
        return 1

    def _is_medium(self, sign: Sign) -> bool:
        return sign.voice is not None and sign.voice.kind in ("media", "agency")

    def _taken_later(self, k: int, taken: frozenset[str]) -> bool:
        return any(self.words[i] in taken for i in range(k + 2, min(k + 8, len(self.words))))

    def _vague(self, head: int, k: int) -> bool:
        voice = self.signs[head].voice
        return voice is not None and voice.sort in PERSONS and not self.signs[head].definite and k - head <= 2

    def _glued(self, k: int, sign: Sign, taken: frozenset[str], head: int | None) -> int:
        if sign.via or (sign.voice is not None and (sign.voice.kind in ("media", "agency") or sign.voice.role == "reporter")):
            return 0
        unknown = head is None and self._is_unknown(k - 1)
        if unknown and sign.preposition == self.document.language.grammar.article_after_lam and not sign.definite:
            return 0
        if sign.preposition in taken and sign.place and self._taken_again(k, sign):
            return 1
        if sign.preposition in taken and not (
            head is not None and k - head <= 3 and sign.voice is not None and sign.definite and not self.signs[head].definite
        ):
            return 0
        return 0 if sign.happening and sign.preposition in taken else 1

    def _is_unknown(self, k: int) -> bool:
        """Whether no table knows a word: the name of somebody who then speaks to somebody."""
        return self.tokens[k].kind == "word" and not self.tokens[k].hits

    def _taken_again(self, k: int, sign: Sign) -> bool:
        """Whether what tells the place of the voice is followed by the same preposition again, which opens what is said."""
        return any(later.preposition == sign.preposition for later in self.signs[k + 1 : k + 8])

    def _new_phrase(self, k: int, sign: Sign, first: int, cue: CueWord | None) -> bool:
        """Whether a second noun phrase begins at k, as the object of a verb that takes one."""
        if cue is None or not (cue.object or cue.direct or cue.named):
            return False
        before = self.signs[k - 1]
        if sign.happening and sign.definite and sign.voice is None:
            return not self._governs(k - 1)
        if self.words[k - 1] in QUOTES:
            return sign.definite and (sign.many or sign.plural)
        if cue.object and sign.voice is not None and not sign.definite and sign.voice.sort == "person":
            if before.voice is not None and before.voice.sort == "body" and before.definite:
                return True
            return before.voice is None and not before.definite and before.roles.keys().isdisjoint(("office", "department"))
        if cue.object and before.plural and not before.definite and k == first + 1 and sign.voice is not None:
            return sign.definite and not sign.plural and sign.voice.sort == "person"
        if not before.definite or self.tokens[k - 1].kind != "word":
            return False
        if before.plural or before.many:
            return not sign.definite and sign.voice is not None and sign.voice.sort == "body"
        if sign.voice is None:
            return sign.many
        if not sign.definite:
            return sign.voice.sort in NEVER_APPOSED or (before.voice is not None and before.voice.sort == "body")
        return sign.plural or sign.many or (cue.object and sign.voice.sort == "body")
