"""`sijill add`: reports from files and folders are kept as evidence, read, and written into the project."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import known_options
from sijill.cli.project import JSON, PROJECT, counted, project_of
from sijill.errors import LedgerError
from sijill.settings import Known

if TYPE_CHECKING:
    from sijill.collect.container import Keep
    from sijill.collect.item import Item
    from sijill.ledger.add import Outcome
    from sijill.ledger.project import Project

PATIENCE = click.option(
    "--patience", type=click.FloatRange(1, 86_400), default=120.0, metavar="SECONDS",
    help="How long one report may be read (120); as much again for each million letters.",
)  # fmt: skip


@click.command(no_args_is_help=True, short_help="Keep reports as evidence and read them.")
@click.argument("sources", nargs=-1, required=True, metavar="FILES...")
@click.option("--map", "columns", multiple=True, metavar="COL=FIELD", help="Which column or key holds which field, once for each.")
@known_options
@click.option("--jobs", type=click.IntRange(1), help="Processes that read side by side (as many as there are cores).")
@PATIENCE
@JSON
@PROJECT
def add(
    sources: tuple[str, ...], columns: tuple[str, ...], published: date | None, outlet: str | None, jobs: int | None, patience: float,
    as_json: bool, folder: Path | None,
) -> int:  # fmt: skip
    """Keep reports as evidence, read them, and write them into the project; folders too, and - is standard input.

    A report's line is printed once it is safe on the disk: captured, known (it was there already) or failed. Run the same
    again after anything went wrong: what is there is found known. Exit code 1: something failed.
    """
    from sijill.ledger.add import add as add_all
    from sijill.ledger.stream import keep_stream

    project = project_of(folder)
    items = gathered(sources, mapping_of(columns), Known(published=published, outlet=outlet), partial(keep_stream, project.vault))
    teller = Teller(as_json, project)
    add_all(project, items, teller.tell, jobs or os.cpu_count() or 1, patience)
    return teller.close()


class Teller:
    """Tells outcomes as they come, and counts them."""

    def __init__(self, as_json: bool, project: Project) -> None:
        self.as_json, self.project = as_json, project
        self.counts: Counter[str] = Counter()

    def tell(self, outcome: Outcome) -> None:
        """Prints the line of an outcome: from now on it can be relied upon."""
        from sijill.ledger.outcome import veiled

        self.counts[outcome.kind] += 1
        outcome = veiled(self.project, outcome)
        if self.as_json:
            line = json.dumps({key: value for key, value in dataclasses.asdict(outcome).items() if value is not None}, ensure_ascii=False)
        else:
            line = line_of(outcome)
        printed(line)

    def close(self) -> int:
        """Prints how many there were of each, and gives the exit code."""
        if not self.as_json:
            told = [f"{self.counts[kind]} {kind}" for kind in ("captured", "known", "failed") if self.counts[kind]]
            click.echo(" · ".join(told) or "nothing was found there", err=True)
        return 1 if self.counts["failed"] else 0


def printed(line: str) -> None:
    """Prints a line at once; raises LedgerError where there is no room for it, as where it goes into a file on a full disk."""
    try:
        click.echo(line)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left of the line is not tried again at exit
        raise LedgerError(f"standard output: {(error.strerror or str(error)).lower()}") from error


def line_of(outcome: Outcome) -> str:
    """An outcome on one line: kind, name, what of it, source."""
    if outcome.kind == "failed":
        what = f"{outcome.stage}: {outcome.reason}"
    elif outcome.reason:
        what = f"kept, not read: {outcome.reason}"
    elif outcome.kind == "captured":
        what = counted(outcome.claims) if outcome.claims is not None else f"kept, not read: language {outcome.language}"
    else:
        what = ""
    return "\t".join([outcome.kind, outcome.name, what, outcome.source])


def gathered(sources: tuple[str, ...], mapping: dict[str, str], known: Known, keep: Keep) -> Iterator[Item]:
    """What lies in the sources, with what the options tell of it; `keep` keeps the files out of which things are taken."""
    from sijill.collect.sources import open_source
    from sijill.collect.told import with_told

    for source in sources:
        opened = open_source(sys.stdin.buffer if source == "-" else source, mapping, keep=keep)
        yield from (with_told(item, known) for item in opened)


def mapping_of(columns: tuple[str, ...]) -> dict[str, str]:
    """The column of each field as --map tells them; a usage error where it is no COLUMN=FIELD."""
    mapping: dict[str, str] = {}
    for told in columns:
        column, equals, field = told.rpartition("=")
        if not equals or not column or not field:
            raise click.BadParameter(f"{told!r} is not COLUMN=FIELD", param_hint="--map")
        mapping[field] = column
    return mapping
