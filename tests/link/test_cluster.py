"""Groups against a second, naive implementation on random graphs, and what people judged."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import pytest

from sijill.errors import LinkError
from sijill.link.cluster import Pair, groups, pair


def naive(names: list[str], likely: dict[Pair, int], least: int, same: list[Pair], different: list[Pair]) -> set[frozenset[str]]:
    """The same groups by looking at all pairs of groups in every step."""
    held = [{name} for name in names]
    for one, other in same:
        a, b = (next(group for group in held if name in group) for name in (one, other))
        if a is not b:
            held.remove(b)
            a |= b
    while True:
        best: tuple[Fraction, list[str], set[str], set[str]] | None = None
        for a, b in combinations(held, 2):
            if any(pair(x, y) in different for x in a for y in b):
                continue
            known = [likely[pair(x, y)] for x in a for y in b if pair(x, y) in likely]
            average = Fraction(sum(known), len(a) * len(b))
            order = (-average, sorted([min(a), min(b)]))
            if known and average >= least and (best is None or order < (-best[0], best[1])):
                best = (average, order[1], a, b)
        if best is None:
            return {frozenset(group) for group in held}
        held.remove(best[3])
        best[2].update(best[3])


@pytest.mark.parametrize("seed", range(60))
def test_groups_are_those_of_a_naive_way(seed: int) -> None:
    dice = random.Random(seed)
    names = [f"n{number:02}" for number in range(dice.randint(2, 14))]
    pairs = [both for both in combinations(names, 2) if dice.random() < 0.5]
    likely = {both: dice.choice([100, 300, 300, 500, 700, 900, dice.randint(100, 999)]) for both in pairs}
    judged = dice.sample(list(combinations(names, 2)), min(3, len(names) - 1))
    same, different = (judged[:1], judged[1:]) if seed % 2 else ([], [])
    try:
        found = set(groups(names, likely, 450, same, different))
    except LinkError:
        pytest.skip("judgements that contradict each other")
    assert found == naive(names, likely, 450, same, different)


def test_the_order_of_names_changes_nothing() -> None:
    likely = {("a", "b"): 600, ("b", "c"): 600, ("c", "d"): 600, ("a", "d"): 600}
    every = {frozenset(groups(order, dict(reversed(likely.items())), 450)) for order in ("abcd", "dcba", "bdac")}
    assert every == {frozenset({frozenset("ab"), frozenset("cd")})}


def test_what_is_judged_the_same_begins_in_one_group() -> None:
    assert set(groups("abc", {}, 450, same=[("a", "c")])) == {frozenset("ac"), frozenset("b")}


def test_no_group_is_joined_across_a_pair_judged_not_the_same() -> None:
    likely = {("a", "b"): 990, ("b", "c"): 980, ("a", "c"): 970}
    assert set(groups("abc", likely, 450, different=[("a", "c")])) == {frozenset("ab"), frozenset("c")}


def test_judgements_that_contradict_each_other_are_named() -> None:
    with pytest.raises(LinkError, match="a and c are judged not the same"):
        list(groups("abc", {}, 450, same=[("a", "b"), ("b", "c")], different=[("a", "c")]))


def test_names_of_one_owner_stay_apart() -> None:
    likely = {("a", "b"): 900, ("a", "c"): 900, ("b", "c"): 900}
    found = set(groups("abc", likely, 450, owners={"a": "r1", "b": "r1", "c": "r2"}))
    assert found == {frozenset("ac"), frozenset("b")}
