"""Random changes to a project's log, content, vault and state, to an export and to its proof: each must be told."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from history import history
from sijill.ledger.export import Wish, export_with_proof
from sijill.ledger.project import LEDGER, find_project
from sijill.ledger.proof import LOG, MEMBERS, examine, packed, unpacked
from sijill.ledger.verify import verify

STATE = {
    "report": "number", "capture": "seq", "container": "number", "claim": "rowid", "failure": "number", "judgement": "seq",
    "words": "rowid",
}  # fmt: skip


def tamper(folder: Path, changes: int, seed: int = 7) -> str:
    """What was not told, after so many changes, each to a fresh copy; empty where all was."""
    dice = random.Random(seed)
    project = history(folder, 40, seed)
    sheet = folder.with_suffix(".csv")
    content, _, proof = export_with_proof(project, "csv", Wish(unreviewed=True))
    sheet.write_bytes(content)
    proof_of(sheet).write_bytes(proof)
    with contextlib.closing(sqlite3.connect(folder / LEDGER)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = verify(project, exports=[sheet])
    project.engine.dispose()
    alone = examine(sheet, proof_of(sheet), whole.head)
    if whole.faults or alone.faults:
        return f"not whole before anything was changed: {[*whole.faults, *alone.faults][0]}"
    for number in range(changes):
        copy = folder.with_name(f"{folder.name}-{number}")
        shutil.copytree(folder, copy)
        changed = copy.with_suffix(".csv")
        shutil.copyfile(sheet, changed)
        shutil.copyfile(proof_of(sheet), proof_of(changed))
        act = dice.choice(ACTS)
        told = act(copy, changed, dice)
        opened = find_project(copy)
        faults = [] if act in ALONE else [verify(opened, whole.head, [changed]).faults]
        opened.engine.dispose()
        if act in ALONE or act is _export:
            faults.append(examine(changed, proof_of(changed), whole.head).faults)
        shutil.rmtree(copy)
        changed.unlink()
        proof_of(changed).unlink()
        if told and not all(faults):
            return f"change {number + 1} was not told: {told}"
    return ""


def proof_of(sheet: Path) -> Path:
    """Where the proof of an export lies."""
    return sheet.with_name(sheet.name + ".proof.pyz")


def _flipped(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << dice.randrange(8))]) + content[at + 1 :]


def _in_ledger(act: Callable[[sqlite3.Connection, random.Random], str]) -> Callable[[Path, Path, random.Random], str]:
    def change(folder: Path, _sheet: Path, dice: random.Random) -> str:
        with contextlib.closing(sqlite3.connect(folder / LEDGER)) as connection, connection:
            return act(connection, dice)

    return change


def _any(connection: sqlite3.Connection, dice: random.Random, table: str, what: str) -> tuple[object, ...]:
    rows = connection.execute(f"SELECT {what} FROM {table}").fetchall()
    return tuple(dice.choice(rows))


def _event(connection: sqlite3.Connection, dice: random.Random) -> str:
    seq, held = _any(connection, dice, "event", "seq, bytes")
    connection.execute("UPDATE event SET bytes = ? WHERE seq = ?", (_flipped(bytes(held), dice), seq))  # type: ignore[arg-type]
    return f"event {seq} flipped"


def _event_gone(connection: sqlite3.Connection, dice: random.Random) -> str:
    (seq,) = _any(connection, dice, "event", "seq")
    connection.execute("DELETE FROM event WHERE seq = ?", (seq,))
    return f"event {seq} gone"


def _events_moved(connection: sqlite3.Connection, dice: random.Random) -> str:
    one, other = (_any(connection, dice, "event", "seq")[0] for _ in range(2))
    for here, there in ((one, -1), (other, one), (-1, other)):
        connection.execute("UPDATE event SET seq = ? WHERE seq = ?", (there, here))
    return f"events {one} and {other} changed places" if one != other else ""


def _cut(connection: sqlite3.Connection, dice: random.Random) -> str:
    (seq,) = _any(connection, dice, "event", "seq")
    connection.execute("DELETE FROM event WHERE seq >= ?", (seq,))
    connection.execute("DELETE FROM content WHERE seq >= ?", (seq,))
    return f"cut off at {seq}"


def _content(connection: sqlite3.Connection, dice: random.Random) -> str:
    seq, name, column = (*_any(connection, dice, "content", "seq, name"), dice.choice(["packed", "salt"]))
    (held,) = connection.execute(f"SELECT {column} FROM content WHERE seq = ? AND name = ?", (seq, name)).fetchone()
    connection.execute(f"UPDATE content SET {column} = ? WHERE seq = ? AND name = ?", (_flipped(held, dice), seq, name))
    return f"{column} of {name} {seq} flipped"


def _content_gone(connection: sqlite3.Connection, dice: random.Random) -> str:
    seq, name = _any(connection, dice, "content", "seq, name")
    connection.execute("DELETE FROM content WHERE seq = ? AND name = ?", (seq, name))
    return f"{name} {seq} gone"


def _state(connection: sqlite3.Connection, dice: random.Random) -> str:
    table = dice.choice(list(STATE))
    if not connection.execute(f"SELECT 1 FROM {table}").fetchone():
        return ""
    (row,) = _any(connection, dice, table, STATE[table])
    columns = [told[1] for told in connection.execute(f"PRAGMA table_info({table})") if not told[5] and told[1] != STATE[table]]
    column = dice.choice(columns)
    connection.execute(f"UPDATE {table} SET {column} = 'otherwise' WHERE {STATE[table]} = ?", (row,))
    return f"{column} of {table} {row}"


def _vault(folder: Path, _sheet: Path, dice: random.Random) -> str:
    files = sorted(path for path in (folder / "vault").rglob("*") if path.is_file())
    path = dice.choice(files)
    if dice.random() < 0.3:
        path.unlink()
    else:
        path.write_bytes(_flipped(path.read_bytes(), dice))
    return f"vault {path.name}"


def _export(_folder: Path, sheet: Path, dice: random.Random) -> str:
    sheet.write_bytes(_flipped(sheet.read_bytes(), dice))
    return "export flipped"


def _proof(_folder: Path, sheet: Path, dice: random.Random) -> str:
    proof_of(sheet).write_bytes(_flipped(proof_of(sheet).read_bytes(), dice))
    return "proof flipped"


def _proof_member(_folder: Path, sheet: Path, dice: random.Random) -> str:
    """One of its members flipped, by somebody who writes the proof anew."""
    members = unpacked(proof_of(sheet).read_bytes())
    name = dice.choice(MEMBERS)
    proof_of(sheet).write_bytes(packed({**members, name: _flipped(members[name], dice)}))
    return f"{name} of the proof flipped"


def _proof_log(_folder: Path, sheet: Path, dice: random.Random) -> str:
    """Events of its log flipped, taken out, doubled, moved or cut off, by somebody who writes the proof anew."""
    members = unpacked(proof_of(sheet).read_bytes())
    lines = members[LOG].splitlines(keepends=True)
    at, other = (dice.randrange(len(lines)) for _ in range(2))
    act = dice.choice(["flipped", "gone", "doubled", "moved", "cut off"])
    if act == "flipped":
        lines[at] = _flipped(lines[at], dice)
    elif act == "doubled":
        lines.insert(at, lines[other])
    elif act == "moved":
        lines[at], lines[other] = lines[other], lines[at]
    else:
        del lines[at : at + 1 if act == "gone" else None]
    proof_of(sheet).write_bytes(packed({**members, LOG: b"".join(lines)}))
    return "" if act == "moved" and at == other else f"event {at + 1} of the proof {act}"


ALONE = (_proof, _proof_member, _proof_log)
ACTS = [*ALONE, *map(_in_ledger, (_event, _event_gone, _events_moved, _cut, _content, _content_gone, _state)), _vault, _export]
