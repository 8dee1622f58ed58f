"""The voices of a ledger: who is said to have said something, how much, when, and what people held of it.

What is read is counted once and remembered until the log tells something new of reports; judgements are counted every time.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select, union

from sijill.door import language_of
from sijill.ledger.hand_rows import absorbed
from sijill.ledger.log import head
from sijill.ledger.project import Project
from sijill.ledger.schema import claim, events, hand, judgement, statement
from sijill.ledger.search import is_open
from sijill.ledger.second import READING
from sijill.record.veil import COVER
from sijill.web.pages.bodies import LANGUAGE, body_name, body_of
from sijill.web.wording import Wording

JUDGING = ("judged", "undone", "exported")  # what changes nothing of who said what
SIZE = 50
SORTS = ("claims", "statements", "reports", "first", "last", "name")
DENIES, CANNOT_VERIFY = "deny", "cannot_verify"
SEVERAL = 3  # effects that are shown of a voice


@dataclass
class Counts:
    """What is counted of one voice: names and kinds by how often, effects, kinds of saying, reports, first and last day."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    effects: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    reports: int = 0
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice as the list shows it. `key` is the register's id of a body, else its name in reports."""

    key: str
    name: str
    kind: str
    counts: Counts
    verdicts: Mapping[str, int]
    is_body: bool

    @property
    def path(self) -> str:
        """The address of its page, behind the language."""
        return "voices/one?" + urlencode({"name": self.name, "id": self.key} if self.is_body else {"name": self.key})

    @property
    def accepted(self) -> int:
        """How many of its claims people accept, as read or corrected."""
        return self.verdicts.get("accepted", 0) + self.verdicts.get("corrected", 0)

    @property
    def rejected(self) -> int:
        """How many of them people reject."""
        return self.verdicts.get("rejected", 0)

    @property
    def statements(self) -> int:
        """How many statements it makes."""
        return sum(self.counts.acts.values())

    @property
    def effects(self) -> list[tuple[str, int]]:
        """The effects that it tells most often."""
        return [(effect, count) for effect, count in self.counts.effects.most_common(SEVERAL + 1) if effect][:SEVERAL]


class Known:
    """What is counted of the voices of one project, in a process that goes on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seq = -1
        self._held: dict[str, Counts] = {}

    def voices(self, project: Project, connection: Connection) -> dict[str, Counts]:
        """The counts by voice, as the log stands now."""
        with self._lock:
            seq, _ = head(connection, project.writer)
            if self._seq < 0 or (seq > self._seq and _is_news(connection, project.writer, self._seq)):
                self._held = counted(connection, project.sees_names)
            self._seq = seq
            return self._held


def _is_news(connection: Connection, writer: str, seq: int) -> bool:
    """Whether the log tells something of what is said since then."""
    since = select(events.c.seq).where(events.c.writer == writer, events.c.seq > seq, events.c.kind.not_in(JUDGING))
    return connection.execute(since.limit(1)).first() is not None


def told_by_voices(table: Table, sees_names: bool, *, merged: bool = True) -> list[ColumnElement[bool]]:
    """The conditions on rows of claims or statements that stand on somebody's word, as far as that may be seen."""
    made: list[ColumnElement[bool]] = [table.c.voice.is_not(None)]
    if not sees_names:
        made.append(is_open(table.c.origin_shown))
    if table is claim and merged:
        made.append(~absorbed())
    return made


def has_merged(connection: Connection) -> bool:
    """Whether any claim has been merged into another one; where none has, nobody needs to ask of each."""
    return connection.execute(select(hand.c.seq).where(hand.c.kind == "merged", hand.c.undone.is_(None)).limit(1)).first() is not None


def counted(connection: Connection, sees_names: bool) -> dict[str, Counts]:
    """The counts of every voice that may be seen."""
    held: dict[str, Counts] = {}
    of_claim = told_by_voices(claim, sees_names, merged=has_merged(connection))
    of_statement = told_by_voices(statement, sees_names)
    for table, what, conditions in ((claim, claim.c.effect, of_claim), (statement, statement.c.act, of_statement)):
        name = table.c.origin if sees_names else table.c.origin_shown
        columns = (table.c.voice, name, table.c.origin_kind, what)
        query = select(*columns, func.count()).where(*conditions).group_by(*columns)
        for voice, origin, kind, value, count in connection.execute(query):
            one = held.setdefault(voice, Counts())
            one.names[origin] += count
            one.kinds[kind or ""] += count
            (one.effects if table is claim else one.acts)[value or ""] += count
            one.claims += count if table is claim else 0
    _days(connection, of_claim, held)
    both = union(*(select(table.c.voice, table.c.report).where(*told) for table, told in ((claim, of_claim), (statement, of_statement))))
    told = both.subquery()
    for voice, count in connection.execute(select(told.c.voice, func.count()).group_by(told.c.voice)):
        held[voice].reports = count
    return held


def _days(connection: Connection, conditions: Iterable[ColumnElement[bool]], held: dict[str, Counts]) -> None:
    first, last = func.min(func.coalesce(claim.c.starts, claim.c.ends)), func.max(func.coalesce(claim.c.ends, claim.c.starts))
    for voice, starts, ends in connection.execute(
        select(claim.c.voice, first, last).where(*conditions).group_by(claim.c.voice)
    ):  # fmt: skip
        held[voice].first, held[voice].last = starts or "", ends or ""


def verdicts(connection: Connection, closed: Iterable[int], voice: str | None = None) -> dict[str, Counter[str]]:
    """The judgements in force of claims by voice, of those that may be seen; of one voice alone where it is told."""
    same = and_(judgement.c.report == claim.c.report, judgement.c.key == claim.c.key)
    query = select(claim.c.voice, judgement.c.verdict, judgement.c.seq).select_from(judgement.join(claim, same))
    query = query.where(judgement.c.in_force == 1, judgement.c.question == READING, claim.c.voice.is_not(None))
    hidden, held = frozenset(closed), dict[str, Counter[str]]()
    for name, verdict, seq in connection.execute(query.where(claim.c.voice == voice) if voice else query):
        if seq not in hidden:
            held.setdefault(name, Counter())[verdict] += 1
    return held


def voice_of(key: str, counts: Counts, judged: Mapping[str, int], language: str) -> Voice:
    """A voice with its name in that language; one that the register does not know is named as most often in reports."""
    body = body_of(key)
    most = counts.names.most_common(1)
    kind = body.kind if body else (counts.kinds.most_common(1) or [("", 0)])[0][0]
    name = body_name(key, language) or (most[0][0] if most else key)
    return Voice(key=key, name=name, kind=kind, counts=counts, verdicts=judged, is_body=body is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicesPage:
    """All that the page of voices shows: those of this page, how many there are, and of which kinds."""

    voices: tuple[Voice, ...]
    total: int
    page: int
    kinds: tuple[tuple[str, int], ...]
    name: str
    kind: str
    sort: str

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // SIZE))

    def query(self, **changed: str) -> str:
        """The address of the same list with something changed."""
        told = {"name": self.name, "kind": self.kind, "sort": self.sort if self.sort != SORTS[0] else "", **changed}
        return "?" + urlencode({name: value for name, value in told.items() if value})


def voices_page(
    known: Mapping[str, Counts], judged: Mapping[str, Mapping[str, int]], words: Wording, *, name: str, kind: str, sort: str, page: int
) -> VoicesPage:  # fmt: skip
    """The page of voices of that kind whose name holds those words."""
    sort = sort if sort in SORTS else SORTS[0]
    told = [voice_of(key, counts, judged.get(key, {}), words.language) for key, counts in known.items()]
    told = [voice for voice in told if _is_named(voice, folded(name))]
    kinds = Counter(voice.kind for voice in told)
    wanted = sorted((voice for voice in told if not kind or voice.kind == kind), key=lambda voice: _place(voice, sort))
    start = (page - 1) * SIZE
    return VoicesPage(
        voices=tuple(wanted[start : start + SIZE]), total=len(wanted), page=page, name=name, kind=kind, sort=sort,
        kinds=tuple((value, count) for value, count in kinds.most_common() if value),
    )  # fmt: skip


def _place(voice: Voice, sort: str) -> tuple[object, ...]:
    counts = voice.counts
    numbers = {"claims": counts.claims, "statements": voice.statements, "reports": counts.reports}
    if sort in numbers:
        return (-numbers[sort], -counts.claims, folded(voice.name))
    if sort == "first":
        return (counts.first or "~", folded(voice.name))
    if sort == "last":
        return (counts.last == "", [-ord(char) for char in counts.last], folded(voice.name))
    return (folded(voice.name),)


def _is_named(voice: Voice, asked: str) -> bool:
    return not asked or any(asked in folded(one) for one in _names(voice))


def _names(voice: Voice) -> Iterator[str]:
    yield voice.name
    yield from (name for name in voice.counts.names if COVER not in name)
    if voice.is_body:
        yield from (body_name(voice.key, language) for language in (LANGUAGE, "en"))


@lru_cache(maxsize=32_768)
def folded(name: str) -> str:
    """A name as it is compared: spelling folded, in small letters."""
    return language_of(LANGUAGE).fold.word(name).lower()
