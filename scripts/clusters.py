"""Linking held against reports that people grouped, where such are laid beside the project, and against what plain TF-IDF reaches."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from datetime import date
from itertools import combinations

import sijill
from corpus import SHARED
from sijill.link.incidents import link
from sijill.link.telling import tellings_of
from sijill.link.words import WORD, words_of

GROUPED = SHARED / "gold" / "link" / "reports.jsonl.gz"
WINDOW = 3  # days of publication within which TF-IDF compares

Pairs = set[tuple[int, int]]


def clusters() -> dict[str, float]:
    """F1 and precision over pairs of reports of one incident, of linking and of TF-IDF at its best; empty without such reports."""
    if not GROUPED.exists():
        return {}
    with gzip.open(GROUPED, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    truth = {(a, b) for a, b in combinations(range(len(rows)), 2) if set(rows[a]["incidents"]) & set(rows[b]["incidents"])}
    readings = [sijill.read(row["text"], published=row["published"], outlet=row["outlet"], language="ar") for row in rows]
    incidents = link(tellings_of(f"r{number}", reading) for number, reading in enumerate(readings))
    told = {both for one in incidents for both in combinations(sorted(int(name[1:]) for name in one.reports), 2)}
    plain = _cosines([row["text"] for row in rows], [date.fromisoformat(row["published"]) for row in rows])
    f1, precision = max(_score({both for both, alike in plain.items() if alike >= at / 100}, truth) for at in range(2, 40))
    ours = _score(told, truth)
    return {
        "pairs of one incident, F1": ours[0], "pairs of one incident, precision": ours[1],
        "the same by TF-IDF, F1": f1, "the same by TF-IDF, precision": precision,
    }  # fmt: skip


def _score(told: Pairs, truth: Pairs) -> tuple[float, float]:
    right = len(told & truth)
    precision, recall = right / max(1, len(told)), right / max(1, len(truth))
    return 2 * precision * recall / max(1e-9, precision + recall), precision


def _cosines(texts: list[str], days: list[date]) -> dict[tuple[int, int], float]:
    """Cosines of TF-IDF vectors of folded words, of texts published within the window."""
    fold = words_of().language.fold.word
    counted = [Counter(WORD.findall(fold(text).lower())) for text in texts]
    holding = Counter(word for words in counted for word in words)
    vectors = []
    for words in counted:
        vector = {word: (1 + math.log(times)) * math.log(len(texts) / holding[word]) for word, times in words.items()}
        long = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({word: value / long for word, value in vector.items()})
    near = [(a, b) for a, b in combinations(range(len(texts)), 2) if abs((days[a] - days[b]).days) <= WINDOW]
    return {(a, b): sum(value * vectors[b].get(word, 0.0) for word, value in vectors[a].items()) for a, b in near}
