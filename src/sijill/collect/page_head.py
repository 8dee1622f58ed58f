"""What a page declares about itself: title, outlet, address, moment of publication."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

# in the order in which they are believed
MOMENTS = (
    "article:published_time", "og:published_time", "datepublished", "ld:datepublished", "dcterms.issued", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dc.date", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "pubdate",
    "publication_date", "date", "time",
)  # fmt: skip
OUTLETS = ("og:site_name", "ld:publisher", "application-name", "dc.publisher", "dcterms.publisher")
TITLES = ("og:title", "ld:headline", "twitter:title", "title")
ADDRESSES = ("og:url", "canonical")
VOID = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td",
        "tr", "th", "dt", "dd", "option",
    )
)  # fmt: skip
MOST_JSON = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page declares, None where it does not; `deepest` is how deep its elements lie in each other."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    deepest: int = 0


def head_of(page: str) -> Head:
    """What the page declares about itself."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    told = parser.told

    def first(names: tuple[str, ...]) -> str | None:
        return next((told[name] for name in names if told.get(name)), None)

    return Head(
        title=first(TITLES), outlet=first(OUTLETS), url=_address(first(ADDRESSES)), published=first(MOMENTS), deepest=parser.deepest
    )


def _address(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None


@dataclass(slots=True)
class _State:
    inside: str = ""
    words: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    """Collects declarations; the first of a kind counts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: dict[str, str] = {}
        self.state = _State()
        self.depth = self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
        if tag == "meta":
            for key in ("property", "name", "itemprop"):
                if key in named:
                    self.tell(named[key].lower(), named.get("content", ""))
        elif tag == "link" and "canonical" in named.get("rel", "").lower().split():
            self.tell("canonical", named.get("href", ""))
        elif tag == "time" and ("pubdate" in named or named.get("itemprop", "").lower() == "datepublished"):
            self.tell("time", named.get("datetime", ""))
        elif tag == "title" and "title" not in self.told:
            self.state = _State("title")
        elif tag == "script" and "ld+json" in named.get("type", "").lower():
            self.state = _State("ld")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.depth = max(0, self.depth - 1)
        if self.state.inside == "title" and tag in ("title", "head", "body"):
            self.tell("title", "".join(self.state.words))
            self.state = _State()
        elif self.state.inside == "ld" and tag == "script":
            for name, value in _linked("".join(self.state.words)):
                self.tell(name, value)
            self.state = _State()

    def handle_data(self, data: str) -> None:
        if self.state.inside:
            self.state.words.append(data)

    def tell(self, name: str, value: str) -> None:
        words = " ".join(value.split())
        if words and len(words) <= 2000:
            self.told.setdefault(name, words)


def _linked(words: str) -> Iterator[tuple[str, str]]:
    """The moment, outlet and headline of the first article that linked data describe."""
    if len(words) > MOST_JSON:
        return
    try:
        told = json.loads(words)
    except (ValueError, RecursionError):
        return
    things = told if isinstance(told, list) else [told]
    for thing in things:
        inner = thing.get("@graph") if isinstance(thing, dict) else None
        for one in inner if isinstance(inner, list) else [thing]:
            if isinstance(one, dict) and isinstance(one.get("datePublished"), str):
                yield "ld:datepublished", one["datePublished"]
                publisher = one.get("publisher")
                if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                    yield "ld:publisher", publisher["name"]
                if isinstance(one.get("headline"), str):
                    yield "ld:headline", one["headline"]
                return
