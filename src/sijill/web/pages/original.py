"""The kept original of a report: what is known of how it came, and its bytes as far as a browser may be shown them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from sijill.collect.decode import decode
from sijill.collect.page import CHARSET
from sijill.errors import SijillError
from sijill.ledger.met import captures_of
from sijill.ledger.project import Project
from sijill.ledger.schema import container
from sijill.ledger.withhold import told_of
from sijill.web.harmless import harmless_page, harmless_text
from sijill.web.pages.report import ReportPage

PAGES = ("text/html", "application/xhtml+xml")
NAMES = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "message/rfc822": "eml", "text/plain": "txt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One time that a report was taken in."""

    at: str
    by: str
    source: str
    extractor: str
    container: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What the page of a kept original shows: facts by the word for each, captures, and how many bytes there are (-1: none)."""

    digest: str
    media_type: str
    size: int
    extractor: str
    url: str
    captures: tuple[Capture, ...]
    is_page: bool
    is_text: bool


def original_of(project: Project, connection: Connection, page: ReportPage) -> Original:
    """What is known of a report's original."""
    row, veil = page.held.row, page.veil
    held = {one["digest"]: f"b{one['number']}" for one in connection.execute(select(container)).mappings() if one["digest"]}
    captures = tuple(
        Capture(
            at=one["at"], by=one["by"], source=veil.words(one["source"] or ""), extractor=one["extractor"] or "",
            container=held.get(one["container"], one["container"] or ""),
        )
        for one in captures_of(connection, page.held.number)
    )  # fmt: skip
    path = project.vault.path(row["digest"])
    media = row["media_type"] or ""
    return Original(
        digest=row["digest"], media_type=media, size=path.stat().st_size if path.is_file() else -1, extractor=row["extractor"] or "",
        url=str(told_of(page.held, veil).get("url") or ""), captures=captures, is_page=media in PAGES, is_text=media.startswith("text/"),
    )  # fmt: skip


def shown_original(page: ReportPage, media_type: str, content: bytes) -> str:
    """The original as a page in which nothing runs: its own words where it is a page or a text, else those taken out of it."""
    if media_type not in PAGES and not media_type.startswith("text/"):
        return harmless_text(page.held.text)
    found = CHARSET.search(content[:8192])
    declared = (found[1] or found[2]).decode("ascii") if found else None
    try:
        words = decode(content, page.held.name, declared)
    except SijillError:
        return harmless_text(page.held.text)
    return harmless_page(words) if media_type in PAGES else harmless_text(words)


def file_name(page: ReportPage) -> str:
    """The name under which the bytes are kept elsewhere: the report's own, which tells nothing of it."""
    return f"{page.held.name}.{NAMES.get(page.held.row['media_type'] or '', 'bin')}"
