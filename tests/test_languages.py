"""Every entry of every language's tables is proved by its own example and refused by its `not`."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest

import sijill
from sijill.errors import LexiconError
from sijill.extract.numbers import find_numbers
from sijill.extract.times import find_times
from sijill.language.check import Fault, check
from sijill.language.document import Document
from sijill.language.entries import BoundWord, CueWord, EffectWord, EventWord, NumberWord, PrivateWord, TimeWord
from sijill.language.load import FOLDER, languages, load
from sijill.record.interval import Bound
from tests.reading import DAY, taken

FOLDED = ("language.toml", "letters.csv")  # what every language needs before any table


@cache
def faults(code: str) -> list[Fault]:
    """What the check tells of a language's tables."""
    return check(code)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder of tables that has no entry yet."""
    for name in FOLDED:
        shutil.copy(FOLDER / "ar" / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("code", languages())
def test_every_entry_is_found_in_an_example_of_its_own(code: str) -> None:
    wrong = [str(fault) for fault in faults(code) if not fault.shown]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("code", languages())
def test_a_false_friend_is_not_read(code: str) -> None:
    wrong = [str(fault) for fault in faults(code) if fault.shown and is_read(fault, code)]
    assert not wrong, "\n" + "\n".join(wrong)


def is_read(fault: Fault, code: str) -> bool:
    """Whether the reader takes the word of a `not` for what the entry says; False where only an expert can tell."""
    document = taken(fault.sentence, code)
    reading = sijill.read(fault.sentence, published=DAY, language=code)
    match fault.entry:
        case EventWord(event=event):
            return any(claim.event == event and not claim.effect for claim in reading.claims)
        case EffectWord(effect=effect):
            return any(claim.effect == effect for claim in reading.claims)
        case CueWord(act=act):
            return any(statement.act == act and statement.attribution.origin for statement in reading.statements)
        case NumberWord():
            return any(covers(document, number.first, number.last, fault) for number in find_numbers(document))
        case BoundWord(bound=bound):
            return any(number.bound is Bound(bound) for number in find_numbers(document))
        case TimeWord():
            return any(covers(document, time.first, time.last, fault) for time in find_times(document))
        case PrivateWord():
            return bool(reading.private)
        case _:
            return False


def covers(document: Document, first: int, last: int, fault: Fault) -> bool:
    """Whether a word of the fault's entry stands among tokens first up to last."""
    return any(hit.entry == fault.entry for token in document.tokens[first:last] for hit in token.hits)


def test_the_entry_that_the_linguists_page_shows_is_sound(root: Path, tables: Path) -> None:
    (entry,) = re.findall(r"(?s)```toml\n(.*?)```", (root / "docs" / "linguist.md").read_text(encoding="utf-8"))
    (tables / "cues.toml").write_text(entry, encoding="utf-8")
    assert [str(fault) for fault in check("ar", tables) if not fault.shown] == []


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ('[[cue]]\nact = "assert"\npast = ["قال"]', "needs a lemma"),
        ('[[cue]]\nlemma = "قال"\npast = ["قال"]', "'act' is missing"),
        ('[[cue]]\nlemma = "قال"\nact = "assert"', "no words"),
        ('[[cue]]\nlemma = "قال"\nact = "assert"\npast = [""]', "'past' is a word or a list of words"),
        ('[[cue]]\nlemma = "قال"\nact = "assert"\npats = ["قال"]', "no key 'pats'"),
        ('[[cue]]\nlemma = "قال"\nact = 3\npast = ["قال"]', "'act' is int"),
        ('[[cues]]\nlemma = "قال"', "no such table"),
        ("[[cue]\n", "Expected"),
    ],
)
def test_a_bad_entry_stops_loading_and_is_named(tables: Path, table: str, reason: str) -> None:
    (tables / "cues.toml").write_text(table, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"^cues\.toml: ") as told:
        load("ar", tables)
    assert reason in str(told.value)
