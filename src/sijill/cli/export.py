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
@click.option("--proof", "prove", is_flag=True, help="Write FILE.proof.pyz too, by which the file is verified without this project.")
@click.option("--unreviewed", is_flag=True, help="All claims, not only those that people have accepted or corrected.")
@LANG
@NAMES
@PROJECT
def export(form: str, out: Path | None, prove: bool, unreviewed: bool, lang: str, names: bool, folder: Path | None) -> None:
    """Write the claims as xlsx, csv or jsonl: those that people have accepted or corrected, unless --unreviewed.

    A workbook or CSV can be edited and comes back by `sijill judge --from`. What is withheld is covered. A proof holds the
    whole log (who did what and when, by pseudonym), and no text, name or address.
    """
    from sijill.ledger.export import Wish, export_with_proof, write_export
    from sijill.ledger.export import export as make

    if prove and out is None:
        raise click.UsageError("a proof lies beside a file; name it with --out")
    if out is None and form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("a workbook is not for a terminal; name a file with --out")
    wish = Wish(unreviewed=unreviewed, names=names, language=lang)
    if out and prove:
        made, claims, proof = export_with_proof(project_of(folder), form, wish)
        write_export(out, made)
        write_export(out.with_name(out.name + ".proof.pyz"), proof)
    elif out:
        made, claims = make(project_of(folder), form, wish)
        write_export(out, made)
    else:
        made, claims = make(project_of(folder), form, wish)
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
    click.echo(f"{claims} claim{'' if claims == 1 else 's'}" + (f" written to {out}" if out else ""), err=True)
