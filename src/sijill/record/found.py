"""What the stages find in a document and hand on: ranges of token indexes (half-open), not yet claims.

Finding (extract) and settling (resolve) do not know each other; these values are what passes between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sijill.record.interval import Bound, Interval


@dataclass(slots=True, kw_only=True)
class Number:
    """A number in the words: tokens first up to last, bound words included."""

    first: int
    last: int
    interval: Interval
    bound: Bound
    rule: str = ""


@dataclass(slots=True, kw_only=True)
class FoundTime:
    """A time expression settled against the publication day; start and end None where that could not be done."""

    first: int
    last: int
    start: date | None
    end: date | None
    precision: str
    clock: str | None = None
    rule: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class FoundPlace:
    """A place name in the words. `level` is what the words tell (حي, بلدة …); the gazetteer's candidates come with it.

    `anchor` is the index of the token that begins the place phrase with its cue and direction (ريف, شرق, محيط).
    """

    first: int
    last: int
    anchor: int
    level: str = ""
    direction: str = ""
    role: str = "at"
    cued: bool = False
    candidates: tuple[str, ...] = ()
    doubts: tuple[str, ...] = field(default=())


@dataclass(slots=True, kw_only=True)
class FoundVoice:
    """A voice as mentioned: tokens first up to last, or None where the verb alone carries it (وأضاف).

    `name` is settled later to the fullest form in the report.
    """

    first: int | None
    last: int | None
    name: str = ""
    kind: str = "unknown"
    role: str | None = None
    via: str | None = None
    cue_first: int | None = None
    cue_last: int | None = None
    cue: str | None = None
    body: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class FoundStatement:
    """What is said: tokens first up to last, and the voices from the outermost to the origin (the outlet left out)."""

    first: int
    last: int
    voices: list[FoundVoice]
    about: FoundVoice | None = None
    act: str = "assert"
    speech: str = "indirect"
    certainty: str = "stated"
    polarity: str = "asserted"
    doubts: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class FoundActor:
    """A party to an event as mentioned."""

    role: str
    first: int
    last: int


@dataclass(slots=True, kw_only=True)
class FoundEvent:
    """An event without a figure: tokens first up to last tell it, and `mentions` are all the ranges that tell the same."""

    event: str
    first: int
    last: int
    status: str = "happened"
    polarity: str = "asserted"
    actors: list[FoundActor] = field(default_factory=list)
    places: list[FoundPlace] = field(default_factory=list)
    rule: str = ""
    doubts: tuple[str, ...] = ()
    mentions: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class FoundWeapon:
    """A weapon or means of harm as mentioned: tokens first up to last, its kind, and the event that it tells or ""."""

    first: int
    last: int
    kind: str
    event: str = ""
