"""A project: a folder with settings (sijill.toml), a vault of bytes and the ledger's one file."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from sijill.errors import ProjectError
from sijill.ledger.dropped import finish_if_possible
from sijill.ledger.log import Entry, Event, Pen
from sijill.ledger.migrations import migrate
from sijill.ledger.schema import events, open_engine, writing
from sijill.ledger.settings import Settings, read_settings, written_settings
from sijill.ledger.state import apply, changes
from sijill.ledger.vault import Vault, make_durable, write_whole

SETTINGS, LEDGER, VAULT = "sijill.toml", "ledger.sqlite", "vault"
PROJECT, OPERATOR = "SIJILL_PROJECT", "SIJILL_OPERATOR"
FORMAT = 1


@dataclass(frozen=True)
class Project:
    """An open project. `operator` is the pseudonym under which this run's events are written."""

    folder: Path
    operator: str
    settings: Settings

    @property
    def sees_names(self) -> bool:
        """Whether this run's operator has the right to see what is withheld."""
        return self.operator in self.settings.names

    @cached_property
    def vault(self) -> Vault:
        """The bytes as received."""
        return Vault(self.folder / VAULT)

    @cached_property
    def engine(self) -> Engine:
        """The ledger's store, carried forward to this version."""
        path = self.folder / LEDGER
        if not path.is_file():
            raise ProjectError(f"{path}: the ledger is missing from this project")
        engine = open_engine(path)
        migrate(engine, str(path))
        finish_if_possible(engine, self.vault)
        return engine

    @cached_property
    def writer(self) -> str:
        """The name of this installation's chain; raises ProjectError where the log has lost its beginning."""
        with self.engine.connect() as connection:
            named = connection.execute(select(events.c.writer).where(events.c.kind == "founded")).scalar()
        if named is None:
            raise ProjectError(f"{self.folder / LEDGER}: its log has no beginning")
        return str(named)

    def pen(self, at: datetime | None = None) -> Pen:
        """What writes events into the log: this installation's chain, the operator, and the moment (now, unless told)."""
        moment = (at or datetime.now(UTC)).astimezone(UTC)
        return Pen(writer=self.writer, by=self.operator, at=moment.isoformat(timespec="microseconds").replace("+00:00", "Z"))

    def write(self, connection: Connection, entries: Sequence[Entry]) -> list[Event]:
        """The events that these entries have become, and the state with what they amount to; the connection may write."""
        made = self.pen().write(connection, entries)
        for event, entry in zip(made, entries, strict=True):
            apply(connection, changes(event, entry.parts))
        return made


def found_project(folder: Path, operator: str | None = None) -> Project:
    """The project made in a folder, which may be new. Raises ProjectError where one is there already or none can be made."""
    if (folder / SETTINGS).exists():
        raise ProjectError(f"{folder}: there is a project here already")
    name = operator or "operator-" + secrets.token_hex(2)
    try:
        new = [one for one in (folder, *folder.parents) if not one.exists()]
        (folder / VAULT).mkdir(parents=True, exist_ok=True)
        engine = open_engine(folder / LEDGER)
        migrate(engine, str(folder / LEDGER))
        with writing(engine) as connection:
            if connection.execute(select(events.c.seq)).first() is None:
                pen = Pen(writer=secrets.token_hex(4), by=name, at=datetime.now(UTC).isoformat(timespec="microseconds")[:-6] + "Z")
                pen.write(connection, [Entry(kind="founded", body={"format": FORMAT})])
        engine.dispose()
        write_whole(folder / SETTINGS, written_settings(name).encode())  # last, so that a folder is a project once all of it is there
        for one in {folder, folder.parent, *(one.parent for one in new)}:
            make_durable(one)
    except OSError as error:
        raise ProjectError(f"{folder}: no project can be made here: {(error.strerror or str(error)).lower()}") from error
    return open_project(folder)


def find_project(told: Path | None = None, start: Path | None = None) -> Project:
    """The project told, else that of SIJILL_PROJECT, else the one in which `start` lies (the current folder).

    Raises ProjectError where there is none.
    """
    named = told or (Path(os.environ[PROJECT]) if os.environ.get(PROJECT) else None)
    if named:
        if not (named / SETTINGS).is_file():
            raise ProjectError(f"{named}: this is no project; `sijill init` makes one")
        return open_project(named)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return open_project(folder)
    raise ProjectError(f"{here}: this lies in no project; `sijill init` makes one, --project or {PROJECT} names one")


def open_project(folder: Path) -> Project:
    """The project in that folder; raises ProjectError where its settings cannot be read."""
    settings = read_settings(folder / SETTINGS)
    return Project(folder, os.environ.get(OPERATOR) or settings.operator, settings)
