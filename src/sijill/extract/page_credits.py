"""Credits of a page: the agency before or after a report, the desk, the author, the line that names the source."""

from __future__ import annotations

from sijill.extract.page_lines import CREDIT_TOKENS, DASHES, Line, has_verb, opening_hits
from sijill.language.document import Document
from sijill.language.entries import GroupNoun, LayoutWords, ThingNoun
from sijill.language.load import Hit
from sijill.record.found import FoundVoice

NAMES = frozenset({"agency", "outlet", "desk", "section"})


def names_in(document: Document, first: int, last: int, roles: frozenset[str] = NAMES) -> list[tuple[int, Hit]]:
    """The names of agencies, outlets and desks among tokens, longest at each place."""
    found: list[tuple[int, Hit]] = []
    at = first
    while at < last:
        best: Hit | None = None
        for hit in document.tokens[at].hits:
            entry = hit.entry
            if isinstance(entry, LayoutWords) and entry.role in roles and at + hit.length <= last and not hit.proclitic:
                best = hit if best is None or hit.length > best.length else best
        if best:
            found.append((at, best))
            at += best.length
        else:
            at += 1
    return found


def credit_prefix(document: Document, line: Line) -> int:
    """Where the credit before a paragraph ends (Paris - AFP:), the line's first token where there is none."""
    tokens = document.tokens
    stop = min(line.last, line.first + CREDIT_TOKENS)
    for at in range(line.first, stop):
        word = tokens[at].word
        if word == ":":
            dashed = any(tokens[k].word in DASHES for k in range(line.first, at))
            alone = len(names_in(document, line.first, at)) > 0
            return at + 1 if dashed and alone and not has_verb(document, line.first, at) else line.first
        if word in DASHES and at + 1 < line.last and _is_bracketed(document, line.first, at):
            return at + 1
    _, hits = opening_hits(document, line)
    for hit in hits:
        if isinstance(hit.entry, LayoutWords) and hit.entry.role in ("desk", "section") and line.words > 8:
            return _after_label(document, line, hit)
    return line.first


def _is_bracketed(document: Document, first: int, at: int) -> bool:
    """Whether the tokens before a dash end with the name of an agency in brackets."""
    tokens = document.tokens
    if at - first > 8 or tokens[at - 1].word != ")":
        return False
    return bool(names_in(document, first, at - 1)) and not has_verb(document, first, at)


def _after_label(document: Document, line: Line, hit: Hit) -> int:
    """Where a label before a paragraph ends: a desk of two words, or one word set off by bars, with the name after it."""
    at = line.first + hit.length
    barred = at < line.last and document.tokens[at].word in DASHES
    if not barred and hit.length < 2:
        return line.first
    while at < line.last and document.tokens[at].word in DASHES:
        at += 1
    names = names_in(document, at, min(at + 4, line.last), frozenset({"agency", "outlet"}))
    return at + names[0][1].length if barred and names and names[0][0] == at else at


def is_credit_line(document: Document, line: Line, near_edge: bool) -> bool:
    """Whether a short line is a credit: a name or desk with a dash or alone, initials in brackets, an author."""
    if line.words > 9 or (line.stop and line.words > 5):
        return False
    names = names_in(document, line.first, line.last)
    covered = sum(hit.length for _, hit in names)
    if covered < line.words and has_verb(document, line.first, line.last):
        return False
    marks = [document.tokens[at].word for at in range(line.first, line.last)]
    dashed = any(mark in DASHES for mark in marks)
    if names and (dashed or covered >= line.words):
        return True
    if marks[0] == "(" and marks[-1] == ")" and line.words <= 4 and all(len(word) <= 2 for word in marks):
        return True
    digits = any(document.tokens[at].kind == "number" for at in range(line.first, line.last))
    if not near_edge or line.words > 5 or line.stop or digits:
        return False
    return (line.words > 1 and (dashed or bool(names))) or _is_name(document, line)


def _is_name(document: Document, line: Line) -> bool:
    """Whether a line could be a person's name alone: two or three words of no table of people or things."""
    if line.words not in (2, 3) or opening_hits(document, line)[1]:
        return False
    return not any(document.entry(at, GroupNoun) or document.entry(at, ThingNoun) for at in range(line.first, line.last))


def bracketed_agencies(document: Document, line: Line) -> list[tuple[int, int]]:
    """Token ranges of agencies that stand alone in brackets in a line."""
    found: list[tuple[int, int]] = []
    for at in range(line.first, line.last):
        if document.tokens[at].word == "(" and at in document.closers:
            close = document.closers[at]
            names = names_in(document, at + 1, min(close, at + 8), frozenset({"agency"}))
            if close <= at + 8 and names and names[0][0] == at + 1 and names[0][1].length >= close - at - 2:
                found.append((at + 1, at + 1 + names[0][1].length))
    return found


def agency_voice(document: Document, first: int, last: int) -> FoundVoice:
    """The voice of an agency named by these tokens."""
    return FoundVoice(first=first, last=last, name=document.said(first, last), kind="agency")
