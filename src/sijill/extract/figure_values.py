"""Figures made of the counts that something is said to have become of."""

from __future__ import annotations

from sijill.extract.count_nouns import AFTER_NUMBER, QUOTE_MARKS, Count
from sijill.extract.figure_groups import Groups, side_of
from sijill.extract.figure_modality import Modality, modality, unreal
from sijill.extract.government_links import PRONOUN, Link
from sijill.extract.triggers import SPARED
from sijill.language.document import Document
from sijill.language.entries import CueWord, EffectWord, VoiceNoun
from sijill.record.found import FoundFigure
from sijill.record.interval import Interval

DISEASE_REACH = 4
CASE_REACH = 12
# ministers who come back from abroad are no returnees
MOVED = frozenset({"returned", "evacuated", "displaced"})


def figures_of(document: Document, links: list[Link], carried: str = "") -> list[FoundFigure]:
    """The figures that the links of one sentence tell, parts tied to their totals; a host without a figure is left out.

    `carried` is the group last counted in the paragraph, for others at the beginning of a sentence.
    """
    made: dict[int, FoundFigure] = {}
    figures: list[FoundFigure] = []
    groups = Groups(links, carried)
    for link in links:
        count = link.count
        told, also = groups.of(link)
        if count.interval is None or told in link.entry.spares or link.entry.effect == SPARED:
            continue
        if count.kind == "dual" and count.definite and count.own is not None:
            continue
        if count.rank and count.kind != "single" and link.entry.effect in MOVED:
            continue
        if count.kind == "single" and told == "families" and any(k.cue == link.cue and k.count.kind == "number" for k in links):
            continue
        told_of = modality(document, link)
        if told_of.void:
            continue
        entry = unreal(document, link, told_of)
        if entry is not None:
            told_of = Modality()
        entry = entry or link.entry
        effect, event = entry.tally if link.tally and entry.tally else entry.effect, entry.event
        if effect == "injured" and (_of_disease(document, count) or _case_of_disease(document, count)):
            effect, event = "affected", "other"
        if effect == "released" and told_of.asked:
            effect, event, told_of = "detained", "arrest", Modality()
        figure = FoundFigure(
            first=count.first, last=count.last, number=(count.first, count.last), interval=count.interval, bound=count.bound,
            effect=effect, event=event, group=told or "people", also=also, cue=link.cue,
            effect_rule=f"{link.rule}: {entry.lemma}", group_rule=count.group_rule or "none told", group_at=count.group_at,
            figure_rule=count.figure_rule, tally=link.tally, definite=count.definite,
        )  # fmt: skip
        if link.rule == PRONOUN:
            figure.doubts = (*figure.doubts, "resolved_pronoun")
        if count.unknown:
            figure.doubts = (*figure.doubts, "unknown_word")
        figure.polarity, figure.certainty = told_of.polarity, told_of.certainty
        if told == "combatants":
            figure.side = side_of(document, count)
        made[id(link)] = figure
        if _named_series(document, link, links, figures):
            figures[-1].last = figure.last
            figures[-1].interval = Interval((figures[-1].interval.low or 0) + 1, (figures[-1].interval.high or 0) + 1)
            figures[-1].figure_rule = "named one by one"
            continue
        figures.append(figure)
    for link in links:
        if link.host is not None and id(link) in made:
            made[id(link)].part_of = made.get(id(link.host))
    return figures


def _of_disease(document: Document, count: Count) -> bool:
    """Whether those counted were struck by a disease, no weapon."""
    return any(document.role(at, "disease") for at in range(count.last, min(count.until + DISEASE_REACH, len(document.tokens))))


def _case_of_disease(document: Document, count: Count) -> bool:
    """Whether a counted case is one of the disease told before: six died of cholera, 340 cases were recorded."""
    case = count.own is not None and count.own.form == AFTER_NUMBER
    return case and any(document.role(at, "disease") for at in range(max(0, count.first - CASE_REACH), count.first))


def _named_series(document: Document, link: Link, links: list[Link], figures: list[FoundFigure]) -> bool:
    """Whether a person named with a title only goes on a series of such: sergeant A, soldier B and soldier C."""
    if link.rule != "joined to a count" or not figures or not _named(document, link.count):
        return False
    at = next(i for i, other in enumerate(links) if other is link)
    before = links[at - 1] if at else None
    return before is not None and _named(document, before.count) and figures[-1].last == before.count.last and figures[-1].cue == link.cue


def _named(document: Document, count: Count) -> bool:
    """Whether a single is one named person: a title with the article and a name after it."""
    if count.named:
        return True
    posted = document.entry(count.last, VoiceNoun)
    if count.kind == "single" and posted is not None and posted.sort == "body":
        return True
    if count.kind != "single" or not count.definite or count.others or count.last >= len(document.tokens):
        return False
    token = document.tokens[count.last]
    return (token.kind == "word" and not any(type(h.entry) in (EffectWord, CueWord) for h in token.hits)) or token.word in QUOTE_MARKS
