"""`sijill explain`: which words and which entries gave each value of a claim."""

from __future__ import annotations

import click


@click.command()
def explain() -> None:
    """Show which words and which entries gave each value of a claim, and the doubts."""
