"""The words of a piece of HTML: of an entry of a feed, or of a letter; blocks on lines of their own, scripts left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "hr", "dd")
)
LEFT_OUT = frozenset(("script", "style", "head", "template", "noscript", "iframe", "object", "svg"))
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,20});")
SPACES = re.compile(r"[ \t\r\f\v\xa0]+")


def words_of_fragment(fragment: str) -> str:
    """The words; a piece without any tag or entity is left as it is.

    >>> words_of_fragment("<p>one &amp; two</p><script>x</script><p>three</p>")
    'one & two\\nthree'
    """
    if not TAG.search(fragment):
        return fragment.strip()
    parser = _Parser()
    parser.feed(fragment)
    parser.close()
    lines = (SPACES.sub(" ", line).strip() for line in "".join(parser.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LEFT_OUT:
            self.left_out += 1
        elif tag in BLOCKS:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in LEFT_OUT:
            self.left_out = max(0, self.left_out - 1)
        elif tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.pieces.append(data.replace("\n", " "))
