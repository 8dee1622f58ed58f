"""Entries read back through their own examples: what a linguist runs after a change, and what the tests run.

An example proves its entry where some word of it is that entry. A `not` shows the word as a false friend: it is settled
here where no word of it is that entry; where the words are the same and only what stands around them tells, the
reader has to settle it, and `Fault.shown` is True.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sijill.language.document import take_apart
from sijill.language.entries import Entry
from sijill.language.load import Language, load, raw_entries
from sijill.record.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry whose example does not prove it. `shown` marks a `not` that the words alone cannot refuse."""

    file: str
    table: str
    lemma: str
    reason: str
    sentence: str = ""
    entry: Entry | None = None
    shown: bool = False

    def __str__(self) -> str:
        return f"{self.file}: {self.table} {self.lemma}: {self.reason}{': ' + self.sentence if self.sentence else ''}"


def check(code: str, folder: Path | None = None) -> list[Fault]:
    """The faults of all entries of a language, in the order of the tables."""
    language = load(code, folder)
    rows = list(raw_entries(code, folder))
    repeated = {sentence for sentence, times in Counter(str(row.get("example", "")) for _, _, row in rows).items() if times > 1}
    return [
        fault
        for (file, table, row), entry in zip(rows, language.entries, strict=True)
        for fault in _faults(language, file, table, row, entry, repeated)
    ]


def counts(code: str, folder: Path | None = None) -> dict[tuple[str, str], int]:
    """How many entries each file has of each table."""
    return dict(Counter((file, table) for file, table, _ in raw_entries(code, folder)))


def _faults(language: Language, file: str, table: str, row: dict[str, object], entry: Entry, repeated: set[str]) -> Iterator[Fault]:
    example, refused = str(row.get("example", "")), row.get("not")
    if not example:
        yield Fault(file, table, entry.lemma, "has no example")
    elif example in repeated:
        yield Fault(file, table, entry.lemma, "shares its example with another entry", example)
    if example and not _is_in(language, entry, example):
        yield Fault(file, table, entry.lemma, "is not found in its example", example)
    for sentence in [refused] if isinstance(refused, str) else refused if isinstance(refused, list) else []:
        if _is_in(language, entry, sentence):
            yield Fault(file, table, entry.lemma, "is found in its `not`", sentence, entry, True)


def _is_in(language: Language, entry: Entry, sentence: str) -> bool:
    document = take_apart(Text(sentence), language)
    if entry.aside:
        return any(hit.entry is entry for at in range(len(document.words)) for hit in language.aside.hits(document.words, at))
    return any(hit.entry is entry for token in document.tokens for hit in token.hits)
