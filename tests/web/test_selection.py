"""What a browser tells of a selection becomes code points, or is refused with a word that says why."""

from __future__ import annotations

import json

import pytest

from sijill.errors import LedgerError
from sijill.record.text import Text
from sijill.web.selection import Edge, span_of, span_told

# an emoji of two UTF-16 units, diacritics, a joiner and a mark of direction before the words
TEXT = Text("😀 قُتِلَ\u200d \u200fتِسْعَةُ مدنيين\r\n \t\r\nفي\0 تعز")
NINE = TEXT.content.index("تِسْعَةُ")


def test_utf16_units_become_code_points() -> None:
    assert NINE == 11
    span = span_of(TEXT, Edge(0, 12), Edge(0, 20), "تِسْعَةُ")
    assert ((span.start, span.end), TEXT[span]) == ((11, 19), "تِسْعَةُ")
    span = span_of(TEXT, Edge(NINE, 0), Edge(NINE, 8), "تِسْعَةُ")
    assert (span.start, span.end) == (11, 19)


def test_a_selection_over_pieces_and_paragraphs() -> None:
    start, end = TEXT.content.index("مدنيين"), TEXT.content.index("تعز")
    # the browser's words hold neither line ends, nor the line of white space, nor U+0000
    span = span_of(TEXT, Edge(start, 0), Edge(end, 3), "مدنيينفي تعز")
    assert TEXT[span] == "مدنيين\r\n \t\r\nفي\0 تعز"


def test_what_is_not_seen_around_words_is_left_out() -> None:
    # a space and a mark of direction stand before, a space behind
    span = span_of(TEXT, Edge(NINE - 2, 0), Edge(NINE, 9), " \u200fتِسْعَةُ ")
    assert (span.start, span.end) == (11, 19)
    for first, last in ((9, 11), (1, 2)):
        with pytest.raises(LedgerError, match="nothing is selected"):
            span_of(TEXT, Edge(first, 0), Edge(last, 0), TEXT.content[first:last])


@pytest.mark.parametrize(
    ("start", "end", "quote", "why"),
    [
        (Edge(0, 0), Edge(0, 0), "", "nothing is selected"),
        (Edge(0, 2), Edge(0, 3), " ", "nothing is selected"),
        (Edge(NINE, 0), Edge(0, 2), "😀", "nothing is selected"),
        (Edge(0, 1), Edge(0, 4), "x", "splits a character"),
        (Edge(0, 0), Edge(0, 999), "x", "outside the text"),
        (Edge(-1, 0), Edge(0, 2), "x", "outside the text"),
        (Edge(0, 0), Edge(999, 0), "x", "outside the text"),
        (Edge(NINE, 0), Edge(NINE, 8), "عَشَرَةُ", "not those of the text"),
    ],
)
def test_what_is_no_selection_of_the_text_is_refused(start: Edge, end: Edge, quote: str, why: str) -> None:
    with pytest.raises(LedgerError, match=why):
        span_of(TEXT, start, end, quote)


def test_what_is_covered_cannot_be_selected() -> None:
    for covered in ((15, 16), (0, 12), (18, 30)):
        with pytest.raises(LedgerError, match="reaches over withheld words"):
            span_of(TEXT, Edge(NINE, 0), Edge(NINE, 8), "تِسْعَةُ", [covered])
    assert span_of(TEXT, Edge(NINE, 0), Edge(NINE, 8), "تِسْعَةُ", [(0, 11), (19, 22)])


def test_a_field_tells_a_selection_a_range_or_nothing() -> None:
    told = json.dumps({"start": {"piece": NINE, "units": 0}, "end": {"piece": NINE, "units": 8}, "quote": "تِسْعَةُ"})
    spans = [span_told(TEXT, words) for words in (told, "11-19", "", "  ")]
    assert [(span.start, span.end) if span else None for span in spans] == [(11, 19), (11, 19), None, None]
    for words in ("{}", "[1]", "null", "7", "{", '{"start": 1, "end": 2, "quote": 3}', "[" * 100_000, '{"covered": true}'):
        with pytest.raises(LedgerError, match="cannot be read"):
            span_told(TEXT, words)
    for words in ("19-11", "5-5", "5-9999"):
        with pytest.raises(LedgerError, match="nothing is selected"):
            span_told(TEXT, words)
