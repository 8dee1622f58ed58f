"""An incident as JSON tells it, under the veils of its reports: every number with the claims behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sijill.door import language_of, places_folder
from sijill.gazetteer.load import load
from sijill.gazetteer.places import Gazetteer
from sijill.ledger.cover import hides, is_covered
from sijill.ledger.index import LANGUAGE
from sijill.ledger.linked import Linked, Source
from sijill.ledger.withhold import told_of
from sijill.link.contradict import Contradiction, contradictions
from sijill.link.copies import Copy
from sijill.link.count import DEFAULT_RULE, Count, Figure, counts
from sijill.link.gather import When, Where, when, where
from sijill.link.incidents import Incident
from sijill.link.origins import independence
from sijill.link.scenes import mark_of
from sijill.link.supersede import Told, superseded
from sijill.record.veil import COVER, Veil, sentence_around

Json = dict[str, Any]


def incident_told(linked: Linked, incident: Incident, rule: str = DEFAULT_RULE) -> Json:
    """One incident: its reports, days, places, figures by a rule, origins, and how many contradictions there are."""
    told = linked.told(incident)
    days, places = when(told, incident.tellings), where(told)
    against = contradictions(told, linked.denied(incident))
    return {
        "incident": incident.id,
        "reports": [_report(linked, incident, name) for name in incident.reports],
        "time": _time(days),
        "event": event_of(told),
        "places": [_place(linked, told, place) for place in places],
        "regions": _regions(places),
        "impact": [_count(linked, count) for count in counts(told, rule)],
        "origins": _origins(linked, told, days),
        "superseded": [{"earlier": one.earlier.name, "later": one.later.name} for one in superseded(told)],
        "copies": [_copy(linked, copy) for copy in linked.copies if {copy.one, copy.other} <= set(incident.reports)],
        "contradictions": len(against),
        "open": sum(one.state == "open" for one in against),
        "claims": [one.name for one in told],
        "accepted": [one.name for one in told if one.claim.key in linked.sources[one.telling.report].reviewed],
    }


def _report(linked: Linked, incident: Incident, name: str) -> Json:
    source = linked.sources[name]
    told = told_of(source.held, source.veil)
    tellings = [telling for telling in incident.tellings if telling.report == name]
    return {
        **{field: told[field] for field in ("report", "reference", "title", "outlet", "url")},
        "published": source.reading.published.isoformat() if source.reading.published else None,
        "aside": not any(telling.main for telling in tellings),
        "claims": [f"{name}.{claim.id}" for telling in tellings for claim in telling.claims],
    }


def _time(days: When | None) -> Json | None:
    if days is None:
        return None
    return {"start": days.start.isoformat(), "end": days.end.isoformat(), "told": days.told, "claims": list(days.claims)}


def _place(linked: Linked, told: Sequence[Told], found: Where) -> Json:
    """A place under the veil of the report that names it; of a private one no point is told."""
    place = found.place
    own = linked.sources[found.report].veil
    others = (linked.sources[name.split(".")[0]].veil for name in found.claims)
    hidden = hides(own, place) or any(is_covered(veil, place.name) for veil in others)
    shown = own.quote(linked.sources[found.report].reading, place.span, (), 0).text
    known: Json = {"id": place.id, "name_en": place.name_en, "latitude": place.latitude, "longitude": place.longitude}
    return {
        "name": shown if COVER in shown else covered_everywhere(linked, told, place.name), **(dict.fromkeys(known) if hidden else known),
        "precision": place.precision, "origins": found.origins, "claims": list(dict.fromkeys(found.claims)),
    }  # fmt: skip


@cache
def _gazetteer(user: Path | None) -> Gazetteer:
    return load(language_of(LANGUAGE).fold.word, user=user)


def _regions(places: Sequence[Where]) -> list[Json]:
    """The governorate and country in which the first place lies that the gazetteer knows; these are never private."""
    id = next((found.place.id for found in places if found.place.id), None)
    chain = _gazetteer(places_folder()).chain(id) if id else ()
    wide = (record for record in chain if record.level in ("governorate", "country"))
    return [{"id": record.id, "name": record.name_ar, "name_en": record.name_en, "precision": record.level} for record in wide]


def event_of(told: Sequence[Told]) -> str:
    """The kind of event that most claims tell; what only says that people were hurt counts where nothing else is told."""
    kinds = Counter(one.claim.event for one in told)
    return min(kinds, key=lambda kind: (kind == "harm", -kinds[kind], kind))


def covered_everywhere(linked: Linked, told: Iterable[Told], words: str) -> str:
    """Words under the veils of all reports in which claims stand: what is covered in one is in none."""
    for name in sorted({one.telling.report for one in told}):
        words = linked.sources[name].veil.words(words)
    return words


def _count(linked: Linked, count: Count) -> Json:
    return {
        "effect": count.effect, "group": count.group, "rule": count.rule, "low": count.low, "best": count.best, "high": count.high,
        "figures": [_figure(linked, figure) for figure in count.figures],
        "left_out": [{"claim": one.told.name, "why": one.why} for one in count.left_out],
    }  # fmt: skip


def _figure(linked: Linked, figure: Figure) -> Json:
    return {
        "origin": linked.veil(figure.told).words(figure.told.origin.name), "low": figure.low, "high": figure.high,
        "claims": [one.name for one in (figure.told, *figure.also)],
    }  # fmt: skip


def _origins(linked: Linked, told: Sequence[Told], days: When | None) -> Json:
    """How many origins stand behind it in how many reports, and which of them depend on each other, by which cited fact."""
    day = days.end.isoformat() if days else ""
    found = independence(((one.claim, one.telling) for one in told), linked.facts if day else (), day)
    return {
        "count": len(found.origins), "reports": found.reports,
        "names": [covered_everywhere(linked, told, origin.name) for origin in found.origins],
        "affiliated": [
            {"one": tie.one.name, "other": tie.other.name, "fact": tie.fact.fact, "value": tie.fact.value, "from": tie.fact.first,
             "to": tie.fact.last, "source": tie.fact.source}
            for tie in found.affiliated
        ],
    }  # fmt: skip


def _copy(linked: Linked, copy: Copy) -> Json:
    """A copy among the reports of an incident, with the figures that were changed in it."""
    veils = [linked.sources[name].veil for name in (copy.one, copy.other)]
    return {
        "one": copy.one, "other": copy.other, "kind": copy.kind, "shares": list(copy.shares), "origin": copy.origin,
        "why": veils[1].words(veils[0].words(copy.why)),
        "changed": [{"one": veils[0].words(told.before), "other": veils[1].words(told.after)} for told in copy.changed],
    }  # fmt: skip


def contradiction_told(linked: Linked, incident: Incident, found: Contradiction) -> Json:
    """A contradiction with both sides quoted."""
    return {
        "incident": incident.id, "kind": found.kind, "about": found.about, "state": found.state,
        "sides": [_side(linked, one) for one in (found.one, found.other)], "also": list(found.also),
    }  # fmt: skip


def _side(linked: Linked, one: Told) -> Json:
    figure = one.claim.figure
    source = linked.sources[one.telling.report]
    return {
        "claim": one.name, "origin": source.veil.words(one.origin.name), "published": one.published.isoformat() if one.published else None,
        "low": figure.interval.low if figure else None, "high": figure.interval.high if figure else None,
        "quote": quote_of(source, one, source.veil),
    }  # fmt: skip


def quote_of(source: Source, one: Told, veil: Veil) -> str | None:
    """The sentence in which a claim stands, under a veil."""
    mark = mark_of(one.claim)
    return veil.quote(source.reading, sentence_around(source.reading, mark), (), 0).text if mark else None
