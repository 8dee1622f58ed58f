"""What a claim says of what a person may correct: as its JSON tells it, as its row does, and as a person holds it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from sijill.ledger.change import storable

Values = dict[str, Any]
Spans = dict[str, tuple[int, int]]

# the words that a corrected value stands on ([start, end) in code points of the text), and what a chosen place of the gazetteer adds
SPANS = ("figure_span", "place_span", "time_span", "origin_span")
POINT = ("place_id", "latitude", "longitude")

# the column of a claim's row for each value
COLUMNS = {
    "effect": "effect", "event": "event", "low": "low", "high": "high", "group": "people", "polarity": "polarity", "status": "status",
    "scope": "scope", "place": "place", "place_id": "place_id", "start": "starts", "end": "ends", "origin": "origin",
}  # fmt: skip


def values_told(claim: Mapping[str, Any]) -> Values:
    """What a claim's JSON says of what a person may correct, and which place of the gazetteer is meant."""
    figure, time = claim["figure"] or {}, claim["time"] or {}
    place: Mapping[str, Any] = next(iter(claim["places"]), {})
    voice = next(reversed(claim["attribution"]), None)
    return {
        **{name: claim[name] for name in ("effect", "event", "group", "polarity", "status", "scope")},
        "low": figure.get("low"), "high": figure.get("high"), "place": place.get("name"), "place_id": place.get("id"),
        "start": time.get("start"), "end": time.get("end"),
        "origin": voice["name"] if voice and voice["kind"] != "outlet" else None,
    }  # fmt: skip


def values_held(judgement: RowMapping) -> Values:
    """What the person who gave a judgement holds: what was judged, with what he corrected; empty where it is withdrawn."""
    told, corrected = values_judged(judgement), corrected_by(judgement)
    if "place" in corrected:
        told["place_id"] = None  # the place of the gazetteer was that of the reader's place
    return {**told, **{name: value for name, value in corrected.items() if name in COLUMNS}}


def corrected_by(judgement: RowMapping | None) -> Values:
    """What a judgement sets over what was read; empty where it sets nothing."""
    return dict(json.loads(judgement["corrected"])) if judgement is not None and judgement["corrected"] else {}


def spans_held(judgement: RowMapping | None) -> Spans:
    """The words that the person who gave a judgement holds values to stand on; none where they are of an earlier text."""
    if judgement is None or judgement["first_key"]:
        return {}
    return {name: (value[0], value[1]) for name, value in corrected_by(judgement).items() if name in SPANS and value}


def point_held(judgement: RowMapping | None) -> Values:
    """The place of the gazetteer that a person chose, with its point; empty where none was chosen."""
    corrected = corrected_by(judgement)
    return {name: corrected.get(name) for name in POINT} if corrected.get("place_id") else {}


def values_judged(judgement: RowMapping) -> Values:
    """What the reader had read when a judgement was given; empty where it is withdrawn."""
    return values_told(json.loads(judgement["judged"])) if judgement["judged"] else {}


def values_read(claim: RowMapping) -> Values:
    """What the reader reads by now, from the claim's row."""
    return {name: claim[column] for name, column in COLUMNS.items()}


def differences(before: Values, now: Values) -> dict[str, tuple[Any, Any]]:
    """The values that differ, each as it was and as it is."""
    return {name: (storable(before[name]), now[name]) for name in before if storable(before[name]) != storable(now[name])}


def written(value: Any) -> str:
    """A value as people read it: a whole number without its fraction, what is not told as a dash."""
    return "–" if value is None else str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
