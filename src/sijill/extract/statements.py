"""What a document says on somebody's word: from frames to statements.

A statement is one sentence or reported clause. It ends where its sentence ends, where other attributing words begin, or
where a line ends; a quotation that is still open goes on into the next sentences.
"""

from __future__ import annotations

from dataclasses import replace

from sijill.extract.attribution import Attribution
from sijill.extract.cues import Cues
from sijill.extract.phrases import Frame
from sijill.extract.signs import Sign, read_signs
from sijill.extract.unverified import Unverified
from sijill.extract.voices import COMMAS, DASHES, Phrase
from sijill.language.document import CLOSING, QUOTES, STOPS, Document, Sentence
from sijill.record.found import FoundStatement, FoundVoice

READ_PARTS = frozenset({"title", "heading", "body", "dateline", "lead"})
HEADLINES = frozenset({"title", "heading"})
HEDGED_WITHIN = 40
# frames inside one another that one statement may hold: no sentence has so many, only a page that lost its stops
NESTED = 12
INVOLVED_WITHIN = 4
# a headline that only announces what the report tells below is no statement of its own
SPOKEN = frozenset({"complementiser", "quote", "colon", "according"})
PASSED_ON = frozenset({"agency", "media"})
TRIMMED = COMMAS | DASHES | STOPS | QUOTES | frozenset(":;\u061b")


def find_statements(document: Document) -> list[FoundStatement]:
    """The statements of a document in the order of the words; voices without tokens are those that the verb alone carries."""
    return Statements(document).find()


class Statements:
    """Finds the statements of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.signs: list[Sign] = read_signs(document)
        self.cues = Cues(document, self.signs)
        self.attribution = Attribution(document, self.signs, self.cues)
        self.unverified = Unverified(document, self.cues)
        self.found: list[FoundStatement] = []
        self.pending: list[FoundVoice] = []
        self.open_until = -1
        self.open_voices: list[FoundVoice] = []
        self.subject: Phrase | None = None

    def find(self) -> list[FoundStatement]:
        """All statements, in order."""
        paragraph = -1
        for sentence in self.document.sentences:
            if sentence.part not in READ_PARTS:
                self.pending, self.open_until = [], -1
                continue
            self._sentence(sentence, sentence.paragraph != paragraph)
            paragraph = sentence.paragraph
        return self.found

    def _sentence(self, sentence: Sentence, fresh: bool) -> None:
        first, last = sentence.first, sentence.last
        frames = self._frames(first, last, sentence.part)
        before = len(self.found)
        if self.pending and (fresh or first > 0) and not frames:
            self._add(first, last, self.pending, "assert", "direct")
            self.pending = []
            return
        self.pending = []
        if self.open_until >= first and (not frames or frames[0].content is not None):
            end = min(self.open_until, last)
            if frames and frames[0].first < end and not frames[0].sibling:
                end = max(first, frames[0].first)
            start, end = self._trim(first, end)
            if end > start:
                self._add(start, end, self.open_voices, "assert", "direct")
        if frames:
            self.attribution.take_up(frames[0], first, self.subject)
        self.subject = None if frames else self.attribution.person(first, last)
        for number, frame in enumerate(frames):
            if frame.content is None:
                self._before(frames, number, first)
            else:
                self._after(frames, number, first, last)
        self.found[before:] = sorted(self.found[before:], key=lambda statement: (statement.first, -statement.last))
        self._unverified(first, last)

    def _frames(self, first: int, last: int, part: str) -> list[Frame]:
        frames = self.cues.frames(first, last)
        if part in HEADLINES and self.document.words[last - 1] not in STOPS:
            frames = [frame for frame in frames if frame.opener in SPOKEN]
        if not frames or frames[0].first > first + 1:
            spoken = self._colon(first, last)
            if spoken is not None and (not frames or frames[0].first > spoken.last):
                frames.insert(0, spoken)
        return frames

    def _colon(self, first: int, last: int) -> Frame | None:
        """The frame of "X: …" at the beginning of a sentence or title, where X is a known kind of voice."""
        at = first
        while at < last and self.document.tokens[at].kind == "mark":
            at += 1
        phrase = self.cues.names.read(at, last, None, frozenset())
        if phrase is None or phrase.head is None or phrase.head > at or phrase.next + 1 >= last:
            return None
        if self.document.words[phrase.next] != ":":
            return None
        voice = self.signs[phrase.head].voice
        if voice is None or voice.sort == "state" or voice.kind == "witness" or (voice.kind == "unknown" and voice.sort != "source"):
            return None
        if self.signs[phrase.head].place:
            return None
        entry = self.cues.lexicon.speaking
        return Frame(phrase.next, entry, first, phrase.next + 1, phrase.next + 1, phrase, [], False, "colon") if entry else None

    # --- what is said after its frame

    def _after(self, frames: list[Frame], number: int, first: int, last: int) -> None:
        frame = frames[number]
        content = frame.content
        assert content is not None
        inner = frames[number + 1 : number + 1 + NESTED]
        limit = end = inner[-1].first if len(inner) == NESTED else last
        for later in inner:
            if later.sibling and later.content is not None:
                end = later.first
                break
            if later.content is None and not self._outer(later):
                end = min(end, self._clause(content, later.first))
                break
            if later.content is None:
                end = later.first
        content, end = self._trim(content, self._gloss(content, end))
        if frame.hearsay:
            if content < end:
                self._add(content, end, [], "other", "indirect", hedged=True)
            return
        voices = self.attribution.voices(frame, frames[:number], first)
        if content >= end:
            if content >= last - 1 and frame.opener == "colon":
                self.pending = voices
            return
        speech = self._speech(frame, content, end)
        self._add(content, end, voices, frame.entry.act, speech)
        self._leave_open(content, limit, last, voices)

    def _gloss(self, content: int, end: int) -> int:
        """Where the report explains a quotation that has closed: said the official that "…", which is a group that …"""
        for k in range(content, end - 2):
            closes = self.document.words[k] in CLOSING and self.document.tokens[k].kind == "mark"
            if closes and self.document.words[k + 1] in COMMAS and "gloss" in self.signs[k + 2].roles:
                return k + 1
        for k in range(max(0, content - 2), min(content + 1, end)):
            closer = self.document.closers.get(k, end)
            if self.document.words[k] in QUOTES and content < closer < end - 1 and self._begins(self.signs[closer + 1]):
                return closer + 1
        return end

    def _begins(self, sign: Sign) -> bool:
        """Whether a verb without a joining word begins something new after a quotation."""
        return (sign.verb or self.cues.is_verb(sign)) and not (sign.conjunction or sign.definite)

    def _leave_open(self, content: int, limit: int, last: int, voices: list[FoundVoice]) -> None:
        """Remember a quotation that this sentence opens up to a limit and does not close."""
        for k in range(max(0, content - 2), limit):
            if self.document.words[k] in QUOTES and self.document.tokens[k].kind == "mark" and self._opens(k):
                closer = self.document.closers.get(k, -1)
                if closer >= last:
                    self.open_until, self.open_voices = closer, voices
                    return

    def _opens(self, k: int) -> bool:
        """Whether a quotation mark stands as an opening one: not written together with the word before it."""
        return not self.document.tokens[k].glued or self.document.tokens[k - 1].kind != "word"

    def _before(self, frames: list[Frame], number: int, first: int) -> None:
        frame = frames[number]
        start = first
        earlier = frames[:number]
        if earlier:
            last = earlier[-1]
            if last.content is None:
                start = last.last
            elif self._outer(frame):
                return
            else:
                start = self._clause(last.content, frame.first)
        start, end = self._trim(self._lead(start, frame.first), frame.first)
        if start < end:
            self._add(start, end, self.attribution.voices(frame, [], first), frame.entry.act, "indirect")

    def _outer(self, frame: Frame) -> bool:
        """Whether a frame after what is said names an agency or medium: it passes the words on and is not their origin."""
        head = frame.voice.head if frame.voice else None
        voice = self.signs[head].voice if head is not None else None
        return voice is not None and voice.kind in PASSED_ON

    def _clause(self, start: int, end: int) -> int:
        """Where the last clause before `end` begins: after the last comma followed by a joining word, else at `end`."""
        for k in range(end - 2, max(start, end - 60), -1):
            if self.document.words[k] in COMMAS and (self.signs[k + 1].conjunction or "break" in self.signs[k + 1].roles):
                return k + 1
        return start

    def _lead(self, start: int, end: int) -> int:
        while start < end:
            step = self.signs[start].roles.get("adjunct", 0)
            if not step:
                break
            start += step
        return start

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        words = self.document.words
        while start < end and ((words[start] in TRIMMED and words[start] not in QUOTES) or self.document.tokens[start].kind == "line"):
            start += 1
        while end > start and (words[end - 1] in TRIMMED or self.document.tokens[end - 1].kind == "line"):
            if words[end - 1] in QUOTES and end - 1 in self._closing(start, end):
                break
            end -= 1
        return start, end

    def _closing(self, start: int, end: int) -> tuple[int, ...]:
        """The closing mark at the end of what is said where its opening mark lies inside."""
        words = self.document.words
        for k in range(end - 2, max(start - 1, end - 12), -1):
            if self.document.closers.get(k) == end - 1 and words[k] in CLOSING:
                return (end - 1,)
        return ()

    def _speech(self, frame: Frame, content: int, end: int) -> str:
        words = self.document.words
        if frame.opener == "quote" or (content > 0 and words[content - 1] in QUOTES) or words[content] in QUOTES:
            opened = content if words[content] in QUOTES else content - 1
            closer = self.document.closers.get(opened, end)
            return "direct" if closer >= end - 1 else "mixed"
        if frame.opener == "colon":
            return "direct"
        return "mixed" if any(words[k] in QUOTES and self.document.closers.get(k, k) - k > 4 for k in range(content, end)) else "indirect"

    # --- adding

    def _add(self, first: int, last: int, voices: list[FoundVoice], act: str, speech: str, *, hedged: bool = False) -> None:
        certainty, polarity = self._certainty(first, last, act)
        if hedged and certainty == "stated":
            certainty = "hedged"
        start = first
        for k in range(first, last + 1):
            if k == last or self.document.tokens[k].kind == "line":
                if any(self.document.tokens[i].kind in ("word", "number") for i in range(start, k)):
                    self.found.append(FoundStatement(
                        first=start, last=k, voices=[replace(voice) for voice in voices], act=act, speech=speech,
                        certainty=certainty, polarity=polarity,
                    ))  # fmt: skip
                start = k + 1

    def _certainty(self, first: int, last: int, act: str) -> tuple[str, str]:
        polarity = "denied" if act == "deny" and not self._of_involvement(first, last) else "asserted"
        for k in range(first, min(last, first + HEDGED_WITHIN)):
            hedge = self.signs[k].hedge
            if hedge is None:
                continue
            if hedge.polarity == "denied":
                return "stated", "denied"
            if hedge.certainty != "conditional" or k <= first + 1:
                return hedge.certainty, polarity
        return "stated", polarity

    def _of_involvement(self, first: int, last: int) -> bool:
        """Whether what is denied is the speaker's part in what happened, and not that it happened."""
        return any("involvement" in self.signs[k].roles for k in range(first, min(last, first + INVOLVED_WITHIN)))

    def _unable(self, at: int, voice: Phrase, last: int) -> None:
        """Adds the statement of a voice that could not verify; what was said before ends there."""
        for earlier in self.found[-4:]:
            if earlier.first < at < earlier.last:
                earlier.last = self._trim(earlier.first, at)[1]
                earlier.certainty, _ = self._certainty(earlier.first, earlier.last, earlier.act)
        start, end = self._trim(at, self.unverified.clause(at, last))
        self.found.append(self.unverified.statement(start, end, voice))

    def _unverified(self, first: int, last: int) -> None:
        """A sentence that tells that something could not be checked: a statement of who could not, or of nobody for the report."""
        unable = self.unverified.find(first, last)
        if unable is not None:
            self._unable(*unable, last)
            return
        for k in range(first, min(last, first + HEDGED_WITHIN)):
            hedge = self.signs[k].hedge
            if hedge is not None and hedge.certainty == "unverified" and "negation" in self.signs[k].roles:
                if not any(s.first <= k < s.last for s in self.found[-4:]):
                    self.found.append(FoundStatement(
                        first=first, last=last, voices=[], act="cannot_verify", speech="none", certainty="unverified",
                    ))  # fmt: skip
                return
