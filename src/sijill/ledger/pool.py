"""Reports read by all cores, in their order, with a bounded number under way.

A process that dies reading (memory, a crash of the interpreter) costs the report that it died of, and no other.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

FEW = 6  # so many are read in this process: to start others would take longer
AHEAD = 12  # under way for each process


class Died(Exception):
    """The process that worked on it died."""


def each(given: Iterator[A], work: Callable[[A], B], jobs: int) -> Iterator[tuple[A, B | Died]]:
    """What the work makes of each thing given, in order. With one job, or few things, no other process is started."""
    first: list[A] = []
    for one in given:
        first.append(one)
        if len(first) > FEW:
            break
    if jobs < 2 or len(first) <= FEW:
        for one in first:
            yield one, work(one)
        for one in given:
            yield one, work(one)
        return
    with _Pool(work, jobs) as pool:
        for one in first:
            pool.submit(one)
        for one in given:
            while pool.is_full:
                yield pool.next()
            pool.submit(one)
        while pool.waiting:
            yield pool.next()


class _Pool(Generic[A, B]):
    """A pool of processes that is made anew when one of them dies."""

    def __init__(self, work: Callable[[A], B], jobs: int) -> None:
        self.work, self.jobs = work, jobs
        self.waiting: deque[tuple[A, Future[B]]] = deque()
        self._made: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Pool[A, B]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._made:
            self._made.shutdown(wait=True, cancel_futures=True)

    @property
    def is_full(self) -> bool:
        return len(self.waiting) >= self.jobs * AHEAD

    def submit(self, one: A) -> None:
        try:
            self.waiting.append((one, self._processes.submit(self.work, one)))
        except BrokenProcessPool:
            self._made = None
            self.waiting.append((one, self._processes.submit(self.work, one)))

    def next(self) -> tuple[A, B | Died]:
        one, future = self.waiting.popleft()
        try:
            return one, future.result()
        except BrokenProcessPool:
            return one, self._alone(one)

    def _alone(self, one: A) -> B | Died:
        """The work on one thing in a process of its own; all that was under way is begun again."""
        self._made = None
        with _executor(1) as single:
            try:
                told: B | Died = single.submit(self.work, one).result()
            except BrokenProcessPool:
                told = Died("the process that read it died")
        again = [other for other, _ in self.waiting]
        self.waiting.clear()
        for other in again:
            self.submit(other)
        return told

    @property
    def _processes(self) -> ProcessPoolExecutor:
        if self._made is None:
            self._made = _executor(self.jobs)
        return self._made


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
