"""The queue: what to look at next and why, sifted and a page at a time, and how far the work has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, func, select

from sijill.ledger.columns import columns
from sijill.ledger.cover import WITHHELD
from sijill.ledger.hand_rows import absorbed
from sijill.ledger.project import Project
from sijill.ledger.queue import ADJUDICATE, NO_LONGER, SECOND, UNJUDGED, Task
from sijill.ledger.schema import claim, covering, judgement, report
from sijill.ledger.second import READING
from sijill.ledger.unjudged import STEPS, Numbers, Sieve, new_voices, numbers, unjudged
from sijill.ledger.values import COLUMNS, values_told
from sijill.record.veil import harmless
from sijill.web.pages.queue_asked import Asked
from sijill.web.pages.rows import Line, Rows
from sijill.web.wording import Wording

SIZE = 50
TITLE = 160  # characters of a title
HEAD = 1200  # bytes of a text in which its first line is looked for
OUTLETS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task in a line: where it leads (behind the language), the claim's line, and why it is here."""

    kind: str
    path: str
    line: Line
    whys: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Group:
    """The rows of one report that stand on a page together. `title` is empty where it may not be told."""

    report: str
    title: str
    outlet: str
    published: str | None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the work has come: claims that the operator judged today, all that are judged, all that there are."""

    today: int
    judged: int
    claims: int

    @property
    def waiting(self) -> int:
        """How many claims nobody has judged."""
        return max(self.claims - self.judged, 0)

    @property
    def percent(self) -> int:
        """How much of the whole is judged; only what is whole is a hundred."""
        return 100 * self.judged // self.claims if self.claims else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """All that the queue shows. `kinds` and `unjudged` are of the whole, `total` of what was asked for."""

    groups: list[Group]
    total: int
    pages: int
    kinds: Mapping[str, int]
    unjudged: Numbers
    progress: Progress
    effects: list[str]
    outlets: list[str]
    reports: int


def queue_page(project: Project, connection: Connection, tasks: Sequence[Task], asked: Asked, words: Wording) -> QueuePage:
    """The page of the queue that is asked for, of these tasks about judged claims and of what nobody has judged."""
    pressing = _sifted(connection, tasks, asked)
    every = numbers(connection)
    some = every if asked.sieve == Sieve(sees_names=asked.sieve.sees_names) else numbers(connection, asked.sieve)
    total = len(pressing) + (some.all if asked.of_unjudged else 0)
    start = SIZE * (asked.page - 1)
    shown = pressing[start : start + SIZE]
    open_claims: list[RowMapping] = []
    if asked.of_unjudged and len(shown) < SIZE and start + len(shown) < total:
        after = max(start - len(pressing), 0)
        open_claims = list(unjudged(connection, asked.sieve, limit=SIZE - len(shown), offset=after))
    dealer = _Dealer(project, connection, words)
    return QueuePage(
        groups=dealer.groups([*dealer.pressing(shown), *dealer.unjudged(open_claims)]), total=total, pages=max(-(-total // SIZE), 1),
        kinds=Counter(task.kind for task in tasks), unjudged=every, progress=progress_of(project, connection, every.all),
        effects=_effects(connection), outlets=_outlets(connection, project.sees_names),
        reports=int(connection.execute(select(func.count()).select_from(report).where(report.c.withdrawn.is_(None))).scalar() or 0),
    )  # fmt: skip


def _sifted(connection: Connection, tasks: Sequence[Task], asked: Asked) -> list[Task]:
    """The tasks about judged claims that are asked for."""
    kinds = asked.kinds
    chosen = [task for task in tasks if task.kind in kinds]
    sieve = asked.sieve
    if chosen and sieve.of_report:
        reports = set(connection.execute(select(report.c.number).where(*sieve.of_report)).scalars())
        chosen = [task for task in chosen if task.report in reports]
    if chosen and sieve.effect:
        query = select(claim.c.report, claim.c.key).where(claim.c.effect == sieve.effect)
        held = {(row[0], row[1]) for row in connection.execute(query)}
        chosen = [task for task in chosen if (task.report, task.key) in held]
    return chosen


def progress_of(project: Project, connection: Connection, waiting: int) -> Progress:
    """How far the work has come; the day is that of this machine's own zone."""
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    begins = midnight.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    own = select(judgement.c.report, judgement.c.key).where(
        judgement.c.by == project.operator, judgement.c.at >= begins, judgement.c.question == READING, judgement.c.undone.is_(None)
    )  # fmt: skip
    today = connection.execute(select(func.count()).select_from(own.distinct().subquery())).scalar()
    claims = int(connection.execute(select(func.count()).select_from(claim).where(~absorbed())).scalar() or 0)
    return Progress(today=int(today or 0), judged=claims - waiting, claims=claims)


def _effects(connection: Connection) -> list[str]:
    """The effects that are claimed."""
    return sorted(value for value in connection.execute(select(claim.c.effect).distinct()).scalars() if value)


def _outlets(connection: Connection, sees_names: bool) -> list[str]:
    """The outlets of most reports."""
    query = select(report.c.outlet).where(report.c.withdrawn.is_(None), report.c.outlet.is_not(None))
    if not sees_names:
        query = query.where(func.coalesce(report.c.outlet_covered, 0) == 0)
    query = query.group_by(report.c.outlet).order_by(func.count().desc(), report.c.outlet).limit(OUTLETS)
    return [str(outlet) for outlet in connection.execute(query).scalars()]


class _Dealer:
    """Makes the lines of a page, each kind in one go."""

    def __init__(self, project: Project, connection: Connection, words: Wording) -> None:
        self.project, self.connection, self.words = project, connection, words

    def pressing(self, tasks: Sequence[Task]) -> Iterator[Row]:
        """Lines for tasks about judged claims."""
        held = self._claims(tasks)
        read = [held.get((task.report, task.key)) or _as_judged(task) for task in tasks]
        lines = Rows(self.connection, self.words, self.project.sees_names, self._closed(tasks)).lines(read)
        for task, line in zip(tasks, lines, strict=True):
            paths = {ADJUDICATE: f"adjudicate/{task.name}", NO_LONGER: f"reports/{line.report}"}
            yield Row(kind=task.kind, path=paths.get(task.kind, line.path), line=line, whys=tuple(self._fields(task)))

    def unjudged(self, claims: Sequence[RowMapping]) -> Iterator[Row]:
        """Lines for claims that nobody has judged."""
        told = self.words.catalogue
        fresh = new_voices(self.connection, {row["voice"] for row in claims if row["voice"]})
        lines = Rows(self.connection, self.words, self.project.sees_names, ()).lines(claims)
        for row, line in zip(claims, lines, strict=True):
            figure = row["high"] if row["high"] is not None else row["low"]
            whys = (
                told.gettext("high figure") if (figure or 0) >= STEPS[0] else "",
                told.ngettext("%(num)s doubt", "%(num)s doubts", row["doubts"]) % {"num": row["doubts"]} if row["doubts"] else "",
                told.gettext("new voice") if row["voice"] in fresh else "",
            )  # fmt: skip
            yield Row(kind=UNJUDGED, path=line.path, line=line, whys=tuple(why for why in whys if why))

    def groups(self, rows: Sequence[Row]) -> list[Group]:
        """The rows by report, a report where its first row stands."""
        numbers = {int(row.line.report[1:]) for row in rows}
        columns = (report.c.number, report.c.title, report.c.outlet, report.c.outlet_covered, report.c.covered, report.c.published)
        query = select(*columns, func.substr(report.c.text, 1, HEAD).label("head")).where(report.c.number.in_(numbers))
        reports = {f"r{row['number']}": row for row in self.connection.execute(query).mappings()}
        acts = select(covering.c.report).where(covering.c.report.in_(numbers), covering.c.kind == WITHHELD, covering.c.in_force == 1)
        closed = set() if self.project.sees_names else set(self.connection.execute(acts).scalars())
        made: dict[str, Group] = {}
        for row in rows:
            name = row.line.report
            if name not in made:
                made[name] = self._group(name, reports[name], reports[name]["number"] in closed)
            made[name].rows.append(row)
        return list(made.values())

    def _group(self, name: str, row: RowMapping, withheld: bool) -> Group:
        # which words of a title are private only its reading tells: who may not see them is shown none where any are
        is_open = self.project.sees_names or (row["covered"] == "" and not withheld)
        title = harmless(row["title"] or _first_line(row["head"])) if is_open else ""
        outlet = row["outlet"] if self.project.sees_names or not row["outlet_covered"] else None
        return Group(report=name, title=title, outlet=harmless(outlet or ""), published=row["published"])

    def _claims(self, tasks: Sequence[Task]) -> dict[tuple[int, str], RowMapping]:
        query = select(claim).where(claim.c.report.in_({task.report for task in tasks}))
        return {(row["report"], row["key"]): row for row in self.connection.execute(query).mappings()}

    def _closed(self, tasks: Sequence[Task]) -> tuple[int, ...]:
        """The judgements that are not shown with these tasks: what a first reader holds, what stands on words no longer read."""
        keys = {(task.report, task.key) for task in tasks if task.kind in (SECOND, NO_LONGER)}
        query = select(judgement.c.seq, judgement.c.report, judgement.c.key).where(judgement.c.report.in_({number for number, _ in keys}))
        return tuple(row[0] for row in self.connection.execute(query) if (row[1], row[2]) in keys) if keys else ()

    def _fields(self, task: Task) -> Iterator[str]:
        """Which values differ: between two readers, or between what was judged and what is read by now."""
        if task.kind == ADJUDICATE:
            values: list[Mapping[str, Any]] = [answer["values"] for answer in task.answers]
            odd = [name for name in values[0] if any(one.get(name) != values[0][name] for one in values[1:])]
            if len({answer["verdict"] for answer in task.answers}) > 1:
                yield self.words.catalogue.gettext("verdict")
                odd = []
        else:
            odd = list(task.differs)
        names = {column.id: column.name(self.words.language) for column in columns()}
        yield from dict.fromkeys(names[name] for name in odd if name in names)


def _first_line(head: bytes | None) -> str:
    words = bytes(head or b"").decode("utf-8", "ignore").lstrip().partition("\n")[0].strip()
    return words if len(words) <= TITLE else words[:TITLE].rpartition(" ")[0] + " …"


def _as_judged(task: Task) -> RowMapping:
    """The row of a claim that is no longer read, as it was judged."""
    told = task.judged or {}
    values = values_told(told) if told else dict.fromkeys(COLUMNS)
    row = {column: values[name] for name, column in COLUMNS.items()}
    hidden = {"origin_shown": None, "place_shown": None}
    made: Mapping[str, Any] = {
        **row, **hidden, "report": task.report, "id": "", "key": task.key, "certainty": told.get("certainty"),
        "bound": (told.get("figure") or {}).get("bound"),
    }  # fmt: skip
    return cast(RowMapping, made)
