"""The place that somebody asks for by name or by a phrase ("the surroundings of the town of …"), for the commands."""

from __future__ import annotations

import dataclasses

from sijill.extract.places import find_places
from sijill.gazetteer.find import Answer, Finder
from sijill.gazetteer.places import RANK
from sijill.language.document import Document, take_apart
from sijill.language.load import Language
from sijill.record.found import FoundPlace
from sijill.record.text import Text

SURE = ("name", "spelling")


def look_up(finder: Finder, language: Language, name: str, within: str | None = None, country: str | None = None) -> list[Answer]:
    """The places that a name or a phrase means, best first.

    A phrase is read as in a report; of several places in it the first that is known is taken, the narrowest first.
    """
    whole = finder.find(name, within, country)
    if any(answer.how == "name" for answer in whole):
        return whole
    found = _in_phrase(finder, language, name, within, country)
    return found or whole


def _in_phrase(finder: Finder, language: Language, name: str, within: str | None, country: str | None) -> list[Answer]:
    document = take_apart(Text(name), language)
    places = sorted(find_places(document, finder.gazetteer), key=lambda place: RANK.get(place.level, RANK["village"]))
    for how in SURE:
        for at, place in enumerate(places):
            answers = [answer for answer in finder.find(_bare(document, place), within, country) if answer.how == how]
            if answers:
                return _at_level(answers, place.level) if at == 0 else [dataclasses.replace(answer, how="container") for answer in answers]
    return []


def _bare(document: Document, place: FoundPlace) -> str:
    name = " ".join(document.words[place.name_first : place.name_last])
    return name[len(place.before) :] if place.name_first == place.first else name


def _at_level(answers: list[Answer], level: str) -> list[Answer]:
    """The answers of the level that the phrase tells before the others; a point is never finer than that level."""
    ranked = sorted(answers, key=lambda answer: answer.record.level != level)
    return [_not_finer(answer, level) for answer in ranked]


def _not_finer(answer: Answer, level: str) -> Answer:
    precision = answer.record.precision
    if not level or not precision or RANK[precision] >= RANK[level] or level not in ("district", "governorate"):
        return answer
    return dataclasses.replace(answer, record=dataclasses.replace(answer.record, precision=level))
