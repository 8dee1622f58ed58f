"""A web page: its article by trafilatura; title, outlet, address and moment only where the page itself declares them.

A date is never guessed from the page's words or from its address. Scripts are not run and nothing that the page names is
fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

from sijill.collect.decode import decode, has_words
from sijill.collect.heard import heard
from sijill.collect.identify import identify
from sijill.collect.item import Blob, Gathered, Item, Refusal, Run
from sijill.collect.page_head import Head, head_of
from sijill.collect.plain import checked
from sijill.collect.when import moment

CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9_.-]+)""", re.I
)
BLANK = re.compile(r"\n{3,}")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
DEEPEST = 2000


@cache
def extractor() -> str:
    """The name and version of what takes a page apart."""
    return f"trafilatura {version('trafilatura')}"


def read_page(blob: Blob, run: Run) -> Iterator[Item]:
    """The article of the page; raises a Refusal where there is none."""
    data = blob.whole(run.limits.report)
    found = CHARSET.search(data[:8192])
    declared = (found[1] or found[2]).decode("ascii") if found else None
    page = decode(data, blob.source, blob.charset or declared)
    head = head_of(page)
    if head.deepest > DEEPEST:
        raise Refusal(blob.source, "limit", f"its elements lie {head.deepest:,} deep in each other", data)
    text = checked(article(page, blob.source, data), blob.source, run, data)
    yield gathered(blob, data, text, head)


def gathered(blob: Blob, data: bytes, text: str, head: Head) -> Gathered:
    """The report of a page: what the page declares, else what was told where the page lay."""
    day, instant = moment(head.published)
    told = "page" if day else None
    if not day and blob.published_at and blob.published_from:
        day, instant = moment(blob.published_at)
        told = blob.published_from if day else None
    return Gathered(
        data=data, media_type="text/html", source=blob.source, text=text, extractor=extractor(), language=identify(text),
        title=head.title, url=blob.url or head.url, outlet=head.outlet, outlet_from="page" if head.outlet else None,
        published=day, published_at=instant, published_from=told,
    )  # fmt: skip


def article(page: str, source: str, data: bytes) -> str:
    """The main text of a page, paragraphs on lines of their own; raises a Refusal."""
    from trafilatura import bare_extraction

    clean = CONTROLS.sub(" ", page).removeprefix("\ufeff")
    for wide in (False, True):
        with heard("trafilatura"):
            found = bare_extraction(clean, with_metadata=False, include_comments=False, include_tables=True, favor_recall=wide)
        text = getattr(found, "text", None)
        if isinstance(text, str) and has_words(text):
            return BLANK.sub("\n\n", text)
    raise Refusal(source, "text", "no article is found in the page", data)
