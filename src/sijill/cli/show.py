"""`sijill show`: a report with its reading, or a claim with its grounds and what people hold of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import show_of, show_options
from sijill.cli.project import JSON, PROJECT, project_of
from sijill.record.veil import Veil, harmless

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from sijill.ledger.view import Held
    from sijill.record.claim import Claim, Reading
    from sijill.settings import Show


@click.command(no_args_is_help=True, short_help="Show a report or a claim that the project holds.")
@click.argument("name")
@click.option("--text", "whole", is_flag=True, help="Print the report's text and nothing else, as it was received.")
@JSON
@PROJECT
@show_options
def show(
    name: str, whole: bool, as_json: bool, folder: Path | None, lang: str, bidi: str, color: str, names: bool
) -> None:  # fmt: skip
    """Show what the project holds under NAME: r12 a report (or its reference), r12.c3 a claim of it."""
    from sijill.ledger.view import claim_named, judgements_of, reading_held, report_named

    project, settings = project_of(folder), show_of(lang=lang, bidi=bidi, color=color, names=names, full=True)
    with project.engine.connect() as connection:
        if "." in name and not whole:
            held, reading, claim = claim_named(connection, name)
            history = judgements_of(connection, held.number, claim.key)
            show_claim(held, reading, claim, history, settings) if not as_json else _as_json(held, reading, history, names, claim)
            return
        held = report_named(connection, name)
        if held.row["withdrawn"]:
            click.echo(f"{held.name}\twithdrawn {held.row['withdrawn']}")
            return
        if whole:
            click.echo(held.text if names else _veiled(held.text, reading_held(connection, held)), nl=False)
            return
        found, history = reading_held(connection, held), judgements_of(connection, held.number)
    if as_json:
        _as_json(held, found, history, names)
        return
    show_report(held, found, history, settings)


def show_report(held: Held, reading: Reading | None, history: list[RowMapping], settings: Show) -> None:
    """Prints what is known of a report from outside, then its reading, then what people hold of its claims."""
    veil = Veil.over(reading) if reading and not settings.names else Veil.lifted()
    for field, value in held.told().items():
        if value is not None and field not in ("claims", "statements"):
            click.echo(f"{field}\t{veil.words(str(value))}")
    click.echo("")
    if reading is None:
        click.echo(veil.words(held.text))
        return
    from sijill.cli.render import print_reading

    print_reading(reading, settings, None)
    click.echo("")
    ids = {claim.key: claim.id for claim in reading.claims}
    for row in history:
        if row["in_force"]:
            click.echo(f"{held.name}.{ids.get(row['key'], '? (no longer read)')}\t{_judgement(row)}")


def show_claim(held: Held, reading: Reading, claim: Claim, history: list[RowMapping], settings: Show) -> None:
    """Prints a claim's card, its grounds, and the history of its judgements."""
    from sijill.cli.grounds import print_grounds

    print_grounds(reading, claim, settings)
    click.echo("")
    for row in history:
        state = "undone" if row["undone"] else "in force" if row["in_force"] else "superseded"
        click.echo(f"{held.name}.{claim.id}\t{_judgement(row)}\t{state}")


def _judgement(row: RowMapping) -> str:
    corrected = json.loads(row["corrected"]) if row["corrected"] else {}
    values = " ".join(f"{field}={'' if value is None else value}" for field, value in corrected.items())
    parts = [f"{row['question']}: {row['verdict']}", values, row["reason"] or "", row["by"], row["at"][:16]]
    return "\t".join(harmless(part) for part in parts if part)


def _veiled(words: str, reading: Reading | None) -> str:
    veil = Veil.over(reading) if reading else Veil.lifted()
    return "\n".join(veil.words(line) for line in words.split("\n"))


def _as_json(held: Held, reading: Reading | None, history: list[RowMapping], names: bool, claim: Claim | None = None) -> None:
    from sijill.record.contract import as_json, claim_json

    told: dict[str, Any] = {**held.told(), "judgements": [_row(row) for row in history]}
    if reading and claim:
        told["claim"] = claim_json(claim, reading.report.text)
    elif reading:
        told["reading"] = as_json(reading)
    veil = Veil.over(reading) if reading and not names else Veil.lifted()
    click.echo(json.dumps(covered(told, veil), ensure_ascii=False))


def _row(row: RowMapping) -> dict[str, Any]:
    return {name: json.loads(value) if isinstance(value, bytes) else value for name, value in row.items()}


def covered(value: Any, veil: Veil) -> Any:
    """A JSON value with the names that the veil covers covered in every string of it."""
    if isinstance(value, str):
        return veil.words(value)
    if isinstance(value, dict):
        return {name: covered(inner, veil) for name, inner in value.items()}
    return [covered(inner, veil) for inner in value] if isinstance(value, list | tuple) else value
