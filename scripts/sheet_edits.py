"""What a colleague does in a sheet, at random: verdicts, right values and reasons that are hard to keep."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from office import COMMA, CSV, XLSX, Edit, Saved, csv_written
from sijill.ledger.columns import LANGUAGES, columns
from sijill.ledger.judge import FIELDS

AT = {column.id: number for number, column in enumerate(columns())}
COLUMN = {column.id: column for column in columns()}
HARD = (
    'قال: "هذا خطأ"، ثم صمت', "سطر أول\nسطر ثان\n\nسطر رابع", "a, b; c\td", "=1+1", "+20 قتيلا", "-", "@الناطق", "=HYPERLINK(1)",
    "😀 🕊️ مهم", "نص mixed مع English 123 و(أقواس)", "0012", "007/2019", "1e5", "12/13/2016", "TRUE", "'مقتبس'", "قُتِلَ وجُرِحَ",
    "«حي النخيل» \u200fو\u200eA1", "_x0041_", "<b>&amp;</b>", "كلام طويل جدا، " * 400 + "انتهى", "\u202bمن اليمين\u202c",
    "ـــ ممدود ـــ", "5", "٢٥", "100%", "2019-03-14",
)  # fmt: skip
WORDS, NUMBERS, DAYS = ("place", "origin"), ("low", "high"), ("start", "end")
CHOSEN = ("effect", "group", "event", "polarity", "status", "scope")


@dataclass(frozen=True, slots=True)
class Way:
    """How a sheet goes through the program: the form exported, and the form that comes back by way of others."""

    name: str
    form: str
    back: str
    special: bool = False
    delimiter: str = COMMA

    def saved(self, path: Path) -> Saved:
        """What the program is told to write."""
        return Saved(path, XLSX) if self.back == "xlsx" else Saved(path, CSV, csv_written(self.delimiter))


class Colleague:
    """Somebody who edits a sheet: `edits` are the cells written, `changed` the values by claim, `expected` what all must come to."""

    def __init__(self, way: Way, dice: random.Random) -> None:
        self.way, self.dice = way, dice
        self.edits: list[Edit] = []
        self.expected: dict[str, dict[str, Any]] = {}
        self.changed: dict[str, dict[str, Any]] = {}

    def other(self, name: str, *values: Any) -> Any:
        """A value of that column that is none of these."""
        if name in CHOSEN:
            return self.dice.choice([one for one in COLUMN[name].values if one not in values])
        return 31337 if name in NUMBERS else "1999-01-01" if name in DAYS else "مكان آخر"

    def work(self, rows: dict[str, dict[str, Any]], count: int) -> None:
        """Edits of so many cells, and what they must come to."""
        self.expected = {claim: dict(values) for claim, values in rows.items()}
        lines = {claim: line for line, claim in enumerate(rows, 1)}
        acts: list[Callable[[dict[str, Any]], dict[str, Any]]] = [self._accepted, self._rejected, self._corrected, self._corrected]
        free = [claim for claim, values in rows.items() if values["verdict"] is None]
        self.dice.shuffle(free)
        while len(self.edits) < count:
            claim = free.pop()
            room = count - len(self.edits)
            changes = dict(list(self.dice.choice(acts)(rows[claim]).items())[:room])
            for name, value in changes.items():
                self.edits.append(self._edit(name, lines[claim], value))
            self.changed[claim] = changes
            self.expected[claim] |= changes
            if any(name in FIELDS for name in changes):
                self.expected[claim]["verdict"] = "corrected"

    def _accepted(self, row: dict[str, Any]) -> dict[str, Any]:
        return {"verdict": "accepted"} | ({"reason": self.dice.choice(HARD)} if self.dice.random() < 0.5 else {})

    def _rejected(self, row: dict[str, Any]) -> dict[str, Any]:
        return {"verdict": "rejected", "reason": self.dice.choice(HARD)}

    def _corrected(self, row: dict[str, Any]) -> dict[str, Any]:
        """Values other than those read, in a random order, some with a reason."""
        made: dict[str, Any] = {}
        for name in self.dice.sample([*CHOSEN, *WORDS, *DAYS, "figure"], self.dice.randint(1, 4)):
            if name == "figure":
                made |= {"low": self.dice.randint(1, 50) + 0.5, "high": self.dice.choice([25_000, 1_200, 75])}
            else:
                made[name] = self._another(name, row[name])
        return made | ({"reason": self.dice.choice(HARD)} if self.dice.random() < 0.5 else {})

    def _another(self, name: str, value: Any) -> Any:
        if name in CHOSEN:
            return self.other(name, value)
        if name in DAYS:
            return (date(2016, 1, 1) + timedelta(days=self.dice.randrange(1000))).isoformat()
        return self.dice.choice([words for words in HARD if words != value])

    def _edit(self, name: str, line: int, value: Any) -> Edit:
        """How a colleague brings a value into its cell."""
        if name in CHOSEN or name == "verdict":
            language = self.dice.choice(LANGUAGES)
            return Edit(AT[name], line, "typed", str(COLUMN[name].word(value, language)))
        if name in NUMBERS:
            return self._number(AT[name], line, value)
        if name in DAYS:
            # shown in a CSV as the program's own language has days, which nobody can tell from another's
            if self.way.back == "xlsx" and self.dice.random() < 0.5:
                return Edit(AT[name], line, "day", date.fromisoformat(value))
            return Edit(AT[name], line, "typed", _arabic(value) if self.dice.random() < 0.3 else value)
        # a workbook's text columns take what is typed as it is; in a CSV a colleague has to make the cell text first
        kind = "typed" if self.way.form == "xlsx" and self.dice.random() < 0.5 else "text"
        return Edit(AT[name], line, kind, value)

    def _number(self, column: int, line: int, value: float) -> Edit:
        if value == int(value) and self.dice.random() < 0.6:
            return Edit(column, line, "typed", self.dice.choice([_arabic(f"{value:.0f}"), f"{value:,.0f}", f"{value:.0f}"]))
        return Edit(column, line, "number", value)


def _arabic(words: str) -> str:
    return words.translate({ord("0") + digit: 0x660 + digit for digit in range(10)})
