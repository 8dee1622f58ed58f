"""`sijill search`: reports found by their words and by what they claim."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import NAMES, OUTLET, Day
from sijill.cli.project import JSON, PROJECT, counted, project_of
from sijill.record.veil import COVER, harmless

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sijill.ledger.search import Hit
    from sijill.record.claim import Reading

DAY = Day()
FIRST = {"words": "by their words the first", "newest": "the newest"}


@click.command(no_args_is_help=True, short_help="Find reports by words and by what they claim.")
@click.argument("words", nargs=-1)
@click.option("--effect", metavar="NAME", help="With a claim of this effect, like killed.")
@click.option("--event", metavar="NAME", help="With a claim of this event, like airstrike.")
@click.option("--group", metavar="NAME", help="With a claim of this group, like children.")
@click.option("--at-least", type=float, metavar="N", help="With a claim whose figure reaches so many.")
@click.option("--place", metavar="NAME", help="With a claim at this place: its name in the report, or its id.")
@click.option("--near", metavar="LAT,LON", help="With a claim around this point.")
@click.option("--km", default=20.0, metavar="KM", help="How far around it (20).")
@click.option("--voice", metavar="NAME", help="With a claim on the word of this voice, or of this kind of voice.")
@OUTLET
@click.option("--since", type=DAY, metavar="DATE", help="With a claim of this day or later.")
@click.option("--until", type=DAY, metavar="DATE", help="With a claim of this day or earlier.")
@click.option(
    "--judged", type=click.Choice(["accepted", "corrected", "rejected", "none"]), help="With a claim so judged; none: not judged."
)
@click.option("--limit", type=click.IntRange(1), default=20, help="How many reports to show (20).")
@NAMES
@JSON
@PROJECT
def search(
    words: tuple[str, ...], effect: str | None, event: str | None, group: str | None, at_least: float | None, place: str | None,
    near: str | None, km: float, voice: str | None, outlet: str | None, since: date | None, until: date | None, judged: str | None,
    limit: int, names: bool, as_json: bool, folder: Path | None,
) -> int:  # fmt: skip
    """Find reports that hold all the WORDS, however they are spelled and whatever is written together with them.

    What options ask of a claim must be true of one claim. What is withheld is found only by those who may see it. The best by
    their words come first; without words, or with words that thousands of reports hold, the newest. Exit code 1: nothing was
    found.
    """
    from sijill.ledger.search import Wanted
    from sijill.ledger.search import search as find
    from sijill.ledger.second import closed, eyes_of
    from sijill.ledger.view import Held, readings_held
    from sijill.ledger.withhold import may_see, open_reports

    project = project_of(folder)
    lifted = may_see(project, names)
    wanted = Wanted(
        words=" ".join(words), effect=effect, event=event, group=group, at_least=at_least, place=place, near=_point(near), kilometres=km,
        voice=voice, outlet=outlet, since=since, until=until, judged=judged, sees_names=project.sees_names,
    )  # fmt: skip
    with project.engine.connect() as connection:
        if judged:
            wanted = replace(wanted, closed=tuple(closed(connection, eyes_of(project, connection))))
        total, hits, order = find(connection, wanted, limit)
        opened = {hit.row["number"] for hit in hits} if lifted else open_reports(connection, [hit.row["number"] for hit in hits])
        readings = readings_held(connection, [Held(hit.row) for hit in hits if hit.row["number"] not in opened])
        shown = [_shown(connection, hit, readings.get(hit.row["number"]), hit.row["number"] in opened) for hit in hits]
    if as_json:
        click.echo(json.dumps({"found": total, "order": order, "reports": shown}, ensure_ascii=False))
        return 0 if total else 1
    for told in shown:
        about = [str(told[field]) for field in ("report", "published", "outlet", "reference") if told[field]]
        click.echo("\t".join([*about, counted(int(str(told["claims"] or 0))), str(told["snippet"])]))
    click.echo(f"{total} found" + (f", {FIRST[order]} {len(shown)} shown" if total > len(shown) else ""), err=True)
    return 0 if total else 1


def _point(told: str | None) -> tuple[float, float] | None:
    if told is None:
        return None
    try:
        latitude, longitude = (float(part) for part in told.split(","))
    except ValueError as error:
        raise click.BadParameter(f"{told!r} is no point; a point is written like 36.2,37.16", param_hint="--near") from error
    return latitude, longitude


def _shown(connection: Connection, hit: Hit, reading: Reading | None, lifted: bool) -> dict[str, object]:
    """What is shown of a hit; the words looked for stand between [ and ]."""
    from sijill.ledger.search import around
    from sijill.ledger.view import Held
    from sijill.ledger.withhold import told_of, veil_of

    held = Held(hit.row)
    veil = veil_of(connection, held, reading, lifted=lifted)
    hidden = veil.hidden(held.text)
    # a mark on what is covered would tell what stands there
    marks = tuple(mark for mark in hit.marks if not any(start < mark[1] and mark[0] < end for start, end in hidden))
    start, end = _whole(around(held.text, marks), hidden)
    told = told_of(held, veil)
    fields = ("report", "reference", "title", "url", "outlet", "published", "language", "claims")
    return {**{field: told[field] for field in fields}, "snippet": _snippet(held.text, start, end, marks, hidden)}


def _whole(window: tuple[int, int], hidden: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The range, with all of what is covered at its ends."""
    start, end = window
    for left, right in hidden:
        if left < start < right:
            start = left
        if left < end < right:
            end = right
    return start, end


def _snippet(words: str, start: int, end: int, marks: Sequence[tuple[int, int]], hidden: Sequence[tuple[int, int]]) -> str:
    """The words of a range with what is hidden covered and the marks set."""
    put = [(left, right, f"[{harmless(words[left:right])}]") for left, right in marks] + [(left, right, COVER) for left, right in hidden]
    pieces, at = [], start
    for left, right, shown in sorted(put):
        if start <= left and right <= end:
            pieces += [harmless(words[at:left]), shown]
            at = right
    return "".join([*pieces, harmless(words[at:end])])
