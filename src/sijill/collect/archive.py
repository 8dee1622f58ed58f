"""Archives: what lies in a zip or behind gzip is opened in its turn. Nothing is written under a name from inside."""

from __future__ import annotations

import gzip
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

from sijill.collect.item import MEGABYTE, Blob, Item, Refusal, Refused, Run, inside

CHUNK = 1 << 18
IN_MEMORY = 8 * MEGABYTE
# what a system leaves in folders and archives; no report, and not told
LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".directory", "__macosx", ".git", ".svn"})
ENCRYPTED = 0x1


def is_litter(name: str) -> bool:
    """Whether a system left it there by itself."""
    parts = PurePath(name.replace("\\", "/")).parts
    return any(part.lower() in LITTER or part.startswith("._") for part in parts)


def read_zip(blob: Blob, run: Run) -> Iterator[Item]:
    """What the members hold, in the archive's order, each opened in its turn; one that cannot be is refused by itself."""
    blob.handle.seek(0)
    with zipfile.ZipFile(blob.handle) as packed:
        members = packed.infolist()
        if len(members) > run.limits.members:
            raise Refusal(blob.source, "limit", f"{len(members):,} members; at most {run.limits.members:,} are taken")
        for member in members:
            if member.is_dir() or is_litter(member.filename):
                continue
            source = inside(blob.source, member.filename)
            try:
                handle = _unpacked(packed, member, source, run)
            except Refusal as refusal:
                yield refusal.item()
                continue
            with handle:
                yield from run.open(Blob(handle=handle, size=_size(handle), name=member.filename, source=source, depth=blob.depth + 1))


def _unpacked(packed: zipfile.ZipFile, member: zipfile.ZipInfo, source: str, run: Run) -> BinaryIO:
    """A member's bytes, in memory while they are few; raises a Refusal."""
    if member.flag_bits & ENCRYPTED:
        raise Refusal(source, "open", "it is locked with a password")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refusal(source, "kind", "this is a link, not a file")
    try:
        with packed.open(member) as stream:
            return spool(cast(BinaryIO, stream), source, run, packed=member.compress_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refusal(source, "open", f"it cannot be unpacked ({error})") from error


def read_gzip(blob: Blob, run: Run) -> Iterator[Item]:
    """What lies behind gzip, opened in its turn under the name without .gz; an archive of the web stays as it is."""
    blob.handle.seek(0)
    name = blob.name[:-3] if blob.name.lower().endswith(".gz") else blob.name
    try:
        with gzip.GzipFile(fileobj=blob.handle, mode="rb") as stream:
            handle = spool(cast(BinaryIO, stream), blob.source, run, packed=blob.size)
    except (zlib.error, EOFError, OSError) as error:
        raise Refusal(blob.source, "open", f"it cannot be unpacked ({error})") from error
    with handle:
        yield from run.open(Blob(handle=handle, size=_size(handle), name=name, source=blob.source, depth=blob.depth + 1, url=blob.url))


def spool(stream: BinaryIO, source: str, run: Run, packed: int | None = None, most: int | None = None) -> BinaryIO:
    """A stream's bytes behind a handle that can be rewound, in memory while they are few; raises a Refusal beyond a limit."""
    kept = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 - closed by the caller
    size, limit = 0, min(run.limits.member, most or run.limits.member)
    try:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise Refusal(source, "limit", f"more than {limit:,} bytes")
            if packed is not None and size > MEGABYTE and size > run.limits.ratio * max(packed, 1):
                raise Refusal(source, "limit", f"it unpacks to more than {run.limits.ratio} times its size, as a bomb does")
            run.purse.take(len(chunk), source)
            kept.write(chunk)
    except BaseException:
        kept.close()
        raise
    kept.seek(0)
    return kept


def _size(handle: BinaryIO) -> int:
    size = handle.seek(0, 2)
    handle.seek(0)
    return size


def refused_depth(blob: Blob, run: Run) -> Refused | None:
    """The refusal of what lies too deep; None where it does not."""
    if blob.depth <= run.limits.depth:
        return None
    return Refused(source=blob.source, stage="limit", reason=f"it lies deeper than {run.limits.depth} archives in each other")
