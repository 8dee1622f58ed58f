"""A project in one file, and back: a zip of settings, ledger and vault with a list of digests, verified both ways."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sijill.errors import LedgerError, ProjectError
from sijill.ledger.project import LEDGER, SETTINGS, VAULT, Project, open_project
from sijill.ledger.vault import make_durable
from sijill.ledger.verify import verify

LIST = "backup.json"
PIECE = 1 << 20


def backup(project: Project, path: Path) -> str:
    """The head of the log in the backup that was written to a file. Raises LedgerError where the file cannot be written or is there."""
    if path.exists():
        raise LedgerError(f"{path}: there is a file of this name already")
    passing = path.with_name(path.name + ".new")
    try:
        with tempfile.TemporaryDirectory(dir=project.folder) as folder:
            copy = Path(folder) / LEDGER
            _copy_ledger(project.folder / LEDGER, copy)
            _write(project, copy, passing)
        _check(passing)
        with passing.open("rb+") as file:
            os.fsync(file.fileno())
        passing.replace(path)
        make_durable(path.absolute().parent)
    except OSError as error:
        passing.unlink(missing_ok=True)
        raise LedgerError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    from sijill.ledger.log import head

    with project.engine.connect() as connection:
        return head(connection, project.writer)[1]


def _copy_ledger(source: Path, target: Path) -> None:
    """Copies the ledger as it stands at one moment, whoever writes meanwhile."""
    with contextlib.closing(sqlite3.connect(source)) as held, contextlib.closing(sqlite3.connect(target)) as copy:
        held.backup(copy)


def _write(project: Project, copy: Path, path: Path) -> None:
    digests: dict[str, str] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        named = [(project.folder / SETTINGS, SETTINGS), (copy, LEDGER)]
        named += [(file, f"{VAULT}/{file.parent.name}/{file.name}") for file in project.vault.files()]
        for file, name in named:
            digests[name] = _digest(file)
            packed.write(file, name)
        packed.writestr(LIST, json.dumps({"version": 1, "files": digests}, indent=1))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check(path: Path) -> dict[str, str]:
    """The digests of a backup's files, each recomputed. Raises LedgerError where one is altered, missing or out of place."""
    try:
        with zipfile.ZipFile(path) as packed:
            told: dict[str, str] = json.loads(packed.read(LIST))["files"]
            names = [name for name in packed.namelist() if name != LIST]
            if sorted(names) != sorted(told):
                raise LedgerError(f"{path}: it does not hold the files that it lists")
            for name in names:
                if _pieces_digest(packed, name) != told[name]:
                    raise LedgerError(f"{path}: {name}: altered")
            return told
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise LedgerError(f"{path}: this is no backup, or it is broken: {error}") from error


def _pieces(packed: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with packed.open(name) as file:
        while piece := file.read(PIECE):
            yield piece


def _pieces_digest(packed: zipfile.ZipFile, name: str) -> str:
    made = hashlib.sha256()
    for piece in _pieces(packed, name):
        made.update(piece)
    return made.hexdigest()


def restore(path: Path, folder: Path) -> Project:
    """The project that a backup was made of, in a folder that is new or empty, verified. Raises LedgerError or ProjectError."""
    if folder.exists() and any(folder.iterdir()):
        raise ProjectError(f"{folder}: the folder is not empty")
    names = _check(path)
    for name in names:
        parts = PurePosixPath(name).parts
        if name not in (SETTINGS, LEDGER) and not (
            len(parts) == 3 and parts[0] == VAULT and parts[2].isalnum() and parts[2][:2] == parts[1]
        ):
            raise LedgerError(f"{path}: {name}: no file of a project")
    try:
        with zipfile.ZipFile(path) as packed:
            # the settings last: a folder is a project once all of it is there
            for name in sorted(names, key=lambda name: name == SETTINGS):
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as file:
                    for piece in _pieces(packed, name):
                        file.write(piece)
                    file.flush()
                    os.fsync(file.fileno())
        (folder / VAULT).mkdir(exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{folder}: {(error.strerror or str(error)).lower()}") from error
    project = open_project(folder)
    faults = verify(project).faults
    if faults:
        raise LedgerError(f"{path}: restored, but not whole: {faults[0]}")
    return project
