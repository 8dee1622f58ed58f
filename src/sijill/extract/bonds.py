"""What stands between words of effect and counts in a sentence: gaps, conjunctions, words that open a part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sijill.extract.bonds_words import FINITE, Around
from sijill.extract.count_nouns import Count
from sijill.extract.triggers import PLURAL_OR_LISTED, Trigger
from sijill.language.document import Document, Sentence
from sijill.language.entries import BoundWord, CueWord, GroupNoun, Party, Quality, TimeWord

AFTER_REACH = 14
CARRY_REACH = 9
OBJECT_REACH = 6
NAMED_REACH = 24
JOIN_REACH = 8
STOPS = frozenset(".:;!?\u061b\u061f")
LEADS = frozenset("(:,-\u060c\u2013\u2014")


class Bonds(Around):
    """The words between the counts and the triggers of one sentence."""

    def __init__(self, document: Document, sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
        self.document, self.sentence = document, sentence
        self.counts, self.triggers = counts, triggers
        self._ends = [t.last for t in triggers]
        self._starts = [t.first for t in triggers]

    def nearest_before(self, count: Count) -> Trigger | None:
        """The last verb or verbal noun before a count, or None."""
        for at in range(bisect_right(self._ends, count.first) - 1, -1, -1):
            if self.triggers[at].way != "state":
                return self.triggers[at]
        return None

    def gap_is_clear(self, trigger: Trigger, count: Count, reach: int) -> bool:
        """Whether nothing between a trigger and a count breaks the bond: no stop, no verb of saying, few words."""
        document = self.document
        at, gap = trigger.last, 0
        while at < count.first:
            token = document.tokens[at]
            if token.kind == "mark":
                if token.word in STOPS:
                    return False
                at += 1
                continue
            if (reach > JOIN_REACH and document.role(at, "turn")) or document.role(at, "complementiser"):
                return False
            aside = document.role(at, "aside") or document.role(at, "of") or document.hit(at, BoundWord)
            if aside is not None and at + aside.length <= count.first:
                at += aside.length
                continue
            if any(type(h.entry) is CueWord and h.form.partition(".")[0] in FINITE for h in token.hits) and reach > 2:
                return False
            gap += 1
            at += 1
        return gap <= reach

    def carried_on(self, trigger: Trigger, count: Count) -> bool:
        """Whether a verb right before a count carries a noun of effect on to it: the arrests that reached forty people."""
        at = count.first - 1
        if trigger.governs or count.kind not in ("number", "dual") or at < trigger.last:
            return False
        return bool(self.document.role(at, "touches") or self.document.role(at, "namely")) and self.gap_is_clear(
            trigger, count, CARRY_REACH
        )

    def is_object(self, trigger: Trigger, count: Count) -> bool:
        """Whether one person after an active verb and its subject is who it befell: gunmen killed the sheikh, a patrol took a man."""
        if not trigger.active or self.taken(trigger, count) or count.kind != "single" or count.adjective or count.others:
            return False
        gap = count.first - trigger.last
        if not 0 < gap <= OBJECT_REACH or self.document.role(count.first - 1, "preposition") or self.has_conjunction(count):
            return False
        if any(c.interval is not None and not self.are_doers(c) for c in self.counts if trigger.last <= c.first < count.first):
            return False
        before, grammar = self.document.words[count.first - 1], self.document.language.grammar
        if not count.definite:
            return self.is_accusative(count)
        agents = any(self.document.entry(at, kind) for at in range(trigger.last, trigger.last + 2) for kind in (Party, GroupNoun, Quality))
        if any(self.are_doers(c) for c in self.counts if trigger.last <= c.first < count.first):
            return True
        ended = before.startswith(grammar.article) or before.endswith(grammar.paradigms["nouns"]["sound_m"][0][1])
        return agents and ended

    def are_doers(self, count: Count) -> bool:
        """Whether others stand right after a number of people as the object of the same verb: three masked men seized the priest."""
        if count.kind not in ("number", "dual") or count.definite or count.own is not None or count.bare:
            return False
        following = next((c for c in self.counts if c.first >= count.last), None)
        if following is None or not self._at_once(count.until, following.first) or self.has_conjunction(following):
            return False
        if following.kind == "single":
            return following.definite and not following.adjective and self._bare_article(following)
        armed = count.group == "combatants" or count.unknown
        return armed and following.kind in ("number", "dual") and not following.of_those and following.group not in ("", "combatants")

    def _at_once(self, at: int, last: int) -> bool:
        """Whether no more than a time is told between two tokens."""
        document = self.document
        return last - at <= 3 and all(document.role(i, "preposition") or document.hit(i, TimeWord) for i in range(at, last))

    def _bare_article(self, count: Count) -> bool:
        article = self.document.language.grammar.article
        return any(type(h.entry) is GroupNoun and h.proclitic == article for h in self.document.tokens[count.first].hits)

    def taken(self, trigger: Trigger, count: Count) -> bool:
        """Whether the trigger already governs a count to which this one is not joined."""
        return any(c.kind != "plural" and not (c.kind == "single" and c.group == "families") for c in trigger.governs)

    def is_doer(self, trigger: Trigger, count: Count) -> bool:
        """Whether a single after an active verb is who did it: a soldier killed three civilians."""
        if not trigger.active:
            return False
        following = next((c for c in self.counts if c.first >= count.last), None)
        if trigger.last - trigger.first > 1 or trigger.person in PLURAL_OR_LISTED:
            return False
        if following is None or following.kind == "plural":
            return trigger.way == "does" and trigger.person not in PLURAL_OR_LISTED
        between = range(count.last, following.first)
        if following.kind == "single" and following.first > count.until:
            return False
        return (
            following.first - count.until <= 3
            and not self.has_conjunction(following)
            and not any(self.document.role(i, "partition") for i in between)
            and not self.between_triggers(count.last, following.first)
        )

    def between_triggers(self, at: int, last: int) -> bool:
        """Whether a word of effect stands at tokens at up to last."""
        return bisect_left(self._starts, at) < bisect_left(self._starts, last)

    def adjoin(self, one: Count, other: Count) -> bool:
        """Whether only descriptive words stand between two counts, the second joined to the first."""
        if other.first < one.last or not self.has_conjunction(other):
            return False
        inside = {i for opened, closed in self.brackets if one.until <= opened and closed < other.first for i in range(opened, closed + 1)}
        if other.first - one.until - len(inside) > JOIN_REACH:
            return False
        for at in range(one.until, other.first):
            if at in inside or self.document.role(at, "aside"):
                continue
            token = self.document.tokens[at]
            if token.kind == "mark" and token.word in STOPS:
                return False
            if any(type(h.entry) is CueWord and h.form.partition(".")[0] in ("past", "present", "participle") for h in token.hits):
                return False
            if token.kind == "number":
                return False
        return not self.between_triggers(one.until, other.first)

    def partition_before(self, count: Count) -> int | None:
        """The token of the words that open a part (among them) right before a count, or None."""
        document = self.document
        at = count.first - 1
        steps = 0
        if at > self.sentence.first and document.role(at, "namely") and self._counted_before(at):
            return at
        while at >= self.sentence.first and steps < 3:
            token = document.tokens[at]
            if document.role(at, "partition"):
                return at if document.role(at - 1, "partition") is None else at - 1
            for back in (1, 2):
                hit = document.role(at - back, "partition")
                if hit is not None and hit.length > back:
                    return at - back
            if token.kind == "mark" and token.word in LEADS:
                at -= 1
                continue
            if token.kind == "word" and not token.hits and steps < 1:
                steps += 1
                at -= 1
                continue
            return None
        return None

    def verb_at_opener(self, count: Count) -> Trigger | None:
        """The verb right before words that take a part of people named before: of them fifteen were killed; or None."""
        at = count.first - 1
        before = self.nearest_before(count)
        if self.document.role(at, "of_those") is None or before is None or before.last != at or before.way != "verb":
            return None
        return before

    def _counted_before(self, at: int) -> bool:
        """Whether a number of people ends right before a token."""
        return any(c.kind == "number" and 0 <= at - c.until <= 1 for c in self.counts if c.first < at)

    def own_verb(self, count: Count) -> Trigger | None:
        """A plural verb right after a part that tells its own fate, or None."""
        for trigger in self.triggers[bisect_left(self._starts, count.until) :][:1]:
            if trigger.first - count.until <= 1 and trigger.way == "verb" and trigger.person in PLURAL_OR_LISTED:
                return trigger
        return None

    def verb_after(self, count: Count) -> Trigger | None:
        """The verb or predicate after a count that tells its fate, or None."""
        for trigger in self.triggers[bisect_left(self._starts, count.last) :]:
            far = self.is_told_of(count) or (trigger.way == "state" and self._goes_on(trigger))
            if trigger.first - count.until > (NAMED_REACH if far else AFTER_REACH):
                return None
            if trigger.way == "masdar" or trigger.way == "does":
                if trigger.governs or trigger.way == "masdar":
                    return None
                continue
            if self.may_follow(trigger, count):
                return trigger
            if not (trigger.way == "state" and trigger.active):
                return None
        return None

    def _goes_on(self, trigger: Trigger) -> bool:
        """Whether a predicate is said to hold still of those told long before it."""
        return any((hit := self.document.role(trigger.first - back, "still")) is not None and hit.length >= back for back in (1, 2))

    def may_follow(self, trigger: Trigger, count: Count) -> bool:
        """Whether a verb or predicate after a count can have it as its subject."""
        document = self.document
        gap = trigger.first - count.until
        for at in range(max(count.last, count.until), trigger.first):
            token = document.tokens[at]
            if token.kind == "mark" and token.word in STOPS:
                return False
            if any(type(h.entry) is CueWord and h.form.partition(".")[0] in FINITE for h in token.hits):
                return False
        if trigger.way == "state":
            if count.unknown and trigger.entry.weak:
                return False
            if count.kind == "single" and self.is_still(count):
                return gap <= 4 and not trigger.governs
            within = [c for c in self.counts if count.last <= c.first < trigger.first and c.interval is not None]
            if trigger.active and count.until > count.last and count.kind == "number" and gap == 1:
                return False
            if trigger.active and any(self.partition_before(c) is not None for c in within):
                return False
            if gap > AFTER_REACH and self.partition_before(count) is not None:
                return False
            return count.kind in ("number", "dual") and (gap <= 6 or not trigger.governs)
        if any(other.first >= trigger.last and other.kind != "plural" for other in trigger.governs):
            return False
        joined = document.tokens[trigger.first].hits and any(
            h.entry is trigger.entry and h.proclitic[:1] in document.language.grammar.conjunctions
            for h in document.tokens[trigger.first].hits
        )
        if joined:
            return False
        if (count.unknown and trigger.entry.weak) or (count.bare and (gap > 1 or trigger.person not in PLURAL_OR_LISTED)):
            return False
        if count.kind == "single":
            if document.role(count.first - 1, "attempt") or (count.others and not self.has_conjunction(count)):
                return False
            if (count.adjective and (count.definite or gap > 0)) or trigger.present:
                return False
            if gap > 4 and self.is_told_of(count):
                return trigger.way == "verb" and not trigger.entry.weak and not trigger.governs and trigger.person not in PLURAL_OR_LISTED
            if gap > 2 and any(document.role(i, "relative") for i in range(count.last, trigger.first)):
                return False
            alone = trigger.person not in PLURAL_OR_LISTED or self.has_conjunction(count)
            return gap <= 4 and alone and not (trigger.entry.weak and count.own is None)
        if trigger.person in PLURAL_OR_LISTED:
            return gap <= 4 or not trigger.entry.weak
        return gap <= 3 and (count.kind in ("number", "dual")) and not trigger.entry.weak
