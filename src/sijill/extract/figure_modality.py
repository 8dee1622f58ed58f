"""Whether what a figure tells is said to have happened: denied, expected, threatened, asked for, tried in vain."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.extract.bonds import STOPS
from sijill.extract.government_links import Link
from sijill.extract.triggers import HELD
from sijill.language.document import Document
from sijill.language.entries import CueWord, EffectWord, HedgeWord

NEAR = 3
REACH = 8
UNTRUE_REACH = 6
EXPECTED, CONDITIONAL = "expected", "conditional"
# what only verbal nouns or verbs after "that" can be the object of, and the certainty that each leaves
OUTER = {"threat": CONDITIONAL, "demand": EXPECTED, "expectation": EXPECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """Polarity and certainty of a figure; a `void` one tells nothing of what became of people: a vain attempt, a sentence.

    What is `asked` has not come about: those whose release is demanded are held.
    """

    polarity: str = "asserted"
    certainty: str = "stated"
    void: bool = False
    asked: bool = False


def modality(document: Document, link: Link) -> Modality:
    """The polarity and certainty that the words before the effect give."""
    polarity, certainty = "asserted", "stated"
    first = link.cue[0]
    if _said_untrue(document, first):
        polarity = "denied"
    for at in range(max(0, first - NEAR), first):
        if (
            document.role(at, "negation")
            and not (document.role(at, "still") or document.role(at, "no_denial"))
            and not any(document.role(i, "exception") for i in range(first, link.count.first))
        ):
            polarity = "denied"
        if document.role(at, "possibility") or (document.role(at, "perhaps") and _is_present(document, at + 1)):
            certainty = CONDITIONAL
        hedge = document.entry(at, HedgeWord)
        if hedge is not None and hedge.certainty != "stated":
            certainty = hedge.certainty
    if document.role(link.count.first - 2, "perhaps") and _is_present(document, link.count.first - 1):
        certainty = CONDITIONAL
    if any(h.proclitic == document.language.grammar.future for h in document.tokens[first].hits):
        certainty = EXPECTED
    outer = _outer(document, link)
    if outer in ("attempt", "court"):
        return Modality(void=True)
    return Modality(polarity=polarity, certainty=OUTER.get(outer, certainty), asked=outer in ("demand", "threat"))


def _said_untrue(document: Document, first: int) -> bool:
    """Whether news of an effect is said to be untrue: there is no truth in the news of the death of."""
    for at in range(first - 1, max(0, first - UNTRUE_REACH) - 1, -1):
        if document.tokens[at].word in STOPS:
            return False
        hedge = document.entry(at, HedgeWord)
        if hedge is not None and hedge.polarity == "denied":
            return True
    return False


def unreal(document: Document, link: Link, told: Modality) -> EffectWord | None:
    """What holds of those of whom an end is only asked for or threatened: captives whose release is demanded are held."""
    own = link.count.own.entry if link.count.own is not None else None
    if not told.asked or not isinstance(own, EffectWord):
        return None
    return own if own.effect in HELD and own is not link.entry else None


def _is_present(document: Document, at: int) -> bool:
    """Whether a word has the beginning of a present form."""
    if at >= len(document.words):
        return False
    starts = {prefix for prefix, _ in document.language.grammar.paradigms["present"]["ms"]}
    return document.words[at][:1] in starts


def _outer(document: Document, link: Link) -> str:
    """The role of the word that makes the effect its object: threat, demand, expectation, attempt, court; else empty."""
    first = link.cue[0]
    if link.trigger is None or link.trigger.first != first:
        return ""
    masdar = link.trigger.way == "masdar"
    joined = any(h.proclitic[:1] in document.language.grammar.conjunctions for h in document.tokens[first].hits if h.proclitic)
    bound = _bound(document, first)
    for at in range(first - 1, max(0, first - REACH) - 1, -1):
        token = document.tokens[at]
        if token.kind == "line" or (token.kind == "mark" and token.word in STOPS) or document.role(at, "relative"):
            return ""
        for role in ("attempt", "court", "threat", "demand", "expectation"):
            hit = document.role(at, role)
            if hit is not None and at + hit.length <= first:
                return role if _takes(role, masdar, bound, first - at - hit.length, joined, link) else ""
        if any(type(h.entry) is CueWord and h.form.partition(".")[0] in ("past", "present") for h in token.hits):
            return ""
    return ""


def _takes(role: str, masdar: bool, bound: bool, gap: int, joined: bool, link: Link) -> bool:
    if role == "court":
        return link.entry.event == "execution" and masdar
    if role == "attempt":
        return gap <= 2 and not joined
    if role == "expectation":
        return (masdar and (gap <= 4 or bound)) or (link.trigger is not None and link.trigger.present)
    return bound or (gap == 0 and masdar)


def _bound(document: Document, at: int) -> bool:
    """Whether a verbal noun hangs on a preposition, or a verb on "that"."""
    prepositions = document.language.grammar.prepositions
    if any(h.proclitic.endswith(prepositions) and h.proclitic for h in document.tokens[at].hits if type(h.entry) is EffectWord):
        return True
    return bool(document.role(at - 1, "onto") or document.role(at - 1, "complementiser"))
