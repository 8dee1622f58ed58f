"""Copies what the site takes from others out of node_modules into the package: one library, two typefaces, their licences."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FROM = ROOT / "node_modules"
INTO = ROOT / "src" / "sijill" / "web" / "static" / "vendor"

PLEX, NASKH = "@fontsource/ibm-plex-sans-arabic", "@fontsource/noto-naskh-arabic"
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    **{f"{PLEX}/files/ibm-plex-sans-arabic-{part}-{weight}-normal.woff2": f"plex-{part}-{weight}.woff2"
       for part in ("arabic", "latin", "latin-ext") for weight in (400, 500, 700)},
    f"{PLEX}/LICENSE": "plex.LICENSE.txt",
    **{f"{NASKH}/files/noto-naskh-arabic-{part}-{weight}-normal.woff2": f"naskh-{part}-{weight}.woff2"
       for part in ("arabic", "latin") for weight in (400, 700)},
    f"{NASKH}/LICENSE": "naskh.LICENSE.txt",
}  # fmt: skip


def main() -> int:
    """Copies; 1 where something is not there."""
    missing = [name for name in FILES if not (FROM / name).is_file()]
    if missing:
        print(f"not in node_modules: {', '.join(missing)}; `npm ci` brings it", file=sys.stderr)
        return 1
    INTO.mkdir(parents=True, exist_ok=True)
    for name, own in FILES.items():
        shutil.copyfile(FROM / name, INTO / own)
    print(f"{len(FILES)} files into {INTO.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
