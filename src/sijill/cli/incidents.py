"""`sijill incidents` and `sijill contradictions`: what reports tell of one event, together; and what stands against what in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import NAMES, Day
from sijill.cli.project import JSON, PROJECT, project_of
from sijill.record.veil import harmless

if TYPE_CHECKING:
    from sijill.ledger.linked import Linked
    from sijill.link.incidents import Incident

DAY = Day()
SHORT = 8  # digits of an incident's id that a table shows
UNREVIEWED = click.option("--unreviewed", is_flag=True, help="All claims, not only those that people have accepted or corrected.")
RULES = ("low-best-high/1", "range/1")
RULE = click.option("--rule", type=click.Choice(RULES), default=RULES[0], help="How figures are counted (low-best-high/1).")
SINCE = click.option("--since", type=DAY, metavar="DATE", help="Incidents of this day or later.")
UNTIL = click.option("--until", type=DAY, metavar="DATE", help="Incidents of this day or earlier.")
PLACE = click.option("--place", metavar="NAME", help="Incidents at a place of this name, or in it.")


@click.command(short_help="Show the incidents that reports tell together.")
@click.argument("name", metavar="[INCIDENT]", required=False)
@UNREVIEWED
@RULE
@SINCE
@UNTIL
@PLACE
@NAMES
@JSON
@PROJECT
def incidents(
    name: str | None, unreviewed: bool, rule: str, since: date | None, until: date | None, place: str | None, names: bool, as_json: bool,
    folder: Path | None,
) -> int:  # fmt: skip
    """Show the incidents that reports tell together: when, where, how many, in how many reports on how many origins.

    INCIDENT is the beginning of an id: then its reports are shown with the reasons why they are linked. Accepted and corrected
    claims count, unless --unreviewed. Exit code 1: there is none.
    """
    shown = 0
    for linked, incident, told in _told(folder, unreviewed, names, rule, (since, until, place)):
        if name and not told["incident"].removeprefix("incident:").startswith(name.removeprefix("incident:")):
            continue
        shown += 1
        if as_json:
            click.echo(json.dumps(told, ensure_ascii=False))
        elif name:
            _show_whole(linked, incident, told)
        else:
            click.echo(line_of(told))
    if not shown:
        click.echo("no incident" + ("" if unreviewed else " of claims that people have accepted; --unreviewed takes all"), err=True)
    return 0 if shown else 1


def _told(
    folder: Path | None, unreviewed: bool, names: bool, rule: str, wanted: tuple[date | None, date | None, str | None]
) -> Iterator[tuple[Linked, Incident, dict[str, Any]]]:
    from sijill.ledger.answers import is_wanted
    from sijill.ledger.incident_told import incident_told

    linked = linked_of(folder, unreviewed, names)
    for incident in linked.incidents:
        told = incident_told(linked, incident, rule)
        if is_wanted(told, *wanted):
            yield linked, incident, told


def linked_of(folder: Path | None, unreviewed: bool, names: bool) -> Linked:
    """The linked reports of the project."""
    from sijill.ledger.linked import linked
    from sijill.ledger.second import eyes_of
    from sijill.ledger.withhold import may_see

    project = project_of(folder)
    lifted = may_see(project, names)
    with project.engine.connect() as connection:
        return linked(connection, eyes_of(project, connection), unreviewed=unreviewed, names=lifted)


def line_of(told: dict[str, Any]) -> str:
    """An incident in one line of a table."""
    time, places = told["time"], told["places"]
    days = "" if time is None else time["start"] if time["start"] == time["end"] else f"{time['start']} {time['end']}"
    where = " ".join(harmless(place["name"]) for place in places[:2])
    figures = [f"{row['effect']} {row['group']} {span_of(row)}" for row in told["impact"] if row["group"] in ("people", "combatants")]
    reports, origins = len(told["reports"]), told["origins"]["count"]
    known = [
        told["incident"].removeprefix("incident:")[:SHORT], days, where, ", ".join(figures),
        f"{reports} report{'s' * (reports != 1)}", f"{origins} origin{'s' * (origins != 1)}",
    ]  # fmt: skip
    return "\t".join([*known, *([f"{told['open']} open"] if told["open"] else [])])


def span_of(row: dict[str, Any]) -> str:
    """Low and high of a count, with the best where the rule tells one."""
    low, best, high = (_number(row[end]) for end in ("low", "best", "high"))
    span = low if low == high else f"{low}\u2013{high}"
    return span if row["best"] is None or best == low == high else f"{best} ({span})"


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def _show_whole(linked: Linked, incident: Incident, told: dict[str, Any]) -> None:
    """Prints an incident's line, its figures by origin, its reports, and why each report is linked with the one before."""
    click.echo(line_of(told))
    for row in told["impact"]:
        click.echo(f"\n{row['effect']} {row['group']}\t{span_of(row)}\t{row['rule']}")
        for figure in row["figures"]:
            span = span_of({**figure, "best": None})
            click.echo("\t".join(["", span, harmless(figure["origin"]), " ".join(figure["claims"])]))
        for left in row["left_out"]:
            click.echo("\t".join(["", "left out", left["claim"], left["why"]]))
    for tie in told["origins"]["affiliated"]:
        click.echo("\t".join(["\naffiliated", tie["one"], tie["other"], tie["fact"], tie["source"]]))
    for copy in told["copies"]:
        changed = "; ".join(f"{one['one']} became {one['other']}" for one in copy["changed"])
        click.echo("\t".join(["\ncopy", f"{copy['one']} {copy['other']}", copy["kind"], harmless(copy["why"]), harmless(changed)]))
    before = None
    for telling in incident.tellings:
        row = next(one for one in told["reports"] if one["report"] == telling.report)
        about = [row["report"], row["published"] or "", harmless(row["outlet"] or ""), "aside" * row["aside"], harmless(row["title"] or "")]
        click.echo("\n" + "\t".join(part for part in about if part))
        if before is not None:
            for part in linked.linking.reasons(before, telling.name):
                if part.counts:
                    click.echo(f"\t{part.counts:+.2f}\t{part.sentence}")
        before = telling.name


@click.command(short_help="Show what stands against what.")
@UNREVIEWED
@click.option("--state", type=click.Choice(["open", "explained_by_scope", "explained_by_time"]), help="Only those in this state.")
@NAMES
@JSON
@PROJECT
def contradictions(unreviewed: bool, state: str | None, names: bool, as_json: bool, folder: Path | None) -> None:
    """Show the contradictions in the incidents: figures, days, places, doers, outcomes and denials, both sides quoted."""
    from sijill.ledger.incident_told import contradiction_told
    from sijill.link.contradict import contradictions as find

    linked = linked_of(folder, unreviewed, names)
    shown = 0
    for incident in linked.incidents:
        for found in find(linked.told(incident), linked.denied(incident)):
            if state and found.state != state:
                continue
            shown += 1
            told = contradiction_told(linked, incident, found)
            if as_json:
                click.echo(json.dumps(told, ensure_ascii=False))
                continue
            click.echo("\t".join([incident.id.removeprefix("incident:")[:SHORT], found.kind, found.about, found.state]))
            for side in told["sides"]:
                click.echo("\t".join(["", side["claim"], harmless(side["origin"]), harmless(side["quote"] or "")]))
    if not shown:
        click.echo("no contradiction" + ("" if unreviewed else " of claims that people have accepted; --unreviewed takes all"), err=True)
