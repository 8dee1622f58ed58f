"""Plain text: one report, its text the decoded bytes exactly as received."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.collect.decode import decode, has_words
from sijill.collect.file import EXTRACTOR
from sijill.collect.identify import identify
from sijill.collect.item import Blob, Gathered, Item, Refusal, Run
from sijill.collect.when import moment


def read_text(blob: Blob, run: Run) -> Iterator[Item]:
    """The report; raises a Refusal."""
    data = blob.whole(run.limits.report)
    text = checked(decode(data, blob.source, blob.charset), blob.source, run, data)
    day, instant = moment(blob.published_at)
    yield Gathered(
        data=data, media_type="text/plain", source=blob.source, text=text, extractor=EXTRACTOR, language=identify(text),
        url=blob.url, published=day, published_at=instant, published_from=blob.published_from if day else None,
    )  # fmt: skip


def checked(text: str, source: str, run: Run, data: bytes | None = None) -> str:
    """The text, where there is any and not too much of it; raises a Refusal."""
    if not has_words(text):
        raise Refusal(source, "text", "there is no text in it", data)
    if len(text) > run.limits.text:
        raise Refusal(source, "limit", f"{len(text):,} characters; at most {run.limits.text:,} are one report")
    return text
