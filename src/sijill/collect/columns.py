"""Which column of a table, or key of a record, holds which field: told, or guessed from its name."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from sijill.collect.identify import identify
from sijill.collect.item import Gathered, Item, Refusal, Run
from sijill.collect.plain import checked
from sijill.collect.when import epoch, moment

TABLE = Path(__file__).with_name("columns.toml")
FIELDS = ("text", "title", "url", "outlet", "published", "reference", "author", "forwarded_from")
SHOWN = 12


@cache
def _names() -> dict[str, list[str]]:
    told = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {field: [_plain(name) for name in told[field]] for field in FIELDS}


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKC", name).lower()
    return "".join(char for char in letters if char.isalnum() and unicodedata.category(char) not in ("Mn", "Cf", "Lm"))


def columns(names: Iterable[str], told: Mapping[str, str], source: str) -> dict[str, str]:
    """The column of each field that has one, told ones first; raises a Refusal where there is none for the text.

    A field that is told to have no column (an empty name) has none, whatever could be guessed.

    >>> columns(["ID", "Date", "Full text"], {}, "reports.csv")
    {'text': 'Full text', 'published': 'Date', 'reference': 'ID'}
    """
    there = list(dict.fromkeys(names))
    if wrong := next((field for field in told if field not in FIELDS), None):
        raise Refusal(source, "mapping", f"there is no field {wrong!r}; there are {', '.join(FIELDS)}")
    if missing := next((name for name in told.values() if name and name not in there), None):
        raise Refusal(source, "mapping", f"there is no column {missing!r}; there are {_shown(there)}")
    by_plain: dict[str, str] = {}
    for name in there:
        by_plain.setdefault(_plain(name), name)
    found: dict[str, str] = {}
    for field, known in _names().items():
        guessed = next((by_plain[name] for name in known if name in by_plain and by_plain[name] not in told.values()), None)
        if column := told.get(field, guessed):
            found[field] = column
    if "text" not in found:
        raise Refusal(source, "mapping", f"no column is known for the text; tell it. There are {_shown(there)}")
    return found


def _shown(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "") if names else "none"


def report(row: Mapping[str, str], found: Mapping[str, str], data: bytes, media_type: str, source: str, extractor: str, run: Run) -> Item:
    """The report that a row or record is; raises a Refusal where it has no text or too much."""
    told = {field: _value(row.get(column)) for field, column in found.items()}
    if len(data) > run.limits.report:
        raise Refusal(source, "limit", f"{len(data):,} bytes; at most {run.limits.report:,} are one report")
    text = checked(row.get(found["text"]) or "", source, run, data)
    words = told.get("published")
    day, instant = epoch(words) if words and words.isdecimal() and len(words) == 10 else moment(words)
    return Gathered(
        data=data, media_type=media_type, source=source, text=text, extractor=extractor, language=identify(text),
        reference=told.get("reference"), title=told.get("title"), url=told.get("url"),
        outlet=told.get("outlet"), outlet_from="row" if told.get("outlet") else None,
        published=day, published_at=instant, published_from="row" if day else None,
        author=told.get("author"), forwarded_from=told.get("forwarded_from"),
    )  # fmt: skip


def _value(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def row_bytes(row: Mapping[str, str]) -> bytes:
    """The row as JSON, where its own bytes are not to be had: columns in their order, UTF-8."""
    return json.dumps(dict(row), ensure_ascii=False).encode("utf-8", "surrogatepass")


def flat(told: object, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The keys and values of a record as words, inner ones named "outer.inner"; lists of words are joined by lines."""
    if not isinstance(told, dict):
        return
    for key, value in told.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from flat(value, f"{name}.")
        elif isinstance(value, list):
            if value and all(isinstance(part, str) for part in value):
                yield name, "\n".join(value)
        elif value is not None and not isinstance(value, bool):
            yield name, value if isinstance(value, str) else str(value)
