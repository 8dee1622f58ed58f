"""Bytes become text without changing anything; which charset they are in is established, or the bytes are refused.

Tried in this order: a byte order mark, UTF-8, the charset that is declared, UTF-16 without its mark, the old charsets of
Arabic where one of them makes more Arabic than the others. UTF-8 comes before what is declared, because text in an old
charset is hardly ever whole UTF-8 by chance, while many pages that declare an old charset are in UTF-8.
"""

from __future__ import annotations

import codecs

from sijill.collect.identify import identify, words_share
from sijill.collect.item import Refusal

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# what a page may declare; a name outside this list is not handed to the codec machinery, which knows stranger things
DECLARED = frozenset(
    (
        "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "ascii", "cp1256", "iso8859-6", "mac-arabic", "cp720", "cp864", "cp1252",
        "iso8859-1", "iso8859-15", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "iso8859-9", "koi8-r",
    )
)  # fmt: skip
# Mac Arabic has its letters where ISO 8859-6 has them, and more signs: it is tried where that fails
OLD = ("cp1256", "iso8859-6", "cp720", "mac_arabic")
ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ps", "ckb"})
SAMPLE = 65536
CONTROLS = frozenset(map(chr, (*range(9), *range(14, 27), *range(28, 32), 127)))
CONTROL_SHARE = 0.02
LOST_SHARE = 0.005
MARGIN = 1.5
LEAST = 0.02


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The text that the bytes hold; a byte order mark of UTF-8 stays in it. Raises a Refusal."""
    text = _marked(data, source)
    if text is None:
        text = _unmarked(data, source, declared)
    if _is_binary(text):
        raise Refusal(source, "kind", "this is no text: it holds binary data", data)
    if text.count("\ufffd") > max(3, LOST_SHARE * len(text)):
        raise Refusal(source, "decode", "letters were lost before it came here: it is full of replacement characters", data)
    if _twice_coded(text):
        raise Refusal(source, "decode", "it was saved in a wrong charset before it came here: UTF-8 taken for an old one", data)
    return text


def has_words(text: str) -> bool:
    """Whether there is a letter or a figure in the text."""
    return any(map(str.isalnum, text))


def known_charset(name: str | None) -> str | None:
    """The codec of a declared charset, None where the name is none that a text is declared in."""
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name if name else None
    except (LookupError, ValueError):
        return None
    return codec if codec in DECLARED else None


def _marked(data: bytes, source: str) -> str | None:
    for mark, codec in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec)
            except UnicodeDecodeError as error:
                if codec == "utf-8":
                    return None
                raise Refusal(source, "decode", f"its mark says {codec.upper()}, and it is no whole {codec.upper()} text", data) from error
    return None


def _unmarked(data: bytes, source: str, declared: str | None) -> str:
    if wide := _wide(data):
        return wide
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _declared(data, declared) or _old(data)
        if text is None:
            place = f"byte {error.start:,} is no UTF-8, and no old charset makes Arabic of it"
            raise Refusal(source, "decode", f"its charset cannot be established: {place}", data) from error
        return text


def _wide(data: bytes) -> str | None:
    """The text of UTF-16 without its mark: of ASCII and Arabic, one byte of each pair takes few values."""
    sample = data[:SAMPLE]
    if len(data) < 4 or len(data) % 2 or not _narrow(sample[1::2]) ^ _narrow(sample[0::2]):
        return None
    try:
        text = data.decode("utf-16-le" if _narrow(sample[1::2]) else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return text if identify(text) != "und" else None


def _narrow(column: bytes) -> bool:
    return sum(column.count(byte) for byte in (0x00, 0x06, 0x20)) > 0.95 * len(column) and column.count(0x20) < 0.5 * len(column)


def _declared(data: bytes, declared: str | None) -> str | None:
    codec = known_charset(declared)
    try:
        text = data.decode(codec) if codec else None
    except UnicodeDecodeError:
        return None
    return text if text is not None and identify(text) != "und" else None


def _old(data: bytes) -> str | None:
    """The text in the old charset of Arabic that makes by far the most known words of it."""
    scored: list[tuple[float, str]] = []
    tried: set[str] = set()
    for codec in OLD:
        if codec == "mac_arabic" and "iso8859-6" in tried:
            continue
        text = data.decode(codec, "replace")
        if "\ufffd" not in text and not _is_binary(text) and identify(text[:SAMPLE]) in ARABIC_SCRIPT:
            scored.append((words_share(text), text))
            tried.add(codec)
    scored.sort(key=lambda pair: -pair[0])
    if not scored or (len(scored) > 1 and scored[0][0] < MARGIN * scored[1][0]):
        return None
    return scored[0][1] if scored[0][0] >= LEAST or len(scored) == 1 else None


def _is_binary(text: str) -> bool:
    """Whether control characters that no text holds are many among the first."""
    sample = text[:SAMPLE]
    return sum(sample.count(char) for char in CONTROLS) > CONTROL_SHARE * len(sample)


def _twice_coded(text: str) -> bool:
    """Whether the letters are the bytes of UTF-8, each taken for a letter of an old charset."""
    sample = text[:4000]
    for codec in ("cp1256", "cp1252", "latin-1"):
        try:
            back = sample.encode(codec).decode("utf-8", "ignore")
        except UnicodeEncodeError:
            continue
        if len(back) < 0.8 * len(sample) and identify(back) in ARABIC_SCRIPT and words_share(back) > words_share(sample):
            return True
    return False
