"""What the form of a missed claim or statement shows: the selected words, and what of the reading may be taken over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sijill.ledger.judge import number_of
from sijill.record.veil import Quote
from sijill.web.pages.edit import Told, places_of, times_of, voices_of
from sijill.web.pages.report import ReportPage

NUMBER = re.compile(r"\d[\d.,\u066b\u066c]*")
ACTS = ("assert", "deny", "confirm", "estimate", "accuse", "announce", "condemn", "warn", "appeal", "demand", "promise", "threaten",
        "propose", "reject", "concern", "cannot_verify")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """Words that were selected (`at` their range), the number that stands in them as figures, and the reading's own words."""

    at: str
    quote: str
    number: str
    acts: tuple[tuple[str, str], ...]
    voices: list[Told]
    places: list[Told]
    times: list[Told]


def adding_of(page: ReportPage, words: tuple[int, int]) -> Adding:
    """The form for those words."""
    span = page.text.span(*words)
    labels = page.words.labels
    shown = page.veil.quote(page.reading, span, (), 0) if page.reading else Quote(page.veil.words(page.text[span]))
    found = [
        number for match in NUMBER.findall(page.text[span]) if (number := number_of("low", match.rstrip(".,\u066b\u066c"))) is not None
    ]
    return Adding(
        at=f"{span.start}-{span.end}", quote=shown.text, number=f"{found[0]}" if len(found) == 1 else "",
        acts=tuple((act, labels.of("act", act)) for act in ACTS), voices=voices_of(page), places=places_of(page), times=times_of(page),
    )  # fmt: skip
