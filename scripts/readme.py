"""Runs the `$` commands shown in the README and writes their output under them; --check only compares."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_SHOWN = re.compile(r"(?s)(```console\n\$ ([^\n]+)\n)(.*?)(```)")


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
    return _SHOWN.sub(lambda shown: shown[1] + output(shown[2]) + shown[4], written)


def output(command: str) -> str:
    """What a command prints, in a plain terminal of 100 columns."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    # the shown commands use the project's own environment; the tests may run in another
    command = command.replace(".venv/bin/sijill", f"'{Path(sys.executable).parent / 'sijill'}'")
    told = subprocess.run(command, shell=True, cwd=ROOT, env=environment, capture_output=True, check=True)
    return told.stdout.decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
