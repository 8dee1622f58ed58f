"""Which words of a sentence attribute something to a voice, and where what is said begins.

A frame is one such place: a verb with its voice before or after it and what opens the speech; a participle that goes
on for the same voice (مضيفا is one); a phrase such as "according to". Looking ahead and back is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.extract.signs import Sign, lexicon
from sijill.extract.voices import COMMAS, DASHES, LONGEST_ASIDE, Names, Phrase
from sijill.language.document import QUOTES, STOPS, Document
from sijill.language.entries import CueWord

FAR = 45
BACK = 16
SHORT_QUOTE = 5
NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Frame:
    """Attributing words: tokens first up to last around the cue; what is said begins at `content` or stands before (None)."""

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


@dataclass(slots=True)
class Opening:
    """Where what is said begins, and by what: complementiser, quote, colon, preposition or direct."""

    at: int
    by: str
    via: str = ""
    source: Phrase | None = None


class Cues:
    """Finds the frames of one document's sentences."""

    def __init__(self, document: Document, signs: list[Sign]) -> None:
        self.document, self.signs = document, signs
        self.tokens, self.words = document.tokens, document.words
        self.names = Names(document, signs)
        self.lexicon = lexicon(document.language)

    def frames(self, first: int, last: int) -> list[Frame]:
        """The frames of tokens first up to last, in order."""
        found: list[Frame] = []
        at, begin, quoted = first, first, -1
        while at < last:
            sign = self.signs[at]
            if "aside" in sign.roles:
                at += sign.roles["aside"]
                continue
            if sign.cue is None:
                if self.tokens[at].kind == "mark" and self.words[at] in QUOTES:
                    quoted = max(quoted, self.document.closers.get(at, -1))
                at += 1
                continue
            frame = self._frame(at, begin, last, sign, found)
            if frame is not None and at < quoted and (frame.sibling or frame.voice is None):
                frame = None
            if frame is None:
                at += 1
                continue
            found.append(frame)
            at = max(at + 1, frame.last if frame.content is None else frame.content)
            begin = frame.last if frame.content is None else frame.content
            if frame.content is not None and frame.opener == "quote" and frame.content > first:
                quoted = max(quoted, self.document.closers.get(frame.content - 1, -1))
        return found

    def _frame(self, at: int, begin: int, end: int, sign: Sign, earlier: list[Frame]) -> Frame | None:
        form = sign.form
        if form == "according":
            return self._according(at, begin, end, sign)
        if form.startswith("participle"):
            return self._participle(at, begin, end, sign)
        if form.startswith(("past", "present")):
            return self._verb(at, begin, end, sign, bool(earlier))
        return None

    # --- verbs

    def _verb(self, at: int, begin: int, end: int, sign: Sign, inside: bool) -> Frame | None:
        cue = sign.cue
        assert cue is not None
        taken = self.lexicon.taken(cue)
        before = at - 1
        if before >= begin and "relative" in self.signs[before].roles:
            return self._relative(at, begin, end, sign, cue, taken)
        left = None if sign.conjunction else self._left(at, begin)
        start = self._skip(at + sign.cue_length, end)
        voice = None if left is not None else self.names.read(start, end, cue, taken)
        if voice is not None and self._is_object(voice, cue, sign, end, taken):
            voice = None
        opening = self._open(voice.next if voice else start, end, cue, taken)
        first = self._edge(left.first if left else at, begin)
        sibling = sign.conjunction or self._joined(first, begin)
        if opening is None:
            return self._after(at, begin, end, sign, cue, voice, first, left)
        frame = Frame(at, cue, first, opening.at, opening.at, voice or left, [], sibling, opening.by, opening.via)
        if not self._sound(frame, cue, inside, begin):
            return None
        if opening.source is not None:
            frame.outer = [frame.voice] if frame.voice else []
            frame.voice = opening.source
        return frame

    def _sound(self, frame: Frame, cue: CueWord, inside: bool, begin: int) -> bool:
        """Whether a verb with its voice and opening really attributes speech."""
        opened = frame.opener in ("complementiser", "quote", "colon")
        voice = frame.voice
        if voice is None:
            return (opened or (frame.opener == "preposition" and not cue.named)) and (
                frame.sibling or frame.first <= begin or cue.continues
            )
        if cue.weak and frame.opener == "direct":
            return False
        if frame.opener == "direct" and not cue.direct:
            return cue.named and voice.head is not None and not (inside and not frame.sibling)
        if inside and not frame.sibling and not opened:
            return cue.direct
        return True

    def _is_object(self, voice: Phrase, cue: CueWord, sign: Sign, end: int, taken: frozenset[str]) -> bool:
        """Whether the phrase after a verb that takes an object is that object and not its subject."""
        if not cue.object:
            return False
        head = self.signs[voice.first]
        if voice.head is None or voice.head > voice.first + 1:
            return head.definite or head.roles.keys() & {"demonstrative"} != set()
        return sign.form.endswith("ms") and self.is_feminine(voice)

    def is_feminine(self, voice: Phrase) -> bool:
        """Whether the head of a phrase takes a feminine verb, as far as tables tell."""
        at = voice.head if voice.head is not None else voice.first
        sign = self.signs[at]
        if sign.voice is None:
            return False
        if sign.plural:
            return sign.voice.sort != "person"
        return sign.voice.feminine or self.lexicon.language.fold.word(sign.voice.lemma.split()[0]).endswith(
            self.lexicon.language.grammar.feminine
        )

    def _after(
        self, at: int, begin: int, end: int, sign: Sign, cue: CueWord, voice: Phrase | None, first: int, left: Phrase | None
    ) -> Frame | None:
        """A frame whose verb and voice stand after what is said: "…", said the minister."""
        if voice is None or left is not None or sign.conjunction or cue.weak or cue.named or cue.object:
            return None
        if at <= begin or not self._ends(voice.next, end):
            return None
        before = self.words[at - 1]
        as_said = "break" in self.signs[at - 1].roles
        if not (before in COMMAS or before in QUOTES or before in DASHES or as_said):
            return None
        return Frame(at, cue, at - 1 if as_said else at, voice.next, None, voice)

    def _ends(self, at: int, end: int) -> bool:
        at = self._skip(at, end)
        return at >= end or self.words[at] in STOPS or self.words[at] in COMMAS or "break" in self.signs[at].roles

    def _relative(self, at: int, begin: int, end: int, sign: Sign, cue: CueWord, taken: frozenset[str]) -> Frame | None:
        """The frame of "X, who said that": its voice stands before the relative."""
        opening = self._open(self._skip(at + sign.cue_length, end), end, cue, taken)
        if opening is None or opening.by not in ("complementiser", "quote", "colon"):
            return None
        for k in range(at - 2, max(begin - 1, at - 2 - BACK), -1):
            if self.signs[k].voice is not None and not self.signs[k].preposition:
                voice = self.names.read(k, at - 1, None, NOTHING)
                if voice is not None and voice.next >= at - 2:
                    return Frame(at, cue, at - 1, opening.at, opening.at, voice, [], True, opening.by, opening.via)
        return None

    # --- the voice before a verb

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
        voice = self.names.read(start, limit, None, NOTHING)
        if voice is None or not self._reaches(voice.next, at):
            return None
        return voice

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
            if roles.keys() & {"auxiliary", "adjunct", "moment"} or ("break" in roles and self.signs[k].cue is not None):
                k -= 1
            elif self.words[k - 1] in COMMAS and k - 1 > low and self.signs[k - 2].roles.keys() & {"adjunct"}:
                k -= 1
            else:
                break
        return k

    def _joined(self, first: int, begin: int) -> bool:
        if first <= begin:
            return False
        sign = self.signs[first]
        return sign.conjunction or "break" in sign.roles or "break" in self.signs[first - 1].roles

    # --- what opens the speech

    def _skip(self, at: int, end: int) -> int:
        """The first token that is no adjunct: times, "for his part", brackets, "in a statement to X"."""
        while at < end:
            roles, sign = self.signs[at].roles, self.signs[at]
            if "adjunct" in roles:
                at += roles["adjunct"]
            elif sign.time or "moment" in roles:
                at += max(1, roles.get("moment", 1))
            elif self.words[at] == "(" and self.document.closers.get(at, at + 99) - at <= LONGEST_ASIDE:
                at = self.document.closers[at] + 1
            elif sign.preposition and sign.voice is not None and (sign.voice.kind in ("media", "agency") or sign.voice.role == "reporter"):
                at = self._past_media(at, end)
            elif "preposition" in roles and at + 1 < end and self.signs[at + 1].via:
                at = self._past_via(at + 1, end)
            elif (
                sign.roles.get("preposition")
                and at + 1 < end
                and self.words[at + 1] in ("(", '"', "“", "«", "”")
                and len(self.words[at]) == 1
            ):
                at = self.document.closers.get(at + 1, at) + 1
            else:
                break
        return at

    def _past_media(self, at: int, end: int) -> int:
        phrase = self.names.read(at + self.signs[at].voice_length, min(end, at + 5), None, NOTHING)
        return phrase.next if phrase is not None and self.signs[at + 1].voice is None and self.signs[at + 1].definite else at + 1

    def _past_via(self, at: int, end: int) -> int:
        at += 1
        limit = min(end, at + LONGEST_ASIDE)
        while at < limit:
            sign = self.signs[at]
            if self.tokens[at].kind == "mark" and self.words[at] != "(":
                break
            if sign.roles.keys() & {"complementiser", "break", "relative"} or (
                sign.cue is not None and sign.form.startswith(("past", "present"))
            ):
                break
            if sign.definite is False and sign.voice is not None and not sign.preposition and sign.voice.sort != "body":
                break
            at = self.document.closers.get(at, at) + 1
        return min(at, end)

    def _open(self, at: int, end: int, cue: CueWord, taken: frozenset[str]) -> Opening | None:
        """Where what is said begins, looking on from the voice; None where nothing opens it."""
        via = ""
        limit = min(end, at + FAR)
        clean = near = True
        source: Phrase | None = None
        k = at
        while k < limit:
            sign, word = self.signs[k], self.words[k]
            roles = sign.roles
            via = via or sign.via
            if self.tokens[k].kind == "line":
                return None
            if "complementiser" in roles and not sign.preposition:
                return Opening(k + roles["complementiser"], "complementiser", via, source)
            if word == ":" and not (self.tokens[k - 1].kind == "number" and k + 1 < end and self.tokens[k + 1].kind == "number"):
                return self._inner(Opening(k + 1, "colon", via, source), end)
            if word in QUOTES and self._is_speech(k, end):
                return self._inner(Opening(k + 1, "quote", via, source), end)
            if clean:
                if cue.relay and source is None and word in taken:
                    source = self.names.read(self._skip(k + 1, end), end, None, NOTHING)
                    if source is None:
                        return None
                    k = source.next
                    continue
                by_preposition = self._by_preposition(k, sign, taken, cue)
                if by_preposition:
                    return Opening(by_preposition, "preposition", via, source)
                skipped = self._skip(k, end)
                if skipped > k:
                    k, near = skipped, False
                    continue
                if (
                    word not in COMMAS
                    and not roles.keys() & {"relative", "preposition", "anonymity", "break", "auxiliary"}
                    and self._starts(k, cue)
                ):
                    return Opening(k, "direct", via, source)
            if "break" in roles and k > at and not sign.preposition:
                return None
            if sign.cue is not None and sign.form.startswith(("past", "present")) and sign.conjunction:
                return None
            if word in COMMAS:
                clean = self._comma(k, end, cue)
                near = False
                k += 1
                continue
            clean = False
            k = self.document.closers.get(k, k) + 1 if word == "(" else k + 1
        return None

    def _inner(self, opening: Opening, end: int) -> Opening:
        """The opening moved past a quotation mark and a complementiser that follow a colon or mark."""
        k = opening.at
        while k < end and (self.words[k] in QUOTES or self.words[k] in DASHES):
            k += 1
        if k < end and "complementiser" in self.signs[k].roles and not self.signs[k].preposition:
            k += self.signs[k].roles["complementiser"]
        opening.at = k if k < end else opening.at
        return opening

    def _is_speech(self, at: int, end: int) -> bool:
        closer = self.document.closers.get(at)
        if closer is None:
            return True
        if closer == at + 1:
            return False
        if closer - at - 1 >= SHORT_QUOTE or "complementiser" in self.signs[at + 1].roles:
            return True
        return closer + 1 >= end or self.words[closer + 1] in STOPS

    def _by_preposition(self, at: int, sign: Sign, taken: frozenset[str], cue: CueWord) -> int:
        if self.words[at] in taken:
            after = at + 1
            if after < len(self.signs) and "complementiser" in self.signs[after].roles:
                return after + 1
            return after
        if sign.preposition and sign.preposition in taken:
            return at
        return 0

    def _starts(self, at: int, cue: CueWord) -> bool:
        """Whether what is announced or denied begins at once: a noun follows."""
        if not (cue.direct or cue.named) or self.tokens[at].kind == "mark":
            return False
        return True

    def _comma(self, at: int, end: int, cue: CueWord) -> bool:
        """Whether after a comma a verbal noun may still open what is said (أعلنت اللجنة أمس، وقف …)."""
        return at + 1 < end and self.signs[at + 1].happening and (cue.direct or cue.named)

    # --- participles and phrases

    def _participle(self, at: int, begin: int, end: int, sign: Sign) -> Frame | None:
        """A frame that goes on for the voice of the sentence: مضيفا أن, لافتا إلى."""
        cue = sign.cue
        assert cue is not None
        if sign.preposition or at <= begin or sign.definite:
            return None
        before = self.words[at - 1]
        broken = before in COMMAS or before in QUOTES or self.tokens[at - 1].kind == "mark"
        taken = self.lexicon.taken(cue)
        start = self._skip(at + 1, end)
        opening = self._open(start, min(end, start + 10), cue, taken)
        if opening is None:
            return None
        if opening.by == "direct" and not (broken and (cue.direct or cue.object)):
            return None
        if opening.by == "preposition" and not (broken or sign.conjunction):
            return None
        if opening.by == "complementiser" and opening.at - start > 6 and not broken:
            return None
        return Frame(at, cue, at, opening.at, opening.at, None, [], True, opening.by, opening.via, True)

    def _according(self, at: int, begin: int, end: int, sign: Sign) -> Frame | None:
        """A frame of "according to X": before what is said where it opens the clause, else after it."""
        cue = sign.cue
        assert cue is not None
        k = at + sign.cue_length
        if (
            k < end
            and self.signs[k].preposition
            and self.signs[k].cue is None
            and self.signs[k].voice is None
            and not self.tokens[k].kind == "word"
        ):
            return None
        verb = self._inner_verb(k, end)
        if verb:
            k = verb
        voice = self._told_by(k, end)
        if voice is None:
            return None
        opens = self._opens_clause(at, begin)
        after = self._skip(voice.next, end)
        if not opens:
            return Frame(at, cue, self._edge(at, begin), voice.next, None, voice)
        if after < end and self.words[after] in COMMAS:
            after += 1
        if after < end and "complementiser" in self.signs[after].roles:
            after += self.signs[after].roles["complementiser"]
        if after >= end:
            return Frame(at, cue, at, voice.next, None, voice)
        return Frame(at, cue, at, after, after, voice, [], sign.conjunction, "according")

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
        if k < end and self.tokens[k].kind == "word" and len(self.words[k]) <= 3 and self.signs[k].voice is None:
            k += 1
        return self._skip(k, end)

    def _told_by(self, at: int, end: int) -> Phrase | None:
        """The voice after "according to"; of "a statement of X" it is X."""
        at = self._skip(at, end) if at < end and "adjunct" in self.signs[at].roles else at
        if at >= end:
            return None
        sign = self.signs[at]
        if sign.preposition and sign.voice is None and not sign.via:
            voice = self.names.read(at + 1, end, None, NOTHING)
            return Phrase(at, voice.last, voice.head, voice.next) if voice else Phrase(at, at + 1, None, at + 1)
        voice = self.names.read(at, end, None, NOTHING)
        if voice is not None or at + 1 > end:
            return voice
        if sign.preposition and self.tokens[at].kind == "word":
            voice = self.names.read(at + 1, end, None, NOTHING)
            head = at if sign.voice is not None else (voice.head if voice else None)
            return Phrase(at, voice.last if voice else at + 1, head, voice.next if voice else at + 1)
        return None

    def _opens_clause(self, at: int, begin: int) -> bool:
        k = at
        while k > begin and self.signs[k - 1].roles.keys() & {"adjunct", "moment"}:
            k -= 1
        return k <= begin or self._boundary(k - 1) or (self.signs[at].conjunction and self.words[k - 1] in COMMAS)
