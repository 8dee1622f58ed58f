"""A text's words and a reading's claims as rows, made beforehand where many reports are read at once."""

from __future__ import annotations

import json

from sijill.ledger.change import Prepared, Row, storable
from sijill.ledger.index import indexed
from sijill.record.claim import Claim, Reading
from sijill.record.restored import reading_of


def prepare(text: bytes | None, reading: bytes | None) -> Prepared:
    """The words of a text and the rows of a reading's claims."""
    if text is None:
        return Prepared()
    plain = text.decode("utf-8", "surrogatepass")
    index = indexed(plain)
    return prepared_of(reading_of(json.loads(reading), plain), index) if reading else Prepared(index=index)


def prepared_of(reading: Reading, index: tuple[str, str]) -> Prepared:
    """The same of a reading at hand."""
    rows = tuple(claim_row(one, at) for at, one in enumerate(reading.claims))
    return Prepared(index=index, claims=rows, statements=len(reading.statements))


def claim_row(told: Claim, at: int) -> Row:
    """The columns of a claim by which it is found and counted; all that it says is in its reading."""
    origin, place, interval = told.attribution.origin, told.places[0] if told.places else None, told.figure and told.figure.interval
    row = {
        "id": told.id, "place_in_report": at, "key": told.key, "event": told.event, "effect": told.effect,
        "low": interval.low if interval else None, "high": interval.high if interval else None,
        "bound": told.figure.bound.value if told.figure else None, "people": told.group, "also": " ".join(told.also) or None,
        "polarity": told.polarity, "certainty": told.certainty, "scope": told.scope, "status": told.status,
        "origin": origin.name if origin else None, "origin_kind": origin.kind if origin else None,
        "place": place.name if place else None, "place_id": place.id if place else None,
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "starts": told.time.start.isoformat() if told.time and told.time.start else None,
        "ends": told.time.end.isoformat() if told.time and told.time.end else None,
    }  # fmt: skip
    return {name: storable(value) for name, value in row.items()}
