"""Expressions of time: the cases of tests/cases/ar/times.toml, the tables' own examples, and what must never happen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.extract.times import find_times
from sijill.resolve.dateline import find_dateline, page_dates
from sijill.resolve.times import settle_times
from tests.reading import cases, entries, taken

FALSE_FRIENDS = [entry for entry in entries("time") if "not" in entry]


def settled(text: str, published: str | None) -> list[dict[str, str]]:
    document = taken(text)
    found = settle_times(document, find_times(document), date.fromisoformat(published) if published else None)
    return [
        {
            "says": document.said(one.first, one.last),
            "start": one.start.isoformat() if one.start else "",
            "end": one.end.isoformat() if one.end else "",
            "precision": one.precision,
        }
        | ({"clock": one.clock} if one.clock else {})
        for one in found
    ]


@pytest.mark.parametrize("case", cases("times"), ids=lambda case: case["text"])
def test_the_times_of_a_sentence(case: dict[str, Any]) -> None:
    assert settled(case["text"], case.get("published")) == case["times"]


@pytest.mark.parametrize("entry", FALSE_FRIENDS, ids=lambda entry: entry["lemma"])
def test_a_false_friend_is_no_time(entry: dict[str, Any]) -> None:
    assert find_times(taken(entry["not"])) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("وكالة الأنباء\nمركز الأخبار\nالسبت, ٩ مارس ٢٠٢٤, ١٠:٠٠\nقتل خمسة أمس الجمعة", date(2024, 3, 9)),
        ("الأحد, 23 يناير 2022, 09:36\nقتل خمسة", date(2022, 1, 23)),
        ("خاص\n2022-01-22\nقتل خمسة", date(2022, 1, 22)),
        ("جدة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس\nاستنكر المجلس", date(2015, 8, 11)),
        ("حصاد اليوم ليوم الأربعاء 06-07-2022\nقتل خمسة", date(2022, 7, 6)),
        ("دمشق، 13 كانون الأول 2016 (وكالات) - قتل خمسة مدنيين في قصف على المدينة وقال الناطق", date(2016, 12, 13)),
        ("قتل خمسة مدنيين في قصف على البلدة اليوم السبت 11 كانون الأول 2021 وأصيب آخرون", date(2021, 12, 11)),
        ("قتل خمسة مدنيين في قصف على البلدة أمس الجمعة 10 كانون الأول 2021 وأصيب آخرون", date(2021, 12, 11)),
        ("قتل خمسة مدنيين في قصف على البلدة في 12 شباط 2022 وأصيب آخرون كثيرون بجروح", None),
        ("قتل خمسة مدنيين", None),
    ],
)
def test_the_day_of_the_dateline(text: str, day: date | None) -> None:
    document = taken(text)
    found = find_dateline(document, find_times(document))
    assert (found[0] if found else None) == day


def test_dates_of_the_page_tell_no_event() -> None:
    document = taken("وكالة\nآخر تحديث: 2024.11.29 | 14:51 دمشق\nاليوم\nقتل خمسة أمس في قصف على المدينة\nالأحد, 23 يناير 2022")
    found = find_times(document)
    dating = page_dates(document, found)
    assert [document.said(one.first, one.last) for one in found if one.first not in dating] == ["أمس"]


def test_since_has_an_end_only_where_one_is_known() -> None:
    assert settled("قتل المئات منذ عام 2019", None) == [{"says": "منذ عام 2019", "start": "", "end": "", "precision": "since"}]
    told = settled("قتل المئات منذ مطلع العام 2023", None)[0]
    assert (told["start"], told["end"]) == ("2023-01-01", "2023-12-31")


WORDS = """
اليوم أمس الأحد الاثنين ليل فجر الساعة 2:30 15 3 2016 13/11/2016 آب تموز مارس من في إلى حتى منذ خلال قبل بين يومين أيام الأيام
الثلاثة الماضية الشهر العام هذا الماضي الجاري و ، , ( ) - / . النصف الأول الثالث والعشرين عيد الأضحى 1436 هـ رمضان آخر 24 ساعة
نهاية مطلع 99999 31 30 شباط كانون الثاني 0 9999 عشر سنوات
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join), st.dates() | st.none())
def test_any_mixture_is_survived_in_order(text: str, published: date | None) -> None:
    document = taken(text)
    found = settle_times(document, find_times(document), published)
    last = 0
    for one in found:
        assert last <= one.first < one.last <= len(document.tokens)
        last = one.last
        assert one.start is None or one.end is None or one.start <= one.end
    find_dateline(document, find_times(document))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    document = taken(text)
    settle_times(document, find_times(document), date(2020, 2, 29))
