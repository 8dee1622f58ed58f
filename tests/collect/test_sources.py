"""What each kind of file gives: its text, and what its source tells of it."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from sijill.collect.item import Gathered, Item, Limits, Refused
from sijill.collect.sources import as_report, open_source
from tests.collect.hostile import NEWS
from tests.collect.hostile_records import docx, warc, workbook
from tests.collect.pdf_maker import page, pdf, placed

MORE = "ولم يصدر تعليق من السلطات المحلية في المدينة على الحادثة حتى مساء اليوم."


def only(items: list[Item]) -> Gathered:
    (item,) = items
    assert isinstance(item, Gathered), item
    return item


def opened(content: bytes, name: str = "standard input", mapping: dict[str, str] | None = None, limits: Limits | None = None) -> list[Item]:
    return list(open_source(io.BytesIO(content), mapping, name=name, limits=limits or Limits()))


def told(item: Item) -> tuple[object, ...]:
    assert isinstance(item, Gathered), item
    return item.reference, item.title, item.url, item.outlet, item.outlet_from, item.published_at, item.published_from


def test_a_folder_is_gone_through_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    assert [item.source for item in open_source(tmp_path)] == [str(tmp_path / name) for name in ("a.txt", "b.txt", "c/d.txt")]


def test_what_comes_from_standard_input_is_a_report_of_its_bytes() -> None:
    item = only(opened(NEWS.encode("cp1256")))
    assert (item.data, item.text, item.language, item.source) == (NEWS.encode("cp1256"), NEWS, "ar", "standard input")
    report = as_report(item)
    assert (report.text.content, report.digest) == (NEWS, item.digest)


def test_a_language_that_is_not_read_is_kept() -> None:
    assert only(opened(b"The ministry said that ten people were killed in the attack on the town.")).language == "en"


def test_a_page_tells_what_it_declares() -> None:
    head = (
        '<meta property="og:title" content="عنوان"><meta property="og:site_name" content="موقع الأيام">'
        '<link rel="canonical" href="https://x.invalid/1">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2016-12-13T23:30:00+02:00"}</script>'
    )
    body = f"<nav>القائمة</nav><article><p>{NEWS}</p><p>{MORE}</p></article><footer>2019-01-01</footer>"
    item = only(opened(f"<html><head>{head}</head><body>{body}</body></html>".encode()))
    assert told(item) == (None, "عنوان", "https://x.invalid/1", "موقع الأيام", "page", "2016-12-13T23:30:00+02:00", "page")
    assert (item.text, item.published) == (f"{NEWS}\n{MORE}", date(2016, 12, 13))


def test_a_page_that_declares_no_day_has_none() -> None:
    body = f"<html><body><p>13 ديسمبر 2016</p><article><p>{NEWS}</p><p>{MORE}</p></article></body></html>"
    assert only(opened(body.encode())).published is None


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("id,date,source,text", f'7,2016-12-13,الأيام,"{NEWS}"', ("7", None, None, "الأيام", "row", "2016-12-13", "row")),
        ("الرقم;تاريخ النشر;النص", f"٧;١٣/١٢/٢٠١٦;{NEWS}", ("٧", None, None, None, None, "2016-12-13", "row")),
        ("ref\ttitle\tbody\tlink", f"a\tt\t{NEWS}\thttps://x.invalid", ("a", "t", "https://x.invalid", None, None, None, None)),
        ("date,text", f"03/04/2019,{NEWS}", (None, None, None, None, None, None, None)),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_the_columns_of_a_table_are_known_by_their_names(head: str, row: str, expected: tuple[object, ...], charset: str) -> None:
    if charset == "cp1256" and not row.isascii() and "٧" in row:
        pytest.skip("windows-1256 has no such digits")
    item = only(opened(f"{head}\r\n{row}\r\n".encode(charset), "reports.csv"))
    assert told(item) == expected
    assert (item.text, item.source) == (NEWS, "reports.csv » row 2")
    assert item.data.decode(charset.removesuffix("-sig")).lstrip("\ufeff") == row + "\r\n"


def test_columns_that_are_told_count_before_those_that_are_guessed() -> None:
    content = f"id,text,words,when\n1,x,{NEWS},2016-12-13\n".encode()
    item = only(opened(content, "t.csv", {"text": "words", "published": "when"}))
    assert (item.text, item.published, item.reference) == (NEWS, date(2016, 12, 13), "1")
    (refused,) = opened(content, "t.csv", {"text": "nowhere"})
    assert isinstance(refused, Refused)
    assert (refused.stage, refused.reason) == ("mapping", "there is no column 'nowhere'; there are id, text, words, when")


def test_a_workbook_is_a_table() -> None:
    item = only(opened(workbook([["ref", "التاريخ", "النص"], [12, date(2016, 12, 13), NEWS]]), "w.xlsx"))
    assert told(item) == ("12", None, None, None, None, "2016-12-13", "row")
    assert json.loads(item.data) == {"ref": "12", "التاريخ": "2016-12-13", "النص": NEWS}


def test_records_of_json_lines_and_lists() -> None:
    rows = [{"id": 1, "content": NEWS, "source": {"name": "الأيام"}}, {"id": 2, "text": NEWS, "published": "2016-12-13"}]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    whole = json.dumps({"total": 2, "articles": rows}, ensure_ascii=False, indent=1).encode()
    for items in (opened(gzip.compress(lines), "r.jsonl.gz"), opened(whole, "r.json")):
        assert [told(item)[0] for item in items] == ["1", "2"]
        assert [told(item)[3] for item in items] == ["الأيام", None]
        assert isinstance(items[0], Gathered)
        assert json.loads(items[0].data) == rows[0]


def test_a_channel_of_telegram_relays_whom_it_forwards() -> None:
    message = {
        "id": 2, "type": "message", "date": "2016-12-13T10:00:00", "date_unixtime": "1481616000", "from": "قناة",
        "forwarded_from": "وكالة", "text": ["قتل ", {"type": "bold", "text": "ثلاثة"}, " مدنيين"],
    }  # fmt: skip
    chat = {
        "name": "قناة",
        "type": "public_channel",
        "id": 5,
        "messages": [message, {"id": 9, "type": "message", "photo": "p.jpg", "text": ""}],
    }
    items = opened(json.dumps(chat, ensure_ascii=False).encode(), "result.json")
    assert told(items[0]) == ("2", None, None, "قناة", "chat", "2016-12-13T10:00:00+02:00", "message")
    assert isinstance(items[0], Gathered)
    assert (items[0].text, items[0].forwarded_from, items[0].author) == ("قتل ثلاثة مدنيين", "وكالة", None)
    assert json.loads(items[0].data) == message
    assert isinstance(items[1], Refused)
    assert items[1].reason == "messages without words: 1 photo; messages 9"


def test_all_the_chats_of_an_account() -> None:
    chats = [
        {"name": name, "type": "personal_chat", "messages": [{"id": 1, "type": "message", "from": name, "text": NEWS}]}
        for name in ("أ", "ب")
    ]
    items = opened(json.dumps({"chats": {"list": chats}}).encode(), "result.json")
    assert [isinstance(item, Gathered) and item.author for item in items] == ["أ", "ب"]


@pytest.mark.parametrize(
    ("heads", "instants"),
    [
        (["13/12/2016, 21:41 - ", "14/12/2016, 09:05 - "], ["2016-12-13T21:41:00", "2016-12-14T09:05:00"]),
        (["12/13/16, 9:41 PM - ", "12/14/16, 12:05 AM - "], ["2016-12-13T21:41:00", "2016-12-14T00:05:00"]),
        (["\u200f[١٣\u200f/١٢\u200f/٢٠١٦، ٩:٤١:٠٣ م] "], ["2016-12-13T21:41:03"]),
        (["01/02/2016, 10:00 - ", "03/02/2016, 10:00 - "], [None, None]),  # the third of February or the second of March
        (["01/02/2016, 10:00 - ", "05/01/2016, 10:00 - "], ["2016-01-02T10:00:00", "2016-05-01T10:00:00"]),  # time does not run back
    ],
)
def test_the_days_of_a_whatsapp_chat_where_they_can_be_told(heads: list[str], instants: list[str | None]) -> None:
    items = opened("".join(f"{head}أحمد: {NEWS}\nسطر ثان\n" for head in heads).encode(), "chat.txt")
    assert [isinstance(item, Gathered) and item.published_at for item in items] == instants
    assert isinstance(items[0], Gathered)
    assert (items[0].text, items[0].author) == (f"{NEWS}\nسطر ثان", "أحمد")
    assert items[0].data.decode() == f"{heads[0]}أحمد: {NEWS}\nسطر ثان\n"


def test_a_feed_and_its_entries() -> None:
    entry = (
        "<item><title>مقتل &lt;b&gt;ثلاثة&lt;/b&gt;</title><link>https://x.invalid/1</link><guid>g1</guid><description>قصير</description>"
        f"<pubDate>Tue, 13 Dec 2016 23:30:00 +0200</pubDate><c:encoded><![CDATA[<p>{NEWS}</p><p>ثان</p>]]></c:encoded></item>"
    )
    feed = f'<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>وكالة</title>{entry}</channel></rss>'
    item = only(opened(feed.encode(), "f.xml"))
    assert told(item) == ("g1", "مقتل ثلاثة", "https://x.invalid/1", "وكالة", "feed", "2016-12-13T23:30:00+02:00", "feed")
    assert item.text == f"{NEWS}\nثان"


def test_a_letter_and_what_is_attached() -> None:
    from email.message import EmailMessage

    letter = EmailMessage()
    letter["From"], letter["Subject"], letter["Message-ID"] = "a@x.invalid", "تقرير", "<1@x.invalid>"
    letter["Date"] = "Tue, 13 Dec 2016 23:30:00 +0200"
    letter.set_content(NEWS)
    letter.add_alternative(f"<p>{NEWS}</p>", subtype="html")
    letter.add_attachment(NEWS.encode("cp1256"), maintype="text", subtype="plain", filename="ملحق.txt")
    items = opened(letter.as_bytes(), "m.eml")
    assert [item.source for item in items] == ["m.eml", "m.eml » ملحق.txt"]
    assert told(items[0]) == ("<1@x.invalid>", "تقرير", None, None, None, "2016-12-13T23:30:00+02:00", "letter")
    assert [isinstance(item, Gathered) and item.text.strip() for item in items] == [NEWS, NEWS]


def test_a_document_without_what_was_struck_out() -> None:
    struck = "<w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del>"
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>" for words in ("قتلى", "٢٥"))
    body = f"<w:p><w:r><w:t>{NEWS}</w:t></w:r>{struck}</w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert only(opened(docx(body), "d.docx")).text == f"{NEWS}\nقتلى\t٢٥"


def test_an_archive_of_the_web_gives_the_address_and_no_day_of_publication() -> None:
    content = f"<html><head><title>t</title></head><body><article><p>{NEWS}</p><p>{MORE}</p></article></body></html>".encode("cp1256")
    item = only(opened(warc(("https://x.invalid/a", content, [("Content-Type", "text/html; charset=windows-1256")])), "w.warc"))
    assert (item.url, item.published, item.data, item.text) == ("https://x.invalid/a", None, content, f"{NEWS}\n{MORE}")


def test_limits_are_told_by_name() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for number in range(3):
            packed.writestr(f"{number}.txt", NEWS)
    limits = Limits(members=2)
    (refused,) = opened(held.getvalue(), "z.zip", limits=limits)
    assert isinstance(refused, Refused)
    assert (refused.stage, refused.reason) == ("limit", "3 members; at most 2 are taken")
    items = opened(held.getvalue(), "z.zip", limits=Limits(unpacked=len(NEWS.encode()) * 2 + 10))
    assert [isinstance(item, Gathered) for item in items] == [False]  # the archive itself counts


# --- PDF: what is seen is what is read

LINES = [
    "مقتل ٢٥ مدنيا في قصف على المدينة",
    "أعلن الدفاع المدني أن 25 شخصا قتلوا (بينهم 7 أطفال) في الغارة",
    "وقالت وكالة الأنباء إن 1.5 مليون نسمة نزحوا منذ 13/12/2016 إلى الشمال",
]


def test_a_pdf_is_read_as_it_is_seen_whatever_the_order_of_drawing() -> None:
    glyphs = page(LINES)
    for drawn in (glyphs, sorted(glyphs, key=lambda glyph: (glyph[1] * 7919) % 101)):
        assert only(opened(pdf([drawn]), "x.pdf")).text == "\n".join(LINES)


def test_two_columns_are_read_one_after_the_other_and_a_table_by_rows() -> None:
    right = ["أعلن الدفاع المدني أن", "خمسة وعشرين شخصا قتلوا", "في الغارة على السوق"]
    left = ["وقالت وكالة الأنباء إن", "المصابين نقلوا إلى المشفى", "في المدينة القريبة من"]
    assert only(opened(pdf([page(right) + page(left, 280)]), "x.pdf")).text.split("\n") == right + left
    table = page(["قتلى", "جرحى", "مفقودون"]) + page(["25", "٥٢", "7"], 380)
    assert only(opened(pdf([table]), "x.pdf")).text == "قتلى\t25\nجرحى\t٥٢\nمفقودون\t7"


def test_a_pdf_whose_digits_are_drawn_against_their_places_is_refused() -> None:
    drawn = [glyph for index, line in enumerate(LINES) for glyph in reversed(page([line])) if index < 1]
    (refused,) = opened(pdf([drawn]), "x.pdf")
    assert isinstance(refused, Refused)
    assert (refused.stage, "digits" in refused.reason) == ("decode", True)
    (refused,) = opened(pdf([placed("ةنيدملا يف 3102 ماع ليتق 52 طقس".replace("52", "25"))]), "x.pdf")
    assert isinstance(refused, Refused)
    assert refused.stage == "decode"


def test_pages_without_letters_are_told() -> None:
    items = opened(pdf([page(LINES), []]), "x.pdf")
    assert isinstance(items[1], Refused)
    assert items[1].reason == "pages without letters, perhaps pictures of text: 2"


@pytest.mark.skipif(sys.platform != "linux", reason="there is no such measure of memory")
def test_a_line_of_two_hundred_megabytes_and_a_bomb_stay_small_in_memory(tmp_path: Path) -> None:
    with (tmp_path / "line.txt").open("wb") as line:
        for _ in range(200):
            line.write(b"a" * 1_000_000)
    with gzip.open(tmp_path / "bomb.jsonl.gz", "wb", 9) as bomb:
        for _ in range(200):
            bomb.write(b" " * 1_000_000)
    code = (
        "import sys; from sijill.collect.sources import open_source\n"
        "items = list(open_source(sys.argv[1]))\n"
        "most = next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print([item.stage for item in items], most < 500_000)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "['limit', 'limit'] True\n"


def test_every_limit_and_every_stage_is_documented() -> None:
    document = (Path(__file__).parent.parent.parent / "docs" / "collect.md").read_text(encoding="utf-8")
    for name in Limits.__slots__:
        assert f"| `{name}` |" in document
    for stage in ("open", "kind", "limit", "decode", "text", "mapping", "passed_over"):
        assert f"| `{stage}` |" in document
