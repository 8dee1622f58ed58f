"""Containers: files out of which things are taken that are less than the file, a row, a member, a message.

The bytes of such a file are evidence beside those of the things: they show what stood around them. They are handed to who
keeps them before the first thing is told; of archives in each other the outermost, which holds all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import BinaryIO

from sijill.collect.item import Blob, Container, Gathered, Item, Refusal, Refused, Run
from sijill.collect.kinds import kind_of

Keep = Callable[[BinaryIO], str]
MEDIA_TYPES = {
    "zip": "application/zip", "gzip": "application/gzip", "csv": "text/csv", "json": "application/json", "jsonl": "application/jsonl",
    "sheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "letter": "message/rfc822",
    "feed": "application/xml", "warc": "application/warc", "chat": "text/plain",
}  # fmt: skip


def with_container(blob: Blob, run: Run, keep: Keep, items: Iterator[Item]) -> Iterator[Item]:
    """What a file holds, each thing that is not the file itself with its container.

    A container beyond the limit is refused as a whole, so that nothing is taken whose container is not kept.
    """
    kind = _kind(blob)
    if kind is None:
        yield from items
        return
    if blob.size > run.limits.container:
        reason = f"{blob.size:,} bytes; a file out of which reports are taken is kept up to {run.limits.container:,}"
        yield Refused(source=blob.source, stage="limit", reason=reason)
        return
    container: Container | None = None
    for item in items:
        if isinstance(item, Gathered) and item.source == blob.source and kind != "gzip":
            yield item  # it is the file: a letter, a file of one record
            continue
        container = container or _kept(blob, run, keep, kind)
        yield dataclasses.replace(item, container=container)
    if container and blob.handle.seek(0, 2) != container.size:
        yield Refused(source=blob.source, stage="open", reason="it was changed while it was read", container=container)


def _kind(blob: Blob) -> str | None:
    """The kind of a container, also of a broken one; None for another file."""
    if blob.size == 0:
        return None
    try:
        kind = kind_of(blob)
    except Refusal as refusal:
        return "zip" if refusal.stage == "open" else None
    return kind if kind in MEDIA_TYPES else None


def _kept(blob: Blob, run: Run, keep: Keep, kind: str) -> Container:
    """The container once its bytes are kept; who reads the file goes on where it was."""
    at = blob.handle.tell()
    blob.handle.seek(0)
    digest = keep(blob.handle)
    size = blob.handle.tell()
    blob.handle.seek(at)
    told = tuple(sorted(run.mapping.items()))
    return Container(digest=digest, size=size, kind=kind, media_type=MEDIA_TYPES[kind], source=blob.source, mapping=told)
