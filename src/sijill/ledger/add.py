"""Adding: what was gathered becomes durable in the vault and the log, and only then is acknowledged.

Reports are read by a pool of processes and written in groups: one group, one commit. The outcome of a report is handed on
after its group is durable. Adding the same again finds it known, so that an add that was stopped is simply run again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from sijill.collect.item import Container, Gathered, Item, Refused
from sijill.ledger.canonical import Plain, canonical, digest
from sijill.ledger.change import Change, Prepared, number_of
from sijill.ledger.log import Entry
from sijill.ledger.met import Known, Sight, has_come, is_received, met, place_of, received
from sijill.ledger.pool import PATIENCE, Died, each
from sijill.ledger.prepared import prepare
from sijill.ledger.project import Project
from sijill.ledger.schema import container, failure, report, writing
from sijill.ledger.state import apply, changes
from sijill.ledger.take import READ, Taken, capture_of, identity_of, letters_of, report_of, take
from sijill.ledger.withheld import acts_in_force

GROUP = 100  # reports of one commit
PAUSE = 0.5  # seconds after which a smaller group is committed
GROUP_BYTES = 16_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one thing that was given: `kind` is captured, known or failed; `name` is r12 or f3.

    `reason` tells why it failed; of a report that is kept and was not read, why not.
    """

    kind: str
    name: str
    source: str
    claims: int | None = None
    language: str | None = None
    stage: str | None = None
    reason: str | None = None


Ready = Taken | Refused | Known


def add(
    project: Project, items: Iterable[Item], say: Callable[[Outcome], None], jobs: int = 1, patience: float = PATIENCE
) -> None:  # fmt: skip
    """Adds what was gathered; `say` is told each outcome once it is durable, in the order of the items.

    A report whose reading takes longer than `patience` (seconds; more for a long text) is kept, and its reading a failure.
    """
    project.vault.sweep()
    group: list[Ready] = []
    size, begun = 0, time.monotonic()
    for given, made in each(_unknown(project, items), _work, jobs, letters_of, patience):
        ready = _died(given, made) if isinstance(made, Died) else made
        group.append(ready)
        size += len(_data(ready) or b"")
        if len(group) >= GROUP or size >= GROUP_BYTES or time.monotonic() - begun >= PAUSE:
            _commit(project, group, say)
            group, size, begun = [], 0, time.monotonic()
    _commit(project, group, say)


def _unknown(project: Project, items: Iterable[Item]) -> Iterator[Item | Known]:
    """The items, those that the ledger holds already told from the others."""
    sight = Sight()
    with project.engine.connect() as connection:
        for item in items:
            known = sight.known(connection, item) if isinstance(item, Gathered) else None
            connection.rollback()  # no snapshot is held while others write
            yield known or item


def _work(item: Item | Known) -> Ready:
    return take(item) if isinstance(item, Gathered) else item


def _died(item: Item | Known, died: Died) -> Ready:
    assert isinstance(item, Gathered)
    text = item.text.encode("utf-8", "surrogatepass")
    return Taken(
        item=item, identity=identity_of(item), capture=capture_of(item, report_of(item)), text=text, reading=None, reader=None,
        fault=str(died), prepared=Prepared(),
    )  # fmt: skip


def _data(ready: Ready) -> bytes | None:
    if isinstance(ready, Known):
        return None
    return ready.item.data if isinstance(ready, Taken) else ready.data


def _known(connection: Connection, identity: str) -> str | None:
    number = connection.execute(select(report.c.number).where(report.c.identity == identity)).scalar()
    return f"r{number}" if number else None


def _commit(project: Project, group: list[Ready], say: Callable[[Outcome], None]) -> None:
    """Makes a group durable, the vault first, and tells its outcomes."""
    if not group:
        return
    kept = [(digest(data), data) for ready in group if (data := _data(ready)) is not None]
    project.vault.keep(kept)
    batch = Batch(project)
    if any(not isinstance(ready, Known) or ready.news for ready in group):
        with writing(project.engine) as connection:
            batch.begin(connection)
            project.vault.keep(kept)  # what was there a moment ago may have been withdrawn since
            told = [batch.enter(ready) for ready in group]
            batch.write()
    else:
        told = [batch.known(ready.item, ready.name) for ready in group if isinstance(ready, Known)]
    for outcome in told:
        say(outcome)


@dataclass
class Batch:
    """The entries of one commit with what each amounts to."""

    project: Project
    entries: list[Entry] = field(default_factory=list)
    prepared: list[Prepared] = field(default_factory=list)

    def begin(self, connection: Connection) -> None:
        """Starts counting where the ledger stands; the connection holds the right to write."""
        self.connection = connection
        self.reports = connection.execute(select(func.max(report.c.number))).scalar() or 0
        self.failures = connection.execute(select(func.max(failure.c.number))).scalar() or 0
        self.containers = connection.execute(select(func.max(container.c.number))).scalar() or 0
        self.entered: dict[str, str] = {}
        self.come: set[tuple[str, str]] = set()  # (report, source) of this batch

    def known(self, item: Gathered, name: str) -> Outcome:
        """The outcome of a report that the ledger holds already."""
        return Outcome(kind="known", name=name, source=item.source)

    def enter(self, ready: Ready) -> Outcome:
        """The outcome of a report or a refusal that is entered, unless another process or this group has entered it already."""
        if isinstance(ready, Refused):
            self._receive(ready.container)
            return self.fail(ready.source, ready.stage, ready.reason, ready.data, within=ready.container)
        self._receive(ready.item.container)
        if isinstance(ready, Known):
            held = ready.news and _known(self.connection, identity_of(ready.item))  # it may have been withdrawn since
            return self._meet(ready.item, ready.name) if held == ready.name else self.known(ready.item, ready.name)
        name = self.entered.get(ready.identity) or _known(self.connection, ready.identity)
        return self._meet(ready.item, name) if name else self._capture(ready)

    def _receive(self, held: Container | None) -> None:
        """Enters a container whose bytes are kept, once."""
        if held is None or held.digest in self.entered:
            return
        if not is_received(self.connection, held.digest):
            self.containers += 1
            self._add(received(held, self.containers, self.project.vault), None)
        self.entered[held.digest] = held.source

    def _meet(self, item: Gathered, name: str) -> Outcome:
        """Enters one more capture of a report, where it has not come from this source before."""
        if (name, item.source) not in self.come and not has_come(self.connection, name, item.source):
            self.come.add((name, item.source))
            self._add(met(item, name), None)
        return self.known(item, name)

    def _capture(self, taken: Taken) -> Outcome:
        self.reports += 1
        name = self.entered[taken.identity] = f"r{self.reports}"
        self.come.add((name, taken.item.source))
        parts = {"capture": taken.capture, "text": taken.text}
        self._add(Entry(kind="captured", subject=name, parts=parts), taken.prepared if taken.prepared.index else None)
        self.read(name, taken)
        if taken.fault:
            self.fail(taken.item.source, READ, taken.fault, None, name)
        claims = len(taken.prepared.claims) if taken.reading else None
        return Outcome(
            kind="captured", name=name, source=taken.item.source, claims=claims, language=taken.item.language, reason=taken.fault
        )

    def read(self, name: str, taken: Taken, again: bool = False) -> None:
        """Enters the reading, where there is one."""
        if taken.reading is not None:
            acts = acts_in_force(self.connection, number_of(name)) if again else ()
            told = prepare(taken.text, taken.reading, acts) if acts else taken.prepared
            body = {"claims": len(told.claims), "statements": len(told.statements), "reader": taken.reader, "again": again}
            self._add(Entry(kind="read", subject=name, body=body, parts={"reading": taken.reading}), told)

    def fail(
        self, source: str, stage: str, reason: str, data: bytes | None, of: str | None = None, within: Container | None = None
    ) -> Outcome:  # fmt: skip
        """Enters a failure, once: the same thing failing in the same way again is the failure that is known."""
        held = digest(data) if data is not None else None
        identity = digest(canonical(["failure", held or source, stage, reason, of]))
        name = self.entered.get(identity) or self._open_failure(identity)
        if name is None:
            self.failures += 1
            name = self.entered[identity] = f"f{self.failures}"
            told: Mapping[str, Plain] = {"identity": identity, "source": source, "reason": reason, "digest": held}
            if within:
                told = {**told, **place_of(within, source), "mapping": dict(within.mapping)}
            self._add(Entry(kind="failed", subject=name, body={"stage": stage, "report": of}, parts={"failure": canonical(told)}), None)
        return Outcome(kind="failed", name=name, source=source, stage=stage, reason=reason)

    def _open_failure(self, identity: str) -> str | None:
        found = select(failure.c.number).where(failure.c.identity == identity, failure.c.settled.is_(None))
        number = self.connection.execute(found).scalar()
        return f"f{number}" if number else None

    def settle(self, name: str) -> None:
        """Enters that a failure is one no longer."""
        self._add(Entry(kind="settled", subject=name), None)

    def _add(self, entry: Entry, prepared: Prepared | None) -> None:
        self.entries.append(entry)
        self.prepared.append(prepared or Prepared())

    def write(self) -> None:
        """Writes the entries into the log, and what they amount to into the state."""
        events = self.project.pen().write(self.connection, self.entries)
        made: list[Change] = []
        for event, entry, prepared in zip(events, self.entries, self.prepared, strict=True):
            made += changes(event, entry.parts, prepared if prepared.index else None)
        apply(self.connection, made)
