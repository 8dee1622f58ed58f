"""The records of a JSON file one by one, with their own bytes, whatever the size of the file.

A record is an object that stands in a list and in no other record. Only the list of chats of a whole account is gone
through to the messages inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sijill.collect.item import Blob, Limits, Refusal

CHUNK = 1 << 18
# a whole string, a mark, or the beginning of a string whose end has not come yet
TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]:,]|"', re.S)
CHATS = ("chats", "list")
LEFT_CHATS = ("left_chats", "list")
LONGEST_TOLD = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A record: its bytes, the keys that lead to its list, and the words that stand beside that list so far."""

    path: tuple[str, ...]
    raw: bytes
    beside: dict[str, str]


@dataclass(slots=True)
class _Frame:
    mark: bytes
    key: str = ""
    in_key: bool = True
    told: dict[str, str] = field(default_factory=dict)


class _Scanner:
    """Where in the file we are: the brackets that are open, and the record that is being held."""

    def __init__(self, blob: Blob, limits: Limits) -> None:
        self.blob, self.limits = blob, limits
        self.buffer = b""
        self.at = 0
        self.held: int | None = None  # where in the buffer the record begins
        self.held_depth = 0
        self.stack: list[_Frame] = []
        self.begun = False

    def more(self) -> bool:
        """Takes in the next bytes; False at the end of the file."""
        keep = self.at if self.held is None else self.held
        if len(self.buffer) - keep > self.limits.report:
            raise Refusal(self.blob.source, "limit", f"one record has more than {self.limits.report:,} bytes; the rest is not taken")
        chunk = self.blob.handle.read(CHUNK)
        self.buffer = self.buffer[keep:] + chunk
        self.at -= keep
        self.held = None if self.held is None else 0
        return bool(chunk)

    def step(self, token: bytes, start: int) -> Member | None:
        """Takes one token; the record that it ends, if it ends one."""
        self.begun = True
        frame = self.stack[-1] if self.stack else None
        if token in (b"{", b"["):
            self._open(token, frame, start)
        elif token in (b"}", b"]"):
            return self._close(token)
        elif frame and self.held is None:
            self._word(token, frame)
        return None

    def _open(self, token: bytes, frame: _Frame | None, start: int) -> None:
        if len(self.stack) >= self.limits.nesting:
            raise Refusal(self.blob.source, "limit", f"brackets lie more than {self.limits.nesting} deep in each other")
        self.stack.append(_Frame(token))
        if token == b"{" and frame and frame.mark == b"[" and self.held is None and self.path()[-2:] not in (CHATS, LEFT_CHATS):
            self.held, self.held_depth = start, len(self.stack)

    def _close(self, token: bytes) -> Member | None:
        if not self.stack or self.stack[-1].mark != {b"}": b"{", b"]": b"["}[token]:
            raise Refusal(self.blob.source, "open", "this is no JSON: its brackets do not match")
        ended = self.held is not None and len(self.stack) == self.held_depth
        self.stack.pop()
        if not ended:
            return None
        raw, self.held = self.buffer[self.held : self.at], None
        beside = self.stack[-2].told if len(self.stack) > 1 else {}
        return Member(path=self.path(), raw=raw, beside=beside)

    def _word(self, token: bytes, frame: _Frame) -> None:
        if token == b":":
            frame.in_key = False
        elif token == b",":
            frame.in_key = True
        elif frame.mark == b"{" and len(token) <= LONGEST_TOLD:
            word = token[1:-1].decode("utf-8", "replace")
            if frame.in_key:
                frame.key = word
            else:
                frame.told[frame.key] = word

    def path(self) -> tuple[str, ...]:
        """The keys that lead to where we are."""
        return tuple(frame.key for frame in self.stack if frame.mark == b"{" and frame.key)


def members(blob: Blob, limits: Limits) -> Iterator[Member]:
    """The records in the order of the file. Raises a Refusal where it ends in the middle or is no JSON, after those before."""
    blob.handle.seek(0)
    scanner = _Scanner(blob, limits)
    while True:
        found = TOKEN.search(scanner.buffer, scanner.at)
        if found is None or found[0] == b'"':
            scanner.at = found.start() if found else len(scanner.buffer)
            if scanner.more():
                continue
            break
        scanner.at = found.end()
        if member := scanner.step(found[0], found.start()):
            yield member
    if scanner.stack or not scanner.begun or scanner.buffer[scanner.at :].strip():
        reason = "this is no whole JSON: it ends in the middle" if scanner.begun else "this is no JSON"
        raise Refusal(blob.source, "open", reason)
