"""One gathered report made ready for the ledger: identified, read, its rows prepared. Pure, so that a pool can do it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sijill.collect.item import Gathered
from sijill.door import read_known
from sijill.errors import SijillError
from sijill.language.load import languages
from sijill.ledger.canonical import Plain, canonical, digest
from sijill.ledger.change import Prepared
from sijill.ledger.index import closed
from sijill.ledger.prepared import prepared_of
from sijill.record.contract import as_json
from sijill.record.report import Report
from sijill.record.text import Text

READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A report ready to be written down. `reading` is its JSON, None where its language is not read or the reader failed.

    `fault` is why the reader failed, None where it did not.
    """

    item: Gathered
    identity: str
    capture: bytes
    text: bytes
    reading: bytes | None
    reader: str | None
    fault: str | None
    prepared: Prepared


def identity_of(item: Gathered) -> str:
    """What makes it this report and no other: its bytes, its address or the user's reference, and its outlet.

    The same file under another name is the same report; the same bytes from another outlet or address are another.
    """
    told: Plain = ["report", item.digest, item.reference, item.url, item.outlet]
    return digest(canonical(told))


def take(item: Gathered) -> Taken:
    """The report read and ready. Whatever the reader raises becomes its `fault`: the report is kept all the same."""
    report = report_of(item)
    reading, reader, fault, prepared = None, None, None, None
    if item.language in languages():
        try:
            told = read_known(report, item.source)
            reading = json.dumps(as_json(told), ensure_ascii=False).encode("utf-8", "backslashreplace")
            reader, prepared = f"{told.reader.name} {told.reader.version}", prepared_of(told)
        except SijillError as error:
            fault = str(error)
        except Exception as error:  # noqa: BLE001 - a worker's edge: a report that breaks the reader is kept, with the reason
            fault = f"the reader failed ({type(error).__name__}: {error})"
    return Taken(
        item=item, identity=identity_of(item), capture=capture_of(item, report), text=report.text.content.encode("utf-8", "surrogatepass"),
        reading=reading, reader=reader, fault=fault, prepared=prepared or Prepared(index=closed(item.text)),
    )  # fmt: skip


def letters_of(item: object) -> int:
    """How many letters there are to read; none in what is no report to be read."""
    return max(len(item.text), 1) if isinstance(item, Gathered) else 0


def report_of(item: Gathered) -> Report:
    """The report that the reader reads."""
    return Report(
        text=Text(item.text), digest=item.digest, extractor=item.extractor, language=item.language, title=item.title, outlet=item.outlet,
        published=item.published, published_from=item.published_from,
    )  # fmt: skip


def capture_of(item: Gathered, report: Report) -> bytes:
    """What is known of a report from outside, as canonical JSON: the record of its capture."""
    return canonical({
        "identity": identity_of(item), "digest": report.digest, "size": len(item.data), "text_digest": report.text_digest,
        "source": item.source, "media_type": item.media_type, "extractor": item.extractor, "language": item.language,
        "reference": item.reference, "title": item.title, "url": item.url, "outlet": item.outlet, "outlet_from": item.outlet_from,
        "published": item.published.isoformat() if item.published else None, "published_at": item.published_at,
        "published_from": item.published_from, "author": item.author, "forwarded_from": item.forwarded_from,
        "container": item.container.digest if item.container else None,
        "place": item.container.place(item.source) if item.container else None,
    })  # fmt: skip
