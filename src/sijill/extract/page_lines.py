"""The lines of a page with what tells their part: length, end, first words, names of agencies.

A line here is a paragraph of the report as received; lines without a visible character are left out, but noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sijill.language.document import CLOSING, STOPS, Document
from sijill.language.entries import CueWord, EffectWord, LayoutWords, Particle, TimeWord
from sijill.language.load import Hit
from sijill.record.found import FoundVoice

BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
DASHES = frozenset("-–—−|/_•·")
BULLETS = frozenset("-–—•▪●◾")
CLOSERS = frozenset({*CLOSING.values(), "″"})
HEADLINE_WORDS = (3, 24)
SOLID_WORDS = 22
CREDIT_TOKENS = 14


@dataclass(slots=True, kw_only=True)
class Layout:
    """What the page tells besides its text, as token ranges (half-open)."""

    title: tuple[int, int] | None = None
    outlet: tuple[int, int] | None = None
    outlet_name: str | None = None
    datelines: list[tuple[int, int]] = field(default_factory=list)
    credits: list[FoundVoice] = field(default_factory=list)
    wrapped: bool = False


@dataclass(slots=True, kw_only=True)
class Line:
    """Tokens first up to last of one line; `words` of them are words or numbers, `blank` tells an empty line before."""

    first: int
    last: int
    number: int
    words: int
    length: int
    blank: bool
    stop: bool
    ellipsis: bool
    part: str = ""

    @property
    def is_solid(self) -> bool:
        """Whether it is a paragraph of running text."""
        return self.words >= SOLID_WORDS or (self.stop and not self.ellipsis and self.words >= 6)


def lines_of(document: Document) -> list[Line]:
    """The lines of a document that hold something to read."""
    found: list[Line] = []
    tokens = document.tokens
    first, words, blank, newlines = 0, 0, False, 0
    for i in range(len(tokens) + 1):
        if i < len(tokens) and tokens[i].kind != "line":
            words += tokens[i].kind != "mark"
            continue
        if i > first:
            blank = newlines > 1
            found.append(_line(document, first, i, len(found), words, blank))
            newlines = 0
        if i < len(tokens):
            newlines += len(BREAK.findall(document.text.content, tokens[i].start, tokens[i].end))
        first, words = i + 1, 0
    return found


def _line(document: Document, first: int, last: int, number: int, words: int, blank: bool) -> Line:
    tokens = document.tokens
    at = last - 1
    while at > first and tokens[at].word in CLOSERS:
        at -= 1
    stop = tokens[at].word in STOPS
    ellipsis = stop and (tokens[at].word == "…" or (at > first and tokens[at - 1].word == "."))
    length = tokens[last - 1].end - tokens[first].start
    return Line(
        first=first, last=last, number=number, words=words, length=length, blank=blank, stop=stop, ellipsis=ellipsis,
    )  # fmt: skip


def opening_hits(document: Document, line: Line) -> tuple[int, tuple[Hit, ...]]:
    """(token, its layout entries) of the first word of a line."""
    at = first_word(document, line)
    if at is None:
        return line.first, ()
    return at, tuple(hit for hit in document.tokens[at].hits if isinstance(hit.entry, LayoutWords) and not hit.proclitic)


def first_word(document: Document, line: Line) -> int | None:
    """The first word or number of a line within its first tokens."""
    for at in range(line.first, min(line.last, line.first + 6)):
        if document.tokens[at].kind != "mark":
            return at
    return None


def is_bullet(document: Document, line: Line) -> bool:
    """Whether a line is an item of a list: a dash or a number with a mark stands first."""
    tokens = document.tokens
    token = tokens[line.first]
    if token.word in BULLETS:
        return True
    return token.kind == "number" and line.first + 1 < line.last and tokens[line.first + 1].word in {".", ")", *BULLETS}


def is_headline(document: Document, line: Line) -> bool:
    """Whether a line looks like the headline of some report: short, without a stop, not joined to what is before."""
    if not HEADLINE_WORDS[0] <= line.words <= HEADLINE_WORDS[1] or is_bullet(document, line):
        return False
    last = document.tokens[line.last - 1].word
    if (line.stop and not line.ellipsis and last not in "!?؟") or last in ":،؛,":
        return False
    return not begins_joined(document, line)


def begins_joined(document: Document, line: Line) -> bool:
    """Whether a line begins with a conjunction or a word of passing on (as for, meanwhile), as running text does."""
    at = first_word(document, line)
    if at is None:
        return False
    particle = document.entry(at, Particle)
    if particle and particle.role == "break":
        return True
    word, conjunctions = document.words[at], document.language.grammar.conjunctions
    if word in conjunctions:
        return True
    if not word.startswith(conjunctions) or len(word) < 3:
        return False
    whole = any(not hit.proclitic and hit.length == 1 for hit in document.tokens[at].hits)
    return not whole and (word.startswith(conjunctions[0]) or bool(document.tokens[at].hits))


def has_verb(document: Document, first: int, last: int) -> bool:
    """Whether tokens hold a word of harm or a verb of saying; with the article, a verb's letters are those of a name."""
    article = document.language.grammar.article
    for at in range(first, last):
        for hit in document.tokens[at].hits:
            past = "past" in hit.form
            named = past and bool(article) and hit.proclitic.endswith(article)
            if not named and (isinstance(hit.entry, EffectWord) or (isinstance(hit.entry, CueWord) and past)):
                return True
    return False


def is_dateline(document: Document, line: Line) -> bool:
    """Whether a line holds a date and little else."""
    if line.words > CREDIT_TOKENS or has_verb(document, line.first, line.last):
        return False
    numbers, named, others = date_words(document, line)
    little = others <= 2 or others < numbers or (named >= 2 and others <= 5)
    return little and ((named > 0 and numbers > 0) or (numbers >= 3 and others <= 2))


def date_words(document: Document, line: Line) -> tuple[int, int, int]:
    """(numbers, names of months and weekdays, other words of some length) in a line."""
    numbers = named = others = 0
    at = line.first
    while at < line.last:
        token = document.tokens[at]
        time = document.hit(at, TimeWord)
        if token.kind == "number":
            numbers += 1
        elif time and isinstance(time.entry, TimeWord):
            named += time.entry.role in ("month", "hijri_month", "weekday")
            at += time.length
            continue
        elif token.kind == "word":
            others += len(token.word) > 2
        at += 1
    return numbers, named, others


def month_at(document: Document, at: int) -> bool:
    """Whether the name of a month begins at a token."""
    time = document.entry(at, TimeWord)
    return time is not None and time.role in ("month", "hijri_month")


def overlap(document: Document, line: Line, body: Line) -> float:
    """The share of a line's longer words that stand in another line too."""
    strip = document.language.stems
    there = {stem for at in range(body.first, min(body.last, body.first + 400)) for _, stem in strip(document.words[at]) if len(stem) > 2}
    own = [document.words[at] for at in range(line.first, line.last) if document.tokens[at].kind == "word" and len(document.words[at]) > 3]
    if not own:
        return 0.0
    return sum(any(stem in there for _, stem in strip(word)) for word in own) / len(own)
