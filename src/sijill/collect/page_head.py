"""What a page declares about itself: title, outlet, address, moment of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sijill.collect.page_words import take_apart

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
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")


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
    take_apart(page, parser)
    told = parser.told

    def first(names: tuple[str, ...]) -> str | None:
        return next((told[name] for name in names if told.get(name)), None)

    url = _address(first(ADDRESSES))
    return Head(title=first(TITLES), outlet=first(OUTLETS), url=url, published=first(MOMENTS), deepest=_deepest(page))


def _deepest(page: str) -> int:
    """How deep the elements of the page lie in each other, as they are written."""
    depth = deepest = 0
    for end, tag in TAG.findall(page):
        if tag.lower() not in VOID:
            depth = max(0, depth + (-1 if end else 1))
            deepest = max(deepest, depth)
    return deepest


def _address(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None


@dataclass(slots=True)
class _State:
    inside: str = ""
    words: list[str] = field(default_factory=list)


class _Parser:
    """Collects declarations; the first of a kind counts."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}
        self.state = _State()

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if tag == "meta":
            for key in ("property", "name", "itemprop"):
                if key in attrs:
                    self.tell(attrs[key].lower(), attrs.get("content", ""))
        elif tag == "link" and "canonical" in attrs.get("rel", "").lower().split():
            self.tell("canonical", attrs.get("href", ""))
        elif tag == "time" and ("pubdate" in attrs or attrs.get("itemprop", "").lower() == "datepublished"):
            self.tell("time", attrs.get("datetime", ""))
        elif tag == "title" and "title" not in self.told:
            self.state = _State("title")
        elif tag == "script" and "ld+json" in attrs.get("type", "").lower():
            self.state = _State("ld")

    def end(self, tag: str) -> None:
        if self.state.inside == "title" and tag in ("title", "head", "body"):
            self.tell("title", "".join(self.state.words))
            self.state = _State()
        elif self.state.inside == "ld" and tag == "script":
            for name, value in _linked("".join(self.state.words)):
                self.tell(name, value)
            self.state = _State()

    def data(self, data: str) -> None:
        if self.state.inside:
            self.state.words.append(data)

    def close(self) -> None:
        """The end of the page; what was told stays."""

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
