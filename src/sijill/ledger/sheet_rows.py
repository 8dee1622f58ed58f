"""The claims of a ledger as rows: what is read, what people hold of it, names of persons withheld."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from sijill.ledger.cover import hides, is_covered
from sijill.ledger.judge import BELIEF, FIELDS
from sijill.ledger.schema import report
from sijill.ledger.second import READING, Eyes, seen
from sijill.ledger.values import SPANS, point_held, spans_held, values_held
from sijill.ledger.view import Held, judgements_of, reading_held
from sijill.ledger.withhold import veil_of
from sijill.record.claim import Claim, Reading
from sijill.record.veil import Veil, sentence_around

Row = dict[str, Any]

REVIEWED = ("accepted", "corrected")


def rows_of(
    connection: Connection, eyes: Eyes, *, unreviewed: bool = False, names: bool = False,
    claims: Mapping[int, Collection[str]] | None = None,
) -> Iterator[Row]:  # fmt: skip
    """A row for each claim, those whose reading people accept or have corrected; all of them with `unreviewed`.

    What a person holds stands in place of what the reader reads. A claim of which a second reading is due from the one who
    looks is to him one that nobody has judged. What is withheld is covered in every cell unless `names` is set, and of a
    private place no point is told. `claims` are the keys of those that are wanted, by report; without it all are.
    """
    query = select(report.c.number).where(report.c.withdrawn.is_(None), report.c.read_seq.is_not(None)).order_by(report.c.number)
    for number in connection.execute(query).scalars().all():
        if claims is not None and number not in claims:
            continue
        held = Held(connection.execute(select(report).where(report.c.number == number)).mappings().one())
        known = seen(judgements_of(connection, held.number), eyes)
        if not unreviewed and not any(one["in_force"] and one["verdict"] in REVIEWED for one in known.rows):
            continue
        reading = reading_held(connection, held)
        if reading is None:
            continue
        veil = veil_of(connection, held, reading, lifted=names)
        in_force = {(one["key"], one["question"]): one for one in known.rows if one["in_force"]}
        for claim in reading.claims:
            if claims is not None and claim.key not in claims[number]:
                continue
            made = row_of(held, reading, claim, in_force.get((claim.key, READING)), veil, claim.key in known.due)
            if unreviewed or made["verdict"] in REVIEWED:
                belief = in_force.get((claim.key, BELIEF))
                made["belief"] = belief["verdict"] if belief else None
                yield made


def row_of(held: Held, reading: Reading, claim: Claim, judged: Any, veil: Veil, due: bool = False) -> Row:
    """The row of one claim, with the judgement of its reading that is in force; `due` where a second reading of it is due."""
    held_values = values_held(judged) if judged else {}
    values = {name: held_values.get(name, value) for name, value in own_values(claim).items()}
    place = claim.places[0] if claim.places else None
    if judged and (values["place"], held_values.get("place_id")) != (place and place.name, place and place.id):
        place = None  # the person's place is not the reader's, so that its point is not known
    if place and hides(veil, place):
        place = None
    mark, spans = claim.figure.span if claim.figure else claim.mentions[0] if claim.mentions else None, spans_held(judged)
    if "figure_span" in spans:
        mark = reading.report.text.span(*spans["figure_span"])
    told: Row = {
        "report": held.name, "claim": f"{held.name}.{claim.id}", "verdict": judged["verdict"] if judged else None,
        "reason": judged["reason"] if judged else None, **values,
        "quote": veil.quote(reading, sentence_around(reading, mark), (), 0).text if mark else None,
        "chain": " ← ".join(voice.name for voice in claim.attribution.voices) or None, "certainty": claim.certainty,
        "bound": claim.figure.bound.value if claim.figure else None, "also": " ".join(claim.also) or None,
        "place_id": place.id if place else None, "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None, "outlet": reading.outlet.name if reading.outlet else held.row["outlet"],
        "published": reading.published.isoformat() if reading.published else None, "title": reading.title, "url": held.row["url"],
        "reference": held.row["reference"], "judged_by": judged["by"] if judged else None, "second": "due" if due else None,
        "key": claim.key,
    }  # fmt: skip
    told |= own_spans(claim) | {name: list(span) for name, span in spans.items()}
    if not is_covered(veil, values["place"]):
        told |= point_held(judged)
    told = {
        name: covered(veil, value) if isinstance(value, str) and name not in ("quote", "key") else value for name, value in told.items()
    }
    base = {name: told[name] for name in ("verdict", "reason", *FIELDS)}
    return {**told, "base": json.dumps({**base, "blind": True} if due else base, ensure_ascii=False)}


def own_spans(claim: Claim) -> dict[str, list[int] | None]:
    """The words that the reader's values stand on, in code points; None where a value stands on none."""
    place, origin = claim.places[0] if claim.places else None, claim.attribution.origin
    told = (claim.figure, place, claim.time, origin)
    spans = [one.span if one else None for one in told]
    return {name: [span.start, span.end] if span else None for name, span in zip(SPANS, spans, strict=True)}


def covered(veil: Veil, words: str) -> str:
    """The words under the veil, in the lines in which somebody wrote them."""
    return "\n".join(veil.words(line) for line in words.split("\n"))


def own_values(claim: Claim) -> Row:
    """What the reader read, of what a person may correct."""
    origin, figure = claim.attribution.origin, claim.figure
    return {
        "effect": claim.effect, "event": claim.event, "low": figure.interval.low if figure else None,
        "high": figure.interval.high if figure else None, "group": claim.group, "polarity": claim.polarity, "status": claim.status,
        "scope": claim.scope, "place": claim.places[0].name if claim.places else None,
        "start": claim.time.start.isoformat() if claim.time and claim.time.start else None,
        "end": claim.time.end.isoformat() if claim.time and claim.time.end else None, "origin": origin.name if origin else None,
    }  # fmt: skip
