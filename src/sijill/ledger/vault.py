"""The vault: bytes as received, each in a file named by their SHA-256, never altered.

A file comes into being whole or not at all: written under a passing name in the folder where it will stand, made durable,
renamed, and the folder made durable too. What a crash leaves are passing names, which `sweep` removes.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sijill.errors import LedgerError

PASSING = ".new-"
FORGOTTEN = 3600.0  # seconds after which a passing file belongs to no running process
HANDS = 8  # writes that wait for the disk side by side


class Vault:
    """Bytes by digest, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._durable: set[str] = set()  # digests that this process has made durable, or found so

    def path(self, digest: str) -> Path:
        """Where the bytes of that digest stand, or would."""
        name = digest.removeprefix("sha256:")
        return self.folder / name[:2] / name

    def keep(self, contents: Sequence[tuple[str, bytes]]) -> None:
        """Makes (digest, bytes) durable, all of them before it returns; bytes that are there already are left as they are.

        Raises LedgerError where the disk does not take them.
        """
        missing = {digest: content for digest, content in contents if not self.path(digest).exists()}
        # what another process has written may not be durable yet under its name
        doubtful = {digest for digest, _ in contents if digest in missing or digest not in self._durable}
        if not doubtful:
            return
        folders = {self.path(digest).parent for digest in doubtful}
        try:
            for folder in folders:
                folder.mkdir(parents=True, exist_ok=True)
            with ThreadPoolExecutor(min(HANDS, len(doubtful))) as hands:
                list(hands.map(lambda one: write_whole(self.path(one[0]), one[1]), missing.items()))
                list(hands.map(make_durable, [*folders, self.folder]))
        except OSError as error:
            raise LedgerError(f"{error.filename or self.folder}: {(error.strerror or str(error)).lower()}") from error
        self._durable |= doubtful

    def read(self, digest: str) -> bytes:
        """The bytes of that digest; raises LedgerError where they are missing or altered."""
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError as error:
            raise LedgerError(f"{self.path(digest)}: missing from the vault") from error
        if hashlib.sha256(content).hexdigest() != digest.removeprefix("sha256:"):
            raise LedgerError(f"{self.path(digest)}: altered")
        return content

    def drop(self, digest: str) -> bool:
        """Removes the bytes of that digest, durably; whether they were there."""
        path = self.path(digest)
        if not path.exists():
            return False
        path.unlink()
        self._durable.discard(digest)
        make_durable(path.parent)
        return True

    def files(self) -> Iterator[Path]:
        """Every file of the vault but passing ones, in the order of names."""
        for folder in sorted(path for path in self.folder.iterdir() if path.is_dir()):
            yield from sorted(path for path in folder.iterdir() if not path.name.startswith(PASSING))

    def sweep(self) -> None:
        """Removes passing files that no running process can still be writing."""
        for path in self.folder.glob(f"*/{PASSING}*"):
            try:
                if time.time() - path.stat().st_mtime > FORGOTTEN:
                    path.unlink()
            except FileNotFoundError:
                continue  # another process was first


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file that comes into being whole or not at all; its name is durable once `make_durable` is done to its folder.

    Raises OSError, naming the file, where the disk does not take it.
    """
    passing = path.with_name(PASSING + secrets.token_hex(8))
    try:
        with passing.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        passing.replace(path)
    except OSError as error:
        passing.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error


def make_durable(folder: Path) -> None:
    """Makes the names in a folder durable, where the system has a way to ask for it (Windows does so by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
