"""The values that a reading is made of: what cannot be made, and what they tell of each other."""

from __future__ import annotations

import pytest

from sijill.errors import SpanError
from sijill.record.interval import Interval
from sijill.record.text import Span, Text
from sijill.record.voice import NO_VOICE, Chain, Voice

TEXT = Text("قتل 3 مدنيين 💥 في حلب")
AGENCY, OBSERVATORY, OUTLET = Voice(name="وكالة", kind="agency"), Voice(name="المرصد", kind="ngo"), Voice(name="صحيفة", kind="outlet")


def test_a_span_is_counted_in_code_points_and_is_the_words() -> None:
    assert TEXT[TEXT.span(4, 12)] == "3 مدنيين"
    assert TEXT[TEXT.span(13, 14)] == "💥"
    assert (len(TEXT), len(TEXT.span(4, 12))) == (21, 8)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 4), (-1, 2), (0, 22), (21, 22)])
def test_no_span_is_empty_or_leaves_the_text(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        TEXT.span(start, end)


def test_a_span_is_made_by_its_text_alone() -> None:
    with pytest.raises(SpanError):
        Span(0, 3)


@pytest.mark.parametrize(
    ("other", "overlaps", "covers"),
    [
        ((4, 12), True, True),
        ((5, 9), True, True),
        ((2, 5), True, False),
        ((11, 14), True, False),
        ((0, 4), False, False),
        ((12, 13), False, False),
    ],
)
def test_how_two_spans_lie(other: tuple[int, int], overlaps: bool, covers: bool) -> None:
    one, two = TEXT.span(4, 12), TEXT.span(*other)
    assert (one.overlaps(two), one.covers(two)) == (overlaps, covers)


@pytest.mark.parametrize(("low", "high"), [(None, None), (5, 4)])
def test_an_interval_runs_upward_and_has_an_end(low: int | None, high: int | None) -> None:
    with pytest.raises(ValueError, match="interval"):
        Interval(low, high)


@pytest.mark.parametrize(
    ("one", "other", "overlaps"),
    [
        ((5, 5), (5, 5), True),
        ((1, 5), (5, 9), True),
        ((1, 4), (5, 9), False),
        ((10, None), (None, 10), True),
        ((10, None), (None, 9), False),
        ((10, None), (12, 12), True),
        ((None, 3), (None, 9), True),
    ],
)
def test_intervals_overlap_where_a_number_lies_in_both(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], overlaps: bool
) -> None:
    assert Interval(*one).overlaps(Interval(*other)) is overlaps
    assert Interval(*other).overlaps(Interval(*one)) is overlaps


@pytest.mark.parametrize(
    ("voices", "origin"),
    [((OUTLET, AGENCY, OBSERVATORY), OBSERVATORY), ((AGENCY,), AGENCY), ((OUTLET,), None), ((), None)],
)
def test_the_origin_is_the_innermost_voice_but_never_the_outlet(voices: tuple[Voice, ...], origin: Voice | None) -> None:
    assert Chain(voices).origin == origin


def test_where_nobody_speaks_there_is_no_voice() -> None:
    assert Chain(()) == NO_VOICE
