"""A count with what governs it, and what all the ways of governing share."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.extract.bonds import Bonds
from sijill.extract.count_nouns import Count
from sijill.extract.triggers import SPARED, Trigger, overrides
from sijill.language.document import Document, Sentence
from sijill.language.entries import EffectWord, GroupNoun

MANY = 10
HUNDRED = 100
PRONOUN = "a pronoun"


@dataclass(slots=True, kw_only=True)
class Link:
    """A count with the effect that governs it and the rule that found it."""

    count: Count
    entry: EffectWord
    cue: tuple[int, int]
    rule: str
    host: Link | None = None
    trigger: Trigger | None = None
    tally: bool = False


class Governed:
    """The state of going through one sentence from its beginning to its end."""

    def __init__(self, document: Document, sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
        self.document, self.sentence = document, sentence
        self.counts, self.bonds = counts, Bonds(document, sentence, counts, triggers)
        self.links: list[Link] = []
        self.waiting: list[Count] = []

    def _joins(self, count: Count) -> Link | None:
        """The governed count to which this one is joined by a conjunction, or None."""
        if not self.links or not self.bonds.has_conjunction(count):
            return None
        link = max((k for k in self.links if k.count.first < count.first), key=lambda k: k.count.first, default=None)
        if link is None or not self.bonds.adjoin(link.count, count):
            return None
        if any(c.kind == "number" and link.count.first < c.first < count.first for c in self.waiting):
            return None
        return link

    def _made(self, count: Count, trigger: Trigger, rule: str, host: Link | None = None) -> Link:
        if trigger.entry.effect == SPARED:
            trigger = self.bonds.own_verb(count) or trigger
        return Link(count=count, entry=trigger.entry, cue=(trigger.first, trigger.last), rule=rule, trigger=trigger, host=host)

    def _same_pair(self, one: Count, other: Count) -> bool:
        """Whether a single is only the feminine of what a number before it counts: 86 boys and girls."""
        if one.kind != "number" or other.first != one.last:
            return False
        low = (one.interval.low or 0) if one.interval is not None else 0
        ended = self.bonds.is_accusative(other)
        return one.group == other.group or (low > MANY and ended) or (low >= HUNDRED and not ended)

    def _from_prison(self, trigger: Trigger) -> bool:
        """Whether a verbal noun is the place that people left: those who fled from the prison."""
        return trigger.entry.effect == "detained" and self.document.role(trigger.first - 1, "of") is not None

    def _in_prison(self, trigger: Trigger) -> bool:
        """Whether a verbal noun is the place of the same spelling: to another prison."""
        return trigger.entry.effect == "detained" and self.document.role(trigger.first - 1, "before_noun") is not None

    def _exceeds(self, count: Count, total: Count) -> bool:
        """Whether a number is greater than that of which it would be a part."""
        most = total.interval.high if total.interval is not None else None
        least = count.interval.low if count.interval is not None else None
        return most is not None and least is not None and least > most

    def _verbal_noun(self, count: Count) -> Link | None:
        trigger = self.bonds.nearest_before(count)
        if trigger is None or trigger.way != "masdar" or trigger.totalled:
            return None
        if not self.bonds.gap_is_clear(trigger, count, 2) and not self.bonds.carried_on(trigger, count):
            return None
        if self._governs_at_once(trigger, count) or (count.bare and self._from_prison(trigger)):
            return None
        if (count.unknown and trigger.entry.weak) or (count.bare and trigger.entry.weak and count.own is None):
            return None
        if count.kind == "single" and not self._single_after(trigger, count):
            return None
        if count.own is not None:
            own = count.own.entry
            assert isinstance(own, EffectWord)
            if not overrides(trigger.entry, own):
                return None
        return self._made(count, trigger, "verbal noun before")

    def _governs_at_once(self, trigger: Trigger, count: Count) -> bool:
        """Whether a verbal noun has its people right after it, so that those told later are others."""
        plurals = [c for c in trigger.governs if c.kind == "plural" and c.own is None and c.first == trigger.last]
        return bool(plurals) and count.first > plurals[0].until and not self.bonds.has_conjunction(count)

    def _single_after(self, trigger: Trigger, count: Count) -> bool:
        bare = trigger.way == "masdar" and count.first == trigger.last
        if count.adjective and not bare and (count.definite or count.first > trigger.last):
            return False
        if count.others and (count.first > trigger.last or self._in_prison(trigger)):
            return False
        if trigger.entry.weak and count.own is None:
            return False
        if self.bonds.only_asides(trigger.last, count.first) or self.bonds.is_object(trigger, count):
            return True
        return trigger.way == "masdar" and self._follows_name(trigger, count)

    def _follows_name(self, trigger: Trigger, count: Count) -> bool:
        """Whether a word for kin or a post tells more of one named right after a verbal noun: the death of so-and-so, father of."""
        if not (count.relation or count.rank) or count.definite or self.bonds.has_conjunction(count):
            return False
        tokens = self.document.tokens
        if not any(type(h.entry) is GroupNoun and h.proclitic == "" for h in tokens[count.first].hits):
            return False
        return all(tokens[at].kind == "word" and not tokens[at].hits for at in range(trigger.last, count.first))
