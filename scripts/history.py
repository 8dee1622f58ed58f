"""A random history of a project: reports added, refused, judged by three people, undone, withheld, withdrawn, read again,
extracted anew, exported.

After it the state must be what the log amounts to.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select

from sijill.collect.item import Gathered, Refused
from sijill.collect.sources import open_source
from sijill.errors import LedgerError
from sijill.ledger.add import add
from sijill.ledger.again import reread, retry
from sijill.ledger.cover import RELEASED, WITHHELD
from sijill.ledger.export import Wish, export
from sijill.ledger.extract_anew import with_text
from sijill.ledger.judge import BELIEF, DISMISSED, GONE, Verdict, judge, undo
from sijill.ledger.project import Project, found_project
from sijill.ledger.queue import NO_LONGER, queue
from sijill.ledger.schema import judgement
from sijill.ledger.second import ASKED, READING, SECOND, eyes_of
from sijill.ledger.stream import keep_stream
from sijill.ledger.withdraw import withdraw
from sijill.ledger.withhold import cover

OPERATORS = ("trial", "second", "third")
PLACES = ("حلب", "تعز", "درنة", "الفاشر", "حمص")
NAME = "سامر الخطيب"
VOICES = ("مصدر طبي", "متحدث عسكري", "الدفاع المدني", "شهود عيان")


def history(folder: Path, steps: int, seed: int) -> Project:
    """The project after so many random steps; what a step may not do is refused by the ledger, and is no fault."""
    dice = random.Random(seed)
    project = found_project(folder, OPERATORS[0])
    settings = replace(project.settings, second_readings=40, names=frozenset(OPERATORS))
    people = [replace(project, operator=name, settings=settings) for name in OPERATORS]
    acts: list[tuple[Callable[[Project, random.Random], None], int]] = [
        (_add, 8), (_table, 3), (_refuse, 2), (_judge, 8), (_undo, 3), (_believe, 3), (_reread, 1), (_extract, 3), (_retry, 1),
        (_withdraw, 1), (_export, 1), (_cover, 4), (_ask, 2), (_dismiss, 1),
    ]  # fmt: skip
    for _ in range(steps):
        (act,) = dice.choices([act for act, _ in acts], [weight for _, weight in acts])
        try:
            act(dice.choice(people), dice)
        except LedgerError:
            continue
    for person in people:
        person.engine.dispose()
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
    """A claim's name; now and then one of the first, so that several people meet at it."""
    return f"r{dice.randint(1, dice.choice([4, 60]))}.c{dice.randint(1, 2)}"


def _judge(project: Project, dice: random.Random) -> None:
    verdict = dice.choice(["accepted", "rejected", "corrected"])
    corrected = {"low": dice.randint(1, 50), "place": dice.choice(PLACES)} if verdict == "corrected" else None
    name = dice.choice([_claim(dice), _claim(dice), _known(project, dice)])
    judge(project, [Verdict(claim=name, question=READING, verdict=verdict, reason=dice.choice([None, "x"]), corrected=corrected)])


def _believe(project: Project, dice: random.Random) -> None:
    judge(project, [Verdict(claim=_claim(dice), question=BELIEF, verdict=dice.choice(project.settings.beliefs.grades))])


def _undo(project: Project, dice: random.Random) -> None:
    undo(project, _known(project, dice), dice.choice([READING, READING, BELIEF]))


def _known(project: Project, dice: random.Random) -> str:
    """A claim that somebody has judged, by its key."""
    with project.engine.connect() as connection:
        rows = connection.execute(select(judgement.c.report, judgement.c.key).distinct()).all()
    return f"r{(row := dice.choice(rows)).report}.{row.key.removeprefix('sha256:')}" if rows else _claim(dice)


def _reread(project: Project, dice: random.Random) -> None:
    reread(project, [f"r{dice.randint(1, 60)}"], lambda told: None)


def _extract(project: Project, dice: random.Random) -> None:
    """Reports out of whose bytes a newer extractor takes another text."""
    before, version = dice.choice(["", "\n", f"{dice.choice(PLACES)} اليوم\n"]), dice.randint(2, 9)
    verb = dice.choice(["مدنيا قتلوا", "مدنيا  قتلوا", "مدنيا جرحوا"])

    def extract(item: Gathered) -> Gathered:
        words = before + item.text.removeprefix(before).replace("مدنيا قتلوا", verb)
        return with_text(item, replace(item, text=words, extractor=f"text 0.{version}.0"))

    reread(project, [f"r{dice.randint(1, dice.choice([4, 60]))}"], lambda told: None, extract=extract)


def _ask(project: Project, dice: random.Random) -> None:
    judge(project, [Verdict(claim=_claim(dice), question=SECOND, verdict=ASKED)])


def _dismiss(project: Project, dice: random.Random) -> None:
    with project.engine.connect() as connection:
        gone = [task.name for task in queue(connection, eyes_of(project, connection)) if task.kind == NO_LONGER]
    if gone:
        judge(project, [Verdict(claim=dice.choice(gone), question=GONE, verdict=DISMISSED)])


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
