"""The page of exports, and the page to print: claims in rows, each with its numbered quote, the way to its words, and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from sijill.display.figures import interval_text
from sijill.ledger.chosen import chosen, kinds_of
from sijill.ledger.export import Wish, rows_wanted
from sijill.ledger.log import head
from sijill.ledger.project import Project
from sijill.ledger.search import Wanted
from sijill.ledger.second import closed, eyes_of
from sijill.ledger.status import counted
from sijill.record.interval import Bound
from sijill.web.pages.asked import NAMES, Asked
from sijill.web.wording import Wording

FORMS = ("xlsx", "csv", "jsonl", "page")
AT_MOST = 1000  # claims of a page to print
REVIEWED = ("accepted", "corrected")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPage:
    """What may be exported: how many claims the list has, how many of all are accepted, what was asked for beside everything."""

    asked: Asked
    claims: int
    accepted: int | None
    kinds: tuple[str, ...]
    may_see: bool

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a form carries along so that the same list is exported."""
        return [(name, self.asked.of(name)) for name in NAMES if self.asked.of(name)]


def wanted_of(asked: Asked) -> Wanted | None:
    """The list that an address asks for; None for all that the ledger holds."""
    return asked.wanted if kinds_of(asked.wanted) else None


def export_page(project: Project, connection: Connection, asked: Asked) -> ExportPage:
    """The page of exports."""
    wanted = wanted_of(asked)
    if wanted is None:
        told = counted(project, connection)
        claims, accepted = told["claims"], told["accepted"] + told["corrected"]
    else:
        hidden = tuple(closed(connection, eyes_of(project, connection)))
        claims, accepted = sum(map(len, chosen(connection, replace(wanted, closed=hidden)).values())), None
    kinds = tuple(kinds_of(asked.wanted))
    return ExportPage(asked=asked, claims=claims, accepted=accepted, kinds=kinds, may_see=project.sees_names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A quote with its number, the way from the outlet to whose word it is, and where it stands."""

    number: int
    quote: str
    chain: str
    report: str
    claims: tuple[str, ...]
    outlet: str
    title: str
    published: str | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim of the page: what it says, where, when, on whose word, whether people have looked at it, and the number of its quote."""

    name: str
    say: str
    remarks: tuple[str, ...]
    place: str
    start: str
    end: str
    origin: str
    verdict: str
    belief: str
    reason: str
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPage:
    """All that the page to print shows; `left_out` claims are not on it, since there are too many."""

    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    unreviewed: int
    left_out: int
    kinds: tuple[str, ...]
    all: bool
    made: str
    by: str
    event: int
    head: str


def print_page(project: Project, connection: Connection, asked: Asked, words: Wording, unreviewed: bool) -> PrintPage:
    """The page to print of a list. What is withheld is covered whoever prints it: paper goes further than a screen."""
    seq, digest = head(connection, project.writer)
    rows = rows_wanted(project, connection, Wish(unreviewed=unreviewed, of=wanted_of(asked)))
    shown = rows[:AT_MOST]
    notes = notes_of(shown)
    numbers = {name: note.number for note in notes for name in note.claims}
    return PrintPage(
        rows=tuple(_row(row, words, numbers[row["claim"]]) for row in shown), notes=tuple(notes),
        unreviewed=sum(row["verdict"] not in REVIEWED for row in shown), left_out=len(rows) - len(shown),
        kinds=tuple(kinds_of(asked.wanted)),
        all=unreviewed, made=datetime.now(UTC).isoformat(timespec="seconds"), by=project.operator, event=seq, head=digest,
    )  # fmt: skip


def notes_of(rows: Sequence[Mapping[str, Any]]) -> list[Note]:
    """The quotes in the order of the rows; claims of one sentence on the same word share theirs."""
    together: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        together.setdefault((row["report"], row["quote"] or "", row["chain"] or ""), []).append(row)
    return [_note(number, held) for number, held in enumerate(together.values(), 1)]


def _note(number: int, rows: Sequence[Mapping[str, Any]]) -> Note:
    first = rows[0]
    return Note(
        number=number, quote=first["quote"] or "", chain=first["chain"] or "", report=first["report"],
        claims=tuple(row["claim"] for row in rows), outlet=first["outlet"] or "", title=first["title"] or "", published=first["published"],
        address=first["url"] or first["reference"] or "",
    )  # fmt: skip


def _row(row: Mapping[str, Any], words: Wording, note: int) -> Row:
    labels = words.labels
    return Row(
        name=row["claim"], say=_say(row, words), remarks=tuple(_remarks(row, words)), place=row["place"] or "", start=row["start"] or "",
        end=row["end"] or "", origin=row["origin"] or "", verdict=row["verdict"] or "", reason=row["reason"] or "",
        belief=labels.of("belief", row["belief"]) if row["belief"] else "", note=note,
    )  # fmt: skip


def _say(row: Mapping[str, Any], words: Wording) -> str:
    labels, low, high = words.labels, _whole(row["low"]), _whole(row["high"])
    if low is None and high is None:
        return labels.of("event", row["event"])
    bound = Bound(row["bound"]) if row["bound"] and row["verdict"] != "corrected" else _bound(low, high)
    figure = interval_text(low, high, bound, labels, share=row["effect"] == "control_share")
    group = labels.of("group_one" if low == high == 1 else "group", row["group"])
    return labels.word("head", effect=labels.of("effect", row["effect"]), figure=figure, group=group).strip()


def _bound(low: float | None, high: float | None) -> Bound:
    return Bound.EXACT if low == high else Bound.AT_LEAST if high is None else Bound.AT_MOST if low is None else Bound.BETWEEN


def _remarks(row: Mapping[str, Any], words: Wording) -> Iterator[str]:
    for table in ("polarity", "certainty", "status", "scope"):
        if told := words.labels.of(table, row[table]):
            yield told


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and float(number).is_integer() else number
