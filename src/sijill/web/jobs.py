"""Work that takes longer than a page may: done in threads of this process, with how far it has come and what came of it.

A page starts a job and shows it; the browser asks again until it is done. Few run at once. What came of a job is kept until
somebody has looked at it; after that it makes room for others. With the process all of it ends: whatever a job changes, it
changes in steps that are whole by themselves.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sijill.errors import SijillError

RUNNING, DONE, FAILED = "running", "done", "failed"
AT_ONCE = 3
KEPT = 30  # finished jobs


class BusyError(SijillError):
    """As many jobs run as may."""


@dataclass(slots=True, kw_only=True)
class Job:
    """A piece of work: its kind, its state, how much of it is done (`of` is None where nobody can tell), what came of it.

    `said` is what it has to tell meanwhile, `fault` why it failed. The thread that does the work alone changes it, but for `looked`.
    """

    id: str
    kind: str
    state: str = RUNNING
    done: int = 0
    of: int | None = None
    result: object = None
    fault: str = ""
    looked: bool = False
    said: list[str] = field(default_factory=list)

    @property
    def is_running(self) -> bool:
        """Whether it is being done."""
        return self.state == RUNNING

    @property
    def percent(self) -> int | None:
        """How much of it is done, in percent; None where nobody can tell."""
        return min(100 * self.done // self.of, 100) if self.of else None

    def tell(self, done: int, of: int | None = None) -> None:
        """Tells how far it has come, from within the work."""
        self.done = done
        if of is not None:
            self.of = of


Work = Callable[[Job], object]


class Jobs:
    """The jobs of a site."""

    def __init__(self, *, at_once: int = AT_ONCE, kept: int = KEPT) -> None:
        self._at_once, self._kept = at_once, kept
        self._held: dict[str, Job] = {}
        self._lock = threading.Lock()

    def start(self, kind: str, work: Work, *, alone: bool = False) -> Job:
        """The job that does this work; `alone`: the one of its kind that is running, where one is.

        Raises BusyError where as many run as may.
        """
        with self._lock:
            running = [job for job in self._held.values() if job.is_running]
            same = next((job for job in running if job.kind == kind), None)
            if alone and same:
                return same
            if len(running) >= self._at_once:
                raise BusyError("other work is being done; wait until some of it is finished")
            self._make_room()
            job = Job(id=secrets.token_urlsafe(9), kind=kind)
            self._held[job.id] = job
        threading.Thread(target=_done, args=(job, work), name=f"sijill {kind}", daemon=True).start()
        return job

    def held(self, id: str) -> Job | None:
        """The job of that id; None where there is none, or it had to make room. A finished one counts as looked at by then."""
        with self._lock:
            job = self._held.get(id)
            if job and not job.is_running:
                job.looked = True
            return job

    def last(self, kind: str) -> Job | None:
        """The newest job of a kind, running or finished; None where there is none."""
        with self._lock:
            return next((job for job in reversed(self._held.values()) if job.kind == kind), None)

    def forget(self, id: str) -> None:
        """Lets go of a finished job."""
        with self._lock:
            job = self._held.get(id)
            if job and not job.is_running:
                del self._held[id]

    def _make_room(self) -> None:
        """Lets go of finished jobs where too many are kept: first of those looked at, the oldest before the newer."""
        finished = [job for job in self._held.values() if not job.is_running]
        finished.sort(key=lambda job: not job.looked)  # stable: the oldest of each first
        for job in finished[: max(len(finished) - self._kept + 1, 0)]:
            del self._held[job.id]


def _done(job: Job, work: Work) -> None:
    try:
        result = work(job)
    except SijillError as error:
        job.fault, job.state = str(error), FAILED
    except Exception as error:  # noqa: BLE001 - a thread's edge: nobody else would tell what went wrong
        job.fault, job.state = f"{type(error).__name__}: {error}", FAILED
    else:
        job.result, job.state = result, DONE
