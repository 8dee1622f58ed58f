"""What the site takes from others: a script library and typefaces, brought into the package when it is built."""

from __future__ import annotations

from pathlib import Path

VENDOR = Path(__file__).parent / "static" / "vendor"
PARTS = {"script library": "htmx.js", "typefaces": "plex-arabic-400.woff2"}


def missing_assets() -> list[str]:
    """The parts that are not in this installation."""
    return [name for name, file in PARTS.items() if not (VENDOR / file).is_file()]
