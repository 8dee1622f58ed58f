"""What could not be taken in is tried again: out of the container in the vault, out of its own bytes, or where it lay."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import cast

from sqlalchemy import RowMapping

from sijill.collect.item import SEPARATOR, Item
from sijill.collect.sources import open_kept, open_source
from sijill.errors import LedgerError
from sijill.ledger.add import Outcome, add
from sijill.ledger.met import is_received
from sijill.ledger.project import Project
from sijill.ledger.reach import failed_in
from sijill.ledger.stream import digest_of, keep_stream


def tried_again(project: Project, row: RowMapping, patience: float) -> list[Outcome]:
    """The outcomes of what lies in the thing that failed."""
    source = str(row["source"])
    with project.engine.connect() as connection:
        told = failed_in(connection, row)
        container = str(told["container"]) if told.get("container") else None
        gone = container is not None and not is_received(connection, container)
    if gone:
        reason = "the file in which it lay was withdrawn"
        return [Outcome(kind="failed", name=f"f{row['number']}", source=source, stage=row["stage"], reason=reason)]
    outcomes: list[Outcome] = []
    items = _within(project, container, source, told) if container else _of_itself(project, row, source)
    add(project, items, outcomes.append, patience=patience)
    return outcomes


def _within(project: Project, container: str, source: str, told: Mapping[str, object]) -> Iterator[Item]:
    """What its container, as it is kept, holds at the place where it failed. Raises LedgerError where that was altered."""
    path = project.vault.path(container)
    if not path.exists():
        raise LedgerError(f"{path}: missing from the vault")
    if digest_of(path) != container:
        raise LedgerError(f"{path}: altered")
    place = told.get("place")
    outer = source.removesuffix(f"{SEPARATOR}{place}") if place else source
    mapping = cast(Mapping[str, str], told.get("mapping") or {})
    for item in open_kept(path, outer, mapping, partial(keep_stream, project.vault)):
        if item.source == source or item.source.startswith(source + SEPARATOR):
            yield item


def _of_itself(project: Project, row: RowMapping, source: str) -> Iterator[Item]:
    """What lies in its bytes in the vault, else in the file where it lay."""
    keep = partial(keep_stream, project.vault)
    if row["digest"]:
        yield from open_source(io.BytesIO(project.vault.read(row["digest"])), name=source, keep=keep)
    else:
        yield from open_source(Path(source), keep=keep)
