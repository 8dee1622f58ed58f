"""Every side's vocabulary is read alike: a frame gives the same claims whichever camp's words fill it."""

from __future__ import annotations

import itertools
import re

import pytest

import sijill
from tests.reading import DAY, case_file, figure_line

DATA = case_file("even_handed")
MOST = 70  # fillings of one frame, taken evenly from all that there are


def fillings() -> list[tuple[str, list[str], str]]:
    """Each frame filled with each choice of words: the sentence, its claims, the origin."""
    made = []
    for frame in DATA["frame"]:
        slots = re.findall(r"\{(\w+)\}", frame["text"])
        choices = list(itertools.product(*(DATA["words"][slot] for slot in slots)))
        for words in choices[:: max(1, len(choices) // MOST)]:
            chosen = dict(zip(slots, words, strict=True))
            made.append((frame["text"].format(**chosen), frame["claims"], chosen.get(frame.get("origin", ""), "")))
    return made


def test_there_are_at_least_two_hundred() -> None:
    assert len(fillings()) >= 200


@pytest.mark.parametrize(("text", "claims", "origin"), fillings())
def test_the_claims_do_not_depend_on_the_camp(text: str, claims: list[str], origin: str) -> None:
    reading = sijill.read(text, published=DAY, language="ar")
    figures = [claim for claim in reading.claims if claim.figure]
    assert [figure_line(claim) for claim in figures] == claims
    assert [claim.polarity for claim in figures] == ["asserted"] * len(claims)
    for claim in figures:
        voice = claim.attribution.origin
        assert (voice.name if voice else "") == origin
