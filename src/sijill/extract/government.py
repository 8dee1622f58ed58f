"""What is said to have become of the people counted in a sentence.

A verb or verbal noun governs a count in one of few ways, tried in this order: the count is a part of one just named, or
listed in brackets after it; a verbal noun stands right before it; it is itself a noun of effect; it is joined to a count
already governed; it is the tally that a total has reached (of a noun, or of those of whom a clause tells); a verb stands
before it; a verb or predicate follows it.
"""

from __future__ import annotations

from itertools import pairwise

from sijill.extract.bonds import AFTER_REACH
from sijill.extract.count_nouns import Count, turn_to_next
from sijill.extract.government_links import Link
from sijill.extract.government_nouns import Nouns
from sijill.extract.government_parts import Parts
from sijill.extract.government_totals import Totals
from sijill.extract.triggers import PLURAL, PLURAL_OR_LISTED, Trigger
from sijill.language.document import Document, Sentence
from sijill.language.entries import BoundWord, EffectWord
from sijill.record.interval import Bound, Interval

VERB_REACH = 14
LOST_REACH = 8
LONG = 4
MISSING = "missing"


def govern(document: Document, sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> list[Link]:
    """The counts of a sentence that something is said to have become of, each with its effect; hosts without a figure too."""
    return _Governor(document, sentence, counts, triggers).govern()


class _Governor(Parts, Nouns, Totals):
    """All the ways, tried in their order."""

    def govern(self) -> list[Link]:
        self.totals = self.find_totals()
        for count in self.counts:
            link = self._link(count)
            if link is None:
                self.waiting.append(count)
                continue
            self.links.append(link)
            if link.trigger is not None:
                link.trigger.governs.append(count)
        self._after()
        self._opening_parts()
        self.links.sort(key=lambda link: link.count.first)
        self._share_bounds()
        return self.links

    def _share_bounds(self) -> None:
        """A bound told after a series (at least) holds for all of it; one told before, for the first alone."""
        for one, other in reversed(list(pairwise(self.links))):
            count, following = one.count, other.count
            if (
                following.bound is Bound.AT_LEAST and count.bound is Bound.EXACT and count.kind == "number"
                and one.cue == other.cue and count.interval is not None
                and self.document.entry(following.first, BoundWord) is None and self.bonds.adjoin(count, following)
            ):  # fmt: skip
                count.interval, count.bound = Interval(count.interval.low, None), Bound.AT_LEAST

    def _link(self, count: Count) -> Link | None:
        if count.pronoun:
            return self._of_pronoun(count)
        if self.bonds.partition_before(count) is not None:
            if (verb := self.bonds.verb_at_opener(count)) is not None:
                count.of_those = True
                return self._made(count, verb, "verb before")
            return self._part(count) or (self._own(count) if count.kind == "number" and not self.links else None)
        if (
            count.of_those
            and (after := self.bonds.verb_after(count)) is not None
            and after.way == "state"
            and after.first - count.until <= 1
        ):
            return self._made(count, after, "verb after")
        return (
            self._part(count)
            or self._listed(count)
            or self._broken_down(count)
            or self._total(count, self.totals)
            or self._verbal_noun(count)
            or self._own(count)
            or self._joined(count)
            or self._tally(count)
            or self._verb_before(count)
        )

    def _joined(self, count: Count) -> Link | None:
        link = self._joins(count) or (self._exchanged(count) if count.kind == "number" else None)
        if link is None or (count.kind == "plural" and count.own is None):
            return None
        if self.bonds.between_triggers(link.count.until, count.first):
            return None
        if count.own is not None or (count.unknown and link.entry.weak):
            return None
        if count.bare and self.bonds.own_verb(count) is not None and link.rule != "verb after":
            return None
        if count.kind == "single" and count.adjective and count.first - link.count.until > 1:
            return None
        if count.kind == "single" and (
            link.count.kind == "plural" or (count.adjective and count.definite) or self._same_pair(link.count, count)
        ):
            return None
        if count.kind == "single" and count.definite and not count.rank and link.count.kind != "single" and not self.bonds.adds(count):
            return None
        return Link(count=count, entry=link.entry, cue=link.cue, rule="joined to a count", trigger=link.trigger, host=None)

    def _subject_waits(self, trigger: Trigger) -> bool:
        """Whether a count before a plural verb is still to be governed: then the verb is passive and that its subject."""
        return any(
            c.kind in ("number", "dual") and 0 <= trigger.first - c.until <= AFTER_REACH and self.bonds.may_follow(trigger, c)
            for c in self.waiting
        )

    def _verb_before(self, count: Count) -> Link | None:
        trigger = self.bonds.nearest_before(count)
        if trigger is None or trigger.way in ("masdar", "state") or trigger.totalled:
            return None
        if trigger.active and self.bonds.are_doers(count):
            return None
        if trigger.person in PLURAL and (not trigger.active or self._subject_waits(trigger)):
            return None
        reach = 2 if count.kind == "single" and not self.bonds.is_object(trigger, count) else VERB_REACH
        if not self.bonds.gap_is_clear(trigger, count, reach) or self.bonds.taken(trigger, count):
            return None
        if (count.unknown or count.bare or (count.kind == "plural" and not count.others)) and trigger.entry.weak:
            return None
        if trigger.entry.effect == MISSING and trigger.entry.weak and not self._went_missing(trigger, count):
            return None
        gap = count.first - trigger.last
        if (count.unknown or count.bare) and gap > 3 and not self.bonds.only_asides(trigger.last, count.first):
            return None
        if trigger.way == "does" and trigger.person in PLURAL_OR_LISTED and count.kind == "plural":
            return None
        if count.kind == "single" and (
            (self.bonds.is_doer(trigger, count) and not self.bonds.is_object(trigger, count)) or not self._single_after(trigger, count)
        ):
            return None
        return self._made(count, trigger, "verb before")

    def _went_missing(self, trigger: Trigger, count: Count) -> bool:
        """Whether those right after a verb of losing are lost themselves, not what is theirs: they lost their posts."""
        document = self.document
        if not self.bonds.only_asides(trigger.last, count.first):
            return False
        pronouns = tuple(p for p in document.language.grammar.pronouns if len(p) > 1)
        for at in range(count.last, min(count.last + LOST_REACH, self.sentence.last)):
            if document.tokens[at].kind != "word":
                break
            free = not (document.role(at, "itself") or document.role(at - 1, "preposition"))
            if free and document.words[at].endswith(pronouns) and len(document.words[at]) > LONG:
                return False
        return True

    def _after(self) -> None:
        """Counts still waiting, and what joins them, go to a verb or predicate that follows: 60 people were killed."""
        for at in range(len(self.waiting) - 1, -1, -1):
            count = self.waiting[at]
            if count.interval is None and count.own is None and count.kind != "plural":
                continue
            if self.bonds.partition_before(count) is not None:
                self._part_of_nothing(count)
                continue
            before = self.waiting[at - 1] if at else None
            if before is not None and self.bonds.partition_before(before) is not None and self.bonds.adjoin(before, count):
                continue
            if self.bonds.told_number(count):
                continue
            told = self._told_before(count)
            if told is not None:
                self.links.append(told)
                continue
            trigger = self.bonds.verb_after(count)
            if trigger is None:
                follower = next((k for k in self.links if k.rule.startswith("verb after") and self.bonds.adjoin(count, k.count)), None)
                if follower is None or count.kind == "plural" or (count.kind == "single" and follower.count.first - count.until > 2):
                    continue
                self.links.append(
                    Link(count=count, entry=follower.entry, cue=follower.cue, rule="verb after, joined", trigger=follower.trigger)
                )
                continue
            if count.relation and self.bonds.is_kin_of_another(count, trigger.first):
                turn_to_next(self.document, count)
            self.links.append(self._made(count, trigger, "verb after"))
        self.links.sort(key=lambda link: link.count.first)
        done = {id(link.count) for link in self.links}
        self.waiting = [count for count in self.waiting if id(count) not in done]
        waiting, self.waiting = self.waiting, []
        for count in waiting:
            link = self._part(count) or (self._listed(count) if count.kind != "plural" else None)
            if link is not None and link.host is not None and link.host.count.first < count.first:
                self.links.append(link)
            elif (described := self._described(count)) is not None:
                self.links.append(described)
            else:
                self.waiting.append(count)

    def _described(self, count: Count) -> Link | None:
        """People of whom nothing but an adjective tells the fate: four thousand displaced families."""
        state = count.described
        if state is None or count.kind not in ("number", "dual") or count.own is not None or self.bonds.partition_before(count) is not None:
            return None
        entry = state.entry
        assert isinstance(entry, EffectWord)
        return Link(count=count, entry=entry, cue=(count.described_at, count.described_at + state.length), rule="adjective")
