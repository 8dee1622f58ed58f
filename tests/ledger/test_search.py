"""Words are found however they are spelled; what is asked of a claim must be true of one claim."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.ledger import first
from sijill.ledger.index import bare_forms, indexed
from sijill.ledger.project import Project, found_project
from sijill.ledger.search import Wanted, search
from tests.ledger.conftest import ROOT, entered, gathered

TEXTS = [
    "قُتِلَ ثلاثة مدنيين في حلب أمس.",
    "وقالت مصادر طبية إن القصف على أحياء مدينة إدلب أدى إلى مقتل 12 طفلا وإصابة أربع نساء يوم الاثنين.",
    "وبالمدينة مستشفياتها امتلأت.",
    "نزح ٥٠ ألف شخص من مـديـنـة حماة.",
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with those texts as r1 to r4."""
    project = found_project(tmp_path_factory.mktemp("search") / "project")
    entered(project, *(gathered(text, outlet="وكالة السهل" if "إدلب" in text else None) for text in TEXTS))
    return project


def numbers(project: Project, **wanted: object) -> list[int]:
    with project.engine.connect() as connection:
        return sorted(hit.row["number"] for hit in search(connection, Wanted(**wanted))[1])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("قتل", [1]),
        ("قُتل", [1]),
        ("حلب", [1]),
        ("القصف", [2]),
        ("قصف", [2]),
        ("احياء", [2]),
        ("أحياء", [2]),
        ("ادلب", [2]),
        ("مدينة", [2, 3, 4]),
        ("مدينه", [2, 3, 4]),
        ("المدينة", [2, 3, 4]),
        ("مستشفيات", [3]),
        ("50", [4]),
        ("٥٠", [4]),
        ("قصف حلب", []),
        ('"مدينة إدلب"', [2]),
        ('"إدلب مدينة"', []),
        ("«مدينة حماة»", [4]),
        ("* OR (", []),
        ("حلب AND", []),
        ('"', []),
    ],
)
def test_words(found: Project, words: str, expected: list[int]) -> None:
    assert numbers(found, words=words) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"effect": "killed"}, [1, 2]),
        ({"effect": "displaced"}, [4]),
        ({"effect": "killed", "group": "children"}, [2]),
        ({"effect": "injured", "group": "children"}, []),
        ({"effect": "killed", "at_least": 10}, [2]),
        ({"place": "حلب"}, [1]),
        ({"near": (36.2, 37.16), "kilometres": 30}, [1]),
        ({"near": (36.2, 37.16), "kilometres": 80}, [1, 2]),
        ({"voice": "medical"}, [2]),
        ({"voice": "مصادر طبية"}, [2]),
        ({"outlet": "السهل"}, [2]),
        ({"since": date(2019, 3, 13), "until": date(2019, 3, 13)}, [1]),
        ({"until": date(2019, 3, 12)}, [2]),
        ({"judged": "none", "effect": "displaced"}, [4]),
        ({"words": "قصف", "effect": "killed"}, [2]),
        ({"words": "حلب", "effect": "displaced"}, []),
    ],
)
def test_what_a_claim_must_be(found: Project, wanted: dict[str, object], expected: list[int]) -> None:
    assert numbers(found, **wanted) == expected


def test_what_is_covered_is_found_only_by_those_who_may_see_it(empty: Project) -> None:
    covered = "وقال المواطن سامر القطراني إن 5 مدنيين قتلوا في تعز أمس."
    entered(empty, gathered(covered, outlet="صفحة سامر القطراني"), gathered("مقتل 12 مدنيا في حلب أمس، وزار الوزير دار القطراني."))
    for wanted in ({"words": "سامر"}, {"words": '"المواطن إن 5"'}, {"words": "سامر تعز"}, {"voice": "سامر"}, {"outlet": "صفحة"}):
        assert numbers(empty, **wanted) == []
    assert numbers(empty, words="القطراني") == [2]
    assert numbers(empty, words="تعز") == [1]
    for wanted in ({"words": "سامر"}, {"words": '"المواطن سامر القطراني إن 5"'}, {"voice": "سامر"}, {"outlet": "صفحة"}):
        assert numbers(empty, **wanted, sees_names=True) == [1]
    assert numbers(empty, words="القطراني", sees_names=True) == [1, 2]


def test_marks_point_into_the_text_as_received(found: Project) -> None:
    with found.engine.connect() as connection:
        (hit,) = search(connection, Wanted(words="قتل حلب"))[1]
        assert [TEXTS[0][a:b] for a, b in hit.marks] == ["قُتِلَ", "حلب"]
        (hit,) = search(connection, Wanted(words="مستشفيات"))[1]
        assert [TEXTS[2][a:b] for a, b in hit.marks] == ["مستشفياتها"]
        assert search(connection, Wanted(words="مدينة"), limit=1)[0] == 3


def test_words_that_too_many_reports_hold_are_not_ranked(found: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first, "RANKED", 2)
    asked = (Wanted(words="قصف", effect="killed"), Wanted(words="مدينة", effect="displaced"), Wanted(effect="killed"))
    with found.engine.connect() as connection:
        told = [(answer.order, [hit.row["number"] for hit in answer.hits]) for answer in (search(connection, wanted) for wanted in asked)]
    assert told == [("words", [2]), ("newest", [4]), ("newest", [1, 2])]


def test_the_order_is_that_of_the_words_then_that_of_days(project: Project) -> None:
    entered(
        project, gathered("حلب حلب حلب", published=date(2015, 1, 1)), gathered("حلب مدينة بعيدة جدا عن هنا", published=date(2020, 1, 1))
    )
    with project.engine.connect() as connection:
        assert [hit.row["number"] for hit in search(connection, Wanted(words="حلب")).hits] == [4, 5]
        assert [hit.row["number"] for hit in search(connection, Wanted()).hits] == [5, 1, 2, 3, 4]
        assert search(connection, Wanted(), limit=2).total == 5


def test_a_bare_form_is_a_part_of_its_word_but_for_its_last_letter() -> None:
    """Marks rely on it."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    words = {word for text in [*texts, *TEXTS, "وبمدينتها فللمستشفيات كسيارتهم"] for word in indexed(text).folded.split()}
    assert len(words) > 200
    assert [(word, form) for word in words for form in bare_forms(word) if form[:-1] not in word] == []
