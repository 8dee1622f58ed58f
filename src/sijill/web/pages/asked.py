"""What a search is asked for, as its address tells it: read, and written again with one thing more or one less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from sijill.errors import LedgerError
from sijill.ledger.judge import number_of
from sijill.ledger.search import Wanted
from sijill.web.gazetteer import choices, record_of

# in the order in which they are shown; "time" is two fields of an address, "near" three
FIELDS = ("time", "near", "spot", "origin", "kind", "outlet", "effect", "group", "event", "least", "judged")
ADDRESS = {"time": ("since", "until"), "near": ("around", "around_id", "km")}
NAMES = ("q", "since", "until", "around", "around_id", "km", *FIELDS[2:])
JUDGED = ("none", "accepted", "corrected", "rejected")
SIZES = (20, 50)
KILOMETRES = 20.0
WIDEST = 1000.0
LONGEST = 400  # characters of one thing that is asked for


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: what the address tells, and what it comes to. `wrong` are the fields that say nothing that is known."""

    told: Mapping[str, str]
    wanted: Wanted
    page: int = 1
    size: int = SIZES[0]
    near: str = ""
    wrong: frozenset[str] = field(default=frozenset())

    def of(self, name: str) -> str:
        """What the address tells under that name; empty where nothing."""
        return self.told.get(name, "")

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is asked for beside words."""
        return tuple(name for name in FIELDS if any(self.of(one) for one in ADDRESS.get(name, (name,))))

    def query(self, **changed: str) -> str:
        """The address of the same search with something changed; it begins at its first page, unless that is told."""
        told = {**self.told, **({"size": str(self.size)} if self.size != SIZES[0] else {}), **changed}
        return "?" + urlencode([(name, told[name]) for name in (*NAMES, "size", "page") if told.get(name)])

    def without(self, *names: str) -> str:
        """The address of the same search without those filters."""
        return self.query(**dict.fromkeys((one for name in names for one in ADDRESS.get(name, (name,))), ""))

    def hidden(self, *shown: str) -> Iterator[tuple[str, str]]:
        """The fields that a form must carry along which shows those itself."""
        yield from ((name, self.of(name)) for name in (*NAMES, "size") if name not in shown and self.told.get(name))


def asked_of(query: Mapping[str, str], language: str, sees_names: bool) -> Asked:
    """What an address asks for."""
    told = {name: query.get(name, "").strip()[:LONGEST] for name in NAMES}
    told = {name: value for name, value in told.items() if value}
    wrong: set[str] = set()
    since, until = (_day(told, name, wrong) for name in ("since", "until"))
    near, place = _near(told, language, wrong)
    if told.get("judged") not in (None, *JUDGED):
        wrong.add("judged")
    wanted = Wanted(
        words=told.get("q", ""), effect=told.get("effect"), event=told.get("event"), group=told.get("group"),
        at_least=_number(told, "least", wrong), spot=told.get("spot"), near=near, kilometres=_kilometres(told, wrong),
        origin=told.get("origin"), kind=told.get("kind"), outlet_named=told.get("outlet"), since=since, until=until,
        judged=told.get("judged"), sees_names=sees_names,
    )  # fmt: skip
    size = next((one for one in SIZES if str(one) == query.get("size")), SIZES[0])
    page = query.get("page", "1")
    at = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    return Asked(told, wanted, max(at, 1), size, place, frozenset(wrong))


def _day(told: Mapping[str, str], name: str, wrong: set[str]) -> date | None:
    if not told.get(name):
        return None
    try:
        return date.fromisoformat(told[name])
    except ValueError:
        wrong.add(name)
        return None


def _number(told: Mapping[str, str], name: str, wrong: set[str]) -> float | None:
    try:
        value = number_of("low", told.get(name, ""))
        return None if value is None else float(value)
    except (LedgerError, OverflowError):
        wrong.add(name)
        return None


def _kilometres(told: Mapping[str, str], wrong: set[str]) -> float:
    km = _number(told, "km", wrong)
    if km is not None and not 0 < km <= WIDEST:
        wrong.add("km")
    return KILOMETRES if km is None or "km" in wrong else km


def _near(told: dict[str, str], language: str, wrong: set[str]) -> tuple[tuple[float, float] | None, str]:
    """The point around which is looked, and the name of its place; the likeliest place of a name unless one was picked."""
    if not told.get("around") and not told.get("around_id"):
        return None, ""
    try:
        records = [record_of(told["around_id"])] if told.get("around_id") else [one.record for one in choices(told["around"], language)]
    except LedgerError:
        records = []
    record = next((one for one in records if one and one.latitude is not None and one.longitude is not None), None)
    if record is None or record.latitude is None or record.longitude is None:
        wrong.add("around")
        return None, ""
    return (record.latitude, record.longitude), record.name_ar if language == "ar" or not record.name_en else record.name_en
