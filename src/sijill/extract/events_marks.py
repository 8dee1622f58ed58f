"""The words of a document that matter for events, found in one pass: triggers, their contexts, parties and places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from sijill.extract.events_parties import PartyName, party_names, preposed
from sijill.language.document import Document
from sijill.language.entries import EventContext, EventWord, Party
from sijill.language.inflect import Grammar
from sijill.language.load import Hit
from sijill.record.found import FoundPlace


@dataclass(slots=True, kw_only=True)
class Marks:
    """What a document's words say about events, by token index; all lists are in the order of the text."""

    document: Document
    triggers: list[tuple[int, tuple[Hit, ...]]]
    roles: dict[int, dict[str, Hit]]
    modals: dict[int, list[tuple[EventContext, Hit]]]
    parties: list[PartyName]
    nisba: dict[int, int]
    places: list[FoundPlace]
    takes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    trigger_at: set[int] = field(default_factory=set)
    of_war: bool = True
    _party_firsts: list[int] = field(default_factory=list)
    _place_firsts: list[int] = field(default_factory=list)

    def has(self, at: int, role: str) -> bool:
        """Whether a word of that role stands at a token."""
        found = self.roles.get(at)
        return found is not None and role in found

    def parties_in(self, first: int, last: int) -> list[PartyName]:
        """The parties that begin at tokens first up to last."""
        return self.parties[bisect_left(self._party_firsts, first) : bisect_left(self._party_firsts, last)]

    def parties_before(self, at: int, floor: int) -> Iterator[PartyName]:
        """The parties that end by `at` and begin from `floor` on, the nearest first; a dozen at most."""
        k = bisect_left(self._party_firsts, at) - 1
        for party in self.parties[max(0, k - 11) : k + 1][::-1]:
            if party.first < floor:
                return
            if party.last <= at:
                yield party

    def places_in(self, first: int, last: int) -> list[FoundPlace]:
        """The places whose name begins at tokens first up to last."""
        return self.places[bisect_left(self._place_firsts, first) : bisect_left(self._place_firsts, last)]

    def places_up_to(self, at: int, number: int) -> list[FoundPlace]:
        """The last places that begin before a token, the nearest first; so many at most."""
        k = bisect_left(self._place_firsts, at)
        return self.places[max(0, k - number) : k][::-1]

    def place_over(self, at: int) -> FoundPlace | None:
        """The place whose phrase, from its cue to the end of its name, covers a token; or None."""
        k = bisect_right(self._place_firsts, at)
        for place in self.places[max(0, k - 1) : k + 1]:
            if min(place.anchor, place.first) <= at < place.last:
                return place
        return None

    def place_before(self, at: int, floor: int) -> FoundPlace | None:
        """The nearest place that ends by `at` and begins from `floor` on."""
        k = bisect_left(self._place_firsts, at) - 1
        while k >= 0 and self.places[k].last > at:
            k -= 1
        return self.places[k] if k >= 0 and self.places[k].first >= floor else None


def mark(document: Document, places: list[FoundPlace]) -> Marks:
    """The document's marks."""
    triggers: list[tuple[int, tuple[Hit, ...]]] = []
    roles: dict[int, dict[str, Hit]] = {}
    modals: dict[int, list[tuple[EventContext, Hit]]] = {}
    heads: list[tuple[int, Hit]] = []
    article = document.language.grammar.article
    for at, token in enumerate(document.tokens):
        if not token.hits:
            continue
        events: list[Hit] = []
        headed = False
        for hit in token.hits:
            entry = hit.entry
            if type(entry) is EventWord:
                if not entry.cause and not (hit.form.startswith("past") and impossible(hit.proclitic, document.language.grammar)):
                    events.append(hit)
            elif type(entry) is EventContext:
                if entry.role == "modal":
                    modals.setdefault(at, []).append((entry, hit))
                else:
                    roles.setdefault(at, {}).setdefault(entry.role, hit)
            elif type(entry) is Party and not headed and not (hit.length > 1 and entry.bound and article in hit.proclitic):
                headed = True
                heads.append((at, hit))
        if events:
            triggers.append((at, tuple(events)))
    parties, nisba = party_names(document, heads, roles, {at for at, _ in triggers}, modals)
    ordered = sorted(places, key=lambda place: place.first)
    return Marks(
        document=document, triggers=triggers, roles=roles, modals=modals, parties=parties, nisba=nisba, places=ordered,
        trigger_at={at for at, _ in triggers},
        of_war=any(party.kind == "armed" for party in parties),
        _party_firsts=[party.first for party in parties], _place_firsts=[place.first for place in ordered],
    )  # fmt: skip


def impossible(proclitic: str, grammar: Grammar) -> bool:
    """Whether letters stand before a word that no verb in the past can have: a preposition or the article."""
    return grammar.article in proclitic or preposed(proclitic, grammar)
