"""The words of numbers put together: three hundred and twelve thousand, a million and a half, tens of thousands.

Works on token indexes; what the words are worth stands in the tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijill.language.document import Document
from sijill.language.entries import BoundWord, NumberMark, NumberWord
from sijill.language.load import Hit

TANWIN = "\u064b"
SEPARATORS = ".,\u060c"
LONGEST = 18
DASHES = frozenset("-–—−_")


@dataclass(slots=True, kw_only=True)
class Told:
    """A number as told: tokens first up to last, its interval, how it was read, and the word by which it is multiplied."""

    first: int
    last: int
    low: float
    high: float
    rule: str
    scale: float = 1
    proclitic: str = ""
    digits: bool = False


@dataclass(slots=True)
class Words:
    """The tokens of a document that matter to numbers, by index."""

    document: Document
    numbers: dict[int, list[Hit]]
    bounds: dict[int, list[Hit]]
    marks: dict[int, list[Hit]]
    conjunction: str
    article: str

    def number(self, at: int, *roles: str) -> tuple[NumberWord, Hit] | None:
        """The number word of one of these roles at a token, with how it is written; None where there is none."""
        for hit in self.numbers.get(at, ()):
            entry = hit.entry
            if isinstance(entry, NumberWord) and entry.role in roles:
                return entry, hit
        return None

    def mark(self, at: int, *kinds: str) -> tuple[NumberMark, Hit] | None:
        """The mark of one of these kinds at a token, or None."""
        for hit in self.marks.get(at, ()):
            entry = hit.entry
            if isinstance(entry, NumberMark) and entry.kind in kinds:
                return entry, hit
        return None

    def joined(self, at: int) -> int | None:
        """Where the number begins that is joined by "and" to what ends before a token; None where none is."""
        words = self.document.words
        if at >= len(words):
            return None
        if words[at] == self.conjunction:
            return at + 1
        hits = self.numbers.get(at)
        return at if hits and hits[0].proclitic in (self.conjunction, self.conjunction + self.article) else None


def gather(document: Document) -> Words:
    """The words of a document that numbers are made of, in one pass."""
    grammar = document.language.grammar
    found = Words(document, {}, {}, {}, grammar.conjunctions[0] if grammar.conjunctions else "", grammar.article)
    tables = {NumberWord: found.numbers, BoundWord: found.bounds, NumberMark: found.marks}
    get, future = tables.get, grammar.future
    for i, token in enumerate(document.tokens):
        for hit in token.hits:
            table = get(type(hit.entry))
            if table is not None and not (future and hit.proclitic.endswith(future)):
                table.setdefault(i, []).append(hit)
    return found


def read_number(words: Words, at: int) -> Told | None:
    """The number that begins at a token, as long as it goes; None where none does."""
    told = _vague(words, at) or _fraction(words, at) or _sum(words, at)
    if told:
        hits = words.numbers.get(at)
        told.proclitic = hits[0].proclitic if hits else _glued(words, at)
    return told


def skip_ordinal(words: Words, at: int) -> int | None:
    """Where an ordinal that begins at a token ends (the fifteenth, the twenty-first); None where none begins."""
    found = words.number(at, "ordinal")
    if not found:
        return None
    after = at + found[1].length
    ten = words.number(after, "unit")
    if ten and ten[0].value == 10 and not ten[1].proclitic:
        return after + 1
    joined = words.joined(after)
    if joined is not None and words.number(joined, "ten", "hundred", "fraction", "scale"):
        return joined + 1
    return after


def digits_value(word: str, scaled: bool) -> float | None:
    """What a run of digits is worth: separators before three digits are those of thousands, else of decimals."""
    if len(word) > LONGEST:
        return None
    parts = [word]
    for mark in SEPARATORS:
        parts = [piece for part in parts for piece in part.split(mark)]
    if len(parts) == 1:
        return float(word)
    thousands = all(len(part) == 3 for part in parts[1:])
    if thousands and not (scaled and len(parts) == 2 and len(parts[0]) < 3):
        return float("".join(parts))
    return float(f"{parts[0]}.{parts[1]}") if len(parts) == 2 else None


def _glued(words: Words, at: int) -> str:
    """The letters written before digits as a token of their own: and, the."""
    tokens = words.document.tokens
    if at and tokens[at].kind == "number" and tokens[at - 1].kind == "word":
        word = tokens[at - 1].word
        if tokens[at].glued or word in (words.conjunction, words.article):
            return word
    return ""


def _vague(words: Words, at: int) -> Told | None:
    found = words.number(at, "vague")
    if not found:
        return None
    entry, hit = found
    return Told(first=at, last=at + hit.length, low=entry.low, high=entry.high, rule="vague", scale=entry.low)


def _fraction(words: Words, at: int) -> Told | None:
    found = words.number(at, "fraction")
    if not found:
        return None
    entry, hit = found
    after = at + hit.length
    scale = words.number(after, "scale", "scale_a")
    if scale:
        value = entry.value * scale[0].value
        return Told(first=at, last=after + 1, low=value, high=value, rule="words", scale=scale[0].value)
    share = round(entry.value * 100, 2)
    return Told(first=at, last=after, low=share, high=share, rule="fraction")


def _sum(words: Words, at: int) -> Told | None:
    """Terms of falling scale joined by "and"."""
    told = _term(words, at)
    while told and told.scale > 1:
        joined = words.joined(told.last)
        if joined is None:
            break
        half = words.number(joined, "fraction")
        if half:
            told.low += half[0].value * told.scale
            told.last = joined + half[1].length
            again = words.number(told.last, "scale")
            if again and again[0].value == told.scale:
                told.last += 1
            told.high = told.low
            break
        term = _term(words, joined)
        if not term or term.scale >= told.scale or term.low >= told.scale or term.low < 1:
            break
        told.low = told.high = told.low + term.low
        told.last, told.scale = term.last, term.scale
    return told


def _term(words: Words, at: int) -> Told | None:
    """A number below a thousand with the scale word after it, or a scale word alone."""
    double = words.number(at, "scale2")
    if double:
        value = double[0].value
        return Told(first=at, last=at + 1, low=value, high=value, rule="words", scale=value / 2)
    group = _group(words, at)
    if not group:
        return _bare_scale(words, at)
    value, last = group
    scale = words.number(last, "scale", "scale_a")
    digits = words.document.tokens[at].kind == "number"
    told = Told(first=at, last=last, low=value, high=value, rule="digits" if digits else "words", digits=digits)
    if scale and not scale[1].proclitic.startswith(words.conjunction or " "):
        told.low = told.high = value * scale[0].value
        told.last, told.scale = last + 1, scale[0].value
    return told


def _bare_scale(words: Words, at: int) -> Told | None:
    found = words.number(at, "scale", "scale_a")
    if not found:
        return None
    entry, value = found[0], found[0].value
    if entry.role == "scale_a" and _is_dual(words, at):
        value *= 2
    return Told(first=at, last=at + 1, low=value, high=value, rule="words", scale=entry.value)


def _is_dual(words: Words, at: int) -> bool:
    """Whether a scale word that ends like an accusative is the dual before its noun."""
    document = words.document
    token = document.tokens[at]
    if TANWIN in document.text.content[token.start : token.end + 1] or words.joined(at + 1) is not None:
        return False
    return at + 1 < len(document.tokens) and document.tokens[at + 1].kind == "word"


def _group(words: Words, at: int) -> tuple[float, int] | None:
    """(value, end) of a number below a thousand, or of digits."""
    tokens = words.document.tokens
    if at < len(tokens) and tokens[at].kind == "number":
        return _digits(words, at)
    hundred = words.number(at, "hundred")
    if hundred:
        return _with_rest(words, hundred[0].value, at + 1)
    unit = words.number(at, "unit", "one")
    if unit and unit[0].value <= 10:
        value, after = unit[0].value, at + 1
        plain = [hit for hit in words.numbers.get(after, ()) if not hit.proclitic]
        if plain and words.number(after, "hundred") and value > 2:
            return _with_rest(words, value * 100, after + 1)
        counted = words.number(after, "vague")
        if plain and counted and counted[0].low == 200 and value > 2:
            return _with_rest(words, value * 100, after + 1)
    return _below_hundred(words, at)


def _with_rest(words: Words, value: float, after: int) -> tuple[float, int]:
    joined = words.joined(after)
    if joined is not None:
        rest = _below_hundred(words, joined) or _digits(words, joined)
        if rest and rest[0] < 100:
            return value + rest[0], rest[1]
    return value, after


def _below_hundred(words: Words, at: int) -> tuple[float, int] | None:
    found = words.number(at, "teen", "ten", "unit", "one")
    if not found:
        return None
    entry, hit = found
    after = at + hit.length
    if entry.role in ("unit", "one") and entry.value < 10:
        ten = words.number(after, "unit")
        if ten and ten[0].value == 10 and not ten[1].proclitic and entry.value > 2:
            return entry.value + 10, after + 1
        joined = words.joined(after)
        tens = words.number(joined, "ten") if joined is not None else None
        if tens and joined is not None:
            return entry.value + tens[0].value, joined + 1
    return entry.value, after


def _digits(words: Words, at: int) -> tuple[float, int] | None:
    """(value, end) of digits; "10 000" with a space is one number."""
    tokens = words.document.tokens
    if at >= len(tokens) or tokens[at].kind != "number":
        return None
    after = at + 1
    word = tokens[at].word
    if after < len(tokens) and len(word) <= 3 and tokens[after].word == "000" and tokens[after].start == tokens[at].end + 1:
        return float(word + "000"), after + 1
    value = digits_value(word, words.number(after, "scale", "scale_a") is not None)
    return None if value is None else (value, after)
