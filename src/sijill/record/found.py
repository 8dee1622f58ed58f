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
