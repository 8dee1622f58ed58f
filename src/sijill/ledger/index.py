"""Words as the index holds them: folded, and beside them without the letters that Arabic writes together with them.

The spelling is folded by us and not by the store, so that every store finds the same.
"""

from __future__ import annotations

import re

from sijill.door import language_of

WORD = re.compile(r"[^\W_]+")
LANGUAGE = "ar"  # its folding covers Latin letters too, so that one index serves reports in every language
LEAST = 2  # letters of a word that are worth finding without what is written together with it


def indexed(text: str) -> tuple[str, str]:
    """The text's words folded, and what else each may be without clitics: both as one string of words."""
    words = WORD.findall(language_of(LANGUAGE).fold.word(text).lower())
    known: dict[str, tuple[str, ...]] = {}
    bare: list[str] = []
    for word in words:
        if word not in known:
            known[word] = bare_forms(word)
        bare += known[word]
    return " ".join(words), " ".join(bare)


def bare_forms(word: str) -> tuple[str, ...]:
    """What a folded word may be without the letters before it, and without a pronoun after it; not the word itself."""
    grammar = language_of(LANGUAGE).grammar
    found = dict.fromkeys(rest for before, rest in grammar.stems(word) if before and len(rest) > LEAST)
    for form in (word, *found):
        found.update((rest, None) for _, rest in grammar.without_pronoun(form) if len(rest) > LEAST)
    return tuple(form for form in found if form != word)
