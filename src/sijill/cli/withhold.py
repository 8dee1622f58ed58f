"""`sijill withhold` and `release`: words of a report covered in every output, and shown again by those with the right."""

from __future__ import annotations

from pathlib import Path

import click

from sijill.cli.project import PROJECT, project_of

EVERYWHERE = click.option("--everywhere", is_flag=True, help="In all other reports that the project holds now, too.")
REASON = click.option("--reason", metavar="WORDS", help="Why; kept with the act.")


@click.command(no_args_is_help=True, short_help="Cover words of a report in every output.")
@click.argument("report")
@click.argument("words")
@REASON
@EVERYWHERE
@PROJECT
def withhold(report: str, words: str, reason: str | None, everywhere: bool, folder: Path | None) -> None:
    """Cover WORDS of a REPORT (r12) in whatever is shown, exported and found: a name or a place that was not covered by itself.

    However they are spelled, in its title, address and file name too. `sijill release` undoes it.
    """
    from sijill.ledger.cover import WITHHELD
    from sijill.ledger.withhold import cover

    for name in cover(project_of(folder), WITHHELD, report, words, reason, everywhere):
        click.echo(f"withheld\t{name}")


@click.command(no_args_is_help=True, short_help="Show words of a report that are covered.")
@click.argument("report")
@click.argument("words")
@REASON
@EVERYWHERE
@PROJECT
def release(report: str, words: str, reason: str | None, everywhere: bool, folder: Path | None) -> None:
    """Show WORDS of a REPORT (r12) that are covered: a whole name or place, as the report tells it. Only who has the right may.

    What is released in one report stays covered in the others: who agrees to be named in one has not agreed to the rest.
    `sijill withhold` undoes it.
    """
    from sijill.ledger.cover import RELEASED
    from sijill.ledger.withhold import cover

    for name in cover(project_of(folder), RELEASED, report, words, reason, everywhere):
        click.echo(f"released\t{name}")
