"""Adding one table that is larger than the memory that may be used: its rows are gone through, and its own bytes kept."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

SIJILL = str(Path(sys.executable).parent / "sijill")
MEGABYTES = 500  # that a process may use


def heavy(folder: Path, rows: int = 320, filler: int = 950_000) -> str:
    """What is wrong after a table of so many rows, each with so many letters beside its text, was added; empty where nothing is."""
    table, project = folder / "table.csv", folder / "project"
    with table.open("w", encoding="utf-8") as file:
        file.write("id,text,filler\n")
        for number in range(rows):
            file.write(f"{number},قتل {number + 2} مدنيا في قصف على تعز أمس.,{'x' * filler}\n")
    _run("init", str(project))
    added = _run("add", str(table), "--json", "--project", str(project))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    whole = _run("verify", "--project", str(project))
    if added.returncode or whole.returncode:
        return (added.stderr + whole.stdout).strip()
    if len(added.stdout.splitlines()) != rows:
        return f"{len(added.stdout.splitlines())} of {rows} rows were told"
    return f"{most:.0f} MB of memory were used; at most {MEGABYTES} may be" if most > MEGABYTES else ""


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SIJILL, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
