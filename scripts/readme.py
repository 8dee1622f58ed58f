"""Runs the `$` commands shown in the README and writes their output under them; --check only compares.

A block of one command runs in the project's folder; a block of several is a session: it runs in one shell, in a folder of
its own that holds the examples.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_SHOWN = re.compile(r"(?s)(```console\n)(\$ .*?)(```)")
_COMMAND = re.compile(r"(?m)^\$ (.+)$")
_MARK = "\u0001"


def main() -> int:
    """0 where the README shows what is so, or has been made to; 1 where --check finds that it does not."""
    written = README.read_text(encoding="utf-8")
    true = rewritten(written)
    if "--check" in sys.argv:
        return 0 if written == true else 1
    README.write_text(true, encoding="utf-8")
    return 0


def rewritten(written: str) -> str:
    """The README with the output that its commands have now."""
    return _SHOWN.sub(lambda shown: shown[1] + _run(_COMMAND.findall(shown[2])) + shown[3], written)


def _run(commands: list[str]) -> str:
    """The commands, each with its output under it."""
    if len(commands) == 1:
        return f"$ {commands[0]}\n{output(commands[0])}"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        script = "\n".join(f"printf '{_MARK}'\n{command}" for command in commands)
        told = _shell(script, folder).split(_MARK)[1:]
    return "".join(f"$ {command}\n{printed}" for command, printed in zip(commands, told, strict=True))


def output(command: str) -> str:
    """What a command prints, in a plain terminal of 100 columns."""
    return _shell(command, str(ROOT), errors=False)


def _shell(script: str, folder: str, errors: bool = True) -> str:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    environment.pop("SIJILL_PROJECT", None)
    # the shown commands use the project's own environment; the tests may run in another
    script = re.sub(r"(?m)(\.venv/bin/|^)sijill ", f"'{Path(sys.executable).parent / 'sijill'}' ", script)
    told = subprocess.run(
        script, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT if errors else subprocess.PIPE,
        check=True,
    )  # fmt: skip
    return told.stdout.decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
