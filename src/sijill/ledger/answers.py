"""Answers over all incidents, with the claims behind every number: which are meant, tallies, and how each voice fares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sijill.ledger.incident_told import Json, incident_told
from sijill.ledger.linked import Linked
from sijill.link.contradict import contradictions
from sijill.link.count import DEFAULT_RULE
from sijill.link.names import name_key
from sijill.link.supersede import superseded
from sijill.record.veil import harmless

NOT_KNOWN = "not known"
BY = ("month", "day", "year", "governorate", "place", "event", "group")


def is_wanted(told: Json, since: date | None = None, until: date | None = None, place: str | None = None) -> bool:
    """Whether an incident lies between two days, and at a place or in it. One that is not dated lies between no days."""
    time = told["time"]
    if (since or until) and time is None:
        return False
    if (since and time["end"] < since.isoformat()) or (until and time["start"] > until.isoformat()):
        return False
    if place is None:
        return True
    key = name_key(place)
    return any(place in (one["id"], one["name"]) or (key and key in name_key(one["name"])) for one in [*told["places"], *told["regions"]])


def tally(
    linked: Linked, by: Sequence[str], effect: str, rule: str = DEFAULT_RULE, since: date | None = None, until: date | None = None,
    place: str | None = None,
) -> list[Json]:  # fmt: skip
    """Sums of figures over incidents, a row for each combination of what is asked `by`.

    An incident counts once, in the month and at the place of most of its reports; its figure is that of the rule. Without
    "group" in `by` all people are summed; with it, groups that are parts of others have rows of their own, which add up to
    nothing. Open ends are counted at their other end, and told.
    """
    rows: dict[tuple[str, ...], Json] = {}
    for incident in linked.incidents:
        told = incident_told(linked, incident, rule)
        if not is_wanted(told, since, until, place):
            continue
        for count in told["impact"]:
            if count["effect"] != effect or (count["group"] != "people" and "group" not in by):
                continue
            key = tuple(_value(told, count, one) for one in by)
            row = rows.setdefault(key, _empty(by, key, effect, rule))
            _add(row, told, count)
    return [rows[key] for key in sorted(rows)]


def _empty(by: Sequence[str], key: tuple[str, ...], effect: str, rule: str) -> Json:
    named = dict(zip(by, key, strict=True))
    return {**named, "effect": effect, "rule": rule, "low": 0, "best": 0, "high": 0, "open": 0, "incidents": [], "claims": []}


def _add(row: Json, told: Json, count: Json) -> None:
    low, high = count["low"], count["high"]
    row["open"] += low is None or high is None
    low, high = low if low is not None else high, high if high is not None else low
    row["low"] += low
    row["high"] += high
    row["best"] = None if count["best"] is None or row["best"] is None else row["best"] + count["best"]
    row["incidents"].append(told["incident"])
    row["claims"] += [claim for figure in count["figures"] for claim in figure["claims"]]


def _value(told: Json, count: Json, by: str) -> str:
    time, places = told["time"], told["places"]
    if by in ("year", "month", "day"):
        return time["start"][: {"year": 4, "month": 7, "day": 10}[by]] if time else NOT_KNOWN
    if by == "governorate":
        return next((one["name"] for one in told["regions"] if one["precision"] == "governorate"), NOT_KNOWN)
    if by == "place":
        return str(places[0]["name"]) if places else NOT_KNOWN
    return str(count["group"]) if by == "group" else str(told["event"])


def apart_totals(linked: Linked, effect: str) -> Iterator[Json]:
    """Totals of a period, which stand beside the incidents and are in no tally: who tells how many of whom for which days."""
    for name, source in linked.sources.items():
        for claim in source.claims:
            if claim.scope == "period_total" and claim.effect == effect and claim.figure is not None:
                time, origin = claim.time, claim.attribution.origin
                low, high = claim.figure.interval.low, claim.figure.interval.high
                yield {
                    "claim": f"{name}.{claim.id}", "group": claim.group, "low": low, "high": high,
                    "start": time.start.isoformat() if time and time.start else None,
                    "end": time.end.isoformat() if time and time.end else None,
                    "origin": source.veil.words(origin.name) if origin else None,
                }  # fmt: skip


def sources(linked: Linked) -> list[Json]:
    """How each origin fares: in how many incidents and reports, how often first, alone, contradicted and superseded."""
    rows: dict[str, Json] = {}
    copied = Counter(copy.origin for copy in linked.copies if copy.origin is not None)
    for incident in linked.incidents:
        told = linked.told(incident)
        by_origin: dict[str, list[Any]] = defaultdict(list)
        for one in told:
            by_origin[one.origin.key].append(one)
        firsts = [one.published for one in told if one.published]
        first = {one.origin.key for one in told if firsts and one.published == min(firsts)}
        against = contradictions(told, linked.denied(incident))
        opposed = {side.origin.key for found in against for side in (found.one, found.other)}
        replaced = [one.earlier for one in superseded(told)]
        for key, held in by_origin.items():
            row = rows.setdefault(key, _source(linked.veil(held[0]).words(held[0].origin.name)))
            row["incidents"].append(incident.id)
            row["reports"] |= {one.telling.report for one in held}
            row["claims"] += [one.name for one in held]
            row["first"] += len(first) == 1 and key in first
            row["alone"] += len(by_origin) == 1
            row["contradicted"] += key in opposed
            row["superseded"] += sum(one.origin.key == key for one in replaced)
    made = [{**row, "reports": sorted(row["reports"]), "copied": sum(copied[name] for name in row["reports"])} for row in rows.values()]
    return sorted(made, key=lambda row: (-len(row["incidents"]), row["origin"]))


def _source(name: str) -> Json:
    return {"origin": name, "incidents": [], "reports": set(), "claims": [], "first": 0, "alone": 0, "contradicted": 0, "superseded": 0}


def lines_of(rows: Iterable[Json], fields: Sequence[str]) -> Iterator[str]:
    """Rows as lines of a table; lists as how many they hold."""
    yield "\t".join(fields)
    for row in rows:
        yield "\t".join(str(len(row[field])) if isinstance(row[field], list) else _plain(row[field]) for field in fields)


def _plain(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else harmless(str(value))
