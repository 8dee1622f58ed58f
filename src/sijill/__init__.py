"""Sijill reads conflict-news reports offline into grounded claims and statements.

    import sijill
    reading = sijill.read(text, published="2016-12-13")
    for claim in reading.claims:
        print(claim.effect, claim.figure, claim.attribution.origin)

Importing the package loads no table; the first reading does.
"""

from __future__ import annotations

from datetime import date

from sijill.errors import SijillError
from sijill.record.claim import Claim, Reading, Statement
from sijill.record.contract import as_json
from sijill.record.report import Report
from sijill.record.text import Span, Text
from sijill.record.voice import Voice

__all__ = ["Claim", "Reading", "Report", "SijillError", "Span", "Statement", "Text", "Voice", "as_json", "read"]
__version__ = "0.1.0"


def read(
    text: str | bytes | Report,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    reference: str | None = None,
) -> Reading:
    """All that one report says.

    `text` is the report's text, its bytes as received, or a Report. `published` is the day on which it appeared, a date
    or ISO 8601; without it "Tuesday" cannot become a day. `language` reads the text as that language instead of
    telling it from the letters; `reference` names the report in errors. Raises DateError, EmptyInput, NotText or
    LanguageNotRead, all of them SijillError.

    """
    # imported here, so that a program that only wants the values does not load the reader with them
    from sijill.door import read_text

    return read_text(text, published=published, outlet=outlet, language=language, reference=reference)
