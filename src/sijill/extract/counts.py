"""Counted people in a sentence: numbers with what they count, duals, singulars, and plurals that a part can be taken of.

A count is only a candidate: `sijill.extract.government` decides whether something is said to have become of those counted.
"""

from __future__ import annotations

from sijill.extract.count_nouns import Count
from sijill.extract.count_numbers import numbered, right_after_effect
from sijill.extract.count_words import apposed, worded
from sijill.extract.person_names import named_with_age
from sijill.language.document import Document, Sentence
from sijill.language.entries import BoundWord
from sijill.record.found import Number
from sijill.record.interval import Bound, Interval


def find_counts(document: Document, sentence: Sentence, numbers: list[Number]) -> list[Count]:
    """The counts of a sentence in their order; `numbers` are those that lie in it."""
    found: list[Count] = []
    taken: set[int] = set()
    for number in numbers:
        if number.kind != "count" and not (number.kind == "other" and right_after_effect(document, number)):
            taken.update(range(number.first, number.last))
            continue
        count = numbered(document, sentence, number)
        taken.update(range(number.first, number.last))
        if count is not None:
            taken.update(range(count.first, count.last))
            found.append(count)
    named = named_with_age(document, sentence, numbers)
    at = sentence.first
    while at < sentence.last:
        if at not in taken and (document.tokens[at].hits or at in named):
            count = named.get(at) or worded(document, sentence, at)
            if (
                count is not None
                and found
                and found[-1].kind != "plural"
                and at in (found[-1].last, found[-1].until)
                and apposed(document, count)
            ):
                at = count.last
                continue
            if count is not None and count.last - 1 not in taken:
                found.append(count)
                at = count.last
                continue
        at += 1
    found.sort(key=lambda count: count.first)
    for count in found:
        _bound_after(document, sentence, count)
    return found


def _bound_after(document: Document, sentence: Sentence, count: Count) -> None:
    """Opens a count upward where words after those counted say so: five new fighters at least."""
    if count.interval is None or count.bound is not Bound.EXACT:
        return
    for at in range(count.last, min(count.until + 2, sentence.last)):
        bound = document.entry(at, BoundWord)
        if bound is not None and bound.place in ("after", "either") and bound.bound == Bound.AT_LEAST.value:
            count.interval, count.bound = Interval(count.interval.low, None), Bound.AT_LEAST
            return
        if document.tokens[at].kind == "mark":
            return
