"""`sijill tally` and `sijill sources`: sums over incidents, and how each voice fares, with the claims behind every number."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from sijill.cli.incidents import PLACE, RULE, SINCE, UNREVIEWED, UNTIL, linked_of
from sijill.cli.options import NAMES
from sijill.cli.project import JSON, PROJECT

SUMS = ("low", "best", "high", "open", "incidents", "claims")
SOURCE = ("origin", "incidents", "reports", "claims", "first", "alone", "copied", "contradicted", "superseded")
TOTAL = ("claim", "group", "low", "high", "start", "end", "origin")


@click.command(short_help="Sum figures over incidents.")
@click.option("--by", default="month", metavar="NAMES", help="What makes a row: month, day, year, governorate, place, event, group.")
@click.option("--effect", default="killed", metavar="NAME", help="The effect that is summed (killed).")
@UNREVIEWED
@RULE
@SINCE
@UNTIL
@PLACE
@NAMES
@JSON
@PROJECT
def tally(
    by: str, effect: str, unreviewed: bool, rule: str, since: date | None, until: date | None, place: str | None, names: bool,
    as_json: bool, folder: Path | None,
) -> int:  # fmt: skip
    """Sum the figures of incidents, each once: parts are under their totals, earlier figures of a voice replaced by its later ones.

    Totals of a period, such as "since the year began", are in no sum; they are listed after it. Exit code 1: nothing to sum.
    """
    from sijill.ledger.answers import BY, apart_totals, lines_of
    from sijill.ledger.answers import tally as sums

    wanted = [one.strip() for one in by.split(",") if one.strip()]
    if not wanted or not set(wanted) <= set(BY):
        raise click.BadParameter(f"{by!r}: what makes a row is of {', '.join(BY)}", param_hint="--by")
    linked = linked_of(folder, unreviewed, names)
    rows, apart = sums(linked, wanted, effect, rule, since, until, place), list(apart_totals(linked, effect))
    if as_json:
        click.echo(json.dumps({"rows": rows, "period_totals": apart}, ensure_ascii=False))
        return 0 if rows else 1
    for line in lines_of(rows, (*wanted, *SUMS)) if rows else ():
        click.echo(line)
    if apart:
        click.echo("\ntotals of a period, in no sum")
        for line in lines_of(apart, TOTAL):
            click.echo(line)
    return 0 if rows else 1


@click.command(short_help="Show how each voice fares.")
@UNREVIEWED
@NAMES
@JSON
@PROJECT
def sources(unreviewed: bool, names: bool, as_json: bool, folder: Path | None) -> int:
    """Show on whose word claims stand: in how many incidents and reports, how often first, alone, contradicted,
    superseded, and how often its reports are copied.

    Exit code 1: no claim counts.
    """
    from sijill.ledger.answers import lines_of
    from sijill.ledger.answers import sources as fare

    rows = fare(linked_of(folder, unreviewed, names))
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return 0 if rows else 1
    for line in lines_of(rows, SOURCE) if rows else ():
        click.echo(line)
    return 0 if rows else 1
