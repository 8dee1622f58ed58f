"""Mentions are linked to the bodies that they mean, and to none where that cannot be told."""

from __future__ import annotations

import pytest

import sijill
from sijill.door import language_of
from sijill.gazetteer.bodies import load as load_bodies
from sijill.resolve.body_mentions import Countries, Mentions
from tests.reading import cases, taken

REGISTER = load_bodies(language_of("ar").fold.word)


@pytest.mark.parametrize("case", cases("bodies"), ids=lambda case: f"{case['mention']} {case.get('country', '')}")
def test_a_mention_means_its_body(case: dict[str, str]) -> None:
    before = case.get("before", "")
    document = taken(f"{before} {case['mention']}".strip())
    first = len(taken(before).tokens)
    country = case.get("country")
    mentions = Mentions(document, REGISTER, Countries(only=country, spoken_of=frozenset([country] if country else [])))
    assert mentions.body_of(first, len(document.tokens)).removeprefix("body:") == case["body"]


def test_a_reading_names_the_bodies_of_voices_parties_and_outlet() -> None:
    text = "قال المتحدث باسم قوات الدعم السريع إن مقاتليه سيطروا على البلدة. وأضاف أن الطريق آمن."
    reading = sijill.read(text, outlet="https://www.syriahr.com/")
    for statement in reading.statements:
        origin = statement.attribution.origin
        assert origin is not None
        assert (origin.canonical, origin.id) == ("Rapid Support Forces (Sudan)", "body:sd-rsf")
    assert reading.outlet is not None
    assert reading.outlet.canonical == "Syrian Observatory for Human Rights"


def test_a_kind_that_the_words_leave_open_is_that_of_the_body() -> None:
    reading = sijill.read("وقالت قسد إن خمسة من مقاتليها قتلوا في كوباني.")
    origin = reading.statements[0].attribution.origin
    assert origin is not None
    assert (origin.id, origin.kind) == ("body:sy-sdf", "armed_group")


def test_any_words_are_survived() -> None:
    for words in ("", "و", "ال", "لل", "وزير", "وزير وزير وزير", "(((", "في", "قوات قوات", "12", "المتحدث باسم"):
        document = taken(words)
        mentions = Mentions(document, REGISTER, Countries(only="SY", spoken_of=frozenset(["SY"])))
        assert isinstance(mentions.body_of(0, len(document.tokens)), str)
