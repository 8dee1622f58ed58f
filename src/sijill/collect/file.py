"""A file, or bytes, or a string becomes a Report; the text is the decoded bytes exactly as received.

Bytes are read as UTF-8; a byte order mark at the start stays in the text, so that offsets count what was received.
UTF-16 is read where its mark stands first, Windows-1256 where the bytes are no UTF-8 and make plain Arabic.
"""

from __future__ import annotations

import codecs
import hashlib
import sys
import unicodedata
from datetime import date
from pathlib import Path

from sijill.collect.identify import UNKNOWN, identify
from sijill.errors import EmptyInput, InputError, LanguageNotRead, NotText
from sijill.language.load import languages
from sijill.record.report import Report
from sijill.record.text import Text

EXTRACTOR = "text 0.1.0"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
BINARY_SAMPLE = 8192
CONTROLS = frozenset(map(chr, (*range(9), *range(14, 27), *range(28, 32), 127)))
CONTROL_SHARE = 0.02
UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


def collect(path: str | Path, published: date | None = None, outlet: str | None = None) -> Report:
    """The report in that file; "-" is standard input. Raises an InputError that names the file."""
    name = str(path)
    if name == "-":
        return report_of(sys.stdin.buffer.read(), "standard input", published, outlet)
    try:
        content = Path(path).read_bytes()
    except IsADirectoryError as error:
        raise InputError(name, "this is a directory, not a report") from error
    except FileNotFoundError as error:
        raise InputError(name, "there is no such file") from error
    except OSError as error:
        reason = "this is a directory, not a report" if Path(path).is_dir() else (error.strerror or str(error)).lower()
        raise InputError(name, reason) from error
    except ValueError as error:
        raise InputError(name, "this is no name of a file") from error
    return report_of(content, name, published, outlet)


def report_of(
    content: bytes | str, name: str, published: date | None = None, outlet: str | None = None, language: str | None = None
) -> Report:
    """The report that these bytes or this string are.

    Raises EmptyInput, NotText, or LanguageNotRead where its language was not given and is none that is read.
    """
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    text = content if isinstance(content, str) else _decoded(raw, name)
    if not text.strip() or (isinstance(content, bytes) and all(unicodedata.category(char) in UNSEEN for char in text)):
        raise EmptyInput(name, "there is no text in it")
    return Report(
        text=Text(text), digest="sha256:" + hashlib.sha256(raw).hexdigest(), extractor=EXTRACTOR,
        language=language or _language(text, name), outlet=outlet,
        published=published, published_from="argument" if published else None,
    )  # fmt: skip


def _decoded(raw: bytes, name: str) -> str:
    """The text that bytes hold; raises NotText."""
    if raw.startswith(UTF_16) and not raw.startswith(codecs.BOM_UTF32_LE):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise NotText(name, "this is no whole UTF-16 text") from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        old = raw.decode("cp1256", "replace")
        if _is_binary(old) or identify(old) != "ar":
            raise NotText(name, "this is no text in UTF-8") from error
        return old
    if _is_binary(text):
        raise NotText(name, "this is no text: it holds binary data")
    return text


def _is_binary(text: str) -> bool:
    """Whether control characters that no text holds are many among the first."""
    sample = text[:BINARY_SAMPLE]
    return sum(char in CONTROLS for char in sample) > CONTROL_SHARE * len(sample)


def _language(text: str, name: str) -> str:
    """The language of a text; raises LanguageNotRead where it is none that is read."""
    code = identify(text)
    if code in languages():
        return code
    told = "its language cannot be told" if code == UNKNOWN else f"the language {code!r} is not read"
    raise LanguageNotRead(name, f"{told}; {', '.join(languages())} is")
