"""What of the queue is asked for, as its address tells it: read, and written again with one thing otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from sijill.ledger.queue import KINDS, UNJUDGED
from sijill.ledger.unjudged import REASONS, Sieve

NAMES = ("why", "effect", "outlet", "since", "until")
WHYS = (*KINDS, UNJUDGED, *REASONS)
LONGEST = 400  # characters of one thing that is asked for
DEEPEST = 100_000  # pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for: what the address tells, and what it comes to. `wrong` tells that a day is none."""

    told: Mapping[str, str]
    sieve: Sieve
    page: int = 1
    wrong: bool = False

    def of(self, name: str) -> str:
        """What the address tells under that name; empty where nothing."""
        return self.told.get(name, "")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of tasks about judged claims that are asked for."""
        why = self.of("why")
        return KINDS if not why else (why,) if why in KINDS else ()

    @property
    def of_unjudged(self) -> bool:
        """Whether claims that nobody has judged are asked for."""
        return self.of("why") not in KINDS

    def query(self, **changed: str) -> str:
        """The address with something changed; it begins at the first page, unless that is told."""
        told = {**self.told, **changed}
        return "?" + urlencode([(name, told[name]) for name in (*NAMES, "page") if told.get(name)])


def asked_of(query: Mapping[str, str], sees_names: bool) -> Asked:
    """What an address asks for."""
    told = {name: value for name in NAMES if (value := query.get(name, "").strip()[:LONGEST])}
    if told.get("why") not in WHYS:
        told.pop("why", None)
    since, until = _day(told.get("since")), _day(told.get("until"))
    wrong = any(told.get(name) and day is None for name, day in (("since", since), ("until", until)))
    sieve = Sieve(
        why=told.get("why") if told.get("why") in REASONS else None, effect=told.get("effect"), outlet=told.get("outlet"),
        since=since, until=until, sees_names=sees_names,
    )  # fmt: skip
    page = query.get("page", "1")
    at = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    return Asked(told=told, sieve=sieve, page=min(max(at, 1), DEEPEST), wrong=wrong)


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None
