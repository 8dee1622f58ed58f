"""Who says that something could not be checked: the report itself, or a voice that it names."""

from __future__ import annotations

from sijill.extract.adjuncts import NOTHING
from sijill.extract.cues import Cues
from sijill.extract.voices import COMMAS, Phrase
from sijill.language.document import Document
from sijill.record.found import FoundStatement, FoundVoice

BETWEEN = 9


class Unverified:
    """Finds the words by which a named voice could not verify."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self.document, self.signs, self.cues = document, cues.signs, cues

    def find(self, first: int, last: int) -> tuple[int, Phrase] | None:
        """(the first token, the voice) of "the agency could not verify" in a sentence; None where there is none."""
        for k in range(first, last):
            length = self.signs[k].roles.get("unable")
            if not length:
                continue
            checking = next((c for c in range(k + length, min(last, k + length + BETWEEN)) if "checking" in self.signs[c].roles), None)
            if checking is None:
                continue
            voice = self._voice(k + length, checking)
            if voice is not None:
                return k, voice
        return None

    def _voice(self, at: int, checking: int) -> Phrase | None:
        """The voice between being unable and checking, without the preposition of the latter."""
        end = checking
        while end > at and self.signs[end - 1].roles.get("preposition") == 1:
            end -= 1
        if end > at and self.signs[at].voice is not None and self.signs[at].preposition:
            return Phrase(at, end, at, end)
        voice = self.cues.names.read(at, end, None, NOTHING)
        return voice if voice is not None and voice.first == at else None

    def statement(self, first: int, last: int, voice: Phrase) -> FoundStatement:
        """What is said by "the agency could not verify it", on that voice's word."""
        who = FoundVoice(first=voice.first, last=voice.last, cue_first=first, cue_last=voice.first)
        return FoundStatement(first=first, last=last, voices=[who], act="cannot_verify", certainty="unverified")

    def clause(self, at: int, last: int) -> int:
        """Where the clause that begins at a token ends: before a comma with a joining word, else with its sentence."""
        for k in range(at + 1, last - 1):
            if self.document.words[k] in COMMAS and self.signs[k + 1].conjunction:
                return k
        return last
