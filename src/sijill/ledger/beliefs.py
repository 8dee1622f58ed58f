"""The scales on which people say whether they believe a claim, from a table; a project has chosen one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "beliefs.toml"
USUAL = "credible"
LANGUAGES = ("en", "ar")


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale: its grades in order, each with its words by language."""

    name: str
    grades: tuple[str, ...]
    words: dict[str, dict[str, str]]

    def word(self, grade: str, language: str) -> str:
        """What people read for a grade; a grade of another scale is shown as it is."""
        return self.words.get(grade, {}).get(language, grade)


@cache
def scales() -> dict[str, Scale]:
    """Every scale by its name."""
    table: dict[str, Any] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {name: _scale(name, told.get("pairs") or [told["grades"]]) for name, told in table.items()}


def _scale(name: str, lists: list[list[dict[str, str]]]) -> Scale:
    made = {
        "".join(grade["id"] for grade in grades): {language: " · ".join(grade[language] for grade in grades) for language in LANGUAGES}
        for grades in product(*lists)
    }
    return Scale(name, tuple(made), made)
