"""Persons named as victims: the name after a title or kinship word that is counted, or before an age in brackets."""

from __future__ import annotations

from bisect import bisect_left

from sijill.extract.person_names import NAME_REACH, begins_joined, in_name, opens_name
from sijill.language.document import Document, Sentence
from sijill.language.entries import EventContext, GroupNoun
from sijill.record.found import FoundFigure, FoundPerson, Number

REACH = 60
MEMBER = "member"


def name_persons(document: Document, sentence: Sentence, figures: list[FoundFigure], numbers: list[Number]) -> None:
    """Adds to each figure of a sentence the persons that are named with it."""
    if not figures:
        return
    for figure in figures:
        if figure.interval.low == figure.interval.high == 1:
            _after_title(document, sentence, figure)
    for number in numbers:
        if number.kind == "age" and document.words[number.first - 1] == "(":
            _before_age(document, sentence, figures, number)


def _after_title(document: Document, sentence: Sentence, figure: FoundFigure) -> None:
    hit = document.hit(figure.last - 1, GroupNoun)
    entry = hit.entry if hit is not None else None
    if hit is None or not isinstance(entry, GroupNoun):
        return
    if not hit.proclitic.endswith(document.language.grammar.article) and not entry.relation:
        return
    first = figure.last
    while first < sentence.last and _describes(document, first):
        first += 1
    if first >= sentence.last or not opens_name(document, first):
        return
    last = first
    while last < min(first + NAME_REACH, sentence.last) and in_name(document, last):
        last += 1
    if last > first:
        figure.persons.append(FoundPerson(first=first, last=last, sex=entry.sex or None, relation=_kin(entry)))


def _describes(document: Document, at: int) -> bool:
    """Whether a word tells what the one before it is and no name: the innocent child, the field commander."""
    return any(isinstance(h.entry, EventContext) and h.entry.role == "describes" for h in document.tokens[at].hits)


def _kin(entry: GroupNoun) -> str | None:
    """How one person is related to another, as far as the noun tells it; a member of a force is nobody's kin."""
    return entry.relation if entry.relation not in ("", MEMBER) else None


def _before_age(document: Document, sentence: Sentence, figures: list[FoundFigure], number: Number) -> None:
    opened = number.first - 1
    first = opened
    while first > max(sentence.first, opened - NAME_REACH) and in_name(document, first - 1):
        first -= 1
        if begins_joined(document, first):
            break
    if opened - first < 2:
        return
    age = int(number.interval.low) if number.interval.low is not None else None
    starts = [f.first for f in figures]
    figure = figures[max(0, bisect_left(starts, first) - 1)]
    if abs(first - figure.last) > REACH:
        return
    for person in figure.persons:
        if person.first <= first < person.last or first <= person.first < opened:
            person.age = age
            return
    hit = document.hit(first - 1, GroupNoun)
    sex = hit.entry.sex if hit is not None and isinstance(hit.entry, GroupNoun) else ""
    figure.persons.append(FoundPerson(first=first, last=opened, sex=sex or None, age=age, before=int(begins_joined(document, first))))
