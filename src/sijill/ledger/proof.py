"""A proof: one file by which an export is verified alone, with nothing but Python's standard library.

This module is the program that lies in every proof, to the byte (`python claims.csv.proof.pyz claims.csv`), so that it
imports nothing of Sijill, is long for one file, and runs on Python 3.9 and later. It reads two files; it runs and fetches
nothing.

A proof is a zip without compression that can be written in one way only, so that no byte of it can be changed unseen. It
holds every event of the log, and opens the commitment of the last: the digest of the export, of this program and of the
words about it. That all of it was written anew can be told only against a head that came another way.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import struct
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

VERSION = 1
PROGRAM, ABOUT, LOG, OPENING = "__main__.py", "README.txt", "log.jsonl", "proof.json"
MEMBERS = (PROGRAM, ABOUT, LOG, OPENING)
NOTHING_BEFORE = "sha256:" + "0" * 64
LONGEST = 1 << 20  # bytes of an event
COMPARED = ("report", "claim", "key", "verdict", "second")  # the columns of an export whose cells the log speaks of
FAULTS = 20  # rows that are told one by one
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, struct.error, RuntimeError, EOFError, ValueError, OSError, OverflowError)


class ProofError(Exception):
    """A proof that is none, or a part of one; tells why."""


@dataclass
class Told:
    """What verifying found. `faults` name what is missing, altered or out of place; `notes` are no faults."""

    events: int = 0
    head: str = NOTHING_BEFORE
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Event:
    """An event of the log, with the digest of its bytes."""

    digest: str
    writer: str
    number: int
    previous: str
    kind: str
    subject: str
    body: Mapping[str, Any]
    parts: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its number, and what it is."""
        return f"event {self.number} ({shown(' '.join(filter(None, (self.kind, self.subject))))})"


def digest(content: bytes) -> str:
    """The SHA-256 of bytes, as it is written everywhere."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def canonical(value: object) -> bytes:
    """The one way to write a value of which every key is plain."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "backslashreplace")


def shown(words: str) -> str:
    """The words, harmless for a terminal and not long."""
    return "".join(char if char.isprintable() else "?" for char in words[:120])


def packed(members: Mapping[str, bytes]) -> bytes:
    """The proof that holds these members, in the one way in which it can be written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as made:
        for name in MEMBERS:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            made.writestr(info, members[name])
    return stream.getvalue()


def unpacked(proof: bytes) -> dict[str, bytes]:
    """The members of a proof. Raises ProofError where it is none, or not written in the one way."""
    try:
        with zipfile.ZipFile(io.BytesIO(proof)) as held:
            names = tuple(held.namelist())
            if names != MEMBERS or any(info.compress_type for info in held.infolist()):
                raise ProofError("this is no proof: it does not hold what a proof holds")
            members = {name: held.read(name) for name in names}
    except _BROKEN as error:
        raise ProofError(f"this is no proof, or it is broken: {shown(str(error))}") from error
    if packed(members) != proof:
        raise ProofError("altered, or something was added to it, outside of what it holds")
    return members


def examine(export: Path, proof: Path, head: str | None = None) -> Told:
    """What the two files amount to; `head` is a head that came another way, and must stand in the proof's log."""
    read: list[bytes] = []
    for path in (export, proof):
        try:
            read.append(path.read_bytes())
        except OSError as error:
            return Told(faults=[f"{shown(str(path))}: {(error.strerror or str(error)).lower()}"])
    return examined(read[0], read[1], shown(str(export)), shown(str(proof)), head)


def examined(export: bytes, proof: bytes, export_name: str, proof_name: str, head: str | None = None) -> Told:
    """The same of bytes at hand; the names are those by which they are told of."""
    told = Told()
    try:
        members = unpacked(proof)
        opening = _opening(members[OPENING])
    except ProofError as error:
        told.faults.append(f"{proof_name}: {error}")
        return told
    events = list(_events(members[LOG], told))
    told.events = len(events)
    told.faults += _chains(events, opening["heads"])
    writer = opening["writer"]
    number, told.head = opening["heads"][writer]
    if head is not None and head not in {event.digest for event in events}:
        told.faults.append(f"head {shown(head)}: not in the log of this proof, which was cut off or written anew, or ends before that head")
    made = next((event for event in events if (event.writer, event.number, event.kind) == (writer, number, "exported")), None)
    if made is None:
        told.faults.append(f"event {number}: not there as the export's event")
        return told
    try:
        content = _opened(made, opening)
        told.faults += [f"{proof_name}: {name}: altered" for name in (PROGRAM, ABOUT) if digest(members[name]) != content["proof"][name]]
    except (ProofError, LookupError, TypeError) as error:
        told.faults.append(f"{proof_name}: {OPENING}: {error if isinstance(error, ProofError) else 'it does not tell what it must'}")
        return told
    _export(export, export_name, made, content, events, told)
    if head is None and not told.faults:
        told.notes.append("no --head was given: that the whole log was written anew cannot be told without a head that came another way")
    return told


def _opening(written: bytes) -> dict[str, Any]:
    """What opens the commitment: writer, heads, salt and content."""
    opening = _json(written, OPENING)
    if opening.get("version") != VERSION:
        raise ProofError(f"{OPENING}: of a version that this program does not know; it knows {VERSION}")
    heads = opening.get("heads")
    kinds = {"version": int, "writer": str, "salt": str, "content": str, "heads": dict}
    sound = opening.keys() == kinds.keys() and all(isinstance(opening[name], kind) for name, kind in kinds.items())
    if not sound or not isinstance(heads, dict) or opening["writer"] not in heads or not all(map(_is_head, heads.values())):
        raise ProofError(f"{OPENING}: it does not tell what it must")
    return opening


def _is_head(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and type(value[0]) is int and value[0] > 0 and isinstance(value[1], str)


def _json(written: bytes, name: str) -> dict[str, Any]:
    """The object that those bytes are, if they are written in the one way. Raises ProofError."""
    try:
        told = json.loads(written)
        if not isinstance(told, dict) or canonical(told) != written:
            raise ProofError(f"{name}: altered, or not in the form in which it is written")
        return told
    except (ValueError, RecursionError) as error:
        raise ProofError(f"{name}: cannot be read: {shown(str(error))}") from error


def _events(log: bytes, told: Told) -> Iterator[Event]:
    """The events that can be read, in the order in which they stand."""
    lines = log.split(b"\n")
    if lines.pop():
        told.faults.append(f"{LOG}: cut off within its last line")
    for at, line in enumerate(lines, 1):
        try:
            if len(line) > LONGEST:
                raise ProofError(f"{LOG} line {at}: too long for an event")
            yield _event(line, f"{LOG} line {at}")
        except ProofError as error:
            told.faults.append(str(error))


def _event(line: bytes, name: str) -> Event:
    told = _json(line, name)
    writer, previous, kind, subject, number = (told.get(key) for key in ("writer", "previous", "kind", "subject", "seq"))
    body, parts = told.get("body"), told.get("parts")
    sound = (
        all(isinstance(word, str) for word in (writer, previous, kind, subject or ""))
        and isinstance(body, dict)
        and isinstance(parts, dict)
    )
    if not sound or type(number) is not int or number < 1 or told.get("version") != 1:
        raise ProofError(f"{name}: no event")
    return Event(digest(line), str(writer), number, str(previous), str(kind), str(subject or ""), body or {}, parts or {})


def _chains(events: Sequence[Event], heads: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """What is wrong with the order of events and with the chain of each writer."""
    rightful = sorted(events, key=lambda event: (event.writer, event.number))
    for at, event in enumerate(events):
        if event is not rightful[at]:
            yield f"{event.name}: out of its place"
        if event.writer not in heads or event.number > heads[event.writer][0]:
            yield f"{event.name}: none of this log"
    for writer, (number, head) in sorted(heads.items()):
        yield from _chain([event for event in rightful if event.writer == writer and event.number <= number], number, head)


def _chain(events: Sequence[Event], number: int, head: str) -> Iterator[str]:
    """Which events of a chain are missing or altered: the fewest that can explain every link that does not hold."""
    doubted: tuple[Event | None, Event | None] | None = None
    for at in range(len(events) + 1):
        before, after = events[at - 1] if at else None, events[at] if at < len(events) else None
        last, seen = (before.number, before.digest) if before else (0, NOTHING_BEFORE)
        following, named = (after.number, after.previous) if after else (number + 1, head)
        broken = following == last + 1 and named != seen
        if doubted:
            # of the two events of a broken link, the later is at fault where its other link is broken too
            culprit = doubted[1] if broken or not doubted[0] else doubted[0]
            yield f"{culprit.name if culprit else 'head'}: altered"
            doubted = None
        elif broken:
            doubted = (before, after)
        if following == last:
            yield f"{after.name if after else 'head'}: there twice"
        elif following > last + 1:
            yield f"event {last + 1}: missing" if following == last + 2 else f"events {last + 1} to {following - 1}: missing"
    if doubted:
        culprit = doubted[0] or doubted[1]
        yield f"{culprit.name if culprit else 'head'}: altered"


def _opened(made: Event, opening: Mapping[str, Any]) -> dict[str, Any]:
    """What the export's event commits to. Raises ProofError where the proof opens something else."""
    written = str(opening["content"]).encode("utf-8", "backslashreplace")
    try:
        salt = bytes.fromhex(opening["salt"])
    except ValueError:
        salt = b""
    if salt.hex() != opening["salt"] or digest(salt + written) != made.parts.get("export"):
        raise ProofError(f"what it opens is not what {made.name} commits to")
    return _json(written, "content")


def _export(export: bytes, name: str, made: Event, content: Mapping[str, Any], events: Sequence[Event], told: Told) -> None:
    """The export compared with what its event commits to, and its rows with the judgements of the log."""
    if digest(export) == content.get("digest"):
        told.notes.append(f"{name}: the export of event {made.number}, unaltered")
    else:
        told.faults.append(f"{name}: not the export of event {made.number}: the bytes are others")
    form = made.body.get("format")
    if form not in ("csv", "jsonl"):
        told.notes.append(f"{name}: a workbook's rows are not compared with the judgements of the log, only its bytes")
        return
    try:
        faults = list(_rows_compared(export, name, made, content, events))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, csv.Error) as error:
        told.faults.append(f"{name}: its rows cannot be read as {form}: {shown(str(error))}")
        return
    told.faults += faults[:FAULTS]
    if len(faults) > FAULTS:
        told.faults.append(f"{name}: {len(faults) - FAULTS} more rows are not as the log has them")
    if not faults:
        count = len(content["claims"])
        told.notes.append(
            f"{name}: {'the verdict of 1 row is that' if count == 1 else f'the verdicts of {count} rows are those'} of the log"
        )


def _rows_compared(export: bytes, name: str, made: Event, content: Mapping[str, Any], events: Sequence[Event]) -> Iterator[str]:
    """A line for each row that is not as the log has it."""
    verdicts = _in_force([event for event in events if event.writer == made.writer and event.number <= int(made.body["as_of"])])
    claims: list[object] = []
    for place, row in (_csv_rows if made.body["format"] == "csv" else _jsonl_rows)(export, content):
        claims.append(row["claim"])
        verdict = verdicts.get((str(row["report"]), str(row["key"])))
        # to whoever is to read a claim again, without seeing the first's answer, it is one that nobody has judged
        if row["verdict"] != verdict and (row["verdict"] or not row["second"]):
            said = shown(str(row["verdict"] or "not judged"))
            yield f"{name} {place}: {shown(str(row['claim']))}: {said} in the file, {verdict or 'not judged'} in the log"
    if claims != content["claims"]:
        yield f"{name}: its claims are not the {len(content['claims'])} of event {made.number}"


def _csv_rows(export: bytes, content: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, object]]]:
    text = export.decode("utf-8-sig")
    csv.field_size_limit(min(max(csv.field_size_limit(), len(text)), 2**31 - 1))
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(rows, [])
    at = {id: header.index(content["columns"][id]) for id in COMPARED}
    for number, cells in enumerate(rows, 2):
        row: dict[str, object] = {id: cells[column] for id, column in at.items()}
        yield f"row {number}", {**row, "verdict": content["verdicts"].get(row["verdict"], row["verdict"]) or None}


def _jsonl_rows(export: bytes, content: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, object]]]:
    for number, line in enumerate(export.decode("utf-8").split("\n")[:-1], 1):
        row = json.loads(line)
        yield f"line {number}", {id: row[id] for id in COMPARED}


def _in_force(events: Sequence[Event]) -> dict[tuple[str, str], str]:
    """The verdict on the reading of each claim, by report and key, after those events."""
    judged: dict[int, Event] = {}
    given: dict[tuple[str, str], list[int]] = {}  # the judgements of each claim
    where: dict[int, tuple[str, str]] = {}
    standing: dict[tuple[str, str], set[int]] = {}
    for event in events:
        body = event.body
        place = (event.subject, str(body.get("key")))
        if event.kind == "judged" and body.get("question") == "reading":
            judged[event.number], where[event.number] = event, place
            given.setdefault(place, []).append(event.number)
            if not body.get("blind"):  # a blind one is set beside the one in force, and never takes its place
                standing[place] = {event.number}
        elif event.kind == "undone" and body.get("undoes") in where:
            standing.setdefault(where[body["undoes"]], set()).discard(body["undoes"])
            if body.get("restores") in where:
                standing.setdefault(where[body["restores"]], set()).add(body["restores"])
        elif event.kind == "moved":
            old, new = (event.subject, str(body.get("from"))), (event.subject, str(body.get("to")))
            moved = given.pop(old, [])
            where.update(dict.fromkeys(moved, new))
            given.setdefault(new, []).extend(moved)
            standing.setdefault(new, set()).update(standing.pop(old, set()))
    return {place: str(judged[max(numbers)].body.get("verdict")) for place, numbers in standing.items() if numbers}


def report(told: Told) -> int:
    """Prints what was found; the exit code: 0 where all is whole, else 1."""
    for line in told.faults:
        print(line)
    for line in told.notes:
        print(line, file=sys.stderr)
    ends = f"\t{told.events} events\thead {shown(told.head)}" if told.events else ""
    print(f"{'NOT WHOLE' if told.faults else 'whole'}{ends}")
    return 1 if told.faults else 0


def main() -> int:
    """Verifies the export that the arguments name, against the proof in which this program lies or the one named."""
    parser = argparse.ArgumentParser(description="Tell whether a file is the export that a Sijill ledger made, to the byte.")
    parser.add_argument("file", type=Path, help="the export")
    parser.add_argument("--head", metavar="DIGEST", help="a head of the log that came another way: it must stand in the proof's log")
    parser.add_argument("--proof", type=Path, default=Path(sys.argv[0]), metavar="FILE", help="another proof than this file")
    told = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return report(examine(told.file, told.proof, told.head))


if __name__ == "__main__":
    sys.exit(main())
