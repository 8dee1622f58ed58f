"""A path or a stream becomes the reports that lie in it, one by one: the door of collecting.

Pure but for the reading of the files that are named: no network, no clock, nothing written but unnamed temporary files.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path, PurePath
from typing import BinaryIO

from sijill.collect.archive import is_litter, refused_depth, spool
from sijill.collect.container import Keep, with_container
from sijill.collect.item import LIMITS, Blob, Gathered, Item, Limits, Purse, Refusal, Refused, Run
from sijill.collect.kinds import kind_of
from sijill.record.report import Report
from sijill.record.text import Text

Read = Callable[[Blob, Run], Iterator[Item]]
# the kinds that are read; each module is loaded when a file of its kind is met
READERS = {
    "text": ("plain", "read_text"), "page": ("page", "read_page"), "zip": ("archive", "read_zip"), "gzip": ("archive", "read_gzip"),
    "csv": ("table", "read_csv"), "sheet": ("sheet", "read_sheet"), "json": ("rows", "read_json"), "jsonl": ("rows", "read_lines"),
    "docx": ("docx", "read_docx"), "letter": ("letter", "read_letter"), "feed": ("feed", "read_feed"), "warc": ("warc", "read_warc"),
    "chat": ("chat_whatsapp", "read_chat"), "pdf": ("pdf", "read_pdf"),
}  # fmt: skip


def open_source(
    source: str | Path | BinaryIO, mapping: Mapping[str, str] | None = None, *, name: str = "standard input", limits: Limits = LIMITS,
    keep: Keep | None = None,
) -> Iterator[Item]:  # fmt: skip
    """The reports in a file, a folder or a stream, one by one and lazily; what cannot be read is a `Refused` among them.

    `mapping` names the column or key of a field (`text`, `title`, `url`, `outlet`, `published`, `reference`, `author`,
    `forwarded_from`) of tables and JSON; without it they are guessed from their names. `name` is what a stream is called.
    `keep` keeps the bytes of a file out of which things are taken, before the first of them is told, and gives their digest;
    those things then name that file. Nothing is raised for what a file holds; only what `keep` raises, KeyboardInterrupt and
    its like pass through.
    """
    told = dict(mapping or {})
    if isinstance(source, str | Path):
        yield from _open_path(Path(source), told, limits, keep)
        return
    run = _run(told, limits)
    try:
        handle = spool(source, name, run)
    except Refusal as refusal:
        yield refusal.item()
        return
    with handle:
        yield from _outermost(Blob(handle=handle, size=_size(handle), name=name, source=name), run, keep)


def open_kept(path: Path, source: str, mapping: Mapping[str, str], keep: Keep, limits: Limits = LIMITS) -> Iterator[Item]:
    """The same of a file that was kept under another name; `source` tells where it lay when it was taken in."""
    with path.open("rb") as handle:
        blob = Blob(handle=handle, size=_size(handle), name=PurePath(source).name, source=source)
        yield from _outermost(blob, _run(mapping, limits), keep)


def _outermost(blob: Blob, run: Run, keep: Keep | None) -> Iterator[Item]:
    return with_container(blob, run, keep, _open(blob, run)) if keep else _open(blob, run)


def as_report(item: Gathered) -> Report:
    """The report that was gathered, as the reader takes it."""
    return Report(
        text=Text(item.text), digest=item.digest, extractor=item.extractor, language=item.language, title=item.title,
        outlet=item.outlet, published=item.published, published_from=item.published_from,
    )  # fmt: skip


def _run(mapping: Mapping[str, str], limits: Limits) -> Run:
    def open_inner(blob: Blob) -> Iterator[Item]:
        return _open(blob, run)

    run = Run(mapping=mapping, limits=limits, purse=Purse(left=limits.unpacked), open=open_inner)
    return run


def _open_path(path: Path, mapping: Mapping[str, str], limits: Limits, keep: Keep | None) -> Iterator[Item]:
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            yield from _open_folder(path, mapping, limits, keep)
        elif not stat.S_ISREG(mode):
            yield Refused(source=str(path), stage="kind", reason="this is neither a file nor a folder")
        else:
            with path.open("rb") as handle:
                blob = Blob(handle=handle, size=_size(handle), name=path.name, source=str(path))
                yield from _outermost(blob, _run(mapping, limits), keep)
    except FileNotFoundError:
        yield Refused(source=str(path), stage="open", reason="there is no such file")
    except OSError as error:
        yield Refused(source=str(path), stage="open", reason=(error.strerror or str(error)).lower())
    except ValueError:
        yield Refused(source=str(path), stage="open", reason="this is no name of a file")


def _open_folder(folder: Path, mapping: Mapping[str, str], limits: Limits, keep: Keep | None) -> Iterator[Item]:
    """What lies in the folder, in the order of names. A folder that is a link is not entered, so that no ring is walked."""
    with os.scandir(folder) as entries:
        found = sorted(((entry.name, entry.is_symlink() and entry.is_dir()) for entry in entries), key=lambda entry: entry[0])
    for name, link in found:
        if link:
            yield Refused(source=str(folder / name), stage="kind", reason="this is a link to a folder; name the folder itself")
        elif not is_litter(name):
            yield from _open_path(folder / name, mapping, limits, keep)


def _open(blob: Blob, run: Run) -> Iterator[Item]:
    """What one blob holds. A file that breaks the library that reads it is refused like any other."""
    if deep := refused_depth(blob, run):
        yield deep
        return
    try:
        if blob.size == 0:
            raise Refusal(blob.source, "text", "it is empty", b"")
        yield from _reader(kind_of(blob), blob.source)(blob, run)
    except Refusal as refusal:
        yield refusal.item()
    except RecursionError:
        yield Refused(source=blob.source, stage="limit", reason="its parts lie too deep in each other")
    except Exception as error:  # noqa: BLE001 - the edge of the file formats: what breaks a library must not cost the other files
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Refused(source=blob.source, stage="open", reason=f"it is broken, or of a make that is not known ({reason})")


def _reader(kind: str, source: str) -> Read:
    if kind not in READERS:
        raise Refusal(source, "kind", f"files of this kind ({kind}) are not read")
    module, function = READERS[kind]
    read: Read = getattr(import_module(f"sijill.collect.{module}"), function)
    return read


def _size(handle: BinaryIO) -> int:
    size = handle.seek(0, 2)
    handle.seek(0)
    return size
