"""Groups of what belongs together, made of the likelihoods of pairs: average linkage within each connected part.

The groups of a connected part are a function of its members alone: likelihoods are whole thousandths, so that no sum depends
on an order, and ties are broken by names. What people judged comes first: pairs judged the same begin in one group, and no two
groups are joined across a pair judged not the same.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sijill.errors import LinkError

SCALE = 1000  # likelihoods are whole numbers of thousandths

Pair = tuple[str, str]


def pair(one: str, other: str) -> Pair:
    """Two names as a pair, in their order."""
    return (one, other) if one < other else (other, one)


def connected(names: Iterable[str], pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The connected parts of a graph, each in order, in the order of their first names."""
    lead: dict[str, str] = {name: name for name in names}

    def root(name: str) -> str:
        while lead[name] != name:
            lead[name] = lead[lead[name]]
            name = lead[name]
        return name

    for one, other in pairs:
        a, b = root(one), root(other)
        if a != b:
            lead[max(a, b)] = min(a, b)
    parts: dict[str, list[str]] = defaultdict(list)
    for name in sorted(lead):
        parts[root(name)].append(name)
    return [tuple(part) for part in parts.values()]


class Grouping:
    """The groups of one connected part while they are joined. A group is named by its first member."""

    def __init__(
        self, names: Iterable[str], likely: Mapping[Pair, int], same: Iterable[Pair], different: Iterable[Pair],
        owners: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.members: dict[str, set[str]] = {}
        self.owners: dict[str, set[str]] = {}
        self.sums: dict[str, dict[str, int]] = {}
        self.foes: dict[str, set[str]] = defaultdict(set)
        self._heap: list[tuple[float, str, str, int]] = []
        names = tuple(names)
        group_of = {name: part[0] for part in connected(names, same) for name in part}
        for name in names:
            group = group_of[name]
            self.members.setdefault(group, set()).add(name)
            self.owners.setdefault(group, set()).add(owners[name])
            self.sums.setdefault(group, defaultdict(int))
        for one, other in different:
            a, b = group_of[one], group_of[other]
            if a == b:
                raise LinkError(f"{one} and {other} are judged not the same, and the same by way of others")
            self.foes[a].add(b)
            self.foes[b].add(a)
        for (one, other), value in likely.items():
            a, b = group_of[one], group_of[other]
            if a != b:
                self.sums[a][b] += value
                self.sums[b][a] += value

    def joined(self, least: int) -> list[frozenset[str]]:
        """The groups when no two are left whose pairs are at least so likely on average."""
        for one in sorted(self.sums):
            for other in sorted(self.sums[one]):
                if one < other:
                    self._offer(one, other, least)
        while self._heap:
            _, one, other, size = heapq.heappop(self._heap)
            if one in self.members and other in self.members and self._size(one, other) == size:
                self._join(one, other, least)
        return [frozenset(self.members[group]) for group in sorted(self.members)]

    def _size(self, one: str, other: str) -> int:
        return len(self.members[one]) + len(self.members[other])

    def _offer(self, one: str, other: str, least: int) -> None:
        """Puts a pair of groups among those that may be joined."""
        one, other = pair(one, other)
        pairs = len(self.members[one]) * len(self.members[other])
        total = self.sums[one][other]
        if total < least * pairs or other in self.foes[one] or self.owners[one] & self.owners[other]:
            return
        heapq.heappush(self._heap, (-total / pairs, one, other, self._size(one, other)))

    def _join(self, one: str, other: str, least: int) -> None:
        """Joins the second group to the first, whose name comes before."""
        self.members[one] |= self.members.pop(other)
        self.owners[one] |= self.owners.pop(other)
        for foe in self.foes.pop(other, set()):
            self.foes[foe].discard(other)
            self.foes[foe].add(one)
            self.foes[one].add(foe)
        self.sums[one].pop(other, None)
        for third, value in self.sums.pop(other).items():
            if third != one:
                del self.sums[third][other]
                self.sums[one][third] += value
                self.sums[third][one] = self.sums[one][third]
        for third in sorted(self.sums[one]):
            self._offer(one, third, least)


def groups(
    names: Iterable[str], likely: Mapping[Pair, int], least: int, same: Iterable[Pair] = (), different: Iterable[Pair] = (),
    owners: Mapping[str, str] | None = None,
) -> Iterator[frozenset[str]]:  # fmt: skip
    """The groups of names: pairs with their likelihoods in thousandths, and the least average by which groups are joined.

    Of names that have one owner, no two come into one group, unless they are judged the same. Raises LinkError where
    judgements contradict each other.
    """
    names, same, different = sorted(set(names)), list(same), list(different)
    of_pairs: dict[str, dict[Pair, int]] = defaultdict(dict)
    parts = connected(names, [*likely, *same])
    part_of = {name: part[0] for part in parts for name in part}
    for both, value in likely.items():
        of_pairs[part_of[both[0]]][both] = value
    kept: dict[str, tuple[list[Pair], list[Pair]]] = defaultdict(lambda: ([], []))
    for at, judged in enumerate((same, different)):
        for one, other in judged:
            if part_of[one] == part_of[other]:
                kept[part_of[one]][at].append((one, other))
    for part in parts:
        own = {name: owners[name] if owners else name for name in part}
        yield from Grouping(part, of_pairs[part[0]], *kept[part[0]], own).joined(least)
