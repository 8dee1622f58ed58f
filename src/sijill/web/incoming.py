"""What a browser sends to be taken in: streamed into files of the project's own folder, never held in memory, dropped afterwards.

A file's name is a name and nothing else: no file is ever opened or made by it.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from fastapi import HTTPException, Request
from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from sijill.ledger.project import Project

PREFIX = ".incoming-"
LONGEST_FIELD = 20_000_000  # bytes: a pasted text
FILES, FIELDS = 2000, 2000
LONGEST_NAME = 200
UNNAMED = "file"
STALE = 24 * 3600  # seconds after which what a process left that was ended goes


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent: where it lies now, and what it was called."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that one form sent."""

    folder: Path
    fields: Mapping[str, str]
    files: tuple[Sent, ...]

    def of(self, name: str) -> str:
        """The words of a field, without the white space around them; empty where it was not sent."""
        return self.fields.get(name, "").strip()

    def drop(self) -> None:
        """Removes the files."""
        shutil.rmtree(self.folder, ignore_errors=True)


class _Parser(MultiPartParser):
    """Puts files into a folder of ours rather than into that of the system, where others might look."""

    folder: Path

    def on_headers_finished(self) -> None:
        """Begins a part."""
        super().on_headers_finished()
        sent = self._current_part.file
        if sent is not None:
            sent.file.close()
            made: IO[Any] = tempfile.NamedTemporaryFile(dir=self.folder, delete=False)  # noqa: SIM115 - closed when all is received
            sent.file = made  # type: ignore[assignment]


async def received(request: Request, project: Project) -> Parcel:
    """What a form sent, each file in a file of its own. An answer that says so where it is no such form or cannot be read."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise HTTPException(415, "files are sent as multipart/form-data")
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=project.folder))
    parser = _Parser(request.headers, request.stream(), max_files=FILES, max_fields=FIELDS, max_part_size=LONGEST_FIELD)
    parser.folder = folder
    form: FormData | None = None
    try:
        form = await parser.parse()
    except (MultiPartException, FormParserError, LookupError, UnicodeError) as error:
        raise HTTPException(400, "what was sent cannot be read as a form") from error
    finally:
        if form is None:
            shutil.rmtree(folder, ignore_errors=True)
    fields, files = dict[str, str](), list[Sent]()
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            fields.setdefault(name, value)
            continue
        path = Path(value.file.name or "")
        value.file.close()
        if value.filename or path.stat().st_size:
            files.append(Sent(path, plain_name(value.filename or "")))
    return Parcel(folder, fields, tuple(files))


def plain_name(told: str) -> str:
    r"""What a file is called, of what a browser says: the last part of a path, control characters shown.

    >>> plain_name("../../etc/passwd"), plain_name("C:\\reports\\day.txt"), plain_name("a\nb"), plain_name("..")
    ('passwd', 'day.txt', 'a\\x0ab', 'file')
    """
    last = told.replace("\\", "/").rsplit("/", 1)[-1].strip()
    shown = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in last)
    if len(shown) > LONGEST_NAME:
        shown = shown[: LONGEST_NAME // 2] + "…" + shown[-LONGEST_NAME // 2 :]
    return shown if shown.strip(".") else UNNAMED


def sweep(project: Project, now: float | None = None) -> None:
    """Removes what earlier processes left that were ended while they took something in."""
    for left in project.folder.glob(f"{PREFIX}*"):
        try:
            if (time.time() if now is None else now) - left.stat().st_mtime > STALE:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:
            continue
