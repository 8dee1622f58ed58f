"""The files that can be imported: a country dump of GeoNames, a table of administrative units with P-codes, any table.

A dump has 19 columns between tabs; a table of units has columns like admin1Name_ar, ADM2_PCODE or adm3_name1; of any
other table the columns are told.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from sijill.errors import GazetteerError
from sijill.gazetteer.imported import Item, Taken

Table = list[tuple[int, dict[str, str]]]
Find = Callable[[str, str], str | None]

FIELDS = ("id", "name_ar", "aliases", "name_en", "level", "parent", "country", "latitude", "longitude", "population", "pcode")
DUMP_COLUMNS = 19
ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u0671-\u06d3 \u064b-\u0652\u200c-]+")
AREAS = {"ADM1": "governorate", "ADM2": "district", "ADM3": "district", "ADM4": "district"}
SITES = frozenset({"AIRB", "AIRF", "AIRH", "AIRP", "BDG", "CMPRF", "CTRM", "DAM", "HSP", "INSM", "MILB", "PRN", "PRT", "PSTB", "PSTP"})
UNIT_NAME = re.compile(r"adm(?:in)?(\d)_?(?:name)?_?(en|ar|1)?")
UNIT_CODE = re.compile(r"adm(?:in)?(\d)_?p-?code")
LATITUDE = re.compile(r"(?:center_?|point_?)?(?:lat|latitude|y)_?(?:coord)?")
LONGITUDE = re.compile(r"(?:center_?|point_?)?(?:lon|long|longitude|x)_?(?:coord)?")
UNIT_LEVELS = {1: "governorate", 2: "district", 3: "district", 4: "village", 5: "neighbourhood"}


def take(path: Path, mapping: Mapping[str, str], country: str | None, level: str | None, find: Find) -> Taken:
    """The places of a file; `mapping` names the column of each field, `find` the id of a place by its name and country.

    Raises GazetteerError where the file cannot be read or its make is not known.
    """
    if path.suffix.lower() == ".xlsx":
        table = _sheet(path)
    else:
        text = _text(path)
        first = text.partition("\n")[0]
        if not mapping and first.count("\t") == DUMP_COLUMNS - 1:
            return _dump(text)
        delimiter = max(",;\t", key=first.count)
        table = [(number, _plain(row)) for number, row in enumerate(csv.DictReader(io.StringIO(text), delimiter=delimiter), 2)]
    if mapping:
        return _mapped(table, mapping, country, level, find)
    return _units(table, country, path)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GazetteerError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not in UTF-8 (byte {error.start})") from error


def _sheet(path: Path) -> Table:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise GazetteerError(f"{path}: reading XLSX needs the extra [xlsx]: pip install 'sijill[xlsx]'") from error
    try:
        rows = load_workbook(path, read_only=True, data_only=True).worksheets[0].iter_rows(values_only=True)
        head = [str(cell or "") for cell in next(rows, ())]
        return [(number, {name: _cell(cell) for name, cell in zip(head, row, strict=False)}) for number, row in enumerate(rows, 2)]
    except (OSError, InvalidFileException, KeyError, IndexError, ValueError) as error:
        raise GazetteerError(f"{path}: no workbook that can be read ({error})") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _plain(row: Mapping[str | None, str | list[str] | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in row.items() if name is not None and isinstance(value, str)}


def _dump(text: str) -> Taken:
    """The settlements, areas and sites of a dump; what has no Arabic name is passed over."""
    taken = Taken()
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("\t")
        if len(cells) == DUMP_COLUMNS:
            rows.append((number, cells))
        elif line.strip():
            taken.bad.append((number, f"{len(cells)} columns, not {DUMP_COLUMNS}"))
    areas = {(cells[8], cells[10], cells[11]): cells[0] for _, cells in rows if cells[7] == "ADM2"}
    for number, cells in rows:
        level = _dump_level(cells[6], cells[7], cells[14])
        names = [name for name in (cells[1], *cells[3].split(",")) if ARABIC.fullmatch(name)]
        if not level or not names:
            taken.passed_over += 1
            continue
        governorate = f"{cells[8]}.{cells[10]}"
        area = areas.get((cells[8], cells[10], cells[11]), "")
        taken.items.append(
            Item(
                line=number, key=governorate if level == "governorate" else cells[0], name_ar=names[0], aliases=tuple(names[1:]),
                level=level, country=cells[8], parent="" if level == "governorate" else _parent(area, cells, governorate),
                name_en=cells[1], latitude=cells[4], longitude=cells[5], population=cells[14] if cells[14] != "0" else "",
                codes=f"geonames:{cells[0]}",
            )
        )  # fmt: skip
    known = {item.key for item in taken.items}
    for item in taken.items:
        if item.parent.isdecimal() and item.parent not in known:
            item.parent = next(f"{cells[8]}.{cells[10]}" for number, cells in rows if number == item.line)
    return taken


def _parent(area: str, cells: list[str], governorate: str) -> str:
    if area and area != cells[0]:
        return area
    return governorate if cells[10] not in ("", "00") else ""


def _dump_level(kind: str, code: str, population: str) -> str:
    if kind == "P":
        people = int(population) if population.isdecimal() else 0
        return "neighbourhood" if code == "PPLX" else "city" if people >= 100_000 else "town" if people >= 10_000 else "village"
    if kind == "A":
        return AREAS.get(code, "")
    return "site" if kind == "S" and code in SITES else ""


def _units(table: Table, country: str | None, path: Path) -> Taken:
    """The units of a table of administrative units, each once, with their P-codes."""
    names, codes = _unit_columns(table)
    ranks = [rank for rank in sorted(codes) if rank in UNIT_LEVELS and names.get(rank, {}).get("ar")]
    if not ranks:
        raise GazetteerError(f"{path}: neither a dump of GeoNames nor a table with names and P-codes; --map tells its columns")
    columns = list(table[0][1]) if table else []
    latitude = next((name for name in columns if LATITUDE.fullmatch(name.lower())), "")
    longitude = next((name for name in columns if LONGITUDE.fullmatch(name.lower())), "")
    taken = Taken()
    seen: set[str] = set()
    for number, row in table:
        if any(value.startswith("#") for value in row.values()):
            continue
        parent = ""
        for rank in ranks:
            code = row.get(codes[rank], "")
            if not code:
                taken.bad.append((number, f"no P-code in {codes[rank]}"))
                break
            if code not in seen:
                seen.add(code)
                own = rank == ranks[-1] and bool(latitude and longitude)
                taken.items.append(
                    Item(
                        line=number, key=code, name_ar=row.get(names[rank]["ar"], ""), name_en=row.get(names[rank].get("en", ""), ""),
                        level=UNIT_LEVELS[rank], country=(country or code[:2]).upper(), parent=parent, codes=f"pcode:{code}",
                        latitude=row.get(latitude, "") if own else "", longitude=row.get(longitude, "") if own else "",
                    )
                )  # fmt: skip
            parent = code
    return taken


def _unit_columns(table: Table) -> tuple[dict[int, dict[str, str]], dict[int, str]]:
    """The columns of the units' names, by rank and language, and of their codes; in a local language counts as in Arabic."""
    names: dict[int, dict[str, str]] = {}
    codes: dict[int, str] = {}
    for column in table[0][1] if table else ():
        if found := UNIT_CODE.fullmatch(column.lower()):
            codes[int(found[1])] = column
        elif found := UNIT_NAME.fullmatch(column.lower()):
            language = {"ar": "ar", "1": "ar"}.get(found[2] or "en", "en")
            names.setdefault(int(found[1]), {}).setdefault(language, column)
    return names, codes


def _mapped(table: Table, mapping: Mapping[str, str], country: str | None, level: str | None, find: Find) -> Taken:
    """The places of a table whose columns are told."""
    columns = set(table[0][1]) if table else set()
    if missing := [column for column in mapping.values() if column not in columns]:
        raise GazetteerError(f"no column {missing[0]!r}; there are {', '.join(sorted(columns)) or 'none'}")
    taken = Taken()
    for number, row in table:
        told = {name: row.get(column, "") for name, column in mapping.items()}
        at = (told.get("country") or country or "").upper()
        parent = told.get("parent", "")
        found = find(parent, at) if parent else ""
        if found is None:
            taken.bad.append((number, f"{parent!r} is no place of ours, or one of several of that name"))
            continue
        name, code = told.get("name_ar", ""), told.get("pcode", "")
        taken.items.append(
            Item(
                line=number, key=told.get("id") or code or f"{found or at}/{name}", name_ar=name, name_en=told.get("name_en", ""),
                aliases=tuple(filter(None, (alias.strip() for alias in told.get("aliases", "").split("|")))),
                level=told.get("level") or level or "", country=at, parent=found, latitude=told.get("latitude", ""),
                longitude=told.get("longitude", ""), population=told.get("population", ""), codes=f"pcode:{code}" if code else "",
            )
        )  # fmt: skip
    return taken
