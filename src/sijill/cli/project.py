"""`sijill init`, and the options by which a command finds its project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sijill.ledger.project import Project

F = TypeVar("F", bound=Callable[..., Any])

PROJECT = click.option(
    "--project", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="The project's folder; else SIJILL_PROJECT, else the one around the current folder.",
)  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")


def project_of(folder: Path | None) -> Project:
    """The project that a command works on; raises ProjectError."""
    from sijill.ledger.project import find_project

    return find_project(folder)


@click.command(short_help="Make a project.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--operator", metavar="NAME", help="The pseudonym under which what is done here is written down.")
def init(folder: Path, operator: str | None) -> None:
    """Make a project in DIR, the current folder unless told otherwise: settings, a vault of bytes, one ledger file."""
    from sijill.ledger.project import found_project

    project = found_project(folder, operator)
    click.echo(f"project\t{project.folder}")
    click.echo(f"operator\t{project.operator}")


def counted(claims: int) -> str:
    """So many claims, in words."""
    return f"{claims} claim" if claims == 1 else f"{claims} claims"
