"""A page divided: title, datelines, credits, body, and the furniture that is not read as news.

The parts are told line by line: first what the tables name (related articles, tags, source), then the shape of the
lines. After the last paragraph of running text a row of headline-like lines is furniture, and a lone one between two
paragraphs is a heading where its words return below it, else a link to another report.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.extract.page_credits import agency_voice, bracketed_agencies, credit_prefix, is_credit_line, names_in
from sijill.extract.page_lines import (
    DASHES,
    Line,
    begins_joined,
    date_words,
    is_bullet,
    is_dateline,
    is_headline,
    lines_of,
    month_at,
    opening_hits,
    overlap,
)
from sijill.extract.sentence_ends import sentence_ends
from sijill.language.document import Document, Sentence
from sijill.language.entries import LayoutWords
from sijill.record.found import FoundVoice

HEAD_LINES = 10
TAIL_WORDS = 3
RETURNING = 0.5
TITLE_WORDS = (4, 30)
RESUMES = 25
BROKEN_WORDS, BROKEN_LENGTH = 10, 60
FOR_GOOD = frozenset({"comment", "neighbour", "end"})
RUN_ON = {"tags": "furniture", "link": "source"}
PREFIX_ROLES = frozenset({"comment", "subscribe", "menu"})
WHOLE = frozenset({"related", "neighbour", "menu", "share", "section", "end"})
PARTING = frozenset("+،|/")
HEADLINES = frozenset({"title", "heading"})


@dataclass(slots=True, kw_only=True)
class Layout:
    """What the page tells besides its text, as token ranges (half-open)."""

    title: tuple[int, int] | None = None
    outlet: tuple[int, int] | None = None
    outlet_name: str | None = None
    datelines: list[tuple[int, int]] = field(default_factory=list)
    credits: list[FoundVoice] = field(default_factory=list)
    wrapped: bool = False


def divide(document: Document) -> Layout:
    """The layout of the page; sets the document's sentences, each with its part and its paragraph."""
    lines = lines_of(document)
    layout = Layout(wrapped=is_wrapped(lines))
    if lines:
        _mark_named(document, lines, layout)
        _mark_head(document, lines, layout)
        if not layout.wrapped:
            _mark_tail(document, lines)
            _mark_middle(document, lines)
    for line in lines:
        line.part = line.part or "body"
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


def _mark_named(document: Document, lines: list[Line], layout: Layout) -> None:
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


def _mark_head(document: Document, lines: list[Line], layout: Layout) -> None:
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
