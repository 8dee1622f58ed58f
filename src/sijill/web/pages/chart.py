"""Figures over time as a drawing: where each figure stands, computed here, drawn by a template.

Time runs as the page is read. In Arabic the earliest day stands at the right with the scale beside it, as Arabic newspapers
and Arabic spreadsheets set it: a reader who begins at the right meets what was first, first. Figures are told on a scale of
powers of ten, so that one dead and ten thousand displaced can be seen side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log10

from sijill.web.pages.rows import Line
from sijill.web.wording import Wording

WIDTH, HEIGHT = 720, 190
SCALE, ABOVE, BELOW, BESIDE = 58, 14, 26, 16  # what is left around the drawing, for words and marks
CHARTS = 3
TICKS = 6


@dataclass(frozen=True, slots=True)
class Point:
    """A figure: its place, the heights of its ends where it is an interval, and the way to its words."""

    x: float
    y: float
    top: float
    bottom: float
    denied: bool
    told: str
    path: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, with its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The figures of one effect. `side` is where the scale stands."""

    effect: str
    points: tuple[Point, ...]
    days: tuple[Tick, ...]
    heights: tuple[Tick, ...]
    side: float
    left: float
    right: float
    base: float
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(lines: Sequence[Line], words: Wording) -> Iterator[Chart]:
    """A chart for each of the effects that are told most often, where there are two figures at least."""
    by_effect: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.start and line.effect and (line.low is not None or line.high is not None):
            by_effect[line.effect].append(line)
    most = sorted(by_effect.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for effect, told in most[:CHARTS]:
        if len(told) > 1:
            yield _Drawing(told, words).chart(effect)


class _Drawing:
    """The axes of a chart and what stands where on them."""

    def __init__(self, lines: Sequence[Line], words: Wording) -> None:
        self.lines, self.words = lines, words
        days = [date.fromisoformat(line.start).toordinal() for line in lines]
        self.first, self.last = min(days), max(days)
        if self.first == self.last:
            self.first, self.last = self.first - 1, self.last + 1
        self.most = max(10.0, *(_end(line.high, line.low) for line in lines))
        self.turned = words.direction == "rtl"
        self.left, self.right = (BESIDE, WIDTH - SCALE) if self.turned else (SCALE, WIDTH - BESIDE)

    def chart(self, effect: str) -> Chart:
        """The chart."""
        return Chart(
            effect=effect, points=tuple(self._point(line) for line in self.lines), days=tuple(self._days()),
            heights=tuple(self._heights()), side=self.right + 8 if self.turned else self.left - 8, left=self.left, right=self.right,
            base=self.y(0),
        )  # fmt: skip

    def x(self, day: int) -> float:
        """The place of a day."""
        share = (day - self.first) / (self.last - self.first)
        return round(self.left + (1 - share if self.turned else share) * (self.right - self.left), 1)

    def y(self, figure: float) -> float:
        """The height of a figure."""
        share = log10(1 + max(figure, 0)) / log10(1 + self.most)
        return round(HEIGHT - BELOW - share * (HEIGHT - BELOW - ABOVE), 1)

    def _point(self, line: Line) -> Point:
        low, high = _end(line.low, line.high), _end(line.high, line.low)
        told = " · ".join(part for part in (line.say, self.words.day(line.start), line.report) if part)
        day = date.fromisoformat(line.start).toordinal()
        return Point(
            self.x(day), self.y((low + high) / 2 if low else high), self.y(high), self.y(low), line.polarity == "denied", told, line.path
        )

    def _days(self) -> Iterator[Tick]:
        """Beginnings of years, else of months, else the days at the two ends."""
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
        months = [date(first.year + (first.month + at) // 12, (first.month + at) % 12 + 1, 1) for at in range(24)]
        months = [one for one in months if first < one <= last]
        if len(years) > 1:
            step = -(-len(years) // TICKS)
            yield from (Tick(self.x(one.toordinal()), f"{one.year}") for one in years[::step])
        elif len(months) > 1:
            step = -(-len(months) // TICKS)
            yield from (Tick(self.x(one.toordinal()), self.words.month(f"{one.year:04}-{one.month:02}")) for one in months[::step])
        else:
            yield from (Tick(self.x(one.toordinal()), self.words.day(one)) for one in dict.fromkeys((first, last)))

    def _heights(self) -> Iterator[Tick]:
        yield Tick(self.y(0), self.words.number(0))
        figure = 1
        while figure <= self.most:
            yield Tick(self.y(figure), self.words.number(figure))
            figure *= 10


def _end(one: float | None, other: float | None) -> float:
    told = one if one is not None else other
    return float(told or 0)
