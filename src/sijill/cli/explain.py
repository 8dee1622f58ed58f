"""`sijill explain`: which words and which entries gave each value of a claim, and what the reader doubts."""

from __future__ import annotations

from datetime import date

import click

from sijill.cli.options import known_options, show_of, show_options
from sijill.cli.read import read_file
from sijill.record.claim import Claim, Reading
from sijill.settings import Known


@click.command(no_args_is_help=True, short_help="Show what gave each value of a claim.")
@click.argument("file")
@click.argument("claim")
@known_options
@show_options
def explain(
    file: str, claim: str, published: date | None, outlet: str | None, lang: str, bidi: str, color: str, names: bool
) -> None:  # fmt: skip
    """Show which words and which entries gave each value of a claim, and the doubts.

    CLAIM is the claim's id as `sijill read` shows it, its number, or the beginning of its key.
    """
    show = show_of(lang=lang, bidi=bidi, color=color, names=names, full=True)
    reading = read_file(file, Known(published=published, outlet=outlet))
    found = find_claim(reading, claim)
    if found is None:
        told = f"there are {reading.claims[0].id} to {reading.claims[-1].id}" if reading.claims else "no claim was read"
        raise click.BadParameter(f"{file} has no claim {claim!r}; {told}", param_hint="CLAIM")
    from sijill.cli.grounds import print_grounds

    print_grounds(reading, found, show)


def find_claim(reading: Reading, name: str) -> Claim | None:
    """The claim of that id, of that number among the claims (from 1), or whose key begins so; else None."""
    for claim in reading.claims:
        if claim.id == name:
            return claim
    if name.isdecimal() and 1 <= int(name) <= len(reading.claims):
        return reading.claims[int(name) - 1]
    start = name.removeprefix("sha256:")
    begun = [claim for claim in reading.claims if claim.key.removeprefix("sha256:").startswith(start)]
    return begun[0] if len(begun) == 1 and len(start) >= 6 else None
