"""Words of effect that can govern a count: verbs, verbal nouns, predicates."""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.extract.count_nouns import Count
from sijill.language.document import Document, Sentence
from sijill.language.entries import EffectWord, GroupNoun, Quality, ThingNoun, TimeWord

CLOSING_REACH = 25
TAKEOVER_REACH = 6
HOLDERS = frozenset({"control_share"})
NONE = "none"
SPARED = "spared"
FREEING = frozenset({"returned", "released", "evacuated"})
HELD = frozenset({"detained", "abducted", "displaced", "missing", "disappeared", "trapped", "affected"})
VERBAL = frozenset({"does", "both", "happens", "passive"})
HARMED = frozenset({"killed", "injured", "casualties"})
PLURAL = frozenset({"mp", "md", "fd", "fp"})
PLURAL_OR_LISTED = PLURAL | {"forms"}


@dataclass(slots=True, kw_only=True)
class Trigger:
    """A word of effect that can govern a count: tokens first up to last; `way` is masdar, verb or state.

    `predicate` are the tokens of the predicate that tells what a weak verb left open; a `totalled` one tells of whom a
    total counts.
    """

    first: int
    last: int
    entry: EffectWord
    way: str
    person: str
    active: bool
    present: bool
    predicate: tuple[int, int] = (0, 0)
    totalled: bool = False
    governs: list[Count] = field(default_factory=list)


def find_triggers(document: Document, sentence: Sentence) -> list[Trigger]:
    """The words of effect in a sentence that can govern a count, in their order."""
    found: list[Trigger] = []
    at = sentence.first
    while at < sentence.last:
        trigger = _trigger(document, sentence, at)
        if trigger is not None and trigger.entry.effect == NONE:
            at = trigger.last
            continue
        if trigger is None:
            at += 1
            continue
        at = trigger.last
        if found and _takes_over(found[-1], trigger):
            found[-1].entry, found[-1].predicate = trigger.entry, (trigger.first, trigger.last)
        else:
            found.append(trigger)
    return found


def _takes_over(fall: Trigger, state: Trigger) -> bool:
    """Whether a predicate tells what a weak verb before it left open: dozens fell dead or wounded."""
    near = state.first - fall.last <= TAKEOVER_REACH
    return near and state.way == "state" and state.entry.effect == "casualties" and fall.entry.weak


def _trigger(document: Document, sentence: Sentence, at: int) -> Trigger | None:
    for hit in document.tokens[at].hits:
        entry = hit.entry
        if type(entry) is not EffectWord or entry.effect in HOLDERS:
            continue
        way, _, rest = hit.form.partition(".")
        if way == "state" and any(h.length > hit.length and h.form.startswith("counted") for h in document.tokens[at].hits):
            continue
        if way == "counted" or (hit.enclitic and document.entry(at, GroupNoun)):
            continue
        if hit.proclitic.endswith(document.language.grammar.article) and way not in ("masdar", "state"):
            continue
        if entry.effect == SPARED and hit.proclitic.endswith(document.language.grammar.article):
            continue
        if entry.closing and not _closed(document, sentence, entry, at + hit.length):
            continue
        if entry.effect in HARMED and way in ("happens", "passive", "masdar") and _of_thing(document, at + hit.length):
            continue
        if way in VERBAL and (document.role(at - 1, "before_noun") or _after_preposition(document, hit.proclitic, rest)):
            continue
        if way in VERBAL and hit.enclitic and document.role(at - 1, "of"):
            continue
        if way == "masdar" and document.role(at - 1, "threatened"):
            continue
        active = way in ("does", "both")
        person = rest.rpartition(".")[2]
        if len(hit.enclitic) > 1 and _of_those(document, at, way):
            way = "state"
        return Trigger(
            first=at, last=at + hit.length, entry=entry, person=person, active=active, present=rest.startswith("present"),
            way=way if way in ("masdar", "state", "does") else "verb",
        )  # fmt: skip
    return None


def _after_preposition(document: Document, proclitic: str, tense: str) -> bool:
    """Whether a preposition is written with a word that would be a past verb: it is a noun of the same spelling."""
    return tense.startswith("past") and proclitic.endswith(document.language.grammar.prepositions) and proclitic != ""


def _of_those(document: Document, at: int, way: str) -> bool:
    """Whether a word with a pronoun tells the fate of those before it: whose arrest was made, whom the siege cuts off."""
    if way == "masdar":
        return any(document.role(at - back, "done") is not None for back in (1, 3))
    return way in ("does", "both")


def _of_thing(document: Document, at: int) -> bool:
    """Whether a thing follows, so that nobody is said to be harmed: a boat sank, a house was hit."""
    thing = document.hit(at, ThingNoun)
    if thing is None or thing.proclitic not in ("", document.language.grammar.article):
        return False
    if document.role(at, "aside"):
        return False
    return not any(type(h.entry) in (GroupNoun, Quality, EffectWord, TimeWord) for h in document.tokens[at].hits)


def _closed(document: Document, sentence: Sentence, entry: EffectWord, at: int) -> bool:
    fold = document.language.fold
    wanted = {tuple(fold.word(words).split()) for words in entry.closing}
    words = document.words
    stems = document.language.grammar.stems
    for i in range(at, min(at + CLOSING_REACH, sentence.last)):
        forms = {words[i], *(rest for _, rest in stems(words[i]))}
        if any(first in forms and tuple(words[i + 1 : i + 1 + len(more)]) == tuple(more) for first, *more in wanted):
            return True
    return False


def overrides(outer: EffectWord, own: EffectWord) -> bool:
    """Whether a verb's effect outweighs that of the noun it governs: captives freed are released, not held."""
    if (outer.weak and outer.effect not in FREEING) or outer.effect == own.effect:
        return False
    return own.effect in HELD or (own.effect == "injured" and outer.effect in ("evacuated", "released", "detained", "killed"))
