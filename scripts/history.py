"""A random history of a project: reports added, refused, judged, judged again, undone, withheld, withdrawn, read again,
exported.

After it the state must be what the log amounts to.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from sijill.collect.item import Gathered, Refused
from sijill.collect.sources import open_source
from sijill.errors import LedgerError
from sijill.ledger.add import add
from sijill.ledger.again import reread, retry
from sijill.ledger.cover import RELEASED, WITHHELD
from sijill.ledger.export import Wish, export
from sijill.ledger.judge import BELIEF, READING, Verdict, judge, undo
from sijill.ledger.project import Project, found_project
from sijill.ledger.stream import keep_stream
from sijill.ledger.withdraw import withdraw
from sijill.ledger.withhold import cover

PLACES = ("حلب", "تعز", "درنة", "الفاشر", "حمص")
NAME = "سامر الخطيب"
VOICES = ("مصدر طبي", "متحدث عسكري", "الدفاع المدني", "شهود عيان")


def history(folder: Path, steps: int, seed: int) -> Project:
    """The project after so many random steps; what a step may not do is refused by the ledger, and is no fault."""
    dice = random.Random(seed)
    project = found_project(folder, "trial")
    acts: list[tuple[Callable[[Project, random.Random], None], int]] = [
        (_add, 8), (_table, 3), (_refuse, 2), (_judge, 8), (_undo, 3), (_believe, 3), (_reread, 1), (_retry, 1), (_withdraw, 1),
        (_export, 1), (_cover, 4),
    ]  # fmt: skip
    for _ in range(steps):
        (act,) = dice.choices([act for act, _ in acts], [weight for _, weight in acts])
        try:
            act(project, dice)
        except LedgerError:
            continue
    return project


def _add(project: Project, dice: random.Random) -> None:
    items = [_report(dice) for _ in range(dice.randint(1, 3))]
    add(project, items, lambda outcome: None)


def _table(project: Project, dice: random.Random) -> None:
    """Reports out of a table, which may lie in an archive; a row of it may have no text."""
    rows = [f"{number},{_report(dice).text if dice.random() < 0.8 else ''}" for number in range(dice.randint(1, 3))]
    content = "\n".join(["id,text", *rows]).encode()
    if packed := dice.random() < 0.3:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("table.csv", content)
        content = made.getvalue()
    name = f"{dice.randint(1, 4)}.{'zip' if packed else 'csv'}"
    add(project, open_source(io.BytesIO(content), name=name, keep=partial(keep_stream, project.vault)), lambda outcome: None)


def _report(dice: random.Random) -> Gathered:
    words = f"قال {dice.choice(VOICES)} إن {dice.randint(2, 40)} مدنيا قتلوا في {dice.choice(PLACES)} أمس، ونزح {dice.randint(2, 9)} آلاف."
    words += dice.choice(["", f" وقال المواطن {NAME} إنه رأى ذلك."])
    return Gathered(
        data=words.encode(), media_type="text/plain", source=f"{dice.randint(1, 9)}.txt", text=words, extractor="text 0.1.0",
        language=dice.choice(["ar", "ar", "ar", "en"]), published=date(2019, 3, dice.randint(1, 28)), published_from="argument",
        reference=dice.choice([None, None, f"B-{dice.randint(1, 5)}"]), outlet=dice.choice([None, "وكالة السهل"]),
    )  # fmt: skip


def _refuse(project: Project, dice: random.Random) -> None:
    data = dice.choice([None, b"%PDF broken", bytes([dice.randrange(256)])])
    add(project, [Refused(source=f"{dice.randint(1, 5)}.pdf", stage="open", reason="no PDF", data=data)], lambda outcome: None)


def _claim(dice: random.Random) -> str:
    return f"r{dice.randint(1, 60)}.c{dice.randint(1, 2)}"


def _judge(project: Project, dice: random.Random) -> None:
    verdict = dice.choice(["accepted", "rejected", "corrected"])
    corrected = {"low": dice.randint(1, 50), "place": dice.choice(PLACES)} if verdict == "corrected" else None
    judge(project, [Verdict(claim=_claim(dice), question=READING, verdict=verdict, reason=dice.choice([None, "x"]), corrected=corrected)])


def _believe(project: Project, dice: random.Random) -> None:
    judge(project, [Verdict(claim=_claim(dice), question=BELIEF, verdict=dice.choice(project.settings.beliefs.grades))])


def _undo(project: Project, dice: random.Random) -> None:
    undo(project, _claim(dice), dice.choice([READING, BELIEF]))


def _reread(project: Project, dice: random.Random) -> None:
    reread(project, [f"r{dice.randint(1, 60)}"], lambda told: None)


def _retry(project: Project, dice: random.Random) -> None:
    retry(project, [f"f{dice.randint(1, 9)}"], lambda outcome: None)


def _withdraw(project: Project, dice: random.Random) -> None:
    withdraw(project, f"r{dice.randint(1, 60)}", dice.choice(["consent", "danger", "other"]))


def _cover(project: Project, dice: random.Random) -> None:
    """Words withheld or released, of reports that were read and of others; of a name that the reader finds private too."""
    words = dice.choice([*PLACES, *VOICES, NAME, NAME.split()[0]])
    cover(
        project,
        dice.choice([WITHHELD, WITHHELD, RELEASED]),
        f"r{dice.randint(1, 60)}",
        words,
        dice.choice([None, "x"]),
        dice.random() < 0.1,
    )


def _export(project: Project, dice: random.Random) -> None:
    export(project, dice.choice(["jsonl", "csv"]), Wish(unreviewed=dice.random() < 0.5))
