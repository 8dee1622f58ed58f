"""`sijill withdraw`, `backup` and `restore`."""

from __future__ import annotations

from pathlib import Path

import click

from sijill.cli.project import PROJECT, project_of


@click.command(no_args_is_help=True, short_help="Take a report's content away for good.")
@click.argument("report")
@click.option("--why", type=click.Choice(["consent", "danger", "other"]), default="other", help="What is written down as the reason.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@PROJECT
def withdraw(report: str, why: str, yes: bool, folder: Path | None) -> None:
    """Take the content of a REPORT (r12) away for good: bytes, text, reading, judgements. The log still verifies.

    Backups and exports that were made before still hold it.
    """
    from sijill.ledger.withdraw import withdraw as take_away

    project = project_of(folder)
    if not yes:
        click.confirm(f"{report}: its content will be gone for good. Go on?", abort=True, err=True)
    click.echo(f"withdrawn\t{take_away(project, report, why)}")


@click.command(no_args_is_help=True, short_help="Write the project into one file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@PROJECT
def backup(file: Path, folder: Path | None) -> None:
    """Write the whole project into one FILE, verified; the head that is printed is worth keeping elsewhere."""
    from sijill.ledger.backup import backup as write

    click.echo(f"head\t{write(project_of(folder), file)}")


@click.command(no_args_is_help=True, short_help="Make a project from a backup.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def restore(file: Path, folder: Path) -> None:
    """Make a project in DIR, new or empty, from the backup in FILE, and verify it."""
    from sijill.ledger.backup import restore as bring_back

    click.echo(f"project\t{bring_back(file, folder).folder}")
