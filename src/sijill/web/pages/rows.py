"""Claims as the state's rows tell them, in a line each, with what people hold of them by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from sijill.display.figures import interval_text
from sijill.ledger.schema import judgement, report
from sijill.ledger.second import READING
from sijill.ledger.values import corrected_by, values_read
from sijill.ledger.view import Held, readings_held
from sijill.ledger.withhold import veil_of
from sijill.record.interval import Bound
from sijill.record.veil import COVER, Veil, harmless
from sijill.web.wording import Wording

NUMBERS = ("low", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A claim in a line. `start` and `end` are days of ISO 8601; `low` and `high` its figure's ends."""

    report: str
    id: str
    say: str
    figure: str
    effect: str
    group: str
    origin: str
    place: str
    start: str
    end: str
    verdict: str
    polarity: str
    remarks: tuple[str, ...]
    low: float | None = None
    high: float | None = None

    @property
    def path(self) -> str:
        """Where the words of it stand, behind the language."""
        return f"reports/{self.report}#{self.id}"


@dataclass
class Rows:
    """Tells claims of many reports; what is covered stays so unless `sees_names`. `closed` are judgements not to be seen."""

    connection: Connection
    words: Wording
    sees_names: bool
    closed: tuple[int, ...]
    veils: dict[int, Veil] = field(default_factory=dict)

    def lines(self, rows: Sequence[RowMapping]) -> list[Line]:
        """A line for each row of a claim."""
        held = in_force(self.connection, {row["report"] for row in rows}, self.closed)
        return [self._line(row, held.get((row["report"], row["key"]))) for row in rows]

    def look_at(self, numbers: Sequence[int]) -> None:
        """Fetches the veils of those reports at once."""
        if not self.sees_names:
            self.veils.update(veils_over(self.connection, [one for one in numbers if one not in self.veils]))

    def veil(self, number: int) -> Veil:
        """The veil over a report."""
        if self.sees_names:
            return Veil.lifted()
        if number not in self.veils:
            self.veils.update(veils_over(self.connection, [number]))
        return self.veils[number]

    def _line(self, row: RowMapping, judged: RowMapping | None) -> Line:
        corrected = corrected_by(judged)
        values: Mapping[str, Any] = {**values_read(row), **corrected}
        bound = row["bound"] if not any(name in corrected for name in NUMBERS) else Bound.EXACT.value
        labels = self.words.labels
        figure = self._figure(values, bound)
        group = labels.of("group_one" if values["low"] == values["high"] == 1 else "group", values["group"])
        effect = labels.of("effect", values["effect"])
        return Line(
            report=f"r{row['report']}", id=row["id"], figure=figure, effect=effect, group=group,
            say=labels.word("head", effect=effect, figure=figure, group=group).strip() if figure else labels.of("event", values["event"]),
            origin=self._name(row, corrected, "origin"), place=self._name(row, corrected, "place"),
            start=values["start"] or "", end=values["end"] or "", verdict=judged["verdict"] if judged else "",
            polarity=values["polarity"] or "", remarks=self._remarks(row, values), low=values["low"], high=values["high"],
        )  # fmt: skip

    def _figure(self, values: Mapping[str, Any], bound: str | None) -> str:
        low, high = (_whole(values[name]) for name in NUMBERS)
        if low is None and high is None:
            return ""
        return interval_text(low, high, Bound(bound or Bound.EXACT), self.words.labels, share=values["effect"] == "control_share")

    def _name(self, row: RowMapping, corrected: Mapping[str, Any], name: str) -> str:
        """A voice or a place as it may be shown; one that a person set is looked at under the report's veil."""
        if name in corrected:
            return self.veil(row["report"]).words(corrected[name] or "")
        if self.sees_names:
            return harmless(row[name] or "")
        return (row[f"{name}_shown"] or COVER) if row[name] else ""

    def _remarks(self, row: RowMapping, values: Mapping[str, Any]) -> tuple[str, ...]:
        told = (("polarity", values["polarity"]), ("certainty", row["certainty"]), ("status", values["status"]), ("scope", values["scope"]))
        return tuple(words for table, value in told if (words := self.words.labels.of(table, value)))


def veils_over(connection: Connection, numbers: Sequence[int]) -> dict[int, Veil]:
    """The veils over reports, by their numbers."""
    held = [Held(row) for row in connection.execute(select(report).where(report.c.number.in_(numbers))).mappings()]
    readings = readings_held(connection, held)
    return {one.number: veil_of(connection, one, readings.get(one.number)) for one in held}


def in_force(connection: Connection, numbers: Iterable[int], closed: Iterable[int]) -> dict[tuple[int, str], RowMapping]:
    """The judgements of the readings of those reports' claims that are in force and may be seen, by report and key."""
    query = select(judgement).where(
        judgement.c.report.in_(set(numbers)), judgement.c.in_force == 1, judgement.c.question == READING,
    )  # fmt: skip
    hidden = frozenset(closed)
    rows = connection.execute(query).mappings()
    return {(row["report"], row["key"]): row for row in rows if row["seq"] not in hidden}


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and float(number).is_integer() else number
