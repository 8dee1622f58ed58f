"""Layout: the pages of tests/cases/ar/layout.toml, where sentences end, and what must never happen."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.extract.layout import Layout, divide
from sijill.language.document import Document
from tests.reading import cases, taken


def divided(text: str) -> tuple[Document, Layout]:
    """A text taken apart, with its layout."""
    document = taken(text)
    return document, divide(document)


def sentences(text: str) -> list[str]:
    document, _ = divided(text)
    return [document.said(sentence.first, sentence.last) for sentence in document.sentences]


@pytest.mark.parametrize("case", cases("layout"), ids=lambda case: case["name"])
def test_the_parts_of_a_page(case: dict[str, Any]) -> None:
    document, layout = divided("\n".join(line[-1] for line in case["lines"]))
    parts: dict[int, str] = {}
    for sentence in document.sentences:
        parts.setdefault(sentence.paragraph, sentence.part)
    assert [parts[number] for number in sorted(parts)] == [line[0] for line in case["lines"] if line[0]]
    assert layout.outlet_name == case.get("outlet")
    assert [voice.name for voice in layout.credits] == case.get("credits", [])
    assert all(voice.kind == "agency" for voice in layout.credits)
    assert [document.said(*dateline) for dateline in layout.datelines] == case.get("datelines", [])


def test_what_follows_a_credit_is_a_sentence_of_its_own() -> None:
    document, _ = divided("صدام قرب الجسر\nباريس - أ.ف.ب: قتل جندي أمس. وجرح آخر.")
    told = [(document.said(sentence.first, sentence.last), sentence.part) for sentence in document.sentences]
    assert told[1:] == [("باريس - أ.ف.ب:", "credit"), ("قتل جندي أمس.", "body"), ("وجرح آخر.", "body")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل جندي. وجرح آخر!", ["قتل جندي.", "وجرح آخر!"]),
        ("قال لوكالة أ.ف.ب إن الطريق مغلق. وأضاف أنه بعيد.", ["قال لوكالة أ.ف.ب إن الطريق مغلق.", "وأضاف أنه بعيد."]),
        ("قال لموقع السورية.نت إن د. سعيد وصل. ثم غادر.", ["قال لموقع السورية.نت إن د. سعيد وصل.", "ثم غادر."]),
        ("وصل 2.5 مليون و36.000 شخص. ثم عادوا.", ["وصل 2.5 مليون و36.000 شخص.", "ثم عادوا."]),
        ("قال «لن نغادر.» ثم سكت.", ["قال «لن نغادر.»", "ثم سكت."]),
        ('قال: "لن نغادر. هذه أرضنا." ثم سكت.', ['قال: "لن نغادر.', 'هذه أرضنا."', "ثم سكت."]),
        ("هل يعودون؟ لا أحد يعلم… ربما غدا.", ["هل يعودون؟", "لا أحد يعلم…", "ربما غدا."]),
        ("انسحبت القوات من البلدة.وقال شاهد إنها أحرقت البيوت.", ["انسحبت القوات من البلدة.", "وقال شاهد إنها أحرقت البيوت."]),
        ("إدلب.. مقتل خمسة", ["إدلب.. مقتل خمسة"]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_text_broken_by_width_is_joined_and_keeps_its_paragraphs() -> None:
    words = "قالت مصادر محلية إن القصف الذي طال القرية فجر اليوم أوقع عددا من الجرحى بين الأهالي وألحق أضرارا بالبيوت والحقول المحيطة بها"
    lines = [words[:70].rsplit(" ", 1)[0] + f" {n}" for n in range(9)] + ["وانتهى القصف ظهرا."]
    document, layout = divided("\n".join(lines))
    assert layout.wrapped
    assert len(document.sentences) == 1
    assert document.sentences[0].paragraph == 0


def test_a_paragraph_broken_in_its_middle_goes_on() -> None:
    text = (
        "وقالت النيابة إنها فرغت من التحقيق في الجناية التي تتعلق بحادث التفجير وأحالت عددا من\n"
        "المتهمين إلى المحكمة المختصة للنظر في الدعوى.\nوقال محام إن الجلسة الأولى أرجئت إلى الشهر المقبل."
    )
    assert [line.count("\n") for line in sentences(text)] == [1, 0]


def test_a_dateline_in_the_title_is_told() -> None:
    _, layout = divided("حصاد المعارك في الريف ليوم الأربعاء 06-07-2022\nقصفت المدفعية أطراف القرية صباح اليوم من دون إصابات بين الأهالي.")
    assert layout.title is not None
    assert layout.datelines == [layout.title]


PIECES = st.sampled_from(
    ["قال", "مقتل 5", "السابق", "مقالات ذات صلة", "سمات", "المصدر :", "أ.ف.ب", "-", ".", "…", "«", "»", "(", ")", "\n", "\n\n", "2022"]
)


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_sentences_cover_the_words_in_their_order(text: str) -> None:
    document, _ = divided(text)
    assert all(sentence.first < sentence.last for sentence in document.sentences)
    assert all(one.last <= two.first for one, two in pairwise(document.sentences))
    covered = {at for sentence in document.sentences for at in range(sentence.first, sentence.last)}
    assert all(at in covered or token.kind == "line" for at, token in enumerate(document.tokens))
