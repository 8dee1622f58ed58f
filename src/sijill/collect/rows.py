"""Records of JSON, one a line or in a list: each a report, or a message of a chat that Telegram has exported."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import cast

from sijill.collect.chat_telegram import Chat
from sijill.collect.columns import columns, flat, report
from sijill.collect.item import Blob, Item, Refusal, Run, inside
from sijill.collect.json_stream import members

EXTRACTOR = "record 0.1.0"
MEDIA_TYPE = "application/json"
SMALL = 1_000_000


def read_lines(blob: Blob, run: Run) -> Iterator[Item]:
    """The lines, each a record and a report; one that is none is refused by itself."""
    limit = run.limits.report
    blob.handle.seek(0)
    number = 0
    while line := blob.handle.readline(limit + 1):
        number += 1
        source = inside(blob.source, f"line {number}")
        if len(line) > limit:
            raise Refusal(source, "limit", f"more than {limit:,} bytes; the rest of the file is not taken")
        if number > run.limits.rows:
            raise Refusal(blob.source, "limit", f"more than {run.limits.rows:,} lines; the rest is not taken")
        raw = line.removeprefix(codecs.BOM_UTF8).strip()
        if raw:
            yield record(raw, source, run)


def read_json(blob: Blob, run: Run) -> Iterator[Item]:
    """The records of a list, wherever in the file it lies; a file that is one record with a text is one report."""
    if blob.head(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise Refusal(blob.source, "decode", "JSON is read in UTF-8 only, and this is UTF-16")
    if blob.size <= SMALL and (single := _single(blob, run)):
        yield single
        return
    counts: dict[str, int] = {}
    chats: dict[str, Chat] = {}
    for member in members(blob, run.limits):
        where = ".".join(member.path)
        number = counts[where] = counts.get(where, 0) + 1
        if sum(counts.values()) > run.limits.rows:
            raise Refusal(blob.source, "limit", f"more than {run.limits.rows:,} records; the rest is not taken")
        if member.path[-1:] == ("messages",) and "type" in member.beside:
            name = member.beside.get("name", "")
            chat = chats.setdefault(f"{name} {member.beside['type']}", Chat(blob.source, name, member.beside["type"]))
            yield from chat.message(member.raw, run)
        else:
            yield record(member.raw, inside(blob.source, f"{where or 'record'} {number}"), run)
    for chat in chats.values():
        yield from chat.passed_over()
    if not counts:
        raise Refusal(blob.source, "mapping", "there is no list of records in it, and it is no record with a text")


def _single(blob: Blob, run: Run) -> Item | None:
    """The report of a file that is one record with a text of its own; None where it is something else."""
    data = blob.whole(SMALL)
    told = _loaded(data)
    if told is None or "messages" in told:
        return None
    row = dict(flat(told))
    try:
        found = columns(row, run.mapping, blob.source)
    except Refusal:
        return None
    try:
        return report(row, found, data, MEDIA_TYPE, blob.source, EXTRACTOR, run)
    except Refusal as refusal:
        return refusal.item()


def _loaded(raw: bytes) -> dict[str, object] | None:
    """The object that the bytes are in JSON, None where they are none. Raises RecursionError for brackets too deep."""
    try:
        told = json.loads(raw)
    except ValueError:
        return None
    return cast(dict[str, object], told) if isinstance(told, dict) else None


def record(raw: bytes, source: str, run: Run) -> Item:
    """The report that a record of JSON is, or its refusal."""
    try:
        told = _loaded(raw)
    except RecursionError:
        return Refusal(source, "limit", "its brackets lie too deep in each other", raw).item()
    if told is None:
        return Refusal(source, "open", "this is no record of JSON", raw).item()
    row = dict(flat(told))
    try:
        return report(row, columns(row, run.mapping, source), raw, MEDIA_TYPE, source, EXTRACTOR, run)
    except Refusal as refusal:
        return Refusal(source, refusal.stage, refusal.reason, raw).item()
