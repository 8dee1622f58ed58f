"""Files as a zip that is read while it is made: nothing of it lies on the disk or, as a whole, in memory."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

LIST = "backup.json"
PIECE = 1 << 20


class Packed:
    """The zip of files, each with its name in it, and a list of their digests at the end."""

    def __init__(self, files: Iterable[tuple[Path, str]]) -> None:
        self._pieces = _zipped(files)
        self._left = bytearray()
        self._made = hashlib.sha256()

    @property
    def digest(self) -> str:
        """The digest of what has been read of it."""
        return self._made.hexdigest()

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most so many; none at the end."""
        while size < 0 or len(self._left) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._left += piece
        cut = len(self._left) if size < 0 else size
        told = bytes(self._left[:cut])
        del self._left[:cut]
        self._made.update(told)
        return told


class _Sink:
    """What a zip is written to and taken from; it has no places to go back to, and the zip knows that."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, piece: bytes, /) -> int:
        self._held += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing is kept back."""

    def taken(self) -> bytes:
        told = bytes(self._held)
        self._held.clear()
        return told


def _zipped(files: Iterable[tuple[Path, str]]) -> Iterator[bytes]:
    """The bytes of the zip, piece by piece. Raises OSError."""
    sink = _Sink()
    digests: dict[str, str] = {}
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:  # type: ignore[call-overload]
        for path, name in files:
            made = hashlib.sha256()
            entry = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as file, packed.open(entry, "w") as written:
                while piece := file.read(PIECE):
                    made.update(piece)
                    written.write(piece)
                    yield sink.taken()
            digests[name] = made.hexdigest()
        packed.writestr(LIST, json.dumps({"version": 1, "files": digests}, indent=1))
    yield sink.taken()
