"""Bytes of any size into the vault and out of it, never held in memory as a whole."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from sijill.errors import LedgerError
from sijill.ledger.vault import PASSING, Vault, make_durable

CHUNK = 1 << 20


def digest_of(path: Path) -> str:
    """The digest of a file's bytes."""
    with path.open("rb") as file:
        return _digest(file)


def _digest(stream: BinaryIO) -> str:
    made = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        made.update(chunk)
    return "sha256:" + made.hexdigest()


def keep_stream(vault: Vault, stream: BinaryIO) -> str:
    """The digest of a stream from where it stands to its end, its bytes durable in the vault; the stream is then at its end.

    Bytes that are there already are left as they are. Raises LedgerError where the disk does not take them.
    """
    start = stream.tell()
    digest = _digest(stream)
    path = vault.path(digest)
    if not path.exists():
        stream.seek(start)
        _copied(stream, path, digest)
    try:
        make_durable(path.parent)
        make_durable(vault.folder)
    except OSError as error:
        raise _refused(path, error) from error
    return digest


def _copied(stream: BinaryIO, path: Path, digest: str) -> None:
    """Copies a stream into a file that comes into being whole or not at all."""
    passing = path.with_name(PASSING + secrets.token_hex(8))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with passing.open("xb") as file:
            while chunk := stream.read(CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if digest_of(passing) != digest:
            raise LedgerError(f"{path}: what was to be kept changed while it was copied; add it again")
        passing.replace(path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        passing.unlink(missing_ok=True)


def _refused(path: Path, error: OSError) -> LedgerError:
    return LedgerError(f"{path}: {(error.strerror or str(error)).lower()}")
