"""Exports: the claims as a workbook, as CSV that spreadsheet programs open right, as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from sijill.errors import LedgerError
from sijill.ledger import proof
from sijill.ledger.canonical import Plain, canonical, digest
from sijill.ledger.chosen import chosen, kinds_of
from sijill.ledger.columns import columns, verdict_words
from sijill.ledger.log import Entry, Event, head
from sijill.ledger.project import Project
from sijill.ledger.schema import contents, events, writing
from sijill.ledger.search import Wanted
from sijill.ledger.second import closed, eyes_of
from sijill.ledger.sheet_rows import Row, rows_of
from sijill.ledger.withhold import may_see
from sijill.ledger.workbook import to_csv, to_xlsx

ABOUT_PROOFS = Path(__file__).parent / "proof.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be exported: `unreviewed` what nobody has looked at too, `names` with what is withheld, headers in `language`.

    `of` is the list whose claims are wanted; None for all that the ledger holds.
    """

    unreviewed: bool = False
    names: bool = False
    language: str = "en"
    of: Wanted | None = None


def export(project: Project, form: str, wish: Wish) -> tuple[bytes, int]:
    """The bytes of an export and its number of claims; that it was made, and its digest, are written into the log."""
    made = _made(project, form, wish, prove=False)
    return made.content, made.claims


def export_with_proof(project: Project, form: str, wish: Wish) -> tuple[bytes, int, bytes]:
    """The same, and the proof by which the export is verified without this ledger. Raises LedgerError where the log is not whole."""
    made = _made(project, form, wish, prove=True)
    return made.content, made.claims, made.proof


@dataclass(frozen=True, slots=True)
class _Made:
    content: bytes
    claims: int
    proof: bytes


def _made(project: Project, form: str, wish: Wish, prove: bool) -> _Made:
    may_see(project, wish.names)
    with project.engine.connect() as connection:
        as_of, _ = head(connection, project.writer)  # of the same moment as the rows
        rows = rows_wanted(project, connection, wish)
    content = EXPORTERS[form](rows, wish.language)
    members = {proof.PROGRAM: Path(proof.__file__).read_bytes(), proof.ABOUT: ABOUT_PROOFS.read_bytes()}
    told = canonical({
        "digest": digest(content), "claims": [str(row["claim"]) for row in rows],
        "columns": {column.id: column.name(wish.language) for column in columns() if column.id in proof.COMPARED},
        "verdicts": {word: verdict for verdict, word in verdict_words(wish.language).items()},
        "proof": {name: digest(member) for name, member in members.items()},
    })  # fmt: skip
    body: dict[str, Plain] = {
        "format": form, "claims": len(rows), "unreviewed": wish.unreviewed, "names": wish.names, "as_of": as_of,
        **({"of": kinds_of(wish.of)} if wish.of else {}),
    }  # fmt: skip
    with writing(project.engine) as connection:
        (event,) = project.pen().write(connection, [Entry(kind="exported", body=body, parts={"export": told})])
        proven = _proof(connection, event, members, told, content) if prove else b""
    return _Made(content, len(rows), proven)


def rows_wanted(project: Project, connection: Connection, wish: Wish) -> list[Row]:
    """The rows of what is to be exported, as they stand now."""
    eyes, claims = eyes_of(project, connection), None
    if wish.of:
        of = replace(wish.of, sees_names=project.sees_names, closed=tuple(closed(connection, eyes)))
        claims = chosen(connection, of)
    return list(rows_of(connection, eyes, unreviewed=wish.unreviewed, names=wish.names, claims=claims))


def _proof(connection: Connection, event: Event, members: Mapping[str, bytes], told: bytes, content: bytes) -> bytes:
    """The proof of an export that was written down last in its transaction, verified once as whoever receives it will."""
    salt = connection.execute(
        select(contents.c.salt).where(contents.c.writer == event.writer, contents.c.seq == event.seq, contents.c.name == "export")
    ).scalar_one()
    rows = connection.execute(
        select(events.c.writer, events.c.seq, events.c.digest, events.c.bytes).order_by(events.c.writer, events.c.seq)
    )
    log, heads = [], {}
    for row in rows:
        log.append(bytes(row.bytes) + b"\n")
        heads[row.writer] = [row.seq, row.digest]
    opening = {"version": proof.VERSION, "writer": event.writer, "heads": heads, "salt": salt.hex(), "content": told.decode("utf-8")}
    packed = proof.packed({**members, proof.LOG: b"".join(log), proof.OPENING: canonical(opening)})
    faults = proof.examined(content, packed, "the export", "the proof").faults
    if faults:
        raise LedgerError(f"no proof can be made, for the log is not whole: {faults[0]}; `sijill verify` tells more")
    return packed


def write_export(path: Path, made: bytes) -> None:
    """Writes an export whole or not at all; raises LedgerError where that cannot be done."""
    passing = path.with_name(path.name + ".new")
    try:
        passing.write_bytes(made)
        passing.replace(path)
    except OSError as error:
        passing.unlink(missing_ok=True)
        raise LedgerError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def to_jsonl(rows: Sequence[Row], language: str) -> bytes:
    """One JSON object a line; the names of the keys are those of the columns, in English."""
    lines = [json.dumps({name: value for name, value in row.items() if name != "base"}, ensure_ascii=False) for row in rows]
    return "".join(line + "\n" for line in lines).encode("utf-8", "backslashreplace")


EXPORTERS: dict[str, Callable[[Sequence[Row], str], bytes]] = {"xlsx": to_xlsx, "csv": to_csv, "jsonl": to_jsonl}
