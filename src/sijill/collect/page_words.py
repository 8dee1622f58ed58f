"""The words of a piece of HTML: of an entry of a feed, or of a letter; blocks on lines of their own, scripts left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

BLOCKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "hr", "dd")
)
LEFT_OUT = frozenset(("script", "style", "head", "template", "noscript", "iframe", "object", "svg"))
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,20});")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
SPACES = re.compile(r"[ \t\r\f\v\xa0]+")


def words_of_fragment(fragment: str) -> str:
    """The words; a piece without any tag or entity is left as it is.

    >>> words_of_fragment("<p>one &amp; two</p><script>x</script><p>three</p>")
    'one & two\\nthree'
    """
    if not TAG.search(fragment):
        return fragment.strip()
    parser = _Parser()
    take_apart(fragment, parser)
    lines = (SPACES.sub(" ", line).strip() for line in "".join(parser.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class Parser(Protocol):
    """What is told of each element of a page: its tag and attributes, its words, its end."""

    def start(self, tag: str, attrs: Mapping[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, data: str) -> None: ...
    def close(self) -> None: ...


def take_apart(page: str, parser: Parser) -> None:
    """Goes once through a page with libxml2, which needs time in proportion to its length whatever it holds."""
    from lxml import etree

    reader = etree.HTMLParser(target=parser, encoding="utf-8", no_network=True)
    reader.feed(CONTROLS.sub(" ", page).encode("utf-8", "replace"))
    try:
        reader.close()
    except etree.XMLSyntaxError:
        return  # a page without any element: nothing is declared in it


class _Parser:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.left_out = 0

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if tag in LEFT_OUT:
            self.left_out += 1
        elif tag in BLOCKS:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append(" ")

    def end(self, tag: str) -> None:
        if tag in LEFT_OUT:
            self.left_out = max(0, self.left_out - 1)
        elif tag in BLOCKS:
            self.pieces.append("\n")

    def data(self, data: str) -> None:
        if not self.left_out:
            self.pieces.append(data.replace("\n", " "))

    def close(self) -> None:
        """The end of the piece; the words stay."""
