"""What every page needs is loaded before the first is asked for, and the collector of garbage is told to leave it alone."""

from __future__ import annotations

import gc

from sijill.web.gazetteer import LANGUAGE, choices
from sijill.web.wording import LANGUAGES, wording


def warm() -> None:
    """Loads words, languages and places. They stay as long as the process does: to go through them again takes a tenth of a second."""
    for language in LANGUAGES:
        wording(language)
    choices("-", LANGUAGE)
    gc.collect()
    gc.freeze()
