"""The report that was read, never our output."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from sijill.record.text import Span, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who published the report; `span` where the text itself names it."""

    name: str
    canonical: str | None = None
    kind: str = "outlet"
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A text with what is known of it from outside. `digest` is of the bytes as received."""

    text: Text
    digest: str
    extractor: str
    language: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_from: str | None = None
    text_digest: str = field(init=False)

    def __post_init__(self) -> None:
        encoded = self.text.content.encode("utf-8", "surrogatepass")
        object.__setattr__(self, "text_digest", "sha256:" + hashlib.sha256(encoded).hexdigest())
