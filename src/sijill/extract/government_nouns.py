"""Nouns of effect that are themselves counted (the dead, captives), and those of whom a pronoun tells."""

from __future__ import annotations

from sijill.extract.count_nouns import Count
from sijill.extract.government_links import PRONOUN, Link
from sijill.extract.government_tallies import Tallies
from sijill.extract.triggers import FREEING, HARMED, HELD, Trigger, overrides
from sijill.language.entries import EffectWord


class Nouns(Tallies):
    """The ways by which a count tells its own effect."""

    def _own(self, count: Count) -> Link | None:
        if count.own is None or (count.kind == "single" and not self._single_own(count)):
            return None
        entry = count.own.entry
        assert isinstance(entry, EffectWord)
        joined = self._joins(count) or self._exchanged(count) or self._named_so(count)
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

    def _named_so(self, count: Count) -> Link | None:
        """The plural that this count is told to be: those released are ten captives; or None."""
        before = self.links[-1] if self.links else None
        near = before is not None and before.count.kind == "plural" and 0 <= count.first - before.count.until <= 1
        return before if near else None

    def _exchanged(self, count: Count) -> Link | None:
        """The count for which this one is exchanged, or None: ten captives against three."""
        if self.links and self.document.role(count.first - 1, "exchange"):
            last = max(self.links, key=lambda k: k.count.first)
            return last if last.entry.effect in FREEING else None
        return None

    def _single_own(self, count: Count) -> bool:
        """Whether a lone noun of effect counts: one dead, after a fall or in a series, not in a fixed phrase."""
        if count.definite:
            return False
        if self.bonds.found(count):
            return True
        if count.own is not None and count.own.enclitic:
            return False
        if self._opens(count):
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
