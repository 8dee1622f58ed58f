"""What the stages find in a document and hand on: ranges of token indexes (half-open), not yet claims.

Finding (extract) and settling (resolve) do not know each other; these values are what passes between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sijill.record.interval import Bound, Interval


@dataclass(slots=True, kw_only=True)
class Number:
    """A number in the words: tokens first up to last, the bound words that touch it included.

    `kind` is count where nothing speaks against a count; else date, age, clock, id, money, distance, duration, percent,
    score, thing (a noun that is no person follows) or other. `unit` is percent for shares, whose interval is in percent.
    """

    first: int
    last: int
    interval: Interval
    bound: Bound
    rule: str = ""
    kind: str = "count"
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time as the words have it, before any calendar: tokens first up to last and what they tell.

    `kind` is day, month, year, unit (this month), window (the last three days), ago (two weeks ago), season, decade,
    holiday, then (the day named before) or clock. `offset` counts days from today; `weekday` is 0 for Monday; `turn`
    is -1 for the past, 0 for the present, 1 for the coming one of `unit`. `part` is a part of the day. `position` is
    begin, middle, end, "2/4" for the second quarter, first or nth of the units that `count` and `name` tell. `other` is
    the far end of a range, both ends included. `edge` is since, until or before where only one end is told. In a month
    or day, hijri says which calendar.
    """

    first: int
    last: int
    kind: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    hijri: bool = False
    weekday: int | None = None
    offset: int | None = None
    turn: int | None = None
    unit: str = ""
    count: int | None = None
    part: str = ""
    clock: str | None = None
    position: str = ""
    name: str = ""
    edge: str = ""
    other: TimeExpression | None = None


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
    """A place in the words: tokens first up to last, its cue and direction ("the countryside of", "east of") with it.

    `anchor` is the token that begins the whole phrase ("the outskirts of"); `name_first` up to `name_last` is the bare name, the
    same where there is none ("the town" for one named before, `anaphor`). `level` is what the words tell (a quarter, a town), `cue` the
    entry that told it, `candidates` the gazetteer's ids for the name. `cued` tells whether a cue, a direction or a preposition of place
    brings it in; `before` holds the folded letters written together with the first word that are not of the place ("and", "in").
    `beside` tells that what happened was beside the place: "direction" (north of it, near it), "between" it and another, "distance" or
    "far" (so many km from it); else it is empty.
    """

    first: int
    last: int
    anchor: int
    level: str = ""
    direction: str = ""
    role: str = "at"
    cued: bool = False
    candidates: tuple[str, ...] = ()
    cue: str = ""
    before: str = ""
    name_first: int = -1
    name_last: int = -1
    anaphor: bool = False
    beside: str = ""
    doubts: tuple[str, ...] = field(default=())


@dataclass(slots=True, kw_only=True)
class FoundVoice:
    """A voice as mentioned: tokens first up to last, or None where the verb alone carries it ("and added").

    `name` is settled later to the fullest form in the report, `body` and `canonical` to the id and name of the register.
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
    canonical: str | None = None
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
    """A party to an event as mentioned; `start` is the code point at which its name begins, after what is written with it."""

    role: str
    first: int
    last: int
    start: int = -1
    body: str | None = None
    canonical: str | None = None


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


@dataclass(slots=True, kw_only=True)
class FoundPerson:
    """A person named as harmed or as witness: tokens first up to last are the name.

    `before` counts the letters written together with the first word that are not of the name.
    """

    first: int
    last: int
    before: int = 0
    role: str = "victim"
    sex: str | None = None
    age: int | None = None
    relation: str | None = None


@dataclass(slots=True, kw_only=True)
class FoundFigure:
    """A count of people with what became of them. `first` up to `last` are the words of the count and what it counts."""

    first: int
    last: int
    number: tuple[int, int]
    interval: Interval
    bound: Bound
    effect: str
    event: str
    group: str
    also: tuple[str, ...] = ()
    side: tuple[int, int] | None = None
    part_of: FoundFigure | None = None
    cue: tuple[int, int]
    effect_rule: str
    group_rule: str
    group_at: tuple[int, int]
    figure_rule: str
    polarity: str = "asserted"
    certainty: str = "stated"
    tally: bool = False
    definite: bool = False
    persons: list[FoundPerson] = field(default_factory=list)
    actors: list[FoundActor] = field(default_factory=list)
    weapons: list[FoundWeapon] = field(default_factory=list)
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPrivate:
    """Words that tell who a private person is or lead to a private place: code points from start up to end.

    `kind` is person, place, contact or number; `rule` names the entry or rule that found them.
    """

    start: int
    end: int
    kind: str
    rule: str
