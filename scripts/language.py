"""Prints what a language's tables hold and which entries their examples do not prove: `make language L=ar`."""

from __future__ import annotations

import sys

from sijill.errors import LexiconError
from sijill.language.check import check, counts
from sijill.language.load import languages


def main() -> int:
    """0 where every entry is proved by its example, 1 where one is not, 2 where there is no such language."""
    code = sys.argv[1] if len(sys.argv) > 1 else "ar"
    if code not in languages():
        print(f"no tables for {code!r}; there are {', '.join(languages())}", file=sys.stderr)
        return 2
    try:
        faults = check(code)
    except LexiconError as error:
        print(error, file=sys.stderr)
        return 1
    for (file, table), number in counts(code).items():
        print(f"{number:5}  {table:<10} {file}")
    for fault in faults:
        print(("note: " if fault.shown else "") + str(fault))
    wrong = sum(not fault.shown for fault in faults)
    print(f"{sum(counts(code).values())} entries; {wrong} not proved by their example; {len(faults) - wrong} `not` left to the reader")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
