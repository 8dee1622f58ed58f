"""A project in one file, and back: a zip of settings, ledger and vault with a list of digests, verified both ways.

Under a passphrase the zip is a stream that is encrypted as it is made (see sealed.py). A backup is brought back in a
passing folder inside the one that it is meant for, and moved up once it is verified: whatever goes wrong, nothing stays.
Only there does the zip lie in the clear, for as long as it is unpacked, beside the project that it is to become.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sijill.errors import LedgerError, ProjectError
from sijill.ledger.packed import LIST, PIECE, Packed
from sijill.ledger.project import LEDGER, SETTINGS, VAULT, Project, open_project
from sijill.ledger.sealed import is_sealed, seal, unseal
from sijill.ledger.vault import make_durable
from sijill.ledger.verify import verify


def backup(project: Project, path: Path, passphrase: str | None = None) -> str:
    """The head of the log in the backup that was written to a file, encrypted where there is a passphrase.

    Raises LedgerError where the file cannot be written or is there.
    """
    if path.exists():
        raise LedgerError(f"{path}: there is a file of this name already")
    passing = path.with_name(path.name + ".new")
    try:
        with tempfile.TemporaryDirectory(dir=project.folder) as folder:
            copy = Path(folder) / LEDGER
            head = _copy_ledger(project, copy)
            _write(Packed(_files(project, copy)), passing, passphrase)
        with passing.open("rb+") as file:
            os.fsync(file.fileno())
        passing.replace(path)
        make_durable(path.absolute().parent)
    except OSError as error:
        raise LedgerError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    finally:
        passing.unlink(missing_ok=True)
    return head


def _copy_ledger(project: Project, target: Path) -> str:
    """The head of the ledger's copy, made as it stands at one moment, whoever writes meanwhile."""
    with contextlib.closing(sqlite3.connect(project.folder / LEDGER)) as held, contextlib.closing(sqlite3.connect(target)) as copy:
        held.backup(copy)
        query = "SELECT digest FROM event WHERE writer = ? ORDER BY seq DESC LIMIT 1"
        return str(copy.execute(query, (project.writer,)).fetchone()[0])


def _files(project: Project, copy: Path) -> Iterator[tuple[Path, str]]:
    """What a backup holds, each file with its name in it."""
    yield project.folder / SETTINGS, SETTINGS
    yield copy, LEDGER
    for file in project.vault.files():
        yield file, f"{VAULT}/{file.parent.name}/{file.name}"


def _write(packed: Packed, path: Path, passphrase: str | None) -> None:
    """Writes a backup, and reads it again to see that it can be."""
    if passphrase is None:
        with path.open("wb") as file:
            while piece := packed.read(PIECE):
                file.write(piece)
        _check(path, path)
        return
    seal(packed, path, passphrase)
    read = _Digest()
    unseal(path, passphrase, read)
    if read.made.hexdigest() != packed.digest:
        raise LedgerError(f"{path}: what was written is not what is read again")


class _Digest:
    """A stream of which nothing is kept but the digest."""

    def __init__(self) -> None:
        self.made = hashlib.sha256()

    def write(self, piece: bytes, /) -> None:
        """Takes the next bytes."""
        self.made.update(piece)

    def flush(self) -> None:
        """Nothing is kept back."""


def _check(path: Path, clear: Path) -> dict[str, str]:
    """The digests of the files in the zip of a backup, each recomputed. Raises LedgerError where one is altered or missing."""
    try:
        with zipfile.ZipFile(clear) as packed:
            told: dict[str, str] = json.loads(packed.read(LIST))["files"]
            names = [name for name in packed.namelist() if name != LIST]
            if sorted(names) != sorted(told):
                raise LedgerError(f"{path}: it does not hold the files that it lists")
            for name in names:
                if _pieces_digest(packed, name) != told[name]:
                    raise LedgerError(f"{path}: {name}: altered")
            return told
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError, TypeError) as error:
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


def restore(path: Path, folder: Path, passphrase: str | None = None) -> Project:
    """The project that a backup was made of, in a folder that is new or empty, verified. Raises LedgerError or ProjectError."""
    if folder.exists() and any(folder.iterdir()):
        raise ProjectError(f"{folder}: the folder is not empty")
    if is_sealed(path) != (passphrase is not None):
        raise LedgerError(f"{path}: {'it is not encrypted' if passphrase else 'it is encrypted, and needs its passphrase'}")
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restored-", dir=folder) as passing:
            whole = Path(passing) / "project"
            _bring_back(path, whole, passphrase)
            _move(whole, folder)
        make_durable(folder)
        new.clear()
    except OSError as error:
        raise LedgerError(f"{folder}: {(error.strerror or str(error)).lower()}") from error
    finally:
        for place in new:
            with contextlib.suppress(OSError):
                place.rmdir()
    return open_project(folder)


def _bring_back(path: Path, whole: Path, passphrase: str | None) -> None:
    """Makes a verified project of a backup in a folder that is not there yet."""
    if passphrase is None:
        _unpack(path, path, whole)
    else:
        clear = whole.with_name("content.zip")
        clear.touch(mode=0o600)
        with clear.open("wb") as file:
            unseal(path, passphrase, file)
        _unpack(path, clear, whole)
    project = open_project(whole)
    try:
        faults = verify(project).faults
    finally:
        project.engine.dispose()
    if faults:
        raise LedgerError(f"{path}: it can be read, but is not whole: {faults[0]}")


def _unpack(path: Path, clear: Path, whole: Path) -> None:
    """Writes the files of a backup, checked, into a folder."""
    names = _check(path, clear)
    for name in names:
        parts = PurePosixPath(name).parts
        if name not in (SETTINGS, LEDGER) and not (
            len(parts) == 3 and parts[0] == VAULT and parts[2].isalnum() and parts[2][:2] == parts[1]
        ):
            raise LedgerError(f"{path}: {name}: no file of a project")
    (whole / VAULT).mkdir(parents=True)
    with zipfile.ZipFile(clear) as packed:
        for name in names:
            target = whole / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                for piece in _pieces(packed, name):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())


def _move(whole: Path, folder: Path) -> None:
    """Moves all of a project into another folder of the same disk, or nothing of it."""
    moved: list[str] = []
    try:
        # the settings last: a folder is a project once all of it is there
        for name in sorted((entry.name for entry in whole.iterdir()), key=lambda name: name == SETTINGS):
            (whole / name).rename(folder / name)
            moved.append(name)
    except OSError:
        for name in reversed(moved):
            (folder / name).rename(whole / name)
        raise
