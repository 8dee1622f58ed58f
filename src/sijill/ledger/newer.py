"""A report read anew set against what the ledger holds of it: what has changed, told by claim, and written down.

Where its text was extracted otherwise, judgements move with the words on which their claims stand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from sijill.errors import LedgerError
from sijill.ledger.add import Batch
from sijill.ledger.canonical import canonical
from sijill.ledger.change import Prepared
from sijill.ledger.hand_rows import hand_of
from sijill.ledger.log import Entry
from sijill.ledger.moved import moves
from sijill.ledger.project import Project
from sijill.ledger.schema import claim, judgement, report, writing
from sijill.ledger.second import READING
from sijill.ledger.take import Taken, report_of
from sijill.ledger.values import written
from sijill.ledger.view import Held, gone_name, reading_part
from sijill.record.restored import reading_of

# of a claim's row, what is not what it says
BESIDE = frozenset({"report", "id", "place_in_report", "by_hand", "key", "origin_shown", "place_shown", "place_hidden"})


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim that is read otherwise than before: `kind` is changed, new or gone; `words` tell what differs."""

    kind: str
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What reading a report again came to: how many claims are as they were, changed, new, gone; or why it was not read.

    `extractor` is what took another text out of its bytes, None where the text is as it was; `moved` counts the judged claims
    that were found again in that text. `claims` names those that are not as they were.
    """

    name: str
    same: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0
    moved: int = 0
    extractor: str | None = None
    claims: tuple[Changed, ...] = ()
    reason: str | None = None


def compared(project: Project, held: Held, taken: Taken) -> Reread:
    """What has changed; a reading that has is written down."""
    if taken.reading is None:
        return Reread(name=held.name, reason=taken.fault)
    anew = taken.item.text != held.text
    with project.engine.connect() as connection:
        query = select(claim).where(claim.c.report == held.number, claim.c.by_hand.is_(None)).order_by(claim.c.place_in_report)
        old = {row["key"]: row for row in connection.execute(query).mappings()}
        before = reading_part(connection, held)
        judged = _judged(connection, held.number)
        if anew and hand_of(connection, held.number):
            why = f"{taken.item.extractor} takes another text out of it; claims were added to the one before by hand: it stays as it was"
            return Reread(name=held.name, reason=why)
    to = _moves(held, taken, before) if anew else {key: key for key in old}
    moved = 0
    if before is None or anew or json.loads(before) != json.loads(taken.reading):
        moved = _enter(project, held, taken, to if anew else {})
    return _told(held, taken, old, to, judged, moved)


def _moves(held: Held, taken: Taken, before: bytes | None) -> dict[str, str]:
    if before is None or taken.reading is None:
        return {}
    return moves(reading_of(json.loads(before), held.text), reading_of(json.loads(taken.reading), taken.item.text))


def _judged(connection: Connection, number: int) -> set[str]:
    """Of which claims of a report a person has judged the reading; how is not told here, since a second may have yet to judge."""
    query = select(judgement.c.key).where(judgement.c.report == number, judgement.c.in_force == 1, judgement.c.question == READING)
    return set(connection.execute(query).scalars())


def _enter(project: Project, held: Held, taken: Taken, to: dict[str, str]) -> int:
    """Writes a reading down, with the text that it is of where that is another; how many judged claims move to that text."""
    with writing(project.engine) as connection:
        found = connection.execute(select(report.c.read_seq, report.c.withdrawn).where(report.c.number == held.number)).one()
        if found.read_seq != held.row["read_seq"] or found.withdrawn:
            raise LedgerError(f"{held.name}: it was changed while it was read again; try once more")
        keys = set(connection.execute(select(judgement.c.key).where(judgement.c.report == held.number)).scalars())
        batch = Batch(project)
        batch.begin(connection)
        if taken.item.text != held.text:
            _put(batch, Entry(kind="extracted", subject=held.name, parts={"text": taken.text, "extraction": _extraction(taken)}))
        batch.read(held.name, taken, again=True)
        moving = [(key, to[key]) for key in sorted(keys & to.keys())]
        for key, other in moving:
            _put(batch, Entry(kind="moved", subject=held.name, body={"from": key, "to": other}))
        batch.write()
        return len(moving)


def _put(batch: Batch, entry: Entry) -> None:
    batch.entries.append(entry)
    batch.prepared.append(Prepared())


def _extraction(taken: Taken) -> bytes:
    """What a text that was extracted anew is, and what extracted it."""
    told = report_of(taken.item)
    return canonical({"text_digest": told.text_digest, "extractor": told.extractor, "language": told.language})


def _told(held: Held, taken: Taken, old: dict[str, RowMapping], to: dict[str, str], judged: set[str], moved: int) -> Reread:
    """The claims that are not as they were, by name."""
    made = {row["key"]: row for row in taken.prepared.claims}
    came_from = {to[key]: key for key in old if key in to and to[key] in made}
    claims: list[Changed] = []
    for key, row in made.items():
        name, before = f"{held.name}.{row['id']}", came_from.get(key)
        if before is None:
            claims.append(Changed("new", name))
        elif odd := _odd(old[before], row):
            claims.append(Changed("changed", name, _with(odd, before in judged)))
    for key, was in old.items():
        if key not in came_from.values():
            claims.append(Changed("gone", gone_name(held.number, key), _with(f"was {was['id']}", key in judged)))
    changed, new, gone = (sum(one.kind == kind for one in claims) for kind in ("changed", "new", "gone"))
    return Reread(
        name=held.name, same=len(came_from) - changed, changed=changed, new=new, gone=gone, moved=moved, claims=tuple(claims),
        extractor=taken.item.extractor if taken.item.text != held.text else None,
    )  # fmt: skip


def _odd(before: RowMapping, now: dict[str, Any]) -> str:
    """The values of a claim that differ, in words."""
    odd = [name for name in now if name not in BESIDE and before[name] != now[name]]
    return ", ".join(f"{name} {written(now[name])}, was {written(before[name])}" for name in odd)


def _with(words: str, is_judged: bool) -> str:
    return f"{words}; judged by a person" if is_judged else words
