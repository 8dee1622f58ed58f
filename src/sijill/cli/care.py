"""`sijill withdraw`, `backup` and `restore`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.project import PROJECT, project_of
from sijill.errors import LedgerError
from sijill.ledger.covered import of_unknown

if TYPE_CHECKING:
    from sijill.ledger.project import Project
    from sijill.ledger.reach import Reach


@click.command(no_args_is_help=True, short_help="Take a report's content away for good.")
@click.argument("report")
@click.option("--why", type=click.Choice(["consent", "danger", "other"]), default="other", help="What is written down as the reason.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@PROJECT
def withdraw(report: str, why: str, yes: bool, folder: Path | None) -> None:
    """Take the content of a REPORT (r12) away for good: bytes, text, reading, judgements. The log still verifies.

    The file out of which it was taken (a table, an archive, a chat) holds it too: its bytes go as well, and the other reports
    of that file keep their own. Backups and exports that were made before still hold it.
    """
    from sijill.ledger.withdraw import reach
    from sijill.ledger.withdraw import withdraw as take_away

    project = project_of(folder)
    told = reach(project, report)
    if not yes:
        for line in _reached(project, told):
            click.echo(line, err=True)
        click.confirm(f"{report}: its content will be gone for good. Go on?", abort=True, err=True)
    name = take_away(project, report, why)
    click.echo(f"withdrawn\t{name}")
    for line in _reached(project, told):
        click.echo(line)


def _reached(project: Project, told: Reach) -> Iterator[str]:
    """A line for each thing that goes with a report, or stays though it holds it."""
    for one in told.containers:
        others = f"{one.others} other report{'' if one.others == 1 else 's'}"
        yield f"with it\t{one.name}\t{of_unknown(project, one.source)}: the file's bytes; {others} out of it keep their own"
    for one in told.failures:
        yield f"with it\t{one.name}\t{of_unknown(project, one.source)}: bytes kept of what failed"
    for name in told.holders:
        yield f"stays\t{name}\tits bytes hold the report too: withdraw it as well"


PASSPHRASE_FILE = click.option(
    "--passphrase-file", "secret", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="A file whose first line is the passphrase, for scripts.",
)  # fmt: skip


@click.command(no_args_is_help=True, short_help="Write the project into one file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--passphrase", "ask", is_flag=True, help="Encrypt it under a passphrase, which is asked for twice.")
@PASSPHRASE_FILE
@PROJECT
def backup(file: Path, ask: bool, secret: Path | None, folder: Path | None) -> None:
    """Write the whole project into one FILE, verified; the head that is printed is worth keeping elsewhere.

    With --passphrase or --passphrase-file it is encrypted, in the format of the program age. A passphrase that is lost cannot
    be found again, and the backup with it.
    """
    from sijill.ledger.backup import backup as write

    project = project_of(folder)
    passphrase = _written(secret) if secret else _asked(twice=True) if ask else None
    click.echo(f"head\t{write(project, file, passphrase)}")


@click.command(no_args_is_help=True, short_help="Make a project from a backup.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@PASSPHRASE_FILE
def restore(file: Path, folder: Path, secret: Path | None) -> None:
    """Make a project in DIR, new or empty, from the backup in FILE, and verify it; where anything is wrong, nothing stays.

    The passphrase of a backup that is encrypted is asked for.
    """
    from sijill.ledger.backup import restore as bring_back
    from sijill.ledger.sealed import is_sealed

    passphrase = _written(secret) if secret else _asked(twice=False) if is_sealed(file) else None
    click.echo(f"project\t{bring_back(file, folder, passphrase).folder}")


def _asked(twice: bool) -> str:
    """The passphrase that somebody types, unseen; one that is empty is asked for again."""
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True))


def _written(path: Path) -> str:
    """The passphrase in the first line of a file. Raises LedgerError where there is none."""
    try:
        passphrase = path.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path}: no passphrase can be read from it: {error}") from error
    if not passphrase:
        raise LedgerError(f"{path}: its first line is empty, and so is no passphrase")
    return passphrase
