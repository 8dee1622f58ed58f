"""The command from outside: output, errors of one line, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sijill.cli import read as command
from sijill.cli.command import run
from sijill.cli.explain import find_claim
from tests.by_hand import KILLED, READING, TAKEN

TAIZ = "examples/taiz.txt"
DATED = ["--published", "2019-03-14"]


def command_path() -> Path:
    return Path(sys.executable).parent / "sijill"


def sijill(*arguments: str, given: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([command_path(), *arguments], input=given, capture_output=True, env={**os.environ, **environment}, check=False)


@pytest.fixture(autouse=True)
def in_the_project(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_a_report_as_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "--json", *DATED, "--outlet", "صحيفة الميناء", TAIZ]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    reading = json.loads(line)
    assert reading["schema"] == 1
    assert reading["report"]["published"] == "2019-03-14"
    assert reading["report"]["published_from"] == "dateline"  # the sample tells its day itself
    assert reading["report"]["length"] == len(Path(TAIZ).read_text(encoding="utf-8"))
    assert "\\u" not in line


def test_many_files_are_a_line_each_and_one_that_fails_stops_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b" \n")
    binary = tmp_path / "picture.png"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\x00\x81\x8d" * 40)
    english = tmp_path / "english.txt"
    english.write_text("Three civilians were killed in the town on Monday, the ministry of health said in a statement.", encoding="utf-8")
    files = [TAIZ, "missing.txt", str(tmp_path), str(empty), str(binary), str(english), "examples/derna.txt"]
    assert run(["read", "--json", *files]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 2
    errors = told.err.splitlines()
    assert [error.split(": ")[1] for error in errors] == files[1:-1]
    assert all(error.startswith("sijill: ") for error in errors)


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["read", "--published", "2016-02-30", TAIZ], "2016-02-30"),
        (["read", "--published", "tomorrow", TAIZ], "tomorrow"),
        (["read", "--no-such-option", TAIZ], "--no-such-option"),
        (["read", "--json", "--full", TAIZ], "--full"),
        (["read", "--json", "--bidi", "visual", TAIZ], "--bidi visual"),
        (["read", "--lang", "fr", TAIZ], "fr"),
        (["write"], "write"),
        (["explain", TAIZ, "no-such-claim"], "no-such-claim"),
    ],
)
def test_a_command_that_is_not_understood_is_told_in_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], fault: str) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert fault in told.err


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["explain", "--help"], ["--version"]])
def test_help_is_no_error(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run(arguments) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["read"], ["explain"]])
def test_without_arguments_help_is_shown(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run(arguments) == 2
    assert "Usage:" in capsys.readouterr().err


def test_files_are_named_where_there_are_several(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", TAIZ, "examples/derna.txt"]) == 0
    told = capsys.readouterr().out
    assert TAIZ in told
    assert "examples/derna.txt" in told
    assert run(["read", TAIZ]) == 0
    assert TAIZ not in capsys.readouterr().out


def test_standard_input_utf8_and_no_colour_in_a_pipe() -> None:
    told = sijill("read", "-", *DATED, given=Path(TAIZ).read_bytes(), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert told.returncode == 0
    assert told.stderr == b""
    assert "2019-03-14" in told.stdout.decode("utf-8")
    assert b"\x1b[" not in told.stdout


def test_what_is_shown_of_standard_input_is_what_is_shown_of_the_file() -> None:
    assert sijill("read", "-", *DATED, given=Path(TAIZ).read_bytes()).stdout == sijill("read", TAIZ, *DATED).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_a_pipe_that_closes_early_is_no_error() -> None:
    command = [str(command_path()), "read", "--json", *[TAIZ] * 40]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_json_does_not_load_what_only_people_need() -> None:
    probe = (
        "import sys; from sijill.cli.command import run; run(['read', '--json', 'examples/taiz.txt']); "
        "print(sorted({'rich', 'pygments'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, encoding="utf-8", check=True)
    assert told.stdout.splitlines()[-1] == "[]"


def test_visual_order_is_refused_in_one_line_without_its_extra(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arabic_reshaper", None)
    assert run(["read", "--bidi", "visual", TAIZ]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "sijill[bidi]" in line


def test_a_claim_is_found_by_id_number_and_key() -> None:
    assert find_claim(READING, "c2") is TAKEN
    assert find_claim(READING, "1") is KILLED
    assert find_claim(READING, "bbbbbb") is TAKEN
    assert find_claim(READING, "sha256:aaaaaaaa") is KILLED
    for name in ("c3", "0", "3", "aaaa", ""):
        assert find_claim(READING, name) is None


def test_a_report_that_breaks_the_reader_is_told_and_the_others_are_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = command.read_file

    def broken(name: str, known: object) -> object:
        if name == "planted.txt":
            raise ZeroDivisionError("planted")
        return whole(name, known)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "read_file", broken)
    assert run(["read", "--json", "planted.txt", TAIZ]) == 1
    told = capsys.readouterr()
    assert "sijill: planted.txt: the reader failed (ZeroDivisionError: planted)" in told.err
    assert len(told.out.splitlines()) == 1
