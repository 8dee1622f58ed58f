"""Reports read by all cores, in their order, with a bounded number under way and a limit on the time that one may take.

A process that dies reading (memory, a crash of the interpreter) costs the report that it died of, and no other. One that
reads for too long ends itself: a watch beside the interpreter does it, whatever the interpreter is busy with. Nothing can
end this process so: what it reads itself are few and small.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import wait
from pathlib import Path
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

FEW = 6  # so many are read in this process where they are small: to start others would take longer
SMALL = 20_000  # letters
AHEAD = 12  # under way for each process
PATIENCE = 120.0  # seconds for one, and as many more for each million of its letters
MILLION = 1_000_000
LATE, DIED = "reading took longer than", "the process that read it died"


class Died(Exception):
    """The process that worked on it died, or took too long."""


def small(one: object) -> int:
    """A number of letters that may be read in this process."""
    return 1


def large(one: object) -> int:
    """A number of letters that may not."""
    return SMALL + 1


def each(
    given: Iterable[A], work: Callable[[A], B], jobs: int, letters: Callable[[A], int] = small, patience: float = PATIENCE
) -> Iterator[tuple[A, B | Died]]:
    """What the work makes of each thing given, in order.

    `letters` tells how long a thing is; where that is nothing, there is no work to speak of, and it is done here. With one
    job, or few things, all that are small are done here, and no other process is started for them.
    """
    ahead = iter(given)
    first = list(islice(ahead, FEW + 1))
    here = jobs < 2 or len(first) <= FEW
    with _Pool(work, 1 if here else jobs) as pool:
        for one in chain(first, ahead):
            while pool.is_full or pool.is_ready:
                yield pool.next()
            size = letters(one)
            if size == 0 or (here and size <= SMALL):
                pool.do_here(one)
            else:
                pool.submit(one, patience * (1 + size / MILLION))
            if here:
                yield pool.next()
        while pool.waiting:
            yield pool.next()


@dataclass
class _Underway(Generic[A, B]):
    """A thing that is being worked on: for at most so many seconds, by which processes, noted in which file."""

    one: A
    future: Future[B | Died]
    seconds: float = 0.0
    note: Path = Path()
    processes: ProcessPoolExecutor | None = None

    @property
    def late(self) -> Died | None:
        """What is told where it took too long: the watch has written into its note."""
        if self.note.is_file() and self.note.stat().st_size:
            return Died(f"{LATE} {self.seconds:.0f} seconds")
        return None


class _Pool(Generic[A, B]):
    """A pool of processes that is made anew when one of them dies."""

    def __init__(self, work: Callable[[A], B], jobs: int) -> None:
        self.work, self.jobs = work, jobs
        self.waiting: deque[_Underway[A, B]] = deque()
        self._made: ProcessPoolExecutor | None = None
        self._notes = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._count = 0

    def __enter__(self) -> _Pool[A, B]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._made:
            self._made.shutdown(wait=True, cancel_futures=True)
        self._notes.cleanup()

    @property
    def is_full(self) -> bool:
        return len(self.waiting) >= self.jobs * AHEAD

    @property
    def is_ready(self) -> bool:
        """Whether the first that is waited for is done."""
        return bool(self.waiting) and self.waiting[0].future.done()

    def do_here(self, one: A) -> None:
        done: Future[B | Died] = Future()
        done.set_result(self.work(one))
        self.waiting.append(_Underway(one, done))

    def submit(self, one: A, seconds: float) -> None:
        self._count += 1
        underway = _Underway[A, B](one, Future(), seconds, Path(self._notes.name) / str(self._count))
        self._begin(underway)
        self.waiting.append(underway)

    def next(self) -> tuple[A, B | Died]:
        first = self.waiting.popleft()
        try:
            return first.one, first.future.result()
        except BrokenProcessPool:
            return first.one, self._after_death(first)

    def _begin(self, underway: _Underway[A, B]) -> None:
        try:
            underway.processes = self._processes
            underway.future = self._sent(underway, underway.processes)
        except BrokenProcessPool:
            self._made = None
            underway.processes = self._processes
            underway.future = self._sent(underway, underway.processes)

    def _sent(self, underway: _Underway[A, B], processes: ProcessPoolExecutor) -> Future[B | Died]:
        return processes.submit(_watched, self.work, underway.one, underway.seconds, underway.note)

    def _after_death(self, first: _Underway[A, B]) -> B | Died:
        """What became of the first where its pool died; what else was under way there is begun again, unless it took too long."""
        if self._made is first.processes:
            self._made = None
        told = first.late or self._alone(first)
        for other in self.waiting:
            if other.processes is not first.processes or (other.future.done() and other.future.exception() is None):
                continue
            if late := other.late:
                other.future = Future()
                other.future.set_result(late)
            else:
                self._begin(other)
        return told

    def _alone(self, underway: _Underway[A, B]) -> B | Died:
        """The work on one thing in a process of its own."""
        with _executor(1) as single:
            try:
                return self._sent(underway, single).result()
            except BrokenProcessPool:
                return underway.late or Died(DIED)

    @property
    def _processes(self) -> ProcessPoolExecutor:
        if self._made is None:
            self._made = _executor(self.jobs)
        return self._made


def _watched(work: Callable[[A], B], one: A, seconds: float, note: Path) -> B | Died:
    """What the work makes of it; after so many seconds the process ends, and its note tells where it was."""
    with note.open("wb") as file:
        faulthandler.dump_traceback_later(seconds, exit=True, file=file)
        try:
            told = work(one)
        finally:
            faulthandler.cancel_dump_traceback_later()
    note.unlink()
    return told


def _executor(jobs: int) -> ProcessPoolExecutor:
    # spawned, not forked: a fork would share the open store, and Windows has none
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Ends this process when the one that started it is no more, however that ended: nothing is left running."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
