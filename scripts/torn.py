"""Adding whose power fails: writes that were not made durable are lost, torn and out of order, and nothing acknowledged is.

What `sijill init` and two processes of `sijill add` do to files is recorded once, with the moments of the lines that they
print. Of any moment it is then known what must be on the disk and what may be (`disk.py` tells the model); many disks are
laid down so, and on each of them the same `init` and `add` must go on to the end of a run in peace.
"""

from __future__ import annotations

import io
import random
import shlex
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from crash import SIJILL, known_of, take_in
from disk import Disk
from sijill.cli.command import run
from trace_calls import Operation, can_trace, recorded

PROJECT, PRINTED = "project", "printed"
INDEX = "-shm"  # shared memory of SQLite, made anew by the first that opens the ledger: no part of what is durable


def torn(folder: Path, reports: Path, disks: int, seed: int = 7, syncs: bool = True) -> str:
    """What is wrong on the first disk where something is, of so many; empty where nothing is.

    `folder` is made; `reports` holds the files to add. Without `syncs` nothing is taken to have been made durable, so that
    something must be wrong.
    """
    if not can_trace():
        raise RuntimeError("there is no strace that may trace")
    folder.mkdir()
    done = [one for one in recorded(_script(folder, reports), folder) if not one.path.endswith(INDEX)]
    if not syncs:
        done = [one for one in done if one.kind != "sync"]
    quiet = known_of(folder / PROJECT)
    dice = random.Random(seed)
    moments = sorted(dice.randrange(len(done)) for _ in range(disks))
    disk, printed, at = Disk(folder), _Printed(), 0
    for number, moment in enumerate(moments, 1):
        for one in done[at : moment + 1]:
            if PRINTED in Path(one.path).name:
                printed.take(one)
            else:
                disk.do(one)
        at = moment + 1
        with tempfile.TemporaryDirectory() as place:
            disk.image(Path(place) / "disk", dice)
            fault = _go_on(Path(place) / "disk" / PROJECT, reports, printed, quiet, dice)
        if fault:
            return f"disk {number}, after {moment + 1} of {len(done)} operations: {fault}"
    return ""


def _script(folder: Path, reports: Path) -> list[str]:
    """A project made, and the same reports added to it by two processes at once."""
    project = shlex.quote(str(folder / PROJECT))
    init = f"{SIJILL} init {project} --operator trial >{shlex.quote(str(folder / PRINTED))}-0"
    add = f"{SIJILL} {shlex.join(adding(folder / PROJECT, reports))} >{shlex.quote(str(folder / PRINTED))}"
    return ["sh", "-c", f"{init} && {{ {add}-1 & {add}-2 & wait; }}"]


def adding(project: Path, reports: Path) -> list[str]:
    """The command that adds reports to a project."""
    return ["add", str(reports), "--json", "--jobs", "1", "--project", str(project), "--published", "2019-03-14"]


class _Printed:
    """What was printed by now: whether there is a project, and the lines of reports."""

    def __init__(self) -> None:
        self.pieces: dict[str, bytes] = {}

    def take(self, one: Operation) -> None:
        self.pieces[one.path] = self.pieces.get(one.path, b"") + one.data

    @property
    def project(self) -> bool:
        return any(path.endswith("-0") and b"\n" in told for path, told in self.pieces.items())

    def lines(self) -> str:
        """The lines of reports that were printed whole."""
        whole = [told[: told.rfind(b"\n") + 1] for path, told in self.pieces.items() if not path.endswith("-0")]
        return b"".join(whole).decode("utf-8")


def _go_on(project: Path, reports: Path, printed: _Printed, quiet: list[tuple[object, ...]], dice: random.Random) -> str:
    """What is wrong when `init`, where it had not told of a project, and `add` are run again on what is left."""
    acknowledged: dict[str, str] = {}
    fault = take_in(printed.lines(), acknowledged)
    if fault:
        return fault
    if not (project / "sijill.toml").exists():
        if printed.project:
            return "the project that was made is none"
        code, told = said("init", str(project), "--operator", "trial")
        if code:
            return f"init: {told}"
    elif dice.random() < 0.5:
        (project / f"ledger.sqlite{INDEX}").write_bytes(dice.randbytes(32768))  # what was mapped may have been written, or anything
    code, told = said("verify", "--project", str(project))
    if code:
        return f"verify: {told}"
    code, told = said(*adding(project, reports))
    return f"add: {told}" if code else take_in(told, acknowledged) or end_of(project, reports, acknowledged, quiet)


def end_of(project: Path, reports: Path, acknowledged: dict[str, str], quiet: list[tuple[object, ...]]) -> str:
    """What is wrong at the end: against the files given, and against what a run in peace made of them."""
    given = len(list(reports.iterdir()))
    if len(acknowledged) != given or len(set(acknowledged.values())) != given:
        return f"{given} reports were given, {len(set(acknowledged.values()))} are told"
    code, told = said("verify", "--project", str(project))
    if code:
        return f"verify at the end: {told}"
    return "" if known_of(project) == quiet else "the end is not that of a run in peace"


def said(*arguments: str) -> tuple[int, str]:
    """The exit code of a command run in this process, and what it printed."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        code = run(list(arguments))
    return code, printed.getvalue()


def main() -> int:
    """Runs the trial on some reports of a folder: `torn.py REPORTS [DISKS [SEED]]`; the exit code."""
    reports, disks, seed = Path(sys.argv[1]), *(int(told) for told in [*sys.argv[2:], "100", "7"][:2])
    with tempfile.TemporaryDirectory() as folder:
        fault = torn(Path(folder) / "trial", reports, disks, seed)
    print(fault or "ok")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
