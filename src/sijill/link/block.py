"""Which tellings are compared at all: those that share a block, so that cost grows with what is alike and not with all pairs.

A block is a few days of publication, or a day that is told, together with a place or a telling word. A telling of which no
day of publication is known is compared with those that share two such things with it. The blocks of a telling depend on it
alone, so that adding a report touches its own blocks and no others.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from sijill.link.telling import Telling
from sijill.link.words import words_of

SPAN = 4  # days of publication that make a block; published less far apart, two tellings share one
TELLING = 0.5  # what a word tells at least that makes a block
WORDS = 40  # words of a telling that make blocks, those that tell most
SHARED = 2  # how much a telling without a day has in common with one that it is compared with


class Blocks:
    """The blocks of the tellings that were added."""

    def __init__(self) -> None:
        self._dated: dict[str, list[Telling]] = defaultdict(list)
        self._all: dict[str, list[Telling]] = defaultdict(list)
        self._undated: dict[str, list[Telling]] = defaultdict(list)

    def add(self, telling: Telling) -> list[Telling]:
        """The tellings of other reports, added before, with which this one is to be compared."""
        found: dict[str, Telling] = {}
        for key in blocks_of(telling):
            block = self._dated[key]
            found.update((other.name, other) for other in block)
            block.append(telling)
        found.update((other.name, other) for other in self._undated_with(telling))
        return [found[name] for name in sorted(found) if found[name].report != telling.report]

    def _undated_with(self, telling: Telling) -> list[Telling]:
        """The tellings that share enough with this one, where of one of the two no day is known."""
        undated = telling.published is None
        shared: Counter[str] = Counter()
        known: dict[str, Telling] = {}
        for key in undated_blocks_of(telling):
            for other in (self._all if undated else self._undated)[key]:
                shared[other.name] += 1
                known[other.name] = other
            self._all[key].append(telling)
            if undated:
                self._undated[key].append(telling)
        return [known[name] for name, times in shared.items() if times >= SHARED]


def blocks_of(telling: Telling) -> set[str]:
    """The blocks of a telling by days."""
    keys = {f"told {day[0].isoformat()} {name}" for day in telling.lead_days for name in telling.names}
    if telling.published is not None:
        day = telling.published.toordinal()
        about = {*telling.names, *telling.regions, *telling_words(telling, WORDS)}
        keys |= {f"published {span} {what}" for span in {day // SPAN, (day + SPAN - 1) // SPAN} for what in about}
    return keys


def undated_blocks_of(telling: Telling) -> set[str]:
    """What a telling may share with another where no day is known: places and words."""
    return {*telling.names, *telling_words(telling, WORDS)}


def telling_words(telling: Telling, most: int) -> list[str]:
    """So many words of a telling's text, those that tell most."""
    words = words_of()
    kept = [word for word in telling.text if words.weight(word) >= TELLING and len(word) > 2]
    return sorted(kept, key=lambda word: (-telling.text[word], word))[:most]
