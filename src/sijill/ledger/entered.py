"""What events about reports amount to: captured, extracted anew, read, failed, settled, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sijill.ledger.change import Change, Prepared, Row, number_of, storable, told_by
from sijill.ledger.log import Event
from sijill.ledger.prepared import prepare
from sijill.ledger.schema import capture, claim, covering, failure, hand, judgement, report, statement, words

CAPTURE = ("identity", "digest", "text_digest", "source", "reference", "title", "url", "outlet", "published", "media_type", "extractor",
           "language", "forwarded_from")  # fmt: skip

Parts = Mapping[str, bytes]


def captured(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """A report, its first capture and its words."""
    number, told = number_of(event.subject), told_by(parts.get("capture"))
    row = {name: storable(told.get(name)) for name in CAPTURE}
    rest = {"text": parts.get("text"), "captured": event.at, "captured_by": event.by, "seq": event.seq}
    # rows added in one go have the same columns
    rest.update(dict.fromkeys(("read_seq", "claims", "statements", "withdrawn", "outlet_covered", "covered")))
    yield Change(report, {"number": number, **row, **rest})
    index = (prepared or prepare(parts.get("text"), None)).index
    if index:
        yield Change(words, {"rowid": number, **index._asdict()})
    yield from met(event, parts, prepared)


def met(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """One more capture of a report: where it lay, when it was taken in, and by whom."""
    told = told_by(parts.get("capture"))
    yield Change(capture, {
        "seq": event.seq, "report": number_of(event.subject), "source": storable(told.get("source")), "container": told.get("container"),
        "extractor": told.get("extractor"), "at": event.at, "by": event.by,
    })  # fmt: skip


def extracted(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """Another text of a report, as a newer extractor reads its bytes, in place of the one before."""
    number, told = number_of(event.subject), told_by(parts.get("extraction"))
    row = {name: storable(told.get(name)) for name in ("text_digest", "extractor", "language")}
    yield Change(report, {**row, "text": parts.get("text")}, {"number": number})
    yield Change(words, None, {"rowid": number})
    index = (prepared or prepare(parts.get("text"), None)).index
    if index:
        yield Change(words, {"rowid": number, **index._asdict()})


def read(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """The claims of a reading, which take the place of those of an earlier one."""
    number = number_of(event.subject)
    counted = {"claims": event.body["claims"], "statements": event.body["statements"], "read_seq": event.seq}
    yield Change(report, {**counted, **veiled(prepared)}, {"number": number})
    if prepared and prepared.index:
        yield Change(words, dict(prepared.index._asdict()), {"rowid": number})
    if event.body.get("again"):
        yield from unread(number)
    yield from said(number, prepared)


def veiled(prepared: Prepared | None) -> Row:
    """What is covered of a report."""
    return {"outlet_covered": int(bool(prepared and prepared.outlet_covered)), "covered": prepared.covered if prepared else None}


def unread(number: int) -> Iterator[Change]:
    """What was read in a report taken away; what people added stays."""
    for table in (claim, statement):
        yield Change(table, None, {"report": number, "by_hand": None})


def said(number: int, prepared: Prepared | None) -> Iterator[Change]:
    """The claims and statements of a reading."""
    for row in prepared.claims if prepared else ():
        yield Change(claim, {"report": number, "by_hand": None, **row})
    for row in prepared.statements if prepared else ():
        yield Change(statement, {"report": number, "by_hand": None, **row})


def failed(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """A failure that is open."""
    told, of = told_by(parts.get("failure")), event.body.get("report")
    yield Change(failure, {
        "number": number_of(event.subject), "identity": told.get("identity"), "report": number_of(str(of)) if of else None,
        "source": storable(told.get("source")), "stage": event.body["stage"],
        "reason": storable(told.get("reason")), "digest": told.get("digest"),
        "at": event.at, "seq": event.seq, "settled": None,
    })  # fmt: skip


def settled(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """A failure that is one no longer."""
    yield Change(failure, {"settled": event.seq}, {"number": number_of(event.subject)})


def withdrawn(event: Event, parts: Parts, prepared: Prepared | None) -> Iterator[Change]:
    """A report without its content, and without what rested on it."""
    number = number_of(event.subject)
    at = {"report": number}
    gone = dict.fromkeys([*CAPTURE, "text", "covered"])
    yield Change(report, {**gone, "withdrawn": event.at}, {"number": number})
    yield Change(claim, None, at)
    yield Change(statement, None, at)
    yield Change(hand, {"told": None}, at)
    yield Change(words, None, {"rowid": number})
    yield Change(covering, {**dict.fromkeys(("words", "key", "reason", "consent")), "in_force": 0}, at)
    yield Change(capture, dict.fromkeys(("source", "container", "extractor")), at)
    yield Change(failure, dict.fromkeys(("identity", "source", "reason", "digest")), at)
    yield Change(judgement, dict.fromkeys(("reason", "judged", "corrected")), at)
