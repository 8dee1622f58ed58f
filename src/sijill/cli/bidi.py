"""Lines reordered and letters shaped for terminals that show right-to-left text from left to right, letter by letter.

Both come from the extra [bidi]: python-bidi (LGPL, therefore not in the core) and arabic-reshaper.
"""

from __future__ import annotations

from collections.abc import Callable

import click

Reorder = Callable[[str], str]

# the marks have done their work once a line is reordered
_MARKS = {0x200E: None, 0x200F: None}
MISSING = "--bidi visual needs the extra: pip install 'sijill[bidi]'"


def reordering(direction: str, width: int) -> Reorder:
    """A function from a line as written to the line as such a terminal must be given it.

    Raises a usage error where the extra is not installed.
    """
    try:
        from arabic_reshaper import ArabicReshaper
        from bidi.algorithm import get_display
    except ImportError as error:
        raise click.UsageError(MISSING) from error
    shape = ArabicReshaper({"delete_harakat": False, "support_ligatures": False}).reshape
    base = "R" if direction == "rtl" else "L"

    def reorder(line: str) -> str:
        shown = str(get_display(shape(line), base_dir=base)).translate(_MARKS).rstrip()
        return shown.rjust(width) if shown and base == "R" else shown

    return reorder
