"""`sijill failures` and `retry`: what could not be taken in, and tried again."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sijill.cli.add import PATIENCE, Teller
from sijill.cli.project import JSON, PROJECT, project_of
from sijill.ledger.covered import of_unknown
from sijill.record.veil import harmless


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
