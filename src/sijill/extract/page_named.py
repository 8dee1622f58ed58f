"""The parts of a page that the tables name: links to other reports, tags, the source, buttons and prompts."""

from __future__ import annotations

from sijill.extract.page_lines import (
    Layout,
    Line,
    opening_hits,
)
from sijill.language.document import Document
from sijill.language.entries import LayoutWords

HEAD_LINES = 10
RESUMES = 25
FOR_GOOD = frozenset({"comment", "neighbour", "end"})
PREFIX_ROLES = frozenset({"comment", "subscribe", "menu"})
WHOLE = frozenset({"related", "neighbour", "menu", "share", "section", "end"})
PARTING = frozenset("+،|/")


def mark_named(document: Document, lines: list[Line], layout: Layout) -> None:
    """Parts that the tables name, and the blocks of links that some of them open."""
    block = ""
    for line in lines:
        role = _role(document, line)
        if block and role in ("", "caption") and block not in FOR_GOOD and line.words >= RESUMES and line.stop:
            block = ""
        if role == "source":
            _take_source(document, line, layout)
        elif role == "dateline":
            line.part = "dateline"
            layout.datelines.append((line.first, line.last))
        elif role:
            line.part = role if role == "caption" and not block else "furniture"
            if role == "related" or (role == "tags" and line.words <= 2) or role in FOR_GOOD:
                block = role
        elif block:
            line.part = "furniture"
        if _is_cited_post(document, line):
            line.part = "furniture"
    if all(line.part for line in lines):
        for line in lines:
            line.part = ""


def _role(document: Document, line: Line) -> str:
    """The role that the tables give to a line, or nothing."""
    at, hits = opening_hits(document, line)
    words = document.words
    for hit in hits:
        entry = hit.entry
        if not isinstance(entry, LayoutWords):
            continue
        left, role = line.words - hit.length, entry.role
        if entry.whole_line:
            if role in WHOLE and left <= (2 if role == "related" and hit.length > 1 else 0):
                return role
        elif role in ("related", "link"):
            return _link_role(document, line, at + hit.length, left, role)
        elif role == "source" and at + hit.length < line.last and words[at + hit.length] == ":" and line.words <= 9:
            return "source"
        elif role == "tags" and line.words <= 25 and not line.stop:
            return "tags"
        elif role in PREFIX_ROLES and (hit.length > 1 or line.words <= 4):
            return role if line.words <= 40 else ""
        elif role == "caption" and line.words <= 20 and not line.stop and line.number < HEAD_LINES and left:
            return "caption"
        elif (
            role == "dateline"
            and line.words <= HEAD_LINES
            and any(document.tokens[k].kind == "number" for k in range(line.first, line.last))
        ):
            return "dateline"
        elif role == "author" and line.words <= HEAD_LINES * 2 and _is_set_off(document, line, at + hit.length):
            return "author"
    return "visits" if _is_counter(document, line) else ""


def _is_set_off(document: Document, line: Line, after: int) -> bool:
    """Whether a colon follows the first words of a line, or the whole line stands in brackets."""
    tokens = document.tokens
    if after < line.last and tokens[after].word == ":":
        return True
    return tokens[line.first].word == "(" and tokens[line.last - 1].word == ")"


def _link_role(document: Document, line: Line, after: int, left: int, role: str) -> str:
    """ "Read also" alone opens a block of links; with a mark and a headline after it, it is one link."""
    if role == "link":
        return "source"
    marked = after < line.last and document.tokens[after].kind == "mark"
    if left == 0:
        return role
    return "link" if marked and line.words <= 40 else ""


def _is_counter(document: Document, line: Line) -> bool:
    """Whether a line is a count of visits or a bare number or rule."""
    if line.words == 0:
        return True
    if line.words > 4:
        return False
    tokens = document.tokens
    numbers = sum(tokens[at].kind == "number" for at in range(line.first, line.last))
    if numbers == line.words:
        return numbers == 1 and line.number > 0
    seen = any(
        isinstance(hit.entry, LayoutWords) and hit.entry.role == "visits" for at in range(line.first, line.last) for hit in tokens[at].hits
    )
    return numbers > 0 and seen


def _is_cited_post(document: Document, line: Line) -> bool:
    """Whether a line cites a post of a social network: an account with @ in brackets, in Latin letters for the most part."""
    if line.words > 15 or line.stop:
        return False
    words = document.words[line.first : line.last]
    latin = sum(word.isascii() and word.isalpha() for word in words)
    if "http" in words or "https" in words:
        return True
    return ("@" in words and latin >= 2) or (line.number > HEAD_LINES and latin * 2 > line.words > 2)


def _take_source(document: Document, line: Line, layout: Layout) -> None:
    """The outlet that a line names after "source:", or between "link to the news" and the colon."""
    line.part = "source"
    at, hits = opening_hits(document, line)
    colon = next((k for k in range(at, min(line.last, at + 12)) if document.words[k] == ":"), None)
    link = any(isinstance(hit.entry, LayoutWords) and hit.entry.role == "link" for hit in hits)
    start = at + max((hit.length for hit in hits), default=1)
    first, last = (start, colon) if link and colon is not None else ((colon or at) + 1, line.last)
    if link and last - first > 1:
        first += 1
    parted = (k for k in range(first + 1, last) if document.words[k] in PARTING)
    last = next(parted, last)
    while last > first and document.tokens[last - 1].kind == "mark":
        last -= 1
    if first < last and layout.outlet is None and (link or line.words <= 9):
        layout.outlet, layout.outlet_name = (first, last), document.said(first, last)
