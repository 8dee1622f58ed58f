"""Makes a sample project of the examples and opens the review site on it, where Node is there to bring the site's parts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "build" / "sample"
SIJILL = str(Path(sys.executable).parent / "sijill")


def main() -> int:
    """The exit code; on a terminal the site is served until it is ended from the keyboard."""
    if shutil.which("npm") is None:
        print("Node is not here, so that the review site is not opened; with it, this opens the sample project in the browser.")
        return 0
    subprocess.run(["make", "--silent", "site"], cwd=ROOT, check=True)
    make_sample(SAMPLE)
    command = [SIJILL, "serve", "--project", str(SAMPLE)]
    if not sys.stdout.isatty():
        shown = [str(Path(SIJILL).relative_to(ROOT)) if Path(SIJILL).is_relative_to(ROOT) else SIJILL, "serve", "--project"]
        print(f"the sample project is made; `{' '.join([*shown, str(SAMPLE.relative_to(ROOT))])}` opens it")
        return 0
    try:
        return subprocess.run([*command, "--open"], check=False).returncode
    except KeyboardInterrupt:
        return 0


def make_sample(folder: Path) -> None:
    """The sample project, unless it is there."""
    if (folder / "sijill.toml").exists():
        return
    texts = sorted(str(path) for path in (ROOT / "examples").glob("*.txt"))
    subprocess.run([SIJILL, "init", str(folder), "--operator", "nour"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([SIJILL, "add", *texts, "--published", "2019-03-14", "--project", str(folder)], check=True)


if __name__ == "__main__":
    sys.exit(main())
