"""Compiled tables, kept beside their source: written whole or not at all, the older ones of their family removed."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path


def keep(path: Path, made: object, family: str) -> None:
    """Writes what was made of tables as JSON; a folder that takes no files is left. `family` begins the names of its kind."""
    try:
        path.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(made, stream, ensure_ascii=False, separators=(",", ":"))
        os.replace(name, path)
        for old in path.parent.glob(f"{family}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return
