"""What a disk may hold after its power failed: all that was made durable, and of the rest whatever may have reached it.

The model is harsher than any file system in use:
* what was written to a file is durable once a sync of that file, begun after the write had ended, has ended; until then each
  piece of it, cut at borders of 512 or 4096 bytes, may have reached the disk or not, whatever became of the others;
* names (made, renamed, removed) are durable once a sync of their folder has ended so; until then the changes in one folder
  may have reached the disk up to any of them, in their order, whatever became of other folders and of what is in the files;
* a sync of a file does not make its name durable, and a rename waits for no data.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from trace_calls import Operation

BORDERS = (512, 4096)
CHANCES = (0.0, 0.5, 0.9, 1.0)  # that a piece has reached the disk


@dataclass(slots=True)
class File:
    """Bytes that are durable, and what was done since: writes with their offsets, and cuts (whose data is None)."""

    durable: bytearray = field(default_factory=bytearray)
    size: int = 0
    since: list[tuple[float, int, bytes | None]] = field(default_factory=list)

    def do(self, end: float, at: int, data: bytes | None) -> None:
        """Takes in a write or a cut."""
        self.since.append((end, at, data))
        self.size = at if data is None else max(self.size, at + len(data))

    def sync(self, start: float) -> None:
        """Makes durable what had ended by then."""
        kept = []
        for end, at, data in self.since:
            if end <= start:
                put(self.durable, at, data)
            else:
                kept.append((end, at, data))
        self.since = kept

    def image(self, dice: random.Random, border: int, chance: float) -> bytes:
        """What the disk may hold of it."""
        held = bytearray(self.durable)
        for _, at, data in self.since:
            for start, piece in _pieces(at, data, border):
                if dice.random() < chance:
                    put(held, start, piece)
        return bytes(held)


def put(held: bytearray, at: int, data: bytes | None) -> None:
    """Writes at that offset, with zeros before it where the file was shorter; or cuts there."""
    held.extend(bytes(max(0, at - len(held))))
    if data is None:
        del held[at:]
    else:
        held[at : at + len(data)] = data


def _pieces(at: int, data: bytes | None, border: int) -> Iterable[tuple[int, bytes | None]]:
    if data is None:
        return [(at, None)]
    cuts = [at, *range((at // border + 1) * border, at + len(data), border), at + len(data)]
    return [(start, data[start - at : end - at]) for start, end in pairwise(cuts)]


@dataclass(slots=True)
class Folder:
    """Names that are durable, and the changes since, each of one or two names at once; None is a name that is gone."""

    durable: dict[str, File | Folder] = field(default_factory=dict)
    now: dict[str, File | Folder] = field(default_factory=dict)
    since: list[tuple[float, dict[str, File | Folder | None]]] = field(default_factory=list)

    def do(self, end: float, change: dict[str, File | Folder | None]) -> None:
        """Takes in a change of names."""
        self.since.append((end, change))
        _change(self.now, change)

    def sync(self, start: float) -> None:
        """Makes durable what had ended by then."""
        while self.since and self.since[0][0] <= start:
            _change(self.durable, self.since.pop(0)[1])

    def image(self, dice: random.Random, border: int, chance: float, path: Path) -> None:
        """Lays down what the disk may hold of it."""
        path.mkdir()
        names = dict(self.durable)
        for _, change in self.since[: _reached(len(self.since), dice, chance)]:
            _change(names, change)
        for name, node in names.items():
            if isinstance(node, Folder):
                node.image(dice, border, chance, path / name)
            else:
                (path / name).write_bytes(node.image(dice, border, chance))


def _change(names: dict[str, File | Folder], change: dict[str, File | Folder | None]) -> None:
    for name, node in change.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


def _reached(count: int, dice: random.Random, chance: float) -> int:
    return count if chance == 1 else 0 if chance == 0 else dice.randint(0, count)


class Disk:
    """A disk to which operations are done, one after another, below a folder that was there before."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = Folder()

    def do(self, one: Operation) -> None:
        """Takes in an operation; raises ValueError where it is of a kind that is not known."""
        doers: dict[str, Callable[[Operation, Folder, str], None]] = {
            "make": self._make, "mkdir": self._make, "write": self._write, "cut": self._write,
            "rename": self._rename, "unlink": self._unlink, "sync": self._sync,
        }  # fmt: skip
        if one.kind not in doers:
            raise ValueError(f"{one.kind} of {one.path} is not known to this disk")
        if one.path == str(self.root):
            if one.kind == "sync":
                self.folder.sync(one.start)
            return
        holder, name = self._place(one.path)
        doers[one.kind](one, holder, name)

    def _place(self, path: str) -> tuple[Folder, str]:
        *folders, name = Path(path).relative_to(self.root).parts
        holder = self.folder
        for part in folders:
            inner = holder.now[part]
            assert isinstance(inner, Folder)
            holder = inner
        return holder, name

    def _make(self, one: Operation, holder: Folder, name: str) -> None:
        if name not in holder.now:
            holder.do(one.end, {name: File() if one.kind == "make" else Folder()})

    def _write(self, one: Operation, holder: Folder, name: str) -> None:
        node = holder.now.get(name)
        if isinstance(node, File):  # else it was removed while it was open: nobody will find it
            node.do(one.end, node.size if one.at is None else one.at, one.data if one.kind == "write" else None)

    def _rename(self, one: Operation, holder: Folder, name: str) -> None:
        other, new = self._place(one.to)
        if other is not holder:
            raise ValueError(f"{one.path} went to another folder, which is not known to this disk")
        holder.do(one.end, {name: None, new: holder.now[name]})

    def _unlink(self, one: Operation, holder: Folder, name: str) -> None:
        holder.do(one.end, {name: None})

    def _sync(self, one: Operation, holder: Folder, name: str) -> None:
        node = holder.now.get(name)
        if node is not None:
            node.sync(one.start)

    def image(self, path: Path, dice: random.Random) -> None:
        """Lays down a folder as the disk may hold it if power fails now."""
        self.folder.image(dice, dice.choice(BORDERS), dice.choice(CHANCES), path)
