"""`sijill failures`, `retry` and `reread`: what could not be taken in, tried again; reports read by a newer reader."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.add import PATIENCE, Teller
from sijill.cli.covered import of_unknown
from sijill.cli.project import JSON, PROJECT, project_of
from sijill.record.veil import harmless

if TYPE_CHECKING:
    from sijill.ledger.again import Reread


@click.command(short_help="List what could not be taken in or read.")
@click.option("--all", "every", is_flag=True, help="Those that have been settled too.")
@JSON
@PROJECT
def failures(every: bool, as_json: bool, folder: Path | None) -> None:
    """List what could not be taken in or read, with the stage and the reason."""
    from sijill.ledger.view import failures_held

    project = project_of(folder)
    with project.engine.connect() as connection:
        for row in failures_held(connection, every):
            reason, source = (of_unknown(project, row[name]) if row[name] else None for name in ("reason", "source"))
            told = {
                "failure": f"f{row['number']}", "stage": row["stage"], "reason": reason, "source": source,
                "report": f"r{row['report']}" if row["report"] else None, "at": row["at"], "kept": row["digest"] is not None,
                "settled": row["settled"] is not None,
            }  # fmt: skip
            if as_json:
                click.echo(json.dumps(told, ensure_ascii=False))
            else:
                shown = [told["failure"], told["stage"], told["reason"], told["report"] or told["source"], "settled" * row_settled(told)]
                click.echo("\t".join(harmless(str(part)) for part in shown if part))


def row_settled(told: dict[str, object]) -> bool:
    """Whether a failure is one no longer."""
    return bool(told["settled"])


@click.command(short_help="Try again what failed.")
@click.argument("names", nargs=-1, metavar="[FAILURES...]")
@PATIENCE
@JSON
@PROJECT
def retry(names: tuple[str, ...], patience: float, as_json: bool, folder: Path | None) -> int:
    """Try again what failed, all of it or the FAILURES named (f3); what goes well now is settled. Exit code 1: something failed."""
    from sijill.ledger.again import retry as try_again

    project = project_of(folder)
    teller = Teller(as_json, project)
    try_again(project, list(names), teller.tell, patience)
    return teller.close()


@click.command(short_help="Read the reports again with this version.")
@click.argument("names", nargs=-1, metavar="[REPORTS...]")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read side by side (as many as there are cores).")
@JSON
@PROJECT
def reread(names: tuple[str, ...], jobs: int | None, as_json: bool, folder: Path | None) -> int:
    """Read reports again, all or the REPORTS named (r12), and tell what has changed; judgements stay with their claims.

    Exit code 1: something could not be read.
    """
    from sijill.ledger.again import reread as read_again

    project = project_of(folder)
    counts: Counter[str] = Counter()

    def tell(told: Reread) -> None:
        kind = "failed" if told.reason else "changed" if told.changed or told.new or told.gone else "same"
        counts[kind] += 1
        if as_json:
            fields = {field: getattr(told, field) for field in ("name", "same", "changed", "new", "gone")}
            reason = of_unknown(project, told.reason) if told.reason else None
            click.echo(json.dumps({"kind": kind, **fields, "reason": reason}, ensure_ascii=False))
        elif kind == "changed":
            click.echo(f"changed\t{told.name}\t{told.same} same, {told.changed} changed, {told.new} new, {told.gone} gone")
        elif kind == "failed":
            click.echo(f"failed\t{told.name}\t{of_unknown(project, str(told.reason))}")

    read_again(project, list(names), tell, jobs or os.cpu_count() or 1)
    click.echo(" · ".join(f"{counts[kind]} {kind}" for kind in ("same", "changed", "failed") if counts[kind]) or "no report", err=True)
    return 1 if counts["failed"] else 0
