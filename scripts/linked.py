"""Linking at length: so many generated claims whose noise is like that of real clusters, linked, timed and held against the truth.

    python scripts/linked.py 10000 100000

The noise is that of 450 reports that people had grouped: one in eight tells a wrong day or none, one in three a place wider than
the village, two in five another figure, one in ten is a copy; reports follow their event by up to three days. An event is told
by one to a dozen reports, most by one to three.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from sijill.link.cluster import pair
from sijill.link.incidents import Judged, Linking
from sijill.link.telling import Point, Telling
from sijill.link.words import vector, words_of
from sijill.record.claim import Claim

PER_REPORT = 3  # claims
EVENTS_A_DAY = 6
VILLAGES, REGIONS = 600, 14
FIRST = date(2012, 1, 1)
WRONG_DAY, NO_DAY, WIDE, RIVAL, COPY = 0.06, 0.06, 0.33, 0.4, 0.1
SIZES, WEIGHTS = (1, 2, 3, 4, 6, 9, 12), (50, 20, 12, 8, 5, 3, 2)
COMMON, RARE, OWN = 30, 40_000, 12  # usual words of a text, rare words that there are, rare words of one event


@dataclass(frozen=True)
class Event:
    """An event that never was."""

    number: int
    day: date
    village: int
    killed: int
    injured: int
    words: tuple[str, ...]


def tellings(claims: int, seed: int = 1) -> Iterator[tuple[int, Telling]]:
    """Tellings with so many claims, each with the number of its event."""
    dice = random.Random(seed)
    usual = sorted(word for word, weight in words_of().weights.items() if weight >= 0.3)
    made = number = 0
    while made * PER_REPORT < claims:
        day = FIRST + timedelta(days=number // EVENTS_A_DAY)
        own = tuple(f"w{dice.randrange(RARE)}" for _ in range(OWN))
        event = Event(number, day, dice.randrange(VILLAGES), dice.choice((0, 1, 1, 2, 3, 4, 6, 9)), dice.randrange(1, 20), own)
        before: Telling | None = None
        for _ in range(dice.choices(SIZES, WEIGHTS)[0]):
            telling = _telling(event, f"r{made}", dice, usual, before if dice.random() < COPY else None)
            before, made = telling, made + 1
            yield number, telling
        number += 1


def _telling(event: Event, name: str, dice: random.Random, usual: list[str], copied: Telling | None) -> Telling:
    village = f"v{event.village}"
    region = event.village % REGIONS
    wide = dice.random() < WIDE
    told_day = event.day + timedelta(days=dice.choice((-1, 1, 2)) if dice.random() < WRONG_DAY else 0)
    days = () if dice.random() < NO_DAY else ((told_day, told_day),)
    killed, injured = (value + (dice.choice((-1, 1, 2)) if dice.random() < RIVAL else 0) for value in (event.killed, event.injured))
    tolls = frozenset(("killed" if at == 0 else "injured", value, value) for at, value in enumerate((killed, injured)) if value > 0)
    names = frozenset() if wide else frozenset({village})
    words = [*dice.choices(usual, k=COMMON), *(word for word in event.words if dice.random() < 0.55), *([] if wide else [village] * 2)]
    lead = vector(words[-OWN:] + words[:10], words_of())
    text = copied.text if copied else vector(words, words_of())
    keys = [hashlib.sha256(f"{name} {at}".encode()).hexdigest() for at in range(PER_REPORT)]
    claims = tuple(Claim(id=f"c{at}", key=key, statement=None, event="shelling") for at, key in enumerate(keys))
    point = Point(33 + event.village / 150, 36 + region / 3, 2)
    return Telling(
        name=name, report=name, main=True, claims=claims, published=event.day + timedelta(days=dice.choice((0, 0, 0, 1, 1, 2, 3))),
        outlet=f"o{dice.randrange(60)}", digest=keys[0], names=names, lead_names=names, regions=frozenset({f"g{region}"}),
        lead_points=() if wide else (point,), days=days, lead_days=days, written=frozenset(), tolls=tolls, lead_tolls=tolls,
        text=text, words=text, lead_words=copied.lead_words if copied else lead,
    )  # fmt: skip


def measured(claims: int) -> tuple[float, float, float, int]:
    """Seconds, precision and recall of pairs, and comparisons, of linking so many claims."""
    made = list(tellings(claims))
    event_of = {telling.name: number for number, telling in made}
    start = time.perf_counter()
    linking = Linking()
    compared = sum(linking.add([telling]) for _, telling in made)
    incidents = linking.incidents()
    spent = time.perf_counter() - start
    told = sum(len(one.reports) * (len(one.reports) - 1) // 2 for one in incidents)
    right = sum(event_of[a] == event_of[b] for one in incidents for a, b in combinations(one.reports, 2))
    sizes: dict[int, int] = {}
    for number in event_of.values():
        sizes[number] = sizes.get(number, 0) + 1
    truth = sum(size * (size - 1) // 2 for size in sizes.values())
    return spent, right / max(1, told), right / max(1, truth), compared


def orders(times: int = 50, reports: int = 300) -> str:
    """What is wrong with linking the same reports in so many orders, named anew in each, with judgements; empty where nothing is."""
    made = [telling for _, telling in tellings(reports * PER_REPORT)][:reports]
    dice = random.Random(7)
    keys = [min(telling.keys) for telling in dice.sample(made, 24)]
    pairs = [pair(*keys[at : at + 2]) for at in range(0, len(keys), 2)]
    judged = Judged(same=frozenset(pairs[:6]), different=frozenset(pairs[6:]))
    expected: list[str] = []
    for number in range(times):
        dice.shuffle(made)
        linking = Linking()
        for at, telling in enumerate(made):
            linking.add([replace(telling, name=f"r{at}", report=f"r{at}")])
            if at == reports // 2:
                linking.incidents(judged)
        found = [one.id for one in linking.incidents(judged)]
        if number and found != expected:
            return f"order {number} gives other incidents"
        expected = found
    return ""


def main() -> None:
    """Prints a line for each number of claims."""
    for claims in [int(word) for word in sys.argv[1:]] or [10_000, 100_000]:
        spent, precision, recall, compared = measured(claims)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{claims} claims: {spent:.1f} s, {1e6 * spent / claims:.0f} µs a claim, {compared} comparisons, "
              f"pairs precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
