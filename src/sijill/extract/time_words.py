"""The single words of an expression of time: table words by role, day numbers, counts, months with their doublets.

Every reader takes a document and a token index and gives what stands there with the index after it, or None.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijill.language.document import Document
from sijill.language.entries import BoundWord, GroupNoun, NumberWord, ThingNoun, TimeWord
from sijill.language.load import Hit

COMMAS = frozenset({",", "\u060c"})
DASHES = frozenset({"-", "\u2013", "\u2014", "\u2010", "\u2011", "\u2212"})
SLASHES = frozenset({"/", "\\", "|"})
OPEN = frozenset({"(", "["})
CLOSE = frozenset({")", "]"})
COLON = frozenset({":"})
YEARS = range(1900, 2101)
HIJRI_YEARS = range(1343, 1501)
SMALL = frozenset({"one", "unit", "teen", "ten"})


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month by its name with the index after it; `sure` where no other word is needed to know it for a
    month, `cueable` where "in" before it is enough."""

    value: int
    hijri: bool
    after: int
    sure: bool
    cueable: bool = True


def time_hit(document: Document, at: int, role: str) -> tuple[Hit, TimeWord] | None:
    """The first entry of that role at a token, with its form, or None."""
    if 0 <= at < len(document.tokens):
        for hit in document.tokens[at].hits:
            entry = hit.entry
            if type(entry) is TimeWord and entry.role == role:
                return hit, entry
    return None


def time_word(document: Document, at: int, role: str) -> TimeWord | None:
    """The first entry of that role at a token, or None."""
    found = time_hit(document, at, role)
    return found[1] if found else None


def after_word(document: Document, at: int, role: str) -> int | None:
    """The index after a word of that role, or None."""
    found = time_hit(document, at, role)
    return at + found[0].length if found else None


def marked(document: Document, at: int, marks: frozenset[str]) -> bool:
    """Whether one of these marks stands there."""
    return 0 <= at < len(document.words) and document.words[at] in marks


def definite(document: Document, hit: Hit) -> bool:
    """Whether the article is written together with the word."""
    article = document.language.grammar.article
    return bool(article) and hit.proclitic.endswith(article)


def joined(document: Document, at: int) -> int | None:
    """Where the word begins that "and" joins to what stands before: the next token where "and" is one by itself."""
    if not 0 <= at < len(document.tokens):
        return None
    conjunctions = document.language.grammar.conjunctions
    word = document.words[at]
    if word in conjunctions:
        return at + 1
    for hit in document.tokens[at].hits:
        if type(hit.entry) is TimeWord and hit.proclitic.startswith(conjunctions):
            return at
    return None


def skip_article(document: Document, at: int) -> int:
    """The index after an article, preposition or "and" that is written before a number as a token of its own."""
    if 0 <= at < len(document.tokens) - 1 and document.tokens[at].kind == "word" and document.tokens[at + 1].kind == "number":
        grammar, word = document.language.grammar, document.words[at]
        if word == grammar.article or word in grammar.prepositions:
            return at + 1
        if word.endswith(grammar.article) and len(word) <= len(grammar.article) + 2:
            return at + 1
    return at


def digits(document: Document, at: int) -> int | None:
    """The value of a token of at most four plain digits."""
    if 0 <= at < len(document.tokens) and document.tokens[at].kind == "number":
        word = document.words[at]
        if len(word) <= 4 and word.isdecimal():
            return int(word)
    return None


def ordinal(document: Document, at: int) -> tuple[int, int] | None:
    """(value, after) of an ordinal with its article: the third, the twelfth, the twenty-first."""
    found = time_hit(document, at, "ordinal")
    if not found or not definite(document, found[0]):
        return None
    value, after = found[1].value, at + 1
    if value < 10:
        if time_word(document, after, "teen"):
            return value + 10, after + 1
        tens = time_hit(document, after, "ordinal")
        if tens and tens[1].value >= 20 and tens[0].proclitic[:1] in document.language.grammar.conjunctions:
            return value + tens[1].value, after + 1
    return value, after


def day_number(document: Document, at: int) -> tuple[int, int] | None:
    """(day, after) of a day of the month in digits or as an ordinal."""
    at = skip_article(document, at)
    value = digits(document, at)
    if value is not None:
        return (value, at + 1) if 1 <= value <= 31 and len(document.words[at]) <= 2 else None
    spoken = ordinal(document, at)
    return spoken if spoken and spoken[0] <= 31 else None


def count(document: Document, at: int) -> tuple[int, int] | None:
    """(value, after) of a small number in digits or words."""
    at = skip_article(document, at)
    value = digits(document, at)
    if value is not None:
        return value, at + 1
    total, after = 0, at
    while after < at + 4:
        hit = document.hit(after, NumberWord)
        entry = hit.entry if hit else None
        if hit is None or not isinstance(entry, NumberWord) or entry.role not in SMALL:
            break
        linked = hit.proclitic[:1] in document.language.grammar.conjunctions and hit.proclitic != ""
        if total and not linked and not (total < 10 and entry.value == 10):
            break
        total += int(entry.value)
        after += hit.length
    return (total, after) if total else None


def month_name(document: Document, at: int) -> MonthName | None:
    """A month with its name in the other calendar beside it ("July / Tammuz", "July (Tammuz)"), which adds nothing."""
    single = _single_month(document, at)
    if single is None:
        return None
    after, sure = single.after, single.sure
    if marked(document, after, DASHES | SLASHES):
        twin = _single_month(document, after + 1)
    elif marked(document, after, OPEN):
        twin = _single_month(document, after + 1)
        if twin and marked(document, twin.after, CLOSE):
            twin = MonthName(twin.value, twin.hijri, twin.after + 1, sure=True)
        elif twin and (twin.value != single.value or twin.hijri != single.hijri):
            twin = None
    else:
        twin = _single_month(document, after)
    if twin and (twin.value, twin.hijri) == (single.value, single.hijri):
        return MonthName(single.value, single.hijri, twin.after, sure=True)
    return MonthName(single.value, single.hijri, after, sure, single.cueable)


def _single_month(document: Document, at: int) -> MonthName | None:
    for role in ("month", "hijri_month"):
        found = time_hit(document, at, role)
        if found is None:
            continue
        hit, entry = found
        hijri = role == "hijri_month"
        if definite(document, hit) and not hijri:
            return None
        token = document.tokens[at]
        spelled = document.text.content[token.start : token.end]
        if spelled.endswith(entry.never or "\0"):
            return None
        sure = not entry.weak or spelled.endswith(entry.sure or "\0")
        return MonthName(entry.value, hijri, at + hit.length, sure, not entry.sure)
    return None


def counted_thing(document: Document, at: int) -> bool:
    """Whether the word there is something that the number before it counts."""
    if not 0 <= at < len(document.tokens) or document.tokens[at].kind != "word":
        return False
    for hit in document.tokens[at].hits:
        entry = hit.entry
        if type(entry) in (GroupNoun, ThingNoun, NumberWord) and hit.proclitic == "":
            return True
        if type(entry) is TimeWord and entry.role == "unit" and hit.proclitic == "":
            return True
    return False


def skip_bound(document: Document, at: int) -> int:
    """The index after words such as "about" and "more than"."""
    for _ in range(2):
        hit = document.hit(at, BoundWord)
        if hit is None:
            return at
        at += hit.length
    return at
