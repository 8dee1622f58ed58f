"""What a report tells of an event, as far as two such tellings are compared: its words, places, days and figures.

A report has one main telling, for what it is mainly about, and one for each other scene in it. Pages hold much beside their
article, so that only sentences count in which a claim stands, the first of them most; the whole text counts for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sijill.gazetteer.places import RANK
from sijill.language.entries import EffectWord, WeaponNoun
from sijill.link.calendar import Written, written_days
from sijill.link.names import fine_places, is_fine, name_key
from sijill.link.scenes import HARM, Days, Scene, Toll, days_of, mark_of, place_in_text, scenes_of, toll_of
from sijill.link.words import Vector, vector, words_of
from sijill.record.claim import Claim, Place, Reading
from sijill.record.text import Span
from sijill.record.veil import sentence_around

SENTENCE = 40  # code points that a sentence has at least, where a line of a menu has fewer
LEAD = 2  # so many sentences tell what a report is about
SHORT_TITLE = 20  # code points of what is no headline
UNTOLD = 4  # sentences that are compared of a report in which no claim of harm was read


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the map, in degrees, and how wide a place it stands for (see `gazetteer.places.RANK`)."""

    latitude: float
    longitude: float
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a report tells of one event.

    `name` is unique. `lead_…` is what its first sentences tell. `main` tells that it is what its report is mainly about.
    `outlet` is the id or the name of who published it, empty where that is not known; `digest` that of the report's text.
    """

    name: str
    report: str
    main: bool
    claims: tuple[Claim, ...]
    published: date | None
    outlet: str
    digest: str
    names: frozenset[str]
    lead_names: frozenset[str]
    regions: frozenset[str]
    lead_points: tuple[Point, ...]
    days: tuple[Days, ...]
    lead_days: tuple[Days, ...]
    written: Written
    tolls: frozenset[Toll]
    lead_tolls: frozenset[Toll]
    text: Vector
    words: Vector
    lead_words: Vector

    @property
    def order(self) -> tuple[str, str, str]:
        """Its place among tellings, by what it is and not by the name that its report was given."""
        return self.digest, self.outlet, self.name

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its claims."""
        return frozenset(claim.key for claim in self.claims)


def tellings_of(report: str, reading: Reading, claims: Iterable[Claim] | None = None) -> tuple[Telling, ...]:
    """The tellings of a report, the main one first; `claims` are those that count, all where None."""
    scenes = scenes_of(reading.claims if claims is None else claims)
    if not scenes:
        return (_untold(report, reading),)
    first = max(range(len(scenes)), key=lambda at: (scenes[at].weight, -at))
    everything = sorted((claim for scene in scenes for claim in scene.claims), key=place_in_text)
    main = _telling(report, reading, scenes[first], everything, "")
    aside = [_telling(report, reading, scene, scene.claims, f"/{scene.claims[0].key}") for at, scene in enumerate(scenes) if at != first]
    return (main, *aside)


def _telling(report: str, reading: Reading, scene: Scene, told: Sequence[Claim], part: str) -> Telling:
    """A telling whose claims are those of a scene; it is compared by all that is `told`."""
    main, words = not part, words_of()
    sentences = _sentences_of(reading, told)
    first = sentences[:LEAD]
    lead = [claim for claim in told if any(mark is not None and span.covers(mark) for span in first for mark in (mark_of(claim),))]
    lead_names, names = _names(lead), _names(told)
    title = _title(reading) if main else []
    lead_text = "\n".join(reading.report.text[span] for span in sentences)
    told_words = [*title, *_words(reading, sentences)]
    return Telling(
        name=report + part, report=report, main=main, claims=scene.claims, published=reading.published,
        outlet=outlet_of(reading), digest=reading.report.text_digest, names=names, lead_names=lead_names,
        regions=_regions(told), lead_points=tuple(_points(lead)), days=_days(told), lead_days=_days(lead),
        written=written_days(lead_text), tolls=_tolls(told), lead_tolls=_tolls(lead),
        text=vector(words.of(reading.report.text.content) if main else told_words, words),
        words=vector(told_words, words), lead_words=vector([*title, *_words(reading, first)], words),
    )  # fmt: skip


def _untold(report: str, reading: Reading) -> Telling:
    """The telling of a report in which no claim of harm was read: what its first sentences about harm or weapons say."""
    sentences = [span for span in _sentences(reading) if len(span) >= SENTENCE]
    about = ([span for span in sentences if _tells_harm(reading.report.text[span])] or sentences)[:UNTOLD]
    words, title = words_of(), _title(reading)
    none: frozenset[str] = frozenset()
    return Telling(
        name=report, report=report, main=True, claims=(), published=reading.published,
        outlet=outlet_of(reading), digest=reading.report.text_digest, names=none, lead_names=none, regions=none,
        lead_points=(), days=(), lead_days=(),
        written=written_days("\n".join(reading.report.text[span] for span in about[:LEAD])), tolls=frozenset(), lead_tolls=frozenset(),
        text=vector(words.of(reading.report.text.content), words),
        words=vector([*title, *_words(reading, about)], words), lead_words=vector([*title, *_words(reading, about[:LEAD])], words),
    )  # fmt: skip


def outlet_of(reading: Reading) -> str:
    """Who published a report: the name by which the register knows it, else its name as told; empty where neither is known."""
    outlet = reading.outlet
    return (outlet.canonical or outlet.name) if outlet else ""


def _title(reading: Reading) -> list[str]:
    return words_of().of(reading.title) if reading.title and len(reading.title) >= SHORT_TITLE else []


def _sentences_of(reading: Reading, claims: Iterable[Claim]) -> list[Span]:
    """The sentences in which claims stand, in their order."""
    marks = (span for claim in claims for span in (*claim.mentions, *([claim.figure.span] if claim.figure else [])))
    return sorted({sentence_around(reading, span) for span in marks})


def _sentences(reading: Reading) -> Iterator[Span]:
    """All sentences of a text."""
    at, text = 0, reading.report.text
    while at < len(text):
        if text.content[at].isspace():
            at += 1
            continue
        sentence = sentence_around(reading, text.span(at, at + 1))
        yield sentence
        at = max(sentence.end, at) + 1


def _tells_harm(sentence: str) -> bool:
    words = words_of()
    entries = (hit.entry for word in words.of(sentence) for hit in words.language.word_hits(word))
    return any(
        (isinstance(entry, EffectWord) and entry.effect in HARM) or (isinstance(entry, WeaponNoun) and entry.event) for entry in entries
    )


def _words(reading: Reading, sentences: Iterable[Span]) -> Iterator[str]:
    for sentence in sentences:
        yield from words_of().of(reading.report.text[sentence])


def _names(claims: Iterable[Claim]) -> frozenset[str]:
    return frozenset(name_key(place.name) for claim in claims for place in fine_places(claim.places))


def _regions(claims: Iterable[Claim]) -> frozenset[str]:
    """The governorates and countries of claims, by their ids or names."""
    wide = (place for claim in claims for place in claim.places if not is_fine(place))
    return frozenset(key for place in wide if (key := place.id or name_key(place.name)))


def _points(claims: Iterable[Claim]) -> Iterator[Point]:
    seen: set[tuple[float, float]] = set()
    for place in (place for claim in claims for place in fine_places(claim.places)):
        spot = spot_of(place)
        if spot and (spot.latitude, spot.longitude) not in seen:
            seen.add((spot.latitude, spot.longitude))
            yield spot


def spot_of(place: Place) -> Point | None:
    """The point of a place; None where the gazetteer knows none."""
    if place.latitude is None or place.longitude is None:
        return None
    return Point(place.latitude, place.longitude, RANK.get(place.precision or "village", RANK["village"]))


def _days(claims: Iterable[Claim]) -> tuple[Days, ...]:
    return tuple(dict.fromkeys(days for claim in claims if (days := days_of(claim))))


def _tolls(claims: Iterable[Claim]) -> frozenset[Toll]:
    return frozenset(toll for claim in claims if (toll := toll_of(claim)))
