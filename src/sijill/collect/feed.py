"""A feed (RSS, RDF, Atom): each entry a report, its outlet the feed's title, its moment the one that the entry tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sijill.collect.columns import row_bytes
from sijill.collect.decode import has_words
from sijill.collect.identify import identify
from sijill.collect.item import Blob, Gathered, Item, Refusal, Run, inside
from sijill.collect.page_words import words_of_fragment
from sijill.collect.plain import checked
from sijill.collect.when import moment
from sijill.collect.xml import Handlers, Names, local, walk

EXTRACTOR = "feed 0.1.0"
ENTRIES = frozenset({"item", "entry"})
# the elements of an entry that are taken, and as what; the first of a row that is filled counts
TEXTS = ("encoded", "content", "description", "summary")
REFERENCES = ("guid", "id")
MOMENTS = ("published", "pubDate", "issued", "date", "updated", "modified")
TAKEN = frozenset({*TEXTS, *REFERENCES, *MOMENTS, "title", "link", "creator", "author", "name"})


@dataclass(slots=True)
class _Walker:
    """What has been met: the feed's title, the entry at hand, the entries that are complete."""

    rows: int
    source: str
    outlet: str = ""
    entry: dict[str, str] | None = None
    done: list[dict[str, str]] = field(default_factory=list)
    way: list[str] = field(default_factory=list)
    words_in: list[str] = field(default_factory=list)
    kept: int = 0
    is_feed: bool = False

    def start(self, name: str, attributes: Names) -> None:
        tag = local(name)
        self.is_feed = self.is_feed or tag in ("rss", "feed", "RDF")
        if self.entry is not None and self._xhtml():
            self.words_in.append("<" + tag + ">")
        elif tag in ENTRIES and self.entry is None:
            self.entry = {}
        else:
            self.words_in.clear()
        if self.entry is not None and tag == "link" and attributes.get("href") and attributes.get("rel", "alternate") == "alternate":
            self.entry.setdefault("link", attributes["href"])
        self.way.append(tag)

    def _xhtml(self) -> bool:
        """Whether we are within the text of an entry that is written in elements."""
        return any(tag in TEXTS for tag in self.way[self._entry_at() + 1 :])

    def _entry_at(self) -> int:
        return next((at for at, tag in enumerate(self.way) if tag in ENTRIES), len(self.way))

    def end(self, name: str) -> None:
        tag = self.way.pop()
        if self.entry is None:
            if tag == "title" and self.way[-1:] in (["channel"], ["feed"]) and not self.outlet:
                self.outlet = " ".join("".join(self.words_in).split())
            return
        if tag in ENTRIES and self._entry_at() == len(self.way):
            self.done.append(self.entry)
            self.entry = None
            self.kept += 1
            if self.kept > self.rows:
                raise Refusal(self.source, "limit", f"more than {self.rows:,} entries; the feed is not taken")
        elif self._xhtml():
            self.words_in.append("</" + tag + ">")
        elif tag in TAKEN and "source" not in self.way:
            words = "".join(self.words_in).strip()
            if words:
                self.entry.setdefault(tag, words)

    def words(self, words: str) -> None:
        self.words_in.append(words)


def read_feed(blob: Blob, run: Run) -> Iterator[Item]:
    """The entries in the feed's order; raises a Refusal where this is no feed, or one that is broken or declares entities."""
    if blob.size > run.limits.document:
        raise Refusal(blob.source, "limit", f"{blob.size:,} bytes; at most {run.limits.document:,} of a feed are read")
    walker = _Walker(run.limits.rows, blob.source)
    broken: Refusal | None = None
    blob.handle.seek(0)
    try:
        walk(blob.handle, Handlers(start=walker.start, end=walker.end, words=walker.words), blob.source, run.limits.nesting)
    except Refusal as refusal:
        broken = refusal
    if not walker.is_feed:
        raise broken or Refusal(blob.source, "kind", "this XML is no feed; no other XML is read")
    for number, entry in enumerate(walker.done, 1):
        source = inside(blob.source, f"entry {number}")
        try:
            yield _report(entry, walker.outlet, source, run)
        except Refusal as refusal:
            yield refusal.item()
    if broken:
        raise broken


def _report(entry: dict[str, str], outlet: str, source: str, run: Run) -> Gathered:
    def first(names: tuple[str, ...]) -> str | None:
        return next((entry[name] for name in names if entry.get(name)), None)

    data = row_bytes(entry)
    words = words_of_fragment(first(TEXTS) or "")
    title = words_of_fragment(entry.get("title", ""))
    text = checked(words if has_words(words) else title, source, run, data)
    day, instant = moment(first(MOMENTS))
    reference = first(REFERENCES)
    link = entry.get("link") or (reference if (reference or "").startswith(("http://", "https://")) else None)
    return Gathered(
        data=data, media_type="application/json", source=source, text=text, extractor=EXTRACTOR, language=identify(text),
        reference=reference, title=" ".join(title.split()) or None, url=link,
        outlet=outlet or None, outlet_from="feed" if outlet else None,
        published=day, published_at=instant, published_from="feed" if day else None,
        author=entry.get("creator") or entry.get("name") or entry.get("author"),
    )  # fmt: skip
