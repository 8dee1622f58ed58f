"""From the phrases of a frame to its voices: the chain from the outermost inward, and whose words a bare verb goes on with."""

from __future__ import annotations

from sijill.extract.cues import Cues
from sijill.extract.phrases import Frame
from sijill.extract.signs import Sign
from sijill.extract.voices import COMMAS, Phrase
from sijill.language.document import Document
from sijill.record.found import FoundVoice

SUBJECT_NEAR = 5
SUBJECT_WITHIN = 30
SPOKESMAN = "spokesman"
SPEAKERS = frozenset({"government", "official", "military", "un", "expert", "medical"})


class Attribution:
    """Makes the voices of one document's frames."""

    def __init__(self, document: Document, signs: list[Sign], cues: Cues) -> None:
        self.document, self.signs, self.cues = document, signs, cues

    def take_up(self, frame: Frame, first: int, subject: Phrase | None) -> None:
        """A sentence that only begins to speak goes on for the person of whom the sentence before it told."""
        form = self.signs[frame.cue].form
        if subject is None or frame.voice is not None or frame.first > first + 1 or frame.entry.continues or frame.follows:
            return
        if not form.endswith(("ms", "fs")) or self.cues.is_feminine(subject) == form.endswith("fs"):
            frame.voice = subject

    def person(self, first: int, last: int) -> Phrase | None:
        """The person whose doing a sentence tells, where a verb and then that person stand at its beginning."""
        start = self.cues.skip(first, last)
        while start < last and self.document.words[start] in COMMAS:
            start += 1
        for k in range(start + 1, min(start + 3, last)):
            voice = self.signs[k].voice
            if (
                voice is not None
                and voice.sort == "person"
                and voice.kind in SPEAKERS
                and not self.signs[k].preposition
                and not self.signs[k].plural
            ):
                return self.cues.names.read(k, last, None, frozenset())
        return None

    def voices(self, frame: Frame, earlier: list[Frame], first: int) -> list[FoundVoice]:
        outer = [self._voice(phrase, frame) for phrase in frame.outer]
        own = self._voice(frame.voice, frame)
        said_after = frame.content is None
        if frame.voice is None and not said_after and frame.first > first and not any(f.content is not None or f.voice for f in earlier):
            subject = self._subject(first, frame)
            if subject is not None:
                own = self._voice(subject, frame)
        if not frame.sibling and earlier and earlier[-1].voice is not None and earlier[-1].opener == "according":
            outer.insert(0, self._voice(earlier[-1].voice, earlier[-1]))
        return [*outer, own]

    def _subject(self, first: int, frame: Frame) -> Phrase | None:
        """The subject of a sentence for a later verb or participle of saying that has none and agrees with it."""
        form = self.signs[frame.cue].form
        reach = SUBJECT_WITHIN if frame.follows else SUBJECT_NEAR
        if frame.entry.continues and not frame.follows:
            return None
        for k in range(first, min(frame.first, first + reach)):
            sign = self.signs[k]
            if sign.voice is None or sign.preposition or sign.cue is not None or sign.time:
                continue
            phrase = self.cues.names.read(k, frame.first, None, frozenset())
            if phrase is None:
                continue
            if form.endswith(("ms", "fs")) and self.cues.is_feminine(phrase) != form.endswith("fs"):
                continue
            return phrase
        return None

    def _voice(self, phrase: Phrase | None, frame: Frame) -> FoundVoice:
        cue = self.document.said(frame.cue, frame.cue + 1)
        cue_last = frame.cue + self.signs[frame.cue].cue_length
        via = frame.via or None
        if phrase is None:
            return FoundVoice(first=None, last=None, cue=cue, cue_first=frame.cue, cue_last=cue_last, via=via)
        first, last, head = phrase.first, phrase.last, phrase.head
        if self.signs[first].via and self.signs[first].voice is None and last > first + 1:
            via = self.signs[first].via
            first = next((k for k in range(first + self.signs[first].via_length, last) if self.signs[k].voice is not None), first)
        entry = self.signs[head].voice if head is not None else None
        if entry is not None and entry.role == SPOKESMAN and head is not None:
            kind = next((v.kind for k in range(head + 1, last) if (v := self.signs[k].voice) and v.sort in ("body", "state")), entry.kind)
        else:
            kind = entry.kind if entry else "unknown"
        return FoundVoice(
            first=first, last=last, kind=kind, role=entry.role or None if entry else None,
            via=via, cue=cue, cue_first=frame.cue, cue_last=cue_last,
        )  # fmt: skip
