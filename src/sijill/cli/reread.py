"""`sijill reread`: reports taken out of their bytes and read again by this version, and what has changed by it."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.project import JSON, PROJECT, project_of

if TYPE_CHECKING:
    from sijill.ledger.newer import Reread
    from sijill.ledger.project import Project

COUNTS = ("same", "changed", "new", "gone", "moved")


@click.command(short_help="Read the reports again with this version.")
@click.argument("names", nargs=-1, metavar="[REPORTS...]")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read side by side (as many as there are cores).")
@JSON
@PROJECT
def reread(names: tuple[str, ...], jobs: int | None, as_json: bool, folder: Path | None) -> int:
    """Read reports again, all or the REPORTS named (r12), and tell what has changed; judgements stay with their claims.

    Where a newer extractor takes another text out of a report's bytes, that text is read, and the one before is kept. What a
    person has judged and is read otherwise by now, or no longer, is put before people again: see `sijill queue`. Exit code 1:
    something could not be read.
    """
    from sijill.ledger.again import reread as read_again

    project = project_of(folder)
    counts: Counter[str] = Counter()

    def tell(told: Reread) -> None:
        same = not (told.changed or told.new or told.gone or told.extractor)
        kind = "failed" if told.reason else "same" if same else "changed"
        counts[kind] += 1
        if as_json:
            click.echo(json.dumps({"kind": kind, **_covered(project, told)}, ensure_ascii=False))
        elif kind != "same":
            _print(kind, _covered(project, told))

    read_again(project, list(names), tell, jobs or os.cpu_count() or 1)
    click.echo(" · ".join(f"{counts[kind]} {kind}" for kind in ("same", "changed", "failed") if counts[kind]) or "no report", err=True)
    return 1 if counts["failed"] else 0


def _covered(project: Project, told: Reread) -> dict[str, Any]:
    """What reading a report again came to, as JSON, with what is withheld in it covered."""
    from sijill.ledger.view import reading_held, report_named
    from sijill.ledger.withhold import veil_of

    with project.engine.connect() as connection:
        held = report_named(connection, told.name)
        veil = veil_of(connection, held, reading_held(connection, held))
    claims = [{"kind": one.kind, "claim": one.name, "words": veil.words(one.words)} for one in told.claims]
    counted = {name: getattr(told, name) for name in COUNTS}
    reason = veil.words(told.reason) if told.reason else None
    return {"name": told.name, **counted, "extractor": told.extractor, "claims": claims, "reason": reason}


def _print(kind: str, told: dict[str, Any]) -> None:
    if told["reason"]:
        click.echo(f"{kind}\t{told['name']}\t{told['reason']}")
        return
    numbers = ", ".join(f"{told[name]} {name}" for name in COUNTS if name != "moved" or told["extractor"])
    text = [f"another text by {told['extractor']}"] if told["extractor"] else []
    click.echo("\t".join([kind, told["name"], numbers, *text]))
    for one in told["claims"]:
        click.echo("\t".join(part for part in (f"  {one['kind']}", one["claim"], one["words"]) if part))
