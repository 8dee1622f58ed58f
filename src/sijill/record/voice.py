"""Voices and the chain in which they pass something on (the isnad)."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.record.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who says something, as this place of the report has it.

    `name` is the fullest form in the report; `span` the mention at this place, None where the verb alone carries it.
    """

    name: str
    kind: str = "unknown"
    span: Span | None = None
    cue: str | None = None
    cue_span: Span | None = None
    canonical: str | None = None
    id: str | None = None
    role: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Voices from the report's own outlet inward. Empty where nothing is known of who speaks."""

    voices: tuple[Voice, ...] = ()

    @property
    def origin(self) -> Voice | None:
        """The innermost voice that is not the report's own outlet; None where the report speaks itself."""
        if self.voices and self.voices[-1].kind != "outlet":
            return self.voices[-1]
        return None


NO_VOICE = Chain()
"""The chain of what nobody is known to have said."""
