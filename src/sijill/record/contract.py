"""The public JSON of a reading: keys, values and offsets as the contract has them (schema 1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.record.claim import Actor, Claim, Figure, Person, Place, Private, Reading, Statement, Time, Weapon
from sijill.record.report import Outlet
from sijill.record.text import Span, Text
from sijill.record.voice import Chain, Voice

SCHEMA = 1

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None


def as_json(reading: Reading) -> dict[str, Json]:
    """The reading as one JSON object, ready for `json.dumps`; spans are [start, end) in code points."""
    report, text = reading.report, reading.report.text
    return {
        "schema": SCHEMA,
        "reader": {
            "name": reading.reader.name,
            "version": reading.reader.version,
            "language_data": reading.reader.language_data,
            "gazetteer": reading.reader.gazetteer,
        },
        "report": {
            "digest": report.digest,
            "text_digest": report.text_digest,
            "extractor": report.extractor,
            "language": report.language,
            "title": reading.title,
            "outlet": _outlet(reading.outlet),
            "published": reading.published.isoformat() if reading.published else None,
            "published_from": reading.published_from,
            "length": len(text),
        },
        "statements": [_statement(s, text) for s in reading.statements],
        "claims": [_claim(c, text) for c in reading.claims],
        "private": [_private(one) for one in reading.private],
    }


def claim_json(claim: Claim, text: Text) -> dict[str, Json]:
    """One claim of a reading as it stands in the reading's JSON."""
    return _claim(claim, text)


def statement_json(statement: Statement, text: Text) -> dict[str, Json]:
    """One statement of a reading as it stands in the reading's JSON."""
    return _statement(statement, text)


def _span(span: Span | None) -> Json:
    return None if span is None else [span.start, span.end]


def _outlet(outlet: Outlet | None) -> Json:
    if outlet is None:
        return None
    return {"name": outlet.name, "canonical": outlet.canonical, "kind": outlet.kind, "span": _span(outlet.span)}


def _voice(voice: Voice | None) -> Json:
    if voice is None:
        return None
    return {
        "name": voice.name,
        "span": _span(voice.span),
        "cue": voice.cue,
        "cue_span": _span(voice.cue_span),
        "canonical": voice.canonical,
        "id": voice.id,
        "kind": voice.kind,
        "role": voice.role,
        "via": voice.via,
    }


def _chain(chain: Chain) -> Json:
    return [_voice(voice) for voice in chain.voices]


def _statement(statement: Statement, text: Text) -> dict[str, Json]:
    return {
        "id": statement.id,
        "span": _span(statement.span),
        "text": text[statement.span],
        "language": statement.language,
        "attribution": _chain(statement.attribution),
        "about": _voice(statement.about),
        "act": statement.act,
        "speech": statement.speech,
        "certainty": statement.certainty,
    }


def _place(place: Place) -> Json:
    return {
        "name": place.name,
        "span": _span(place.span),
        "role": place.role,
        "canonical": place.canonical,
        "name_en": place.name_en,
        "id": place.id,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
        "doubts": list(place.doubts),
        "candidates": list(place.candidates),
    }


def _time(time: Time | None, text: Text) -> Json:
    if time is None:
        return None
    told: dict[str, Json] = {
        "start": time.start.isoformat() if time.start else None,
        "end": time.end.isoformat() if time.end else None,
        "text": text[time.span],
        "span": _span(time.span),
        "precision": time.precision,
    }
    if time.clock:
        told["clock"] = time.clock
    return told


def _actor(actor: Actor) -> Json:
    return {"role": actor.role, "name": actor.name, "span": _span(actor.span), "canonical": actor.canonical, "id": actor.id}


def _person(person: Person) -> Json:
    return {
        "name": person.name,
        "span": _span(person.span),
        "role": person.role,
        "sex": person.sex,
        "age": person.age,
        "relation": person.relation,
    }


def _private(private: Private) -> Json:
    return {"span": _span(private.span), "kind": private.kind, "rule": private.rule}


def _weapon(weapon: Weapon) -> Json:
    return {"name": weapon.name, "span": _span(weapon.span), "kind": weapon.kind}


def _figure(figure: Figure | None, text: Text) -> Json:
    if figure is None:
        return None
    return {
        "low": figure.interval.low,
        "high": figure.interval.high,
        "bound": figure.bound.value,
        "text": text[figure.span],
        "span": _span(figure.span),
    }


def _claim(claim: Claim, text: Text) -> dict[str, Json]:
    return {
        "id": claim.id,
        "key": claim.key,
        "statement": claim.statement,
        "event": claim.event,
        "effect": claim.effect,
        "figure": _figure(claim.figure, text),
        "group": claim.group,
        "also": list(claim.also),
        "side": claim.side,
        "part_of": claim.part_of,
        "scope": claim.scope,
        "attribution": _chain(claim.attribution),
        "about": _voice(claim.about),
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "status": claim.status,
        "actors": [_actor(actor) for actor in claim.actors],
        "persons": [_person(person) for person in claim.persons],
        "places": [_place(place) for place in claim.places],
        "time": _time(claim.time, text),
        "weapons": [_weapon(weapon) for weapon in claim.weapons],
        "mentions": [_span(span) for span in claim.mentions],
        "doubts": list(claim.doubts),
        "grounds": [{"value": g.value, "span": _span(g.span), "rule": g.rule} for g in claim.grounds],
    }
