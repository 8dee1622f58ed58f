"""Figures of an incident by named rules, each with its account: what went in, what stayed out, and why.

A figure is the toll of a group as one origin has it: its latest, told oftenest in the report. Denied and expected figures are
never in a telling; parts count for their own group and not again in the total. What several origins tell is never added up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sijill.link.scenes import Number, place_in_text
from sijill.link.supersede import Told, superseded

TOTALS = ("people", "civilians")
OF_PEOPLE = frozenset({"people", "civilians", "men", "women", "children", "elderly", "families", "medics", "journalists", "aid_workers"})
LATER, LESS, PART = (
    "a later figure of the same voice",
    "another figure of the same origin is told oftener in the report",
    "a part of a total",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that stands for one origin, and the claims of that origin which tell the same."""

    low: Number
    high: Number
    told: Told
    also: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that did not go in, and why."""

    told: Told
    why: str


@dataclass(frozen=True, slots=True)
class Count:
    """What a rule makes of the figures of one effect and group. `best` is None where the rule tells none."""

    effect: str
    group: str
    rule: str
    low: Number
    best: Number
    high: Number
    figures: tuple[Figure, ...]
    left_out: tuple[LeftOut, ...]


Span = tuple[Number, Number, Number]


def range_1(figures: Sequence[Figure]) -> Span:
    """Low and high of all that stand; an open end stays open."""
    lows, highs = [figure.low for figure in figures], [figure.high for figure in figures]
    return _least(lows), None, _most(highs)


def low_best_high_1(figures: Sequence[Figure]) -> Span:
    """Best: told by most origins, the latest among equals. Low and high: the least and the most that two origins tell.

    Where no two origins tell the same, low and high are those of all. An end that is open is taken at its other end; of a best
    that is itself an interval, its low end is told.
    """
    closed = [_closed(figure) for figure in figures]
    votes = Counter(closed)
    best = max(range(len(closed)), key=lambda at: (votes[closed[at]], figures[at].told.published is not None,
                                                   str(figures[at].told.published), closed[at][1], -at))  # fmt: skip
    held = [told for told in votes if votes[told] > 1] or closed
    low, high = closed[best]
    return min(low, *(told[0] for told in held)), low, max(high, *(told[1] for told in held))


def _closed(figure: Figure) -> tuple[int | float, int | float]:
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else figure.low
    return low or 0, high or 0


def _least(ends: Iterable[Number]) -> Number:
    known = list(ends)
    return None if None in known else min(end for end in known if end is not None)


def _most(ends: Iterable[Number]) -> Number:
    known = list(ends)
    return None if None in known else max(end for end in known if end is not None)


Rule = Callable[[Sequence[Figure]], Span]
RULES: Mapping[str, Rule] = {"range/1": range_1, "low-best-high/1": low_best_high_1}
DEFAULT_RULE = "low-best-high/1"


def counts(told: Sequence[Told], rule: str = DEFAULT_RULE) -> list[Count]:
    """The counts of an incident's claims by a rule: for each effect, all people first, then each group that is told."""
    replaced = {one.earlier.name for one in superseded(told)}
    counted = [one for one in told if one.claim.figure is not None and one.claim.effect is not None]
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in counted:
        effect, group = str(one.claim.effect), one.claim.group or "people"
        groups[effect, group].append(one)
        if group in OF_PEOPLE and group != "people":
            groups[effect, "people"].append(one)
    made = (_count(effect, group, held, replaced, rule) for (effect, group), held in groups.items())
    return sorted((count for count in made if count), key=_order)


def _order(count: Count) -> tuple[str, int, str]:
    return count.effect, TOTALS.index(count.group) if count.group in TOTALS else len(TOTALS), count.group


def _count(effect: str, group: str, held: Sequence[Told], replaced: set[str], rule: str) -> Count | None:
    figures: list[Figure] = []
    left: list[LeftOut] = []
    by_origin: dict[str, list[Told]] = defaultdict(list)
    for one in held:
        if group == "people" and one.claim.part_of is not None:
            left.append(LeftOut(one, PART))
        elif one.name in replaced:
            left.append(LeftOut(one, LATER))
        else:
            by_origin[one.origin.key].append(one)
    for key in sorted(by_origin):
        figure, rest = standing_of(by_origin[key], group)
        figures.append(figure)
        left += [LeftOut(one, LESS) for one in rest]
    if not figures:
        return None
    low, best, high = RULES[rule](figures)
    return Count(effect, group, rule, low, best, high, tuple(figures), tuple(left))


def standing_of(held: Sequence[Told], group: str) -> tuple[Figure, list[Told]]:
    """The figure of one origin: a total before a group of people, then the one told oftenest, then the first."""
    by_value: dict[tuple[Number, Number], list[Told]] = defaultdict(list)
    totals = [one for one in held if (one.claim.group or "people") in TOTALS] if group == "people" else []
    for one in totals or held:
        figure = one.claim.figure
        if figure is not None:
            by_value[figure.interval.low, figure.interval.high].append(one)
    (low, high), chosen = max(by_value.items(), key=lambda told: (_times(told[1]), _before(told[1][0])))
    return Figure(low, high, chosen[0], tuple(chosen[1:])), [one for one in held if one not in chosen]


def _times(told: Sequence[Told]) -> int:
    """How often claims are told."""
    return sum(max(1, len(one.claim.mentions)) for one in told)


def _before(one: Told) -> tuple[int, str]:
    return -place_in_text(one.claim)[0], one.name
