"""The search page: what was found, in which order, where it stands, and by what it can be narrowed down or widened again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, RowMapping, select

from sijill.gazetteer.places import PlaceRecord
from sijill.ledger.project import Project
from sijill.ledger.schema import claim
from sijill.ledger.search import Hit, around, hits_of, numbered, of_claim
from sijill.ledger.second import closed, eyes_of
from sijill.record.veil import Veil, harmless
from sijill.web.gazetteer import LANGUAGE, choices, finder
from sijill.web.pages.asked import ADDRESS, Asked
from sijill.web.pages.bodies import body_name
from sijill.web.pages.facets import COUNTED, NONE, Counted, counted, days_of
from sijill.web.pages.rows import Line, Rows
from sijill.web.pages.snippets import Piece, pieces
from sijill.web.wording import Wording

SHOWN, MORE = 7, 40  # values of a facet that are shown at once, and that are offered
CLAIMS = 4  # claims of a report that are shown
TITLE = 160  # characters of a first line that stand for a title
NEAR = 150  # characters in which hits count as near each other
COUNTABLE = ("year", "month", "spot", "origin", "kind", "outlet", "effect", "group", "event", "judged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report that was found. `claims` are those that are what was asked for; `more` how many of them are not shown."""

    name: str
    title: str
    outlet: str
    published: str | None
    read: int | None
    snippet: tuple[Piece, ...]
    claims: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A value by which a result can be narrowed down: its words, how many reports have it, and the address."""

    words: str
    count: int
    link: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field."""

    name: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that was asked for beside words, and the address without it; `left` is how many reports there are then."""

    name: str
    words: str
    link: str
    left: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """All that the search page shows; `counted` is the number of reports over which the facets are counted."""

    asked: Asked
    total: int
    order: str
    found: tuple[Found, ...]
    facets: tuple[Facet, ...]
    filters: tuple[Filter, ...]
    without_words: Filter | None
    counted: int
    places: tuple[Choice, ...]

    @property
    def first(self) -> int:
        """The number of the first report of this page, from 1."""
        return (self.asked.page - 1) * self.asked.size + 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.asked.size))


def search_page(project: Project, connection: Connection, asked: Asked, words: Wording) -> SearchPage:
    """The page of a search; nothing is looked for where something of it says nothing that is known."""
    hidden = tuple(closed(connection, eyes_of(project, connection)))
    asked = replace(asked, wanted=replace(asked.wanted, closed=hidden))
    telling = _Telling(connection, asked, words, Rows(connection, words, project.sees_names, hidden))
    if asked.wrong:
        return SearchPage(
            asked=asked, total=0, order="", found=(), facets=(), filters=telling.filters(), without_words=None, counted=0,
            places=telling.places(),
        )  # fmt: skip
    last = asked.page * asked.size
    total, numbers, order = numbered(connection, asked.wanted, max(last, COUNTED))
    counts = counted(connection, asked.wanted, numbers) if total else Counted({}, {}, 0)
    return SearchPage(
        asked=asked, total=total, order=order, found=tuple(telling.found(numbers[last - asked.size : last])),
        facets=tuple(telling.facets(counts)), filters=telling.filters(count=not total), counted=counts.of,
        without_words=telling.without_words() if not total else None, places=telling.places(),
    )  # fmt: skip


@dataclass(frozen=True)
class _Telling:
    connection: Connection
    asked: Asked
    words: Wording
    rows: Rows

    def found(self, numbers: Sequence[int]) -> Iterator[Found]:
        """The reports of a page."""
        wanted = self.asked.wanted
        self.rows.look_at(numbers)
        claims = self._claims(numbers)
        shown = self.rows.lines([row for rows in claims.values() for row in rows[:CLAIMS]])
        for hit in hits_of(self.connection, wanted, numbers):
            number = hit.row["number"]
            veil = self.rows.veil(number)
            text = bytes(hit.row["text"]).decode("utf-8", "surrogatepass")
            title = hit.row["title"] or next((line.strip() for line in text.splitlines() if line.strip()), "")
            yield Found(
                name=f"r{number}", title=veil.words(title[:TITLE]) or f"r{number}", outlet=veil.words(hit.row["outlet"] or ""),
                published=hit.row["published"], read=hit.row["claims"], snippet=tuple(snippet(text, hit, veil)),
                claims=tuple(line for line in shown if line.report == f"r{number}"),
                more=max(0, len(claims.get(number, ())) - CLAIMS),
            )  # fmt: skip

    def _claims(self, numbers: Sequence[int]) -> dict[int, list[RowMapping]]:
        """The claims that are what was asked for, by report; none where nothing was asked of claims."""
        conditions = of_claim(self.asked.wanted)
        held: dict[int, list[RowMapping]] = {}
        if conditions:
            query = select(claim).where(claim.c.report.in_(numbers), *conditions).order_by(claim.c.report, claim.c.place_in_report)
            for row in self.connection.execute(query).mappings():
                held.setdefault(row["report"], []).append(row)
        return held

    def facets(self, counts: Counted) -> Iterator[Facet]:
        """The facets of which nothing is chosen yet; of the time, the years, and the months of a year."""
        wanted = self.asked.wanted
        one_year = wanted.since and wanted.until and wanted.since.year == wanted.until.year
        for name in COUNTABLE:
            field = "time" if name in ("year", "month") else name
            if (name == "year" and one_year) or (name == "month" and not one_year) or (field != "time" and self.asked.of(field)):
                continue
            pairs = counts.values.get(name, [])
            if one_year and name == "month" and wanted.since:
                pairs = [pair for pair in pairs if pair[0][:4] == f"{wanted.since.year:04}"]
            made = [self._choice(name, value, count, counts.names) for value, count in pairs[:MORE]]
            if len(made) > 1 or (made and name not in ("year", "month", "judged")):
                yield Facet(field, tuple(made[:SHOWN]), tuple(made[SHOWN:]))

    def _choice(self, name: str, value: str, count: int, names: dict[str, str]) -> Choice:
        if name in ("year", "month"):
            since, until = days_of(value)
            return Choice(self.words.month(value), count, self.asked.query(since=since, until=until))
        return Choice(self.value(name, value, names), count, self.asked.query(**{name: value}))

    def value(self, name: str, value: str, names: dict[str, str]) -> str:
        """A value of a field in the reader's words."""
        told, labels = self.words.catalogue.gettext, self.words.labels
        if name == "spot":
            record = finder().gazetteer.get(value)
            return _place_name(record, self.words) if record else harmless(names.get(value, value))
        if name == "origin":
            return body_name(value, self.words.language) or harmless(names.get(value, value))
        if name == "judged":
            return told("nobody has looked at") if value == NONE else labels.of("verdict", value)
        return labels.of(name, value) or (told("kind not known") if name == "kind" else harmless(value))

    def filters(self, *, count: bool = False) -> tuple[Filter, ...]:
        """What was asked for beside words; with `count`, how many reports there are without each."""
        return tuple(
            Filter(name, self._told(name), self.asked.without(name), self._left(self._relaxed(name)) if count else None)
            for name in self.asked.chosen
        )

    def without_words(self) -> Filter | None:
        """The same for the words themselves, where there is something else."""
        if not self.asked.of("q") or not self.asked.chosen:
            return None
        return Filter("q", self.asked.of("q"), self.asked.query(q=""), self._left({"words": ""}))

    def _relaxed(self, name: str) -> dict[str, object]:
        fields = {"time": ("since", "until"), "least": ("at_least",), "outlet": ("outlet_named",)}.get(name, (name,))
        return dict.fromkeys(fields)

    def _left(self, without: dict[str, object]) -> int:
        return numbered(self.connection, replace(self.asked.wanted, **without), 1).total  # type: ignore[arg-type]

    def _told(self, name: str) -> str:
        """What was asked for under that name, in words."""
        told, asked = self.words.catalogue.gettext, self.asked
        if name == "time":
            return " – ".join(self._day(one) for one in ADDRESS["time"])
        if name == "near":
            place = asked.near or asked.of("around")
            return told("%(place)s and %(km)s km around") % {"place": place, "km": self.words.number(asked.wanted.kilometres)}
        if name == "least":
            return f"≥ {self.words.number(asked.wanted.at_least)}" if asked.wanted.at_least is not None else asked.of(name)
        return self.value(name, asked.of(name), {})

    def _day(self, name: str) -> str:
        told = self.asked.of(name)
        return told if name in self.asked.wrong else self.words.day(told) or "…"

    def places(self) -> tuple[Choice, ...]:
        """The other places of a name around which is looked, to pick one."""
        if not self.asked.of("around"):
            return ()
        found = [one for one in choices(self.asked.of("around"), self.words.language) if one.record.latitude is not None]
        if len(found) < 2:
            return ()
        comma = self.words.labels.word("comma")
        return tuple(
            Choice(
                comma.join(dict.fromkeys((_place_name(one.record, self.words), *one.around))), 0, self.asked.query(around_id=one.record.id)
            )
            for one in found
        )


def _place_name(record: PlaceRecord, words: Wording) -> str:
    return record.name_ar if words.language == LANGUAGE or not record.name_en else record.name_en


def snippet(text: str, hit: Hit, veil: Veil) -> Iterator[Piece]:
    """The words around the place where most of what was looked for stands together, hits marked and what is covered covered."""
    hidden = veil.hidden(text)
    marks = [mark for mark in hit.marks if not any(mark[0] < end and start < mark[1] for start, end in hidden)]
    yield from pieces(text, *around(text, _closest(marks)), marks, hidden)


def _closest(marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The mark after which the most others follow close by, as the only one; none where there is none."""
    best: tuple[int, tuple[int, int]] | None = None
    last = 0
    for at, mark in enumerate(marks):
        last = max(last, at)
        while last + 1 < len(marks) and marks[last + 1][1] - mark[0] <= NEAR:
            last += 1
        if best is None or last - at > best[0]:
            best = (last - at, mark)
    return (best[1],) if best else ()
