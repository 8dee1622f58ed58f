"""The site's own words in a person's language: gettext catalogues, numbers and days as that language writes them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from sijill.display.labels import Labels, load_labels

FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("ar", "en")
DOMAIN = "sijill"


@dataclass(frozen=True)
class Wording:
    """A language of the site: its catalogue, the labels of the contract's values, its direction."""

    language: str
    catalogue: NullTranslations
    labels: Labels

    @property
    def direction(self) -> str:
        """rtl or ltr."""
        return self.labels.direction

    def number(self, value: float | None) -> str:
        """A number as the language groups its digits; empty where there is none."""
        from babel.numbers import format_decimal

        return "" if value is None else format_decimal(value, locale=self.language)

    def day(self, told: str | date | None) -> str:
        """A day in the language's words, from ISO 8601; empty where there is none."""
        from babel.dates import format_date

        if not told:
            return ""
        day = date.fromisoformat(told[:10]) if isinstance(told, str) else told
        return format_date(day, "d MMMM y", locale=self.language)

    def month(self, told: str) -> str:
        """A year or a month in the language's words, from ISO 8601: 2015, 2015-08; a day as a day."""
        from babel.dates import format_date

        if len(told) > len("2015-08"):
            return self.day(told)
        return format_date(date.fromisoformat(f"{told}-01"), "LLLL y", locale=self.language) if "-" in told else told

    def moment(self, told: str | None) -> str:
        """A moment in the language's words, in UTC as the log has it."""
        from babel.dates import format_datetime

        if not told:
            return ""
        return format_datetime(
            datetime.fromisoformat(told), "d MMM y، HH:mm" if self.language == "ar" else "d MMM y, HH:mm", locale=self.language
        )


@cache
def wording(language: str) -> Wording:
    """The words of that language. English is written in the pages themselves and needs no catalogue."""
    return Wording(language, _catalogue(language), load_labels(language))


def _catalogue(language: str) -> NullTranslations:
    path = FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, domain=DOMAIN)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
