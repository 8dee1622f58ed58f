"""A text from anywhere becomes a reading: it is made a report, its language is loaded, and the reader reads it."""

from __future__ import annotations

import dataclasses
import os
from datetime import date
from functools import cache
from pathlib import Path

from sijill.collect.file import report_of
from sijill.errors import LanguageNotRead
from sijill.language.load import Language, languages, load
from sijill.reader import read as read_report
from sijill.record.claim import Reading
from sijill.record.report import Report
from sijill.settings import day_of

PLACES_FOLDER = "SIJILL_GAZETTEER"


def read_text(
    text: str | bytes | Report, *, published: date | str | None, outlet: str | None, language: str | None, reference: str | None
) -> Reading:
    """The reading of a text, of bytes or of a report; see `sijill.read`."""
    day = day_of(published)
    if isinstance(text, Report):
        report = dataclasses.replace(text, outlet=outlet or text.outlet, language=language or text.language)
        if day:
            report = dataclasses.replace(report, published=day, published_from="argument")
    else:
        report = report_of(text, reference or "the text", published=day, outlet=outlet, language=language)
    return read_known(report, reference or "the text")


def read_known(report: Report, name: str) -> Reading:
    """The reading of a report in a language that is read; `name` is what an error calls it."""
    if report.language not in languages():
        raise LanguageNotRead(name, f"the language {report.language!r} is not read; {', '.join(languages())} is")
    return read_report(report, language_of(report.language), places_folder())


def places_folder() -> Path | None:
    """The folder of places that the user has imported, where the environment names one in SIJILL_GAZETTEER; else None."""
    named = os.environ.get(PLACES_FOLDER)
    return Path(named) if named else None


@cache
def language_of(code: str) -> Language:
    """The tables of that language, loaded once in a process and shared."""
    return load(code)
