"""Jobs: work in threads, bounded in number, told when it fails, kept until it is looked at."""

from __future__ import annotations

import threading
import time

import pytest

from sijill.errors import LedgerError
from sijill.web.jobs import BusyError, Job, Jobs


def finished(job: Job) -> Job:
    for _ in range(500):
        if not job.is_running:
            return job
        time.sleep(0.01)
    raise AssertionError("the job does not end")


def test_a_job_tells_how_far_it_is_and_what_came_of_it() -> None:
    half, go_on = threading.Event(), threading.Event()

    def work(job: Job) -> str:
        job.tell(1, of=2)
        half.set()
        go_on.wait(5)
        job.tell(2)
        return "twelve"

    job = Jobs().start("count", work)
    half.wait(5)
    assert (job.state, job.percent, job.result) == ("running", 50, None)
    go_on.set()
    assert (finished(job).state, job.percent, job.result) == ("done", 100, "twelve")


def test_what_goes_wrong_is_told() -> None:
    def refused(job: Job) -> None:
        raise LedgerError("r9: there is no such report")

    def broken(job: Job) -> None:
        raise ValueError("seven")

    jobs = Jobs()
    assert finished(jobs.start("a", refused)).fault == "r9: there is no such report"
    assert finished(jobs.start("a", broken)).fault == "ValueError: seven"
    assert {job.state for job in (jobs.last("a"),) if job} == {"failed"}


def test_few_run_at_once_and_one_alone_of_its_kind() -> None:
    go_on = threading.Event()
    jobs = Jobs(at_once=2)
    first = jobs.start("verify", lambda job: go_on.wait(5), alone=True)
    assert jobs.start("verify", lambda job: None, alone=True) is first
    jobs.start("add", lambda job: go_on.wait(5))
    with pytest.raises(BusyError):
        jobs.start("add", lambda job: None)
    go_on.set()
    finished(first)
    assert finished(jobs.start("verify", lambda job: "anew", alone=True)).result == "anew"


def test_a_job_is_kept_until_it_is_looked_at() -> None:
    jobs = Jobs(kept=2)
    seen, unseen = (finished(jobs.start("a", lambda job: None)) for _ in range(2))
    assert jobs.held(seen.id) is seen
    newest = finished(jobs.start("a", lambda job: None))
    assert (jobs.held(seen.id), jobs.held(unseen.id), jobs.last("a")) == (None, unseen, newest)
    jobs.forget(newest.id)
    assert jobs.held(newest.id) is None
