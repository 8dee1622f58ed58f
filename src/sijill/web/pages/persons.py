"""What is withheld: a list by report, and what of one report is covered, by whom and why.

The words themselves are told only to those with the right to see them; others see how many pieces there are, and of which kinds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Connection, RowMapping, func, or_, select

from sijill.errors import LedgerError
from sijill.ledger.cover import RELEASED, WITHHELD, pieces
from sijill.ledger.project import Project
from sijill.ledger.schema import covering, report
from sijill.ledger.view import reading_held, report_named
from sijill.ledger.withheld import acts_in_force
from sijill.ledger.withhold import acts_of
from sijill.record.claim import Private, Reading
from sijill.record.veil import Veil, harmless, sentence_around
from sijill.web.pages import snippets
from sijill.web.pages.rows import veils_over
from sijill.web.wording import Wording

SIZE = 50
SHOWS = ("all", "by_hand", "released")
TITLE = 160
COUNT = re.compile(r"(\w+) (\d+)")
ALL = "all"  # of a report that was not read
MOST = 400  # pieces of one report that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A report of the list: `kinds` are the kinds of its covered pieces with their numbers."""

    name: str
    title: str
    published: str | None
    kinds: tuple[tuple[str, int], ...]
    released: int
    is_read: bool

    @property
    def total(self) -> int:
        """How many pieces are covered."""
        return sum(count for _, count in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsPage:
    """The list: its reports, and how many pieces of each kind are covered in the whole project."""

    listed: tuple[Listed, ...]
    total: int
    kinds: tuple[tuple[str, int], ...]
    unread: int
    released: int
    show: str
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // SIZE))

    def query(self, **changed: str) -> str:
        """The address of the same list with something changed."""
        told = {"show": self.show if self.show != SHOWS[0] else "", **changed}
        return "?" + urlencode({name: value for name, value in told.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """Words that are covered, in their sentence; both empty to one who may not see them. `times` is how often they stand there."""

    words: str
    sentence: tuple[snippets.Piece, ...]
    kind: str
    by_hand: bool
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Words withheld or released; words and reasons are empty to one who may not see them."""

    kind: str
    words: str
    reason: str
    consent: str
    by: str
    at: str
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePage:
    """What of one report is covered. `base` is the number of the last act, so that two windows do not cross."""

    name: str
    title: str
    published: str | None
    is_read: bool
    covered: tuple[Covered, ...]
    kinds: tuple[tuple[str, int], ...]
    acts: tuple[Act, ...]
    base: int


def persons_page(project: Project, connection: Connection, *, show: str, page: int) -> PersonsPage:
    """The list of reports of which something is covered, or was released."""
    show = show if show in SHOWS else SHOWS[0]
    by_hand = _acts(connection)
    wanted = [number for number, kinds in by_hand.items() if kinds[{"by_hand": WITHHELD}.get(show, RELEASED)]]
    where: list[ColumnElement[bool]] = [report.c.withdrawn.is_(None)]
    if show == SHOWS[0]:
        where.append(or_(func.coalesce(report.c.covered, ALL) != "", report.c.number.in_(wanted)))
    else:
        where.append(report.c.number.in_(wanted))
    total = int(connection.execute(select(func.count()).select_from(report).where(*where)).scalar_one())
    order = (report.c.published.desc().nulls_last(), report.c.number)
    numbers = (
        connection.execute(select(report.c.number).where(*where).order_by(*order).limit(SIZE).offset((page - 1) * SIZE)).scalars().all()
    )
    kinds, unread = _all_kinds(connection)
    return PersonsPage(
        listed=tuple(_listed(project, connection, numbers, by_hand)), total=total, kinds=kinds, unread=unread, show=show, page=page,
        released=sum(one[RELEASED] for one in by_hand.values()),
    )  # fmt: skip


def _acts(connection: Connection) -> dict[int, Counter[str]]:
    """How many acts of each kind are in force, by report."""
    query = select(covering.c.report, covering.c.kind, func.count()).where(covering.c.in_force == 1)
    held: dict[int, Counter[str]] = {}
    for number, kind, count in connection.execute(query.group_by(covering.c.report, covering.c.kind)):
        held.setdefault(number, Counter())[kind] = count
    return held


def _all_kinds(connection: Connection) -> tuple[tuple[tuple[str, int], ...], int]:
    """How many pieces of each kind are covered in all reports, and how many reports were not read."""
    query = select(report.c.covered, func.count()).where(report.c.covered.is_not(None)).group_by(report.c.covered)
    kinds: Counter[str] = Counter()
    for told, reports in connection.execute(query):
        for kind, count in kinds_of(told):
            kinds[kind] += count * reports
    unread = select(func.count()).select_from(report).where(report.c.covered.is_(None), report.c.withdrawn.is_(None))
    return tuple(sorted(kinds.items(), key=lambda pair: -pair[1])), int(connection.execute(unread).scalar_one())


def kinds_of(told: str | None) -> tuple[tuple[str, int], ...]:
    """The kinds of covered pieces with their numbers, from a report's row.

    >>> kinds_of("person 2, place 1")
    (('person', 2), ('place', 1))
    """
    return tuple((kind, int(count)) for kind, count in COUNT.findall(told or ""))


def _listed(
    project: Project, connection: Connection, numbers: Sequence[int], by_hand: dict[int, Counter[str]]
) -> Iterator[Listed]:  # fmt: skip
    rows = {row["number"]: row for row in connection.execute(select(report).where(report.c.number.in_(numbers))).mappings()}
    veils = {} if project.sees_names else veils_over(connection, numbers)
    for number in numbers:
        veil = veils.get(number, Veil.lifted())
        yield Listed(
            name=f"r{number}", title=veil.words(title_of(rows[number])), published=rows[number]["published"],
            kinds=kinds_of(rows[number]["covered"]), released=by_hand.get(number, Counter())[RELEASED],
            is_read=rows[number]["covered"] is not None,
        )  # fmt: skip


def title_of(row: RowMapping) -> str:
    """A report's title, else the first line of its text."""
    if row["title"]:
        return str(row["title"])[:TITLE]
    text = bytes(row["text"] or b"").decode("utf-8", "surrogatepass")
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:TITLE]


def one_page(project: Project, connection: Connection, name: str, words: Wording) -> OnePage:
    """What of that report is covered; raises LedgerError where there is no such report, or it is withdrawn."""
    held = report_named(connection, name, project.sees_names)
    if held.row["withdrawn"]:
        raise LedgerError(f"{held.name}: withdrawn")
    reading = reading_held(connection, held)
    veil = Veil.lifted() if project.sees_names else veils_over(connection, [held.number])[held.number]
    kept = pieces(reading, acts_in_force(connection, held.number)) if reading else []
    acts = acts_of(connection, held.number)
    return OnePage(
        name=held.name, title=veil.words(title_of(held.row)), published=held.row["published"], is_read=reading is not None,
        covered=tuple(_covered(reading, kept, project.sees_names)) if reading else (),
        kinds=kinds_of(held.row["covered"]), acts=tuple(_act(row, project.sees_names) for row in reversed(acts)),
        base=max((row["seq"] for row in acts), default=0),
    )  # fmt: skip


def _covered(reading: Reading, kept: Sequence[Private], sees_names: bool) -> Iterator[Covered]:
    """What is covered, each words once, in the order of the text; to one who may not see them, each piece by its kind alone."""
    text = reading.report.text
    if not sees_names:
        for one in sorted(kept, key=lambda one: one.span)[:MOST]:
            yield Covered(words="", sentence=(), kind=one.kind, by_hand=one.rule == WITHHELD, times=1)
        return
    told: dict[tuple[str, bool], list[Private]] = {}
    for one in sorted(kept, key=lambda one: one.span):
        told.setdefault((" ".join(text[one.span].split()), one.rule == WITHHELD), []).append(one)
    for (words, by_hand), ones in list(told.items())[:MOST]:
        sentence = sentence_around(reading, ones[0].span)
        marks = [(ones[0].span.start, ones[0].span.end)]
        shown = snippets.pieces(text.content[sentence.start : sentence.end], 0, sentence.end - sentence.start,
                                [(a - sentence.start, b - sentence.start) for a, b in marks], ())  # fmt: skip
        yield Covered(words=harmless(words), sentence=tuple(shown), kind=ones[0].kind, by_hand=by_hand, times=len(ones))


def _act(row: RowMapping, sees_names: bool) -> Act:
    words, reason, consent = (harmless(row[name] or "") if sees_names else "" for name in ("words", "reason", "consent"))
    return Act(kind=row["kind"], words=words, reason=reason, consent=consent, by=row["by"], at=row["at"], in_force=bool(row["in_force"]))
