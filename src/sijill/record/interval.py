"""Figures as intervals with open ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """How the words bound a figure."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Interval:
    """Low and high of a figure, both included; None where that end is open."""

    low: int | float | None
    high: int | float | None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("an interval is open at one end at most")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an interval runs upward, not from {self.low} to {self.high}")

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            other.low is None or self.high is None or other.low <= self.high
        )
