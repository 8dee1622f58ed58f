"""What judgements amount to: one in force for each claim and question, the ones before it and blind ones kept beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sijill.ledger.change import Change, Prepared, number_of, told_by
from sijill.ledger.log import Event
from sijill.ledger.schema import judgement

Parts = Mapping[str, bytes]


def judged(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """A judgement that comes into force in place of the one before it; a blind one leaves that in force."""
    number, told = number_of(event.subject), told_by(parts.get("judgement"))
    key, question = event.body["key"], event.body["question"]
    blind = int(bool(event.body.get("blind")))
    if not blind:
        yield Change(judgement, {"in_force": 0}, {"report": number, "key": key, "question": question})
    held = {name: _bytes(told.get(name)) for name in ("judged", "corrected")}
    yield Change(judgement, {
        "seq": event.seq, "report": number, "key": key, "question": question, "verdict": event.body["verdict"],
        "reason": told.get("reason"), **held, "by": event.by, "at": event.at, "in_force": 1 - blind, "undone": None,
        "blind": blind, "first_key": None,
    })  # fmt: skip


def undone(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """A judgement out of force, and the one before it in force again."""
    yield Change(judgement, {"in_force": 0, "undone": event.seq}, {"seq": event.body["undoes"]})
    if event.body["restores"]:
        yield Change(judgement, {"in_force": 1}, {"seq": event.body["restores"]})


def moved(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """The judgements of a claim with the claim that is read at the same words of a text that was extracted anew."""
    at = {"report": number_of(event.subject), "key": event.body["from"]}
    yield Change(judgement, {"first_key": event.body["from"]}, {**at, "first_key": None})
    yield Change(judgement, {"key": event.body["to"]}, at)


def _bytes(value: object) -> bytes | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
