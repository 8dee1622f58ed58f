"""A reading set out for a person in a terminal: its claims, its events, its statements and a line that sums up.

Every row is one label and one run of the report's language, so that a terminal which turns right-to-left text turns
each row by itself and nothing changes places.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from sijill.cli.bidi import Reorder, reordering
from sijill.display.cards import Dealer, Row
from sijill.display.labels import Labels, load_labels
from sijill.record.claim import Reading
from sijill.record.veil import Veil
from sijill.settings import Show

STYLES = {"plain": "", "head": "bold", "mark": "bold red", "quote": "", "doubt": "yellow"}


def print_reading(reading: Reading, show: Show, name: str | None, veil: Veil | None = None) -> None:
    """Prints the reading under a veil, its own unless another is told; `name` tells the file where there are several."""
    labels = load_labels(show.labels)
    veil = veil or (Veil.lifted() if show.names else Veil.over(reading))
    print_lines(_blocks(reading, Dealer(reading, labels, veil, show), name), show, labels)


def print_lines(blocks: Iterable[RenderableType], show: Show, labels: Labels) -> None:
    """Prints blocks with trailing spaces taken off, reordered where the terminal wants that."""
    reorder: Reorder | None = reordering(labels.direction, show.width) if show.visual else None
    color = show.color and not show.visual  # reordering would tear the colour codes apart
    console = Console(
        width=show.width, force_terminal=color, no_color=not color, color_system="standard" if color else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    with console.capture() as captured:
        for block in blocks:
            console.print(block)
    lines = [line.rstrip() for line in captured.get().split("\n")]
    sys.stdout.write("\n".join(map(reorder, lines) if reorder else lines))


def _blocks(reading: Reading, dealer: Dealer, name: str | None) -> Iterable[RenderableType]:
    labels = dealer.labels
    yield _heading(reading, dealer, name)
    figures = [claim for claim in reading.claims if claim.figure]
    events = [claim for claim in reading.claims if not claim.figure]
    for title, cards in (
        ("claims", dealer.claims(figures)),
        ("events", dealer.claims(events)),
        ("statements", [dealer.statement(statement) for statement in reading.statements]),
    ):
        if cards:
            yield Styled(f"\n{labels.word(title)}", style="bold underline")
            yield Group(*(Padding(card_block(card), (1, 0, 0, 0)) for card in cards))
    yield Styled("\n" + _summary(reading, labels))


def _heading(reading: Reading, dealer: Dealer, name: str | None) -> RenderableType:
    labels, veil = dealer.labels, dealer.veil
    about = [
        veil.words(reading.outlet.name) if reading.outlet else "",
        labels.word("published", day=labels.date(reading.published)) if reading.published else labels.word("undated"),
        labels.word("characters", count=f"{len(reading.report.text):,}"),
    ]
    lines = [Styled(veil.words(name), style="dim")] if name else []
    if reading.title:
        lines.append(Styled(veil.words(reading.title), style="bold"))
    return Group(*lines, Styled(" · ".join(part for part in about if part), style="dim"))


def card_block(rows: list[Row]) -> Table:
    """A card as a block: the first row is its head, the others hang under it."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=max(9, *(len(row.label) for row in rows)), no_wrap=True)
    grid.add_column(overflow="fold")
    for row in rows:
        words = Styled(row.quote.text)
        words.stylize(STYLES[row.style])
        for start, end in row.quote.marks:
            words.stylize("bold cyan", start, end)
        label = Styled(row.label)
        label.stylize("bold" if row.style in ("head", "mark") else "dim")
        grid.add_row(label, words)
    return grid


def _summary(reading: Reading, labels: Labels) -> str:
    """The line at the end: how much was read, and how much of it is not plain."""
    claims, figures = reading.claims, sum(1 for claim in reading.claims if claim.figure)
    if not claims and not reading.statements:
        return labels.word("nothing")
    chains = [claim.attribution for claim in claims] + [statement.attribution for statement in reading.statements]
    origins = {chain.origin.name for chain in chains if chain.origin}
    counts = [
        ("claim", figures), ("event", len(claims) - figures), ("statement", len(reading.statements)), ("voice", len(origins)),
        ("denied", sum(claim.polarity == "denied" for claim in claims)),
        ("uncertain", sum(claim.certainty != "stated" for claim in claims)),
        ("doubted", sum(bool(claim.doubts) for claim in claims)),
    ]  # fmt: skip
    return " · ".join(labels.count(noun, number) for noun, number in counts if number)
