"""Words of a report withheld, and released: by whom, why, and what of the report is covered by then.

Anybody may withhold; only those with the right to see names may release. What is released in one report is open there alone:
consent to be named in one place is none to be named in another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, exists, select

from sijill.errors import LedgerError
from sijill.ledger.cover import RELEASED, WITHHELD, Act, is_covered, veil_over
from sijill.ledger.hidden import Everywhere, Phrases, key_of
from sijill.ledger.log import Entry
from sijill.ledger.prepared import prepare
from sijill.ledger.project import Project
from sijill.ledger.schema import covering, report, writing
from sijill.ledger.state import apply, changes
from sijill.ledger.view import Held, reading_held, reading_part, report_named
from sijill.ledger.withheld import acts_in_force
from sijill.record.claim import Reading
from sijill.record.veil import Veil

# what is known of a report from outside in which a name may stand; of one that was not read, the outlet is shown all the same
OUTSIDE = ("title", "url", "reference", "source", "outlet", "forwarded_from")


def may_see(project: Project, names: bool) -> bool:
    """Whether names were asked for and may be seen; raises LedgerError where they may not."""
    if names and not project.sees_names:
        raise LedgerError(f"{project.operator} has no right to see what is withheld; [rights] in sijill.toml tells who has")
    return names


def veil_of(connection: Connection, held: Held, reading: Reading | None, *, lifted: bool = False) -> Veil:
    """The veil over a report that the ledger holds; `lifted` covers nothing."""
    return Veil.lifted() if lifted else veil_over(reading, acts_in_force(connection, held.number))


def open_reports(connection: Connection, numbers: Iterable[int]) -> frozenset[int]:
    """Those of the reports in which nothing is covered, known without opening their readings."""
    acts = exists().where(covering.c.report == report.c.number, covering.c.in_force == 1)
    query = select(report.c.number).where(report.c.number.in_(list(numbers)), report.c.covered == "", ~acts)
    return frozenset(connection.execute(query).scalars())


def cover(
    project: Project, kind: str, name: str, words: str, reason: str | None, everywhere: bool = False, consent: str | None = None
) -> list[str]:  # fmt: skip
    """The names of the reports whose words were withheld or released: that report, and `everywhere` all others with them.

    `consent` is who agreed that the words be shown.

    Raises LedgerError where there is nothing to do: to one who may see what is covered, the reason is told.
    """
    if not key_of(words):
        raise LedgerError("no word is told that could be covered")
    if kind == RELEASED and not project.sees_names:
        raise LedgerError(f"{project.operator} has no right to release what is withheld; [rights] in sijill.toml tells who has")
    with writing(project.engine) as connection:
        named = report_named(connection, name, project.sees_names)
        if named.row["withdrawn"]:
            raise LedgerError(f"{named.name}: withdrawn")
        if project.sees_names:
            _check(connection, kind, named, words)
        others = [held for held in _holding(connection, words, project.sees_names) if held.number != named.number] if everywhere else []
        for held in (named, *others):
            _write(project, connection, kind, held, words, {"reason": reason, "consent": consent})
    return [held.name for held in (named, *others)]


def _check(connection: Connection, kind: str, held: Held, words: str) -> None:
    """Raises LedgerError where the words are not in the report, or are as open or as covered as they would be."""
    if not _holds(held, words):
        raise LedgerError(f"{held.name}: these words are nowhere in it")
    reading = reading_held(connection, held)
    if reading is None:
        return
    before = veil_over(reading, acts_in_force(connection, held.number))
    after = veil_over(reading, acts_in_force(connection, held.number, [Act(kind, words)]))
    if kind == RELEASED and before.words(words) == after.words(words):
        raise LedgerError(f"{held.name}: nothing is covered that these words tell in full; a name is released as it stands there")
    if kind == WITHHELD and not is_covered(after, words):
        raise LedgerError(f"{held.name}: these words cannot be covered")


def _holds(held: Held, words: str) -> bool:
    return any(_finds(told, words) for told in _all_words(held))


def _finds(told: str, words: str) -> bool:
    return next(Everywhere([Phrases([words])]).finditer(told), None) is not None


def _all_words(held: Held) -> Iterator[str]:
    """The report's text, and what else is told of it in words."""
    yield held.text
    yield from (str(held.row[field]) for field in OUTSIDE if held.row[field])


def _holding(connection: Connection, words: str, sees_names: bool) -> Iterator[Held]:
    """Every report that holds the words; to who may not see names, only where they are open."""
    for row in connection.execute(select(report).where(report.c.withdrawn.is_(None)).order_by(report.c.number)).mappings().all():
        held = Held(row)
        if not _holds(held, words):
            continue
        veil = Veil.lifted() if sees_names else veil_of(connection, held, reading_held(connection, held))
        if any(_finds(veil.words(told), words) for told in _all_words(held)):
            yield held


def _write(project: Project, connection: Connection, kind: str, held: Held, words: str, why: dict[str, str | None]) -> None:
    told = {"words": words, "reason": why["reason"], **({"consent": why["consent"]} if why["consent"] else {})}
    part = json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
    entry = Entry(kind=kind, subject=held.name, parts={"covering": part})
    (event,) = project.pen().write(connection, [entry])
    reading = reading_part(connection, held)
    acts = acts_in_force(connection, held.number, [Act(kind, words)])
    prepared = prepare(held.row["text"], reading, acts) if reading else None
    apply(connection, changes(event, entry.parts, prepared))


def told_of(held: Held, veil: Veil) -> dict[str, Any]:
    """What is known of a report from outside, under its veil."""
    covered = [field for field in OUTSIDE if field != "outlet" or held.row["read_seq"] is not None]
    return {field: veil.words(value) if field in covered and isinstance(value, str) else value for field, value in held.told().items()}


def acts_of(connection: Connection, number: int) -> list[RowMapping]:
    """All that was withheld and released in a report, the oldest first."""
    return list(connection.execute(select(covering).where(covering.c.report == number).order_by(covering.c.seq)).mappings())
