"""Taking in what was sent: the same way as the command does, as a job that tells what became of each thing as it becomes durable."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from sijill.collect.decode import has_words
from sijill.collect.file import EXTRACTOR
from sijill.collect.identify import identify
from sijill.collect.item import LIMITS, Gathered, Item, Refused
from sijill.collect.sources import open_kept
from sijill.collect.told import with_told
from sijill.errors import DateError, LedgerError
from sijill.ledger.add import Outcome, add
from sijill.ledger.outcome import veiled
from sijill.ledger.project import Project
from sijill.ledger.stream import keep_stream
from sijill.settings import Known, parse_iso
from sijill.web.incoming import Parcel
from sijill.web.jobs import Job
from sijill.web.selection import told

KIND = "add"
PASTED = "pasted text"
KEPT = 500  # lines of each kind that are kept
NEWEST = 40  # lines that are shown while it goes on
NO_DAY = told("a day is written like 2024-05-31")
NOTHING = told("Nothing was sent: choose files, or paste a text.")
KINDS = ("captured", "known", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is told of what was sent: day and outlet of all of it, and a reference of the user's own for what is a file by itself."""

    published: date | None = None
    outlet: str | None = None
    reference: str | None = None


@dataclass
class Taken:
    """What became of what was sent, so far. Of each kind the first outcomes are kept, and the newest of all."""

    counts: Counter[str] = field(default_factory=Counter)
    kept: dict[str, list[Outcome]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    newest: deque[Outcome] = field(default_factory=lambda: deque(maxlen=NEWEST))

    def tell(self, outcome: Outcome) -> None:
        """Notes an outcome: from now on it can be relied upon."""
        self.counts[outcome.kind] += 1
        if len(self.kept[outcome.kind]) < KEPT:
            self.kept[outcome.kind].append(outcome)
        self.newest.append(outcome)


def about(published: str, outlet: str, reference: str) -> About:
    """What a form tells of what it sends. Raises LedgerError where a day is none."""
    try:
        day = parse_iso(published) if published else None
    except DateError as error:
        raise LedgerError(NO_DAY) from error
    return About(published=day, outlet=outlet or None, reference=reference or None)


def taking(
    project: Project, parcel: Parcel, what: About, mappings: Mapping[int, Mapping[str, str]], jobs: int | None = None
) -> Callable[[Job], Taken]:  # fmt: skip
    """The work of taking a parcel in; its files are gone afterwards, whatever happens."""

    def work(job: Job) -> Taken:
        taken = Taken()
        job.result = taken

        def say(outcome: Outcome) -> None:
            taken.tell(veiled(project, outcome))
            job.tell(taken.counts.total())

        try:
            add(project, items_of(project, parcel, what, mappings), say, jobs or os.cpu_count() or 1)
        finally:
            parcel.drop()
        return taken

    return work


def items_of(project: Project, parcel: Parcel, what: About, mappings: Mapping[int, Mapping[str, str]]) -> Iterator[Item]:
    """What was sent, as collecting gives it: the pasted text, and what lies in each file."""
    known = Known(published=what.published, outlet=what.outlet)
    if parcel.of("text"):
        yield _with_reference(with_told(pasted(parcel.fields["text"], parcel.of("title"), parcel.of("url")), known), what)
    for number, sent in enumerate(parcel.files):
        for item in open_kept(sent.path, sent.name, mappings.get(number, {}), partial(keep_stream, project.vault)):
            yield _with_reference(with_told(item, known), what)


def pasted(words: str, title: str = "", url: str = "") -> Item:
    """The report that a pasted text is. A form ends lines as it likes; they end as where the text was copied."""
    text = words.replace("\r\n", "\n")
    data = text.encode("utf-8", "surrogatepass")
    if not has_words(text) or len(data) > LIMITS.report or len(text) > LIMITS.text:
        few = not has_words(text)
        reason = "there is no text in it" if few else f"{len(data):,} bytes; at most {LIMITS.report:,} are one report"
        return Refused(source=PASTED, stage="text" if few else "limit", reason=reason)
    name = f"{PASTED} {hashlib.sha256(data).hexdigest()[:12]}"
    return Gathered(
        data=data, media_type="text/plain", source=name, text=text, extractor=EXTRACTOR, language=identify(text), title=title or None,
        url=url or None,
    )  # fmt: skip


def _with_reference(item: Item, what: About) -> Item:
    """The item with the reference that was told, where it is all of a file and has none of its own."""
    if what.reference and isinstance(item, Gathered) and item.container is None and not item.reference:
        return dataclasses.replace(item, reference=what.reference)
    return item
