"""From places on a page to the order in which a person reads: lines, columns, and within a line the order of the letters.

A PDF keeps where letters are drawn, in whatever order. What is seen is what counts: Arabic is read from right to left,
figures and Latin words within it from left to right (the inverse of the Unicode bidirectional algorithm, UAX #9, for a
line of one level of embedding).
"""

from __future__ import annotations

import re
import unicodedata
from statistics import median

from sijill.collect.pdf_glyphs import Glyph

SAME_LINE = 0.4  # of the size: letters whose base lines differ by less stand on one line
NEAR = 5  # how many letters away, in the order of drawing, a mark may stand from the letter that bears it
WORD_GAP = 0.5  # of the size: a gap that parts words where blanks are drawn as letters too
BARE_GAP = 0.17  # the same where they are not
PIECE_GAP = 1.6  # a gap that parts columns or cells
LEAST_COLUMN = 12  # letters in a piece on average: less is a table, not a column of prose
IN_NUMBERS = frozenset(".,:/\u066b\u066c\u060c")
IN_WORDS = frozenset("-_@&+'\u2019#%=?~")
# over the classes of the letters of a line: words with Latin letters, else one number
LATIN_RUN = re.compile(r"[NSJ]*L(?:[LNSJ]*[LNJ])?(?:W+[NSJ]*L(?:[LNSJ]*[LNJ])?)*|N(?:S?N)*")
ARABIC_RUN = re.compile(r"R(?:[^L]*R)?")
NUMBER_RUN = re.compile(r"N(?:S?N)*")
COLUMN_GAP = 1.0  # a gap all the way down that parts columns
Line = list[Glyph]
Reach = tuple[float, float]


def lines_of(found: list[Glyph]) -> list[Line]:
    """The letters by lines, top to bottom, each from left to right; marks stand right after the letter that bears them."""
    letters = sorted((glyph for glyph in found if not glyph.is_mark), key=lambda glyph: -glyph.base)
    lines: list[Line] = []
    for glyph in letters:
        if lines and abs(lines[-1][0].base - glyph.base) <= SAME_LINE * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda glyph: glyph.middle)
    for at, mark in enumerate(found):
        if mark.is_mark and (bearer := _bearer(at, found)):
            bearer.text += mark.text
    return lines


def _bearer(at: int, found: list[Glyph]) -> Glyph | None:
    """The letter that bears a mark: the one drawn next where letters are drawn from the left, else the one drawn before."""
    before = next((glyph for glyph in reversed(found[max(0, at - NEAR) : at]) if not glyph.is_mark), None)
    after = next((glyph for glyph in found[at + 1 : at + 1 + NEAR] if not glyph.is_mark), None)
    one, other = (glyph if glyph and _is_near(glyph, found[at]) else None for glyph in (before, after))
    if one and other:
        return other if other.middle > one.middle else one
    return one or other


def _is_near(glyph: Glyph, mark: Glyph) -> bool:
    return abs(glyph.base - mark.base) <= mark.size and abs(glyph.middle - mark.middle) <= 1.5 * mark.size


def pieces_of(line: Line) -> list[Line]:
    """A line cut at its wide gaps, left to right."""
    pieces = [[line[0]]]
    solid = line[0]
    for glyph in line[1:]:
        if glyph.text.strip() and glyph.left - solid.right > PIECE_GAP * max(glyph.size, solid.size):
            while pieces[-1] and not pieces[-1][-1].text.strip():
                pieces[-1].pop()
            pieces.append([glyph])
        else:
            pieces[-1].append(glyph)
        if glyph.text.strip():
            solid = glyph
    return [piece for piece in pieces if any(glyph.text.strip() for glyph in piece)]


def ordered(lines: list[Line], right_to_left: bool) -> list[list[Line]]:
    """The lines as they are read, each a list of cells (one, but in tables); columns of prose one after the other.

    Lines that follow each other and leave a gap free all the way down make a band: columns, or the rows of a table.
    """
    told: list[list[Line]] = []
    band: list[list[Line]] = []
    covered: list[Reach] = []
    for pieces in filter(None, map(pieces_of, lines)):
        size = pieces[0][0].size
        joined = _joined(covered, [(piece[0].left, piece[-1].right) for piece in pieces], COLUMN_GAP * size)
        if band and len(joined) < 2:
            told.extend(_columns(band, covered, right_to_left))
            band, covered = [], []
            joined = _joined([], [(piece[0].left, piece[-1].right) for piece in pieces], COLUMN_GAP * size)
        band.append(pieces)
        covered = joined
    return told + _columns(band, covered, right_to_left)


def _joined(covered: list[Reach], others: list[Reach], gap: float) -> list[Reach]:
    """The stretches that both cover, left to right; what is parted by less than the gap is one stretch."""
    joined: list[Reach] = []
    for left, right in sorted([*covered, *others]):
        if joined and left - joined[-1][1] < gap:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def _columns(band: list[list[Line]], covered: list[Reach], right_to_left: bool) -> list[list[Line]]:
    """A band of lines: its columns one after the other where they are prose, else its rows."""
    sides: list[list[list[Line]]] = []
    for left, right in covered[::-1] if right_to_left else covered:
        rows = [[piece for piece in pieces if left <= piece[0].left and piece[-1].right <= right] for pieces in band]
        sides.append([row for row in rows if row])
    letters = [len(piece) for pieces in band for piece in pieces]
    if len(sides) < 2 or any(len(side) < 2 for side in sides) or median(letters) < LEAST_COLUMN:
        return band
    return [row for side in sides for row in side]


def said(line: Line) -> str:
    """The words of a line, in the order in which they are read."""
    atoms = _spaced(line)
    classes = "".join(map(_class, atoms))
    if classes.count("R") * 2 < classes.count("L") or "R" not in classes:
        return "".join(_turned(atoms, ARABIC_RUN, NUMBER_RUN)).strip()
    return "".join(_turned(atoms[::-1], LATIN_RUN)).strip()


def _spaced(line: Line) -> list[str]:
    """The letters from left to right with a blank where words are parted."""
    gap = WORD_GAP if any(not glyph.text.strip() for glyph in line) else BARE_GAP
    atoms: list[str] = []
    before: Glyph | None = None
    for glyph in line:
        if before and glyph.text.strip() and before.text.strip() and glyph.left - before.right > gap * min(glyph.size, before.size):
            atoms.append(" ")
        atoms.append(glyph.text)
        before = glyph
    return atoms


def _class(atom: str) -> str:
    """One letter for an atom: R and L for letters by their direction, N a digit, S what may stand in a number, W a blank,
    J what may stand in a word, O the rest."""
    for char in atom:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return "R"
        if kind == "L":
            return "L"
        if kind in ("EN", "AN") and char not in "\u066b\u066c":
            return "N"
    return "W" if not atom.strip() else "S" if atom in IN_NUMBERS else "J" if atom in IN_WORDS else "O"


def _turned(atoms: list[str], runs: re.Pattern[str], within: re.Pattern[str] | None = None) -> list[str]:
    """The atoms with each run turned round; and in each run so turned, each run of `within` turned back."""
    told: list[str] = []
    at = 0
    for found in runs.finditer("".join(map(_class, atoms))):
        run = atoms[found.start() : found.end()][::-1]
        told.extend(atoms[at : found.start()])
        told.extend(_turned(run, within) if within else run)
        at = found.end()
    return told + atoms[at:]
