"""The head of a page: title, captions, datelines and credits before the first paragraph of running text."""

from __future__ import annotations

from sijill.extract.page_credits import agency_voice, is_credit_line, names_in
from sijill.extract.page_lines import (
    DASHES,
    Layout,
    Line,
    begins_joined,
    date_words,
    is_bullet,
    is_dateline,
    is_headline,
)
from sijill.language.document import Document
from sijill.language.entries import LayoutWords

HEAD_LINES = 10
TAIL_WORDS = 3
TITLE_WORDS = (4, 30)
RESUMES = 25


def mark_head(document: Document, lines: list[Line], layout: Layout) -> None:
    """Title, captions, datelines and credits before the first paragraph of running text, or right after it."""
    for line in lines[:HEAD_LINES]:
        if line.part:
            continue
        if _is_edge(document, line, layout, near_edge=layout.title is not None):
            continue
        if _is_title(document, line, lines, layout):
            if _is_rubric(document, line, lines):
                line.part = "furniture"
            else:
                _take_title(document, line, layout)
        elif is_credit_line(document, line, near_edge=line.number > 0):
            line.part = "credit"
            _take_credit(document, line, layout)
        elif line.words < TAIL_WORDS and not line.stop and line.number > 0:
            line.part = "credit"
        elif is_bullet(document, line) and line.words <= TAIL_WORDS + 1 and layout.title is None:
            line.part = "furniture"
        elif _is_captioned(document, line):
            line.part = "caption"
        elif line.is_solid or layout.wrapped or not is_headline(document, line) or line.number + 1 == len(lines):
            _mark_second_head(document, lines[line.number + 1 : HEAD_LINES], layout)
            return
        else:
            line.part = "heading"


def _is_captioned(document: Document, line: Line) -> bool:
    """Whether a line under a picture ends with who took it, after a dash: an agency, or the word for an archive."""
    if line.stop or line.words > TITLE_WORDS[1]:
        return False
    for at in range(line.last - 1, max(line.last - 5, line.first), -1):
        if document.tokens[at].word in DASHES:
            return bool(names_in(document, at + 1, line.last, frozenset({"agency", "outlet", "caption"})))
    return False


def _is_edge(document: Document, line: Line, layout: Layout, near_edge: bool) -> bool:
    """Whether a line is a dateline or a credit, which it then is marked as."""
    if is_dateline(document, line):
        line.part = "dateline"
        layout.datelines.append((line.first, line.last))
    elif is_credit_line(document, line, near_edge=near_edge):
        line.part = "credit"
        _take_credit(document, line, layout)
    return bool(line.part)


def _mark_second_head(document: Document, lines: list[Line], layout: Layout) -> None:
    """Short lines after a lead, where one of them is a dateline or names an agency: they are all of the head."""
    run: list[Line] = []
    for line in lines:
        if line.is_solid or line.part:
            break
        run.append(line)
    edges = [line for line in run if _is_edge(document, line, layout, near_edge=False)]
    if edges:
        for line in run:
            if not line.part and line.words <= TAIL_WORDS:
                line.part = "credit"


def _is_title(document: Document, line: Line, lines: list[Line], layout: Layout) -> bool:
    """Whether a line is the title: the first without a full stop that running text follows."""
    later = lines[line.number + 1 :]
    least = 1 if line.number == 0 else TITLE_WORDS[0]
    last = document.tokens[line.last - 1].word
    if layout.title or not later or not least <= line.words <= TITLE_WORDS[1] or (line.stop and not line.ellipsis and last not in "!?؟"):
        return False
    joined = document.tokens[line.first].kind == "word" and begins_joined(document, line)
    if is_bullet(document, line) or last in ":،؛," or (joined and later[0].words < line.words + RESUMES // 2):
        return False
    if line.words > HEAD_LINES * 2 or line.stop:
        return line.number == 0 and max(other.words for other in later[:3]) > line.words
    return not (layout.wrapped and line.length >= 0.75 * max(other.length for other in lines))


def _is_rubric(document: Document, line: Line, lines: list[Line]) -> bool:
    """Whether a line of few words stands above the title: a line that looks like one comes next."""
    after = lines[line.number + 1]
    return line.words < TITLE_WORDS[0] <= after.words and not after.part and not after.is_solid and is_headline(document, after)


def _take_title(document: Document, line: Line, layout: Layout) -> None:
    line.part = "title"
    layout.title = (line.first, line.last)
    numbers, named, _ = date_words(document, line)
    if numbers >= 3 or (named and numbers >= 2):
        layout.datelines.append((line.first, line.last))


def _take_credit(document: Document, line: Line, layout: Layout) -> None:
    for at, hit in names_in(document, line.first, line.last, frozenset({"agency", "outlet"})):
        entry = hit.entry
        if isinstance(entry, LayoutWords) and entry.role == "agency":
            layout.credits.append(agency_voice(document, at, at + hit.length))
        if layout.outlet is None:
            layout.outlet, layout.outlet_name = (at, at + hit.length), document.said(at, at + hit.length)
