"""A file, or bytes, or a string becomes a Report; the text is the decoded bytes exactly as received."""

from __future__ import annotations

import hashlib
import sys
from datetime import date
from pathlib import Path

from sijill.errors import EmptyInput, InputError, NotText
from sijill.record.report import Report
from sijill.record.text import Text

EXTRACTOR = "text 0.1.0"


def collect(path: str | Path, published: date | None = None, outlet: str | None = None) -> Report:
    """The report in that file; "-" is standard input. Raises an InputError that names the file."""
    name = str(path)
    if name == "-":
        return report_of(sys.stdin.buffer.read(), "standard input", published, outlet)
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise InputError(name, (error.strerror or str(error)).lower()) from error
    return report_of(content, name, published, outlet)


def report_of(
    content: bytes | str, name: str, published: date | None = None, outlet: str | None = None, language: str | None = None
) -> Report:
    """The report that these bytes or this string are; raises EmptyInput or NotText."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if isinstance(content, str):
        text = content
    else:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotText(name, "this is no UTF-8 text") from error
    if not text.strip():
        raise EmptyInput(name, "there is no text in it")
    digest = "sha256:" + hashlib.sha256(raw).hexdigest()
    told = "argument" if published else None
    return Report(
        text=Text(text), digest=digest, extractor=EXTRACTOR, language=language or "ar", outlet=outlet,
        published=published, published_from=told,
    )  # fmt: skip
