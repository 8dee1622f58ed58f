"""Adding that is killed again and again: nothing acknowledged is lost, nothing doubled, and the end is that of a quiet run.

Two processes add the same reports to one project, each in a group of its own with the processes that read for it; at a
random moment the whole group is killed. After the last kill both run to their end.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

SIJILL = str(Path(sys.executable).parent / "sijill")


def crash(folder: Path, reports: Path, kills: int, seed: int = 7, patience: float = 3.0) -> str:
    """What is wrong after so many kills, each after at most `patience` seconds; empty where nothing is.

    `folder` is made; `reports` holds the files to add.
    """
    dice = random.Random(seed)
    _run("init", str(folder), "--operator", "trial")
    acknowledged: dict[str, str] = {}
    for kill in range(kills):
        started = [_start(folder, reports, kill % 3 + 1) for _ in range(2)]
        time.sleep(dice.uniform(0.3, patience))
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
        for process in started:
            fault = take_in(process.communicate()[0], acknowledged)
            if fault:
                return f"kill {kill + 1}: {fault}"
        if kill % 10 == 0:
            told = _run("verify", "--project", str(folder))
            if told.returncode:
                return f"kill {kill + 1}: {told.stdout.strip()}"
    for process in [_start(folder, reports, 2) for _ in range(2)]:
        fault = take_in(process.communicate()[0], acknowledged)
        if fault or process.returncode:
            return fault or "the last run failed"
    return _end(folder, reports, acknowledged)


def _start(folder: Path, reports: Path, jobs: int) -> subprocess.Popen[str]:
    command = [SIJILL, "add", str(reports), "--json", "--jobs", str(jobs), "--project", str(folder), "--published", "2019-03-14"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8", start_new_session=True)


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SIJILL, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


def take_in(printed: str, acknowledged: dict[str, str]) -> str:
    """Takes in the lines that were printed whole; what contradicts an earlier line."""
    for line in printed.splitlines(keepends=True):
        if not line.endswith("\n"):
            continue
        told = json.loads(line)
        if told["kind"] == "failed":
            return f"{told['source']} failed: {told['reason']}"
        if acknowledged.setdefault(told["source"], told["name"]) != told["name"]:
            return f"{told['source']} was {acknowledged[told['source']]} and is {told['name']}"
    return ""


def _end(folder: Path, reports: Path, acknowledged: dict[str, str]) -> str:
    """What is wrong at the end: against the files given, and against a project to which they were added in peace."""
    given = sorted(reports.iterdir())
    if len(acknowledged) != len(given) or len(set(acknowledged.values())) != len(given):
        return f"{len(given)} reports were given, {len(set(acknowledged.values()))} are told"
    for arguments in (("verify",), ("rebuild",)):
        told = _run(*arguments, "--project", str(folder))
        if told.returncode:
            return told.stdout.strip()
    quiet = folder.with_name(folder.name + "-quiet")
    _run("init", str(quiet), "--operator", "trial")
    _start(quiet, reports, 2).communicate()
    return "" if known_of(folder) == known_of(quiet) else "the end is not that of a run in peace"


def known_of(folder: Path) -> list[tuple[object, ...]]:
    """What a project holds of every report, whatever the order in which they came."""
    import sqlite3

    connection = sqlite3.connect(folder / "ledger.sqlite")
    reports = connection.execute("SELECT digest, text, source, language, claims, statements FROM report").fetchall()
    claims = connection.execute(
        "SELECT report.digest, claim.key, claim.id FROM claim JOIN report ON report.number = claim.report"
    ).fetchall()
    connection.close()
    return [*sorted(reports), *sorted(claims)]
