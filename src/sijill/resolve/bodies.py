"""Voices, parties to events and the outlet linked to bodies of the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sijill.gazetteer.places import Gazetteer
from sijill.gazetteer.register import Body, Register
from sijill.language.document import Document
from sijill.record.claim import Place
from sijill.record.found import FoundActor, FoundStatement, FoundVoice
from sijill.record.report import Outlet
from sijill.resolve.body_mentions import Countries, Mentions

# how many of the report's places must lie in one country for the report to be of it
MOST = 0.75
SHARE = 0.3
FEW = 2


def report_countries(places: Sequence[Place], gazetteer: Gazetteer) -> Countries:
    """The countries in which the settled places of a report lie."""
    known = (gazetteer.get(place.id) for place in places if place.id)
    countries = Counter(record.country for record in known if record is not None)
    if not countries:
        return Countries()
    (country, most), total = countries.most_common(1)[0], countries.total()
    only = country if most >= FEW and most >= MOST * total else None
    return Countries(only=only, spoken_of=frozenset(code for code, count in countries.items() if count >= SHARE * total))


def known_outlet(outlet: Outlet | None, register: Register) -> Outlet | None:
    """The outlet with its canonical name, where the register knows it."""
    body = register.outlet(outlet.name) if outlet is not None and outlet.canonical is None else None
    if outlet is None or body is None:
        return outlet
    return Outlet(name=outlet.name, canonical=body.name_en, kind=outlet.kind, span=outlet.span)


class Linker:
    """Links the mentions of one document."""

    def __init__(self, document: Document, register: Register, countries: Countries) -> None:
        self.document, self.register = document, register
        self.mentions = Mentions(document, register, countries)

    def link_voices(self, statements: Sequence[FoundStatement]) -> None:
        """Fills body and canonical name of the voices; a kind that was unknown becomes that of the body."""
        voices = [voice for s in statements for voice in (*s.voices, *((s.about,) if s.about else ()))]
        known: dict[tuple[int, int], str] = {}
        by_name: dict[str, set[str]] = {}
        in_full: dict[str, str] = {}
        for voice in voices:
            if voice.first is None or voice.last is None:
                continue
            key = (voice.first, voice.last)
            if key not in known:
                whole = self.document.said(*key) == voice.name
                known[key] = self.mentions.body_of(*key, short=whole) or (
                    self.mentions.capital_of(*key) if voice.kind == "government" else ""
                )
            if self.document.said(*key) == voice.name:
                in_full[voice.name] = in_full.get(voice.name) or known[key]
            if known[key]:
                by_name.setdefault(voice.name, set()).add(known[key])
        for voice in voices:
            told = known.get((voice.first, voice.last), "") if voice.first is not None and voice.last is not None else ""
            named = by_name.get(voice.name, set())
            told = told or (next(iter(named)) if len(named) == 1 else "")
            self._fill(voice, self.register.get(in_full.get(voice.name, told)))

    def link_actors(self, actors: Iterable[FoundActor]) -> None:
        """Fills body and canonical name of the parties to events."""
        for actor in actors:
            self._fill(actor, self.register.get(self.mentions.body_of(actor.first, actor.last, title=False)))

    def _fill(self, found: FoundVoice | FoundActor, body: Body | None) -> None:
        if body is None:
            return
        found.body, found.canonical = body.id, body.name_en
        if isinstance(found, FoundVoice) and found.kind == "unknown" and body.kind != "party":
            found.kind = body.kind
