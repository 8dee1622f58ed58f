"""Who copies whom: reports whose sentences are the same, how much of them, in which order, and which figures were changed.

A copy is told by sentences that two reports share almost word by word, spelling and figures aside; a second report of the same
event, written by another hand, shares none that are long. Direction is told by credit lines and by time, or it is not known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sijill.link.passages import Passages, Sentence, matched
from sijill.link.words import words_of
from sijill.record.claim import Claim, Reading

ALIKE = 0.8  # share of neighbouring words in common by which two sentences are one
LEAST_WORDS = 20  # words in common sentences that are more than a formula
WHOLE = 0.85  # share of a text that is all of it
LEAST_SHARE = 0.15  # share of the shorter text that must be in common
SHUFFLED = 0.2  # share of sentence pairs that stand in another order
RESPELLED = 0.04  # share of words in common that are spelled otherwise
CANDIDATE = 3  # sampled shingles in common by which two reports are compared

Edges = tuple[int | float | None, int | float | None]


@dataclass(frozen=True, slots=True)
class Document:
    """A report as copies are looked for in it."""

    passages: Passages
    published: date | None
    outlet: str
    claims: tuple[Claim, ...]
    text: str

    @property
    def name(self) -> str:
        """The report's name."""
        return self.passages.name


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that stands otherwise in the copy: in which sentences, and what each has."""

    one: tuple[int, int]
    other: tuple[int, int]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An edge of lineage between two reports.

    `kind` is whole, shuffled, respelled, part (all of the shorter is in the longer) or lifted (sentences of one are in the
    other, which has its own beside them). `origin` is the report that was copied, None where that is not known; `why` says so.
    """

    one: str
    other: str
    kind: str
    shares: tuple[float, float]
    words: int
    origin: str | None
    why: str
    changed: tuple[Changed, ...]


class Copies:
    """The reports that were added, and the copies among them; a report that is added is compared with those that share shingles."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._holding: dict[int, list[str]] = defaultdict(list)

    def add(self, document: Document) -> list[Copy]:
        """The copies between a report and those added before."""
        shared: Counter[str] = Counter()
        for shingle in document.passages.shingles():
            shared.update(self._holding[shingle])
            self._holding[shingle].append(document.name)
        self._documents[document.name] = document
        near = sorted(name for name, times in shared.items() if times >= CANDIDATE)
        return [copy for name in near if (copy := compared(self._documents[name], document))]


def roots(copies: Iterable[Copy]) -> dict[str, str]:
    """For each report that is a copy, the one from which it comes in the end; what only lifts sentences has words of its own."""
    parents: dict[str, Copy] = {}
    for copy in sorted(copies, key=lambda one: (-one.words, one.one, one.other)):
        if copy.origin is not None and copy.kind != "lifted":
            parents.setdefault(copy.other if copy.origin == copy.one else copy.one, copy)
    found: dict[str, str] = {}
    for name in sorted(parents):
        at, seen = name, {name}
        while at in parents and (above := str(parents[at].origin)) not in seen:
            at = above
            seen.add(at)
        if at != name:
            found[name] = at
    return found


def document_of(name: str, reading: Reading, passages: Passages, outlet: str) -> Document:
    """A report as copies are looked for in it."""
    return Document(passages, reading.published, outlet, reading.claims, reading.report.text.content)


def compared(one: Document, other: Document) -> Copy | None:
    """The copy between two reports; None where what they share is no more than a formula. Named in the order of their names."""
    one, other = sorted((one, other), key=lambda document: document.name)
    pairs = _pairs(one.passages, other.passages)
    first, second = ([document.passages.sentences[both[at]] for both in pairs] for at, document in enumerate((one, other)))
    words = [sum(len(sentence.words) for sentence in sentences) for sentences in (first, second)]
    lengths = [max(1, document.passages.length) for document in (one, other)]
    shares = (words[0] / lengths[0], words[1] / lengths[1])
    if min(words) < LEAST_WORDS or max(shares) < LEAST_SHARE or _is_furniture(one, other, first, second):
        return None
    origin, why = _direction(one, other)
    return Copy(
        one.name, other.name, _kind(pairs, first, second, shares), (round(shares[0], 3), round(shares[1], 3)), min(words), origin, why,
        tuple(_changed(one, other, first, second)),
    )  # fmt: skip


def _is_furniture(one: Document, other: Document, first: Iterable[Sentence], second: Iterable[Sentence]) -> bool:
    """Whether two pages of one outlet share nothing on which a claim stands: what a site prints on all its pages."""
    if words_of().of(one.outlet) != words_of().of(other.outlet):
        return False
    return not any(_figures(one.claims, sentence) for sentence in first) and not any(
        _figures(other.claims, sentence) for sentence in second
    )


def _pairs(one: Passages, other: Passages) -> list[tuple[int, int]]:
    """The sentences that are one, the most alike first taken, each once; in the order of the first report."""
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for alike, a, b in sorted(matched(one, other), key=lambda told: (-told[0], told[1], told[2])):
        if alike < ALIKE:
            break
        if a not in taken[0] and b not in taken[1] and _as_long(one.sentences[a], other.sentences[b]):
            taken[0].add(a)
            taken[1].add(b)
            pairs.append((a, b))
    return sorted(pairs)


def _as_long(one: Sentence, other: Sentence) -> bool:
    shorter, longer = sorted((len(one.words), len(other.words)))
    return shorter >= 0.6 * longer


def _kind(pairs: Sequence[tuple[int, int]], first: Sequence[Sentence], second: Sequence[Sentence], shares: tuple[float, float]) -> str:
    if min(shares) < WHOLE:
        return "part" if max(shares) >= WHOLE else "lifted"
    after = [b for _, b in pairs]
    turned = sum(1 for at, b in enumerate(after) for c in after[at + 1 :] if c < b)
    every = len(after) * (len(after) - 1) / 2
    if every and turned / every >= SHUFFLED:
        return "shuffled"
    return "respelled" if _respelled(first, second) >= RESPELLED else "whole"


def _respelled(first: Sequence[Sentence], second: Sequence[Sentence]) -> float:
    """The share of words that the second spells otherwise, of those whose folded forms it has."""
    other = total = 0
    for one, two in zip(first, second, strict=True):
        spelled = Counter(two.written)
        folded = Counter(words_of().language.fold.word(word).lower() for word in two.written)
        for word in one.written:
            if folded[words_of().language.fold.word(word).lower()] > 0:
                total += 1
                other += spelled[word] == 0
    return other / max(1, total)


def _direction(one: Document, other: Document) -> tuple[str | None, str]:
    """Which was copied, and by what that is told: a credit before the time, for a page may carry the day of another."""
    credits = [_credits(other, one), _credits(one, other)]
    if credits[0] != credits[1]:
        origin, copy = (one, other) if credits[0] else (other, one)
        return origin.name, f"{copy.name} names {origin.outlet}"
    if one.published and other.published and one.published != other.published:
        apart = (other.published - one.published).days
        origin = one if apart > 0 else other
        return origin.name, f"published {abs(apart)} day{'s' * (abs(apart) != 1)} earlier"
    return None, "neither names the other, and their days do not tell"


def _credits(copy: Document, origin: Document) -> bool:
    """Whether a report names the outlet of another, which is not its own."""
    outlet = words_of().of(origin.outlet)
    if not outlet or words_of().of(copy.outlet) == outlet:
        return False
    return f" {' '.join(outlet)} " in f" {' '.join(words_of().of(copy.text))} "


def _changed(one: Document, other: Document, first: Iterable[Sentence], second: Iterable[Sentence]) -> Iterable[Changed]:
    """The figures that differ in sentences that are one: those that were read, and numbers that were read as none."""
    for a, b in zip(first, second, strict=True):
        figures = _figures(one.claims, a), _figures(other.claims, b)
        told = [(key, figures[0][key], figures[1][key]) for key in sorted(figures[0].keys() & figures[1].keys())]
        differing = [(key, x, y) for key, x, y in told if x != y]
        if differing:
            for key, before, after in differing:
                yield Changed((a.start, a.end), (b.start, b.end), f"{key} {_written(before)}", f"{key} {_written(after)}")
        elif a.numbers != b.numbers and len(a.numbers) == len(b.numbers):
            for before_word, after_word in zip(a.numbers, b.numbers, strict=True):
                if before_word != after_word:
                    yield Changed((a.start, a.end), (b.start, b.end), before_word, after_word)
        elif sorted(a.numbers) != sorted(b.numbers):
            yield Changed((a.start, a.end), (b.start, b.end), " ".join(a.numbers), " ".join(b.numbers))


def _figures(claims: Iterable[Claim], sentence: Sentence) -> dict[str, list[Edges]]:
    """The figures that were read in a sentence, by effect and group."""
    found: dict[str, list[Edges]] = defaultdict(list)
    for claim in claims:
        figure = claim.figure
        if figure is not None and sentence.start <= figure.span.start < sentence.end:
            found[f"{claim.effect} {claim.group}"].append((figure.interval.low, figure.interval.high))
    return {key: sorted(edges, key=str) for key, edges in found.items()}


def _written(edges: Sequence[Edges]) -> str:
    return ", ".join(f"{low}" if low == high else f"{'' if low is None else low}-{'' if high is None else high}" for low, high in edges)
