"""The tables of bodies become a `Register`; the compiled form is kept in `__pycache__`, named by the tables' digest.

A user's own folder may hold any of the tables: its bodies replace those of the same id, its names, offices, countries
and words are read after the package's and win.
"""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
from pathlib import Path

from sijill.compiled import keep
from sijill.errors import GazetteerError
from sijill.gazetteer.register import Fold, Register, Tables

FOLDER = Path(__file__).parent
COMPILED_VERSION = 3
FILES = {
    "bodies.csv": ("id", "kind", "country", "name_ar", "name_en", "domains", "source"),
    "body_names.csv": ("id", "name", "used_by", "needs"),
    "body_offices.csv": ("office", "kind", "name_en", "bare", "names"),
    "body_countries.csv": ("country", "name_en", "adjective_en", "names", "adjectives", "capitals", "contested"),
    "body_words.csv": ("word", "role", "why"),
}
KINDS = ("government", "authority", "military", "armed_group", "ngo", "un", "medical", "media", "agency", "party")
Rows = dict[str, list[dict[str, str]]]


def load(fold: Fold, folder: Path | None = None) -> Register:
    """The register of the package's tables, with those of another folder over them; `fold` folds a name's spelling.

    Raises GazetteerError where a row cannot be used; the message names the file and the row.
    """
    contents = {name: [(FOLDER / name).read_bytes()] for name in FILES}
    if folder is not None:
        for name, found in contents.items():
            if (folder / name).is_file():
                found.append((folder / name).read_bytes())
    compiled = (folder or FOLDER) / "__pycache__" / f"bodies-{_digest(contents, fold)[:16]}.json"
    try:
        return Register(_restore(json.loads(compiled.read_bytes())), fold)
    except (OSError, ValueError, KeyError, TypeError):
        tables = _compile({name: _rows(name, found) for name, found in contents.items()}, fold)
        keep(compiled, dataclasses.asdict(tables), "bodies")
        return Register(tables, fold)


def _digest(contents: dict[str, list[bytes]], fold: Fold) -> str:
    probe = fold("".join(chr(code) for code in range(0x600, 0x700)))
    whole = hashlib.sha256(f"{COMPILED_VERSION} {probe}".encode())
    for name, found in contents.items():
        for content in found:
            whole.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def _rows(name: str, contents: list[bytes]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for content in contents:
        for number, row in enumerate(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))), 2):
            if set(row) != set(FILES[name]) or None in row.values():
                raise GazetteerError(f"{name}: line {number}: the columns are {', '.join(FILES[name])}")
            rows.append(row)
    return rows


def _restore(made: dict[str, object]) -> Tables:
    return Tables(**made)  # type: ignore[arg-type]


def _compile(rows: Rows, fold: Fold) -> Tables:
    words = {fold(row["word"]): row["role"] for row in rows["body_words.csv"]}
    article = next(word for word, role in words.items() if role == "article")
    feminine = next(word for word, role in words.items() if role == "feminine")
    tables = Tables(
        bodies={}, names={}, latin={}, domains={}, offices={}, office_facts={}, countries={}, states={}, adjectives={}, starts={},
        words={word: role for word, role in words.items() if role not in ("article", "feminine")}, article=article,
    )  # fmt: skip
    _Compiler(tables, fold, feminine).add(rows)
    return tables


class _Compiler:
    """Fills the tables."""

    def __init__(self, tables: Tables, fold: Fold, feminine: str) -> None:
        self.tables, self.fold, self.feminine = tables, fold, feminine

    def add(self, rows: Rows) -> None:
        """Every row of every file; later rows of one id replace earlier ones."""
        tables = self.tables
        for row in rows["bodies.csv"]:
            if row["kind"] not in KINDS:
                raise GazetteerError(f"bodies.csv: {row['id']}: no kind {row['kind']!r}; there are {', '.join(KINDS)}")
            tables.bodies[row["id"]] = [row[key] for key in ("kind", "country", "name_ar", "name_en", "domains")]
            self._domains(row["id"], row["domains"])
        for row in rows["body_countries.csv"]:
            self._country(row)
        for row in rows["body_offices.csv"]:
            names = row["names"].split("|")
            tables.office_facts[row["office"]] = (row["kind"], row["name_en"], names[0], bool(row["bare"]))
            for name in names:
                self._office(row["office"], name)
                self._office(row["office"], " ".join(self._bare(word) for word in self.fold(name).split()))
        for row in rows["body_names.csv"]:
            if row["id"] not in tables.bodies:
                raise GazetteerError(f"body_names.csv: {row['id']}: no such body in bodies.csv")
            self._name(row["id"], row["name"], self._needs(row))
        for id, (_, _, _, name_en, _) in tables.bodies.items():
            tables.latin.setdefault(name_en.casefold(), id)
            tables.latin.setdefault(id.removeprefix("body:"), id)

    def _domains(self, id: str, domains: str) -> None:
        for domain in filter(None, domains.split("|")):
            self.tables.domains[domain] = id

    def _country(self, row: dict[str, str]) -> None:
        tables, code = self.tables, row["country"]
        names = row["names"].split("|")
        tables.countries[code] = (row["name_en"], row["adjective_en"], names[0], bool(row["contested"]))
        for name in filter(None, [*names, *row["capitals"].split("|")]):
            key, definite = self._key(name)
            tables.states.setdefault(key, []).append((code, definite, name not in names))
        for adjective in filter(None, row["adjectives"].split("|")):
            key = self.fold(adjective)
            tables.adjectives[key] = code
            tables.adjectives[" ".join(word + self.feminine for word in key.split())] = code

    def _needs(self, row: dict[str, str]) -> str:
        """What a name needs, with the codes of the countries where it needs one of them."""
        needs = row["needs"]
        if needs == "country":
            needs = self.tables.bodies[row["id"]][1]
        elif needs in ("", "noun"):
            return needs
        if not needs or not all(code in self.tables.countries for code in needs.split()):
            raise GazetteerError(
                f"body_names.csv: {row['name']}: no need {row['needs']!r}; there are noun, country, and codes of countries"
            )
        return needs

    def _office(self, office: str, name: str) -> None:
        key, definite = self._key(name)
        if (office, definite) not in self.tables.offices.setdefault(key, []):
            self.tables.offices[key].append((office, definite))

    def _name(self, id: str, name: str, needs: str) -> None:
        key, definite = self._key(name)
        if key.isascii() or not any("\u0600" <= char <= "\u06ff" for char in key):
            self.tables.latin[name.casefold()] = id
        found = self.tables.names.setdefault(key, [])
        for other in [entry for entry in found if entry[1] == definite and entry[0] != id]:
            if needs in ("", "noun") or other[2] in ("", "noun"):
                found.remove(other)
        if (id, definite, needs) not in found:
            found.append((id, definite, needs))

    def _key(self, name: str) -> tuple[str, bool]:
        """A name as it is looked up, and whether its first word has the article; the words with which names begin grow."""
        words = "".join(char if char.isalnum() else " " for char in self.fold(name)).split()
        if not words:
            raise GazetteerError(f"{name!r} is no name")
        bare = self._bare(words[0])
        self.tables.starts[bare] = max(self.tables.starts.get(bare, 0), len(words))
        return " ".join((bare, *words[1:])), bare != words[0]

    def _bare(self, word: str) -> str:
        article = self.tables.article
        return word[len(article) :] if word.startswith(article) and len(word) > len(article) + 1 else word
