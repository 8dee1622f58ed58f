"""Who says what: the sentences of every language's cases, and what the reader must survive."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sijill.extract.layout import divide
from sijill.extract.statements import find_statements
from sijill.language.document import Document, take_apart
from sijill.language.entries import CueWord
from sijill.language.load import languages, load, raw_entries
from sijill.record.found import FoundStatement
from sijill.record.text import Text
from sijill.resolve.voices import settle_voices

CASES = Path(__file__).parent.parent / "cases"


def told(text: str, code: str = "ar") -> tuple[Document, list[FoundStatement]]:
    document = take_apart(Text(text), load(code))
    divide(document)
    statements = find_statements(document)
    settle_voices(document, statements)
    return document, statements


def cases() -> Iterator[tuple[str, str, list[str], str | None]]:
    for path in sorted(CASES.glob("*/statements.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield path.parent.name, case["text"], case["says"], case.get("kind")


@pytest.mark.parametrize(("code", "text", "says", "kind"), list(cases()))
def test_a_sentence_says(code: str, text: str, says: list[str], kind: str | None) -> None:
    document, statements = told(text, code)
    found = [f"{' > '.join(v.name for v in s.voices)} | {s.act} | {document.said(s.first, s.last)}" for s in statements]
    assert found == says
    if kind:
        assert statements[0].voices[-1].kind == kind


def cue_examples() -> Iterator[tuple[str, str, str, str]]:
    for code in languages():
        for _, table, row in raw_entries(code):
            expected = row.get("expect")
            if table == CueWord.table and isinstance(expected, dict):
                yield code, str(row["act"]), str(row["example"]), str(expected["voice"])


@pytest.mark.parametrize(("code", "act", "example", "voice"), list(cue_examples()))
def test_a_cue_is_read_in_its_example(code: str, act: str, example: str, voice: str) -> None:
    _, statements = told(example, code)
    assert [(s.act, s.voices[-1].name) for s in statements[:1]] == [(act, voice)]


def test_a_statement_never_crosses_a_line() -> None:
    text = "قال وزير الصحة في مؤتمر صحفي إن المستشفى استقبل\nخمسة جرحى من البلدة وإن اثنين منهم\nفي حالة خطرة."
    document, statements = told(text)
    assert statements
    assert not any("\n" in document.said(s.first, s.last) for s in statements)


def test_speech_is_direct_indirect_or_mixed() -> None:
    texts = {
        'وقال الشاهد: "سمعنا صوتا قويا ثم انهار الجدار".': "direct",
        "وقال الشاهد إن الجدار انهار.": "indirect",
        'وقال الشاهد إن الجدار "انهار فجأة على كل من كان تحته" بعد الغارة.': "mixed",
    }
    assert {text: told(text)[1][0].speech for text in texts} == texts


def test_doubt_is_a_field() -> None:
    texts = {
        "وقال الطبيب إن المصاب ربما يفقد بصره.": "hedged",
        "وقال الوزير إن من المتوقع أن يصل الوفد غدا.": "expected",
        "وقال الوزير إن الوفد وصل.": "stated",
    }
    assert {text: told(text)[1][0].certainty for text in texts} == texts


def test_what_is_denied_is_marked() -> None:
    _, statements = told("ونفى مصدر عسكري سقوط قتلى في صفوف الجيش.")
    assert [s.polarity for s in statements] == ["denied"]


def test_the_report_may_say_that_it_could_not_check() -> None:
    _, statements = told("وقصفت الطائرات البلدة. ولم يتسن التحقق من الأنباء من مصدر مستقل.")
    assert [(s.act, s.certainty, s.voices) for s in statements] == [("cannot_verify", "unverified", [])]


@pytest.mark.parametrize("unit", ["وقال الوزير إن ", "((((", "«", '"', "، وأضاف أن ", "بحسب ", "قال قال ", "المتحدث باسم "])
def test_twice_the_text_takes_twice_the_time(unit: str) -> None:
    def seconds(times: int) -> float:
        document = take_apart(Text(unit * times), load("ar"))
        divide(document)
        begin = time.perf_counter()
        settle_voices(document, find_statements(document))
        return time.perf_counter() - begin

    seconds(100)
    short, long = min(seconds(2000) for _ in range(3)), min(seconds(8000) for _ in range(3))
    assert long < 8 * short + 0.05
