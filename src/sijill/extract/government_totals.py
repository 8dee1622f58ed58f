"""Tallies of those of whom a clause tells: the number of those who fled the town reached ten thousand."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.extract.count_nouns import Count
from sijill.extract.government_links import Governed, Link
from sijill.extract.triggers import FREEING, HARMED, HELD, Trigger
from sijill.language.entries import BoundWord, CueWord, EventWord, GroupNoun

HEAD_REACH = 4
CLAUSE_REACH = 4
LEAD_REACH = 5
JOINED_REACH = 6
TOTAL_REACH = 24
STOPS = frozenset(".:;!?\u061b\u061f")
TOLD_OF = HARMED | HELD | FREEING | {"surrendered"}
ESTIMATE = "estimate"
FINITE_FORMS = frozenset({"past", "present"})
# what may stand between "those who" and the verb that tells what became of them
PASSED = ("aside", "done", "auxiliary", "still", "driven", "perhaps")


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A total of which a clause tells: its token, the verb of the clause, the noun for its people; `joined` goes on another."""

    first: int
    trigger: Trigger
    noun: tuple[int, GroupNoun] | None
    joined: bool = False


class Totals(Governed):
    """The way by which a number is that of those of whom a clause after the word for a total tells."""

    def find_totals(self) -> list[Total]:
        """The totals of the sentence whose people a clause tells, in their order; its verb governs nobody else."""
        starts = {trigger.first: trigger for trigger in self.bonds.triggers}
        found: list[Total] = []
        for at in range(self.sentence.first, self.sentence.last - 2):
            joined = bool(found) and self._is_joined(at)
            if not joined and self.document.role(at, "tally") is None:
                continue
            clause, noun = self._clause(at if joined else at + 1)
            trigger = self._verb(clause, starts) if clause else None
            if trigger is not None and trigger.entry.effect in TOLD_OF and not trigger.totalled:
                trigger.totalled = True
                found.append(Total(first=at, trigger=trigger, noun=noun, joined=joined))
        return found

    def _is_joined(self, at: int) -> bool:
        """Whether "and those who" stands there."""
        relative = self.document.role(at, "relative")
        return relative is not None and relative.proclitic[:1] in self.document.language.grammar.conjunctions and relative.proclitic != ""

    def _clause(self, at: int) -> tuple[int, tuple[int, GroupNoun] | None]:
        """Where the clause begins that tells of those totalled, and the noun for them; 0 where none does."""
        noun: tuple[int, GroupNoun] | None = None
        for k in range(at, min(at + HEAD_REACH, self.sentence.last)):
            if self.document.role(k, "relative") or (k == at and self.document.role(k, "those_who")):
                return k + 1, noun
            entry = self.document.entry(k, GroupNoun)
            if self.document.tokens[k].kind != "word" or (entry is None and noun is None) or self.document.role(k, "preposition"):
                return 0, None
            if noun is None and entry is not None:
                noun = k, entry
        return 0, None

    def _verb(self, at: int, starts: dict[int, Trigger]) -> Trigger | None:
        """The verb or predicate with which a clause begins; None where it tells something else of them."""
        k = at
        while k <= at + CLAUSE_REACH and k < self.sentence.last:
            trigger = starts.get(k)
            if trigger is not None:
                return None if trigger.way == "masdar" and k == at else trigger
            passed = next((hit for role in PASSED if (hit := self.document.role(k, role)) is not None), None)
            if passed is None:
                return None
            k += passed.length
        return None

    def _total(self, count: Count, totals: list[Total]) -> Link | None:
        """The number of those of whom a clause tells, where words of reaching or estimating lead to it."""
        total = next((t for t in reversed(totals) if t.trigger.last <= count.first), None)
        if total is None or count.kind != "number" or total.trigger.governs or not self._leads(total, count):
            return None
        if not count.group and total.noun is not None:
            at, noun = total.noun
            count.group, count.also, count.group_at = noun.group, noun.also, (at, at + 1)
            count.group_rule = f"group {noun.lemma}"
        trigger = total.trigger
        cue = (trigger.first, trigger.last)
        return Link(count=count, entry=trigger.entry, cue=cue, rule="tally of those who", trigger=trigger, tally=True)

    def _leads(self, total: Total, count: Count) -> bool:
        """Whether a number is that of a total: no other number between, and words before either that lead to it."""
        document = self.document
        between = range(total.trigger.last, count.first)
        if len(between) > TOTAL_REACH or any(document.words[at] in STOPS for at in between):
            return False
        if any(c.kind in ("number", "dual") and c.first in between for c in self.counts):
            return False
        if total.joined:
            return len(between) <= JOINED_REACH
        if any(document.role(at, "reaches") for at in range(count.first - 2, min(count.first + 2, count.last))):
            return True
        return self._reached_before(total) and not any(document.role(at, "relative") or self._is_finite(at) for at in between)

    def _reached_before(self, total: Total) -> bool:
        """Whether a verb of reaching or estimating stands before a total: the number of … is estimated at."""
        for at in range(total.first - 1, max(self.sentence.first - 1, total.first - LEAD_REACH - 1), -1):
            token = self.document.tokens[at]
            if token.kind == "mark":
                return False
            estimates = any(isinstance(h.entry, CueWord) and h.entry.act == ESTIMATE for h in token.hits)
            if estimates or self.document.role(at, "reaches") or self.document.hit(at, BoundWord):
                return True
        return False

    def _is_finite(self, at: int) -> bool:
        """Whether a verb of saying, of an event or of harm stands at a token, so that a number after it is its own."""
        if any(trigger.first == at and trigger.way in ("verb", "does") for trigger in self.bonds.triggers):
            return True
        hits = self.document.tokens[at].hits
        return any(isinstance(h.entry, CueWord | EventWord) and not FINITE_FORMS.isdisjoint(h.form.split(".")) for h in hits)
