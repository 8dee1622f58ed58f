"""What a person sees of a reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sijill.cli.grounds import print_grounds
from sijill.cli.render import print_reading
from sijill.display.figures import figure_text
from sijill.display.labels import load_labels, plural
from sijill.record.claim import Figure
from sijill.record.interval import Bound, Interval
from sijill.record.veil import Veil, harmless, sentence_around
from sijill.settings import Show
from tests.by_hand import KILLED, READING, REPORT

ENGLISH = """\
قتلى في قصف على سوق
وكالة السهل · published 2019-03-14 · 211 characters

Claims

c1         killed ≥ 12 civilians · also people · DENIED · hedged
where      حي القصور (al-Qusour, neighbourhood)
when       2019-03-13 \u200f«مساء أمس الأربعاء»\u200f
said by    وكالة السهل ← صحيفة الميناء ← الدفاع المدني (authority)
with       قذائف هاون
persons    [name withheld] (victim, male, aged 9)
quote      \u200f«نقلت صحيفة الميناء عن الدفاع المدني قوله إن 12 مدنيا على الأقل قتلوا بقذائف هاون، بينهم
           الطفل [███]، في حي القصور مساء أمس الأربعاء»\u200f
doubts     several places have this name

Events

c2         capture · ongoing
by         الجيش
said by    وكالة السهل
quote      \u200f«وسيطر الجيش على التلة»\u200f

Statements

s1         وكالة السهل ← صحيفة الميناء ← الدفاع المدني (authority) · says
           \u200f«12 مدنيا على الأقل قتلوا بقذائف هاون، بينهم الطفل [███]، في حي القصور مساء أمس الأربعاء»\u200f

1 claim with a figure · 1 event · 1 statement · 1 voice · 1 denied · 1 not stated outright · 1 that
the reader doubts
"""


def shown(capsys: pytest.CaptureFixture[str], **settings: object) -> str:
    print_reading(READING, Show(**settings), None)  # type: ignore[arg-type]
    return capsys.readouterr().out


def test_the_cards_of_a_reading_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == ENGLISH


def test_the_cards_of_a_reading_in_arabic(capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, labels="ar")
    assert "قتلى: 12 على الأقل، مدنيون · أيضا: أشخاص · منفي · بتحفظ" in told
    assert "2019/03/13" in told
    assert "إفادة واحدة برقم · حدث واحد · قول واحد · جهة قول واحدة · 1 منفية" in told


@pytest.mark.parametrize("word", ["يونس", "سعيد", "الحدادي"])
@pytest.mark.parametrize("settings", [{}, {"full": True}, {"labels": "ar"}, {"color": True}])
def test_a_persons_name_is_shown_only_when_asked_for(capsys: pytest.CaptureFixture[str], word: str, settings: dict[str, object]) -> None:
    assert word not in shown(capsys, **settings)
    assert word in shown(capsys, names=True, **settings)


def test_colours_only_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b[" not in shown(capsys)
    assert "\x1b[1;36m12 مدنيا على الأقل\x1b[0m" in shown(capsys, color=True)


def test_grounds_name_words_and_rules(capsys: pytest.CaptureFixture[str]) -> None:
    print_grounds(READING, KILLED, Show())
    told = capsys.readouterr().out
    assert "effect  84–89       effect قتل  \u200f«قتلوا»\u200f" in told
    assert "figure  65–67       digits      «12»" in told
    assert "time                published   not from words of the report" in told
    assert "stands in s1" in told
    assert "sha256:aaaaaaaa1111" in told


@pytest.mark.parametrize(
    ("low", "high", "bound", "english", "arabic"),
    [
        (60, 60, Bound.EXACT, "60", "60"),
        (50_000, 50_000, Bound.ABOUT, "≈ 50,000", "نحو 50,000"),
        (415, None, Bound.AT_LEAST, "≥ 415", "415 على الأقل"),
        (None, 30, Bound.AT_MOST, "≤ 30", "30 على الأكثر"),
        (20, 99, Bound.VAGUE, "20–99", "بين 20 و99"),
        (8_000, 10_000, Bound.BETWEEN, "8,000–10,000", "بين 8,000 و10,000"),
    ],
)
def test_an_interval_as_people_write_it(low: int | None, high: int | None, bound: Bound, english: str, arabic: str) -> None:
    figure = Figure(interval=Interval(low, high), bound=bound, span=REPORT.text.span(0, 1))
    assert figure_text(figure, load_labels("en")) == english
    assert figure_text(figure, load_labels("ar")) == arabic


def test_claims_of_one_sentence_share_a_card(capsys: pytest.CaptureFixture[str]) -> None:
    part = replace(KILLED, id="c3", figure=None, effect=None, polarity="asserted", certainty="stated", doubts=(), part_of="c1")
    print_reading(replace(READING, claims=(KILLED, replace(part, figure=KILLED.figure, effect="injured")), statements=()), Show(), None)
    told = capsys.readouterr().out
    card = [
        "c1         killed ≥ 12 civilians · also people · DENIED · hedged",
        "c3         injured ≥ 12 civilians · part of c1 · also people",
        "where",
    ]
    assert "\n".join(card) in told
    assert told.count("«نقلت صحيفة الميناء") == 1
    assert "doubts     c1: several places have this name" in told


def test_a_share_is_a_percentage() -> None:
    figure = Figure(interval=Interval(90, 90), bound=Bound.EXACT, span=REPORT.text.span(0, 1))
    assert figure_text(figure, load_labels("en"), share=True) == "90 %"


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (100, "other"), (103, "few"), (111, "many")],
)
def test_arabic_plurals(number: int, form: str) -> None:
    assert plural("ar", number) == form


def test_both_languages_label_the_same_things() -> None:
    english, arabic = load_labels("en"), load_labels("ar")
    assert english.tables["word"].keys() == arabic.tables["word"].keys()
    assert english.counts.keys() == arabic.counts.keys()
    for table, labels in english.tables.items():
        assert labels.keys() <= arabic.tables[table].keys(), table


def test_a_value_that_nobody_labelled_is_shown_as_it_is() -> None:
    assert load_labels("en").of("doubt", "quite_new") == "quite new"


def test_words_cannot_command_the_terminal() -> None:
    assert harmless("قتل\x1b[2J\x9b31m\u202eمدني\r\n") == "قتل [2J 31m\u200bمدني  "


def test_a_sentence_ends_at_its_stop_and_its_line() -> None:
    span = REPORT.text.span(65, 67)
    quote = REPORT.text[sentence_around(READING, span)]
    assert quote.startswith("نقلت صحيفة")
    assert quote.endswith("أمس الأربعاء")


def test_a_long_quote_is_cut_around_its_figure() -> None:
    quote = Veil.lifted().quote(READING, sentence_around(READING, KILLED.mentions[0]), KILLED.mentions, 50)
    assert quote.text.startswith("…")
    assert quote.text.endswith("…")
    ((start, end),) = quote.marks
    assert quote.text[start:end] == "12 مدنيا على الأقل"
