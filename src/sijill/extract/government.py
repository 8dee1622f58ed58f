"""What is said to have become of the people counted in a sentence.

A verb or verbal noun governs a count in one of few ways, tried in this order: the count is a part of one just named, or
listed in brackets after it; a verbal noun stands right before it; it is itself a noun of effect; it is joined to a count
already governed; it is the tally that a total has reached; a verb stands before it; a verb or predicate follows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sijill.extract.bonds import AFTER_REACH, Bonds
from sijill.extract.count_nouns import Count, counted_effect
from sijill.extract.triggers import FREEING, HARMED, HELD, PLURAL, PLURAL_OR_LISTED, SPARED, Trigger, overrides
from sijill.language.document import Document, Sentence
from sijill.language.entries import BoundWord, EffectWord
from sijill.record.interval import Bound, Interval

VERB_REACH = 14
TALLY_REACH = 18
TOLD_REACH = 9
MANY = 10
NAMED_REACH = 4
HUNDRED = 100
LIST_REACH = 40
PRONOUN = "a pronoun"
OF_REACH = 12


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


def govern(document: Document, sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> list[Link]:
    """The counts of a sentence that something is said to have become of, each with its effect; hosts without a figure too."""
    return _Governor(document, sentence, counts, triggers).govern()


class _Governor:
    """The state of going through one sentence from its beginning to its end."""

    def __init__(self, document: Document, sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
        self.document, self.sentence = document, sentence
        self.counts, self.bonds = counts, Bonds(document, sentence, counts, triggers)
        self.links: list[Link] = []
        self.waiting: list[Count] = []

    def govern(self) -> list[Link]:
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
            or self._verbal_noun(count)
            or self._own(count)
            or self._joined(count)
            or self._tally(count)
            or self._verb_before(count)
        )

    def _of_pronoun(self, count: Count) -> Link | None:
        """Those of whom a pronoun tells, if they were not counted yet: what hit his car led to his death."""
        entry = count.own.entry if count.own is not None else None
        assert isinstance(entry, EffectWord)
        if any(k.entry.effect == entry.effect and k.count.interval == count.interval for k in self.links):
            return None
        named = next((c for c in reversed(self.waiting) if c.kind in ("single", "dual") and c.interval == count.interval), None)
        if named is not None:
            count.group, count.group_at, count.group_rule = named.group, named.group_at, named.group_rule
        return Link(count=count, entry=entry, cue=(count.own_at, count.own_at + 1), rule=PRONOUN)

    # -- the ways, one a method --------------------------------------------------------------------------------------

    def _own(self, count: Count) -> Link | None:
        if count.own is None or (count.kind == "single" and not self._single_own(count)):
            return None
        entry = count.own.entry
        assert isinstance(entry, EffectWord)
        joined = self._joins(count) or self._exchanged(count)
        if joined is not None and joined.entry.effect in FREEING and overrides(joined.entry, entry):
            return Link(count=count, entry=joined.entry, cue=joined.cue, rule="joined to a count", trigger=joined.trigger)
        trigger = self.bonds.nearest_before(count)
        free = trigger is not None and all(c.kind == "plural" for c in trigger.governs)
        if trigger is not None and free and self.bonds.gap_is_clear(trigger, count, 6) and self._outweighs(trigger, count, entry):
            return self._made(count, trigger, "verb before")
        if trigger is not None and count.group in trigger.entry.spares and self.bonds.gap_is_clear(trigger, count, 2):
            return self._made(count, trigger, "verb before")
        after = self.bonds.verb_after(count) if entry.effect in HELD and count.kind in ("number", "dual") else None
        if after is not None and after.first - count.until <= 2 and overrides(after.entry, entry):
            return self._made(count, after, "verb after")
        tally = self._total_before(count, entry)
        if tally is not None and not count.group:
            count.group, count.group_at, count.group_rule = tally.group, tally.group_at, tally.group_rule
        cue = (count.own_at, count.own_at + count.own.length)
        return Link(count=count, entry=entry, cue=cue, rule="counted noun", tally=tally is not None and bool(entry.tally))

    def _outweighs(self, trigger: Trigger, count: Count, own: EffectWord) -> bool:
        """Whether a word of effect before outweighs that of the noun: captives freed; not where the noun goes on a list."""
        if trigger.entry.effect in HARMED and own.effect in HARMED and self.bonds.has_conjunction(count):
            return False
        return overrides(trigger.entry, own)

    def _exchanged(self, count: Count) -> Link | None:
        """The count for which this one is exchanged, or None: ten captives against three."""
        if self.links and self.document.role(count.first - 1, "exchange"):
            return max(self.links, key=lambda k: k.count.first)
        return None

    def _total_before(self, count: Count, entry: EffectWord) -> Count | None:
        """The total of which this count tells the number: the number of the dead among the soldiers reached twelve dead."""
        if count.kind != "number" or not self.links:
            return None
        total = self.links[-1].count
        alike = total.kind == "plural" and total.own is not None and self.links[-1].entry.effect == entry.effect
        near = 0 <= count.first - total.until <= TALLY_REACH
        return total if alike and near and any(self.document.role(total.first - k, "tally") for k in (1, 2)) else None

    def _single_own(self, count: Count) -> bool:
        """Whether a lone noun of effect counts: one dead, after a fall or in a series, not in a fixed phrase."""
        if count.definite:
            return False
        if self.bonds.found(count) or self._opens(count):
            return True
        pair = self._joins(count)
        if pair is not None and pair.count.kind == "number" and pair.count.last == count.first:
            return False
        before = self.bonds.nearest_before(count)
        near = (
            before is not None and self.bonds.gap_is_clear(before, count, 1) and before.entry.effect in ("killed", "injured", "casualties")
        )
        return near or self._joins(count) is not None

    def _opens(self, count: Count) -> bool:
        """Whether a sentence opens with one dead or wounded, as titles do."""
        article, words = self.document.language.grammar.article, self.document.words
        entry = count.own.entry if count.own is not None else None
        if not isinstance(entry, EffectWord) or entry.effect not in HARMED:
            return False
        return count.first == self.sentence.first and count.last < self.sentence.last and not words[count.last].startswith(article)

    def _part(self, count: Count) -> Link | None:
        if count.kind == "plural":
            return None
        opener = self.bonds.partition_before(count)
        if opener is None and count.of_those:
            return self._of_total(count)
        if opener is None:
            host_link = self._joins(count)
            if host_link is None or host_link.host is None or self.bonds.between_triggers(host_link.count.until, count.first):
                return None
            if self.bonds.own_verb(count) is not None or self._same_pair(host_link.count, count):
                return None
            return self._as_part(count, host_link.host, "joined to a part")
        if count.kind == "single" and count.definite and self.document.role(opener, "namely"):
            return None
        host = next((link for link in reversed(self.links) if link.host is None and link.count.first < opener), None)
        if host is None and self.document.role(opener, "namely"):
            return self._verbal_noun(count)
        if host is None:
            return self._among_those(count, opener)
        waiting = next((c for c in reversed(self.waiting) if c.first < opener and c.kind in ("number", "dual")), None)
        if host is None or (waiting is not None and waiting.first > host.count.first):
            return None
        return self._as_part(count, host, "part of a total")

    def _among_those(self, count: Count, opener: int) -> Link | None:
        """A part of those whom a sentence before counted: among the dead are seven children."""
        for at in range(opener, count.first):
            noun = counted_effect(self.document, at)
            if noun is not None and isinstance(noun.entry, EffectWord):
                return Link(
                    count=count, entry=noun.entry, cue=(at, at + noun.length), rule="among those told", tally=bool(noun.entry.tally)
                )
        return None

    def _exceeds(self, count: Count, total: Count) -> bool:
        """Whether a number is greater than that of which it would be a part."""
        most = total.interval.high if total.interval is not None else None
        least = count.interval.low if count.interval is not None else None
        return most is not None and least is not None and least > most

    def _of_total(self, count: Count) -> Link | None:
        """Some of a total just told, of whom only more is said: nine others, three of them gravely."""
        host = next((k for k in reversed(self.links) if k.host is None and k.count.kind == "number"), None)
        if host is None or self.bonds.own_verb(count) is not None or count.bound is Bound.VAGUE:
            return None
        trigger = self.bonds.nearest_before(count)
        if trigger is not None and trigger.first >= host.count.last and trigger.entry.effect != host.entry.effect:
            return None
        if count.first - host.count.until > OF_REACH or self.bonds.verb_after(count) is not None:
            return None
        return self._as_part(count, host, "of a total")

    def _as_part(self, count: Count, host: Link, rule: str) -> Link | None:
        if (count.kind == "single" and count.definite and not count.rank) or count.named:
            return None
        follows = self.bonds.own_verb(count)
        if follows is not None:
            return self._made(count, follows, "own verb of a part", host)
        if self._exceeds(count, host.count):
            return None
        own = count.own.entry if count.own is not None else None
        entry = own if isinstance(own, EffectWord) and own.effect != "casualties" else host.entry
        return Link(count=count, entry=entry, cue=host.cue, rule=rule, host=host)

    def _listed(self, count: Count) -> Link | None:
        """A count in brackets right after another: 13 others (9 children and 4 women)."""
        if count.kind == "plural" or not self.links:
            return None
        for opened, closed in self.bonds.brackets:
            if opened < count.first < closed:
                host = next((k for k in reversed(self.links) if k.count.first < opened and k.host is None), None)
                if host is None or opened - host.count.until > 4 or self.bonds.between_triggers(host.count.until, count.first):
                    return None
                if opened + 1 == count.first and closed == count.last and count.bare:
                    return None
                return self._as_part(count, host, "listed in brackets")
        return None

    def _broken_down(self, count: Count) -> Link | None:
        """A count after the colon that breaks a total down: eight people: three children, two women."""
        if count.kind == "plural" or count.definite:
            return None
        host = next((k for k in reversed(self.links) if k.host is None and k.count.kind == "number" and k.count.first < count.first), None)
        if (
            host is None
            or count.first - host.count.until > LIST_REACH
            or (count.kind == "single" and not self.bonds.has_conjunction(count))
        ):
            return None
        colon = self.bonds.colon_between(host.count.until, count.first)
        if colon is None or self.bonds.between_triggers(colon, count.first) or self._exceeds(count, host.count):
            return None
        return self._as_part(count, host, "broken down")

    def _verbal_noun(self, count: Count) -> Link | None:
        trigger = self.bonds.nearest_before(count)
        if trigger is None or trigger.way != "masdar":
            return None
        if not self.bonds.gap_is_clear(trigger, count, 2) and not self.bonds.carried_on(trigger, count):
            return None
        if self._governs_at_once(trigger, count):
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
        if count.others and count.first > trigger.last:
            return False
        if trigger.entry.weak and count.own is None:
            return False
        return self.bonds.only_asides(trigger.last, count.first) or self.bonds.is_object(trigger, count)

    def _joined(self, count: Count) -> Link | None:
        link = self._joins(count)
        if link is None or (count.kind == "plural" and count.own is None):
            return None
        if self.bonds.between_triggers(link.count.until, count.first):
            return None
        if count.own is not None or (count.unknown and link.entry.weak):
            return None
        if count.bare and self.bonds.own_verb(count) is not None and link.rule != "verb after":
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

    def _same_pair(self, one: Count, other: Count) -> bool:
        """Whether a single is only the feminine of what a number before it counts: 86 boys and girls."""
        if one.kind != "number" or other.first != one.last:
            return False
        low = (one.interval.low or 0) if one.interval is not None else 0
        ended = self.bonds.is_accusative(other)
        return one.group == other.group or (low > MANY and ended) or (low >= HUNDRED and not ended)

    def _verb_before(self, count: Count) -> Link | None:
        trigger = self.bonds.nearest_before(count)
        if trigger is None or trigger.way == "masdar" or trigger.way == "state":
            return None
        if trigger.person in PLURAL and (not trigger.active or self._subject_waits(trigger)):
            return None
        reach = 2 if count.kind == "single" and not self.bonds.is_object(trigger, count) else VERB_REACH
        if not self.bonds.gap_is_clear(trigger, count, reach) or self.bonds.taken(trigger, count):
            return None
        if (count.unknown or count.bare or (count.kind == "plural" and not count.others)) and trigger.entry.weak:
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

    def _tally(self, count: Count) -> Link | None:
        """The tally that a total has reached: the number of the dead rose to 60."""
        if count.kind != "number" or count.own is not None:
            return None
        loose = count.bare or count.generic or count.unknown
        told = self.bonds.told_number(count)
        for link in reversed(self.links):
            total = link.count
            if self.bonds.among(total) and total.own is not None and 0 <= count.first - total.until <= 3:
                return Link(count=count, entry=link.entry, cue=link.cue, rule="among those told")
            near = total.first - link.cue[1] <= NAMED_REACH or link.cue[0] >= total.first
            if told and total.kind == "plural" and (not near or self._others_between(total, count)):
                return None
            if told and total.kind == "plural" and 0 <= count.first - total.until <= TOLD_REACH:
                return self._told(count, link)
            if not loose and (count.first - total.until > TOLD_REACH or not self.bonds.reaches(count.first)):
                return None
            if total.interval is None and total.own is not None and 0 <= count.first - total.until <= TALLY_REACH:
                near = count.first - total.until <= 3 and any(self.document.role(total.first - k, "tally") for k in (1, 2))
                if not near and not self.bonds.reaches(count.first):
                    return None
                if not count.group:
                    count.group, count.group_at, count.group_rule = total.group, total.group_at, total.group_rule
                return Link(count=count, entry=link.entry, cue=link.cue, rule="tally reached", tally=True)
        return self._told_waiting(count) if told else None

    def _others_between(self, total: Count, count: Count) -> bool:
        """Whether other people of whom nothing is said are named in between."""
        return any(c.kind == "plural" and total.until <= c.first < count.first for c in self.waiting)

    def _told_waiting(self, count: Count) -> Link | None:
        """The number of people whom a word of effect before them tells of, though without a number it told too little."""
        for total in reversed(self.waiting):
            if total.kind == "plural" and 0 <= count.first - total.until <= TOLD_REACH:
                trigger = self.bonds.nearest_before(total)
                if trigger is None or trigger.governs or not self.bonds.gap_is_clear(trigger, total, 2):
                    return None
                count.group = count.group or total.group
                return self._made(count, trigger, "their number")
        return None

    def _told(self, count: Count, link: Link) -> Link:
        """The number of people just named, who are then not counted again: the besieged, whose number is 300."""
        if not count.group:
            count.group, count.group_at, count.group_rule = link.count.group, link.count.group_at, link.count.group_rule
        return Link(count=count, entry=link.entry, cue=link.cue, rule="their number", trigger=link.trigger)

    def _told_before(self, count: Count) -> Link | None:
        """A tally told before what it counts: risen to 27 has the number of the dead."""
        if count.kind != "number" or count.own is not None or not self.bonds.reaches(count.first) or self.bonds.told_number(count):
            return None
        for link in self.links:
            total = link.count
            near = 0 < total.first - count.last <= TOLD_REACH and total.kind == "plural" and total.own is not None
            if near and self.bonds.between_triggers(count.last, total.first):
                return None
            if near and any(self.document.role(total.first - k, "tally") for k in (1, 2)):
                count.group = count.group or total.group
                return Link(count=count, entry=link.entry, cue=link.cue, rule="tally reached", tally=True)
        return None

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

    def _described(self, count: Count) -> Link | None:
        """People of whom nothing but an adjective tells the fate: four thousand displaced families."""
        state = count.described
        if state is None or count.kind not in ("number", "dual") or count.own is not None or self.bonds.partition_before(count) is not None:
            return None
        entry = state.entry
        assert isinstance(entry, EffectWord)
        return Link(count=count, entry=entry, cue=(count.described_at, count.described_at + state.length), rule="adjective")

    def _part_of_nothing(self, count: Count) -> None:
        """A part of people of whom nothing is told takes a predicate of its own: live there, among them hundreds cut off."""
        if any(link.count.first < count.first and link.host is None for link in self.links):
            return
        trigger = self.bonds.verb_after(count)
        if trigger is not None and trigger.way == "state" and trigger.active:
            self.links.append(self._made(count, trigger, "verb after"))

    def _opening_parts(self) -> None:
        """A part told before its total, as titles do: among them a child … five civilians wounded."""
        for count in self.counts:
            if any(link.count is count for link in self.links) or self.bonds.partition_before(count) is None:
                continue
            host = next((k for k in self.links if k.host is None and k.count.first > count.first and k.count.interval is not None), None)
            if host is not None and count.first - self.sentence.first <= 2 and count.interval is not None:
                self.links.append(Link(count=count, entry=host.entry, cue=host.cue, rule="part before its total", host=host))

    def _joins(self, count: Count) -> Link | None:
        """The governed count to which this one is joined by a conjunction, or None."""
        if not self.links or not self.bonds.has_conjunction(count):
            return None
        link = max((k for k in self.links if k.count.first < count.first), key=lambda k: k.count.first, default=None)
        if link is None or not self.bonds.adjoin(link.count, count):
            return None
        return link

    def _made(self, count: Count, trigger: Trigger, rule: str, host: Link | None = None) -> Link:
        if trigger.entry.effect == SPARED:
            trigger = self.bonds.own_verb(count) or trigger
        return Link(count=count, entry=trigger.entry, cue=(trigger.first, trigger.last), rule=rule, trigger=trigger, host=host)
