"""Counted people in a sentence: numbers with what they count, duals, singulars, and plurals that a part can be taken of.

A count is only a candidate: `sijill.extract.government` decides whether something is said to have become of those counted.
"""

from __future__ import annotations

from dataclasses import replace

from sijill.extract.count_nouns import ONE, Count
from sijill.extract.count_numbers import numbered, right_after_effect
from sijill.extract.count_others import tell_of_others
from sijill.extract.count_words import apposed, worded
from sijill.extract.person_names import named_with_age
from sijill.language.document import Document, Sentence
from sijill.language.entries import BoundWord, GroupNoun
from sijill.record.found import Number
from sijill.record.interval import Bound, Interval

COUNTS = frozenset({"count", "other"})
BRACKETS = frozenset("()")
NAMING_REACH = 8


def find_counts(document: Document, sentence: Sentence, numbers: list[Number]) -> list[Count]:
    """The counts of a sentence in their order; `numbers` are those that lie in it."""
    found: list[Count] = []
    taken: set[int] = set()
    for number in _told_once(document, numbers):
        if number.kind != "count" and not (
            number.kind == "other" and (right_after_effect(document, number) or _one_of_those(document, number))
        ):
            if number.interval != ONE or document.role(number.first, "one_of") is None:
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
            if found and _goes_on_naming(found[-1], at) and document.role(at, "called"):
                at += 1
                continue
            count = named.get(at) or worded(document, sentence, at)
            if (
                count is not None
                and found
                and found[-1].kind != "plural"
                and at in (found[-1].last, found[-1].until)
                and apposed(document, count)
                and (found[-1].kind == "single" or found[-1].definite or not count.definite or count.kind != "single")
            ):
                at = count.last
                continue
            if count is not None and count.last - 1 not in taken:
                found.append(count)
                at = count.last
                continue
        at += 1
    found.sort(key=lambda count: count.first)
    for at, count in enumerate(found):
        _bound_after(document, sentence, count)
        tell_of_others(document, sentence, found, at)
    return found


def _told_once(document: Document, numbers: list[Number]) -> list[Number]:
    """The numbers, one told in digits and in words at once taken as one: (15) fifteen."""
    kept: list[Number] = []
    for number in numbers:
        before = kept[-1] if kept else None
        if before is not None and before.interval == number.interval and before.kind in COUNTS and number.kind in COUNTS:
            between = range(before.last, number.first)
            if 0 < len(between) < 3 and all(document.words[at] in BRACKETS for at in between):
                opened = document.words[number.first - 1] == "("
                kept[-1] = replace(before, last=number.last + 1, kind="count") if opened else replace(number, kind="count")
                continue
        kept.append(number)
    return kept


def _one_of_those(document: Document, number: Number) -> bool:
    """Whether "one" is one of people named after it: one of the members."""
    of = document.role(number.last, "of")
    return number.interval == ONE and of is not None and document.entry(number.last + of.length, GroupNoun) is not None


def _goes_on_naming(before: Count, at: int) -> bool:
    """Whether a name only follows that of one person just counted: the field commander, called so-and-so."""
    return before.kind == "single" and before.definite and 0 <= at - before.until <= NAMING_REACH


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
