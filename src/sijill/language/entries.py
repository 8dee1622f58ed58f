"""What a table entry says: one frozen type a table. Fields are the keys that a linguist may write in TOML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a language table; `lemma` names it in explanations and error messages."""

    table: ClassVar[str] = ""
    forms_allowed: ClassVar[tuple[str, ...]] = ("forms",)
    aside: ClassVar[bool] = False
    lemma: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWord(Entry):
    """A word of a number: `role` is one, unit, teen, ten, hundred, scale, scale2 (its dual), scale_a (its
    accusative or dual), fraction, vague or ordinal."""

    table: ClassVar[str] = "number"
    forms_allowed: ClassVar[tuple[str, ...]] = ("forms", "dual", "plural")
    role: str
    value: float = 0
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundWord(Entry):
    """Words that bound a figure; `place` is before, after or either, `reach` how many words may stand between."""

    table: ClassVar[str] = "bound"
    bound: str
    place: str = "before"
    reach: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMark(Entry):
    """Words that tell what a number is where it is not a count: `kind` is date, age, clock, id, percent, name …"""

    table: ClassVar[str] = "number_mark"
    kind: str
    place: str = "before"
    reach: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNoun(Entry):
    """A noun for people. With a `generic` one what follows tells the group; a `rank` one is a person of a post;
    an `adjective` is as often one (an armed attack, the Syrian army) and counts alone only right after its verb."""

    table: ClassVar[str] = "group"
    forms_allowed: ClassVar[tuple[str, ...]] = ("singular", "dual", "plural", "sound", "collective", "forms")
    group: str
    also: tuple[str, ...] = ()
    sex: str = ""
    generic: bool = False
    rank: bool = False
    adjective: bool = False
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality(Entry):
    """An adjective or apposition that tells more of those counted: civil, armed, female …"""

    table: ClassVar[str] = "quality"
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectWord(Entry):
    """Words for what becomes of people. The form tells how it governs them:

    `happens` a verb whose subject is harmed, `does` one whose object is, `both` one that is written alike for both,
    `masdar` a verbal noun before them, `counted` a noun that is itself counted (`counted.after` after a number alone),
    `state` a predicate after them. The effect `none` passes over its words, `spared` keeps those counted from harm told before.
    A `weak` word needs more around it; for the groups that it `spares` it tells no harm (fighters who flee).
    `tally` is the effect where its number is told (the number of victims is that of the dead).
    """

    table: ClassVar[str] = "effect"
    forms_allowed: ClassVar[tuple[str, ...]] = (
        "happens.past", "happens.present", "does.past", "does.present", "both.past", "both.present", "passive.past",
        "passive.present", "masdar", "counted.singular", "counted.dual", "counted.plural", "counted.sound", "counted.after", "state",
        "happens.forms", "does.forms", "both.forms", "passive.forms",
    )  # fmt: skip
    effect: str
    event: str = "harm"
    group: str = ""
    closing: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    tally: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWord(Entry):
    """A word of saying. `takes` are the prepositions that open what is said, besides a complementiser, colon or quotation.

    `weak` cues need one of the latter, after the preposition too; after `direct` ones what is said may follow at once, after `named`
    ones too where the voice is sure. `object`: someone is addressed or accused in between. `relay`: passes on another's words.
    `continues`: often stands without a voice. `happens`: with a place as its subject it tells what happened there.
    """

    table: ClassVar[str] = "cue"
    forms_allowed: ClassVar[tuple[str, ...]] = (
        "past", "past.ms", "past.fs", "past.mp", "present", "passive", "participle", "participle.ms", "participle.fs",
        "participle.mp", "masdar", "own", "according", "noun", "forms",
    )  # fmt: skip
    act: str
    takes: tuple[str, ...] = ()
    certainty: str = "stated"
    polarity: str = "asserted"
    weak: bool = False
    direct: bool = False
    named: bool = False
    object: bool = False
    relay: bool = False
    continues: bool = False
    happens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceNoun(Entry):
    """A noun that heads the name of a voice, with the kind that it tells; `sort` is body, state, person or source."""

    table: ClassVar[str] = "voice"
    forms_allowed: ClassVar[tuple[str, ...]] = ("singular", "dual", "plural", "sound", "forms")
    kind: str
    sort: str = "body"
    role: str = ""
    feminine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Via(Entry):
    """Words for the channel of a statement: a press release, a post, a telephone call."""

    table: ClassVar[str] = "via"
    via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWord(Entry):
    """A word of time; `role` and its `value`, `unit` and `name` as the head of times.toml lists them.

    A `weak` word counts only beside another word of time, unless spelled as in `sure`; spelled as in `never` it does not
    count at all. The forms one, two and many tell how many units are meant; the form adverb stands after a day.
    """

    table: ClassVar[str] = "time"
    forms_allowed: ClassVar[tuple[str, ...]] = ("forms", "adverb", "one", "two", "many")
    role: str
    value: int = 0
    unit: str = ""
    name: str = ""
    weak: bool = False
    sure: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeWord(Entry):
    """Words by which the speaker marks doubt, expectation or condition, or denies."""

    table: ClassVar[str] = "hedge"
    certainty: str = "hedged"
    polarity: str = "asserted"
    scope: str = "clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWord(Entry):
    """Words that tell an event without a figure; the form tells how the actor and the place stand to it.

    `takes` are the prepositions that open the place, `object` what follows without one (place, enemy or nothing),
    `actor` where the doer stands (subject, after, by: only after "at the hand of", none), `needs` what must be there:
    place, terrain, armed, party, moving, person, handling, good, no trade or mines. `cause` words only tell how people came to harm, the
    heavier `weight` before the lighter.
    """

    table: ClassVar[str] = "event"
    forms_allowed: ClassVar[tuple[str, ...]] = (
        "past", "present", "passive", "participle", "masdar", "noun", "thing.singular", "thing.sound", "state",
    )  # fmt: skip
    event: str
    status: str = "happened"
    takes: tuple[str, ...] = ()
    object: str = ""
    actor: str = "subject"
    needs: tuple[str, ...] = ()
    cause: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EventContext(Entry):
    """Words around an event: `role` is terrain, quantity, link, share, idle, trade, mine, handling, good, by, among,
    affiliated, stop, preposition, relative, complementiser, causing, becoming, negation or modal.

    A `modal` gives the event before which it stands a status or a polarity.
    """

    table: ClassVar[str] = "event_context"
    forms_allowed: ClassVar[tuple[str, ...]] = ("singular", "dual", "plural", "sound", "forms", "past", "present", "participle")
    role: str
    status: str = ""
    polarity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Entry):
    """A noun that names a party to events or heads its name; `bound` ones need the words that follow (forces, movement).

    `kind` is armed, state, person or body; `nisba` are the adjectives made of a name (Russian); all the words of a `named`
    one mean the same party.
    """

    table: ClassVar[str] = "party"
    forms_allowed: ClassVar[tuple[str, ...]] = ("singular", "dual", "plural", "sound", "forms", "nisba")
    kind: str
    bound: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Particle(Entry):
    """A function word by its class: preposition, conjunction, relative, complementiser, negation, break, partition …"""

    table: ClassVar[str] = "particle"
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingNoun(Entry):
    """A noun counted in the news that is not a person: strike, shell, vehicle, house, year, dollar …"""

    table: ClassVar[str] = "thing"
    forms_allowed: ClassVar[tuple[str, ...]] = ("singular", "dual", "plural", "sound", "forms")
    kind: str = "thing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNoun(Entry):
    """A noun that heads a place name (a quarter, a town, a camp) or gives a direction, with the level it tells.

    `role` is cue, state, part, edge, border, near, direction, side, distance, in, on, to, from, off, with, son, between, of,
    motion, body, outlet, stop, idiom or nationality; `follows` tells which names a cue takes that the gazetteer lacks: any,
    "definite" ones, or none ("known"); `again` that the cue with the article points to a place named before.
    """

    table: ClassVar[str] = "place"
    forms_allowed: ClassVar[tuple[str, ...]] = ("singular", "dual", "plural", "forms")
    role: str
    level: str = ""
    follows: str = ""
    country: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponNoun(Entry):
    """A noun for a weapon or a means of harm, with its kind."""

    table: ClassVar[str] = "weapon"
    forms_allowed: ClassVar[tuple[str, ...]] = ("singular", "dual", "plural", "sound", "forms")
    kind: str
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutWords(Entry):
    """Words that tell the part of the page: source line, related headlines, share buttons, credits of agencies."""

    table: ClassVar[str] = "layout"
    role: str
    whole_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateWord(Entry):
    """A word that helps to tell what is private; `role` as the head of private.toml lists them.

    The table stands aside: only who asks for it finds its words. A given name that is `weak` is an everyday word too; spelled as
    in `never` it is another word.
    """

    table: ClassVar[str] = "private"
    forms_allowed: ClassVar[tuple[str, ...]] = ("singular", "dual", "plural", "sound", "forms")
    aside: ClassVar[bool] = True
    role: str
    weak: bool = False
    never: tuple[str, ...] = ()


TABLES: tuple[type[Entry], ...] = (
    NumberWord, BoundWord, NumberMark, GroupNoun, Quality, EffectWord, CueWord, VoiceNoun, Via, TimeWord, HedgeWord, EventWord,
    EventContext, Party, Particle, ThingNoun, PlaceNoun, WeaponNoun, LayoutWords, PrivateWord,
)  # fmt: skip
