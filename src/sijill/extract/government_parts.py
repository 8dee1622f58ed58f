"""Parts of totals: among them, of whom, in brackets, after a colon, before the total."""

from __future__ import annotations

from sijill.extract.count_nouns import Count, counted_effect
from sijill.extract.government_links import Governed, Link
from sijill.language.entries import EffectWord
from sijill.record.interval import Bound

LIST_REACH = 40
OF_REACH = 12


class Parts(Governed):
    """The ways by which a count is a part of a total."""

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
        host = self._host_before(opener)
        if host is None and self.document.role(opener, "namely"):
            return self._verbal_noun(count)
        if host is None:
            return self._among_those(count, opener)
        waiting = next((c for c in reversed(self.waiting) if c.first < opener and c.kind in ("number", "dual")), None)
        if waiting is not None and (waiting.first > host.count.first or self._describes(host.count, waiting)):
            return None
        return self._as_part(count, host, "part of a total")

    def _host_before(self, opener: int) -> Link | None:
        """The total that a part told at a token is of: the last one before it, no plural that only describes one."""
        for link in reversed(self.links):
            if link.host is not None or link.count.first >= opener:
                continue
            if link.count.interval is None and any(
                self._describes(link.count, k.count) for k in self.links if k.count.interval is not None
            ):
                continue
            return link
        return None

    def _describes(self, plural: Count, waiting: Count) -> bool:
        """Whether a plural only tells who those counted right before it are: 230 citizens of the displaced."""
        near = waiting.first < plural.first <= waiting.until + 1
        return plural.interval is None and near and not plural.others and not self.bonds.between_triggers(waiting.until, plural.first)

    def _among_those(self, count: Count, opener: int) -> Link | None:
        """A part of those whom a sentence before counted: among the dead are seven children."""
        for at in range(opener, count.first):
            noun = counted_effect(self.document, at)
            if noun is not None and isinstance(noun.entry, EffectWord):
                return Link(
                    count=count, entry=noun.entry, cue=(at, at + noun.length), rule="among those told", tally=bool(noun.entry.tally)
                )
        return None

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
