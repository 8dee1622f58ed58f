"""Small PDF files made letter by letter, with a font that names every letter: for tests of what order is read."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Sequence

SIZE = 12
ADVANCE = 6.0
Placed = tuple[str, float, float]

TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%s
endcmap end end"""


def placed(visual: str, right: float = 500.0, top: float = 700.0) -> list[Placed]:
    """The letters of a line as it is seen, from left to right, ending at `right`."""
    left = right - ADVANCE * len(visual)
    return [(char, left + ADVANCE * index, top) for index, char in enumerate(visual)]


def seen(logical: str) -> str:
    """A line of Arabic as it is seen from left to right: letters turned round, numbers not."""
    turned: list[str] = []
    number = ""
    for char in logical:
        if unicodedata.bidirectional(char) in ("EN", "AN") or (number and char in ".,/:"):
            number += char
            continue
        turned.extend(reversed(number))
        number = ""
        turned.append(char)
    turned.extend(reversed(number))
    return "".join(reversed(turned))


def page(lines: Sequence[str], right: float = 500.0) -> list[Placed]:
    """The letters of lines of Arabic, one under the other, as they are seen."""
    return [glyph for index, line in enumerate(lines) for glyph in placed(seen(line), right, 700.0 - 20 * index)]


def pdf(
    pages: Sequence[Iterable[Placed]], *, named: bool = True, unnamed: str = "", matrix: str = "1 0 0 1", extra: Sequence[bytes] = ()
) -> bytes:
    """The bytes of a PDF that draws these letters; those of `unnamed` (all, if not `named`) have no Unicode."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for glyphs in pages:
        drawn = "".join(f"{matrix} {x:.2f} {y:.2f} Tm <{ord(char):04X}> Tj\n" for char, x, y in glyphs)
        content = zlib.compress(f"BT /F {SIZE} Tf\n{drawn}ET".encode())
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects) + 2} 0 R".encode()
            + b" /Resources << /Font << /F FONT 0 R >> >> >>"
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(content), content))
    first = len(objects) + 1
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    objects = [one.replace(b"FONT", str(first).encode()) for one in objects]
    used = sorted({char for glyphs in pages for char, _, _ in glyphs} - set(unnamed)) if named else []
    rows = b"\n".join(b"1 beginbfchar <%04X> <%04X> endbfchar" % (ord(char), ord(char)) for char in used)
    cmap = TO_UNICODE % rows
    objects += [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H"
        b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (first + 1, first + 3),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /FontDescriptor %d 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % (first + 2),
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 /Ascent 800 /Descent -200 /FontBBox [0 -200 1000 800] >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(cmap), cmap),
        *extra,
    ]
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    whole = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    whole += b"".join(b"%010d 00000 n \n" % place for place in places)
    whole += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(whole)
