"""What is said to have become of the people counted in a sentence.

A verb or verbal noun governs a count in one of few ways, tried in this order: the count is itself a noun of effect; it
is a part of a count just named; a verbal noun stands right before it; it is joined to a count already governed; a verb
stands before it; a verb or predicate follows it; it is the tally that a total has reached.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.extract.counts import QUOTE_MARKS, Count
from sijill.language.document import Document, Sentence
from sijill.language.entries import BoundWord, CueWord, EffectWord, GroupNoun, HedgeWord
from sijill.language.load import Hit
from sijill.record.found import FoundFigure
from sijill.record.interval import Bound, Interval

CLOSING_REACH = 25
VERB_REACH = 14
AFTER_REACH = 14
JOIN_REACH = 8
TALLY_REACH = 18
HOLDERS = frozenset({"control_share"})
NONE = "none"
FREEING = frozenset({"returned", "released", "evacuated"})
STOPS = frozenset(".:;!?\u061b\u061f")
LEADS = frozenset("(:,-\u060c\u2013\u2014")
PLURAL_PERSONS = ("mp", "md", "fd", "fp", "forms")


@dataclass(slots=True, kw_only=True)
class Trigger:
    """A word of effect that can govern a count: tokens first up to last; `way` is masdar, verb or state."""

    first: int
    last: int
    entry: EffectWord
    way: str
    person: str
    active: bool
    present: bool
    governs: list[Count] = field(default_factory=list)


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


def find_triggers(document: Document, sentence: Sentence) -> list[Trigger]:
    """The words of effect in a sentence that can govern a count, in their order."""
    found: list[Trigger] = []
    at = sentence.first
    while at < sentence.last:
        trigger = _trigger(document, sentence, at)
        if trigger is not None and trigger.entry.effect == NONE:
            at = trigger.last
            continue
        if trigger is not None:
            if found and trigger.way == "state" and trigger.entry.effect == "casualties" and found[-1].entry.weak and trigger.first - found[-1].last <= 6:
                found[-1].entry = trigger.entry
                at = trigger.last
                continue
            found.append(trigger)
            at = trigger.last
        else:
            at += 1
    return found


def _trigger(document: Document, sentence: Sentence, at: int) -> Trigger | None:
    for hit in document.tokens[at].hits:
        entry = hit.entry
        if type(entry) is not EffectWord or entry.effect in HOLDERS:
            continue
        way, _, rest = hit.form.partition(".")
        if way == "counted" or hit.enclitic and document.entry(at, GroupNoun):
            continue
        if hit.proclitic.endswith(document.language.grammar.article) and way not in ("masdar", "state"):
            continue
        if entry.closing and not _closed(document, sentence, entry, at + hit.length):
            continue
        person = rest.rpartition(".")[2]
        return Trigger(
            first=at, last=at + hit.length, entry=entry, person=person, active=way in ("does", "both"), present=rest.startswith("present"),
            way="masdar" if way == "masdar" else "state" if way == "state" else "does" if way == "does" else "verb",
        )  # fmt: skip
    return None


def _closed(document: Document, sentence: Sentence, entry: EffectWord, at: int) -> bool:
    fold = document.language.fold
    wanted = {tuple(fold.word(words).split()) for words in entry.closing}
    words = document.words
    stems = document.language.grammar.stems
    for i in range(at, min(at + CLOSING_REACH, sentence.last)):
        for words_wanted in wanted:
            if words[i] == words_wanted[0] or any(rest == words_wanted[0] for _, rest in stems(words[i])):
                if tuple(words[i + 1 : i + len(words_wanted)]) == words_wanted[1:]:
                    return True
    return False


def govern(document: Document, sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> list[Link]:
    """The counts of a sentence that something is said to have become of, each with its effect; hosts without a figure too."""
    return _Sentence(document, sentence, counts, triggers).govern()


class _Sentence:
    """The state of going through one sentence from its beginning to its end."""

    def __init__(self, document: Document, sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
        self.document, self.sentence = document, sentence
        self.counts, self.triggers = counts, triggers
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
        for one, other in reversed(list(zip(self.links, self.links[1:]))):
            count, following = one.count, other.count
            if (
                following.bound is Bound.AT_LEAST and count.bound is Bound.EXACT and count.kind == "number"
                and one.cue == other.cue and count.interval is not None
                and self.document.entry(following.first, BoundWord) is None and self._adjoin(count, following)
            ):  # fmt: skip
                count.interval, count.bound = Interval(count.interval.low, None), Bound.AT_LEAST

    def _link(self, count: Count) -> Link | None:
        if self._partition_before(count) is not None:
            return self._part(count)
        return (
            self._part(count)
            or self._listed(count)
            or self._verbal_noun(count)
            or self._own(count)
            or self._joined(count)
            or self._tally(count)
            or self._verb_before(count)
        )

    # -- the ways, one a method --------------------------------------------------------------------------------------

    def _own(self, count: Count) -> Link | None:
        if count.own is None or count.kind == "single" and not self._single_own(count):
            return None
        entry = count.own.entry
        assert isinstance(entry, EffectWord)
        trigger = self._nearest_before(count)
        free = trigger is not None and all(c.kind == "plural" for c in trigger.governs)
        if trigger is not None and free and self._gap_is_clear(trigger, count, 6) and _overrides(trigger.entry, entry):
            return self._made(count, trigger, "verb before")
        return Link(count=count, entry=entry, cue=(count.own_at, count.own_at + count.own.length), rule="counted noun")

    def _single_own(self, count: Count) -> bool:
        """Whether a lone noun of effect counts: one dead, after a fall or in a series, not in a fixed phrase."""
        if count.definite:
            return False
        before = self._nearest_before(count)
        near = before is not None and self._gap_is_clear(before, count, 1) and before.entry.effect in ("killed", "injured", "casualties")
        return near or self._joins(count) is not None

    def _part(self, count: Count) -> Link | None:
        if count.kind == "plural":
            return None
        opener = self._partition_before(count)
        if opener is None:
            host_link = self._joins(count)
            if host_link is None or host_link.host is None or self._between_triggers(host_link.count.until, count.first):
                return None
            if self._own_verb(count) is not None or self._same_pair(host_link.count, count):
                return None
            return self._as_part(count, host_link.host, "joined to a part")
        host = next((link for link in reversed(self.links) if link.host is None and link.count.first < opener), None)
        waiting = next((c for c in reversed(self.waiting) if c.first < opener and c.kind in ("number", "dual")), None)
        if host is None or waiting is not None and waiting.first > host.count.first:
            return None
        return self._as_part(count, host, "part of a total")

    def _as_part(self, count: Count, host: Link, rule: str) -> Link | None:
        if count.kind == "single" and count.definite and not count.rank or count.named:
            return None
        follows = self._own_verb(count)
        if follows is not None:
            return self._made(count, follows, "own verb of a part", host)
        own = count.own.entry if count.own is not None else None
        entry = own if isinstance(own, EffectWord) and own.effect != "casualties" else host.entry
        return Link(count=count, entry=entry, cue=host.cue, rule=rule, host=host)

    def _listed(self, count: Count) -> Link | None:
        """A count in brackets right after another: 13 others (9 children and 4 women)."""
        if count.kind == "plural" or not self.links:
            return None
        for opened, closed in self._brackets():
            if opened < count.first < closed:
                host = next((k for k in reversed(self.links) if k.count.first < opened and k.host is None), None)
                if host is None or opened - host.count.until > 4 or self._between_triggers(host.count.until, count.first):
                    return None
                if opened + 1 == count.first and closed == count.last and count.bare:
                    return None
                return self._as_part(count, host, "listed in brackets")
        return None

    def _verbal_noun(self, count: Count) -> Link | None:
        trigger = self._nearest_before(count)
        if trigger is None or trigger.way != "masdar" or not self._gap_is_clear(trigger, count, 2):
            return None
        if count.unknown and trigger.entry.weak or count.bare and trigger.entry.weak and count.own is None:
            return None
        if count.kind == "single" and not self._single_after(trigger, count):
            return None
        if count.own is not None:
            own = count.own.entry
            assert isinstance(own, EffectWord)
            if not _overrides(trigger.entry, own):
                return None
        return self._made(count, trigger, "verbal noun before")

    def _single_after(self, trigger: Trigger, count: Count) -> bool:
        if count.adjective and (count.definite or count.first > trigger.last):
            return False
        if count.others and count.first > trigger.last:
            return False
        if trigger.entry.weak and count.own is None:
            return False
        return self._only_asides(trigger.last, count.first)

    def _joined(self, count: Count) -> Link | None:
        link = self._joins(count)
        if link is None or count.kind == "plural" and count.own is None:
            return None
        if self._between_triggers(link.count.until, count.first):
            return None
        if count.own is not None or count.unknown and link.entry.weak:
            return None
        if count.kind == "single" and (link.count.kind == "plural" or count.adjective and count.definite or self._same_pair(link.count, count)):
            return None
        if count.kind == "single" and count.definite and not count.rank and link.count.kind != "single" and not self._adds(count):
            return None
        return Link(count=count, entry=link.entry, cue=link.cue, rule="joined to a count", trigger=link.trigger, host=None)

    def _subject_waits(self, trigger: Trigger) -> bool:
        """Whether a count before a plural verb is still to be governed: then the verb is passive and that its subject."""
        return any(
            c.kind in ("number", "dual") and 0 <= trigger.first - c.until <= AFTER_REACH and self._may_follow(trigger, c) for c in self.waiting
        )

    def _same_pair(self, one: Count, other: Count) -> bool:
        """Whether a single is only the feminine of what a number before it counts: 86 boys and girls."""
        return one.kind == "number" and other.first == one.last and one.group == other.group

    def _verb_before(self, count: Count) -> Link | None:
        trigger = self._nearest_before(count)
        if trigger is None or trigger.way == "masdar" or trigger.way == "state":
            return None
        if trigger.person in ("mp", "md", "fd", "fp") and (not trigger.active or self._subject_waits(trigger)):
            return None
        reach = 2 if count.kind == "single" else VERB_REACH
        if not self._gap_is_clear(trigger, count, reach) or self._taken(trigger, count):
            return None
        if (count.unknown or count.bare or count.kind == "plural" and not count.others) and trigger.entry.weak:
            return None
        gap = count.first - trigger.last
        if (count.unknown or count.bare) and gap > 3 and not self._only_asides(trigger.last, count.first):
            return None
        if trigger.way == "does" and trigger.person in PLURAL_PERSONS and count.kind == "plural":
            return None
        if count.kind == "single" and (self._is_doer(trigger, count) or not self._single_after(trigger, count)):
            return None
        return self._made(count, trigger, "verb before")

    def _tally(self, count: Count) -> Link | None:
        """The tally that a total has reached: the number of the dead rose to 60."""
        if count.kind != "number" or not (count.bare or count.generic or count.unknown):
            return None
        for link in reversed(self.links):
            total = link.count
            if total.interval is None and total.own is not None and 0 <= count.first - total.until <= TALLY_REACH:
                if self._among(total) and count.first - total.until <= 3:
                    return Link(count=count, entry=link.entry, cue=link.cue, rule="among those told")
                near = count.first - total.until <= 3 and any(self.document.role(total.first - k, "tally") for k in (1, 2))
                if not near and not self._reaches(count.first):
                    return None
                if not count.group:
                    count.group, count.group_at, count.group_rule = total.group, total.group_at, total.group_rule
                return Link(count=count, entry=link.entry, cue=link.cue, rule="tally reached", tally=True)
        return None

    def _among(self, total: Count) -> bool:
        """Whether a plural stands after words that take a part of it: among the dead of the attack."""
        return any((hit := self.document.role(total.first - k, "among")) is not None and hit.length == k for k in (1, 2))

    def _after(self) -> None:
        """Counts still waiting, and what joins them, go to a verb or predicate that follows: 60 people were killed."""
        for at in range(len(self.waiting) - 1, -1, -1):
            count = self.waiting[at]
            if count.interval is None and count.own is None and count.kind != "plural" or self._partition_before(count) is not None:
                continue
            trigger = self._verb_after(count)
            if trigger is None:
                follower = next((k for k in self.links if k.rule.startswith("verb after") and self._adjoin(count, k.count)), None)
                if follower is None or count.kind == "plural" or count.kind == "single" and follower.count.first - count.until > 2:
                    continue
                self.links.append(Link(count=count, entry=follower.entry, cue=follower.cue, rule="verb after, joined", trigger=follower.trigger))
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

    def _opening_parts(self) -> None:
        """A part told before its total, as titles do: among them a child … five civilians wounded."""
        for count in self.counts:
            if any(link.count is count for link in self.links) or self._partition_before(count) is None:
                continue
            host = next((k for k in self.links if k.host is None and k.count.first > count.first and k.count.interval is not None), None)
            if host is not None and count.first - self.sentence.first <= 2 and count.interval is not None:
                self.links.append(Link(count=count, entry=host.entry, cue=host.cue, rule="part before its total", host=host))

    # -- what stands where ---------------------------------------------------------------------------------------------

    def _made(self, count: Count, trigger: Trigger, rule: str, host: Link | None = None) -> Link:
        return Link(count=count, entry=trigger.entry, cue=(trigger.first, trigger.last), rule=rule, trigger=trigger, host=host)

    def _nearest_before(self, count: Count) -> Trigger | None:
        found = None
        for trigger in self.triggers:
            if trigger.last > count.first:
                break
            if trigger.way != "state":
                found = trigger
        return found

    def _gap_is_clear(self, trigger: Trigger, count: Count, reach: int) -> bool:
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
            aside = document.role(at, "aside") or document.role(at, "of")
            if aside is not None and at + aside.length <= count.first:
                at += aside.length
                continue
            if any(type(h.entry) is CueWord and h.form.partition(".")[0] in ("past", "present") for h in token.hits) and reach > 2:
                return False
            gap += 1
            at += 1
        return gap <= reach

    def _only_asides(self, at: int, last: int) -> bool:
        while at < last:
            aside = self.document.role(at, "aside")
            if aside is not None:
                at += aside.length
            elif self.document.tokens[at].kind == "mark":
                at += 1
            else:
                return False
        return True

    def _taken(self, trigger: Trigger, count: Count) -> bool:
        """Whether the trigger already governs a count to which this one is not joined."""
        return any(other.kind != "plural" for other in trigger.governs)

    def _is_doer(self, trigger: Trigger, count: Count) -> bool:
        """Whether a single after an active verb is who did it: a soldier killed three civilians."""
        if not trigger.active:
            return False
        nexts = [c for c in self.counts if c.first >= count.last]
        following = nexts[0] if nexts else None
        if trigger.last - trigger.first > 1 or trigger.person in PLURAL_PERSONS:
            return False
        if following is None or following.kind == "plural":
            return trigger.way == "does" and trigger.person not in PLURAL_PERSONS
        between = range(count.last, following.first)
        if following.kind == "single" and following.first > count.until:
            return False
        return following.first - count.until <= 3 and not self._has_conjunction(following) and not any(
            self.document.role(i, "partition") for i in between
        )

    def _between_triggers(self, at: int, last: int) -> bool:
        return any(at <= trigger.first < last for trigger in self.triggers)

    def _has_conjunction(self, count: Count) -> bool:
        """Whether a count begins with a conjunction, written with it or before it, or with words of addition."""
        document, first = self.document, count.first
        grammar = document.language.grammar
        if any(h.proclitic[:1] in grammar.conjunctions for h in document.tokens[first].hits if h.proclitic):
            return True
        word = document.words[first]
        if document.tokens[first].kind == "word" and word[:1] in grammar.conjunctions and document.language.word_hits(word[1:]):
            return True
        before = first - 1
        while before > self.sentence.first and document.tokens[before].kind == "mark" and document.words[before] in QUOTE_MARKS:
            before -= 1
        if before < self.sentence.first:
            return False
        if document.words[before] in grammar.conjunctions or document.words[before] in grammar.prepositions and self._added(before - 1):
            return True
        return self._adds(count)

    def _adds(self, count: Count) -> bool:
        """Whether words of addition (besides, together with) stand right before a count."""
        return any(self._added(count.first - back) for back in range(3))

    def _added(self, at: int) -> bool:
        for start in (at, at - 1):
            hit = self.document.role(start, "addition")
            if hit is not None and start + hit.length > at:
                return True
        return False

    def _joins(self, count: Count) -> Link | None:
        """The governed count to which this one is joined by a conjunction, or None."""
        if not self.links or not self._has_conjunction(count):
            return None
        link = max((k for k in self.links if k.count.first < count.first), key=lambda k: k.count.first, default=None)
        if link is None or not self._adjoin(link.count, count):
            return None
        return link

    def _adjoin(self, one: Count, other: Count) -> bool:
        """Whether only descriptive words stand between two counts, the second joined to the first."""
        if other.first < one.last or other.first - one.until > JOIN_REACH or not self._has_conjunction(other):
            return False
        for at in range(one.until, other.first):
            token = self.document.tokens[at]
            if token.kind == "mark" and token.word in STOPS:
                return False
            if any(type(h.entry) in (CueWord,) and h.form.partition(".")[0] in ("past", "present", "participle") for h in token.hits):
                return False
            if token.kind == "number":
                return False
        return not self._between_triggers(one.until, other.first)

    def _partition_before(self, count: Count) -> int | None:
        """The token of the words that open a part (among them) right before a count, or None."""
        document = self.document
        at = count.first - 1
        steps = 0
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

    def _brackets(self) -> list[tuple[int, int]]:
        closers = self.document.closers
        return [
            (i, closers[i])
            for i in range(self.sentence.first, self.sentence.last)
            if self.document.words[i] == "(" and i in closers
        ]

    def _reaches(self, first: int) -> bool:
        """Whether a word that leads to a tally (to, reached) stands right before."""
        document = self.document
        for at in range(first - 1, max(self.sentence.first, first - 4) - 1, -1):
            if document.role(at, "reaches"):
                return True
            if document.tokens[at].kind == "mark" and document.words[at] in "(":
                continue
            if document.words[at] in document.language.grammar.prepositions:
                return True
            if document.tokens[at].kind != "word":
                return False
        return any(h.proclitic.endswith(document.language.grammar.prepositions) for h in document.tokens[first].hits)

    def _own_verb(self, count: Count) -> Trigger | None:
        """A plural verb right after a part that tells its own fate, or None."""
        for trigger in self.triggers:
            if 0 <= trigger.first - count.until <= 1 and trigger.way == "verb" and trigger.person in PLURAL_PERSONS:
                return trigger
        return None

    def _verb_after(self, count: Count) -> Trigger | None:
        for trigger in self.triggers:
            if trigger.first < count.last:
                continue
            if trigger.first - count.until > AFTER_REACH:
                return None
            if trigger.way == "masdar" or trigger.way == "does":
                if trigger.governs or trigger.way == "masdar":
                    return None
                continue
            if not self._may_follow(trigger, count):
                return None
            return trigger
        return None

    def _may_follow(self, trigger: Trigger, count: Count) -> bool:
        document = self.document
        gap = trigger.first - count.until
        for at in range(count.last, trigger.first):
            token = document.tokens[at]
            if token.kind == "mark" and token.word in STOPS:
                return False
            if any(type(h.entry) is CueWord and h.form.partition(".")[0] in ("past", "present") for h in token.hits):
                return False
        if trigger.way == "state":
            if count.unknown and trigger.entry.weak:
                return False
            return count.kind in ("number", "dual") and (gap <= 6 or not trigger.governs)
        if any(other.first >= trigger.last and other.kind != "plural" for other in trigger.governs):
            return False
        joined = document.tokens[trigger.first].hits and any(
            h.entry is trigger.entry and h.proclitic[:1] in document.language.grammar.conjunctions for h in document.tokens[trigger.first].hits
        )
        if joined:
            return False
        if count.unknown and trigger.entry.weak or count.bare and (gap > 1 or trigger.person not in PLURAL_PERSONS):
            return False
        if count.kind == "single":
            if count.adjective and (count.definite or gap > 0) or trigger.present:
                return False
            if gap > 2 and any(document.role(i, "relative") for i in range(count.last, trigger.first)):
                return False
            alone = trigger.person not in PLURAL_PERSONS or self._has_conjunction(count)
            return gap <= 4 and alone and not (trigger.entry.weak and count.own is None)
        if trigger.person in PLURAL_PERSONS:
            return gap <= 4 or not trigger.entry.weak
        return gap <= 3 and (count.kind in ("number", "dual")) and not trigger.entry.weak


def _overrides(outer: EffectWord, own: EffectWord) -> bool:
    """Whether a verb's effect outweighs that of the noun it governs: captives freed are released, not held."""
    if outer.weak and outer.effect not in FREEING or outer.effect == own.effect:
        return False
    held = {"detained", "abducted", "displaced", "missing", "disappeared", "trapped", "affected"}
    if own.effect in held:
        return True
    return own.effect in ("injured", "casualties") and outer.effect in ("evacuated", "released", "detained", "killed") and own.effect == "injured"


def figures_of(document: Document, links: list[Link], carried: str = "") -> list[FoundFigure]:
    """The figures that the links of one sentence tell, parts tied to their totals; a host without a figure is left out.

    `carried` is the group last counted in the paragraph, for others at the beginning of a sentence.
    """
    made: dict[int, FoundFigure] = {}
    figures: list[FoundFigure] = []
    groups = _Groups(links, carried)
    for link in links:
        count = link.count
        told, also = groups.of(link)
        if count.interval is None or told in link.entry.spares:
            continue
        if count.kind == "dual" and count.definite and count.own is not None:
            continue
        effect = link.entry.tally if link.tally and link.entry.tally else link.entry.effect
        figure = FoundFigure(
            first=count.first, last=count.last, number=(count.first, count.last), interval=count.interval, bound=count.bound,
            effect=effect, event=link.entry.event, group=told or "people", also=also, cue=link.cue,
            effect_rule=f"{link.rule}: {link.entry.lemma}", group_rule=count.group_rule or "none told", group_at=count.group_at,
            figure_rule=count.figure_rule, tally=link.tally, definite=count.definite,
        )  # fmt: skip
        if count.unknown:
            figure.doubts = (*figure.doubts, "unknown_word")
        figure.polarity, figure.certainty = _modality(document, link)
        made[id(link)] = figure
        if _named_series(document, link, links, figures):
            figures[-1].last = figure.last
            figures[-1].interval = Interval((figures[-1].interval.low or 0) + 1, (figures[-1].interval.high or 0) + 1)
            figures[-1].figure_rule = "named one by one"
            continue
        figures.append(figure)
    for link in links:
        if link.host is not None and id(link) in made:
            made[id(link)].part_of = made.get(id(link.host))
    return figures


class _Groups:
    """The group of each count of a sentence: its own words, else those counted just before or right after."""

    def __init__(self, links: list[Link], carried: str) -> None:
        self.links = links
        self.last, self.also, self.kind = carried, (), "number"

    def of(self, link: Link) -> tuple[str, tuple[str, ...]]:
        """The group and the further groups of a count; empty where nothing tells them."""
        count = link.count
        told, also = count.group, count.also
        if count.relation == "companion" and self.last == "combatants":
            return "combatants", also
        if link.host is not None:
            return told or link.host.count.group, also
        if count.others or count.of_those or count.bare and not told:
            if not told:
                told, also = self._after(link) or self._before(count), also
        elif count.own is not None and not told:
            told = self._after(link)
        if count.group and count.group != "families":
            self.last, self.also, self.kind = count.group, count.also, count.kind
        return told, also

    def _before(self, count: Count) -> str:
        """Others are of the group just named; a bare number after one single person may be of anybody."""
        if self.kind == "single" and count.kind != "single" and not count.of_those and not count.others:
            return ""
        return self.last

    def _after(self, link: Link) -> str:
        """The group told with the count that is joined right after: the death of 15 and the wounding of 33 policemen."""
        at = next(i for i, other in enumerate(self.links) if other is link)
        for other in self.links[at + 1 : at + 2]:
            following = other.count
            near = 0 <= following.first - link.count.until <= 4 and other.host is None
            alike = following.own is not None and following.group or following.bare is False and link.count.bare and following.generic is False
            if near and alike and following.group_at[0] >= following.first and following.last - following.first > 1 and self.last == "":
                return following.group
        return ""


def _named_series(document: Document, link: Link, links: list[Link], figures: list[FoundFigure]) -> bool:
    """Whether a person named with a title only goes on a series of such: sergeant A, soldier B and soldier C."""
    if link.rule != "joined to a count" or not figures or not _named(document, link.count):
        return False
    at = next(i for i, other in enumerate(links) if other is link)
    before = links[at - 1] if at else None
    return before is not None and _named(document, before.count) and figures[-1].last == before.count.last and figures[-1].cue == link.cue


def _named(document: Document, count: Count) -> bool:
    """Whether a single is one named person: a title with the article and a name after it."""
    if count.named:
        return True
    if count.kind != "single" or not count.definite or count.others or count.last >= len(document.tokens):
        return False
    token = document.tokens[count.last]
    return token.kind == "word" and not any(type(h.entry) in (EffectWord, CueWord) for h in token.hits) or token.word in QUOTE_MARKS


def _after_own(links: list[Link], link: Link) -> str:
    """The group of a noun of effect that has none: that of the noun of effect joined to it (dead and wounded civilians)."""
    at = next(i for i, other in enumerate(links) if other is link)
    for other in links[at + 1 : at + 2]:
        if other.rule == "counted noun" and other.count.group and other.count.first - link.count.until <= 2:
            return other.count.group
    return ""


def _modality(document: Document, link: Link) -> tuple[str, str]:
    """Polarity and certainty that the words right before the effect give."""
    polarity, certainty = "asserted", "stated"
    first = link.cue[0]
    for at in range(max(0, first - 3), first):
        if document.role(at, "negation") and not any(document.role(i, "exception") for i in range(first, link.count.first)):
            polarity = "denied"
        if document.role(at, "possibility"):
            certainty = "conditional"
        hedge = document.entry(at, HedgeWord)
        if hedge is not None and hedge.certainty != "stated":
            certainty = hedge.certainty
    if any(h.proclitic == document.language.grammar.future for h in document.tokens[first].hits if isinstance(h, Hit)):
        certainty = "expected"
    return polarity, certainty
