"""Found places settled: which place of the gazetteer each one is, by what the words tell and by the report's other places.

A candidate gains by the level that the words tell (a village, a governorate), by the wider place that follows in the same phrase
("... in the countryside of Idlib"), by the countries and governorates of which the report speaks, and by its people. Where none is known
the words are kept without coordinates; where two are as likely the doubt is told.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.gazetteer.places import RANK, Gazetteer, PlaceRecord, kilometres
from sijill.language.document import Document
from sijill.language.entries import PlaceNoun
from sijill.record.claim import Place
from sijill.record.found import FoundPlace

# how far behind a place, in tokens, the wider place may begin in which it lies
NEXT = 5
COMMAS = frozenset({"\u060c", ",", "("})
JOINING = frozenset({"in", "stop", "side", "edge", "near", "direction", "from"})
# how far before "the country" the name of one is looked for
NEAR_PLACES, NEAR_WORDS = 4, 30
# levels between which words hardly tell a difference
ALIKE = (
    {"village", "town", "city"},
    {"neighbourhood", "village", "town", "site"},
    {"district", "town", "city", "village"},
    {"governorate", "district"},
)
SMALL = frozenset({"site", "neighbourhood", "village", "town"})
WIDE = frozenset({"district", "governorate", "country"})
CLOSE_CALL = 0.8
BESIDE = "beside_place"
AT_A_DISTANCE = {"distance": "district", "far": "governorate"}
SHOWN = frozenset({"ambiguous_place", "resolved_pronoun"})
# a candidate below this is not what is meant
LEAST = -2.0
# a place so many km from the wider one in which it is said to lie is another of that name
FAR = 150.0
# a city of so many people may be meant in a report that speaks of another country
FAMOUS = 150_000
CAPITAL = 1_000_000
# and a greater one by its bare name nearly always
METROPOLIS = 3_000_000


def settle_places(document: Document, found: Sequence[FoundPlace], gazetteer: Gazetteer, country_hint: str | None = None) -> list[Place]:
    """The places as told, parallel to `found`; the doubts of settling are added to those of the found places."""
    return _Settling(document, found, gazetteer, country_hint).settle()


def without_strays(found: Sequence[FoundPlace], places: Sequence[Place]) -> tuple[list[FoundPlace], list[Place]]:
    """The places, parallel, without bare names of which the gazetteer has none that could be meant: they are other words."""
    kept = [at for at, place in enumerate(found) if places[at].id or place.level or place.cue or place.anaphor or not place.candidates]
    return [found[at] for at in kept], [places[at] for at in kept]


def order_places(found: Sequence[FoundPlace], places: Sequence[Place], at: Sequence[int]) -> list[int]:
    """The indexes in `at`, the most specific place first and of one level in the order of the text."""
    return sorted(at, key=lambda i: (_rank(found[i]), found[i].first))


def _rank(found: FoundPlace) -> float:
    """How wide the place is: a part or a side of a place is wider than that place itself where the words tell no level."""
    rank = float(RANK.get(found.level, RANK["town"]))
    return rank + 0.5 if found.direction and not found.cue else rank


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What bears on the choice of one place: the words, the wider places behind it, the last place that was sure, what it
    says of its own country, and the countries that its very name means."""

    place: FoundPlace
    wider: list[PlaceRecord]
    sure: PlaceRecord | None
    own: str | None
    total: int
    states: frozenset[str]


class _Settling:
    def __init__(self, document: Document, found: Sequence[FoundPlace], gazetteer: Gazetteer, country_hint: str | None) -> None:
        self.document, self.found, self.gazetteer = document, found, gazetteer
        self.records = [[record for id in place.candidates if (record := gazetteer.get(id))] for place in found]
        self.countries: Counter[str] = Counter()
        self.areas: Counter[str] = Counter()
        if country_hint:
            self.countries[country_hint] += 3
        self.rivals: dict[int, tuple[str, ...]] = {}
        self.named = {id for place in found for id in place.candidates}
        self._weigh()
        self.total = sum(self.countries.values())

    def settle(self) -> list[Place]:
        """The places, in order, each knowing those before it."""
        cues: dict[str, Place] = {}
        levels: dict[str, Place] = {}
        settled: list[Place] = []
        sure: PlaceRecord | None = None
        for at, place in enumerate(self.found):
            if place.anaphor:
                settled.append(self._again(at, cues, levels))
                continue
            record = self._choose(at, sure)
            told = self._place(place, record)
            settled.append(told)
            if record is not None and record.level not in ("country", "governorate"):
                sure = record
            if record is not None and not place.level:
                place.level = record.level
            if record is not None and not place.level:
                place.level = record.level
            if place.cue:
                cues[place.cue] = told
            for level in {place.level, record.level if record else ""} - {""}:
                levels[level] = told
        return settled

    def _weigh(self) -> None:
        """The countries and governorates of which the report speaks, from the names that leave no choice."""
        for token in self.document.tokens:
            for hit in token.hits:
                if type(hit.entry) is PlaceNoun and hit.entry.country:
                    self.countries[hit.entry.country] += 1
        for records in self.records:
            country = self._only_country(records)
            if not country:
                continue
            self.countries[country] += 2
            areas = {area for record in records if (area := self._area(record))}
            if len(areas) == 1:
                self.areas[areas.pop()] += 1

    def _only_country(self, records: list[PlaceRecord]) -> str | None:
        countries = {record.country for record in records}
        return countries.pop() if len(countries) == 1 else None

    def _area(self, record: PlaceRecord) -> str | None:
        return next((wider.id for wider in self.gazetteer.chain(record.id) if wider.level == "governorate"), None)

    def _choose(self, at: int, sure: PlaceRecord | None) -> PlaceRecord | None:
        records = self.records[at]
        if not records:
            return None
        # what a name says of itself proves nothing
        own = self._only_country(records)
        around = _Around(
            place=self.found[at], wider=self._wider(at), sure=sure, own=own, total=max(1, self.total - 2 * bool(own)),
            states=frozenset(record.country for record in records if record.level == "country"),
        )  # fmt: skip
        scored = sorted(((self._score(record, around), -k) for k, record in enumerate(records)), reverse=True)
        score, best = scored[0][0], records[-scored[0][1]]
        if score < LEAST:
            return None
        close = [records[-k] for other, k in scored[1:] if score - other < CLOSE_CALL and _are_apart(best, records[-k])]
        if close:
            self.rivals[self.found[at].first] = tuple(record.id for record in close)
            self.found[at].doubts = (*self.found[at].doubts, "ambiguous_place")
        return best

    def _score(self, record: PlaceRecord, around: _Around) -> float:
        known = self.countries[record.country] - 2 * (record.country == around.own)
        score = 5.0 * known / around.total + math.log10(record.population + 1) * 0.35 + _level_score(record.level, around.place)
        if not around.place.level and record.population > CAPITAL and record.country not in around.states:
            score += 5 if record.population > METROPOLIS else 2
        wide = record.level == "country" or (record.level == "governorate" and around.place.cued)
        if not known and not wide and record.population < FAMOUS and around.total > 2:
            score -= 6
        if record.level == "neighbourhood" and around.place.name_last - around.place.name_first == 1 and self._is_far_quarter(record):
            score -= 12
        # what a user brought wins
        score += 1.5 * record.user
        area = self._area(record)
        score += min(2.0, 0.7 * self.areas[area]) if area else 0.0
        if around.wider:
            inside = any(self.gazetteer.within(record.id, other.id) for other in around.wider)
            score += 6 if inside else 3 if any(area and area == self._area(other) for other in around.wider) else -1
            if not inside and record.level in SMALL and self._is_elsewhere(record, around.wider):
                score -= 20
        if around.sure is not None and (distance := kilometres(record, around.sure)) is not None:
            score += max(0.0, 1.5 - distance / 100)
        return score

    def _is_far_quarter(self, record: PlaceRecord) -> bool:
        """Whether the report names places, but neither the city nor the governorate of the quarter: names of quarters recur."""
        chain = self.gazetteer.chain(record.id)[1:]
        around = [wider.id for wider in chain if wider.level != "country"]
        return bool(self.areas) and bool(around) and not any(id in self.named for id in around)

    def _is_elsewhere(self, record: PlaceRecord, wider: list[PlaceRecord]) -> bool:
        """Whether the place is too far from every wider one that has a point of its own."""
        pointed = [other for other in wider if other.precision == other.level != "country"]
        distances = [kilometres(record, other) for other in pointed]
        return record.level != "country" and bool(distances) and all(distance is not None and distance > FAR for distance in distances)

    def _wider(self, at: int) -> list[PlaceRecord]:
        """The places that the wider place right behind this one may be."""
        place = self.found[at]
        for other in range(at + 1, min(at + 4, len(self.found))):
            behind = self.found[other]
            if behind.anchor - place.last > NEXT or behind.role != "at" or self._breaks(place.last, behind.anchor):
                return []
            if behind.before and behind.before[0] in self.document.language.grammar.conjunctions:
                # one more place, not a wider one
                return []
            least = RANK.get(place.level, RANK["village"])
            records = [record for record in self.records[other] if RANK[record.level] > least or record.level in WIDE]
            if records and behind.cued and behind.level not in SMALL:
                return records
            place = behind
        return []

    def _breaks(self, first: int, last: int) -> bool:
        """Whether more than a comma and words of place ("lying", "in") stands between two places."""
        for at in range(first, last):
            entry = self.document.entry(at, PlaceNoun)
            if self.document.words[at] not in COMMAS and (entry is None or entry.role not in JOINING):
                return True
        return False

    def _again(self, at: int, cues: dict[str, Place], levels: dict[str, Place]) -> Place:
        """The place named before to which "the town" points, with the doubt told; the bare word where there is none."""
        place = self.found[at]
        if place.level == "country":
            before = self._country(at)
        else:
            before = cues.get(place.cue)
            if before is None and place.level != "site":
                before = next((levels[level] for level in _alike(place.level) if level in levels), None)
        told = self._place(place, None)
        if before is None:
            return told
        place.doubts = (*place.doubts, "resolved_pronoun")
        return dataclasses.replace(
            told, name=before.name, canonical=before.canonical or before.name, name_en=before.name_en, id=before.id,
            latitude=before.latitude, longitude=before.longitude, precision=before.precision, doubts=_shown(place, before.precision or ""),
            candidates=before.candidates,
        )  # fmt: skip

    def _country(self, at: int) -> Place | None:
        """The country of the place named nearest before, not far; else that of which the report speaks most."""
        place = self.found[at]
        for before in range(at - 1, max(-1, at - 1 - NEAR_PLACES), -1):
            if place.first - self.found[before].last > NEAR_WORDS:
                break
            codes = {record.country or record.id for record in self.records[before]}
            country = self.gazetteer.get(codes.pop()) if len(codes) == 1 else None
            if country is not None and country.level == "country" and "dateline" not in self.found[before].doubts:
                return self._place(place, country)
        for code, _ in self.countries.most_common(1):
            record = self.gazetteer.get(code)
            return self._place(place, record) if record else None
        return None

    def _place(self, place: FoundPlace, record: PlaceRecord | None) -> Place:
        start = _past(self.document, place.first, place.before)
        span = self.document.text.span(start, self.document.tokens[place.last - 1].end)
        name = self._name(place, record, self.document.text[span])
        if record is None:
            return Place(name=name, span=span, role=place.role, precision=place.level or None)
        return Place(
            name=name, span=span, role=place.role, canonical=record.name_ar, name_en=record.name_en, id=record.id,
            latitude=record.latitude, longitude=record.longitude, precision=_precision(place, record), doubts=_shown(place, record.level),
            candidates=self.rivals.get(place.first, ()),
        )  # fmt: skip

    def _name(self, place: FoundPlace, record: PlaceRecord | None, name: str) -> str:
        """The words of the place; the article that a preposition has swallowed ("to al-Hasakah") is written out again."""
        grammar, fold = self.document.language.grammar, self.document.language.fold.word
        swallowed = place.before.endswith(grammar.article_after_lam) and fold(name).startswith(grammar.article_after_lam)
        definite = record and (fold(record.name_ar).startswith(grammar.article) or place.direction == self.document.words[place.first])
        if grammar.article_after_lam and place.before and swallowed and definite:
            return grammar.article + name[1:]
        return name


def _precision(place: FoundPlace, record: PlaceRecord) -> str:
    """The level at which the point holds: that of the gazetteer, or a wider one where the words tell of a wider place."""
    precision = record.precision or record.level
    least = AT_A_DISTANCE.get(place.beside, place.level) if record.level not in WIDE else place.level
    return least if least in ("district", "governorate") and RANK[precision] < RANK[least] else precision


def _shown(place: FoundPlace, level: str) -> tuple[str, ...]:
    """The doubts that are of use to who reads the place; what lies in a direction within an area lies in the area."""
    doubts = [doubt for doubt in place.doubts if doubt in SHOWN]
    if place.beside and level not in ("governorate", "country"):
        doubts.append(BESIDE)
    return tuple(dict.fromkeys(doubts))


def _are_apart(one: PlaceRecord, other: PlaceRecord) -> bool:
    distance = kilometres(one, other)
    return distance is None or distance > 10


def _level_score(level: str, place: FoundPlace) -> float:
    told = place.level
    if not told:
        if place.direction:
            return 0.6 if level in ("governorate", "country", "city", "town") else 0.0
        return 1.2 if level == "country" else 0.3 if level == "city" else 0.0
    if level == told:
        return 4.0
    return 1.5 if any(told in alike and level in alike for alike in ALIKE) else -3.0


def _alike(level: str) -> list[str]:
    if level in ("village", "town", "city"):
        return ["town", "city", "village", "district"]
    return [other for alike in ALIKE if level in alike for other in alike if other != level]


def _past(document: Document, at: int, before: str) -> int:
    """The offset in the text behind the letters that are written together with a place and are not of it."""
    token, content = document.tokens[at], document.text.content
    start, left = token.start, len(before)
    while left and start < token.end - 1:
        left -= 1 if document.language.fold.word(content[start]) else 0
        start += 1
    while start < token.end - 1 and not document.language.fold.word(content[start]):
        start += 1
    return start
