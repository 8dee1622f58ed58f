"""What one report says: statements, claims, and the reading that holds them.

The field names and their values are those of the public contract; `sijill.record.contract` writes them as JSON.
Days are inclusive, in the report's own time zone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from sijill.record.interval import Bound, Interval
from sijill.record.report import Outlet, Report
from sijill.record.text import Span
from sijill.record.voice import NO_VOICE, Chain, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count as told, with the words that carry it."""

    interval: Interval
    bound: Bound
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as told; coordinates in degrees (WGS 84), None where the gazetteer does not know it.

    `doubts` tell what is unsure of it ("beside_place": the point is that of the place named, the event was beside it), and
    `candidates` are the ids of other places that may be meant as well.
    """

    name: str
    span: Span
    role: str = "at"
    canonical: str | None = None
    name_en: str | None = None
    id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    doubts: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """When something is said to have happened: first and last day, both included, and how finely that is told."""

    start: date | None
    end: date | None
    span: Span
    precision: str
    clock: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party to an event: perpetrator, target or party."""

    role: str
    name: str
    span: Span
    canonical: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An individual named as harmed, held, witness or doer. Withheld from shared output by default."""

    name: str
    span: Span
    role: str
    sex: str | None = None
    age: int | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """A weapon or means as told."""

    name: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The words from which one value of a claim was read, and the entry or rule that read them."""

    value: str
    span: Span | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """Words that are withheld from what is shared: who a private person is, or what leads to a private place.

    `kind` is person, place, contact or number; `rule` names the entry or rule that found them.
    """

    span: Span
    kind: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said on somebody's word, or in the report's own voice where the chain has no origin."""

    id: str
    span: Span
    language: str
    attribution: Chain
    about: Voice | None = None
    act: str = "assert"
    speech: str = "indirect"
    certainty: str = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is said to have happened, with a figure or without."""

    id: str
    key: str
    statement: str | None
    event: str
    effect: str | None = None
    figure: Figure | None = None
    group: str | None = None
    also: tuple[str, ...] = ()
    side: str | None = None
    part_of: str | None = None
    scope: str = "event"
    attribution: Chain = NO_VOICE
    about: Voice | None = None
    certainty: str = "stated"
    polarity: str = "asserted"
    status: str = "happened"
    actors: tuple[Actor, ...] = ()
    persons: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    time: Time | None = None
    weapons: tuple[Weapon, ...] = ()
    mentions: tuple[Span, ...] = ()
    doubts: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()


def claim_key(text_digest: str, event: str, effect: str | None, words: Span, origin: Span | None) -> str:
    """The stable key of a claim: text digest, effect and event, the figure's (else the cue's) span and the origin's."""
    parts = (text_digest, effect or "", event, f"{words.start}-{words.end}", f"{origin.start}-{origin.end}" if origin else "")
    return "sha256:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Which reader made a reading, with which language data, and with which places of the user's own (None: with ours alone)."""

    name: str
    version: str
    language_data: str
    gazetteer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one report says, as one reader has it."""

    reader: Reader
    report: Report
    outlet: Outlet | None
    published: date | None
    published_from: str | None
    title: str | None
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    private: tuple[Private, ...] = ()
