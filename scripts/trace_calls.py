"""What a command does to files, as system calls tell it: recorded by strace, where there is one, without any change of the command."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,write,pwrite64,writev,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,sync_file_range,copy_file_range,sendfile"
)
LINE = re.compile(r"(?P<at>\d+\.\d+) (?P<call>\w+)\((?P<told>.*)\)\s+= (?P<result>-?\d+)(?:<[^ ]*>)?.* <(?P<took>\d+\.\d+)>")
NAME = re.compile(r'[<"]((?:\\x[0-9a-f]{2})+)[>"]')
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
OFFSET = re.compile(r", (\d+)$")
READ_ONLY = "O_RDONLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing done to a file or folder, between two moments in seconds: make, write, cut, sync, rename, unlink or mkdir.

    `at` is where a write begins (None: at the end) or how long a file is after a cut; `to` is a renamed file's new path.
    """

    start: float
    end: float
    kind: str
    path: str
    to: str = ""
    at: int | None = None
    data: bytes = b""


def can_trace() -> bool:
    """Whether there is a strace that may trace."""
    if sys.platform != "linux" or not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-e", "trace=none", "true"], capture_output=True, check=False).returncode == 0


def recorded(command: list[str], folder: Path) -> list[Operation]:
    """What a command and all that it starts do to files under that folder, in the order in which it was done."""
    logs = folder.with_name(folder.name + "-calls")
    logs.mkdir()
    strace = ["strace", "-ff", "--seccomp-bpf", "-y", "-xx", "-s", "100000000", "-e", f"trace={CALLS}", "-o", str(logs / "log")]
    exact = ["--absolute-timestamps=format:unix,precision:ns", "--syscall-times=ns"]
    subprocess.run([*strace, *exact, *command], check=True)
    inside = [one for log in logs.iterdir() for one in _operations(log) if one.path.startswith(f"{folder}/") or one.path == str(folder)]
    shutil.rmtree(logs)
    return sorted(inside, key=lambda one: one.end)


def _operations(log: Path) -> Iterator[Operation]:
    for line in log.read_text(encoding="ascii").splitlines():
        match = LINE.fullmatch(line)
        if match is None or match["result"].startswith("-"):
            continue
        start = float(match["at"])
        moment = {"start": start, "end": start + float(match["took"])}
        for told in _told(match["call"], match["told"], int(match["result"])):
            yield Operation(**moment, **told)  # type: ignore[arg-type]


def _told(call: str, told: str, result: int) -> Iterator[dict[str, object]]:
    """What a system call that was done amounts to."""
    names = [_bytes(name).decode("utf-8", "surrogateescape") for name in NAME.findall(told)]
    if call == "openat":
        if READ_ONLY not in told and "O_CREAT" in told:
            yield {"kind": "make", "path": names[-1]}
        if "O_TRUNC" in told:
            yield {"kind": "cut", "path": names[-1], "at": 0}
    elif call in ("write", "pwrite64"):
        (data,) = STRING.findall(told)
        offset = OFFSET.search(told) if call == "pwrite64" else None
        yield {"kind": "write", "path": names[0] if names else "", "at": int(offset[1]) if offset else None, "data": _bytes(data)[:result]}
    elif call == "ftruncate":
        yield {"kind": "cut", "path": names[0], "at": int(OFFSET.search(told)[1])}  # type: ignore[index]
    elif call in ("fsync", "fdatasync"):
        yield {"kind": "sync", "path": names[0]}
    elif call == "rename":
        yield {"kind": "rename", "path": names[0], "to": names[1]}
    elif call in ("unlink", "mkdir"):
        yield {"kind": call, "path": names[0]}
    else:
        yield {"kind": call, "path": names[-1] if names else ""}


def _bytes(told: str) -> bytes:
    return bytes.fromhex(told.replace("\\x", ""))
