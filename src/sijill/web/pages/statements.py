"""Statements as the report page shows them: what is said, on whose word, and whether somebody added it by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping

from sijill.display.figures import chain_text
from sijill.record.claim import Reading
from sijill.record.veil import Veil
from sijill.web.wording import Wording

AT_MOST = 280  # characters of its words that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement: `act` is the kind of saying, `at` the range of its words, `by_hand` the act that added it (0: it was read)."""

    id: str
    act: str
    chain: str
    quote: str
    at: str
    by_hand: int


def statements_of(reading: Reading, veil: Veil, words: Wording, acts: Sequence[RowMapping]) -> list[Said]:
    """The statements of a reading, in their order in it."""
    added = {
        json.loads(row["told"])["statement"]["id"]: int(row["seq"])
        for row in acts
        if row["kind"] == "stated" and row["undone"] is None and row["told"]
    }
    return [
        Said(
            id=said.id, act=words.labels.of("act", said.act), chain=chain_text(said.attribution, reading, words.labels, veil),
            quote=veil.quote(reading, said.span, (), AT_MOST).text, at=f"{said.span.start}-{said.span.end}",
            by_hand=added.get(said.id, 0),
        )
        for said in reading.statements
    ]  # fmt: skip
