"""Voices get the fullest name that the report has for them."""

from __future__ import annotations

import pytest

from tests.reading import statements_of


def voices(text: str) -> list[str]:
    _, statements = statements_of(text)
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
    _, statements = statements_of("وقالت وزارة الدفاع في بيان إن الغارة فشلت.")
    voice = statements[0].voices[-1]
    assert (voice.name, voice.kind, voice.via) == ("وزارة الدفاع", "government", "statement")
