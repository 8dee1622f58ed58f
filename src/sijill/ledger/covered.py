"""JSON and plain text under a veil."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sijill.record.veil import COVER, Veil, harmless

if TYPE_CHECKING:
    from sijill.ledger.project import Project
    from sijill.record.claim import Reading

# what tells where a place is
POINT = ("id", "canonical", "name_en", "latitude", "longitude")
# told by digests and words of the contract, in which no name can stand
PLAIN = frozenset({"id", "key", "digest", "text_digest", "by", "at", "kind", "rule", "report", "name_en", "language_data"})


def covered(value: Any, veil: Veil, reading: Reading | None = None) -> Any:
    """A JSON value with what the veil covers covered in every string; where words have a span of the reading, by that span too.

    Of a place that is covered, no point is told.
    """
    if isinstance(value, str):
        return veil.words(value)
    if isinstance(value, list | tuple):
        return [covered(inner, veil, reading) for inner in value]
    if not isinstance(value, dict):
        return value
    told = {name: inner if name in PLAIN and isinstance(inner, str) else covered(inner, veil, reading) for name, inner in value.items()}
    if reading:
        for name in told.keys() & {"text", "name"}:
            told[name] = _by_span(veil, reading, told, name)
    if "latitude" in told and COVER in str(told.get("name")):
        told.update({**dict.fromkeys(POINT), "candidates": []})
    return told


def _by_span(veil: Veil, reading: Reading, told: dict[str, Any], name: str) -> Any:
    """The words of a value, as their span of the reading may be shown."""
    span = told.get("span")
    if not span or not isinstance(told[name], str):
        return told[name]
    shown = veil.quote(reading, reading.report.text.span(*span), (), 0).text
    return shown if COVER in shown else told[name]


def of_unknown(project: Project, words: str) -> str:
    """Words of a thing that was never read, such as the name of a file that failed: only for those who may see names."""
    return harmless(words) if project.sees_names else COVER


def covered_text(veil: Veil, text: str) -> str:
    """A report's whole text in its lines, harmless, with what the veil covers covered."""
    pieces, at = [], 0
    for start, end in veil.hidden(text):
        pieces += [text[at:start], COVER]
        at = end
    return "\n".join(harmless(line) for line in "".join([*pieces, text[at:]]).split("\n"))
