"""An e-mail kept as a file (EML): its words are a report, each attachment is opened in its turn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from typing import cast

from sijill.collect.decode import decode, has_words, known_charset
from sijill.collect.identify import identify
from sijill.collect.item import Blob, Gathered, Item, Refusal, Run, inside
from sijill.collect.page import CHARSET
from sijill.collect.page_words import words_of_fragment
from sijill.collect.plain import checked
from sijill.collect.when import moment

EXTRACTOR = "letter 0.1.0"
MOST_PARTS = 1000


def read_letter(blob: Blob, run: Run) -> Iterator[Item]:
    """The letter's own words as a report, then what is attached; raises a Refusal where it is no letter."""
    data = blob.whole(run.limits.document)
    try:
        letter = message_from_bytes(data, policy=policy.default)
        parts = [part for part in _leaves(letter, 0, run, blob.source) if not part.is_multipart() or _is_letter(part)]
    except (MessageError, LookupError, ValueError) as error:
        raise Refusal(blob.source, "open", f"this is no whole letter ({error})"[:200], data) from error
    body = _body(parts)
    if body is not None:
        try:
            yield _report(letter, body, data, blob, run)
        except Refusal as refusal:
            yield refusal.item()
    others = [part for part in parts if part is not body and not _is_other_version(part, body)]
    for number, part in enumerate(others, 1):
        yield from _attached(part, number, blob, run)
    if body is None and not others:
        raise Refusal(blob.source, "text", "there is no text in the letter", data)


def _leaves(part: EmailMessage, depth: int, run: Run, source: str) -> list[EmailMessage]:
    """The parts of a letter that hold something, in order; a letter within it counts as one."""
    if depth > run.limits.nesting:
        raise Refusal(source, "limit", f"its parts lie more than {run.limits.nesting} deep in each other")
    if not part.is_multipart() or (depth and _is_letter(part)):
        return [part]
    found: list[EmailMessage] = []
    for inner in part.iter_parts() if part.get_content_maintype() == "multipart" else ():
        found.extend(_leaves(cast(EmailMessage, inner), depth + 1, run, source))
        if len(found) > MOST_PARTS:
            raise Refusal(source, "limit", f"it has more than {MOST_PARTS:,} parts")
    return found


def _is_letter(part: EmailMessage) -> bool:
    return part.get_content_type() == "message/rfc822"


def _body(parts: list[EmailMessage]) -> EmailMessage | None:
    """The part with the letter's words: the plain one before the one in HTML."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and not part.is_attachment() and part.get_filename() is None and _bytes(part).strip():
                return part
    return None


def _is_other_version(part: EmailMessage, body: EmailMessage | None) -> bool:
    """Whether this is the body once more, in HTML, or a picture that is shown in it."""
    if body is None or part.is_attachment() or part.get_filename() is not None:
        return False
    return part.get_content_type() in ("text/html", "text/plain") and (part.get_content_type() != "text/plain" or not _bytes(part).strip())


def _bytes(part: EmailMessage) -> bytes:
    told = part.get_payload(decode=True)
    return told if isinstance(told, bytes) else b""


def _header(letter: EmailMessage, name: str) -> str | None:
    """A header's words; None where there is none or it cannot be taken apart."""
    try:
        told = letter[name]
        return " ".join(str(told).split()) or None if told is not None else None
    except (MessageError, LookupError, ValueError, IndexError, AttributeError, TypeError):
        return None


def _report(letter: EmailMessage, body: EmailMessage, data: bytes, blob: Blob, run: Run) -> Gathered:
    raw = _bytes(body)
    declared = body.get_content_charset()
    if body.get_content_type() == "text/html":
        found = CHARSET.search(raw[:8192])
        declared = declared or (found[1] or found[2] or b"").decode("ascii") if found else declared
    words = decode(raw, blob.source, declared if known_charset(declared) else None)
    if body.get_content_type() == "text/html":
        words = words_of_fragment(words)
    text = checked(words, blob.source, run, data)
    day, instant = moment(_header(letter, "date"))
    return Gathered(
        data=data, media_type="message/rfc822", source=blob.source, text=text, extractor=EXTRACTOR, language=identify(text),
        reference=_header(letter, "message-id"), title=_header(letter, "subject"), author=_header(letter, "from"),
        published=day, published_at=instant, published_from="letter" if day else None,
    )  # fmt: skip


def _attached(part: EmailMessage, number: int, blob: Blob, run: Run) -> Iterator[Item]:
    kind = part.get_content_type()
    name = part.get_filename() or ("letter.eml" if _is_letter(part) else f"part {number}")
    source = inside(blob.source, name)
    if _is_letter(part):
        inner = part.get_payload()
        whole = inner[0] if isinstance(inner, list) and inner else None
        content = whole.as_bytes() if isinstance(whole, EmailMessage) else b""
    else:
        content = _bytes(part)
    if not content and not has_words(str(part.get_payload() or "")):
        yield Refusal(source, "text", "this attachment is empty").item()
        return
    try:
        run.purse.take(len(content), source)
    except Refusal as refusal:
        yield refusal.item()
        return
    media_type = None if kind in ("application/octet-stream", "text/plain") else kind
    handle = io.BytesIO(content)
    yield from run.open(
        Blob(
            handle=handle, size=len(content), name=name, source=source, depth=blob.depth + 1, media_type=media_type,
            charset=part.get_content_charset(),
        )
    )  # fmt: skip
