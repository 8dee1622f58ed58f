"""`sijill.read`, the door for other programs."""

from __future__ import annotations

from datetime import date, datetime

import pytest

import sijill
from sijill import reader
from sijill.errors import DateError, EmptyInput, LanguageNotRead, NotText
from sijill.record.report import Report

NEWS = "قال الدفاع المدني إن ثلاثة مدنيين قتلوا في حلب أمس الاثنين."


def test_text_bytes_and_report_give_the_same_reading() -> None:
    of_text = sijill.read(NEWS, published="2016-12-13")
    of_bytes = sijill.read(NEWS.encode(), published=date(2016, 12, 13))
    of_report = sijill.read(of_text.report)
    assert sijill.as_json(of_text) == sijill.as_json(of_bytes) == sijill.as_json(of_report)


@pytest.mark.parametrize("day", ["2016-12-13", "2016-12-13T23:59:00+03:00", date(2016, 12, 13), datetime(2016, 12, 13, 23, 59)])
def test_the_day_of_publication_is_the_day_as_written(day: str | date) -> None:
    reading = sijill.read(NEWS, published=day)
    assert reading.published == date(2016, 12, 13)
    assert reading.published_from == "argument"


def test_what_is_not_told_is_not_known() -> None:
    reading = sijill.read(NEWS)
    assert reading.published is None
    assert reading.published_from is None


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"text": ""}, EmptyInput),
        ({"text": " \n\t\r\n"}, EmptyInput),
        ({"text": b"\x00\x01\x02\xff\xfe\xfd" * 30}, NotText),
        ({"text": NEWS, "published": "2016-13-01"}, DateError),
        ({"text": NEWS, "language": "xx"}, LanguageNotRead),
        ({"text": "Three civilians were killed in the town on Monday, the ministry of health said."}, LanguageNotRead),
    ],
)
def test_what_cannot_be_read_is_told(given: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        sijill.read(**given)  # type: ignore[arg-type]


def test_errors_name_the_thing_at_fault() -> None:
    with pytest.raises(EmptyInput, match=r"^message 7 of the channel: "):
        sijill.read("", reference="message 7 of the channel")


def test_a_language_may_be_told_and_outlet_kept() -> None:
    reading = sijill.read("قتيلان", language="ar", outlet="صحيفة الميناء")
    assert isinstance(reading.report, Report)
    assert reading.report.language == "ar"
    assert reading.report.outlet == "صحيفة الميناء"


def test_ten_public_names_at_most_and_one_version() -> None:
    assert len(sijill.__all__) <= 10
    assert sijill.__version__ == reader.VERSION
