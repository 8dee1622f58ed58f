"""A text's words and a reading's claims as rows, made beforehand where many reports are read at once."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sijill.ledger.change import Prepared, Row, storable
from sijill.ledger.cover import Act, counted, hides, is_covered, veil_over
from sijill.ledger.index import closed, indexed
from sijill.record.claim import Claim, Reading, Statement
from sijill.record.restored import reading_of
from sijill.record.veil import Veil
from sijill.record.voice import Voice


def prepare(text: bytes | None, reading: bytes | None, acts: Sequence[Act] = ()) -> Prepared:
    """The words of a text and the rows of a reading's claims, as the acts of people leave them covered."""
    if text is None:
        return Prepared()
    plain = text.decode("utf-8", "surrogatepass")
    return prepared_of(reading_of(json.loads(reading), plain), acts) if reading else Prepared(index=closed(plain))


def prepared_of(reading: Reading, acts: Sequence[Act] = ()) -> Prepared:
    """The same of a reading at hand."""
    veil, text = veil_over(reading, acts), reading.report.text.content
    return Prepared(
        index=indexed(text, veil.hidden(text)), claims=tuple(claim_row(one, at, veil) for at, one in enumerate(reading.claims)),
        statements=tuple(statement_row(one, at, veil) for at, one in enumerate(reading.statements)),
        outlet_covered=is_covered(veil, reading.outlet.name if reading.outlet else None), covered=counted(reading, acts),
    )  # fmt: skip


def claim_row(told: Claim, at: int, veil: Veil) -> Row:
    """The columns of a claim by which it is found and counted; all that it says is in its reading.

    `origin_shown` and `place_shown` are what may be found by those who may not see what is covered.
    """
    origin, place, interval = told.attribution.origin, told.places[0] if told.places else None, told.figure and told.figure.interval
    row = {
        "id": told.id, "place_in_report": at, "key": told.key, "event": told.event, "effect": told.effect,
        "low": interval.low if interval else None, "high": interval.high if interval else None,
        "bound": told.figure.bound.value if told.figure else None, "people": told.group, "also": " ".join(told.also) or None,
        "polarity": told.polarity, "certainty": told.certainty, "scope": told.scope, "status": told.status,
        **_said_by(origin, veil), "place_shown": veil.words(place.name) if place else None,
        "place_hidden": int(bool(place and hides(veil, place))),
        "place": place.name if place else None, "place_id": place.id if place else None,
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "starts": told.time.start.isoformat() if told.time and told.time.start else None,
        "ends": told.time.end.isoformat() if told.time and told.time.end else None, "doubts": len(told.doubts),
    }  # fmt: skip
    return {name: storable(value) for name, value in row.items()}


def statement_row(told: Statement, at: int, veil: Veil) -> Row:
    """The columns of a statement by which it is found and counted."""
    row = {
        "id": told.id, "place_in_report": at, "act": told.act, "certainty": told.certainty, "start": told.span.start, "end": told.span.end,
        **_said_by(told.attribution.origin, veil),
    }  # fmt: skip
    return {name: storable(value) for name, value in row.items()}


def _said_by(origin: Voice | None, veil: Veil) -> Row:
    if origin is None:
        return dict.fromkeys(("voice", "origin", "origin_kind", "origin_shown"))
    return {
        "voice": origin.id or origin.name, "origin": origin.name, "origin_kind": origin.kind, "origin_shown": veil.words(origin.name),
    }  # fmt: skip
