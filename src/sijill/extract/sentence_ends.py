"""Where sentences end: at stops, not at those of abbreviations, initials, numbers and addresses."""

from __future__ import annotations

from sijill.extract.page_lines import CLOSERS
from sijill.language.document import STOPS, Document

COMMAS = frozenset(",;\u060c\u061b")
MIN_GLUED = 4
MIN_BEFORE_DOTS = 5
# no sentence of the news comes near it; a text without stops is taken in pieces, so that time grows with length alone
LONGEST = 400


def sentence_ends(document: Document, first: int, last: int, headline: bool, closing: frozenset[int]) -> list[int]:
    """The ends (token indexes, not included) of the sentences in tokens first up to last; the last of them is last.

    A headline is one sentence; `closing` holds the tokens that close a quotation or bracket.
    """
    tokens = document.tokens
    ends: list[int] = []
    start = at = first
    while at < last:
        if tokens[at].kind != "mark" or tokens[at].word not in STOPS:
            at += 1
            continue
        run = at
        while run + 1 < last and tokens[run + 1].word in STOPS:
            run += 1
        after = _with_closers(document, run + 1, last, closing)
        if after < last and not headline and _is_end(document, start, at, run, after):
            ends.append(after)
            start = after
        at = max(after, run + 1)
    if start < last:
        ends.append(last)
    return _bounded(document, first, ends)


def _bounded(document: Document, first: int, ends: list[int]) -> list[int]:
    """The ends with more of them where two lie too far apart: after the last comma in reach, else anywhere."""
    bounded: list[int] = []
    start = first
    for end in ends:
        while end - start > LONGEST:
            commas = (at + 1 for at in range(start + LONGEST - 1, start + LONGEST // 2, -1) if document.words[at] in COMMAS)
            start = next(commas, start + LONGEST)
            bounded.append(start)
        bounded.append(end)
        start = end
    return bounded


def _with_closers(document: Document, at: int, last: int, closing: frozenset[int]) -> int:
    """Where a stop ends with the quotation marks and brackets that close after it."""
    while at < last and document.tokens[at].word in CLOSERS and (document.tokens[at].glued or at in closing):
        at += 1
    return at


def _is_end(document: Document, start: int, at: int, run: int, after: int) -> bool:
    tokens = document.tokens
    if tokens[at].word != ".":
        return True
    if run > at:
        return at - start >= MIN_BEFORE_DOTS
    before = tokens[at - 1] if at > start else None
    if before is None:
        return False
    if before.kind == "number" and at - 1 == start:
        return False
    if before.kind == "word" and len(before.word) == 1:
        return not tokens[after].glued and _is_spelled(document, start, at)
    if tokens[after].glued and after == run + 1:
        return tokens[after].kind == "word" and len(tokens[after].word) >= MIN_GLUED and before.end - before.start > 2
    return True


def _is_spelled(document: Document, start: int, at: int) -> bool:
    """Whether the letter before a dot is the last of several with dots between (A.F.P.), not a title (Dr. So-and-so)."""
    tokens = document.tokens
    return at - 3 >= start and tokens[at - 2].word == "." and len(tokens[at - 3].word) == 1
