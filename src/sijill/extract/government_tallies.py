"""Tallies: the number that a total has reached, told after its noun, before it, or as "their number"."""

from __future__ import annotations

from sijill.extract.count_nouns import Count
from sijill.extract.government_links import Governed, Link
from sijill.extract.triggers import PLURAL
from sijill.language.entries import EffectWord

TALLY_REACH = 18
TOLD_REACH = 9
NAMED_REACH = 4


class Tallies(Governed):
    """The ways by which a number is that of people told elsewhere in the sentence."""

    def _total_before(self, count: Count, entry: EffectWord) -> Count | None:
        """The total of which this count tells the number: the number of the dead among the soldiers reached twelve dead."""
        if count.kind != "number" or not self.links:
            return None
        total = self.links[-1].count
        alike = total.kind == "plural" and total.own is not None and self.links[-1].entry.effect == entry.effect
        near = 0 <= count.first - total.until <= TALLY_REACH
        return total if alike and near and any(self.document.role(total.first - k, "tally") for k in (1, 2)) else None

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
            if told and total.kind == "plural" and (not near or self._others_between(total, count)) and total.own is None:
                return None
            if told and total.kind == "plural" and 0 <= count.first - total.until <= TOLD_REACH:
                return self._told(count, link)
            if not loose and (count.first - total.until > TOLD_REACH or not self.bonds.reaches(count.first)):
                return None
            if total.interval is None and total.own is not None and 0 <= count.first - total.until <= TALLY_REACH:
                near = count.first - total.until <= 3 and any(self.document.role(total.first - k, "tally") for k in (1, 2))
                near = near or (count.first == total.until and self.links[-1] is link and self._goes_on_telling(link))
                if not near and not self.bonds.reaches(count.first):
                    return None
                if not count.group or (count.group == "people" and count.generic and total.group):
                    count.group, count.group_at, count.group_rule = total.group, total.group_at, total.group_rule
                return Link(count=count, entry=link.entry, cue=link.cue, rule="tally reached", tally=True)
        return self._told_waiting(count) if told else None

    def _goes_on_telling(self, link: Link) -> bool:
        """Whether a total is joined to one whose number was told just before: the dead came to 26 and the wounded 28."""
        return self.bonds.has_conjunction(link.count) and any(k.tally for k in self.links)

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
                if trigger.way == "verb" and trigger.person in PLURAL:
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
