"""Which words of a sentence attribute something to a voice, and where what is said begins.

A frame is one such place: a verb with its voice before or after it and what opens the speech, or one of the phrases of
another module. Looking ahead and back is bounded.
"""

from __future__ import annotations

from sijill.extract.adjuncts import NOTHING
from sijill.extract.openings import Opening
from sijill.extract.phrases import Frame, Phrases
from sijill.extract.signs import Sign
from sijill.extract.subjects import BACK
from sijill.extract.voices import COMMAS, DASHES, Phrase
from sijill.language.document import QUOTES
from sijill.language.entries import CueWord

ESTIMATE = "estimate"


class Cues(Phrases):
    """Finds the frames of one document's sentences."""

    def frames(self, first: int, last: int) -> list[Frame]:
        """The frames of tokens first up to last, in order."""
        found: list[Frame] = []
        at, begin, quoted = first, first, -1
        while at < last:
            sign = self.signs[at]
            if "own_voice" in sign.roles:
                at += sign.roles["own_voice"]
                continue
            if "hearsay" in sign.roles:
                frame = self._hearsay(at, begin, last, sign.roles["hearsay"])
                if frame is not None:
                    found.append(frame)
                at = begin = at + sign.roles["hearsay"]
                continue
            if sign.cue is None or self.names.is_naming(at):
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

    def _verb(self, at: int, begin: int, end: int, sign: Sign, earlier: list[Frame]) -> Frame | None:
        cue = sign.cue
        assert cue is not None
        taken = self.lexicon.taken(cue)
        if at > begin and self._cannot_follow(at, sign):
            return None
        if at > begin and "relative" in self.signs[at - 1].roles:
            return self._relative(at, begin, end, sign, cue, taken, earlier)
        start = self.skip(at + sign.cue_length, end, taken)
        if start + 1 < end and start > at + sign.cue_length and self.words[start] in COMMAS and self.signs[start + 1].voice is not None:
            start += 1
        if cue.continues and start < end and self.is_verb(self.signs[start]) and not self.signs[start].conjunction:
            start += 1
        issued = start + 1 < end and self.signs[start].via and self.words[start + 1] not in taken
        right = self._known_only(self.names.read(start, end, cue, NOTHING if issued else taken), cue)
        left = None
        if not sign.conjunction and not (right is not None and self._opens_at(right.next, end, cue, taken)):
            left = self._left(at, begin)
        if left is not None and self._is_loose(left):
            return self._nobody(at, begin, sign, self._open(start, end, cue, taken), earlier)
        if left is not None and ((sign.hedge is not None or cue.act == ESTIMATE) and left.head is None):
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
        if frame.voice is not None and self._is_report(frame.voice):
            return self._nobody(at, begin, sign, opening, earlier)
        if not self._sound(frame, sign, bool(earlier), begin):
            return None
        if frame.voice is None and self._after_document(at, begin):
            frame.follows = True
        if opening.source is not None:
            frame.outer = [frame.voice] if frame.voice else []
            frame.voice = opening.source
        return frame

    def _nobody(self, at: int, begin: int, sign: Sign, opening: Opening | None, earlier: list[Frame]) -> Frame | None:
        """The frame of a verb whose subject is "reports" and the like, nobody's word; None inside what somebody says."""
        first = self._edge(at, begin)
        if opening is None or opening.by not in ("complementiser", "preposition") or sign.cue is None:
            return None
        if earlier and not (sign.conjunction or self._joined(first, begin)):
            return None
        return Frame(at, sign.cue, first, opening.at, opening.at, None, [], True, opening.by, hearsay=True)

    def _cannot_follow(self, at: int, sign: Sign) -> bool:
        """Whether the word before tells that no verb of saying stands here: a negation, a preposition, "a statement" of its own."""
        before = self.signs[at - 1]
        if "negation" in before.roles:
            return True
        if before.via and sign.cue_enclitic:
            return True
        return before.roles.get("preposition") == 1 and not before.roles.keys() & {"adjunct", "break", "moment"} and not sign.conjunction

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
        if cue.object and frame.opener == "preposition" and frame.content == frame.cue + 1 and not sign.cue_enclitic:
            return False
        if cue.happens and not opened and voice is not None and self.signs[voice.first].place:
            return False
        if cue.continues and sign.cue_enclitic and frame.opener != "quote":
            return False
        if voice is not None and not cue.object and self._is_nobody(voice, opened):
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

    def _is_nobody(self, voice: Phrase, opened: bool) -> bool:
        """Whether a phrase cannot speak: it calls on God, or is a long unknown one that holds a preposition."""
        if "invoked" in self.signs[voice.first].roles:
            return True
        loose = voice.head is None and voice.last - voice.first > 3 and not opened
        return loose and any("preposition" in self.signs[k].roles for k in range(voice.first, voice.last))

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

    def _after(
        self, at: int, begin: int, end: int, sign: Sign, cue: CueWord, voice: Phrase | None, first: int, left: Phrase | None
    ) -> Frame | None:
        """A frame whose verb and voice stand after what is said: "…", said the minister."""
        if voice is None or left is not None or sign.conjunction or cue.weak or cue.named or cue.object or "preposition" in sign.roles:
            return None
        if at <= begin or sign.cue_enclitic or not self._ends(voice.next, end):
            return None
        before = self.words[at - 1]
        as_said = "break" in self.signs[at - 1].roles
        if not (before in COMMAS or before in QUOTES or before in DASHES or as_said):
            return None
        return Frame(at, cue, at - 1 if as_said else at, voice.next, None, voice)

    def _relative(
        self, at: int, begin: int, end: int, sign: Sign, cue: CueWord, taken: frozenset[str], earlier: list[Frame]
    ) -> Frame | None:
        """The frame of "X, who said that": its voice stands before the relative."""
        after = at + sign.cue_length
        if sign.cue_enclitic or (after < end and "back" in self.signs[after].roles):
            return None
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
