"""A report becomes a reading: the stages joined, the product's heart on one page."""

from __future__ import annotations

from datetime import date

from sijill.language.load import Language
from sijill.record.claim import Reader, Reading
from sijill.record.report import Report

VERSION = "0.1.0"


def read(report: Report, language: Language) -> Reading:
    """All that the report says. Pure: no clock, no network, no ledger."""
    return Reading(
        reader=Reader(name="rules", version=VERSION, language_data=language.digest),
        report=report,
        outlet=None,
        published=report.published,
        published_from=report.published_from,
        title=report.title,
        statements=(),
        claims=(),
    )


_ = date
