"""Who says what: the sentences of every language's cases, and what the reader must survive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sijill.language.entries import CueWord
from sijill.language.load import languages
from tests.reading import cases, entries, statements_of


def sentences() -> Iterator[tuple[str, str, list[str], str | None]]:
    for code in languages():
        for case in cases("statements", code):
            yield code, case["text"], case["says"], case.get("kind")


@pytest.mark.parametrize(("code", "text", "says", "kind"), list(sentences()))
def test_a_sentence_says(code: str, text: str, says: list[str], kind: str | None) -> None:
    document, statements = statements_of(text, code)
    found = [f"{' > '.join(v.name for v in s.voices)} | {s.act} | {document.said(s.first, s.last)}" for s in statements]
    assert found == says
    if kind:
        assert statements[0].voices[-1].kind == kind


def cue_examples() -> Iterator[tuple[str, str, str, str]]:
    for code in languages():
        for row in entries(CueWord.table, code=code):
            if "expect" in row:
                yield code, row["act"], row["example"], row["expect"]["voice"]


@pytest.mark.parametrize(("code", "act", "example", "voice"), list(cue_examples()))
def test_a_cue_is_read_in_its_example(code: str, act: str, example: str, voice: str) -> None:
    _, statements = statements_of(example, code)
    assert [(s.act, s.voices[-1].name) for s in statements[:1]] == [(act, voice)]


def test_a_statement_never_crosses_a_line() -> None:
    text = "قال وزير الصحة في مؤتمر صحفي إن المستشفى استقبل\nخمسة جرحى من البلدة وإن اثنين منهم\nفي حالة خطرة."
    document, statements = statements_of(text)
    assert statements
    assert not any("\n" in document.said(s.first, s.last) for s in statements)


def test_speech_is_direct_indirect_or_mixed() -> None:
    texts = {
        'وقال الشاهد: "سمعنا صوتا قويا ثم انهار الجدار".': "direct",
        "وقال الشاهد إن الجدار انهار.": "indirect",
        'وقال الشاهد إن الجدار "انهار فجأة على كل من كان تحته" بعد الغارة.': "mixed",
    }
    assert {text: statements_of(text)[1][0].speech for text in texts} == texts


def test_doubt_is_a_field() -> None:
    texts = {
        "وقال الطبيب إن المصاب ربما يفقد بصره.": "hedged",
        "وقال الوزير إن من المتوقع أن يصل الوفد غدا.": "expected",
        "وقال الوزير إن الوفد وصل.": "stated",
    }
    assert {text: statements_of(text)[1][0].certainty for text in texts} == texts


def test_what_is_denied_is_marked() -> None:
    _, statements = statements_of("ونفى مصدر عسكري سقوط قتلى في صفوف الجيش.")
    assert [s.polarity for s in statements] == ["denied"]


def test_the_report_may_say_that_it_could_not_check() -> None:
    _, statements = statements_of("وقصفت الطائرات البلدة. ولم يتسن التحقق من الأنباء من مصدر مستقل.")
    assert [(s.act, s.certainty, s.voices) for s in statements] == [("cannot_verify", "unverified", [])]
