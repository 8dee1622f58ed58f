"""Each stage's work grows with the text alone, whatever is repeated in it: the pieces of tests/cases/ar/growth.toml."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

import sijill
from sijill.extract.events import find_events
from sijill.extract.numbers import find_numbers
from sijill.extract.places import find_places
from sijill.extract.times import find_times
from sijill.resolve.places import settle_places
from sijill.resolve.times import settle_times
from tests.reading import DAY, case_file, divided, gazetteer, statements_of, taken
from tests.steps import growth, steps


def read_times(text: str) -> None:
    document = taken(text)
    settle_times(document, find_times(document), date(2020, 1, 1))


def read_places(text: str) -> None:
    document = taken("بلدة سراقب " + text)
    settle_places(document, find_places(document, gazetteer()), gazetteer())


def read_events(text: str) -> None:
    document = divided(text)
    find_events(document, find_places(document, gazetteer()))


STAGES: dict[str, Callable[[str], object]] = {
    "layout": divided,
    "numbers": lambda text: find_numbers(taken(text)),
    "places": read_places,
    "times": read_times,
    "statements": statements_of,
    "events": read_events,
    "whole": lambda text: sijill.read(text, published=DAY, language="ar"),
}
PIECES = [(stage, piece) for stage, pieces in case_file("growth").items() for piece in pieces]


@pytest.mark.parametrize(("stage", "piece"), PIECES)
def test_twice_the_text_takes_twice_the_steps(stage: str, piece: str) -> None:
    assert growth(STAGES[stage], piece) < 2.25


def test_steps_are_the_lines_of_the_package_that_run() -> None:
    assert steps(lambda: sum(range(1000))) == 0
    assert steps(lambda: taken("")) > 0
    assert growth(lambda text: [taken(text) for _ in text], "قتل ", 5) > 3
