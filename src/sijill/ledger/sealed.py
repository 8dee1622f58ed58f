"""A backup under a passphrase: a file that `sijill restore` opens, and that anybody can open with the program `age`.

The format is age's, by its library for Python (pyrage): no cryptography of our own. Its call for a passphrase wants the
whole content in memory, and a vault may be larger than that; its call for keys takes a stream. So a key is made for each
backup, the stream is encrypted to that key, and the key under the passphrase: what age's own manual calls a passphrase
protected identity. The two stand in a zip that packs nothing: `key.age` and `content.age`. Nothing of the content is ever
on the disk in the clear. Whoever does not know the passphrase does not know the key either, so cannot put other content in
the place of ours: all that is opened has been made by somebody who knew it.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Protocol

from sijill.errors import LedgerError

KEY, CONTENT = "key.age", "content.age"
LONGEST_KEY = 10_000  # bytes; a key under a passphrase is a few hundred


class Reads(Protocol):
    """A stream that is read."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most so many; none at the end."""


class Writes(Protocol):
    """A stream that is written."""

    def write(self, piece: bytes, /) -> object:
        """Takes the next bytes."""

    def flush(self) -> None:
        """Keeps back nothing."""


def is_sealed(path: Path) -> bool:
    """Whether a file is a backup under a passphrase."""
    try:
        with zipfile.ZipFile(path) as outer:
            return set(outer.namelist()) == {KEY, CONTENT}
    except (zipfile.BadZipFile, OSError):
        return False


def seal(source: Reads, path: Path, passphrase: str) -> None:
    """Writes all of a stream into a file under a passphrase. Raises LedgerError or OSError."""
    import pyrage

    key = pyrage.x25519.Identity.generate()
    try:
        locked = pyrage.passphrase.encrypt(f"{key}\n".encode(), passphrase)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as outer:
            # no moment and no mode of this machine, which a ZipInfo would take from it if it were not made by name
            outer.writestr(zipfile.ZipInfo(KEY), locked)
            with outer.open(zipfile.ZipInfo(CONTENT), "w", force_zip64=True) as content:
                pyrage.encrypt_io(source, content, [key.to_public()])
    except pyrage.EncryptError as error:
        raise LedgerError(f"{path}: it cannot be encrypted: {error}") from error


def unseal(path: Path, passphrase: str, target: Writes) -> None:
    """Writes what a file holds under a passphrase into a stream, which is to be thrown away where this raises LedgerError or OSError."""
    import pyrage

    try:
        with zipfile.ZipFile(path) as outer:
            # damage by accident is told as such, before anybody is told that the passphrase is wrong
            if outer.getinfo(KEY).file_size > LONGEST_KEY or outer.testzip():
                raise LedgerError(f"{path}: altered")
            key = _unlocked(path, outer.read(KEY), passphrase)
            with outer.open(CONTENT) as content:
                _decrypt(path, content, target, key)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise LedgerError(f"{path}: this is no backup, or it is broken: {error}") from error
    except pyrage.IdentityError as error:
        raise LedgerError(f"{path}: altered: {error}") from error


def _unlocked(path: Path, locked: bytes, passphrase: str) -> str:
    """The key that lies under a passphrase, as age writes it."""
    import pyrage

    try:
        return str(pyrage.passphrase.decrypt(locked, passphrase).decode().strip())
    except (pyrage.DecryptError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path}: this passphrase does not open it: {str(error).lower()}") from error


def _decrypt(path: Path, content: Reads, target: Writes, key: str) -> None:
    import pyrage

    watched = _Watched(target)
    try:
        pyrage.decrypt_io(content, watched, [pyrage.x25519.Identity.from_str(key)])
    except (pyrage.DecryptError, OSError) as error:
        if watched.failed:  # a full disk, not the file
            raise watched.failed from error
        raise LedgerError(f"{path}: altered or cut off: {error}") from error


class _Watched:
    """A stream that remembers why it could not be written, which the library does not pass on."""

    def __init__(self, target: Writes) -> None:
        self.target = target
        self.failed: OSError | None = None

    def write(self, piece: bytes, /) -> int:
        """Takes the next bytes."""
        try:
            self.target.write(piece)
        except OSError as error:
            self.failed = error
            raise
        return len(piece)

    def flush(self) -> None:
        """Keeps back nothing."""
        self.target.flush()
