"""LibreOffice as a colleague uses it: a file is opened, cells are written as if typed, and it is saved as something else.

The hands are a macro in LibreOffice's own Basic, which needs nothing beside LibreOffice Calc itself.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

MACRO = Path(__file__).parent / "office.bas"
PATIENCE = 300  # seconds for one run of LibreOffice
XLSX, ODS = "Calc MS Excel 2007 XML", "calc8"
CSV = "Text - txt - csv (StarCalc)"
PDF = "calc_pdf_Export"
COMMA, SEMICOLON, TAB = ",", ";", "\t"
LIBRARIES = "http://openoffice.org/2000/library"
SCRIPT = "http://openoffice.org/2000/script"


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that is written: `text` as it is, `typed` as from the keyboard, `number` or `day` as a value with its format."""

    column: int
    row: int
    kind: str
    value: str | float | date


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that the program is told to write: where, by which filter, with which options."""

    path: Path
    filter: str
    options: str = ""


def soffice() -> str | None:
    """The program's path; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def csv_written(delimiter: str) -> str:
    """The options by which UTF-8 with that delimiter is written, as the program proposes: cells as they are shown."""
    return f"{ord(delimiter)},34,76,1,,0,false,true"


def csv_opened(delimiter: str, special: bool = False) -> str:
    """The options by which UTF-8 with that delimiter is opened; with `special`, dates and the like are looked for."""
    return f"{ord(delimiter)},34,76,1,,0,false,{'true' if special else 'false'}"


class Office:
    """LibreOffice with a profile of its own in a folder, so that nobody's settings are used or changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.profile = folder / "profile"
        self._run("--terminate_after_init")  # makes the profile
        basic = self.profile / "user" / "basic"
        (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "script.xlc").write_text(_libraries(), encoding="utf-8")
        (basic / "Standard" / "script.xlb").write_text(_library(), encoding="utf-8")

    def work(self, path: Path, edits: Iterable[Edit], *saved: Saved, opened: str = "") -> None:
        """Opens a file (a CSV with the options told), makes the edits and saves; raises RuntimeError where that fails."""
        told = self.folder / "told.txt"
        told.unlink(missing_ok=True)
        job = [_line("open", path.absolute().as_uri(), CSV if opened else "", opened)]
        job += [_line("cell", str(edit.column), str(edit.row), edit.kind, _plain(edit.value)) for edit in edits]
        job += [_line("save", one.path.absolute().as_uri(), one.filter, one.options) for one in saved]
        (self.folder / "job.txt").write_text("".join(line + "\n" for line in job), encoding="ascii")
        code = MACRO.read_text(encoding="ascii").replace("JOB", str(self.folder / "job.txt")).replace("TOLD", str(told))
        (self.profile / "user" / "basic" / "Standard" / "Trial.xba").write_text(_module(code), encoding="utf-8")
        self._run("macro:///Standard.Trial.Main")
        words = told.read_text(encoding="utf-8", errors="replace").strip() if told.exists() else "the macro did not run"
        if words != "done":
            raise RuntimeError(f"LibreOffice: {path.name}: {words}")

    def _run(self, *arguments: str) -> None:
        program = soffice()
        if program is None:
            raise RuntimeError("LibreOffice is not installed")
        command = [program, f"-env:UserInstallation={self.profile.absolute().as_uri()}", "--headless", "--norestore", *arguments]
        subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)


def _line(*parts: str) -> str:
    """A line of the job: parts as numbers of UTF-16 units, which Basic makes letters of whatever its own encoding is."""
    return "\t".join(" ".join(str(unit) for unit in _units(part)) for part in parts)


def _units(words: str) -> list[int]:
    held = words.encode("utf-16-le")
    return [int.from_bytes(held[at : at + 2], "little") for at in range(0, len(held), 2)]


def _plain(value: str | float | date) -> str:
    if isinstance(value, date):
        return str((value - date(1899, 12, 30)).days)  # the day that spreadsheets count from
    return str(value)


def _libraries() -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<library:libraries xmlns:library="{LIBRARIES}" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
        'xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/></library:libraries>'
    )


def _library() -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<library:library xmlns:library="{LIBRARIES}" library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false"><library:element library:name="Trial"/></library:library>'
    )


def _module(code: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<script:module xmlns:script="{SCRIPT}" script:name="Trial" '
        f'script:language="StarBasic">{escape(code)}</script:module>'
    )
