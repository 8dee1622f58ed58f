"""A report's text taken out of its kept bytes again, where a newer extractor reads them otherwise.

Rows, messages and entries of feeds keep their text: what is kept of them is already taken out of a larger file.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module

from sijill.collect.item import Gathered, Refused
from sijill.collect.sources import open_source
from sijill.errors import SijillError
from sijill.ledger.index import WORD
from sijill.ledger.take import Taken, take

# what takes whole documents apart, by the first word of its name: the module and what tells its name and version
EXTRACTORS = {
    "text": ("file", "EXTRACTOR"), "trafilatura": ("page", "extractor"), "pdf": ("pdf", "extractor"), "docx": ("docx", "EXTRACTOR"),
    "letter": ("letter", "EXTRACTOR"),
}  # fmt: skip
ALIKE = 0.5  # the share of words that two texts of one report have in common at least

Extract = Callable[[Gathered], Gathered]


class NotExtractedError(SijillError):
    """The bytes of a report give no text by now that could take the place of the one before; tells why."""


def extractor_now(told: str) -> str | None:
    """The extractor of this version that does what that one did; None where there is none, or it works on larger files."""
    at = EXTRACTORS.get(told.partition(" ")[0])
    if at is None:
        return None
    named = getattr(import_module(f"sijill.collect.{at[0]}"), at[1])
    return str(named() if callable(named) else named)


def extracted_anew(item: Gathered) -> Gathered:
    """The report with the text that this version takes out of its bytes; as it is where the extractor is the same.

    Raises NotExtractedError where there is no such text, or hardly a word of it is the same.
    """
    now = extractor_now(item.extractor)
    if now is None or now == item.extractor:
        return item
    opened = list(open_source(io.BytesIO(item.data), name=item.source))
    found = [one for one in opened if isinstance(one, Gathered) and (one.digest, one.media_type) == (item.digest, item.media_type)]
    if len(found) != 1:
        told = next((one.reason for one in opened if isinstance(one, Refused)), "it is not found in its bytes")
        raise NotExtractedError(f"{now} takes no text out of it ({told}); its text stays as it was")
    return with_text(item, found[0])


def with_text(item: Gathered, found: Gathered) -> Gathered:
    """The report with another text. Raises NotExtractedError where that cannot be a text of the same report."""
    if found.text == item.text:
        return item
    old, new = set(WORD.findall(item.text)), set(WORD.findall(found.text))
    if len(old & new) < ALIKE * min(len(old), len(new)):
        raise NotExtractedError(f"{found.extractor} takes another text out of it, with few of the same words; its text stays as it was")
    if found.language != item.language:
        raise NotExtractedError(f"its text, taken out of it by {found.extractor}, seems to be in another language ({found.language})")
    return replace(item, text=found.text, extractor=found.extractor)


@dataclass(frozen=True, slots=True)
class Anew:
    """The work on one report: its text is taken out of its bytes by `extract`, and read."""

    extract: Extract = extracted_anew

    def __call__(self, item: Gathered) -> Taken | str:
        """The report as it is read by now; words where its text could not be taken out of it."""
        try:
            return take(self.extract(item))
        except NotExtractedError as error:
            return str(error)
