"""A PDF: its words in the order in which a person sees them, or a refusal where that order cannot be established.

Read by pdfminer, letter by letter with places; the order of drawing is not believed. A file is refused, never read in
part, where letters or digits have no Unicode, lie on each other, are turned or mirrored, or where the words that come out
are no words of the language: a toll of 25 must not become 52. After Unicode's UAX #9 for what is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from itertools import pairwise

from sijill.collect.heard import heard
from sijill.collect.identify import identify, words_share
from sijill.collect.item import Blob, Gathered, Item, Refusal, Refused, Run
from sijill.collect.pdf_drawn import drawn
from sijill.collect.pdf_glyphs import UNMAPPED, Glyph, glyphs, guard, once
from sijill.collect.pdf_order import Line, lines_of, ordered, said
from sijill.collect.plain import checked
from sijill.collect.when import DIGITS, moment

MEDIA_TYPE = "application/pdf"
LOSS = "Data-loss"  # what pdfminer says where a stream cannot be unpacked to its end
MOST_LOCKED = 400_000  # what a locked file unpacks to cannot be told before; no file unpacks to more than 1,032 times its size
MOST_UNMAPPED = 0.005
MOST_TURNED = 0.05
MOST_OVERLAID = 0.1
MOST_GLYPHS, MOST_IN_ALL = 100_000, 1_000_000  # letters on one page and in the file
ENOUGH_WORDS = 25
LEAST_KNOWN = 0.03
DIGIT_BESIDE = re.compile(rf"\d{UNMAPPED}|{UNMAPPED}\d")
ARTICLE = "\u0627\u0644"
ONLY_AT_END = "\u0629\u0649"
WORD = re.compile("[\u0621-\u064a]{2,}")
WORD_LETTER = re.compile("[\u0621-\u064a]")
YEAR = re.compile(r"(?<![\d.,])\d{4}(?![\d.,]\d)")
OPENING_WRONG = re.compile(r"(?:^|\s)[)\]]\w", re.M)
OPENING_RIGHT = re.compile(r"(?:^|\s)[(\[]\w", re.M)
MIRRORED = str.maketrans("()[]", ")(][")


@cache
def extractor() -> str:
    """The name and version of what takes a PDF apart."""
    return f"pdf 0.1.0 pdfminer {version('pdfminer.six')}"


def read_pdf(blob: Blob, run: Run) -> Iterator[Item]:
    """The document as one report, and a refusal for pages that hold pictures only. Raises a Refusal."""
    data = blob.whole(run.limits.document)
    guard(data, blob.source)
    if b"/Encrypt" in data and len(data) > MOST_LOCKED:
        reason = f"it is locked against copying and larger than {MOST_LOCKED:,} bytes: save it without the lock"
        raise Refusal(blob.source, "limit", reason)
    with heard("pdfminer") as complaints:
        pages = _pages(data, blob.source, run)
    if any(LOSS in words for words in complaints):
        raise Refusal(blob.source, "open", "a part of it is damaged, so that words may be missing", data)
    bare = [number for number, page in enumerate(pages, 1) if not page]
    if len(bare) == len(pages):
        raise Refusal(blob.source, "text", "there are no letters in it, only pictures: it has to be read by OCR first", data)
    joined = [glyph for page in pages for glyph in page]
    _sound(joined, blob.source, data)
    right_to_left = sum("\u0600" <= glyph.text[:1] <= "\u06ff" for glyph in joined) * 2 > len(joined) * 0.6
    text = "\n\n".join(_page(page, right_to_left, blob.source, data) for page in pages if page)
    text = checked(_brackets(text), blob.source, run, data)
    _establish(text, blob.source, data)
    day, instant = moment(blob.published_at)
    yield Gathered(
        data=data, media_type=MEDIA_TYPE, source=blob.source, text=text, extractor=extractor(), language=identify(text), url=blob.url,
        published=day, published_at=instant, published_from=blob.published_from if day else None,
    )  # fmt: skip
    if bare:
        told = ", ".join(map(str, bare[:20])) + (" …" if len(bare) > 20 else "")
        yield Refused(source=blob.source, stage="passed_over", reason=f"pages without letters, perhaps pictures of text: {told}")


def _pages(data: bytes, source: str, run: Run) -> list[list[Glyph]]:
    """The letters of each page; raises a Refusal where the file is locked, broken or too long."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    pages: list[list[Glyph]] = []
    try:
        for page in drawn(data, source, MOST_GLYPHS, MOST_IN_ALL):
            if len(pages) >= run.limits.pages:
                raise Refusal(source, "limit", f"more than {run.limits.pages:,} pages", data)
            found = list(glyphs(page))
            pages.append([glyph for glyph in once(found) if glyph.text] if any(glyph.text.strip() for glyph in found) else [])
    except PDFPasswordIncorrect as error:
        raise Refusal(source, "open", "it is locked with a password", data) from error
    except PDFEncryptionError as error:
        raise Refusal(source, "open", f"it is locked in a way that is not known ({error})", data) from error
    except (PDFException, PSException) as error:
        raise Refusal(source, "open", f"this is no whole PDF ({type(error).__name__})", data) from error
    if not pages:
        raise Refusal(source, "open", "no page is found in it", data)
    return pages


def _sound(found: list[Glyph], source: str, data: bytes) -> None:
    """Raises a Refusal where letters have no Unicode or stand askew."""
    letters = [glyph for glyph in found if glyph.text.strip()]
    unmapped = sum(UNMAPPED in glyph.text for glyph in letters)
    if unmapped > MOST_UNMAPPED * len(letters):
        raise Refusal(source, "decode", f"{unmapped:,} of its {len(letters):,} letters have no Unicode: what they are cannot be told", data)
    turned = sum(not glyph.upright for glyph in letters)
    if turned > MOST_TURNED * len(letters):
        raise Refusal(source, "decode", "its letters are turned or mirrored: the order of its words cannot be established", data)


def _drawn_figures(found: list[Glyph], source: str, data: bytes) -> None:
    """Raises a Refusal where the order of drawing says of figures another thing than their places.

    Where letters are drawn as they are read, from the right, the digits of a number are drawn from the left all the same;
    digits that follow each other to the left there may have been put down in the wrong order.
    """
    steps = {"letters": [0, 0], "digits": [0, 0]}
    for one, other in pairwise(found):
        kinds = {"digits" if glyph.text[:1].isdecimal() else "letters" if WORD_LETTER.match(glyph.text) else "" for glyph in (one, other)}
        if len(kinds) == 1 and (kind := kinds.pop()) and abs(one.base - other.base) < 1 and abs(one.middle - other.middle) < 2 * one.size:
            steps[kind][other.middle > one.middle] += 1
    (letters_left, letters_right), (digits_left, _) = steps["letters"], steps["digits"]
    if letters_left > letters_right and digits_left:
        raise Refusal(source, "decode", "digits are drawn against the order in which they stand: its figures cannot be established", data)


def _page(found: list[Glyph], right_to_left: bool, source: str, data: bytes) -> str:
    lines = lines_of([glyph for glyph in found if glyph.upright])
    for line in lines:
        _apart(line, source, data)
    _drawn_figures(found, source, data)
    return "\n".join("\t".join(map(said, row[::-1] if right_to_left else row)) for row in ordered(lines, right_to_left))


def _apart(line: Line, source: str, data: bytes) -> None:
    """Raises a Refusal where letters of a line lie on each other, so that their places do not tell their order."""
    solid = [glyph for glyph in line if glyph.text.strip()]
    overlaid = 0
    for one, other in pairwise(solid):
        narrow = max(min(one.right - one.left, other.right - other.left), 0.01)
        if other.middle - one.middle < 0.05 * max(one.size, 1) or one.right - other.left > 0.7 * narrow:
            overlaid += 1
            if one.text[:1].isdecimal() and other.text[:1].isdecimal():
                raise Refusal(source, "decode", "digits lie on each other: the order of its figures cannot be established", data)
    if overlaid > max(2, MOST_OVERLAID * len(solid)):
        raise Refusal(source, "decode", "letters lie on each other: the order of its words cannot be established", data)


def _brackets(text: str) -> str:
    """The text with its brackets turned, where the font has drawn the mirrored ones and named them for what is seen."""
    return text.translate(MIRRORED) if len(OPENING_WRONG.findall(text)) > 2 * len(OPENING_RIGHT.findall(text)) else text


def _establish(text: str, source: str, data: bytes) -> None:
    """Raises a Refusal where what came out shows that the order is not that of the language."""
    if DIGIT_BESIDE.search(text):
        raise Refusal(source, "decode", "a digit has no Unicode: its figures cannot be told", data)
    years = YEAR.findall(text.translate(DIGITS))
    if sum(year[:2] in ("19", "20") for year in years) < sum(year[2:] in ("91", "02") and year[:2] not in ("19", "20") for year in years):
        raise Refusal(source, "decode", "its years come out back to front: the order of its digits cannot be established", data)
    words = WORD.findall(text)
    if not words:
        return
    forward = sum((word.startswith(ARTICLE) and len(word) > 3) + (word[-1] in ONLY_AT_END) for word in words)
    backward = sum((word.endswith(ARTICLE[::-1]) and len(word) > 3) + (word[0] in ONLY_AT_END) for word in words)
    if backward > max(0.34 * forward, 0):
        raise Refusal(source, "decode", "its words come out back to front: their order cannot be established", data)
    if len(words) >= ENOUGH_WORDS and words_share(text) < LEAST_KNOWN:
        raise Refusal(source, "decode", "what comes out are no words: its letters are scrambled, or parted from each other", data)
