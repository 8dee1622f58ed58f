"""Voices get the fullest name that the report has for them."""

from __future__ import annotations

import pytest

from sijill.extract.layout import divide
from sijill.extract.statements import find_statements
from sijill.language.document import take_apart
from sijill.language.load import load
from sijill.record.text import Text
from sijill.resolve.voices import settle_voices


def voices(text: str) -> list[str]:
    document = take_apart(Text(text), load("ar"))
    divide(document)
    statements = find_statements(document)
    settle_voices(document, statements)
    return [statement.voices[-1].name for statement in statements]


FULL = "المرصد السوري لحقوق الإنسان"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"قال {FULL} إن القصف تجدد. وأضاف المرصد أن اثنين قتلا.", [FULL, FULL]),
        (f"قال المرصد إن القصف تجدد. وقال {FULL} إن اثنين قتلا.", [FULL, FULL]),
        ("قال المتحدث ستيفان ميلر إن القافلة وصلت. وتابع ميلر أن الطريق آمن.", ["المتحدث ستيفان ميلر"] * 2),
        ("قالت مصادر أمنية إن العبوة انفجرت. وقال طبيب إن الجرحى كثر. وأكدت المصادر الأمنية أن الطريق فتح.",
         ["مصادر أمنية", "طبيب", "مصادر أمنية"]),
        ("قال وزير الدفاع إن القتال انتهى. وقالت منظمة الإغاثة إن المخيم بلا ماء. وأضافت أن الدواء نفد.",
         ["وزير الدفاع", "منظمة الإغاثة", "منظمة الإغاثة"]),
        ("قال طبيب في المشفى إن الجرحى كثر. وأفاد مصدر آخر بأن الدواء نفد.", ["طبيب في المشفى", "مصدر آخر"]),
        ("وقتل ثلاثة، وفقا للدفاع المدني.", ["الدفاع المدني"]),
        ("وقتل ثلاثة، وفقا لوزارة الصحة.", ["وزارة الصحة"]),
    ],
)  # fmt: skip
def test_a_voice_has_its_fullest_name(text: str, names: list[str]) -> None:
    assert voices(text) == names


def test_a_voice_knows_its_channel() -> None:
    document = take_apart(Text("وقالت وزارة الدفاع في بيان إن الغارة فشلت."), load("ar"))
    divide(document)
    statements = find_statements(document)
    settle_voices(document, statements)
    voice = statements[0].voices[-1]
    assert (voice.name, voice.kind, voice.via) == ("وزارة الدفاع", "government", "statement")
