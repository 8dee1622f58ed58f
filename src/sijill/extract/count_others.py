"""What words around a count tell of those whom its own nouns leave open: all of them, some of those, members of a force."""

from __future__ import annotations

from sijill.extract.count_nouns import Count
from sijill.language.document import Document, Sentence
from sijill.language.entries import GroupNoun, PlaceNoun, Quality

FORCE_REACH = 20
ALL_REACH = 8
THOSE_REACH = 12
MEMBER = "member"
FORCES = frozenset({"combatants", "aid_workers"})


def tell_of_others(document: Document, sentence: Sentence, counts: list[Count], at: int) -> None:
    """Gives a count the group that words after it, or people named before it, tell."""
    count = counts[at]
    if count.kind == "plural":
        return
    _all_of_them(document, counts, at)
    if (count.of_those or document.role(count.first - 1, "of_those")) and not count.group and at:
        before = counts[at - 1]
        if before.kind == "plural" and before.group != "people" and count.first - before.until <= THOSE_REACH:
            count.those = before.group
    if count.relation == MEMBER and count.group == "people":
        force = _force_before(document, sentence, count)
        if force is not None:
            count.group, count.group_at, count.group_rule = force


def _all_of_them(document: Document, counts: list[Count], at: int) -> None:
    """Those counted are all of a group told after them: eighteen dead and seventy wounded, all of them civilians."""
    count = counts[at]
    words = document.words
    after = count.until + (count.until < len(words) and words[count.until] in ",\u060c")
    if document.role(after, "all_of_them") is None:
        return
    after += 1 + (document.role(after + 1, "of") is not None)
    told = document.hit(after, Quality) or document.hit(after, GroupNoun)
    if told is None or told.proclitic not in ("", document.language.grammar.article):
        return
    group = getattr(told.entry, "group", "")
    if group in ("", "people", "families"):
        return
    last = count
    for one in reversed(counts[: at + 1]):
        if last.first - one.until > ALL_REACH or not (one.group in ("", "people") and one.kind in ("number", "dual")):
            break
        one.group, one.group_at, one.group_rule = group, (after, after + told.length), f"all of them {told.entry.lemma}"
        last = one


def _force_before(document: Document, sentence: Sentence, count: Count) -> tuple[str, tuple[int, int], str] | None:
    """The force whose members are those counted: the pronoun stands for the troops, the patrol, the police named before."""
    noun = count.last - 1
    hit = document.hit(noun, GroupNoun)
    if hit is None or not hit.enclitic:
        return None
    for at in range(count.first - 1, max(sentence.first, count.first - FORCE_REACH) - 1, -1):
        for known in document.tokens[at].hits:
            entry = known.entry
            if type(entry) is Quality and entry.group in FORCES:
                return entry.group, (at, at + known.length), f"members of {entry.lemma}"
            if type(entry) is GroupNoun and not known.enclitic and entry.group != "people":
                return (entry.group, (at, at + known.length), f"with {entry.lemma}") if entry.group in FORCES else None
            if type(entry) is PlaceNoun and entry.role == "cue" and entry.level:
                break
    return None
