"""Files, bytes and strings become reports, or one error that names the thing at fault; the language is told."""

from __future__ import annotations

import codecs
import hashlib
import io
import sys
from datetime import date
from pathlib import Path

import pytest

from sijill.collect.file import collect, report_of
from sijill.collect.identify import identify
from sijill.errors import EmptyInput, InputError, LanguageNotRead, NotText

NEWS = "قتل ثلاثة مدنيين في قصف على البلدة،\r\nوقال الدفاع المدني إن الفرق نقلت الجرحى إلى المشفى.\r\n"


def test_the_text_is_the_bytes_as_received(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(NEWS.encode())
    report = collect(path, date(2016, 12, 13), "صحيفة الأيام")
    assert report.text.content == NEWS
    assert report.digest == "sha256:" + hashlib.sha256(NEWS.encode()).hexdigest() == report.text_digest
    assert (report.language, report.published, report.published_from, report.outlet) == (
        "ar",
        date(2016, 12, 13),
        "argument",
        "صحيفة الأيام",
    )


def test_without_a_day_nothing_is_guessed() -> None:
    report = report_of(NEWS, "a text")
    assert (report.published, report.published_from, report.outlet, report.title) == (None, None, None, None)


def test_a_byte_order_mark_counts_as_received() -> None:
    assert report_of(codecs.BOM_UTF8 + NEWS.encode(), "a text").text.content == "\ufeff" + NEWS


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf_16_with_its_mark_is_read(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    raw = mark + NEWS.encode(encoding)
    report = report_of(raw, "a text")
    assert report.text.content == NEWS
    assert report.digest == "sha256:" + hashlib.sha256(raw).hexdigest() != report.text_digest


def test_an_old_windows_encoding_is_read_where_it_makes_arabic() -> None:
    assert report_of(NEWS.encode("cp1256"), "a text").text.content == NEWS


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEWS.encode())))
    assert collect("-").text.content == NEWS


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", EmptyInput),
        (b" \r\n\t ", EmptyInput),
        ("\u200f\ufeff\u200b \n".encode(), EmptyInput),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01", NotText),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" * 20, NotText),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)), NotText),
        (b"caf\xe9 na\xefve r\xe9sum\xe9", NotText),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", NotText),
        ("The ministry said that ten people were killed in the attack on the town.".encode("utf-16-le"), NotText),
        ("به گزارش خبرگزاری ها در این حمله دست کم بیست نفر کشته شدند و این شهر از امروز در محاصره است.".encode(), LanguageNotRead),
        (b"12345 -- 67890", LanguageNotRead),
    ],
)
def test_what_is_no_report_is_named(raw: bytes, error: type[InputError]) -> None:
    with pytest.raises(error, match=r"^the file: "):
        report_of(raw, "the file")


def test_a_language_that_is_given_is_not_doubted() -> None:
    assert report_of("12345", "a text", language="ar").language == "ar"


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: there is no such file"):
        collect(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match="this is a directory"):
        collect(tmp_path)
    with pytest.raises(InputError, match="no name of a file"):
        collect("a\0b")


def test_a_lone_surrogate_is_survived() -> None:
    assert report_of("قتل ثلاثة في القصف \ud800", "a text").text.content.endswith("\ud800")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NEWS, "ar"),
        ("مقتل جندي تركي", "ar"),
        ("اعلنت مصادر طبيه مقتل ثلاثه مدنيين فى قصف", "ar"),
        ("Ten killed in Aleppo strike\nقتل عشرة مدنيين في غارة على حي في المدينة، بحسب الدفاع المدني الذي نقل الجرحى.", "ar"),
        ("أعلن وزیر الخارجیة أن المحادثات التی جرت فی المدینة لم تصل إلى اتفاق حتى الآن.", "ar"),
        ("به گزارش خبرگزاری ها، در حمله به یک مدرسه دست کم ۲۹ کودک کشته شدند و ده ها نفر زخمی شدند.", "fa"),
        ("لە ئەنجامی بۆردومانی فڕۆکەکان لە باکووری عێراق، سێ کەس کوژران و چواری دیکە بریندار بوون.", "ckb"),
        ("شام کے شہر حلب میں فضائی حملے میں کم از کم بیس افراد ہلاک ہو گئے ہیں اور درجنوں زخمی ہیں۔", "ur"),
        ("چارواکي وايي چې په ولايت کې د هوايي برید له امله لس کسان وژل شوي دي او نور ټپيان دي.", "ps"),
        ("The ministry said that ten people were killed in the attack.", "en"),
        ("Au moins dix personnes ont été tuées dans une frappe sur la ville, selon les secours.", "fr"),
        ("Saldırıda en az on kişi öldü ve çok sayıda kişi yaralandı.", "tr"),
        ("Di êrîşa artêşê de ya li ser gundê sê welatî hatin kuştin û yên din birîndar bûn.", "ku"),
        ("По данным властей, в результате удара погибли не менее десяти человек.", "ru"),
        ("לפחות עשרה בני אדם נהרגו בתקיפה", "he"),
        ("12345 !!", "und"),
        ("", "und"),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, code: str) -> None:
    assert identify(text) == code
