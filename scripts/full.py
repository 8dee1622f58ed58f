"""Adding to a disk that fails or is full: a clear error that names the file, nothing acknowledged lost, and going on works.

Each call by which adding writes, makes durable or names a file is made to fail once, and writes from one of them on, by
strace; and a real disk, small and in memory, is filled.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crash import SIJILL, known_of, take_in
from torn import adding, end_of, said

FAILING = (
    ("pwrite64", "ENOSPC", ""), ("pwrite64", "ENOSPC", "+"), ("pwrite64", "EIO", ""), ("write", "ENOSPC", ""), ("fsync", "EIO", ""),
    ("fdatasync", "EIO", ""), ("ftruncate", "ENOSPC", ""), ("mkdir", "ENOSPC", ""), ("rename", "EIO", ""), ("unlink", "EIO", ""),
)  # fmt: skip


NAMED = re.compile(r"sijill: (/\S+|standard output): \w")


def failing(folder: Path, reports: Path, step: int = 1) -> str:
    """What is wrong when every `step`th of the calls of each kind fails; empty where nothing is. `folder` is made."""
    folder.mkdir()
    base, quiet = folder / "base", folder / "quiet"
    for project in (base, quiet):
        said("init", str(project), "--operator", "trial")
    said(*adding(quiet, reports))
    ends = known_of(quiet)
    for call, error, more in FAILING:
        for number in range(1, 10_000, step):
            project = folder / "project"
            shutil.copytree(base, project)
            done, failed = _with_fault(project, reports, f"inject={call}:error={error}:when={number}{more}")
            if not failed:
                shutil.rmtree(project)
                break
            fault = _judged(done, project, reports, ends)
            if fault:
                return f"{call} {number}{more} with {error} ({failed}): {fault}"
            shutil.rmtree(project)
    return ""


def _with_fault(project: Path, reports: Path, fault: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """An add in which a call fails, and the call that did; empty where none did."""
    log = project.with_name("log")
    call = fault.split("=")[1].split(":")[0]
    strace = ["strace", "-f", "--seccomp-bpf", "-y", "-qq", "-s", "8", "-o", str(log), "-e", f"trace={call}", "-e", fault]
    done = _run([*strace, SIJILL, *adding(project, reports)])
    failed = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if "INJECTED" in line]
    return done, failed[0] if failed else ""


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    unwritten = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=unwritten)


def _judged(done: subprocess.CompletedProcess[str], project: Path, reports: Path, ends: list[tuple[object, ...]]) -> str:
    """What is wrong with an add that met a fault, and with going on after it."""
    acknowledged: dict[str, str] = {}
    fault = take_in(done.stdout, acknowledged) or told_well(done, len(list(reports.iterdir())), len(acknowledged))
    if fault:
        return fault
    code, told = said("verify", "--project", str(project))
    if code:
        return f"verify: {told}"
    code, told = said(*adding(project, reports))
    return f"add: {told}" if code else take_in(told, acknowledged) or end_of(project, reports, acknowledged, ends)


def told_well(done: subprocess.CompletedProcess[str], given: int, acknowledged: int) -> str:
    """What is wrong with how a fault was told: in one line that names a file, or the output, unless it did no harm."""
    if done.returncode == 0:
        return "" if acknowledged == given else f"exit code 0, and {acknowledged} of {given} told"
    lines = done.stderr.splitlines()
    if done.returncode != 1 or len(lines) != 1 or not NAMED.match(lines[0]):
        return f"exit code {done.returncode}, told as {done.stderr!r}"
    return ""


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A disk of that size in that folder, as long as it lasts; raises OSError where none can be made."""
    folder.mkdir()
    if sys.platform != "linux" or subprocess.run(_mount(folder, size), capture_output=True, check=False).returncode:
        raise OSError("no disk in memory can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # this process may hold the ledger open


def _mount(folder: Path, size: str, *more: str) -> list[str]:
    return ["mount", "-t", "tmpfs", "-o", ",".join([f"size={size}", *more]), "tmpfs", str(folder)]


def can_mount() -> bool:
    """Whether a small disk can be made."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with small_disk(Path(folder) / "disk", "64k"):
                return True
        except OSError:
            return False


def filled(folder: Path, reports: Path, sizes: tuple[str, ...]) -> str:
    """What is wrong when a disk of each size is full before all reports are there, and is then made larger; empty where nothing is."""
    folder.mkdir()
    quiet = folder / "quiet"
    said("init", str(quiet), "--operator", "trial")
    said(*adding(quiet, reports))
    for size in sizes:
        with small_disk(folder / size, size):
            project = folder / size / "project"
            code, told = said("init", str(project), "--operator", "trial")
            done = _run([SIJILL, *adding(project, reports)])
            fault = f"init: {told}" if code else "the disk was not filled" if done.returncode == 0 else ""
            if not fault:
                fault = told_well(done, 0, 1)
            if not fault:
                subprocess.run(_mount(folder / size, "200m", "remount"), check=True)
                fault = _judged(done, project, reports, known_of(quiet))
        if fault:
            return f"a disk of {size}: {fault}"
    return ""


def main() -> int:
    """Runs both trials on the reports of a folder: `full.py REPORTS`; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        few = Path(folder) / "few"
        few.mkdir()
        for path in sorted(Path(sys.argv[1]).iterdir())[:4]:
            shutil.copy(path, few)
        fault = failing(Path(folder) / "failing", few) or filled(Path(folder) / "filled", Path(sys.argv[1]), ("1m", "2m", "4m"))
    print(fault or "ok")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
