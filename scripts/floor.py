"""The pinned scores on the coded reports: `make floor` raises them to what is reached; --lower lets one fall.

The coded reports lie beside the project; a digest of them is pinned too, so that a floor is never compared with
scores on other reports.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import sijill

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "tests" / "gold" / "floors.json"
SETS = ("seed", "dev/ar")
FIGURES = ("core", "full", "statements", "events", "events_whole")


def main() -> int:
    """Prints scores beside floors; with --raise writes the higher of both, with --lower what is reached. The exit code."""
    if not (SHARED / "gold").exists():
        print("no coded reports beside the project: nothing to score")
        return 0
    pinned, fallen = json.loads(FLOORS.read_text(encoding="utf-8")), False
    for name in SETS:
        told, digest = scores(name), gold_digest(name)
        row = pinned.get(name, {})
        floors = row.get("floors", {}) if row.get("digest") == digest else {}
        for figure, score in told.items():
            fallen |= score < floors.get(figure, 0)
            print(f"{name:<8} {figure:<14} {score:.4f}  floor {floors.get(figure, 0):.4f}")
        kept = {figure: score if "--lower" in sys.argv else max(score, floors.get(figure, 0)) for figure, score in told.items()}
        pinned[name] = {"digest": digest, "floors": kept}
    if {"--raise", "--lower"} & set(sys.argv):
        FLOORS.write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")
    return 1 if fallen and "--lower" not in sys.argv else 0


def gold_digest(name: str) -> str:
    """A digest of the coded reports of a set."""
    whole = hashlib.sha256()
    for path in sorted((SHARED / "gold" / name).iterdir()):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def scores(name: str) -> dict[str, float]:
    """The F1 figures of the reader on a set; `grounded` is 1 where every figure is its words, else 0."""
    gold = SHARED / "gold" / name
    with tempfile.TemporaryDirectory() as folder:
        for path in gold.glob("*.gold.json"):
            stem = path.name.removesuffix(".gold.json")
            published = json.loads(path.read_text(encoding="utf-8"))["published"]
            reading = sijill.read((gold / f"{stem}.txt").read_bytes(), published=published)
            (Path(folder) / f"{stem}.json").write_text(json.dumps(sijill.as_json(reading)), encoding="utf-8")
        command = [sys.executable, str(SHARED / "score.py"), str(gold), "--predictions", folder, "--json"]
        figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout)
    return {figure: figures[figure]["f1"] for figure in FIGURES} | {"grounded": float(figures["ungrounded"] == 0)}


if __name__ == "__main__":
    sys.exit(main())
