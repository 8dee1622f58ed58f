"""A page from elsewhere without anything that could run, ask or lead anywhere: what is left are its words and their order.

The page is not mended but made anew: only elements and attributes that are named here are taken over.
"""

from __future__ import annotations

from html import escape

from lxml import etree, html

# with all that is in them
DROPPED = frozenset({
    "script", "style", "template", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "svg", "math", "head", "link",
    "meta", "base", "select", "option", "textarea", "button", "input", "audio", "video", "canvas", "portal", "noembed", "noframes", "xmp",
})  # fmt: skip
KEPT = frozenset({
    "p", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "q", "cite", "pre", "code",
    "b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "mark", "br", "hr", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
    "caption", "figure", "figcaption", "article", "section", "header", "footer", "aside", "main", "time", "bdi", "bdo", "address", "a",
})  # fmt: skip
EMPTY = frozenset({"br", "hr"})
ATTRIBUTES = frozenset({"dir", "lang", "colspan", "rowspan", "datetime"})
DEEPEST = 150  # elements in each other; what lies deeper is told as left out
LOOK = (
    "body{font:1.05rem/1.8 serif;max-width:46rem;margin:1.5rem auto;padding:0 1rem;color:#1c2426;background:#fff;overflow-wrap:anywhere}"
    "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .5rem}.address{color:#566065;font-size:.85em}"
    ".text{white-space:pre-wrap}"
)


def harmless_page(page: str) -> str:
    """The page's words with their headings, paragraphs, lists and tables; pictures and links as words."""
    try:
        root = html.document_fromstring(page.replace("\0", "\ufffd") or " ", parser=html.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError):
        return framed(f"<pre>{escape(page)}</pre>")
    body = root.find("body")
    made: list[str] = []
    _walk(root if body is None else body, made, 0)
    return framed("".join(made), root.get("dir", ""), root.get("lang", ""))


def harmless_text(words: str) -> str:
    """A text as a page."""
    return framed(f'<div dir="auto" class="text">{escape(words)}</div>')


def framed(body: str, direction: str = "", language: str = "") -> str:
    """A page around what is harmless already."""
    told = f' dir="{direction}"' if direction in ("rtl", "ltr") else ' dir="auto"'
    told += f' lang="{escape(language)}"' if language else ""
    return f"<!doctype html><html{told}><head><meta charset=utf-8><title>-</title><style>{LOOK}</style></head><body>{body}</body></html>"


def _walk(element: etree._Element, made: list[str], depth: int) -> None:
    """Writes what is inside an element."""
    made.append(escape(element.text or ""))
    for child in element:
        name = child.tag if isinstance(child.tag, str) else ""
        if name == "img":
            made.append(f'<span class="address">[{escape(child.get("alt") or "")}]</span>')
        elif name and name not in DROPPED:
            if depth < DEEPEST:
                _element(child, name, made, depth)
            else:
                made.append("[…]")
        made.append(escape(child.tail or ""))


def _element(element: etree._Element, name: str, made: list[str], depth: int) -> None:
    if name in EMPTY:
        made.append(f"<{name}>")
        return
    shown = name in KEPT and name != "a"
    if shown:
        told = "".join(f' {key}="{escape(value)}"' for key, value in element.attrib.items() if key in ATTRIBUTES)
        made.append(f"<{name}{told}>")
    _walk(element, made, depth + 1)
    if shown:
        made.append(f"</{name}>")
