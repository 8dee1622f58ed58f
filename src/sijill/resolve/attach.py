"""Which time and which place told in a report belong to a figure: those of its sentence first, then what the report has
established for the event.

Each candidate is scored by named features; the weights are data (attach.toml beside this file), so that anybody can see
why a candidate won.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from sijill.language.document import Document
from sijill.language.document import Sentence as SentenceRange
from sijill.record.found import FoundTime

RELATIVE_WITHIN = 12
WEIGHTS = Path(__file__).with_name("attach.toml")


class Ranged(Protocol):
    """Anything found at tokens first up to last."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate with its score and the features that made it."""

    index: int
    score: float
    features: tuple[str, ...]


@cache
def weights(kind: str) -> dict[str, float]:
    """The weights of the features for times or for places, from attach.toml."""
    table = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in table[kind].items()}


def sentence_of(sentences: Sequence[SentenceRange], token: int) -> int:
    """The index of the sentence that holds a token."""
    return max(0, bisect_right(sentences, token, key=lambda sentence: sentence.first) - 1)


def so_far(time: FoundTime) -> bool:
    """Whether a day only tells until when people were counted: so far."""
    return time.rule.endswith(":until") and time.start is not None


def breaks(document: Document, sentence: SentenceRange) -> list[int]:
    """The tokens at which a new clause begins in a sentence: after a semicolon, at a word of contrast or addition."""
    found: list[int] = []
    for at in range(sentence.first, sentence.last):
        token = document.tokens[at]
        if (token.kind == "mark" and token.word in ";\u061b") or document.role(at, "new_clause"):
            found.append(at)
    return found


def best(
    document: Document, kind: str, target: Ranged, options: Sequence[Ranged], cuts: Sequence[int], others: Sequence[int],
    more: Sequence[tuple[str, ...]] = (),
) -> Candidate | None:  # fmt: skip
    """The option of the same sentence that fits a target best, or None where there is none.

    `cuts` are where clauses begin; `others` where other figures with an effect of their own stand; `more` are further
    features of each option.
    """
    weight = weights(kind)
    found: Candidate | None = None
    for index, option in enumerate(options):
        features = (*_features(document, target, option, cuts, others), *(more[index] if more else ()))
        score = sum(weight.get(name, 0.0) for name in features) + weight.get("distance", 0.0) * _distance(target, option)
        if found is None or score > found.score:
            found = Candidate(index, score, features)
    return found


def _distance(one: Ranged, other: Ranged) -> int:
    return min(40, max(0, max(one.first, other.first) - min(one.last, other.last)))


def _features(document: Document, target: Ranged, option: Ranged, cuts: Sequence[int], others: Sequence[int]) -> Iterable[str]:
    before = option.first < target.first
    yield "before" if before else "after"
    if isinstance(option, FoundTime):
        yield option.precision
        if so_far(option):
            yield "so far"
    low, high = (option.last, target.first) if before else (target.last, option.first)
    crossed = sum(low <= cut <= high for cut in cuts)
    if crossed:
        yield "other clause"
    if any(low <= other < high for other in others):
        yield "another figure between"
    if not before and option.first - target.last <= 3:
        yield "right after"
    if not before and any(document.role(at, "relative") for at in range(target.last, min(option.first, target.last + RELATIVE_WITHIN))):
        yield "in a relative clause"
    if not before and any(0 <= other - option.last <= 1 for other in others):
        yield "leads another"
    if not before and document.words[option.first][:1] in document.language.grammar.conjunctions and document.tokens[option.first].hits:
        yield "opens a clause"
    if any(document.words[i] == ":" for i in range(max(low, 0), min(high, low + 60))):
        yield "colon between"
