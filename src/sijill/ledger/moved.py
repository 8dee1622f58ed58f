"""Which claim of a report's new text is a claim of its old one: the same effect and event, at the same words, on the same word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sijill.ledger.anchor import Squeezed, found_again, squeezed
from sijill.record.claim import Claim, Reading
from sijill.record.text import Span


def moves(old: Reading, new: Reading) -> dict[str, str]:
    """The keys of the old reading's claims, each with that of the one claim that is the same in the new text.

    A claim whose words are not found, or at which two would arrive, has none.
    """
    before, after = squeezed(old.report.text.content), squeezed(new.report.text.content)
    found: dict[str, str] = {}
    for claim in old.claims:
        same = list(_same(claim, new, before, after))
        if len(same) == 1:
            found[claim.key] = same[0].key
    arriving = Counter(found.values())
    return {key: to for key, to in found.items() if arriving[to] == 1}


def _same(claim: Claim, new: Reading, before: Squeezed, after: Squeezed) -> Iterator[Claim]:
    """The claims of the new reading that may be this one: at the very words where there is such a one, else over them."""
    span = span_of(claim)
    place = found_again(before, span.start, span.end, after) if span else None
    if place is None:
        return
    alike = [one for one in new.claims if (one.effect, one.event) == (claim.effect, claim.event)]
    at = [(one, other) for one in alike if (other := span_of(one)) and _on_same_word(claim, one, before, after)]
    exact = [one for one, other in at if (other.start, other.end) == place]
    yield from exact or (one for one, other in at if other.start < place[1] and place[0] < other.end)


def span_of(claim: Claim) -> Span | None:
    """The words of a claim's figure, else of its cue."""
    if claim.figure:
        return claim.figure.span
    cue = next((ground.span for ground in claim.grounds if ground.value == "event" and ground.span), None)
    return cue or next(iter(claim.mentions), None)


def _on_same_word(old: Claim, new: Claim, before: Squeezed, after: Squeezed) -> bool:
    """Whether both stand on the word of the same voice, at the same mention of it."""
    one, other = old.attribution.origin, new.attribution.origin
    if one is None or other is None:
        return one is other
    if one.span is None or other.span is None:
        return one.span is other.span and one.name == other.name
    place = found_again(before, one.span.start, one.span.end, after)
    return place is not None and other.span.start < place[1] and place[0] < other.span.end
