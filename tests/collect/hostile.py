"""Files that are broken, hostile or not what they say: each is made by a function, with what is to come of it.

What is to come: the stages of the refusals and, for what is read, "read"; in order.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from tests.collect import pdf_maker

NEWS = "قتل ثلاثة مدنيين في قصف على البلدة، وقال الدفاع المدني إن الفرق نقلت الجرحى إلى المشفى."
SECRET = "local secret that no report may hold"
Make = Callable[[Path], Path]
CASES: dict[str, tuple[Make, tuple[str, ...]]] = {}


def case(*expected: str, suffix: str = ".txt") -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Takes in a case whose function gives the bytes of the file."""

    def take(make: Callable[[], bytes]) -> Callable[[], bytes]:
        def write(folder: Path) -> Path:
            path = folder / f"{make.__name__}{suffix}"
            path.write_bytes(make().replace(b"SECRET_FILE", (folder.parent / "secret.txt").as_uri().encode()))
            return path

        CASES[make.__name__] = (write, expected)
        return make

    return take


def placed_case(*expected: str) -> Callable[[Make], Make]:
    """Takes in a case whose function makes what it needs in a folder and gives the path to open."""

    def take(make: Make) -> Make:
        CASES[make.__name__] = (make, expected)
        return make

    return take


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return held.getvalue()


# --- plain text


@case("text")
def nothing() -> bytes:
    return b""


@case("text")
def only_marks_of_direction() -> bytes:
    return "\u200f\ufeff \r\n\u200b".encode()


@case("kind")
def zeros() -> bytes:
    return bytes(100_000)


@case("kind")
def a_picture_named_text() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@case("decode")
def latin_letters_of_an_unknown_charset() -> bytes:
    return "café naïve résumé, le garçon".encode("latin-1")


@case("decode")
def half_a_pair_of_utf_16() -> bytes:
    return b"\xff\xfe" + NEWS.encode("utf-16-le") + b"\x00\xd8\x00"


@case("decode")
def saved_in_a_wrong_charset() -> bytes:
    return NEWS.encode().decode("cp1256").encode()


@case("decode")
def letters_lost_before() -> bytes:
    return ("قتل ????? في ".replace("?", "\ufffd") * 20).encode()


@case("decode")
def surrogates_as_utf_8() -> bytes:
    return NEWS.encode() + b"\xed\xa0\x80\xed\xb0\x80"


@case("read")
def windows_1256() -> bytes:
    return NEWS.encode("cp1256")


@case("read")
def iso_8859_6() -> bytes:
    return NEWS.encode("iso8859-6")


@case("read")
def msdos_720() -> bytes:
    return NEWS.replace("،", ",").encode("cp720")


@case("read")
def utf_16_without_its_mark() -> bytes:
    return NEWS.encode("utf-16-be")


@case("read")
def overrides_of_direction() -> bytes:
    return ("\u202e" + NEWS + "\u202c\u2066\x1b[31m").encode()


@case("read", suffix=".pdf")
def text_named_pdf() -> bytes:
    return NEWS.encode()


@case("kind", suffix=".docx")
def rar_named_docx() -> bytes:
    return b"Rar!\x1a\x07\x01\x00" + bytes(100)


@case("kind", suffix=".7z")
def seven_zip() -> bytes:
    return b"7z\xbc\xaf\x27\x1c" + bytes(100)


@case("kind", suffix=".doc")
def old_office() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@case("kind", suffix=".rtf")
def rich_text() -> bytes:
    return b"{\\rtf1\\ansi{\\object\\objocx " + NEWS.encode("cp1256") + b"}}"


@case("kind", suffix=".tar")
def tar() -> bytes:
    return b"../../evil".ljust(257, b"\x00") + b"ustar\x0000" + bytes(300)


@case("kind", suffix=".exe")
def program() -> bytes:
    return b"MZ\x90\x00" + bytes(300)


@case("kind", suffix=".mp4")
def film() -> bytes:
    return b"\x00\x00\x00\x18ftypmp42" + bytes(300)


@placed_case("kind")
def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


@placed_case("open")
def a_link_to_nowhere(folder: Path) -> Path:
    (folder / "link").symlink_to(folder / "nowhere")
    return folder / "link"


@placed_case("read", "kind")
def a_folder_that_holds_itself(folder: Path) -> Path:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "a.txt").write_text(NEWS, encoding="utf-8")
    (inner / "b").symlink_to(inner)
    return inner


@placed_case("open")
def a_name_that_is_none(folder: Path) -> Path:
    return folder / "a\0b"


# --- pages


def html(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>t</title>{head}</head><body>{body}</body></html>"


ARTICLE = f"<article><p>{NEWS}</p><p>{NEWS}</p></article>"


@case("text", suffix=".html")
def page_of_scripts() -> bytes:
    return html("<script>document.write('x')</script><style>p{}</style>").encode()


@case("read", suffix=".html")
def page_that_lies_of_its_charset() -> bytes:
    return html(ARTICLE, '<meta charset="utf-8">').encode("cp1256")


@case("read", suffix=".html")
def page_that_declares_a_strange_codec() -> bytes:
    return html(ARTICLE, '<meta charset="unicode_escape">').encode("cp1256")


@case("read", suffix=".html")
def page_that_points_to_local_files() -> bytes:
    return html(f'<iframe src="SECRET_FILE"></iframe><img src="SECRET_FILE"><object data="SECRET_FILE"></object>{ARTICLE}').encode()


@case("limit", suffix=".html")
def page_of_a_hundred_thousand_boxes() -> bytes:
    return html("<div>" * 100_000 + NEWS).encode()


@case("text", suffix=".html")
def page_of_open_brackets() -> bytes:
    return b"<html><body>" + b"<" * 200_000


@case("text", suffix=".html")
def page_of_open_comments() -> bytes:
    return b"<html><body>" + b"<!--" * 50_000


@case("text", suffix=".html")
def page_of_open_declarations() -> bytes:
    return b"<html><body>" + b"<![CDATA[" * 30_000


@case("read", suffix=".html")
def page_with_zeros() -> bytes:
    return html(ARTICLE).replace("<p>", "<p>\x00", 1).encode()


@case("limit", suffix=".html")
def page_of_twenty_megabytes() -> bytes:
    return html("<p>" + "a" * 20_000_000).encode()


@case("read", suffix=".xhtml")
def page_with_expanding_entities() -> bytes:
    return (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        f'<!ENTITY s SYSTEM "SECRET_FILE">]><html><body>{ARTICLE}<p>&b;&s;</p></body></html>'
    ).encode()


@case("read", suffix=".html")
def page_with_linked_data_that_is_deep() -> bytes:
    return html(ARTICLE, f'<script type="application/ld+json">{"[" * 50_000}</script>').encode()


# --- feeds


def rss(items: str, before: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>{before}<rss version="2.0"><channel><title>f</title>{items}</channel></rss>'.encode()


@case("open", suffix=".rss")
def a_billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    return rss("<item><description>&l9;</description></item>", f"<!DOCTYPE rss [{entities}]>")


@case("open", suffix=".rss")
def feed_with_an_external_entity() -> bytes:
    return rss("<item><description>&x;</description></item>", '<!DOCTYPE rss [<!ENTITY x SYSTEM "SECRET_FILE">]>')


@case("open", suffix=".rss")
def feed_with_a_parameter_entity() -> bytes:
    return rss("<item><description>x</description></item>", '<!DOCTYPE rss [<!ENTITY % p SYSTEM "SECRET_FILE"> %p;]>')


@case("open", suffix=".rss")
def feed_with_an_external_dtd() -> bytes:
    return rss("<item><description>&x;</description></item>", '<!DOCTYPE rss SYSTEM "SECRET_FILE">')


@case("limit", suffix=".rss")
def feed_of_deep_elements() -> bytes:
    return rss("<item>" + "<a>" * 50_000)


@case("read", "open", suffix=".rss")
def feed_that_breaks_off() -> bytes:
    return rss(f"<item><description>{NEWS}</description></item><item><descr")[:-18]


@case("kind", suffix=".svg")
def xml_that_is_no_feed() -> bytes:
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@case("open", suffix=".rss")
def feed_in_an_unknown_encoding() -> bytes:
    return rss("<item><title>x</title></item>").replace(b"utf-8", b"x-none")


@case("read", suffix=".rss")
def feed_with_scripts() -> bytes:
    return rss(f"<item><description><![CDATA[<script>alert(1)</script><p onclick='x()'>{NEWS}</p>]]></description></item>")


@case("text", suffix=".rss")
def feed_with_an_empty_entry() -> bytes:
    return rss("<item></item>")


# --- archives


@case("limit", suffix=".zip")
def zip_bomb() -> bytes:
    return zipped({"a.txt": b"0" * 30_000_000})


@case("limit", suffix=".zip")
def archives_within_archives() -> bytes:
    content = NEWS.encode()
    for depth in range(7):
        content = zipped({f"{depth}.zip" if depth else "a.txt": content})
    return content


@case("read", "read", "read", suffix=".zip")
def zip_that_climbs_out() -> bytes:
    return zipped({"../../climbed.txt": NEWS.encode(), "/climbed.txt": NEWS.encode(), "C:\\climbed.txt": NEWS.encode()})


@case("kind", suffix=".zip")
def zip_with_a_link() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "SECRET_FILE")
    return held.getvalue()


def patched(content: bytes, name: str, local: int, central: int, value: bytes) -> bytes:
    """A zip of one member with a field of both of its headers changed."""
    changed = bytearray(content)
    changed[local : local + len(value)] = value
    start = content.index(b"PK\x01\x02") + central
    changed[start : start + len(value)] = value
    return bytes(changed)


@case("open", suffix=".zip")
def zip_with_a_password() -> bytes:
    return patched(zipped({"a.txt": NEWS.encode()}), "a.txt", 6, 8, b"\x01\x00")


@case("open", suffix=".zip")
def zip_of_an_unknown_method() -> bytes:
    return patched(zipped({"a.txt": NEWS.encode()}), "a.txt", 8, 10, b"\x63\x00")


@case("open", suffix=".zip")
def zip_whose_sum_is_wrong() -> bytes:
    return patched(zipped({"a.txt": NEWS.encode()}), "a.txt", 14, 16, b"\x01\x02\x03\x04")


@case("open", suffix=".zip")
def zip_that_breaks_off() -> bytes:
    return zipped({"a.txt": NEWS.encode() * 50})[:-40]


@case("open", suffix=".zip")
def zip_that_says_it_is_small() -> bytes:
    content = zipped({"a.txt": b"0" * 5_000_000 + NEWS.encode()})
    return patched(content, "a.txt", 22, 24, struct.pack("<L", 10))


@case("read", "read", suffix=".zip")
def zip_with_one_name_twice() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("a.txt", NEWS)
        packed.writestr("b.txt", NEWS)
    return held.getvalue().replace(b"b.txt", b"a.txt")


@case("read", suffix=".zip")
def zip_with_litter() -> bytes:
    return zipped({"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "a\x1b[31m.txt": NEWS.encode()})


@case("limit", suffix=".txt.gz")
def gzip_bomb() -> bytes:
    return gzip.compress(b"0" * 30_000_000)


@case("open", suffix=".txt.gz")
def gzip_that_breaks_off() -> bytes:
    return gzip.compress(NEWS.encode() * 100)[:-20]


@case("open", suffix=".txt.gz")
def gzip_with_something_behind() -> bytes:
    return gzip.compress(NEWS.encode()) + b"something"


__all__ = ["CASES", "NEWS", "SECRET", "EmailMessage", "case", "json", "pdf_maker", "placed_case", "rss", "zipped"]
