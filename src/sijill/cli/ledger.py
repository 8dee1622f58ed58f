"""`sijill status`, `verify` and `rebuild`: how a project stands, whether it is whole, and its state made anew."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from sijill.cli.project import JSON, PROJECT, project_of


@click.command(short_help="Count what the project holds.")
@JSON
@PROJECT
def status(as_json: bool, folder: Path | None) -> None:
    """Count reports, claims, judgements and failures, and show the head of the log."""
    from sijill.ledger.status import status_of

    told = status_of(project_of(folder))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, value in told.items():
        click.echo(f"{name}\t{', '.join(f'{k} {v}' for k, v in value.items()) if isinstance(value, dict) else value}")


@click.command(short_help="Recompute everything and tell what is not as it was.")
@click.option("--head", metavar="DIGEST", help="A head that was kept elsewhere: it must stand in the log.")
@click.option(
    "--export", "exports", multiple=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="A file that must be an export of this ledger, to the byte.",
)  # fmt: skip
@click.option(
    "--proof", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="The proof of the --export: no project is looked at, only the two files.",
)  # fmt: skip
@JSON
@PROJECT
def verify(head: str | None, exports: tuple[Path, ...], proof: Path | None, as_json: bool, folder: Path | None) -> int:
    """Recompute the log, its content, the vault and the state, and name what is missing, altered or out of order.

    That the end of the log was cut off can be told only against a --head that was kept elsewhere. An --export with its --proof
    is verified alone, without any project. Exit code 1: something is not as it was.
    """
    if proof:
        if len(exports) != 1:
            raise click.UsageError("a proof goes with one file; name it with --export")
        return _verify_alone(exports[0], proof, head, as_json)
    from sijill.ledger.verify import verify as verify_all

    verdict = verify_all(project_of(folder), head, exports)
    if as_json:
        told = {"events": verdict.events, "files": verdict.files, "head": verdict.head, "faults": verdict.faults, "notes": verdict.notes}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for fault in verdict.faults:
            click.echo(fault)
        for note in verdict.notes:
            click.echo(note, err=True)
        click.echo(f"{'NOT WHOLE' if verdict.faults else 'whole'}\t{verdict.events} events\t{verdict.files} files\thead {verdict.head}")
    return 1 if verdict.faults else 0


def _verify_alone(export: Path, proof: Path, head: str | None, as_json: bool) -> int:
    """Verifies an export by its proof with this version's own code, not with the program in the proof; the exit code."""
    from sijill.ledger.proof import examine, report

    told = examine(export, proof, head)
    if not as_json:
        return report(told)
    click.echo(json.dumps(asdict(told), ensure_ascii=False))
    return 1 if told.faults else 0


@click.command(short_help="Make the state anew from the log.")
@PROJECT
def rebuild(folder: Path | None) -> int:
    """Drop what is shown and make it again from the log alone; rows that come out otherwise are told.

    Exit code 1: the state was not what the log amounts to. It is now.
    """
    from sijill.ledger.rebuild import rebuild as make_again

    differences = make_again(project_of(folder))
    for line in differences:
        click.echo(line)
    click.echo(f"made again, {'with the differences above' if differences else 'equal'}")
    return 1 if differences else 0
