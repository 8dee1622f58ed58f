"""The veil: what is withheld of a reading is covered in its quotes, and wherever its words stand again."""

from __future__ import annotations

import json

import pytest

import sijill
from sijill.record.claim import Reading
from sijill.record.contract import as_json
from sijill.record.restored import reading_of
from sijill.record.veil import COVER, Veil, sentence_around

TEXT = (
    "قال وزير النقل محمد حسن إن الجسر يفتح غدا.\n\n"
    "وقتل المواطن محمد البيطار في منزله في شارع 14 قرب جامع النور، وكان يقود سيارة تحمل لوحة دمشق 417302.\n\n"
    "وبكت والدة الطفل يزن، ورقم هاتفها +963 944 123 456."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return sijill.read(TEXT, published="2016-12-13", language="ar")


@pytest.fixture(scope="module")
def veil(reading: Reading) -> Veil:
    return Veil.over(reading)


def test_all_of_a_text_is_covered_where_it_must_be(veil: Veil) -> None:
    assert veil.words(TEXT) == (
        "قال وزير النقل محمد حسن إن الجسر يفتح غدا.  "
        f"وقتل المواطن {COVER} في منزله في {COVER} {COVER}، وكان يقود سيارة تحمل لوحة دمشق {COVER}.  "
        f"وبكت والدة الطفل {COVER}، ورقم هاتفها +{COVER}."
    )


def test_a_quote_is_covered_at_its_offsets(reading: Reading, veil: Veil) -> None:
    span = sentence_around(reading, reading.report.text.span(TEXT.index("يزن"), TEXT.index("يزن") + 3))
    assert veil.quote(reading, span, (), 0).text == f"وبكت والدة الطفل {COVER}، ورقم هاتفها {COVER}"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("محمد البيطار", COVER),
        ("لقاء مع محمد  البيطار", f"لقاء مع {COVER}"),
        ("مقتل_محمد_البيطار.txt", f"مقتل_{COVER}.txt"),
        ("مُحَمَّد البَيْطار", COVER),
        ("والبيطار", COVER),
        ("للبيطار", "للبيطار"),
        ("جنازة البيطار", f"جنازة {COVER}"),
        ("الوزير محمد حسن", "الوزير محمد حسن"),
        ("محمد", "محمد"),
        ("الطفل يزن", f"الطفل {COVER}"),
        ("شارع ١٤", COVER),
        ("شارع 15", "شارع 15"),
        ("قرب جامع النور", COVER),
        ("جامع النور", "جامع النور"),
        ("سيارة 417302", f"سيارة {COVER}"),
        ("لوحة 4173021", "لوحة 4173021"),
        ("+963-944-123-456", f"+{COVER}"),
        ("دمشق", "دمشق"),
    ],
)
def test_what_is_withheld_is_covered_wherever_its_words_stand(veil: Veil, words: str, shown: str) -> None:
    assert veil.words(words) == shown


def test_a_given_name_that_others_bear_is_covered_after_what_stands_before_it() -> None:
    text = "قال وزير النقل محمد حسن ذلك. وبكى والد الطفل محمد."
    veil = Veil.over(sijill.read(text, published="2016-12-13", language="ar"))
    assert veil.words("الطفل محمد") == f"الطفل {COVER}"
    assert veil.words("الوزير محمد حسن") == "الوزير محمد حسن"
    assert veil.words("محمد") == COVER


def test_what_is_private_comes_back_from_the_json(reading: Reading) -> None:
    told = json.loads(json.dumps(as_json(reading)))
    assert told["private"][0] == {
        "span": [TEXT.index("محمد البيطار"), TEXT.index(" في منزله")],
        "kind": "person",
        "rule": "private المواطن",
    }
    assert reading_of(told, TEXT).private == reading.private


def test_a_reading_kept_before_what_is_private_was_read_is_restored(reading: Reading) -> None:
    told = {key: value for key, value in json.loads(json.dumps(as_json(reading))).items() if key != "private"}
    restored = reading_of(told, TEXT)
    assert restored.private == ()
    assert Veil.over(restored).words("محمد البيطار") == COVER


def test_a_report_without_names_has_a_veil_that_covers_nothing() -> None:
    text = "سقط صاروخ على السوق."
    assert Veil.over(sijill.read(text, published="2016-12-13", language="ar")).words(text) == text
