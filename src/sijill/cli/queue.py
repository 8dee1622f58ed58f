"""`sijill queue` and `agreement`: what to look at next and why, and how far second readers agree with the first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import NAMES
from sijill.cli.project import JSON, PROJECT, counted, project_of
from sijill.ledger.covered import covered
from sijill.record.contract import claim_json
from sijill.record.veil import sentence_around

if TYPE_CHECKING:
    from sijill.ledger.agreement import Figure
    from sijill.ledger.queue import Task
    from sijill.record.claim import Claim, Reading
    from sijill.record.veil import Veil

QUOTED = 160  # code points of a claim's sentence


@click.command(short_help="Tell what to look at next, and why.")
@click.option("--limit", type=click.IntRange(1), default=20, help="How many to show (20).")
@NAMES
@JSON
@PROJECT
def queue(limit: int, names: bool, as_json: bool, folder: Path | None) -> None:
    """Tell what to look at next, why, and the words: the most pressing first.

    What two readers differ on; second readings that are due from you; judged claims that are read otherwise by now, or no
    longer; then what nobody has judged, denials, doubts and high figures first.
    """
    from sijill.ledger.queue import queue as waiting
    from sijill.ledger.second import eyes_of
    from sijill.ledger.view import reading_held, report_named
    from sijill.ledger.withhold import may_see, veil_of

    project = project_of(folder)
    lifted = may_see(project, names)
    known: dict[int, tuple[Reading | None, Veil]] = {}
    with project.engine.connect() as connection:
        for task in waiting(connection, eyes_of(project, connection), limit):
            if task.report not in known:
                held = report_named(connection, f"r{task.report}")
                reading = reading_held(connection, held)
                known[task.report] = reading, veil_of(connection, held, reading, lifted=lifted)
            told = _told(task, *known[task.report])
            if as_json:
                click.echo(json.dumps(told, ensure_ascii=False))
            else:
                why = told["why"] + f" ({', '.join(told['doubts'])})" * bool(told["doubts"])
                click.echo("\t".join(part for part in (told["claim"], why, told["what"], told["words"]) if part))


def _told(task: Task, reading: Reading | None, veil: Veil) -> dict[str, Any]:
    """A task as JSON, names covered, with the claim in short and its sentence, the figure's words between [ and ]."""
    claim = next((claim for claim in reading.claims if claim.id == task.id), None) if reading else None
    told = {
        "kind": task.kind, "report": f"r{task.report}", "claim": task.name, "why": task.why, "answers": list(task.answers),
        "differs": {name: {"judged": before, "read": now} for name, (before, now) in task.differs.items()}, "judged": task.judged,
    }  # fmt: skip
    made: dict[str, Any] = covered(told, veil)
    doubts = [doubt.replace("_", " ") for doubt in claim.doubts] if claim else []
    what = _what(claim_json(claim, reading.report.text) if claim and reading else task.judged)
    return {**made, "key": task.key, "doubts": doubts, "what": veil.words(what), "words": _words(claim, reading, veil)}


def _what(told: Mapping[str, Any] | None) -> str:
    """A claim in short: what befell how many of whom; of one without a figure the event."""
    from sijill.ledger.values import written

    if not told or not told["figure"]:
        return str(told["event"]) if told else ""
    low, high = told["figure"]["low"], told["figure"]["high"]
    known = [written(end) for end in (low, high) if end is not None]
    figure = f"≥ {known[0]}" if high is None else f"≤ {known[0]}" if low is None else " to ".join(dict.fromkeys(known))
    return " ".join(part for part in (told["effect"], figure, told["group"]) if part)


def _words(claim: Claim | None, reading: Reading | None, veil: Veil) -> str:
    """The sentence in which a claim stands."""
    span = claim and (claim.figure.span if claim.figure else claim.mentions[0] if claim.mentions else None)
    if not reading or not span:
        return ""
    quote = veil.quote(reading, sentence_around(reading, span), (span,), QUOTED)
    pieces, at = [], 0
    for start, end in quote.marks:
        pieces += [quote.text[at:start], "[", quote.text[start:end], "]"]
        at = end
    return "".join([*pieces, quote.text[at:]])


@click.command(short_help="Tell how far second readers agree with the first.")
@JSON
@PROJECT
def agreement(as_json: bool, folder: Path | None) -> None:
    """Tell how far second readers, who did not see the first's answer, agree with it: percent and Krippendorff's alpha.

    Of the verdict, and of each value that both hold. What the figures mean stands in docs/ledger.md.
    """
    from sijill.ledger.agreement import agreement_of

    with project_of(folder).engine.connect() as connection:
        told = agreement_of(connection)
    if as_json:
        figures = {figure.name: _figure(figure) for figure in told.figures}
        shown = {"claims": told.claims, "readers": told.readers, "to_adjudicate": told.to_adjudicate, "figures": figures}
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    click.echo("\t".join([f"read twice\t{counted(told.claims)}", *(f"{name} {count}" for name, count in told.readers.items())]))
    click.echo(f"to adjudicate\t{counted(told.to_adjudicate)}")
    for figure in told.figures:
        if figure.percent is not None:
            shown_alpha = f"alpha {figure.alpha:.3f}" if figure.alpha is not None else f"alpha {figure.why}"
            click.echo(f"{figure.name}\t{figure.same} of {figure.of} alike\t{figure.percent:.1f} %\t{shown_alpha}")


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "of": figure.of, "same": figure.same, "percent": None if figure.percent is None else round(figure.percent, 2),
        "alpha": None if figure.alpha is None else round(figure.alpha, 4), "why": figure.why,
    }  # fmt: skip
