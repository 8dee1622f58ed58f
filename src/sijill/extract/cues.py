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
SPARE_WORDS = 4
ESTIMATE = "estimate"
NOTHING: frozenset[str] = frozenset()
PASSED = frozenset({"relative", "preposition", "anonymity", "pronoun", "demonstrative", "office"})


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
        self.heard: set[str] = set()

    def frames(self, first: int, last: int) -> list[Frame]:
        """The frames of tokens first up to last, in order."""
        found: list[Frame] = []
        at, begin, quoted = first, first, -1
        while at < last:
            sign = self.signs[at]
            if "own_voice" in sign.roles:
                at += sign.roles["own_voice"]
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
            if frame.voice is not None:
                self.heard.update(self.words[frame.voice.first : frame.voice.last])
            at = max(at + 1, frame.last if frame.content is None else frame.content)
            begin = frame.last if frame.content is None else frame.content
            if frame.content is not None and frame.opener == "quote" and frame.content > first:
                quoted = max(quoted, self.document.closers.get(frame.content - 1, -1))
        return found

    def _frame(self, at: int, begin: int, end: int, sign: Sign, earlier: list[Frame]) -> Frame | None:
        form = sign.form
        if form == "according":
            return self._according(at, begin, end, sign, earlier)
        if form.startswith("participle"):
            return self._participle(at, begin, end, sign)
        if form.startswith(("past", "present")):
            return self._verb(at, begin, end, sign, earlier)
        if form == "masdar":
            return self._masdar(at, begin, end, sign)
        return None

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

    # --- verbs

    def _verb(self, at: int, begin: int, end: int, sign: Sign, earlier: list[Frame]) -> Frame | None:
        cue = sign.cue
        assert cue is not None
        taken = self.lexicon.taken(cue)
        if at > begin and self._cannot_follow(at, sign):
            return None
        if at > begin and "relative" in self.signs[at - 1].roles:
            return self._relative(at, begin, end, sign, cue, taken, earlier)
        start = self.skip(at + sign.cue_length, end, taken)
        if cue.continues and start < end and self._is_verb(self.signs[start]) and not self.signs[start].conjunction:
            start += 1
        issued = start + 1 < end and self.signs[start].via and self.words[start + 1] not in taken
        right = self._known_only(self.names.read(start, end, cue, NOTHING if issued else taken), cue)
        left = None
        if not sign.conjunction and not (right is not None and self._opens_at(right.next, end, cue, taken)):
            left = self._left(at, begin)
        if left is not None and (self._is_loose(left) or ((sign.hedge is not None or cue.act == ESTIMATE) and left.head is None)):
            return None
        is_object = left is None and right is not None and self._is_object(right, cue, sign)
        if left is not None or is_object:
            right = None
        aside = any(self.signs[k].via for k in range(at + 1, start))
        opening = self._open(right.next if right else start, end, cue, taken, aside=aside)
        if is_object and opening is not None and opening.by in ("preposition", "direct", "object"):
            opening = Opening(start, "object", opening.via)
        if opening is None and right is not None:
            right, opening = self._recut(right, end, cue, taken)
        first = self._edge(left.first if left else at, begin)
        if opening is None:
            return self._after(at, begin, end, sign, cue, right, first, left)
        sibling = sign.conjunction or self._joined(first, begin)
        via = opening.via or next((sign.via for sign in self.signs[at + 1 : opening.at] if sign.via), "")
        frame = Frame(at, cue, first, opening.at, opening.at, right or left, [], sibling, opening.by, via)
        if not self._sound(frame, sign, bool(earlier), begin):
            return None
        if frame.voice is None and self._after_document(at, begin):
            frame.follows = True
        if opening.source is not None:
            frame.outer = [frame.voice] if frame.voice else []
            frame.voice = opening.source
        return frame

    def _cannot_follow(self, at: int, sign: Sign) -> bool:
        """Whether the word before tells that no verb of saying stands here: a negation, a preposition, "a statement" of its own."""
        before = self.signs[at - 1]
        if "negation" in before.roles:
            return True
        if before.via and sign.cue_enclitic:
            return True
        return before.roles.get("preposition") == 1 and not before.roles.keys() & {"adjunct", "break", "moment"} and not sign.conjunction

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

    def _known_only(self, voice: Phrase | None, cue: CueWord) -> Phrase | None:
        """A phrase before an object cut to the name by which its voice spoke before."""
        if voice is None or not cue.object or voice.head == voice.first or self.words[voice.first] not in self.heard:
            return voice
        k = voice.first
        while k < voice.last and self.words[k] in self.heard:
            k += 1
        return Phrase(voice.first, k, voice.head if voice.head is not None and voice.head < k else None, k)

    def _is_loose(self, left: Phrase) -> bool:
        """Whether the phrase before a verb is "reports saying that": hearsay, and nobody's voice."""
        head = self.signs[left.head] if left.head is not None and left.head <= left.first + 1 else None
        if head is None or head.voice is None:
            return False
        return head.voice.sort == "report" or (head.voice.sort == "document" and not head.definite)

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

    def _after_document(self, at: int, begin: int) -> bool:
        """Whether a verb without a voice stands after "a statement": its voice is the one who issued that."""
        return at - 1 >= begin and bool(self.signs[at - 1].via)

    def _sound(self, frame: Frame, sign: Sign, inside: bool, begin: int) -> bool:
        """Whether a verb with its voice and opening really attributes speech."""
        cue, voice = frame.entry, frame.voice
        if voice is None and cue.act == ESTIMATE and not frame.sibling:
            return False
        opened = frame.opener in ("complementiser", "quote", "colon")
        if "preposition" in sign.roles and not sign.conjunction and frame.first > begin and not frame.sibling:
            return False
        if sign.roles.get("preposition") and frame.opener not in ("complementiser", "preposition"):
            return False
        if cue.weak and not opened and frame.opener != "object":
            return False
        if voice is not None and self._is_report(voice):
            return False
        if voice is None:
            return self._goes_on(frame, sign, opened, begin)
        if sign.cue_enclitic and not opened and frame.opener != "preposition":
            return False
        if inside and not frame.sibling and not opened:
            return cue.direct
        if frame.opener == "direct" and not cue.direct:
            return cue.named and voice.head is not None and (voice.head == voice.first or self.words[voice.first] in QUOTES)
        return True

    def _goes_on(self, frame: Frame, sign: Sign, opened: bool, begin: int) -> bool:
        """Whether a verb without a voice goes on for an earlier one."""
        cue = frame.entry
        if sign.hedge is not None or (cue.relay and not frame.outer and frame.opener == "direct"):
            return False
        before = self.signs[frame.cue - 1]
        placed = frame.sibling or frame.first <= begin or cue.continues or bool(before.via) or "subordinate" in before.roles
        if frame.opener == "direct":
            return cue.direct and frame.sibling and self.signs[frame.last].happening
        return placed and (opened or frame.opener in ("preposition", "object"))

    def _is_object(self, voice: Phrase, cue: CueWord, sign: Sign) -> bool:
        """Whether the phrase after a verb that takes an object is that object and not its subject."""
        if not cue.object:
            return False
        if "invoked" in self.signs[voice.first].roles:
            return True
        if voice.head is not None and voice.head <= voice.first + 1:
            return sign.form.endswith("ms") and self.is_feminine(voice)
        if self.words[voice.first] in self.heard:
            return False
        following = self.signs[voice.next] if voice.next < len(self.signs) else Sign()
        if (following.voice is not None or following.noun) and not following.preposition:
            return False
        head = self.signs[voice.first]
        return head.definite or "demonstrative" in head.roles

    def is_feminine(self, voice: Phrase) -> bool:
        """Whether the head of a phrase takes a feminine verb, as far as tables tell."""
        at = voice.head if voice.head is not None else voice.first
        sign = self.signs[at]
        if sign.voice is None:
            return False
        if sign.plural:
            return sign.voice.sort != "person"
        return sign.voice.feminine

    def _after(
        self, at: int, begin: int, end: int, sign: Sign, cue: CueWord, voice: Phrase | None, first: int, left: Phrase | None
    ) -> Frame | None:
        """A frame whose verb and voice stand after what is said: "…", said the minister."""
        if voice is None or left is not None or sign.conjunction or cue.weak or cue.named or cue.object or "preposition" in sign.roles:
            return None
        if at <= begin or not self._ends(voice.next, end):
            return None
        before = self.words[at - 1]
        as_said = "break" in self.signs[at - 1].roles
        if not (before in COMMAS or before in QUOTES or before in DASHES or as_said):
            return None
        return Frame(at, cue, at - 1 if as_said else at, voice.next, None, voice)

    def _ends(self, at: int, end: int) -> bool:
        at = self.skip(at, end)
        return at >= end or self.words[at] in STOPS or self.words[at] in COMMAS or "break" in self.signs[at].roles

    def _relative(
        self, at: int, begin: int, end: int, sign: Sign, cue: CueWord, taken: frozenset[str], earlier: list[Frame]
    ) -> Frame | None:
        """The frame of "X, who said that": its voice stands before the relative."""
        opening = self._open(self.skip(at + sign.cue_length, end, taken), end, cue, taken)
        if opening is None or not (opening.by in ("complementiser", "quote", "colon") or (not cue.weak and (cue.direct or not cue.named))):
            return None
        if earlier and earlier[-1].content is None and at - 1 == begin:
            return Frame(at, cue, at - 1, opening.at, opening.at, earlier[-1].voice, [], True, opening.by, opening.via)
        for k in range(at - 2, max(begin - 1, at - 2 - BACK), -1):
            head = self.signs[k].voice
            if head is not None and not self.signs[k].preposition:
                if head.sort in ("document", "report"):
                    return None
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
        if voice is not None and any(self.signs[k].via and not self.signs[k].voice for k in range(voice.first + 1, voice.last)):
            return None
        if voice is not None and voice.last - voice.first > SHORT_QUOTE and (voice.head is None or voice.head > voice.first + 1):
            voice = self._nearest(voice.first, limit)
        if voice is None or not self._reaches(voice.next, at):
            return None
        return voice

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
                or ("break" in roles and (k == at or self.signs[k].cue is not None))
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

    # --- what opens the speech

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
        if self.words[at] == "(":
            closer = self.document.closers.get(at, at)
            return closer + 1 if at < closer <= at + LONGEST_ASIDE else at
        if sign.preposition and sign.voice is not None and self._is_medium(sign):
            return self._past_media(at, end)
        if "preposition" in roles and at + 1 < end:
            after = self.signs[at + 1]
            if after.via:
                return self._past_via(at + 1, end, taken)
            if len(self.words[at]) == 1 and (self.words[at + 1] in QUOTES or self.words[at + 1] == "("):
                return self.document.closers.get(at + 1, at) + 1
            if self.words[at] not in taken and after.voice is not None and self._is_medium(after) and after.voice.role != "reporter":
                return self._past_media(at + 1, end)
            if self.words[at] not in taken and (after.time or "moment" in after.roles):
                return at + 1
            if self.words[at] not in taken and "occasion" in after.roles:
                return self._past_occasion(at + 2, end, taken)
        return at

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
            if (
                self.tokens[at].kind != "word"
                or not roles.keys().isdisjoint(("complementiser", "break", "relative"))
                or self._is_verb(sign)
            ):
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

    def _is_verb(self, sign: Sign) -> bool:
        return sign.cue is not None and sign.form.startswith(("past", "present")) and sign.voice is None and not sign.definite

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
                if ((cue.relay and word in taken) or sign.form == "according") and opening.source is None:
                    source = self.names.read(self.skip(k + sign.cue_length, end), end, None, NOTHING)
                    if source is not None:
                        opening.source, k = source, source.next
                        continue
                if self._opened_by_preposition(k, end, taken, cue, opening):
                    return opening
                if (sign.form == "own" or (sign.form == "masdar" and sign.cue_enclitic)) and "adjunct" not in roles:
                    opening.at, opening.by = k + 1, "object"
                    return opening
            elif sign.happening or (word in taken and k + 1 < end and self.signs[k + 1].happening):
                if self._opened_by_preposition(k, end, taken, cue, opening):
                    return opening
            skipped = self.skip(k, end, taken)
            if skipped > k:
                passing = passing or any(self.signs[i].via for i in range(k, skipped))
                k = skipped
                continue
            if "anonymity" in roles:
                k, passing, clean = k + roles["anonymity"] + 1, True, False
                continue
            if cue.continues and not passing and self._is_verb(sign) and not sign.conjunction:
                k += 1
                continue
            if word in COMMAS or word in DASHES:
                clean, passing = self._resumes(k + 1, end, cue, taken), True
                k += 1
                continue
            if clean and sign.happening and (cue.direct or cue.named):
                opening.at, opening.by = k, "direct"
                return opening
            if not roles.keys().isdisjoint(PASSED) or sign.preposition:
                clean, passing = False, True
            elif "break" in roles or (not passing and not roles.keys().isdisjoint(("negation", "auxiliary"))):
                return None
            elif clean and (cue.direct or cue.named) and self.tokens[k].kind != "mark":
                opening.at, opening.by = k, "direct"
                return opening
            elif not passing and not (cue.object and k - at < 8):
                spare -= 1
                if spare < 0 or (sign.definite and spare == SPARE_WORDS - 1) or self.tokens[k].kind != "word" or sign.verb or roles:
                    return None
            if self._cuts(k, sign):
                return None
            clean = clean and not passing
            k = self.document.closers.get(k, k) + 1
        return None

    def _cuts(self, k: int, sign: Sign) -> bool:
        """Whether another word of saying stands at a token, so that what opens later is its own."""
        if self._is_verb(sign):
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

    def _is_speech(self, at: int, end: int) -> bool:
        closer = self.document.closers.get(at)
        if closer is None:
            return True
        if closer == at + 1:
            return False
        if closer - at - 1 >= SHORT_QUOTE or "complementiser" in self.signs[at + 1].roles:
            return True
        return closer - at > 3 and (closer + 1 >= end or self.words[closer + 1] in STOPS)

    def _resumes(self, at: int, end: int, cue: CueWord, taken: frozenset[str]) -> bool:
        """Whether after a comma a verbal noun or the cue's preposition may still open what is said."""
        at = self.skip(at, end, taken)
        if at >= end:
            return False
        sign = self.signs[at]
        if self.words[at] in taken or (sign.preposition and sign.preposition in taken) or sign.form == "according":
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

    # --- participles and phrases

    def _participle(self, at: int, begin: int, end: int, sign: Sign) -> Frame | None:
        """A frame that goes on for the voice of the sentence: مضيفا أن, لافتا إلى."""
        cue = sign.cue
        assert cue is not None
        broken = at <= begin or self.tokens[at - 1].kind == "mark"
        if sign.preposition or sign.definite or sign.place or (sign.voice is not None and not broken):
            return None
        taken = self.lexicon.taken(cue)
        start = self.skip(at + 1, end, taken)
        own = self.names.read(start, min(end, start + 6), cue, taken) if start < end and self.signs[start].voice is not None else None
        if own is not None and not self._opens_at(own.next, end, cue, taken):
            own = None
        opening = self._open(own.next if own else start, min(end, start + 10), cue, taken)
        if opening is None:
            return None
        if (at <= begin and opening.by not in ("complementiser", "preposition")) or (cue.weak and opening.by in ("direct", "preposition")):
            return None
        if opening.by in ("direct", "object") and not broken:
            return None
        if opening.by == "preposition" and not (broken or sign.conjunction):
            return None
        if opening.by == "complementiser" and opening.at - start > 6 and not broken:
            return None
        return Frame(at, cue, at, opening.at, opening.at, own, [], True, opening.by, opening.via, True)

    def _taken_within(self, at: int, end: int, taken: frozenset[str]) -> bool:
        """Whether a preposition of the cue follows soon, by itself or written with a word."""
        letters = tuple(word for word in taken if len(word) == 1)
        for i in range(at + 1, min(end, at + 10)):
            if self.words[i] in taken or self.signs[i].preposition in taken:
                return True
            if letters and not self.tokens[i].hits and len(self.words[i]) > 3 and self.words[i].startswith(letters):
                return True
        return False

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
            and not self.tokens[k].kind == "word"
        ):
            return None
        if k < end and self.signs[k].cue_enclitic and self.signs[k].form == "masdar":
            return Frame(at, cue, self._edge(at, begin), k + 1, None) if not earlier else None
        verb = self._inner_verb(k, end)
        if verb:
            k = verb
        voice = self._told_by(k, end)
        if voice is None or self._is_report(voice) or "measure" in self.signs[voice.first].roles:
            return None
        opens = self._opens_clause(at, begin) or (at - begin <= 3 and voice.next < end and self.words[voice.next] in COMMAS)
        after = self.skip(voice.next, end)
        if not opens:
            return Frame(at, cue, self._edge(at, begin), voice.next, None, voice)
        if after < end and self.words[after] in COMMAS:
            after += 1
        if after < end and "complementiser" in self.signs[after].roles:
            after += self.signs[after].roles["complementiser"]
        if after >= end:
            return Frame(at, cue, at, voice.next, None, voice)
        return Frame(at, cue, at, after, after, voice, [], sign.conjunction, "according")

    def _is_report(self, voice: Phrase) -> bool:
        """Whether a phrase names only "information" and the like, which is nobody's voice."""
        head = self.signs[voice.head].voice if voice.head is not None and voice.head <= voice.first + 1 else None
        return head is not None and head.sort == "report"

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

    def _opens_clause(self, at: int, begin: int) -> bool:
        k = at
        while k > begin and self.signs[k - 1].roles.keys() & {"adjunct", "moment"}:
            k -= 1
        return k <= begin or self._boundary(k - 1) or self.signs[at].conjunction
