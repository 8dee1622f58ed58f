"""The page of one voice: what it is said to have said, its figures over time, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, select

from sijill.gazetteer.register import Body
from sijill.ledger.project import Project
from sijill.ledger.schema import claim, report, statement
from sijill.ledger.second import closed, eyes_of
from sijill.web.pages.bodies import Told, body_of, facts_of
from sijill.web.pages.chart import Chart, chart_of
from sijill.web.pages.rows import Line, Rows
from sijill.web.pages.snippets import Piece, pieces
from sijill.web.pages.voices import CANNOT_VERIFY, DENIES, Known, Voice, has_merged, told_by_voices, verdicts, voice_of
from sijill.web.wording import Wording

SIZE = 50
AT_MOST = 280  # characters of a statement that are shown
LONGEST_WORD = 40
POINTS = 600  # figures of a chart, the newest
CLAIMS, DENIED, STATEMENTS, DENIALS, UNVERIFIED = SHOWS = ("claims", "denied", "statements", "denials", "unverified")
ACTS = {DENIALS: DENIES, UNVERIFIED: CANNOT_VERIFY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement of the voice, with the way to its words."""

    report: str
    id: str
    act: str
    words: tuple[Piece, ...]
    published: str | None

    @property
    def path(self) -> str:
        """Where it stands, behind the language."""
        return f"reports/{self.report}#{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicePage:
    """All that the page of one voice shows; `counts` are how many there are of each thing that may be shown."""

    voice: Voice
    body: Body | None
    facts: tuple[Told, ...]
    names: tuple[tuple[str, int], ...]
    counts: dict[str, int]
    show: str
    page: int
    lines: tuple[Line, ...]
    said: tuple[Said, ...]
    charts: tuple[Chart, ...]
    left_out: int

    @property
    def pages(self) -> int:
        """How many pages there are of what is shown."""
        return max(1, -(-self.counts[self.show] // SIZE))

    def query(self, **changed: str) -> str:
        """The address of the same page with something changed."""
        same = {"name": self.voice.name, "id": self.voice.key} if self.voice.is_body else {"name": self.voice.key}
        told = {**same, "show": self.show if self.show != CLAIMS else "", **changed}
        return "?" + urlencode({name: value for name, value in told.items() if value})


def voice_page(
    project: Project, connection: Connection, known: Known, key: str, words: Wording, *, show: str, page: int
) -> VoicePage | None:  # fmt: skip
    """The page of the voice of that id or name; None where there is none that may be seen."""
    counts = known.voices(project, connection).get(key)
    if counts is None:
        return None
    hidden = tuple(closed(connection, eyes_of(project, connection)))
    voice = voice_of(key, counts, verdicts(connection, hidden, key).get(key, {}), words.language)
    one = _One(connection, key, Rows(connection, words, project.sees_names, hidden))
    show = show if show in SHOWS else CLAIMS
    there = one.counts(counts.acts)
    if not there[show]:
        show = CLAIMS if there[CLAIMS] else STATEMENTS
    offset = (page - 1) * SIZE
    points = one.points()
    return VoicePage(
        voice=voice, body=body_of(key), facts=facts_of(key, words.language), names=tuple(counts.names.most_common(8)), counts=there,
        show=show, page=page, lines=tuple(one.lines(show == DENIED, offset)) if show in (CLAIMS, DENIED) else (),
        said=tuple(one.said(ACTS.get(show), offset)) if show not in (CLAIMS, DENIED) else (),
        charts=tuple(chart_of(one.rows.lines(points), words)), left_out=max(0, one.figures() - len(points)),
    )  # fmt: skip


@dataclass(frozen=True)
class _One:
    connection: Connection
    key: str
    rows: Rows

    def _claims(self, *more: ColumnElement[bool]) -> ColumnElement[bool]:
        told = told_by_voices(claim, self.rows.sees_names, merged=has_merged(self.connection))
        return and_(claim.c.voice == self.key, *told, *more)

    def counts(self, acts: dict[str, int]) -> dict[str, int]:
        """How many claims and statements there are, and how many of each that are told apart."""
        query = select(func.count(), func.count().filter(claim.c.polarity == "denied")).where(self._claims())
        all_claims, denied = self.connection.execute(query).one()
        return {
            CLAIMS: all_claims, DENIED: denied, STATEMENTS: sum(acts.values()), DENIALS: acts.get(DENIES, 0),
            UNVERIFIED: acts.get(CANNOT_VERIFY, 0),
        }  # fmt: skip

    def lines(self, denied: bool, offset: int) -> Iterator[Line]:
        """Its claims, the latest first, those without a day at the end."""
        where = self._claims(claim.c.polarity == "denied") if denied else self._claims()
        order = (claim.c.starts.desc().nulls_last(), claim.c.report.desc(), claim.c.place_in_report)
        query = select(claim).where(where).order_by(*order).limit(SIZE).offset(offset)
        yield from self.rows.lines(self.connection.execute(query).mappings().all())

    def _figured(self) -> ColumnElement[bool]:
        return self._claims(claim.c.starts.is_not(None), func.coalesce(claim.c.high, claim.c.low).is_not(None), claim.c.effect.is_not(None))

    def figures(self) -> int:
        """How many claims have a figure and a day."""
        return int(self.connection.execute(select(func.count()).select_from(claim).where(self._figured())).scalar_one())

    def points(self) -> Sequence[RowMapping]:
        """The rows of the latest of them."""
        query = select(claim).where(self._figured()).order_by(claim.c.starts.desc(), claim.c.report).limit(POINTS)
        return self.connection.execute(query).mappings().all()

    def said(self, act: str | None, offset: int) -> Iterator[Said]:
        """Its statements, those of the newest reports first."""
        told = told_by_voices(statement, self.rows.sees_names)
        query = select(statement, report.c.published).join(report, report.c.number == statement.c.report)
        query = query.where(statement.c.voice == self.key, *told, *([statement.c.act == act] if act else []))
        order = (report.c.published.desc().nulls_last(), statement.c.report.desc(), statement.c.place_in_report)
        rows = self.connection.execute(query.order_by(*order).limit(SIZE).offset(offset)).mappings().all()
        texts = self._texts({row["report"] for row in rows})
        self.rows.look_at(list(texts))
        for row in rows:
            text, veil = texts[row["report"]], self.rows.veil(row["report"])
            hidden = [(a - row["start"], b - row["start"]) for a, b in veil.hidden(text)]
            text = text[row["start"] : row["end"]]
            yield Said(
                report=f"r{row['report']}", id=row["id"], act=self.rows.words.labels.of("act", row["act"]), published=row["published"],
                words=tuple(pieces(text, 0, _cut(text, min(len(text), AT_MOST)), (), hidden)),
            )  # fmt: skip

    def _texts(self, numbers: set[int]) -> dict[int, str]:
        query = select(report.c.number, report.c.text).where(report.c.number.in_(numbers))
        return {number: bytes(text).decode("utf-8", "surrogatepass") for number, text in self.connection.execute(query)}


def _cut(text: str, end: int) -> int:
    """The end moved back to the end of a word, where the words go on after it."""
    space = text.rfind(" ", 0, end)
    return end if end == len(text) or space < end - LONGEST_WORD else space
