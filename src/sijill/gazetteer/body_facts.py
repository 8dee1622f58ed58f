"""Facts about bodies, each with the days between which it holds and where it is told.

Reading does not need them; who lists claims by side or by owner does. A day is a year, a month or a day of ISO 8601, as
finely as the source tells it; an empty end means that it holds still, or that the end is not known.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from sijill.errors import GazetteerError

FILE = Path(__file__).parent / "body_facts.csv"
FACTS = ("existed", "part_of", "succeeds", "run_by", "owner", "headed_by", "rules_in", "allied_with", "opposes")
COLUMNS = ["id", "fact", "value", "from", "to", "source"]
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: `value` is another body's id, a name, or empty; `first` and `last` the days it holds, empty where not known."""

    id: str
    fact: str
    value: str
    first: str
    last: str
    source: str

    def holds(self, day: str) -> bool:
        """Whether the fact holds on a day of ISO 8601; a month or a year at an end counts whole.

        >>> Fact(id="body:x", fact="existed", value="", first="2015-10", last="2016", source="").holds("2016-12-31")
        True
        """
        return day[: len(self.first)] >= self.first and (not self.last or day[: len(self.last)] <= self.last)


def load_facts(folder: Path | None = None) -> tuple[Fact, ...]:
    """The facts of the package, with those of a user's folder over them: a user's rows replace all of one body and fact.

    Raises GazetteerError where a row cannot be used.
    """
    facts = _read(FILE)
    own = folder / FILE.name if folder is not None else None
    if own is not None and own.is_file():
        new = _read(own)
        replaced = {(fact.id, fact.fact) for fact in new}
        facts = [fact for fact in facts if (fact.id, fact.fact) not in replaced] + new
    return tuple(facts)


def _read(path: Path) -> list[Fact]:
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    facts = []
    for number, row in enumerate(rows, 2):
        if list(row) != COLUMNS or row["fact"] not in FACTS:
            raise GazetteerError(f"{path.name}: line {number}: the columns are {', '.join(COLUMNS)}; the facts {', '.join(FACTS)}")
        if not row["source"] or not all(DAY.fullmatch(row[end]) for end in ("from", "to") if row[end]):
            raise GazetteerError(f"{path.name}: line {number}: a fact needs a source, and days like 2015-10-10, 2015-10 or 2015")
        facts.append(Fact(id=row["id"], fact=row["fact"], value=row["value"], first=row["from"], last=row["to"], source=row["source"]))
    return facts
