"""A page divided: title, datelines, credits, body, and the furniture that is not read as news.

The parts are told line by line: first what the tables name (related articles, tags, source), then the shape of the
lines. After the last paragraph of running text a row of headline-like lines is furniture, and a lone one between two
paragraphs is a heading where its words return below it, else a link to another report.
"""

from __future__ import annotations

from sijill.extract.page_credits import agency_voice, bracketed_agencies, credit_prefix, is_credit_line, names_in
from sijill.extract.page_head import mark_head
from sijill.extract.page_lines import (
    Layout,
    Line,
    begins_joined,
    is_bullet,
    is_headline,
    lines_of,
    month_at,
    overlap,
)
from sijill.extract.page_named import mark_named
from sijill.extract.sentence_ends import sentence_ends
from sijill.language.document import Document, Sentence
from sijill.language.entries import LayoutWords

__all__ = ["Layout", "divide"]

TAIL_WORDS = 3
RETURNING = 0.5
TITLE_WORDS = (4, 30)
BROKEN_WORDS, BROKEN_LENGTH = 10, 60
RUN_ON = {"tags": "furniture", "link": "source"}
HEADLINES = frozenset({"title", "heading"})


def divide(document: Document) -> Layout:
    """The layout of the page; sets the document's sentences, each with its part and its paragraph."""
    lines = lines_of(document)
    layout = Layout(wrapped=is_wrapped(lines))
    if lines:
        mark_named(document, lines, layout)
        mark_head(document, lines, layout)
        if not layout.wrapped:
            _mark_tail(document, lines)
            _mark_middle(document, lines)
    for line in lines:
        line.part = line.part or "body"
    if lines and all(line.part != "body" for line in lines):
        # nothing but headline-like lines: a single sentence that was pasted, not a page
        for line in lines:
            line.part = "body" if line.part == "heading" else line.part
    document.sentences = _sentences(document, lines, layout)
    return layout


def is_wrapped(lines: list[Line]) -> bool:
    """Whether the lines were broken by width: most nearly as long as the longest, most without a stop."""
    if len(lines) < 6:
        return False
    lengths = sorted(line.length for line in lines)
    width = lengths[int(len(lengths) * 0.9)]
    full = [line for line in lines if line.length >= 0.75 * width]
    return 40 <= width <= 180 and len(full) >= 0.6 * len(lines) and sum(not line.stop for line in full) >= 0.55 * len(full)


def _mark_tail(document: Document, lines: list[Line]) -> None:
    """Furniture after the last paragraph of running text."""
    last = next((k for k in range(len(lines) - 1, -1, -1) if not lines[k].part and lines[k].is_solid), None)
    if last is None:
        return
    tail = [line for line in lines[last + 1 :] if not line.part]
    for line in tail:
        if is_credit_line(document, line, near_edge=False):
            line.part = "credit"
    loose = [line for line in tail if not line.part and (is_headline(document, line) or line.words <= TAIL_WORDS)]
    linked = any(line.number + 1 < len(lines) and lines[line.number + 1].part == "furniture" for line in loose)
    if len(loose) >= 2 or linked or any(line.ellipsis or line.words <= TAIL_WORDS for line in loose):
        for line in loose:
            line.part = "credit" if len(loose) == 1 and is_credit_line(document, line, near_edge=True) else "furniture"


def _mark_middle(document: Document, lines: list[Line]) -> None:
    """Headline-like lines between paragraphs: headings of what follows, or links to other reports."""
    for line in lines:
        if line.part or line.is_solid or line.words < 2 or line.stop or is_bullet(document, line):
            continue
        above = lines[line.number - 1] if line.number else line
        if above.part in ("", "body") and _breaks_off(above) and not line.blank:
            continue
        below = next((other for other in lines[line.number + 1 : line.number + 4] if not other.part and other.is_solid), None)
        if below is None or (line.words >= TITLE_WORDS[0] and not is_headline(document, line)):
            continue
        follows = line.number > 0 and lines[line.number - 1].part == "furniture" and line.words > TITLE_WORDS[0]
        apart = line.blank and line.number + 1 < len(lines) and lines[line.number + 1].blank
        if not follows and (line.words < TITLE_WORDS[0] + 1 or apart or overlap(document, line, below) >= RETURNING):
            line.part = "heading"
        else:
            line.part = "furniture"


def _breaks_off(line: Line) -> bool:
    """Whether a line of running text ends without a stop, so that the next may carry it on."""
    return not line.stop and line.words >= BROKEN_WORDS and line.length >= BROKEN_LENGTH


def _goes_on(document: Document, line: Line, lines: list[Line], layout: Layout, stopping: bool) -> bool:
    """Whether the sentence at the end of a line goes on in the next: the text was broken by width, there or throughout."""
    if layout.wrapped:
        return not line.stop
    if line.number + 1 >= len(lines) or not stopping or not _breaks_off(line) or document.tokens[line.last - 1].kind == "mark":
        return False
    after = lines[line.number + 1]
    return after.part == "body" and not after.blank and after.stop and not is_bullet(document, after) and not begins_joined(document, after)


def _sentences(document: Document, lines: list[Line], layout: Layout) -> list[Sentence]:
    found: list[Sentence] = []
    open_end = False
    closing = frozenset(document.closers.values())
    body = [line for line in lines if line.part == "body"]
    stopping = sum(line.stop for line in body) * 5 >= len(body) * 2
    for line in lines:
        start = line.first
        if line.part == "body":
            after = credit_prefix(document, line)
            for first, last in bracketed_agencies(document, line):
                if first >= after:
                    layout.credits.append(agency_voice(document, first, last))
            if line.first < after < line.last:
                _take_prefix(document, line, after, layout)
                found.append(Sentence(line.first, after, line.number, "credit"))
                start, open_end = after, False
        headline = line.part in HEADLINES or (line.number == 0 and line.part == "title")
        for end in sentence_ends(document, start, line.last, headline, closing):
            joins = open_end or (start > line.first and not _has_words(document, start, end))
            if joins and found and line.part == "body":
                found[-1].last = end
            else:
                found.append(Sentence(start, end, line.number, _run_on(document, start, end, line)))
            open_end, start = False, end
        open_end = line.part == "body" and _goes_on(document, line, lines, layout, stopping)
    return found


def _has_words(document: Document, first: int, last: int) -> bool:
    return any(document.tokens[at].kind != "mark" for at in range(first, min(last, first + 20)))


def _run_on(document: Document, first: int, last: int, line: Line) -> str:
    """The part of a sentence: that of its line, unless tags or a link stand at the line's end as a sentence of their own."""
    if line.part != "body" or last != line.last or first == line.first or line.stop:
        return line.part
    for hit in document.tokens[first].hits:
        if isinstance(hit.entry, LayoutWords) and hit.entry.role in RUN_ON and not hit.proclitic:
            return RUN_ON[hit.entry.role]
    return line.part


def _take_prefix(document: Document, line: Line, after: int, layout: Layout) -> None:
    """The agency in a credit before a paragraph, and its day; before one of the first paragraphs, the outlet."""
    for at in range(line.first, after):
        if document.tokens[at].kind == "number" and month_at(document, at + 1):
            layout.datelines.append((line.first, after))
            break
    for at, hit in names_in(document, line.first, after, frozenset({"agency", "outlet"})):
        if isinstance(hit.entry, LayoutWords) and hit.entry.role == "agency":
            layout.credits.append(agency_voice(document, at, at + hit.length))
        elif layout.outlet is None and line.number < TITLE_WORDS[0]:
            layout.outlet, layout.outlet_name = (at, at + hit.length), document.said(at, at + hit.length)
