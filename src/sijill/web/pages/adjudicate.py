"""What two readers differ on, side by side, and how far readers agree on the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from sijill.errors import LedgerError
from sijill.ledger.agreement import Agreement, agreement_of
from sijill.ledger.columns import columns
from sijill.ledger.judge import FIELDS
from sijill.ledger.project import Project
from sijill.ledger.queue import ADJUDICATE, Answer, task_of
from sijill.ledger.schema import claim as claims
from sijill.ledger.second import eyes_of
from sijill.record.claim import Claim
from sijill.record.veil import sentence_around
from sijill.web.pages.claims import Card
from sijill.web.pages.report import ReportPage, report_page
from sijill.web.wording import Wording

NOTHING = "—"
AROUND = 600  # characters of the sentence in which a claim stands


class NothingOpenError(LedgerError):
    """There is nothing to decide about a claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one reader holds of a claim: who, since when, what, and why. `values` are in words, by field."""

    by: str
    at: str
    verdict: str
    reason: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """A field: its name, what was read, what each reader holds of it, and whether they differ."""

    name: str
    read: str
    held: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjudicatePage:
    """A claim on which readers differ: its card, the words around it in pieces (words, whether they carry it), the answers."""

    page: ReportPage
    card: Card
    words: tuple[tuple[str, bool], ...]
    held: tuple[Held, ...]
    compared: tuple[Compared, ...]
    answers: Sequence[Answer]


def adjudicate_page(project: Project, connection: Connection, name: str, words: Wording) -> AdjudicatePage:
    """The page on which one claim (r12.c3) is decided.

    Raises NothingOpenError where its readers do not differ, or one who asks is to read it first; LedgerError where there is none.
    """
    report, _, id = name.partition(".")
    page = report_page(project, connection, report, words)
    told, card = page.claim(id), page.card(id)
    if told is None or card is None:
        raise LedgerError(f"{page.held.name} has no claim {id}")
    row = connection.execute(select(claims).where(claims.c.report == page.held.number, claims.c.id == id)).mappings().first()
    task = task_of(page.judged_by_key.get(card.key, []), row, eyes_of(project, connection)) if row and not card.due else None
    if task is None or task.kind != ADJUDICATE:
        raise NothingOpenError(name)
    shown = _Shown(page, words)
    held = tuple(_held(shown, answer) for answer in task.answers)
    return AdjudicatePage(
        page=page, card=card, words=_words(page, told), held=held, compared=tuple(_compared(shown, card, held, task.answers)),
        answers=task.answers,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shown:
    """Shows a value of a field in the reader's language."""

    page: ReportPage
    words: Wording

    def __call__(self, field: str, value: Any) -> str:
        if value is None or value == "":
            return NOTHING
        if field in ("low", "high"):
            return self.words.number(value)
        if field in ("start", "end"):
            return self.words.day(str(value))
        column = next(column for column in columns() if column.id == field)
        return self.page.veil.words(str(column.word(value, self.words.language)))


def _held(shown: _Shown, answer: Answer) -> Held:
    rejected = answer["verdict"] == "rejected"
    values = {field: NOTHING if rejected else shown(field, answer["values"].get(field)) for field in FIELDS}
    return Held(
        by=answer["by"], at=answer["at"], verdict=answer["verdict"], reason=shown.page.veil.words(answer["reason"] or ""), values=values
    )  # fmt: skip


def _compared(shown: _Shown, card: Card, held: Sequence[Held], answers: Sequence[Answer]) -> list[Compared]:
    """The fields of which anything is told, in the order of the sheets."""
    made = []
    for column in columns():
        if column.id not in FIELDS:
            continue
        told = tuple(one.values[column.id] for one in held)
        read = shown(column.id, card.own.get(column.id))
        values = {repr(answer["values"].get(column.id)) for answer in answers if answer["verdict"] != "rejected"}
        if {*told, read} != {NOTHING}:
            made.append(Compared(column.name(shown.words.language), read, told, len(values) > 1))
    return made


def _words(page: ReportPage, told: Claim) -> tuple[tuple[str, bool], ...]:
    """The sentence of a claim, in pieces."""
    span = told.figure.span if told.figure else next(iter(told.mentions), None)
    if span is None or page.reading is None:
        return ()
    quote = page.veil.quote(page.reading, sentence_around(page.reading, span), (span,), AROUND)
    pieces, at = [], 0
    for start, end in quote.marks:
        pieces += [(quote.text[at:start], False), (quote.text[start:end], True)]
        at = end
    return tuple(piece for piece in (*pieces, (quote.text[at:], False)) if piece[0])


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """The figures of agreement, each with the name that people read."""

    told: Agreement
    names: Mapping[str, str]


def agreement_page(connection: Connection, words: Wording) -> AgreementPage:
    """How far second readers agree with the first."""
    names = {column.id: column.name(words.language) for column in columns()}
    return AgreementPage(agreement_of(connection), names)
