"""`sijill show`: a report with its reading, or a claim with its grounds and what people hold of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import show_of, show_options
from sijill.cli.project import JSON, PROJECT, project_of
from sijill.ledger.covered import covered, covered_text
from sijill.record.veil import Veil, harmless

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from sijill.ledger.queue import History, Task
    from sijill.ledger.view import Held
    from sijill.record.claim import Claim, Reading
    from sijill.settings import Show

CAPTURE = ("source", "container", "extractor", "at", "by")
COVERING = ("kind", "words", "reason", "consent", "by", "at", "in_force")


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
    from sijill.ledger.cover import without_points
    from sijill.ledger.met import captures_of
    from sijill.ledger.queue import history_of
    from sijill.ledger.second import eyes_of
    from sijill.ledger.view import claim_named, reading_held, report_named
    from sijill.ledger.withhold import acts_of, may_see, veil_of

    project, settings = project_of(folder), show_of(lang=lang, bidi=bidi, color=color, names=names, full=True)
    lifted = may_see(project, names)
    with project.engine.connect() as connection:
        eyes = eyes_of(project, connection)
        if "." in name and not whole:
            held, reading, claim = claim_named(connection, name)
            veil = veil_of(connection, held, reading, lifted=lifted)
            reading = without_points(reading, veil)
            claim = next(one for one in reading.claims if one.id == claim.id)
            history = history_of(connection, eyes, held.number, claim.key)
            if as_json:
                _as_json(held, reading, history, [], [], veil, claim)
            else:
                show_claim(held, reading, claim, history, veil, settings)
            return
        held = report_named(connection, name, project.sees_names)
        if held.row["withdrawn"]:
            click.echo(f"{held.name}\twithdrawn {held.row['withdrawn']}")
            return
        found = reading_held(connection, held)
        veil = veil_of(connection, held, found, lifted=lifted)
        if whole:
            click.echo(held.text if lifted else covered_text(veil, held.text), nl=False)
            return
        acts, came = acts_of(connection, held.number), captures_of(connection, held.number)
        history = history_of(connection, eyes, held.number)
    found = without_points(found, veil) if found else None
    if as_json:
        _as_json(held, found, history, acts, came, veil)
        return
    show_outside(held, came, veil)
    show_report(held, found, history, acts, veil, settings)


def show_outside(held: Held, came: list[RowMapping], veil: Veil) -> None:
    """Prints what is known of a report from outside, and every time that it was taken in: when, by whom, from where."""
    from sijill.ledger.withhold import told_of

    for field, value in told_of(held, veil).items():
        if value is not None and field not in ("claims", "statements", "source", "captured", "captured_by"):
            click.echo(f"{field}\t{harmless(str(value))}")
    for row in came:
        click.echo("\t".join(["captured", row["at"], harmless(row["by"]), harmless(veil.words(row["source"] or ""))]))


def show_report(
    held: Held, reading: Reading | None, history: History, acts: list[RowMapping], veil: Veil, settings: Show
) -> None:  # fmt: skip
    """Prints what of a report was withheld, its reading, what people hold of its claims."""
    for row in acts:
        parts = [row["words"] or "", row["reason"] or "", row["by"], row["at"][:16], "" if row["in_force"] else "superseded"]
        click.echo("\t".join([row["kind"], *(veil.words(part) for part in parts if part)]))
    click.echo("")
    if reading is None:
        click.echo(veil.words(held.text))
        click.echo("not read, so that nothing is known of the names in it; --names shows it to those with the right", err=True)
        return
    from sijill.cli.render import print_reading
    from sijill.ledger.view import gone_name

    print_reading(reading, settings, None, veil)
    click.echo("")
    ids = {claim.key: claim.id for claim in reading.claims}
    for row in history.rows:
        if row["in_force"]:
            gone = row["key"] not in ids
            name = gone_name(held.number, row["key"]) if gone else f"{held.name}.{ids[row['key']]}"
            click.echo("\t".join([name, _judgement(row, veil), *["no longer read"] * gone]))
    _print_waiting(history, veil)


def show_claim(held: Held, reading: Reading, claim: Claim, history: History, veil: Veil, settings: Show) -> None:
    """Prints a claim's card, its grounds, and the history of its judgements."""
    from sijill.cli.grounds import print_grounds

    print_grounds(reading, claim, settings, veil)
    click.echo("")
    for row in history.rows:
        state = "undone" if row["undone"] else "in force" if row["in_force"] else "blind" if row["blind"] else "superseded"
        click.echo(f"{held.name}.{claim.id}\t{_judgement(row, veil)}\t{state}")
    _print_waiting(history, veil)


def _print_waiting(history: History, veil: Veil) -> None:
    for task in history.tasks:
        click.echo(f"{task.name}\t{veil.words(task.why)}")


def _judgement(row: RowMapping, veil: Veil) -> str:
    corrected = json.loads(row["corrected"]) if row["corrected"] else {}
    values = " ".join(f"{field}={'' if value is None else value}" for field, value in corrected.items())
    parts = [veil.words(part) for part in (values, row["reason"] or "") if part]
    return "\t".join([f"{row['question']}: {row['verdict']}", *parts, harmless(row["by"]), row["at"][:16]])


def _as_json(
    held: Held, reading: Reading | None, history: History, acts: list[RowMapping], came: list[RowMapping], veil: Veil,
    claim: Claim | None = None,
) -> None:  # fmt: skip
    from sijill.ledger.withhold import told_of
    from sijill.record.contract import as_json, claim_json

    judgements, waiting = [covered(_row(row), veil) for row in history.rows], [_waiting(task, veil) for task in history.tasks]
    told: dict[str, Any] = {**told_of(held, veil), "judgements": judgements, "waiting": waiting}
    if reading and claim:
        told["claim"] = covered(claim_json(claim, reading.report.text), veil, reading)
    elif reading:
        told["reading"] = covered(as_json(reading), veil, reading)
    if came:
        told["captures"] = [covered({name: row[name] for name in CAPTURE}, veil) for row in came]
    if acts:
        told["covering"] = [covered({name: row[name] for name in COVERING}, veil) for row in acts]
    click.echo(json.dumps(told, ensure_ascii=False))


def _waiting(task: Task, veil: Veil) -> dict[str, str]:
    return {"claim": task.name, "kind": task.kind, "why": veil.words(task.why)}


def _row(row: RowMapping) -> dict[str, Any]:
    return {name: json.loads(value) if isinstance(value, bytes) else value for name, value in row.items()}
