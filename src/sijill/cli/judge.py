"""`sijill judge`: what a person holds of a claim: whether it is read rightly, and, apart from that, whether it is believed."""

from __future__ import annotations

from pathlib import Path

import click

from sijill.cli.project import PROJECT, project_of

VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


@click.command(no_args_is_help=True, short_help="Accept, correct or reject the reading of a claim.")
@click.argument("claim", required=False)
@click.argument("act", required=False, type=click.Choice([*VERDICTS, "believe", "undo"]))
@click.option("--set", "corrected", multiple=True, metavar="FIELD=VALUE", help="With correct: what is right, once for each field.")
@click.option(
    "--as",
    "grade",
    metavar="GRADE",
    help="With believe: a grade of the project's scale (credible, confirmed, contested, refuted, unjudged); with undo: undo that.",
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
    """Judge a CLAIM (r12.c3, or the beginning of its key): accept, reject or correct its reading; believe; undo.

    Whether it is read rightly and whether it is believed are two questions, and are kept apart. undo brings back the
    judgement before; with --as belief, that of the belief.
    """
    from sijill.ledger.judge import BELIEF, READING, Verdict, corrections_of, undo
    from sijill.ledger.judge import judge as write_down

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
        click.echo(f"undone\t{undo(project, claim, BELIEF if grade else READING)}")
        return 0
    question = BELIEF if act == "believe" else READING
    verdict = str(grade) if act == "believe" else VERDICTS[act]
    told = Verdict(
        claim=claim, question=question, verdict=verdict, reason=reason, corrected=corrections_of(list(corrected)) or None
    )  # fmt: skip
    (name,) = write_down(project, [told])
    click.echo(f"{verdict}\t{name}")
    return 0


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
