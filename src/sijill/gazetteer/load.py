"""The tables of places become a `Gazetteer`, with those of a user's folder if there is one.

What the tables hold is told in the README beside them; `merge.py` puts their rows together and `index.py` makes the names
findable. The compiled form is kept as JSON, named by the tables' digest as those of a language are: in `__pycache__`, or in
the user's own folder.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import cast

from sijill.compiled import keep
from sijill.errors import GazetteerError
from sijill.gazetteer.index import Fold, build
from sijill.gazetteer.merge import TABLES, Row, merge
from sijill.gazetteer.places import Gazetteer

FOLDER = Path(__file__).parent
COMPILED_VERSION = 8


def load(fold: Fold, folder: Path | None = None, user: Path | None = None) -> Gazetteer:
    """The gazetteer of the package's tables, or of another folder of the same make; `fold` folds a name's spelling.

    `user` is a folder of imported files (see `imported.py`); what it says wins. Raises GazetteerError where a table is
    missing or a row cannot be used.
    """
    folder = folder or FOLDER
    try:
        files = {name: (folder / name).read_bytes() for name in TABLES}
        own = _own(user) if user else {}
    except OSError as error:
        raise GazetteerError(f"{error.filename}: {error.strerror}") from error
    digest = _digest(files | own, fold)
    compiled = (user if user and own else folder / "__pycache__") / f"places-{digest[:16]}.json"
    try:
        return _restore(json.loads(compiled.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        tables = {name: _rows(content, name) for name, content in files.items()}
        made = build(merge(tables, {name: _rows(content, name) for name, content in own.items()}), fold)
        keep(compiled, made, "places")
        return _restore(made)


def own_digest(user: Path) -> str | None:
    """`sha256:` and the digest of the files that a user has imported; None where there are none. Raises GazetteerError."""
    try:
        own = _own(user)
    except OSError as error:
        raise GazetteerError(f"{error.filename}: {error.strerror}") from error
    whole = hashlib.sha256()
    for name, content in own.items():
        whole.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return f"sha256:{whole.hexdigest()}" if own else None


def _own(user: Path) -> dict[str, bytes]:
    return {f"user/{path.name}": path.read_bytes() for path in sorted(user.glob("*.csv"))}


def try_out(rows: list[Row], name: str, user: Path, fold: Fold) -> None:
    """Raises GazetteerError where the rows of a file by that name would not go with our tables and the user's other files."""
    tables = {table: _rows((FOLDER / table).read_bytes(), table) for table in TABLES}
    own = {path.name: _rows(path.read_bytes(), path.name) for path in sorted(user.glob("*.csv"))} | {f"{name}.csv": rows}
    build(merge(tables, dict(sorted(own.items()))), fold)


def _rows(content: bytes, name: str) -> list[Row]:
    try:
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{name}: {error}") from error


def _digest(files: dict[str, bytes], fold: Fold) -> str:
    probe = fold("".join(chr(code) for code in range(0x600, 0x700)))
    whole = hashlib.sha256(f"{COMPILED_VERSION} {probe}".encode())
    for name, content in files.items():
        whole.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def _restore(made: dict[str, object]) -> Gazetteer:
    return Gazetteer(
        cast(dict[str, list[object]], made["rows"]),
        cast(dict[str, list[tuple[str, bool, str]]], made["names"]),
        cast(dict[str, int], made["starts"]),
        str(made["article"]),
        frozenset(cast(list[str], made["heads"])),
        tuple(cast(list[str], made["sources"])),
        cast(dict[str, dict[str, str]], made["codes"]),
    )


def latin_names(folder: Path | None = None) -> list[tuple[str, str]]:
    """Further names in Latin letters, each behind the id of its place; they serve who asks, not the reader."""
    with ((folder or FOLDER) / "latin_names.csv").open(encoding="utf-8", newline="") as stream:
        return [(row["id"], row["name"]) for row in csv.DictReader(stream)]
