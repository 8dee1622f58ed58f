"""Where a person says that a claim is: the place of a correction in force stands before the reader's in a search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, radians
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Float, Select, Text, and_, bindparam, cast, func, or_, select, tuple_

from sijill.ledger.schema import claim, judgement
from sijill.ledger.second import READING

KILOMETRES_A_DEGREE = 111.2


class Spot(NamedTuple):
    """Of a place what a search asks for: name, id in the gazetteer, point; columns of the reader's or of a person's."""

    name: ColumnElement[Any]
    id: ColumnElement[Any]
    latitude: ColumnElement[Any]
    longitude: ColumnElement[Any]


def placed(
    meets: Callable[[Spot], ColumnElement[bool]], read: ColumnElement[bool], closed: Sequence[int], sees: bool
) -> ColumnElement[bool]:
    """Whether a claim is where it is looked for: where a person put it, else where it was read (`read`).

    `closed` are the numbers of judgements that the one who looks may not see. What a person wrote may be a private place, so
    that only those who may see what is withheld (`sees`) find by it.
    """
    same = tuple_(claim.c.report, claim.c.key)
    stayed = and_(read, same.not_in(_moved(closed)))
    return or_(stayed, same.in_(_moved(closed).where(meets(_spot())))) if sees else stayed


def _moved(closed: Sequence[int]) -> Select[Any]:
    """The claims (report and key) of which a person corrected the place."""
    seen = judgement.c.seq.not_in(bindparam("closed", list(closed), expanding=True, literal_execute=True))
    corrected = and_(judgement.c.verdict == "corrected", judgement.c.question == READING, judgement.c.in_force == 1)
    return select(judgement.c.report, judgement.c.key).where(corrected, seen, func.json_type(_told(), "$.place").is_not(None))


def _told() -> ColumnElement[Any]:
    return cast(judgement.c.corrected, Text)


def _spot() -> Spot:
    name, id, latitude, longitude = (func.json_extract(_told(), f"$.{field}") for field in ("place", "place_id", "latitude", "longitude"))
    return Spot(cast(name, Text), id, cast(latitude, Float), cast(longitude, Float))


def within(
    latitude: float, longitude: float, kilometres: float, at_latitude: ColumnElement[Any], at_longitude: ColumnElement[Any]
) -> ColumnElement[bool]:  # fmt: skip
    """Within so many kilometres of a point, on a plane laid there: right to a part in a hundred over some hundred kilometres."""
    narrow = cos(radians(latitude))
    north = (at_latitude - latitude) * KILOMETRES_A_DEGREE
    east = (at_longitude - longitude) * (KILOMETRES_A_DEGREE * narrow)
    return north * north + east * east <= kilometres * kilometres
