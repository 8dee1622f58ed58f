"""The time and the place of each figure: what its own sentence tells, else what the report has established."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sijill.language.document import Document, Sentence
from sijill.record.claim import Place
from sijill.record.found import FoundFigure, FoundPlace, FoundStatement, FoundTime
from sijill.resolve.attach import best, breaks, sentence_of, so_far
from sijill.resolve.dateline import governed
from sijill.resolve.merge import HEADS, Draft, finer, lie_together
from sijill.resolve.place_chains import PlaceChains
from sijill.resolve.telling import POINTS, Telling

NEAR = 2
BACK = 5
MOVING = frozenset({"displaced", "evacuated", "returned"})
MOVED = frozenset({"from", "to"})
FORTH = 3
OPENING = 3
BACKGROUND = frozenset({"background"})
NEWS = frozenset({"title", "heading", "body", "caption"})
ANOTHER = frozenset({"another_story"})
STORY_BACK = 40
IN_IT = 3
LIST_BACK = 12
BULLETS = frozenset("-*\u2013\u2014\u2022\u25cf\u00b7")
LEAD = 2
AFTER_LEAD = 3
LONG = frozenset({"since", "year"})
LONG_DAYS = 20
MONTH = 31
STANDING = frozenset(
    {"trapped", "affected", "displaced", "returned", "evacuated", "surrendered", "control_share", "missing", "disappeared"}
)
SPANS = frozenset({"month", "week", "period"})


# an option that stands behind a figure in another clause is not its own
AFTERWARDS = frozenset({"after", "other clause"})


@dataclass(frozen=True, slots=True)
class Clauses:
    """Where the clauses of a sentence begin, and where its other figures stand."""

    cuts: list[int]
    others: list[int]


class Scene:
    """What a report tells of times and places, sentence by sentence."""

    def __init__(
        self, document: Document, times: Sequence[FoundTime], found: Sequence[FoundPlace], places: Sequence[Place],
        statements: Sequence[FoundStatement], published: date | None = None,
    ) -> None:  # fmt: skip
        self.document = document
        self.published = published
        self.statements = statements
        self.times = list(times)
        self.found = list(found)
        self.places = list(places)
        self._time_starts = [t.first for t in self.times]
        self._place_starts = [p.first for p in self.found]
        self.telling = Telling(document, statements, self.found)
        self.chains = PlaceChains(document, self.found, self.places)
        lying = Counter(place.id[:2] for place in self.places if place.id).most_common(1)
        self._home = [i for i, place in enumerate(self.places) if lying and place.id == lying[0][0]]
        self._home_starts = [self.found[i].first for i in self._home]
        body = [i for i, s in enumerate(document.sentences) if s.part == "body"]
        self._lead_end = body[min(LEAD, len(body)) - 1] if body else -1

    def set(self, drafts: list[Draft]) -> None:
        """Gives every draft its time and its places."""
        self._by_figure = {id(d.figure): d for d in drafts}
        self._in: dict[int, list[Draft]] = {}
        for draft in drafts:
            self._in.setdefault(draft.sentence, []).append(draft)
        for index, members in self._in.items():
            self._in_sentence(index, members)
        for index, members in self._in.items():
            self._established(index, members)

    def times_in(self, sentence: Sentence) -> list[FoundTime]:
        """The settled times of a sentence."""
        low, high = bisect_left(self._time_starts, sentence.first), bisect_left(self._time_starts, sentence.last)
        return [t for t in self.times[low:high] if t.start or t.end]

    def places_in(self, sentence: Sentence, moved: bool = False) -> list[int]:
        """The indexes of the places told in a sentence at which something can happen; with `moved` those left and reached too."""
        low, high = bisect_left(self._place_starts, sentence.first), bisect_left(self._place_starts, sentence.last)
        return [i for i in range(low, high) if self.found[i].role == "at" or (moved and self.found[i].role in MOVED)]

    def background(self, sentence: Sentence) -> bool:
        """Whether a sentence opens as one that reminds of something earlier."""
        return self.document.opens(sentence.first, min(sentence.first + OPENING, sentence.last), BACKGROUND)

    def _in_sentence(self, index: int, members: list[Draft]) -> None:
        sentence = self.document.sentences[index]
        times, options = self.times_in(sentence), self.places_in(sentence)
        cuts = sorted([*breaks(self.document, sentence), *self.telling.starts_in(sentence)])
        starts = [(d.figure, {d.figure.cue[0], d.figure.first}) for d in members]
        led = len(members) > 1 and len(options) > 1 and self.found[options[0]].first < min(d.figure.first for d in members)
        clauses = {
            id(d): Clauses(cuts, sorted({at for other, ats in starts for at in ats} - {d.figure.cue[0], d.figure.first})) for d in members
        }
        background = self.background(sentence)
        for draft in members:
            draft.background = background
            figure = draft.figure
            total = next((d for d in members if d.figure is figure.part_of), None)
            if total is not None:
                draft.time, draft.own_time = total.time, total.own_time
                draft.places, draft.own_places = total.places, total.own_places
                parts = [d for d in members if d.figure.part_of is total.figure]
                each = [self._place_of_part(d.figure, options, clauses[id(d)]) for d in parts]
                if len(parts) > 1 and all(each):
                    draft.places, draft.own_places = next(p for d, p in zip(parts, each, strict=True) if d is draft), True
                if draft.time or draft.places:
                    continue
            self._tell_time(draft, times, clauses[id(draft)])
            moved = self.places_in(sentence, moved=True) if figure.effect in MOVING else options
            self._tell_places(draft, moved, clauses[id(draft)], led, sentence.part in HEADS)

    def _place_of_part(self, figure: FoundFigure, options: list[int], clauses: Clauses) -> list[Place]:
        """The place told right behind a part where its total has one before it: 23 died in X, 17 of them in Y, six in Z."""
        end = next((at for at in clauses.others if at >= figure.last), None)
        behind = [i for i in options if self.found[i].first >= figure.last and (end is None or self.found[i].last <= end)]
        if not any(self.found[i].first < figure.first for i in options):
            return []
        mine = next((i for i in behind if self.found[i].cued), None)
        return self.chains.with_wider(options, options.index(mine)) if mine is not None else []

    def _tell_time(self, draft: Draft, times: list[FoundTime], clauses: Clauses) -> None:
        own = [t for t in self.telling.told_of(draft, times) if not self.telling.by_another(draft, t)]
        mine = _finest([t for t in own if not self._to_come(draft, t)])
        own_start = self.statements[draft.statement].first if draft.statement is not None else -1
        cuts = [at for at in clauses.cuts if at != own_start]
        found = best(self.document, "time", draft.figure, mine, cuts, clauses.others)
        if found is not None and not set(found.features) >= AFTERWARDS:
            draft.time, draft.own_time = mine[found.index], True

    def _tell_places(self, draft: Draft, options: list[int], clauses: Clauses, led: bool, head: bool) -> None:
        spoken = self.telling.spoken_of(draft, options)
        told = [(self.found[i], self._where(i, draft.figure, led)) for i in spoken]
        found = best(self.document, "place", draft.figure, [p for p, _ in told], clauses.cuts, clauses.others, [f for _, f in told])
        if found is None:
            return
        place, total = self.found[spoken[found.index]], self._is_total(draft)
        anothers = self.telling.by_another(draft, place)
        draft.places = [] if anothers and total else self.chains.with_wider(spoken, found.index)
        draft.own_places = (place.cued or head or total) and not anothers and not set(found.features) >= AFTERWARDS

    def _to_come(self, draft: Draft, time: FoundTime) -> bool:
        """Whether a time lies after the report, which cannot be that of what is said to have happened."""
        return bool(self.published and time.start and time.start > self.published and draft.figure.certainty == "stated")

    def _is_total(self, draft: Draft) -> bool:
        """Whether a figure is the total of a period, whose place is not that of the event at hand."""
        time = draft.time
        if time is None:
            return False
        if time.start and time.end:
            return (time.end - time.start).days > LONG_DAYS
        return time.precision in LONG

    def _where(self, index: int, figure: FoundFigure, led: bool) -> tuple[str, ...]:
        """What speaks for a place as that of an event: a word of place before it, how fine it is, where it stands."""
        place, found = self.places[index], self.found[index]
        features = ["cued" if found.cued else "bare", place.precision or "unknown level"]
        if found.first < figure.first and led:
            features.append("places lead")
        if found.first > figure.last and self.chains.in_it(found) and found.anchor - figure.last <= IN_IT:
            features.append("in it, right after")
        return tuple(features)

    def _established(self, index: int, members: list[Draft]) -> None:
        """What a sentence does not tell itself is taken from those before it, or for a title from the lead."""
        sentence = self.document.sentences[index]
        for draft in members:
            total = self._by_figure.get(id(draft.figure.part_of)) if draft.figure.part_of is not None else None
            if total is not None and total is not draft:
                draft.time, draft.places = draft.time or total.time, draft.places or total.places
            counted = draft.time is not None and so_far(draft.time) and draft.figure.effect not in STANDING
            if (draft.time is None or counted) and not draft.background:
                set_before = self._time_near(index, sentence, draft)
                if set_before is not None and (not counted or set_before.precision in POINTS):
                    draft.time, draft.own_time = set_before, False
            if not draft.own_places:
                wide = self._is_total(draft)
                near = self._country_near(index) if wide else self._places_near(index, sentence)
                of = self._place_of_voice(draft)
                near = of if of and (not near or finer(of, near)) else near
                draft.places = draft.places if wide and draft.places else near or draft.places

    def _place_of_voice(self, draft: Draft) -> list[Place]:
        """The place of which a voice is the body, where nothing it says tells one: the health directorate of a governorate."""
        if draft.statement is None:
            return []
        statement = self.statements[draft.statement]
        if any(statement.first <= self.found[i].first < statement.last for i in self.places_in(self.telling.sentence_of(statement))):
            return []
        said = self.telling.attributing(statement)
        of = [i for i in self.places_in(self.telling.sentence_of(statement)) if self.found[i].first in said and self.found[i].cued]
        return [self.places[i] for i in of[-1:] if self.places[i].precision != "country"]

    def _country_near(self, index: int) -> list[Place]:
        """The country in which most of the places of the report lie, where it is named: last before a sentence, else first after it."""
        end = self.document.sentences[index].last
        at = bisect_left(self._home_starts, end)
        chosen = self._home[at - 1 : at] if at else self._home[:1]
        return [self.places[i] for i in chosen]

    def _places_near(self, index: int, sentence: Sentence) -> list[Place]:
        """The place that the sentences around have set; a bare name (as often that of a party) does not set one."""
        for other in self._order(index):
            near = self.document.sentences[other]
            told = [i for i in self.places_in(near) if self.found[i].cued or near.part in HEADS]
            options = [i for i in told if not self.telling.said_at(self.found[i])]
            if options:
                return self.chains.with_wider(options, 0)
        return []

    def _time_near(self, index: int, sentence: Sentence, draft: Draft) -> FoundTime | None:
        """The time that the paragraph or, for the sentences right after it, the lead has set for what happened.

        What stands rather than happens (people besieged, displaced, in need) is not of the day of the lead, nor is what
        happened at another place than the lead tells.
        """
        if self._is_item(sentence):
            return self._time_of_list(index)
        beyond = self._lead_end if draft.figure.effect in STANDING else self._lead_end + AFTER_LEAD
        for other in self._order(index):
            near = self.document.sentences[other]
            lead = other <= self._lead_end and index <= beyond
            apart = other > index or near.paragraph != sentence.paragraph
            if self.background(near) or (apart and self._adds(near)):
                continue
            goes_on = near.paragraph != sentence.paragraph and self.telling.goes_on(draft, near, sentence)
            if near.paragraph != sentence.paragraph and not lead and not goes_on:
                continue
            if near.paragraph != sentence.paragraph and index > self._lead_end and draft.own_places and not self._same_scene(draft, near):
                continue
            own = [d.time for d in self._in.get(other, ()) if d.own_time and d.time and d.time.start]
            for time in [*own, *self.times_in(near)]:
                fine = time.precision in POINTS or (lead and time.precision in SPANS) or (goes_on and time.precision in LONG)
                if fine and not self.telling.said_at(time) and not self._to_come(draft, time):
                    return time
        return self._time_of_title(draft)

    def _time_of_title(self, draft: Draft) -> FoundTime | None:
        """The day that the title gives: that of everything in a digest of the day."""
        first = self.document.sentences[0]
        if draft.figure.effect in STANDING or first.part not in HEADS | {"dateline"}:
            return None
        told = (t for t in self.times_in(first) if t.precision in POINTS and not self.telling.said_at(t))
        return next((t for t in told if first.part in HEADS or governed(self.document, t.first)), None)

    def _adds(self, sentence: Sentence) -> bool:
        """Whether a sentence opens as one that tells a further event."""
        return self.document.role(sentence.first, "new_clause") is not None

    def _is_item(self, sentence: Sentence) -> bool:
        return self.document.words[sentence.first] in BULLETS

    def _time_of_list(self, index: int) -> FoundTime | None:
        """The time told before a list, for its items, be it a day or a period."""
        for other in range(index - 1, max(-1, index - LIST_BACK), -1):
            near = self.document.sentences[other]
            times = [] if self._is_item(near) else [t for t in self.times_in(near) if not self.telling.said_at(t)]
            if times:
                return times[-1]
        return None

    def _same_scene(self, draft: Draft, sentence: Sentence) -> bool:
        """Whether a sentence tells a place that can be that of a figure."""
        told = [self.places[i] for i in self.places_in(sentence) if self.found[i].cued]
        return not told or lie_together(draft.places, told) is not False

    def _order(self, index: int) -> list[int]:
        """The sentences to look in, nearest first: before this one, then the lead after a title."""
        sentences = self.document.sentences
        story = self._story(index)
        before = range(index - 1, max(story - 1, index - BACK - 1), -1)
        after = range(index + 1, min(len(sentences), index + FORTH + 1))
        if sentences[index].part in HEADS:
            order = [*after, *before]
        else:
            lead = [i for i in range(min(index, self._lead_end + 1)) if i not in before] if not story else []
            order = [*before, *lead, *(after if index < NEAR else ())]
        return [i for i in order if sentences[i].part in NEWS]

    def _story(self, index: int) -> int:
        """The sentence at which a report turned last to another story, up to that index; 0 where it did not."""
        sentences = self.document.sentences
        for at in range(index, max(0, index - STORY_BACK), -1):
            if self.document.opens(sentences[at].first, min(sentences[at].first + OPENING, sentences[at].last), ANOTHER):
                return at
        return 0


def _finest(times: list[FoundTime]) -> list[FoundTime]:
    """Times without those that only name the month or season of another: on 26 June, in Ramadan."""
    return [t for t in times if not any(_within(o, t) for o in times if o.precision in POINTS and t.precision in SPANS)]


def _within(one: FoundTime, other: FoundTime) -> bool:
    if not (one.start and one.end and other.start and other.end):
        return False
    return other.start <= one.start and one.end <= other.end and (other.end - other.start).days <= MONTH


def sentence_index(document: Document, figure: FoundFigure) -> int:
    """The index of the sentence in which a figure stands."""
    return sentence_of(document.sentences, figure.first)
