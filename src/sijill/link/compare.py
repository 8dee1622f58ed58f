"""How much speaks for two tellings being of one event: named parts, each with a level, a weight and a sentence.

The weights and sentences stand in weights.toml for a person to read and to change. They are parts of a logistic score: at 0
it is as likely as not that the two are of one event, and each part moves it up or down. A part that is measured counts its
weight times what was measured, from 0 to 1.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sijill.gazetteer.places import kilometres
from sijill.link.scenes import Number, Toll, apart
from sijill.link.telling import Point, Telling
from sijill.link.words import likeness, words_of

TABLE = Path(__file__).parent / "weights.toml"
NEAR = 25.0  # km: as far as a village may lie from the district whose point is told for it
LONG_NAME = 4  # letters of a name that may be found in a longer one
RARE = 0.8  # what a word tells at least that is rare
ENOUGH = 6  # rare words in common, beyond which more tell nothing more
MANY = 4  # people of a figure that is seldom told twice by chance
LEAST_NAME = 0.2  # what the name of a large city tells

Level = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: which, how it came out, what that counts, and a sentence for a person."""

    name: str
    level: str
    counts: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """What a level counts where the days of publication of both are known, and where one is not; and its sentence."""

    weight: float
    undated: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The table of weights: for each part its levels, each with its weight and sentence; and where the score starts."""

    start: float
    start_undated: float
    join: float
    least: float
    levels: Mapping[tuple[str, str], Row]


@cache
def weights() -> Weights:
    """The weights of the package."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    levels = {(name, level): Row(**told) for name, rows in table["part"].items() for level, told in rows.items()}
    return Weights(table["start"], table["start_undated"], table["join"], table["least"], levels)


def measured(one: Telling, other: Telling) -> dict[str, Level]:
    """How each part came out: its level, and how much of its weight counts. The order of the two changes nothing."""
    return {name: measure(one, other) for name, measure in MEASURES.items()}


def parts(one: Telling, other: Telling) -> list[Part]:
    """The parts of the score of two tellings, those that speak for one event and those against."""
    table, dated, made = weights().levels, _dated(one, other), []
    for name, (level, share) in measured(one, other).items():
        row = table[name, level]
        counts = (row.weight if dated else row.undated) * share
        made.append(Part(name, level, round(counts, 2), row.sentence.format(share=f"{share:.2f}")))
    return made


def score(one: Telling, other: Telling) -> float:
    """How likely it is that two tellings are of one event, from 0 to 1, as far as the parts tell."""
    table, dated = weights(), _dated(one, other)
    total = table.start if dated else table.start_undated
    for name, (level, share) in measured(one, other).items():
        row = table.levels[name, level]
        total += (row.weight if dated else row.undated) * share
    return 1 / (1 + math.exp(-total))


def _dated(one: Telling, other: Telling) -> bool:
    return one.published is not None and other.published is not None


def _text(one: Telling, other: Telling) -> Level:
    return "alike", math.sqrt(likeness(one.text, other.text))


def _wording(one: Telling, other: Telling) -> Level:
    return "alike", math.sqrt(max(likeness(one.lead_words, other.words), likeness(other.lead_words, one.words)))


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are one, or one stands in the other."""
    return one == other or (min(len(one), len(other)) >= LONG_NAME and (one in other or other in one))


def any_same(ones: Iterable[str], others: Set[str]) -> bool:
    """Whether some name of the ones is one of the others."""
    return any(is_same_name(one, other) for one in ones for other in others)


def _telling_names(names: Iterable[str]) -> float:
    words = words_of()
    return math.fsum(max(LEAST_NAME, words.weights.get(name, 1.0)) for name in sorted(names))


def _names(one: Telling, other: Telling) -> Level:
    ones, others = one.lead_names, other.lead_names
    if not ones or not others:
        return "unknown", 1.0
    if not any_same(ones, others):
        return "other", 1.0
    return "shared", _telling_names(ones & others) / _telling_names(ones | others)


def is_near(one: Point, other: Point) -> bool:
    """Whether two points may stand for one place."""
    apart_by = kilometres(one, other)
    return apart_by is not None and apart_by < NEAR


def _places(one: Telling, other: Telling) -> Level:
    if not one.names or not other.names:
        return "unknown", 1.0
    if any_same(one.names, other.names):
        return "some", 1.0
    return ("near", 1.0) if any(is_near(a, b) for a in one.lead_points for b in other.lead_points) else ("none", 1.0)


def _day(one: Telling, other: Telling) -> Level:
    ones, others = one.lead_days or one.days[:1], other.lead_days or other.days[:1]
    if not ones or not others:
        return "unknown", 1.0
    gap = min(apart(a, b) for a in ones for b in others)
    return "same" if gap == 0 else "next" if gap == 1 else "other", 1.0


def _written(one: Telling, other: Telling) -> Level:
    days = [{told for told in telling.written if told[0] == "day"} for telling in (one, other)]
    if all(days):
        return "day" if days[0] & days[1] else "other_day", 1.0
    weekdays = [{told for told in telling.written if told[0] == "weekday"} for telling in (one, other)]
    if all(weekdays):
        return "weekday" if weekdays[0] & weekdays[1] else "other_weekday", 1.0
    return "unknown", 1.0


def _rare(one: Telling, other: Telling) -> Level:
    words = words_of()
    shared = sum(1 for word in one.lead_words.keys() & other.lead_words.keys() if words.weight(word) >= RARE)
    return "shared", min(shared, ENOUGH) / ENOUGH


def _published(one: Telling, other: Telling) -> Level:
    if one.published is None or other.published is None:
        return "unknown", 1.0
    gap = abs((one.published - other.published).days)
    return "same" if gap == 0 else "next" if gap == 1 else "few" if gap <= 3 else "far", 1.0


def _figures(tolls: Iterable[Toll], effect: str) -> set[tuple[Number, Number]]:
    return {(low, high) for told, low, high in tolls if told == effect}


def _counted(effect: str) -> Callable[[Telling, Telling], Level]:
    def measure(one: Telling, other: Telling) -> Level:
        leads = _figures(one.lead_tolls, effect), _figures(other.lead_tolls, effect)
        every = _figures(one.tolls, effect), _figures(other.tolls, effect)
        if not every[0] or not every[1]:
            return "one" if every[0] or every[1] else "none", 1.0
        shared = leads[0] & leads[1]
        if any(low is not None and low >= MANY for low, _ in shared):
            return "many", 1.0
        if shared:
            return "same", 1.0
        return "later" if every[0] & every[1] else "other", 1.0

    return measure


def _kind(one: Telling, other: Telling) -> Level:
    if not (one.main and other.main):
        return "aside", 1.0
    return "main" if one.claims and other.claims else "untold", 1.0


MEASURES: dict[str, Callable[[Telling, Telling], Level]] = {
    "published": _published, "day": _day, "written": _written, "names": _names, "places": _places, "wording": _wording, "text": _text,
    "rare": _rare, "killed": _counted("killed"), "injured": _counted("injured"), "kind": _kind,
}  # fmt: skip
