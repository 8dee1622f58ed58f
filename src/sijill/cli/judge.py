"""`sijill judge`: what a person holds of a claim: whether it is read rightly, and, apart from that, whether it is believed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.project import PROJECT, project_of

if TYPE_CHECKING:
    from sijill.ledger.project import Project

VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


@click.command(no_args_is_help=True, short_help="Accept, correct or reject the reading of a claim.")
@click.argument("claim", required=False)
@click.argument("act", required=False, type=click.Choice([*VERDICTS, "believe", "ask", "dismiss", "undo"]))
@click.option("--set", "corrected", multiple=True, metavar="FIELD=VALUE", help="With correct: what is right, once for each field.")
@click.option(
    "--as",
    "grade",
    metavar="GRADE",
    help="With believe: a grade of the project's scale (credible, confirmed, contested, refuted, unjudged); with undo: undo that, "
    "or with ask what was asked.",
)
@click.option("--reason", metavar="WORDS", help="Why; kept with the judgement.")
@click.option(
    "--from", "sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Take judgements from an edited export."
)
@click.option("--dry-run", is_flag=True, help="With --from: tell what would be done, and do nothing.")
@PROJECT
def judge(
    claim: str | None, act: str | None, corrected: tuple[str, ...], grade: str | None, reason: str | None, sheet: Path | None,
    dry_run: bool, folder: Path | None,
) -> int:  # fmt: skip
    """Judge a CLAIM (r12.c3, or the beginning of its key): accept, reject or correct its reading; believe; ask; dismiss; undo.

    Whether it is read rightly and whether it is believed are two questions, and are kept apart. ask asks for a second reading
    by somebody who does not see the first's answer. dismiss takes a judgement whose claim is no longer read out of the queue.
    undo brings back the judgement before; with --as belief, that of the belief.
    """
    from sijill.ledger.judge import BELIEF, DISMISSED, GONE, Verdict, corrections_of, undo
    from sijill.ledger.judge import judge as write_down
    from sijill.ledger.second import ASKED, READING, SECOND

    if sheet:
        if claim or act or corrected or grade or reason:
            raise click.UsageError("--from takes everything from the file; it goes with --dry-run alone")
        return from_sheet(sheet, folder, dry_run)
    if not claim or not act:
        raise click.UsageError("a claim and what is held of it are needed, like: r12.c3 accept")
    if (act == "correct") != bool(corrected):
        raise click.UsageError("--set tells what is right, and goes with correct")
    if (act == "believe" and not grade) or (grade and act not in ("believe", "undo")):
        raise click.UsageError("--as tells the grade, and goes with believe")
    project = project_of(folder)
    if act == "undo":
        click.echo(f"undone\t{undo(project, claim, SECOND if grade == 'ask' else BELIEF if grade else READING)}")
        return 0
    others = {"believe": (BELIEF, str(grade)), "ask": (SECOND, ASKED), "dismiss": (GONE, DISMISSED)}
    question, verdict = others.get(act) or (READING, VERDICTS[act])
    told = Verdict(
        claim=claim, question=question, verdict=verdict, reason=reason, corrected=corrections_of(list(corrected)) or None
    )  # fmt: skip
    (name,) = write_down(project, [told])
    click.echo("\t".join([verdict, name, *_second(project, name, question == READING)]))
    return 0


def _second(project: Project, name: str, of_reading: bool) -> Iterator[str]:
    """What came of a second reading, where the judgement that was just given is one."""
    from sijill.ledger.second import contested, own_blind
    from sijill.ledger.view import claim_named, judgements_of

    if not of_reading:
        return
    with project.engine.connect() as connection:
        held, _, claim = claim_named(connection, name)
        rows = judgements_of(connection, held.number, claim.key)
    own = own_blind(rows, project.operator)
    if own is not None and own["seq"] == rows[-1]["seq"]:
        yield "a second reading, blind: " + (
            "it differs from the first, to be adjudicated" if contested(rows) else "it agrees with the first"
        )


def from_sheet(sheet: Path, folder: Path | None, dry_run: bool) -> int:
    """Takes judgements from an edited export; 1 where something was not understood, and then nothing is taken."""
    from sijill.ledger.sheet import take_sheet

    told = take_sheet(project_of(folder), sheet, dry_run)
    for line in told.lines:
        click.echo(line)
    for fault in told.faults:
        click.echo(fault, err=True)
    if told.faults:
        click.echo("nothing was taken from this file; mend what is told above and try again", err=True)
    return 1 if told.faults else 0
