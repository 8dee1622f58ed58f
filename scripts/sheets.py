"""Edits made through LibreOffice must come back exactly, and conflicts be told."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from corpus import ROOT, articles
from office import COMMA, CSV, ODS, SEMICOLON, TAB, XLSX, Edit, Office, Saved, csv_opened, csv_written
from sijill.collect.item import Gathered
from sijill.ledger.add import add
from sijill.ledger.columns import LANGUAGES, columns
from sijill.ledger.export import Wish, export
from sijill.ledger.judge import FIELDS, READING, Verdict, judge
from sijill.ledger.project import Project, find_project, found_project
from sijill.ledger.schema import judgement
from sijill.ledger.second import eyes_of
from sijill.ledger.sheet import take_sheet
from sijill.ledger.sheet_rows import rows_of
from sijill.ledger.verify import verify

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


WAYS = (
    Way("xlsx", "xlsx", "xlsx"), Way("xlsx by ods", "xlsx", "xlsx"), Way("xlsx to csv", "xlsx", "csv"), Way("csv", "csv", "csv"),
    Way("csv, semicolons", "csv", "csv", special=True, delimiter=SEMICOLON), Way("csv, tabs", "csv", "csv", delimiter=TAB),
    Way("csv to xlsx", "csv", "xlsx", special=True),
)  # fmt: skip


def sheets(
    folder: Path, edits: int = 200, conflicts: int = 20, reports: int = 80, ways: Sequence[Way] = WAYS,
    languages: Sequence[str] = LANGUAGES, seed: int = 7,
) -> str:  # fmt: skip
    """What did not come back as it was edited, by every way and in every language; empty where all did."""
    office = Office(folder)
    project = _project(folder / "project", reports, random.Random(seed))
    project.engine.dispose()
    faults = []
    for number, way in enumerate(ways):
        for language in languages:
            trial = Trial(office, folder / f"{number}-{language}", way, language, random.Random(f"{seed} {number} {language}"))
            fault = trial.run(project.folder, edits, conflicts)
            if fault:
                faults.append(f"{way.name}, {language}: {fault}")
    return "; ".join(faults)


def _project(folder: Path, reports: int, dice: random.Random) -> Project:
    """A project of samples and articles whose cells are hard to keep, some of its claims judged already."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    texts += [text for text, _ in articles()[: reports - len(texts)]]
    project = found_project(folder, "trial")
    items = [
        Gathered(
            data=text.encode(), media_type="text/plain", source=f"{number}.txt", text=text, extractor="text", language="ar",
            published=date(2019, 3, 14), published_from="argument", reference=f"{number:04}", title=dice.choice(HARD),
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip
    add(project, items, lambda outcome: None)
    claims = list(_rows(project))
    for claim, reason in zip(dice.sample(claims, min(len(claims) // 3, 2 * len(HARD))), HARD * 2, strict=False):
        verdict = dice.choice(["accepted", "rejected", "corrected"])
        corrected = {"place": dice.choice(HARD), "low": dice.choice([7, 12.5, 1200])} if verdict == "corrected" else None
        judge(project, [Verdict(claim=claim, question=READING, verdict=verdict, reason=reason, corrected=corrected)])
    return project


def _rows(project: Project) -> dict[str, dict[str, Any]]:
    """What is held of every claim, of what a sheet may change: as it is kept, not as it is shown."""
    with project.engine.connect() as connection:
        query = select(judgement).where(judgement.c.in_force, judgement.c.question == READING)
        judged = {(f"r{row['report']}", row["key"]): row for row in connection.execute(query).mappings()}
        rows = {}
        for row in rows_of(connection, eyes_of(project, connection), unreviewed=True, names=True):
            held = judged.get((row["report"], row["key"]))
            kept = {"reason": held["reason"], **json.loads(held["corrected"] or "{}")} if held else {}
            rows[row["claim"]] = {name: row[name] for name in ("verdict", "reason", *FIELDS)} | kept
        return rows


class Trial:
    """One sheet, exported, edited, brought back, compared."""

    def __init__(self, office: Office, folder: Path, way: Way, language: str, dice: random.Random) -> None:
        self.office, self.folder, self.way, self.language, self.dice = office, folder, way, language, dice
        self.edits: list[Edit] = []
        self.expected: dict[str, dict[str, Any]] = {}
        self.changed: dict[str, dict[str, Any]] = {}

    def run(self, source: Path, edits: int, conflicts: int) -> str:
        """What is wrong; empty where nothing is."""
        self.folder.mkdir()
        project = self._copy(source, "project")
        sheet = self.folder / f"sheet.{self.way.form}"
        sheet.write_bytes(export(project, self.way.form, Wish(unreviewed=True, names=self.language == "en", language=self.language))[0])
        self._choose(_rows(project), edits)
        # the sheet belongs to this copy; the other copy's ledger is to change before it comes back
        project.engine.dispose()
        other = self._copy(project.folder, "other")
        back = self._through(sheet)
        return self._taken(project, back) or self._told(other, back, conflicts)

    def _copy(self, source: Path, name: str) -> Project:
        shutil.copytree(source, self.folder / name)
        return find_project(self.folder / name)

    def _through(self, sheet: Path) -> Path:
        """The file that comes back."""
        back = self.folder / f"back.{self.way.back}"
        opened = csv_opened(COMMA, self.way.special) if self.way.form == "csv" else ""
        if "ods" in self.way.name:
            between = self.folder / "between.ods"
            self.office.work(sheet, [], Saved(between, ODS))
            self.office.work(between, self.edits, self.way.saved(back))
        else:
            self.office.work(sheet, self.edits, self.way.saved(back), opened=opened)
        return back

    def _taken(self, project: Project, back: Path) -> str:
        told = take_sheet(project, back)
        if told.faults:
            return f"{len(told.faults)} rows not understood, the first: {told.faults[0]}"
        after = _rows(project)
        wrong = [
            f"{claim} {name}: {values[name]!r}, not {self.expected[claim][name]!r}"
            for claim, values in after.items()
            for name in values
            if values[name] != self.expected[claim][name]
        ]
        if wrong or len(told.lines) != len(self.changed):
            return f"{len(wrong)} values wrong, {len(told.lines)} judgements for {len(self.changed)}: {'; '.join(wrong[:3])}"
        again = take_sheet(project, back)
        if again.lines or again.faults:
            return "the same file once more changes something"
        faults = verify(project).faults
        project.engine.dispose()
        return faults[0] if faults else ""

    def _told(self, project: Project, back: Path, conflicts: int) -> str:
        """What is wrong with the conflicts told, after the ledger changed some of what the sheet changed."""
        held = _rows(project)
        open_ones = {claim: names for claim, values in self.changed.items() if (names := sorted(values.keys() - {"polarity"}))}
        chosen = self.dice.sample(sorted(open_ones), conflicts)
        for claim in chosen:
            name = self.dice.choice(open_ones[claim])
            value = self.changed[claim][name]
            verdict, corrected = (
                {"accepted": "rejected", "rejected": "accepted"}.get(str(self.changed[claim].get("verdict")), "accepted"),
                None,
            )
            if name in FIELDS:
                verdict, corrected = "corrected", {name: self._other(name, value, held[claim][name])}
            judge(project, [Verdict(claim=claim, question=READING, verdict=verdict, reason="في الأثناء", corrected=corrected)])
        before = _rows(project)
        told = take_sheet(project, back)
        named = {claim for claim in chosen if any(f": {claim}: conflict: " in fault for fault in told.faults)}
        if len(named) != conflicts or len(told.faults) != conflicts or told.lines:
            return f"{len(named)} of {conflicts} conflicts told, {len(told.faults)} faults, {len(told.lines)} taken"
        changed = _rows(project) != before
        project.engine.dispose()
        return "something was taken in spite of conflicts" if changed else ""

    def _other(self, name: str, *values: Any) -> Any:
        if name in CHOSEN:
            return self.dice.choice([one for one in COLUMN[name].values if one not in values])
        return 31337 if name in NUMBERS else "1999-01-01" if name in DAYS else "مكان آخر"

    def _choose(self, rows: dict[str, dict[str, Any]], count: int) -> None:
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
            return self._other(name, value)
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
