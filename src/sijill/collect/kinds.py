"""Which kind of file it is, told by its first bytes before its name: a name may say anything."""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePath

from sijill.collect.item import Blob, Refusal

SAMPLE = 4096
# what is known and not read: told by name rather than as "binary"
FOREIGN = (
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"BZh", "a BZIP2 archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .msg) or one with a password; save it as .docx or .xlsx"),
    (b"{\\rtf", "rich text (.rtf); save it as .docx or .txt"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"OggS", "a recording (Ogg)"),
    (b"ID3", "a recording (MP3)"),
    (b"RIFF", "a picture, film or recording (RIFF)"),
    (b"\x1aE\xdf\xa3", "a film (Matroska)"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ", "a program (Windows)"),
    (b"%!PS", "a PostScript file"),
)
BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "page", ".htm": "page", ".xhtml": "page", ".csv": "csv", ".tsv": "csv",
    ".tab": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".eml": "letter", ".rss": "feed", ".atom": "feed",
    ".warc": "warc",
}  # fmt: skip
# by the type that a letter, an archive of the web or a feed declares
BY_TYPE = {
    "text/plain": "text", "text/html": "page", "application/xhtml+xml": "page", "text/csv": "csv", "text/tab-separated-values": "csv",
    "application/json": "json", "application/jsonl": "jsonl", "application/x-ndjson": "jsonl", "message/rfc822": "letter",
    "application/rss+xml": "feed", "application/atom+xml": "feed",
}  # fmt: skip
HTML = re.compile(rb"^\s*(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html|<head|<body)", re.I | re.S)
XML = re.compile(rb"^\s*<\?xml|^\s*<(?:rss|feed|rdf:RDF)\b", re.I)
FEED = re.compile(rb"<(?:[a-z]+:)?(?:rss|feed|RDF)[\s>]")
XHTML = re.compile(rb"<html[\s>]|<!doctype\s+html", re.I)
LETTER = re.compile(rb"^(?:From \S+.*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}", re.M)
LETTER_FIELDS = re.compile(rb"^(?:from|date|subject|message-id|mime-version|received):", re.I | re.M)
WHATSAPP = re.compile(
    r"^[\u200e\u200f\ufeff]*\[?[\d\u0660-\u0669]{1,4}[\u200e\u200f]?[/.-][\u200e\u200f]?[\d\u0660-\u0669]{1,2}[\u200e\u200f]?[/.-]"
    r"[\u200e\u200f]?[\d\u0660-\u0669]{2,4},?\u060c?\s[^\n]{4,16}?[\]-]\s[^\n]{1,}$",
    re.M,
)


def kind_of(blob: Blob) -> str:
    """The kind: text page csv sheet json jsonl letter feed warc pdf docx zip gzip chat. Raises a Refusal for one not read."""
    head = blob.head(SAMPLE)
    suffix = PurePath(blob.name).suffix.lower()
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _packed(blob)
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"WARC/"):
        return "warc"
    for mark, told in FOREIGN:
        if head.startswith(mark):
            raise Refusal(blob.source, "kind", f"this is {told}; it is not read")
    if head[4:8] == b"ftyp":
        raise Refusal(blob.source, "kind", "this is a film or a recording (MP4); it is not read")
    if head[257:262] == b"ustar":
        raise Refusal(blob.source, "kind", "this is a TAR archive; it is not read: pack the files as .zip")
    return _text_kind(head, suffix, blob.media_type)


def _packed(blob: Blob) -> str:
    """Whether a zip is a document, a workbook or an archive of files."""
    try:
        blob.handle.seek(0)
        with zipfile.ZipFile(blob.handle) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, OverflowError) as error:
        raise Refusal(blob.source, "open", f"this is no whole zip file ({error})") from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "sheet"
    if "content.xml" in names and "mimetype" in names:
        raise Refusal(blob.source, "kind", "this is an OpenDocument file; it is not read: save it as .docx or .xlsx")
    if any(name.startswith(("word/", "xl/", "ppt/")) for name in names) and "[Content_Types].xml" in names:
        raise Refusal(blob.source, "kind", "this is a broken Office file, or one of a kind that is not read")
    return "zip"


def _text_kind(head: bytes, suffix: str, media_type: str | None) -> str:
    named = BY_TYPE.get((media_type or "").lower()) or BY_SUFFIX.get(suffix)
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        plain = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    if HTML.match(plain):
        return "page"
    if XML.match(plain):
        return "feed" if FEED.search(plain) else "page" if XHTML.search(plain) else named or "feed"
    if named in ("csv", "json", "jsonl", "letter", "feed", "page"):
        return named
    if plain.lstrip()[:1] == b"{" and suffix != ".txt":
        return "json"
    if LETTER.match(plain) and len(LETTER_FIELDS.findall(plain)) >= 3:
        return "letter"
    if WHATSAPP.match(plain.decode("utf-8", "ignore")):
        return "chat"
    return "text"
