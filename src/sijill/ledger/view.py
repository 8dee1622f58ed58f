"""What the ledger holds, by the names that people use: r12 a report, r12.c3 a claim of it, f4 a failure."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, select

from sijill.errors import LedgerError
from sijill.ledger.cover import is_covered, veil_over
from sijill.ledger.hand_rows import hand_of, with_hand
from sijill.ledger.schema import claim, contents, events, failure, hand, judgement, report
from sijill.ledger.withheld import acts_in_force
from sijill.record.claim import Claim, Reading
from sijill.record.restored import reading_of

NAME = re.compile(r"(?P<letter>[rf])(?P<number>[1-9]\d{0,15})(?:\.(?P<claim>\S+))?")
LEAST_KEY = 6  # digits of a claim's key that are enough to name it
GONE_KEY = 12  # digits of it by which a claim that is no longer read is shown
KEY = re.compile(f"[0-9a-f]{{{LEAST_KEY},64}}")


@dataclass(frozen=True, slots=True)
class Held:
    """A report as the ledger holds it."""

    row: RowMapping

    @property
    def number(self) -> int:
        """Its number in this ledger."""
        return int(self.row["number"])

    @property
    def name(self) -> str:
        """Its name, like r12."""
        return f"r{self.number}"

    @property
    def text(self) -> str:
        """Its text; raises LedgerError where it has been withdrawn."""
        if self.row["text"] is None:
            raise LedgerError(f"{self.name}: withdrawn")
        return bytes(self.row["text"]).decode("utf-8", "surrogatepass")

    def told(self) -> dict[str, Any]:
        """What is known of it from outside, without its text."""
        left_out = {"number", "text", "identity", "seq", "read_seq", "outlet_covered", "covered"}
        return {"report": self.name, **{name: value for name, value in self.row.items() if name not in left_out}}


def number_named(name: str, letter: str) -> int:
    """The number in the name of a report or a failure; raises LedgerError where it is no such name."""
    match = NAME.fullmatch(name.strip())
    if match is None or match["letter"] != letter or match["claim"]:
        raise LedgerError(f"{name}: no name of a {'report, like r12' if letter == 'r' else 'failure, like f3'}")
    return int(match["number"])


def report_named(connection: Connection, name: str, sees_names: bool = False) -> Held:
    """The report of that name, or with the reference of the user's own; raises LedgerError where there is none.

    By a reference that is covered, only one who may see it finds the report.
    """
    if NAME.fullmatch(name.strip()):
        found = connection.execute(select(report).where(report.c.number == number_named(name, "r"))).mappings().first()
    else:
        rows = list(connection.execute(select(report).where(report.c.reference == name)).mappings())
        if not sees_names:
            rows = [row for row in rows if not _is_covered(connection, Held(row), name)]
        if len(rows) > 1:
            raise LedgerError(f"{name}: several reports have this reference; name one like r12")
        found = rows[0] if rows else None
    if found is None:
        raise LedgerError(f"{name}: there is no such report")
    return Held(found)


def _is_covered(connection: Connection, held: Held, reference: str) -> bool:
    """Whether something of a report's reference is covered; all of it is where the report was not read."""
    return is_covered(veil_over(reading_held(connection, held), acts_in_force(connection, held.number)), reference)


def reading_held(connection: Connection, held: Held) -> Reading | None:
    """The reading of a report that is in force, with what people added by hand; None where it has not been read.

    Raises LedgerError where it is withdrawn.
    """
    return readings_held(connection, [held]).get(held.number)


def readings_held(connection: Connection, many: Sequence[Held]) -> dict[int, Reading]:
    """The same of many reports, by their numbers; those that have not been read are not among them."""
    texts = {held.number: held.text for held in many}
    parts = _parts(connection, many)
    by_hand = set(connection.execute(select(hand.c.report).where(hand.c.report.in_(parts))).scalars())
    readings = {number: reading_of(json.loads(part), texts[number]) for number, part in parts.items()}
    return {
        number: with_hand(reading, hand_of(connection, number)) if number in by_hand else reading for number, reading in readings.items()
    }


def reading_part(connection: Connection, held: Held) -> bytes | None:
    """The reading in force as the log holds it: the reader's alone."""
    return _parts(connection, [held]).get(held.number)


def _parts(connection: Connection, many: Sequence[Held]) -> dict[int, bytes]:
    """The same of many reports, by their numbers, in one go."""
    read = {held.row["read_seq"]: held for held in many if held.row["read_seq"] is not None}
    same = and_(contents.c.writer == events.c.writer, contents.c.seq == events.c.seq, contents.c.name == "reading")
    named = and_(events.c.subject.in_([held.name for held in read.values()]), events.c.seq.in_(read))
    rows = connection.execute(select(contents.c.seq, contents.c.packed).select_from(events.join(contents, same)).where(named))
    parts = {read[row.seq].number: zlib.decompress(row.packed) for row in rows}
    for held in read.values():
        if held.number not in parts:
            raise LedgerError(f"{held.name}: its reading is missing; `sijill verify` tells more")
    return parts


def claim_named(connection: Connection, name: str) -> tuple[Held, Reading, Claim]:
    """The claim of that name (r12.c3) or whose key begins so, with its report; raises LedgerError where there is none."""
    match = NAME.fullmatch(name.strip())
    if match and match["claim"]:
        held, id = report_named(connection, f"r{match['number']}"), match["claim"]
    else:
        held, id = _by_key(connection, name.strip())
    reading = reading_held(connection, held)
    for told in reading.claims if reading else ():
        if reading and (told.id == id or (KEY.fullmatch(id) and told.key.startswith(f"sha256:{id}"))):
            return held, reading, told
    raise LedgerError(f"{held.name} has no claim {id}")


def gone_name(number: int, key: str) -> str:
    """The name of what was judged and is no longer read: the report's, and the beginning of the claim's key."""
    return f"r{number}.{key.removeprefix('sha256:')[:GONE_KEY]}"


def judged_named(connection: Connection, name: str) -> tuple[Held, str]:
    """The report and the key of what was judged and is no longer read, named like r12.3f9c21ab04d7; raises LedgerError."""
    match = NAME.fullmatch(name.strip())
    if match is None or not match["claim"] or not KEY.fullmatch(match["claim"]):
        raise LedgerError(f"{name}: no name of what is no longer read, like r12.3f9c21ab04d7; `sijill queue` tells it")
    held = report_named(connection, f"r{match['number']}")
    start = f"sha256:{match['claim']}"
    query = select(judgement.c.key).where(judgement.c.report == held.number, judgement.c.key.startswith(start, autoescape=True)).distinct()
    keys = connection.execute(query).scalars().all()
    if len(keys) != 1:
        raise LedgerError(f"{name}: {'several judgements are' if keys else 'no judgement is'} of a claim with this key")
    if connection.execute(select(claim.c.id).where(claim.c.report == held.number, claim.c.key == keys[0])).first():
        raise LedgerError(f"{name}: this claim is read; judge it instead")
    return held, str(keys[0])


def _by_key(connection: Connection, start: str) -> tuple[Held, str]:
    """The claim whose key begins so."""
    digits = start.removeprefix("sha256:")
    if not KEY.fullmatch(digits):
        raise LedgerError(f"{start}: no name of a claim, like r12.c3, and no beginning of a key")
    query = select(claim.c.report, claim.c.id).where(claim.c.key.startswith(f"sha256:{digits}", autoescape=True)).limit(2)
    rows = connection.execute(query).all()
    if len(rows) != 1:
        raise LedgerError(f"{start}: {'several claims have keys that begin so' if rows else 'no claim has this key'}")
    return report_named(connection, f"r{rows[0].report}"), rows[0].id


def judgements_of(connection: Connection, number: int, key: str | None = None) -> list[RowMapping]:
    """The judgements of a report's claims, or of one of them, the oldest first."""
    query = select(judgement).where(judgement.c.report == number).order_by(judgement.c.seq)
    return list(connection.execute(query.where(judgement.c.key == key) if key else query).mappings())


def failures_held(connection: Connection, settled: bool = False) -> Iterator[RowMapping]:
    """The failures that are open, or all of them, in their order."""
    query = select(failure).order_by(failure.c.number)
    yield from connection.execute(query if settled else query.where(failure.c.settled.is_(None))).mappings()
