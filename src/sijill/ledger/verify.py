"""Everything recomputed: the chain of events, the content it commits to, the vault, and the state.

A change to any event or to their order is told, and to any content or file of the vault. That the end was cut off, or
all of it written anew, can be told only against a head that was kept elsewhere.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from sijill.errors import LedgerError, SijillError
from sijill.ledger.canonical import commitment, digest
from sijill.ledger.log import NOTHING_BEFORE, Event, parsed
from sijill.ledger.project import Project
from sijill.ledger.rebuild import differences
from sijill.ledger.schema import contents, dropping, events
from sijill.ledger.stream import digest_of

STEPS = ("events", "content", "files", "state")  # what is recomputed, in this order
SHOWN = 5  # names that are told of those that stand on one file


@dataclass(slots=True)
class Verdict:
    """What verifying found. `faults` name what is missing, altered or out of order; `notes` are no faults."""

    events: int = 0
    files: int = 0
    head: str = NOTHING_BEFORE
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify(
    project: Project, kept_head: str | None = None, exports: Sequence[Path] = (), begin: Callable[[str], object] = str
) -> Verdict:  # fmt: skip
    """The verdict on a project.

    `kept_head` is a head that was kept elsewhere, and must stand in the chain; `exports` are files that must be exports of
    this ledger to the byte. `begin` is told each of STEPS when it begins. Raises LedgerError where such a file cannot be read.
    """
    verdict = Verdict()
    begin(STEPS[0])
    with project.engine.connect() as connection:
        read = list(_chain(connection, verdict, kept_head))
        withdrawn = {event.subject for event in read if event.kind == "withdrawn"}
        begin(STEPS[1])
        held = dict(_contents(connection, read, withdrawn, verdict))
        if connection.execute(select(dropping.c.digest)).first():
            verdict.faults.append("a withdrawal has not come to its end: open the project again, or withdraw the report again")
    begin(STEPS[2])
    _vault(project, read, held, withdrawn, verdict)
    _exports(exports, held, verdict)
    if not verdict.faults:
        begin(STEPS[3])
        try:
            verdict.faults += differences(project)
        except SijillError as error:
            verdict.faults.append(f"state: {error}")
    return verdict


def _chain(connection: Connection, verdict: Verdict, kept_head: str | None) -> Iterator[Event]:
    """The events that can be read, each compared with its row, its digest and the one before it."""
    previous, seq, met = NOTHING_BEFORE, 0, kept_head is None
    writer: str | None = None
    for row in connection.execute(select(events).order_by(events.c.writer, events.c.seq)):
        if row.writer != writer:
            writer, previous, seq = row.writer, NOTHING_BEFORE, 0
        name = f"event {row.seq} ({row.kind}{' ' + row.subject if row.subject else ''})"
        if row.seq != seq + 1:
            verdict.faults.append(f"event {seq + 1}: missing" if row.seq == seq + 2 else f"events {seq + 1} to {row.seq - 1}: missing")
        seq = row.seq
        verdict.events += 1
        if not isinstance(row.bytes, bytes):
            verdict.faults.append(f"{name}: altered")
            previous = row.digest
            continue
        recomputed = digest(row.bytes)
        met = met or recomputed == kept_head
        if recomputed != row.digest:
            verdict.faults.append(f"{name}: altered")
        try:
            event = parsed(row.bytes)
        except LedgerError as error:
            verdict.faults.append(f"{name}: {error}")
            previous = row.digest
            continue
        told = (event.writer, event.seq, event.kind, event.subject)
        if told != (row.writer, row.seq, row.kind, row.subject) or event.canonical() != row.bytes:
            verdict.faults.append(f"{name}: altered, or moved from its place")
        if event.previous != previous:
            verdict.faults.append(f"{name}: does not follow the event before it")
        previous = verdict.head = row.digest
        yield event
    if not met:
        verdict.faults.append(f"head {kept_head}: not in the log, which was cut off or written anew since that head was kept")


def _contents(
    connection: Connection, read: list[Event], withdrawn: set[str | None], verdict: Verdict
) -> Iterator[tuple[tuple[int, str], bytes]]:
    """The captures, failures and exports by event, each content compared with what its event commits to."""
    expected = {(event.writer, event.seq, name): (event, told) for event in read for name, told in event.parts.items()}
    of_report = {event.seq: event.body.get("report") for event in read}
    for row in connection.execute(select(contents)):
        event, told = expected.pop((row.writer, row.seq, row.name), (None, None))
        if event is None:
            verdict.faults.append(f"content {row.seq} {row.name}: no event commits to it")
            continue
        name = f"{row.name} of {event.subject} (event {row.seq})"
        try:
            content = zlib.decompress(row.packed)
            altered = commitment(row.salt, content) != told
        except (zlib.error, TypeError):
            altered, content = True, b""
        if altered:
            verdict.faults.append(f"{name}: altered")
        elif event.subject in withdrawn:
            verdict.faults.append(f"{name}: still there, though withdrawn")
        elif row.name in ("capture", "failure", "container", "export"):
            yield (row.seq, row.name), content
    for (_, seq, part), (event, _) in expected.items():
        if event.subject not in withdrawn and of_report[seq] not in withdrawn:
            verdict.faults.append(f"{part} of {event.subject} (event {seq}): missing")


def _vault(project: Project, read: list[Event], held: dict[tuple[int, str], bytes], withdrawn: set[str | None], verdict: Verdict) -> None:
    """Every file of the vault compared with its name, every capture, failure and container with its file."""
    wanted = _wanted(read, held, withdrawn, verdict)
    for path in project.vault.files():
        verdict.files += 1
        names = wanted.pop("sha256:" + path.name, None)
        place = f"{path.parent.name}/{path.name}"
        if digest_of(path) != "sha256:" + path.name:
            verdict.faults.append(f"vault {place}{f' ({_shown(names)})' if names else ''}: altered")
        elif names is None:
            verdict.notes.append(f"vault {place}: no report needs it; an add that was stopped left it")
    for told, names in wanted.items():
        verdict.faults.append(f"vault {told.removeprefix('sha256:')} ({_shown(names)}): missing")


def _wanted(
    read: list[Event], held: dict[tuple[int, str], bytes], withdrawn: set[str | None], verdict: Verdict
) -> dict[str, list[str]]:  # fmt: skip
    """The digests of the files that must be there, each with the names of those that stand on it, a container's before the rest."""
    wanted: dict[str, list[str]] = {}
    out_of: dict[str, list[str]] = {}
    containers: set[str] = set()
    for event in read:
        for part in ("capture", "failure", "container"):
            told = json.loads(held.get((event.seq, part), b"{}"))
            if told.get("digest"):
                wanted.setdefault(str(told["digest"]), []).append(str(event.subject))
            if part == "container" and told:
                containers.add(str(told["digest"]))
            elif told.get("container"):
                out_of.setdefault(str(told["container"]), []).append(str(event.subject))
    for digest_, names in out_of.items():
        if digest_ in containers:
            wanted[digest_] += names
    gone = [names for digest_, names in out_of.items() if digest_ not in containers]
    announced = [event for event in read if event.kind == "withdrawn" and str(event.subject).startswith("b")]
    verdict.notes += [f"container {event.subject}: its bytes are gone since {event.body.get('with')} was withdrawn" for event in announced]
    if len(gone) > len(announced):
        verdict.faults += [f"the container of {_shown(names)}: no event tells of it" for names in gone]
    return wanted


def _shown(names: list[str]) -> str:
    """Some of the names, and how many more there are."""
    told = list(dict.fromkeys(names))
    return ", ".join(told[:SHOWN]) + (f" and {len(told) - SHOWN} more" if len(told) > SHOWN else "")


def _exports(paths: Sequence[Path], held: dict[tuple[int, str], bytes], verdict: Verdict) -> None:
    """Every file compared with the exports that the log tells of."""
    made = {str(json.loads(told)["digest"]): seq for (seq, part), told in held.items() if part == "export"}
    for path in paths:
        try:
            name = digest(path.read_bytes())
        except OSError as error:
            raise LedgerError(f"{path}: {(error.strerror or str(error)).lower()}") from error
        if name in made:
            verdict.notes.append(f"{path}: the export of event {made[name]}, unaltered")
        else:
            verdict.faults.append(f"{path}: no export of this ledger holds these bytes")
