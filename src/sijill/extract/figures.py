"""The figures of a document: every count of people of which an effect is told, and shares of territory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sijill.extract.count_nouns import Count
from sijill.extract.counts import find_counts
from sijill.extract.figure_values import figures_of
from sijill.extract.government import govern
from sijill.extract.government_links import Link
from sijill.extract.persons import name_persons
from sijill.extract.triggers import HOLDERS, Trigger, find_triggers
from sijill.language.document import Document, Sentence
from sijill.language.entries import EffectWord
from sijill.record.found import FoundFigure, Number

READ = frozenset({"title", "heading", "body", "lead"})
SHARE_REACH = 12
SHORT = 6
WINDOW = 400


@dataclass(slots=True)
class _Opened:
    """A total that a list on the following lines is a breakdown of: the dead are: …"""

    entry: EffectWord
    cue: tuple[int, int]
    total: FoundFigure | None


def find_figures(document: Document, numbers: list[Number]) -> list[FoundFigure]:
    """The figures in their order; of a page's furniture nothing is read."""
    starts = [number.first for number in numbers]
    found: list[FoundFigure] = []
    opened: _Opened | None = None
    carried, paragraph = "", -1
    before: Sentence | None = None
    for sentence in _windows(document.sentences):
        if sentence.part not in READ:
            continue
        if before is not None and before.paragraph == sentence.paragraph:
            sentence = Sentence(before.first, sentence.last, sentence.paragraph, sentence.part)
        before = sentence if document.role(sentence.first, "partition") and sentence.last - sentence.first <= SHORT else None
        if before is not None:
            continue
        if sentence.paragraph != paragraph:
            carried, paragraph = "", sentence.paragraph
        mine = numbers[bisect_left(starts, sentence.first) : bisect_left(starts, sentence.last)]
        counts = find_counts(document, sentence, mine)
        if counts:
            owned = {i for c in counts if c.own is not None and c.kind in ("number", "dual") for i in range(c.own_at, c.last)}
            triggers = [t for t in find_triggers(document, sentence) if t.first not in owned]
            counts = _outside_predicates(counts, triggers)
            links = govern(document, sentence, counts, triggers)
            if opened is not None and not links and not triggers:
                links = _listed(document, sentence, counts, opened)
            elif opened is not None:
                opened = None
            figures = figures_of(document, links, carried)
            carried = next((f.group for f in reversed(figures) if f.part_of is None and f.group != "people"), carried)
            if opened is not None:
                for figure in figures:
                    figure.part_of = figure.part_of or opened.total
            name_persons(document, sentence, figures, mine)
            found += figures
            opened = _opens(document, sentence, links, found) or opened
        found += _shares(document, sentence, mine)
    return found


def _outside_predicates(counts: list[Count], triggers: list[Trigger]) -> list[Count]:
    """The counts without the nouns of predicates of several words: between dead and captive, among the missing."""
    within: set[int] = set()
    for trigger in triggers:
        first, last = (trigger.first, trigger.last) if trigger.way == "state" else trigger.predicate
        within.update(range(first, last) if last - first > 1 else ())
    return [c for c in counts if c.kind in ("number", "dual") or c.first not in within]


def _windows(sentences: list[Sentence]) -> Iterator[Sentence]:
    """The sentences, an endless one cut in pieces so that the work grows with the text alone."""
    for sentence in sentences:
        for first in range(sentence.first, sentence.last, WINDOW):
            yield Sentence(first, min(first + WINDOW, sentence.last), sentence.paragraph, sentence.part)


def _opens(document: Document, sentence: Sentence, links: list[Link], found: list[FoundFigure]) -> _Opened | None:
    """The list that a sentence opens: it ends in a colon after a noun of effect without a figure of its own."""
    last = sentence.last - 1
    while last > sentence.first and document.tokens[last].kind == "line":
        last -= 1
    if document.words[last] != ":" or not links or links[-1].count.kind != "plural" or links[-1].count.own is None:
        return None
    entry = links[-1].entry
    total = next((f for f in reversed(found) if f.effect == entry.effect and f.part_of is None), None)
    return _Opened(entry, links[-1].cue, total)


def _listed(document: Document, sentence: Sentence, counts: list[Count], opened: _Opened) -> list[Link]:
    """The counts of an item of an opened list, all to the effect that opened it."""
    first = counts[0].first
    if any(document.tokens[i].kind == "word" for i in range(sentence.first, first)):
        return []
    links: list[Link] = []
    for count in counts:
        if count.kind == "plural":
            continue
        host = links[0] if links else None
        links.append(Link(count=count, entry=opened.entry, cue=opened.cue, rule="item of a list", host=host))
    return links


def _shares(document: Document, sentence: Sentence, numbers: list[Number]) -> list[FoundFigure]:
    """Shares of a territory that a party is said to hold."""
    shares = [number for number in numbers if number.unit == "percent"]
    if not shares:
        return []
    holding = next(
        (
            (i, hit.entry)
            for i in range(sentence.first, sentence.last)
            for hit in document.tokens[i].hits
            if type(hit.entry) is EffectWord and hit.entry.effect in HOLDERS
        ),
        None,
    )
    if holding is None:
        return []
    at, entry = holding
    found: list[FoundFigure] = []
    for number in shares:
        of = document.role(number.last, "of")
        land = number.last + of.length if of is not None else number.last
        if abs(number.first - at) > SHARE_REACH or document.role(land, "territory") is None:
            continue
        found.append(
            FoundFigure(
                first=number.first,
                last=land + 1,
                number=(number.first, number.last),
                interval=number.interval,
                bound=number.bound,
                effect=entry.effect,
                event=entry.event,
                group="territory",
                cue=(at, at + 1),
                effect_rule=f"share held: {entry.lemma}",
                group_rule="share of a territory",
                group_at=(land, land + 1),
                figure_rule=number.rule or "percent",
            )
        )
    return found
