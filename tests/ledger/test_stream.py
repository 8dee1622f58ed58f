"""Bytes of any size become durable in the vault without being held in memory."""

from __future__ import annotations

import io
import os
import tracemalloc
from pathlib import Path

import pytest

from sijill.errors import LedgerError
from sijill.ledger.canonical import digest
from sijill.ledger.stream import digest_of, keep_stream
from sijill.ledger.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    (tmp_path / "vault").mkdir()
    return Vault(tmp_path / "vault")


def test_a_stream_is_kept_from_where_it_stands_and_once(vault: Vault) -> None:
    given = io.BytesIO(b"head and the rest")
    given.seek(5)
    assert keep_stream(vault, given) == digest(b"and the rest")
    assert given.tell() == 17
    path = vault.path(digest(b"and the rest"))
    assert (path.read_bytes(), digest_of(path)) == (b"and the rest", digest(b"and the rest"))
    before = path.stat().st_mtime_ns
    keep_stream(vault, io.BytesIO(b"and the rest"))
    assert path.stat().st_mtime_ns == before
    assert list(vault.files()) == [path]


def test_a_large_stream_is_not_held_in_memory(vault: Vault, tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    with (tmp_path / "large").open("rb") as file:
        keep_stream(vault, file)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000


def test_what_the_disk_does_not_take_leaves_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LedgerError, match="no space left on device"):
        keep_stream(vault, io.BytesIO(b"much"))
    assert list(vault.files()) == []
    assert list(vault.folder.rglob(".new-*")) == []


def test_what_changes_while_it_is_copied_is_not_kept(vault: Vault) -> None:
    class Restless(io.BytesIO):
        def seek(self, at: int, whence: int = 0) -> int:
            self.getbuffer()[:1] = b"X"
            return super().seek(at, whence)

    with pytest.raises(LedgerError, match="changed while it was copied"):
        keep_stream(vault, Restless(b"much"))
    assert list(vault.files()) == []
