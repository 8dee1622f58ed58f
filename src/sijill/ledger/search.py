"""Reports found again by their words and by what they claim.

Words are folded as the index is, and found with what Arabic writes together with them; several words must all be there.
A phrase in quotation marks is found as it stands. What is covered finds nothing for those who may not see it: neither by
words nor by what is asked of a claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from unicodedata import combining

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, bindparam, exists, func, or_, select

from sijill.door import language_of
from sijill.ledger.first import NEWEST, First, first
from sijill.ledger.index import LANGUAGE, WORD, bare_forms
from sijill.ledger.moved_place import Spot, placed, within
from sijill.ledger.schema import claim, judgement, report
from sijill.record.veil import COVER

QUOTED = re.compile(r'["«“”„]([^"«»“”„]+)["»“”]|(\S+)')
AROUND = 70  # code points shown before and after a hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; what is None or empty does not matter. Conditions on claims must be met by one claim.

    `place`, `voice` and `outlet` are found by a part of their names; `spot` is a place's id or its whole name, `origin` a voice's
    (see `claim.voice`), `outlet_named` an outlet's. `sees_names` tells that who looks may see what is covered, and so may find by it.
    `closed` are the numbers of judgements that the one who looks may not see.
    """

    words: str = ""
    effect: str | None = None
    event: str | None = None
    group: str | None = None
    at_least: float | None = None
    place: str | None = None
    near: tuple[float, float] | None = None
    kilometres: float = 20
    voice: str | None = None
    outlet: str | None = None
    spot: str | None = None
    origin: str | None = None
    kind: str | None = None
    outlet_named: str | None = None
    since: date | None = None
    until: date | None = None
    judged: str | None = None
    sees_names: bool = False
    closed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found, with the ranges of its text that were looked for (code points, half-open)."""

    row: RowMapping
    marks: tuple[tuple[int, int], ...] = ()


class Found(NamedTuple):
    """How many reports were found, the first of them, and the order in which these stand: `words` or `newest`."""

    total: int
    hits: list[Hit]
    order: str


@dataclass(frozen=True, slots=True)
class Query:
    """Words as the index is asked for them: the expression, and for the marks each word's forms."""

    expression: str
    forms: tuple[frozenset[str], ...] = field(default=())


def query_of(words: str, sees_names: bool = False) -> Query:
    """The words as the index knows them; an empty expression where there is no word."""
    fold = language_of(LANGUAGE).fold
    terms: list[str] = []
    forms: list[frozenset[str]] = []
    for phrase, word in QUOTED.findall(words):
        found = WORD.findall(fold.word(phrase or word).lower())
        if phrase and found:
            terms.append('{folded covered} : "' + " ".join(found) + '"')
            forms += [frozenset([one]) for one in found]
            continue
        for one in found:
            # the word itself, alone or with something written before or after it; and what it is without that
            terms.append("(" + " OR ".join(f'"{form}"' for form in (one, *_bare(one))) + ")")
            forms.append(frozenset([one, *_bare(one)]))
    asked = " AND ".join(terms)
    return Query(asked if sees_names or not asked else f"{{folded bare}} : ({asked})", tuple(forms))


def _bare(word: str) -> tuple[str, ...]:
    """What a word that was asked for means without the article and what stands before it; no ending is taken off."""
    grammar = language_of(LANGUAGE).grammar
    return tuple(dict.fromkeys(rest for before, rest in grammar.stems(word) if before.endswith(grammar.article) and len(rest) > 2))


def search(connection: Connection, wanted: Wanted, limit: int = 20) -> Found:
    """What was found: the best by their words come first, or the newest where there are no words or too many reports hold them."""
    total, numbers, order = numbered(connection, wanted, limit)
    return Found(total, hits_of(connection, wanted, numbers), order)


def numbered(connection: Connection, wanted: Wanted, limit: int) -> First:
    """The same, by their numbers alone."""
    query = query_of(wanted.words, wanted.sees_names)
    if wanted.words.strip() and not query.expression:
        return First(0, [], NEWEST)
    sets: list[Select[Any]] = []
    if outlet := _of_report(wanted):
        sets.append(select(report.c.number).where(*outlet))
    if claims := of_claim(wanted):
        sets.append(select(claim.c.report).where(*claims))
    return first(connection, query.expression, sets, limit)


def hits_of(connection: Connection, wanted: Wanted, numbers: Sequence[int]) -> list[Hit]:
    """Reports by their numbers, with what was looked for marked in them."""
    query = query_of(wanted.words, wanted.sees_names)
    held = {row["number"]: row for row in connection.execute(select(report).where(report.c.number.in_(numbers))).mappings()}
    known: dict[str, bool] = {}
    return [Hit(held[number], marks(_text(held[number]), query, known)) for number in numbers]


def _text(row: RowMapping) -> str:
    return bytes(row["text"]).decode("utf-8", "surrogatepass")


def _of_report(wanted: Wanted) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = []
    if wanted.outlet:
        made.append(report.c.outlet.contains(wanted.outlet, autoescape=True))
    if wanted.outlet_named:
        made.append(report.c.outlet == wanted.outlet_named)
    if made and not wanted.sees_names:
        made.append(func.coalesce(report.c.outlet_covered, 0) == 0)
    return made


def of_claim(wanted: Wanted) -> list[ColumnElement[bool]]:
    """The conditions on one claim."""
    made: list[ColumnElement[bool]] = []
    for column, value in ((claim.c.effect, wanted.effect), (claim.c.event, wanted.event), (claim.c.origin_kind, wanted.kind)):
        if value:
            made.append(column == value)
    if wanted.group:
        made.append(or_(claim.c.people == wanted.group, (" " + func.coalesce(claim.c.also, "") + " ").contains(f" {wanted.group} ")))
    if wanted.at_least is not None:
        made.append(func.coalesce(claim.c.high, claim.c.low) >= wanted.at_least)
    if wanted.place:
        told = claim.c.place if wanted.sees_names else claim.c.place_shown
        read = or_(_pointed(wanted, claim.c.place_id == wanted.place), told.contains(wanted.place, autoescape=True))
        made.append(_placed(wanted, lambda at: or_(at.id == wanted.place, at.name.contains(wanted.place, autoescape=True)), read))
    if wanted.voice:
        told = claim.c.origin if wanted.sees_names else claim.c.origin_shown
        made.append(or_(told.contains(wanted.voice, autoescape=True), claim.c.origin_kind == wanted.voice))
    if wanted.spot:
        told = claim.c.place if wanted.sees_names else claim.c.place_shown
        read = or_(_pointed(wanted, claim.c.place_id == wanted.spot), told == wanted.spot)
        made.append(_placed(wanted, lambda at: or_(at.id == wanted.spot, at.name == wanted.spot), read))
    if wanted.origin:
        made.append(claim.c.voice == wanted.origin)
        if not wanted.sees_names:
            made.append(is_open(claim.c.origin_shown))
    if wanted.since:
        made.append(func.coalesce(claim.c.ends, claim.c.starts) >= wanted.since.isoformat())
    if wanted.until:
        made.append(func.coalesce(claim.c.starts, claim.c.ends) <= wanted.until.isoformat())
    if wanted.near:
        point, reach = wanted.near, wanted.kilometres
        read = _pointed(wanted, within(*point, reach, claim.c.latitude, claim.c.longitude))
        made.append(_placed(wanted, lambda at: within(*point, reach, at.latitude, at.longitude), read))
    if wanted.judged:
        made.append(_judged(wanted.judged, wanted.closed))
    return made


def is_open(shown: ColumnElement[str | None]) -> ColumnElement[bool]:
    """Whether nothing is covered of words that are shown; not where it is not known."""
    return func.instr(shown, COVER) == 0


def _pointed(wanted: Wanted, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition on a claim's point, which a private place does not meet for those who may not see it."""
    return condition if wanted.sees_names else and_(condition, claim.c.place_hidden == 0)


def _placed(wanted: Wanted, meets: Callable[[Spot], ColumnElement[bool]], read: ColumnElement[bool]) -> ColumnElement[bool]:
    return placed(meets, read, wanted.closed, wanted.sees_names)


def _judged(verdict: str, closed: tuple[int, ...]) -> ColumnElement[bool]:
    """Claims of which that is the judgement in force; "none" are those that nobody has judged, as far as may be seen."""
    # written into the query: a store takes only so many bound values
    seen = judgement.c.seq.not_in(bindparam("closed", closed, expanding=True, literal_execute=True))
    same = and_(
        seen,
        judgement.c.report == claim.c.report,
        judgement.c.key == claim.c.key,
        judgement.c.in_force == 1,
        judgement.c.question == "reading",
    )
    if verdict == "none":
        return ~exists().where(same)
    return exists().where(same, judgement.c.verdict == verdict)


def marks(words: str, query: Query, known: dict[str, bool]) -> tuple[tuple[int, int], ...]:
    """Where a text holds what was looked for, in code points of the text as received.

    `known` tells of words that were met, in other texts too, whether they are looked for.
    """
    if not query.forms:
        return ()
    folded = language_of(LANGUAGE).fold(words)
    sought = frozenset().union(*query.forms)
    # a bare form is a part of its word but for its last letter, so that most words need not be taken apart
    parts = tuple({form[:-1] for form in sought})
    found: list[tuple[int, int]] = []
    for match in WORD.finditer(folded.text):
        word = match[0].lower()
        if word not in known:
            known[word] = word in sought or (any(part in word for part in parts) and not sought.isdisjoint(bare_forms(word)))
        if known[word]:
            start, end = folded.source(match.start(), match.end())
            while end < len(words) and combining(words[end]):
                end += 1  # the vowels of the last letter
            found.append((start, end))
    return tuple(found)


def around(words: str, found: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The range of a text that is worth showing: around the first mark, else the beginning; cut between words."""
    start, end = found[0] if found else (0, AROUND)
    left, right = max(0, start - AROUND), min(len(words), end + AROUND)
    if left:
        left = max(words.find(" ", left, start) + 1, 0) or left
    if right < len(words):
        space = words.rfind(" ", end, right)
        right = space if space > 0 else right
    return left, right
