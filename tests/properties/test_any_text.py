"""What holds of every text whatever: it is read, its quotes are its words, and the same text gives the same reading."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

import sijill
from sijill.door import language_of
from tests.reading import taken

LANGUAGE = language_of("ar")

# words, marks and oddities that texts of the kind we read are made of, put together at random
WORDS = """
قال المرصد إن 12 مدنيا قتلوا في حلب أمس، الاثنين عن أن إنه وأضاف نقلت رويترز مصدر طبي بينهم ثلاثة أطفال وامرأتان وإصابة نحو مئة ألف
عشرات الآلاف من على الأقل ما لا يقل منذ يوم شهر 2016 13/12/2016 ٣٤ 36.000 2.5 مليون نفى مقتل مقاتلين أسرة نازح محاصرون سيطر الجيش على
مدينة هدنة رفضت المصدر بحسب بيان قـ.ـتـ.ـل القا-عدة ﻻ و ف ب ل ك ال لل x é . « » " ( ) : ؛ ؟ ! - / ، % ً ـ 👍🏽
"""
PIECES = st.sampled_from([*WORDS.split(), "\u200f", "\u202e", "\ufeff", "\u2028", "\n", "\r\n", "\t", "\x00"])
NEWSLIKE = st.lists(PIECES, max_size=60).map(" ".join)
ANYTHING = st.text(max_size=200)
TEXTS = st.one_of(ANYTHING, NEWSLIKE, st.lists(PIECES, max_size=40).map("".join)).map(lambda text: text if text.strip() else text + "ق")
DAYS = st.one_of(st.none(), st.dates())


def spans(value: object, key: str = "") -> Iterator[list[int]]:
    """Every span anywhere in a reading's JSON."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from spans(inner, name)
    elif isinstance(value, list):
        if key in ("span", "cue_span") and value:
            yield value
        elif key in ("mentions", "spans"):
            yield from value
        else:
            for inner in value:
                yield from spans(inner)


@given(TEXTS, DAYS)
def test_any_text_is_read_and_every_span_is_its_words(text: str, day: object) -> None:
    reading = sijill.as_json(sijill.read(text, published=day, language="ar"))  # type: ignore[arg-type]
    for start, end in spans(reading):
        assert 0 <= start < end <= len(text)
    for told in [reading["statements"], [c["figure"] for c in reading["claims"]], [c["time"] for c in reading["claims"]]]:  # type: ignore[index, union-attr]
        for item in told:  # type: ignore[union-attr]
            if item and item["span"]:  # type: ignore[index, call-overload]
                start, end = item["span"]  # type: ignore[index, call-overload, misc]
                assert item["text"] == text[start:end]  # type: ignore[index, call-overload, misc]
    json.dumps(reading)


@given(TEXTS, DAYS)
def test_the_same_text_gives_the_same_reading(text: str, day: object) -> None:
    first, again = (sijill.as_json(sijill.read(text, published=day, language="ar")) for _ in range(2))  # type: ignore[arg-type]
    assert json.dumps(first) == json.dumps(again)


@given(TEXTS)
def test_ids_are_unique_and_what_refers_to_them_is_there(text: str) -> None:
    reading = sijill.read(text, published="2016-12-13", language="ar")
    claims = [claim.id for claim in reading.claims]
    statements = [statement.id for statement in reading.statements]
    keys = [claim.key for claim in reading.claims]
    assert len(set(claims)) == len(claims)
    assert len(set(statements)) == len(statements)
    assert len(set(keys)) == len(keys)
    for claim in reading.claims:
        assert claim.statement is None or claim.statement in statements
        assert claim.part_of is None or (claim.part_of in claims and claim.part_of != claim.id)


@given(TEXTS)
def test_a_statement_stays_in_its_paragraph(text: str) -> None:
    for statement in sijill.read(text, language="ar").statements:
        assert "\n" not in text[statement.span.start : statement.span.end].strip()


@given(TEXTS)
def test_folding_maps_every_letter_back(text: str) -> None:
    folded = LANGUAGE.fold(text)
    last = 0
    for at in range(len(folded.text)):
        start, end = folded.source(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last or start == end - 1
        last = start
        letter = text[start:end]
        assert folded.text[at] in LANGUAGE.fold(letter).text
    if folded.text:
        start, end = folded.source(0, len(folded.text))
        assert 0 <= start < end <= len(text)


@given(TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    once = LANGUAGE.fold(text).text
    assert LANGUAGE.fold(once).text == once


@given(TEXTS)
def test_tokens_are_in_order_and_lie_in_the_text(text: str) -> None:
    document = taken(text)
    at = 0
    for token in document.tokens:
        assert at <= token.start < token.end <= len(text)
        at = token.start
    assert len(document.words) == len(document.tokens)
    for opening, closing in document.closers.items():
        assert opening < closing < len(document.tokens)
