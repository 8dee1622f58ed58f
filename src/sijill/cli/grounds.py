"""A claim with its grounds set out: for each value the words that it was read from and what read them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from sijill.cli.render import card_block, print_lines
from sijill.display.cards import Dealer, Row
from sijill.display.figures import quoted
from sijill.display.labels import Labels, load_labels
from sijill.record.claim import Claim, Ground, Reading
from sijill.record.veil import Quote, Veil, harmless
from sijill.settings import Show


def print_grounds(reading: Reading, claim: Claim, show: Show, veil: Veil | None = None) -> None:
    """Prints the claim's card and, under it, a row for each value that has a ground; under the reading's veil or the one told."""
    labels = load_labels(show.labels)
    veil = veil or (Veil.lifted() if show.names else Veil.over(reading))
    dealer = Dealer(reading, labels, veil, show)
    print_lines([Group(*_blocks(reading, claim, dealer))], show, labels)


def _blocks(reading: Reading, claim: Claim, dealer: Dealer) -> Iterator[RenderableType]:
    labels = dealer.labels
    card = dealer.card([claim])
    statement = next((s for s in reading.statements if s.id == claim.statement), None)
    if statement:
        words = dealer.veil.quote(reading, statement.span, (), 160).text
        card.append(Row(labels.word("statement"), Quote(labels.word("in_statement", id=statement.id, text=quoted(words)))))
    if not claim.doubts:
        card.append(Row(labels.word("doubts"), Quote(labels.word("no_doubts"))))
    card.append(Row(labels.word("key"), Quote(claim.key)))
    yield card_block(card)
    yield Styled("")
    yield _table(reading, claim, labels, dealer.veil)


def _table(reading: Reading, claim: Claim, labels: Labels, veil: Veil) -> Table:
    """Value, offsets, entry or rule, and last the words: the one column in the report's own direction."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("value", "offsets", "rule", "words"):
        table.add_column(labels.word(name), overflow="fold")
    for ground in claim.grounds:
        table.add_row(*_ground(reading, ground, labels, veil))
    return table


def _ground(reading: Reading, ground: Ground, labels: Labels, veil: Veil) -> tuple[Styled, Styled, Styled, Styled]:
    value = labels.of("field", ground.value)
    if ground.span is None:
        return Styled(value), Styled(""), Styled(harmless(ground.rule)), Styled(labels.word("nowhere"))
    words = veil.quote(reading, ground.span, (), 60).text
    return Styled(value), Styled(f"{ground.span.start}–{ground.span.end}"), Styled(harmless(ground.rule)), Styled(quoted(words))
