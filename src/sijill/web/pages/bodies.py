"""Bodies of the register as the pages name them, and what the register knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sijill.door import language_of
from sijill.gazetteer.bodies import load
from sijill.gazetteer.body_facts import Fact, load_facts
from sijill.gazetteer.register import Body, Register

LANGUAGE = "ar"
LIKE_BODY = ":"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact about a body: what it is, its value in words (with the id, where it is a body too), its days, its source."""

    fact: str
    value: str
    id: str
    first: str
    last: str
    source: str


@cache
def register() -> Register:
    """The bodies of the package's tables."""
    return load(language_of(LANGUAGE).fold.word)


@cache
def _facts() -> dict[str, tuple[Fact, ...]]:
    held: dict[str, list[Fact]] = {}
    for fact in load_facts():
        held.setdefault(fact.id, []).append(fact)
    return {id: tuple(told) for id, told in held.items()}


def body_of(id: str) -> Body | None:
    """The body of that id; None where the register has none."""
    return register().get(id) if LIKE_BODY in id else None


def body_name(id: str, language: str) -> str:
    """The name of a body in that language, else in Arabic; empty where the register has none."""
    body = body_of(id)
    if body is None:
        return ""
    return body.name_ar if language == LANGUAGE or not body.name_en else body.name_en


def facts_of(id: str, language: str) -> tuple[Told, ...]:
    """What the register tells of a body, with the days between which it holds and the source."""
    return tuple(
        Told(
            one.fact,
            body_name(one.value, language) or one.value,
            one.value if body_of(one.value) else "",
            one.first,
            one.last,
            one.source,
        )
        for one in _facts().get(id, ())
    )
