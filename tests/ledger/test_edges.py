"""The edges: a full disk, a broken file, a socket, a cold start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sijill.cli.command import run, sijill_command
from sijill.ledger.project import Project, find_project
from sijill.ledger.verify import verify

SIJILL = str(Path(sys.executable).parent / "sijill")


def reports(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        words = f"قتل {number + 2} مدنيا في قصف على مدينة تعز أمس. " + os.urandom(1500).hex()
        (folder / f"{number:03}.txt").write_text(words, encoding="utf-8")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files is set as POSIX does")
@pytest.mark.parametrize("limit", [2_000, 250_000])
def test_a_disk_that_takes_no_more_costs_nothing_acknowledged(empty: Project, tmp_path: Path, limit: int) -> None:
    import resource

    given = reports(tmp_path / "reports", 60)
    command = [SIJILL, "add", str(given), "--json", "--jobs", "1", "--project", str(empty.folder)]
    empty.engine.dispose()
    full = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert full.returncode == 1
    assert full.stderr.startswith("sijill: ")
    assert len(full.stderr.splitlines()) == 1, full.stderr
    assert verify(find_project(empty.folder)).faults == []
    told = [json.loads(line) for line in full.stdout.splitlines()]
    again = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    after = {line["source"]: line for line in map(json.loads, again.stdout.splitlines())}
    assert len(after) == 60
    assert all((after[line["source"]]["kind"], after[line["source"]]["name"]) == ("known", line["name"]) for line in told)
    assert verify(find_project(empty.folder)).faults == []


def test_a_ledger_that_is_broken_is_named_in_one_line(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.engine.dispose()
    for path in project.folder.glob("ledger.sqlite*"):
        path.write_bytes(b"no ledger at all" * 400)
    assert run(["status", "--project", str(project.folder)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"sijill: {project.folder / 'ledger.sqlite'}: file is not a database\n"


def test_no_command_of_a_project_opens_a_socket(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("SIJILL_PROJECT", str(project.folder))
    page, sheet = str(tmp_path / "page.html"), str(tmp_path / "claims.xlsx")
    Path(page).write_text("<html><body><article><p>قتل 12 مدنيا في تعز.</p></article></body></html>", encoding="utf-8")
    commands = [
        ["add", page, "--jobs", "1"], ["status"], ["show", "r1"], ["show", "r1.c1"], ["search", "قصف"],
        ["judge", "r1.c1", "accept"], ["export", "xlsx", "--out", sheet], ["judge", "--from", sheet], ["verify", "--export", sheet],
        ["rebuild"], ["failures"], ["retry"], ["reread", "--jobs", "1"], ["backup", str(tmp_path / "b.zip")],
        ["restore", str(tmp_path / "b.zip"), str(tmp_path / "again")], ["withhold", "r1", "درنة"], ["release", "r1", "درنة"],
        ["queue"], ["agreement"], ["incidents", "--unreviewed"], ["contradictions", "--unreviewed"], ["sources", "--unreviewed"],
        ["tally", "--unreviewed"], ["withdraw", "r1", "--yes"], ["init", str(tmp_path / "new")], ["read", page], ["explain", page, "1"],
        ["gazetteer", "stats"],
    ]  # fmt: skip
    for command in commands:
        assert run(command) == 0, command
    # serve listens on this machine, and what its pages ask for is watched in a browser
    assert {command[0] for command in commands} == set(sijill_command.commands) - {"serve"}


@pytest.mark.parametrize("command", [["read", "--json", "examples/taiz.txt"], ["--help"], ["explain", "examples/taiz.txt", "1"]])
def test_reading_a_file_loads_nothing_of_the_ledger(root: Path, command: list[str]) -> None:
    code = (
        "import sys\nfrom sijill.cli.command import run\n"
        f"run({command!r})\n"
        "heavy = {'sqlalchemy', 'sqlite3', 'xlsxwriter', 'openpyxl', 'trafilatura', 'lxml', 'pdfminer', 'multiprocessing'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, encoding="utf-8", check=True)
    assert told.stderr == "[]\n"
