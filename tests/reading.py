"""What the tests read with: tables and gazetteer loaded once, the linguists' cases, texts taken apart, and what is told of them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from sijill.door import language_of
from sijill.extract.layout import divide
from sijill.extract.statements import find_statements
from sijill.gazetteer.load import load as load_gazetteer
from sijill.gazetteer.places import Gazetteer
from sijill.language.document import Document, take_apart
from sijill.language.load import raw_entries
from sijill.record.claim import Claim
from sijill.record.found import FoundStatement
from sijill.record.text import Text
from sijill.resolve.voices import settle_voices

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
DAY = "2016-12-13"


@cache
def gazetteer() -> Gazetteer:
    """The package's places, loaded once."""
    return load_gazetteer(language_of("ar").fold.word)


def case_file(name: str, code: str = "ar") -> dict[str, Any]:
    """What a file of cases holds."""
    return tomllib.loads((CASES / code / f"{name}.toml").read_text(encoding="utf-8"))


def cases(name: str, code: str = "ar") -> list[dict[str, Any]]:
    """The cases of a file, in its order."""
    listed: list[dict[str, Any]] = case_file(name, code)["case"]
    return listed


def entries(*tables: str, code: str = "ar") -> list[dict[str, Any]]:
    """The entries of some tables of a language, as written."""
    return [row for _, table, row in raw_entries(code) if table in tables]


def taken(text: str, code: str = "ar") -> Document:
    """A text taken apart."""
    return take_apart(Text(text), language_of(code))


def divided(text: str, code: str = "ar") -> Document:
    """A text taken apart, its page divided."""
    document = taken(text, code)
    divide(document)
    return document


def statements_of(text: str, code: str = "ar") -> tuple[Document, list[FoundStatement]]:
    """A text with its statements, their voices settled."""
    document = divided(text, code)
    statements = find_statements(document)
    settle_voices(document, statements)
    return document, statements


def figure_line(claim: Claim) -> str:
    """A claim with a figure as the files of cases write it: effect, count, group, and what is not plain about it."""
    figure = claim.figure
    assert figure is not None
    low, high = figure.interval.low, figure.interval.high
    if low == high:
        count = f"{low:g}" if isinstance(low, float) else str(low)
    elif high is None:
        count = f"{low}+"
    elif low is None:
        count = f"-{high}"
    else:
        count = f"{low}..{high}"
    signs = ["part"] if claim.part_of else []
    signs += ["denied"] if claim.polarity == "denied" else []
    signs += [claim.certainty] if claim.certainty in ("expected", "conditional") else []
    return " ".join([str(claim.effect), count, str(claim.group), *signs])
