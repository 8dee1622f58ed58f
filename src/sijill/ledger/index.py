"""Words as the index holds them: folded, and beside them without the letters that Arabic writes together with them.

The spelling is folded by us and not by the store, so that every store finds the same. Words that are covered are not among
the open ones, nor are those on both sides of them neighbours; where something is covered, all words stand a second time in
columns of their own, which only those look into who may see what is covered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sijill.door import language_of

WORD = re.compile(r"[^\W_]+")
LANGUAGE = "ar"  # its folding covers Latin letters too, so that one index serves reports in every language
KEPT = 32_768  # words whose bare forms are remembered: reports share most of theirs
LEAST = 2  # letters of a word that are worth finding without what is written together with it


# stands for what is covered: a letter to the store's index, and to us no part of any word that can be asked for
GAP = "\ue000"
_WORDS_AND_GAPS = re.compile(rf"[^\W_]+|{GAP}")


class Indexed(NamedTuple):
    """A text's open words, folded, and what else each may be without clitics; the same of all words where some are covered."""

    folded: str
    bare: str
    covered: str = ""
    covered_bare: str = ""


def indexed(text: str, hidden: Sequence[tuple[int, int]] = ()) -> Indexed:
    """The words of a text of which those ranges are covered (half-open, in order)."""
    if not hidden:
        return Indexed(*_folded(text))
    pieces, at = [], 0
    for start, end in hidden:
        pieces += [text[at:start], f" {GAP} "]
        at = end
    return Indexed(*_folded("".join([*pieces, text[at:]])), *_folded(text))


def closed(text: str) -> Indexed:
    """The words of a text all of which are covered."""
    return Indexed("", "", *_folded(text))


def _folded(text: str) -> tuple[str, str]:
    words = _WORDS_AND_GAPS.findall(language_of(LANGUAGE).fold.word(text).lower())
    known: dict[str, tuple[str, ...]] = {GAP: ()}
    bare: list[str] = []
    for word in words:
        if word not in known:
            known[word] = bare_forms(word)
        bare += known[word]
    return " ".join(words), " ".join(bare)


@lru_cache(maxsize=KEPT)
def bare_forms(word: str) -> tuple[str, ...]:
    """What a folded word may be without the letters before it, and without a pronoun after it; not the word itself."""
    grammar = language_of(LANGUAGE).grammar
    found = dict.fromkeys(rest for before, rest in grammar.stems(word) if before and len(rest) > LEAST)
    for form in (word, *found):
        found.update((rest, None) for _, rest in grammar.without_pronoun(form) if len(rest) > LEAST)
    return tuple(form for form in found if form != word)
