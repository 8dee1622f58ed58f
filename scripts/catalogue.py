"""Writes the site's catalogues anew: every message of its pages and code, with the translations that there are.

Leaves with 1 where a message has no translation or one is no longer used.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SITE = ROOT / "src" / "sijill" / "web"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "told": None}
LANGUAGES = ("ar",)
HEAD = "# The words of the review site. `make words` writes this file anew and keeps the translations; terms: docs/words.md."


def path_of(language: str) -> Path:
    """Where the catalogue of a language stands."""
    return SITE / "locale" / language / "LC_MESSAGES" / "sijill.po"


def messages() -> Catalog:
    """Every message of the site, with where it stands."""
    found = Catalog()
    options = {"templates/**.html": {"extensions": "jinja2.ext.i18n", "trimmed": "true"}}
    for name, _, message, _, context in extract_from_dir(str(SITE), METHODS, options, KEYWORDS):
        found.add(message, None, [(Path(name).as_posix(), None)], context=context)
    return found


def held(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def faults(language: str) -> list[str]:
    """The messages without a translation, and the translations of what is no longer said."""
    known, said = held(language), messages()
    wanted = {message.id for message in said if message.id}
    there = {message.id: message.string for message in known if message.id}
    missing = [f"not translated: {one}" for one in wanted if not _whole(there.get(one))]
    return sorted(missing + [f"no longer said: {one}" for one in there if one not in wanted])


def _whole(translation: object) -> bool:
    return all(translation) if isinstance(translation, tuple) else bool(translation)


def main() -> int:
    """Writes; the exit code."""
    told = 0
    for language in LANGUAGES:
        known, made = held(language), Catalog(locale=language, fuzzy=False, header_comment=HEAD)
        strings = {message.id: message.string for message in known if message.id}
        for message in messages():
            if message.id:
                made.add(message.id, strings.get(message.id, ""), message.locations)
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        with path_of(language).open("wb") as file:
            write_po(file, made, omit_header=False, width=0, sort_output=True, include_lineno=False)
        # a date in the header would change with every run
        words = re.sub(
            r'(?m)^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid-Bugs-To|Project-Id-Version):.*\n',
            "",
            path_of(language).read_text(encoding="utf-8"),
        )
        path_of(language).write_text(words, encoding="utf-8")
        missing = faults(language)
        told += len(missing)
        print("\n".join(missing))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
