"""`sijill export`: the claims as a workbook, CSV or JSON Lines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sijill.cli.options import LANG, NAMES
from sijill.cli.project import PROJECT, project_of


@click.command(no_args_is_help=True, short_help="Write the claims as xlsx, csv or jsonl.")
@click.argument("form", metavar="FORMAT", type=click.Choice(["xlsx", "csv", "jsonl"]))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="The file to write; else standard output.")
@click.option("--unreviewed", is_flag=True, help="All claims, not only those that people have accepted or corrected.")
@LANG
@NAMES
@PROJECT
def export(form: str, out: Path | None, unreviewed: bool, lang: str, names: bool, folder: Path | None) -> None:
    """Write the claims as xlsx, csv or jsonl: those that people have accepted or corrected, unless --unreviewed.

    A workbook or CSV can be edited and comes back by `sijill judge --from`. Names of persons are withheld.
    """
    from sijill.ledger.export import Wish, write_export
    from sijill.ledger.export import export as make

    if out is None and form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("a workbook is not for a terminal; name a file with --out")
    made, claims = make(project_of(folder), form, Wish(unreviewed=unreviewed, names=names, language=lang))
    if out:
        write_export(out, made)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
    click.echo(f"{claims} claim{'' if claims == 1 else 's'}" + (f" written to {out}" if out else ""), err=True)
