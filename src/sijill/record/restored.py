"""A reading made again from its JSON and the text that it was read from: the way back from `contract.as_json`.

Spans are made by the text, so that a JSON that does not fit its text is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from sijill.errors import SijillError
from sijill.record.claim import Actor, Claim, Figure, Ground, Person, Place, Private, Reader, Reading, Statement, Time, Weapon
from sijill.record.contract import SCHEMA
from sijill.record.interval import Bound, Interval
from sijill.record.report import Outlet, Report
from sijill.record.text import Span, Text
from sijill.record.voice import Chain, Voice

Told = Mapping[str, Any]


class RestoreError(SijillError):
    """A JSON that is no reading of this text."""


def reading_of(told: Told, text: str) -> Reading:
    """The reading that this JSON tells of that text. Raises RestoreError where it is none."""
    if told.get("schema") != SCHEMA:
        raise RestoreError(f"a reading of schema {told.get('schema')!r}; this version knows {SCHEMA}")
    try:
        return _Restorer(Text(text)).reading(told)
    except (KeyError, TypeError, ValueError, AttributeError, SijillError) as error:
        raise RestoreError(f"this is no reading of this text: {error}") from error


def claim_of(told: Told, text: str) -> Claim:
    """The claim that this JSON tells of that text. Raises RestoreError where it is none."""
    return _made(lambda: _Restorer(Text(text)).claim(told))


def statement_of(told: Told, text: str) -> Statement:
    """The statement that this JSON tells of that text. Raises RestoreError where it is none."""
    return _made(lambda: _Restorer(Text(text)).statement(told))


Made = TypeVar("Made")


def _made(make: Callable[[], Made]) -> Made:
    try:
        return make()
    except (KeyError, TypeError, ValueError, AttributeError, SijillError) as error:
        raise RestoreError(f"this is not of this text: {error}") from error


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


class _Restorer:
    """Makes the values of one reading; every span by its text."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def reading(self, told: Told) -> Reading:
        about = told["report"]
        report = Report(
            text=self.text, digest=about["digest"], extractor=about["extractor"], language=about["language"], title=about["title"],
            outlet=about["outlet"]["name"] if about["outlet"] else None, published=_day(about["published"]),
            published_from=about["published_from"],
        )  # fmt: skip
        if report.text_digest != about["text_digest"]:
            raise RestoreError(f"the text is {report.text_digest}, not {about['text_digest']}")
        return Reading(
            reader=Reader(**told["reader"]), report=report, outlet=self._outlet(about["outlet"]), published=report.published,
            published_from=report.published_from, title=report.title,
            statements=tuple(map(self.statement, told["statements"])), claims=tuple(map(self.claim, told["claims"])),
            private=tuple(Private(**self._spanned(one)) for one in told.get("private", ())),
        )  # fmt: skip

    def claim(self, told: Told) -> Claim:
        return Claim(
            **{name: told[name] for name in ("id", "key", "statement", "event", "effect", "group", "side", "part_of")},
            **{name: told[name] for name in ("scope", "certainty", "polarity", "status")},
            figure=self._figure(told["figure"]), also=tuple(told["also"]), attribution=self._chain(told["attribution"]),
            about=self._voice(told["about"]), actors=tuple(Actor(**self._spanned(a)) for a in told["actors"]),
            persons=tuple(Person(**self._spanned(p)) for p in told["persons"]), places=tuple(map(self._place, told["places"])),
            time=self._time(told["time"]), weapons=tuple(Weapon(**self._spanned(w)) for w in told["weapons"]),
            mentions=tuple(self._sure(span) for span in told["mentions"]), doubts=tuple(told["doubts"]),
            grounds=tuple(Ground(g["value"], self._span(g["span"]), g["rule"]) for g in told["grounds"]),
        )  # fmt: skip

    def statement(self, told: Told) -> Statement:
        rest = {name: told[name] for name in ("id", "language", "act", "speech", "certainty")}
        return Statement(
            **rest, span=self._sure(told["span"]), attribution=self._chain(told["attribution"]), about=self._voice(told["about"])
        )

    def _span(self, told: list[int] | None) -> Span | None:
        return None if told is None else self.text.span(*told)

    def _sure(self, told: list[int]) -> Span:
        return self.text.span(*told)

    def _spanned(self, told: Told) -> dict[str, Any]:
        return {**told, "span": self._sure(told["span"])}

    def _outlet(self, told: Told | None) -> Outlet | None:
        return None if told is None else Outlet(**{**told, "span": self._span(told["span"])})

    def _voice(self, told: Told | None) -> Voice | None:
        return None if told is None else Voice(**{**told, "span": self._span(told["span"]), "cue_span": self._span(told["cue_span"])})

    def _chain(self, told: list[Told]) -> Chain:
        return Chain(tuple(voice for one in told if (voice := self._voice(one))))

    def _figure(self, told: Told | None) -> Figure | None:
        if told is None:
            return None
        return Figure(interval=Interval(told["low"], told["high"]), bound=Bound(told["bound"]), span=self._sure(told["span"]))

    def _place(self, told: Told) -> Place:
        listed = {"doubts": tuple(told.get("doubts", ())), "candidates": tuple(told.get("candidates", ()))}
        return Place(**{**self._spanned(told), **listed})

    def _time(self, told: Told | None) -> Time | None:
        if told is None:
            return None
        return Time(
            start=_day(told["start"]), end=_day(told["end"]), span=self._sure(told["span"]), precision=told["precision"],
            clock=told.get("clock"),
        )  # fmt: skip
