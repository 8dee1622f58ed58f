"""From places on a page to the order in which a person reads: lines, columns, and within a line the order of the letters.

A PDF keeps where letters are drawn, in whatever order. What is seen is what counts: Arabic is read from right to left,
figures and Latin words within it from left to right (the inverse of the Unicode bidirectional algorithm, UAX #9, for a
line of one level of embedding).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from statistics import median

from sijill.collect.pdf_glyphs import Glyph

SAME_LINE = 0.4  # of the size: letters whose base lines differ by less stand on one line
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
Line = list[Glyph]


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
    for mark in (glyph for glyph in found if glyph.is_mark):
        _bear(mark, lines)
    return lines


def _bear(mark: Glyph, lines: list[Line]) -> None:
    """Puts a mark on the letter that stands nearest to it."""
    near = [line for line in lines if abs(line[0].base - mark.base) <= mark.size]
    bearers = [(abs(glyph.middle - mark.middle), glyph) for line in near for glyph in line if glyph.text.strip()]
    if bearers:
        bearer = min(bearers, key=lambda pair: pair[0])[1]
        bearer.text += mark.text


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
    """The lines as they are read, each a list of cells (one, but in tables); columns of prose one after the other."""
    cut = [pieces for line in lines if (pieces := pieces_of(line))]
    told: list[list[Line]] = []
    band: list[list[Line]] = []
    gutter: tuple[float, float] | None = None
    for pieces in cut:
        met = _gutter(pieces, gutter)
        if met is None and band:
            told.extend(_columns(band, gutter, right_to_left))
            band, gutter = [], None
            met = _gutter(pieces, None)
        if met is None:
            told.append(pieces)
        else:
            band.append(pieces)
            gutter = met
    told.extend(_columns(band, gutter, right_to_left) if band else [])
    return told


def _gutter(pieces: list[Line], known: tuple[float, float] | None) -> tuple[float, float] | None:
    """The gap that this line shares with the lines before it; None where it has none."""
    if known is None:
        gaps = [(one[-1].right, other[0].left) for one, other in pairwise(pieces)]
        return max(gaps, key=lambda gap: gap[1] - gap[0], default=None)
    low, high = known
    for piece in pieces:
        if piece[0].left < high and piece[-1].right > low:
            if piece[-1].right < (low + high) / 2:
                low = max(low, piece[-1].right)
            elif piece[0].left > (low + high) / 2:
                high = min(high, piece[0].left)
            else:
                return None
    return (low, high) if high - low > 2 else None


def _columns(band: list[list[Line]], gutter: tuple[float, float] | None, right_to_left: bool) -> list[list[Line]]:
    """A band of lines with a gap in common: two columns of prose, or rows of a table."""
    if gutter is None or len(band) < 2:
        return band
    middle = (gutter[0] + gutter[1]) / 2
    left = [[piece for piece in pieces if piece[-1].right <= middle] for pieces in band]
    right = [[piece for piece in pieces if piece[0].left >= middle] for pieces in band]
    sides = [[row for row in side if row] for side in ((right, left) if right_to_left else (left, right))]
    wide = [len(glyphs) for side in sides for row in side for glyphs in row]
    if any(len(side) < 2 for side in sides) or median(wide) < LEAST_COLUMN:
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
