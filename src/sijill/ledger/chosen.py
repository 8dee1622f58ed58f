"""The claims of a list: those of the reports that a search finds which are themselves what was asked for."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Connection, bindparam, select

from sijill.ledger.schema import claim
from sijill.ledger.search import Wanted, numbered, of_claim

ALL = 1_000_000_000  # more reports than there are
# what an event may tell of a list: that it was asked for a place, and never for which
KINDS = {"spot": "place", "origin": "voice", "kind": "voice", "outlet_named": "outlet", "since": "time", "until": "time"}
BESIDE = ("kilometres", "sees_names", "closed")

Keys = dict[int, set[str]]


def kinds_of(wanted: Wanted) -> list[str]:
    """Of which kinds the things are that are asked for, and nothing of what they say.

    >>> kinds_of(Wanted(words="x", spot="y", effect="killed"))
    ['effect', 'place', 'words']
    """
    told = [one.name for one in fields(wanted) if one.name not in BESIDE and getattr(wanted, one.name) not in ("", None)]
    return sorted({KINDS.get(name, name) for name in told})


def chosen(connection: Connection, wanted: Wanted) -> Keys:
    """The keys of the claims by report."""
    query = select(claim.c.report, claim.c.key).where(*of_claim(wanted))
    if wanted.words.strip() or wanted.outlet or wanted.outlet_named:
        numbers = numbered(connection, wanted, ALL).numbers
        # written into the query: a store takes only so many bound values
        query = query.where(claim.c.report.in_(bindparam("numbers", numbers, expanding=True, literal_execute=True)))
    found: Keys = {}
    for number, key in connection.execute(query):
        found.setdefault(number, set()).add(key)
    return found
