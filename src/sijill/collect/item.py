"""What collecting gives: a report gathered with where it came from, or a thing refused with the reason; and the limits.

Whatever is opened is either a `Gathered` or a `Refused`: nothing that was met is passed over without one of the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from sijill.errors import InputError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is taken in: bytes unless told otherwise. What goes beyond a limit is refused by name.

    `report` one report as received (a page, a message, a row); `document` a file that is read as a whole (PDF, DOCX, a
    letter); `text` code points of one report's text; `member` one member of an archive, unpacked; `unpacked` all that one
    file unpacks to, its inner archives included; `ratio` how many times larger than its packed self a member over a megabyte
    may be; `container` one file out of which reports are taken, as it was given; `depth` how deep archives, letters and their
    like may lie in each other; `members` in one archive; `rows` of one table, feed or chat; `columns` of one table; `pages`
    of one PDF; `nesting` of elements or brackets in one report.
    """

    report: int = 16 * MEGABYTE
    document: int = 64 * MEGABYTE
    text: int = 4_000_000
    member: int = 2_000 * MEGABYTE
    unpacked: int = 8_000 * MEGABYTE
    ratio: int = 200
    container: int = 8_000 * MEGABYTE
    depth: int = 4
    members: int = 200_000
    rows: int = 5_000_000
    columns: int = 500
    pages: int = 2_000
    nesting: int = 200


LIMITS = Limits()


SEPARATOR = " » "


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """The file out of which a thing was taken, the outermost where several lie in each other: its bytes are evidence too.

    `source` tells where it lay, `kind` what it is, `mapping` which columns were told for it, as pairs of field and column.
    """

    digest: str
    size: int
    kind: str
    media_type: str
    source: str
    mapping: tuple[tuple[str, str], ...] = ()

    def place(self, source: str) -> str | None:
        """Where in it a thing of that source lies: a member, a row, a record; None for what is all of it."""
        return source.removeprefix(self.source).removeprefix(SEPARATOR) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """One report as it was found.

    `data` are its bytes as received: of a row or a message, those of that row or message. `source` tells where they lay: a
    file, "file » member" of an archive, "file » row 7". `text` is what `extractor` made of them. `reference` is the user's
    own id for it. `published_at` is the instant as the source tells it, in ISO 8601 with the offset where there is one;
    `published` is its day as written there. `published_from` and `outlet_from` name what told: page, feed, row, message,
    chat, letter. `author` is the person who wrote it, `forwarded_from` whose message was passed on: a relayed voice.
    `container` is the file that it was taken from, where its own bytes are not that file and somebody keeps containers.
    """

    data: bytes
    media_type: str
    source: str
    text: str
    extractor: str
    language: str
    reference: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    outlet_from: str | None = None
    published: date | None = None
    published_at: str | None = None
    published_from: str | None = None
    author: str | None = None
    forwarded_from: str | None = None
    container: Container | None = None

    @property
    def digest(self) -> str:
        """`sha256:` and the digest of the bytes as received."""
        return "sha256:" + hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What could not be taken in, where it lies, at which stage and why; `data` are its bytes where they are at hand and few.

    Stages: `open` (cannot be opened, or is broken), `kind` (a kind that is not read), `limit` (beyond a limit), `decode` (its
    charset or the order of its words cannot be established), `text` (no text in it), `mapping` (no column for the text),
    `passed_over` (what lies among reports and is none: notices, pictures; told once for each chat or archive).
    """

    source: str
    stage: str
    reason: str
    data: bytes | None = None
    container: Container | None = None


Item = Gathered | Refused


class Refusal(InputError):
    """A thing that is refused: raised inside this package, and made a `Refused` where the thing was opened."""

    def __init__(self, name: str, stage: str, reason: str, data: bytes | None = None) -> None:
        super().__init__(name, reason)
        self.stage, self.data = stage, data

    def item(self) -> Refused:
        """The refusal as an item."""
        return Refused(source=self.name, stage=self.stage, reason=self.reason, data=self.data)


@dataclass(slots=True, kw_only=True)
class Purse:
    """How many bytes one file may still unpack to; shared by all that lies in it."""

    left: int

    def take(self, size: int, source: str) -> None:
        """Takes that many bytes; raises a Refusal where there are not so many left."""
        self.left -= size
        if self.left < 0:
            raise Refusal(source, "limit", "the file unpacks to more than is taken in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """Bytes somewhere: a handle that can be rewound, with what is known of them from where they lay."""

    handle: BinaryIO
    size: int
    name: str
    source: str
    depth: int = 0
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    published_at: str | None = None
    published_from: str | None = None

    def head(self, count: int) -> bytes:
        """The first bytes; the handle stands at the start afterwards."""
        self.handle.seek(0)
        first = self.handle.read(count)
        self.handle.seek(0)
        return first

    def whole(self, limit: int) -> bytes:
        """All bytes; raises a Refusal where they are more than the limit."""
        if self.size > limit:
            raise Refusal(self.source, "limit", f"{self.size:,} bytes; at most {limit:,} are read as one")
        self.handle.seek(0)
        return self.handle.read(limit)


Open = Callable[[Blob], Iterator[Item]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one call was asked: the columns that were told, the limits, and how to open what lies inside a file."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = LIMITS
    purse: Purse
    open: Open


def inside(source: str, name: str) -> str:
    """The locator of a thing inside another; control characters of its name are shown, not sent to a terminal.

    >>> inside("reports.zip", "day 1.txt")
    'reports.zip » day 1.txt'
    """
    shown = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in name)
    return f"{source}{SEPARATOR}{shown}"
