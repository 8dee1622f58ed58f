"""An archive of the web (WARC): each page that was answered with success is opened, with its address and moment.

The moment is when the page was captured, not when it was published; a page's own declaration is what counts, and where
there is none the day is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, cast

from sijill.collect.archive import spool
from sijill.collect.item import Blob, Item, Refusal, Refused, Run, inside

PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml", "application/atom+xml")
KEPT = ("response", "resource")
TYPES = frozenset(("warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"))
ABOUT = frozenset(("warcinfo", "request", "metadata"))  # records about others: no reports by their nature
SUCCESS = "200"


def read_warc(blob: Blob, run: Run) -> Iterator[Item]:
    """What the records hold; records that are no pages are counted and told once. Raises a Refusal where it is broken."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    blob.handle.seek(0)
    passed: Counter[str] = Counter()
    number = 0
    try:
        for record in ArchiveIterator(blob.handle, no_record_parse=False):
            number += 1
            if number > run.limits.rows:
                raise Refusal(blob.source, "limit", f"more than {run.limits.rows:,} records; the rest is not taken")
            if str(record.rec_type) not in TYPES:
                raise Refusal(blob.source, "open", f"it is broken at record {number}, which has no type")
            if reason := _no_page(record):
                if reason not in ABOUT:
                    passed[reason] += 1
                continue
            url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            source = inside(blob.source, f"record {number} {url[:300]}".rstrip())
            yield from _opened(record, url, source, blob, run)
    except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
        yield Refused(source=blob.source, stage="open", reason=f"it is broken after record {number} ({' '.join(str(error).split())[:150]})")
    if passed:
        told = ", ".join(f"{count} {reason}" for reason, count in sorted(passed.items()))
        yield Refused(source=blob.source, stage="passed_over", reason=f"records that are no pages: {told}")
    elif not number:
        raise Refusal(blob.source, "open", "there is no whole record in it")


def _no_page(record: object) -> str | None:
    """Why a record is not opened; None where it is."""
    kind = str(getattr(record, "rec_type", None) or "unknown")
    if kind not in KEPT:
        return kind
    http = getattr(record, "http_headers", None)
    if kind == "response" and http is None:
        return "response without HTTP"
    if http is not None and (status := str(http.get_statuscode())) != SUCCESS:
        return f"answer {status[:3]}"
    media = _media_type(record)
    return None if not media or media in PAGES else media[:40]


def _media_type(record: object) -> str:
    http = getattr(record, "http_headers", None)
    headers = http if http is not None else getattr(record, "rec_headers", None)
    told = headers.get_header("Content-Type") if headers is not None else None
    return str(told or "").partition(";")[0].strip().lower()


def _charset(record: object) -> str | None:
    http = getattr(record, "http_headers", None)
    told = str(http.get_header("Content-Type") or "") if http is not None else ""
    return told.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None


def _opened(record: object, url: str, source: str, blob: Blob, run: Run) -> Iterator[Item]:
    stream = cast(BinaryIO, record.content_stream())  # type: ignore[attr-defined]
    try:
        handle = spool(stream, source, run, most=run.limits.document)
    except Refusal as refusal:
        yield refusal.item()
        return
    with handle:
        size = handle.seek(0, 2)
        name = url.partition("?")[0].rpartition("/")[2]
        yield from run.open(
            Blob(
                handle=handle, size=size, name=name, source=source, depth=blob.depth + 1, media_type=_media_type(record) or None,
                charset=_charset(record), url=url or None,
            )
        )  # fmt: skip
