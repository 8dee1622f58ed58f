"""Which language a text is in, told by its script and by small words and letters that others of that script lack.

Small on purpose: it has to know what can be read here, and not to take a neighbour for it. What it cannot tell is
`und`. Its words are data, in languages.toml beside it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("languages.toml")
UNKNOWN = "und"
SAMPLE = 40_000
LEAST = 0.04
LEAST_SCRIPT = 0.1
MARGIN = 1.25
LETTER_WEIGHT = 2.0
PREFIX_WEIGHT = 0.5
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What tells one language from others of its script."""

    code: str
    script: str
    words: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    usual: bool = False

    @classmethod
    def from_row(cls, row: dict[str, Any], alike: dict[int, str]) -> Known:
        """The language of one row of the table."""
        return cls(
            code=row["code"], script=row["script"], words=frozenset(word.translate(alike) for word in row.get("words", ())),
            letters=frozenset(row.get("letters", "")), prefixes=tuple(row.get("prefixes", ())), usual=row.get("usual", False),
        )  # fmt: skip

    def score(self, words: list[str], letters: dict[str, int], total: int) -> float:
        """How much of a text speaks for this language: shares of its words, letters and beginnings, added."""
        small = sum(word in self.words for word in words) / len(words)
        own = sum(letters.get(letter, 0) for letter in self.letters) / total
        begun = sum(word.startswith(self.prefixes) and len(word) > 4 for word in words) / len(words) if self.prefixes else 0.0
        return small + LETTER_WEIGHT * own + PREFIX_WEIGHT * begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The scripts, the letters that are exchanged, and the languages."""

    scripts: dict[str, re.Pattern[str]]
    alike: dict[int, str]
    languages: tuple[Known, ...]


@cache
def _table() -> Table:
    """What languages.toml holds."""
    told: dict[str, Any] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    scripts = {name: re.compile("[" + ranges[0].encode().decode("unicode_escape") + "]") for name, ranges in told["scripts"].items()}
    alike = {ord(pair[0]): pair[1] for pair in told["alike"]}
    return Table(scripts=scripts, alike=alike, languages=tuple(Known.from_row(row, alike) for row in told["language"]))


def identify(text: str) -> str:
    """The language's code (ISO 639), `und` where it cannot be told.

    >>> identify("The ministry said that two people were killed in the raid.")
    'en'
    """
    table = _table()
    sample = _plain(text[:SAMPLE] if len(text) <= 2 * SAMPLE else text[:SAMPLE] + text[len(text) // 2 :][:SAMPLE])
    counts = {name: len(pattern.findall(sample)) for name, pattern in table.scripts.items()}
    total = sum(counts.values())
    if not total:
        return UNKNOWN
    for script in _scripts(counts, total):
        rivals = [language for language in table.languages if language.script == script]
        code = rivals[0].code if len(rivals) == 1 else _best(rivals, sample, table.scripts[script], table.alike)
        if code != UNKNOWN:
            return code
    return UNKNOWN


def _scripts(counts: dict[str, int], total: int) -> list[str]:
    """The scripts that make up enough of a text, the commonest first, kana before the Chinese characters beside them."""
    found = [name for name in sorted(counts, key=lambda name: -counts[name]) if counts[name] >= LEAST_SCRIPT * total]
    return ["kana", *found] if counts.get("kana", 0) * 10 > counts.get("han", 0) > 0 else found


def _best(rivals: list[Known], sample: str, script: re.Pattern[str], alike: dict[int, str]) -> str:
    """The language that more speaks for than for any other, or the usual one where nothing speaks for another."""
    words = [word for word in WORD.findall(sample) if script.match(word)]
    if not words:
        return UNKNOWN
    letters: dict[str, int] = {}
    for word in words:
        for letter in word:
            letters[letter] = letters.get(letter, 0) + 1
    total = sum(letters.values())
    words = [word.translate(alike) for word in words]
    scores = sorted(((language.score(words, letters, total), language.code, language.usual) for language in rivals), reverse=True)
    (first, code, _), (second, _, _) = scores[0], scores[1]
    if first >= LEAST and first >= MARGIN * second:
        return code
    foreign = max(score for score, _, usual in scores if not usual)
    return next((language.code for language in rivals if language.usual and foreign < LEAST), UNKNOWN)


def _plain(text: str) -> str:
    """The text in lower case without marks between letters; presentation forms taken for the letters they show."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).lower() if unicodedata.category(char) not in ("Mn", "Cf", "Lm"))


def words_share(text: str) -> float:
    """The share of a text's words that are small words of Arabic, from 0 to 1."""
    table = _table()
    small = next(language.words for language in table.languages if language.code == "ar")
    words = [word.translate(table.alike) for word in WORD.findall(_plain(text[:SAMPLE]))]
    return sum(word in small for word in words) / len(words) if words else 0.0
