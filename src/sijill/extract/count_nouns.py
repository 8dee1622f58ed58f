"""A candidate count, and what its nouns and the words after them tell of those counted."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.language.document import Document, Sentence
from sijill.language.entries import CueWord, EffectWord, EventWord, GroupNoun, NumberWord, Particle, PlaceNoun, Quality, TimeWord
from sijill.language.load import Hit
from sijill.record.interval import Bound, Interval

QUALIFIER_REACH = 6
QUOTE_MARKS = frozenset("«»“”„\"‘’'")
ONE, TWO = Interval(1, 1), Interval(2, 2)
AFTER_NUMBER = "counted.after"
_PLAIN = Hit(GroupNoun(lemma="", group=""), "")


@dataclass(slots=True, kw_only=True)
class Count:
    """A candidate: tokens first up to last, what it counts, and how far the words that describe it reach (`until`)."""

    first: int
    last: int
    until: int
    kind: str
    interval: Interval | None
    bound: Bound = Bound.EXACT
    group: str = ""
    also: tuple[str, ...] = ()
    sex: str = ""
    relation: str = ""
    generic: bool = False
    group_at: tuple[int, int] = (0, 0)
    group_rule: str = ""
    own: Hit | None = None
    own_at: int = 0
    described: Hit | None = None
    described_at: int = 0
    pronoun: bool = False
    others: bool = False
    of_those: bool = False
    those: str = ""
    bare: bool = False
    unknown: bool = False
    definite: bool = False
    rank: bool = False
    adjective: bool = False
    named: bool = False
    figure_rule: str = ""


def counted_effect(document: Document, at: int, after_number: bool = False) -> Hit | None:
    """The effect noun that is itself counted at a token (the dead, a wounded), or None; some count only after a number."""
    if not 0 <= at < len(document.tokens):
        return None
    for hit in document.tokens[at].hits:
        if type(hit.entry) is not EffectWord or not hit.form.startswith("counted"):
            continue
        if hit.form != AFTER_NUMBER or (after_number and hit.proclitic == ""):
            return hit
    return None


def person_noun(document: Document, at: int) -> Hit | None:
    """The noun for people at a token, or None; "his brother" is no sister, though folded alike."""
    if not 0 <= at < len(document.tokens):
        return None
    hits = [hit for hit in document.tokens[at].hits if type(hit.entry) is GroupNoun]
    if len(hits) > 1:
        grammar, end = document.language.grammar, document.tokens[at].end
        if document.words[at].endswith(grammar.feminine) and grammar.no_pronoun_after not in document.text.content[end - 2 : end]:
            return next((hit for hit in hits if isinstance(hit.entry, GroupNoun) and hit.entry.sex != "female"), hits[0])
    return hits[0] if hits else None


def take_name(document: Document, count: Count, at: int, after_number: bool = False) -> bool:
    """Whether the noun at a token is one for people; then the count takes its group, or its own effect."""
    effect = counted_effect(document, at, after_number)
    noun = person_noun(document, at)
    if effect is not None:
        count.own, count.own_at = effect, at
        count.generic = True
        count.group_at, count.group_rule = (at, at + effect.length), f"effect {effect.entry.lemma}"
        entry = effect.entry
        if isinstance(entry, EffectWord) and entry.group and effect.form != AFTER_NUMBER:
            count.group = entry.group
    if noun is not None and isinstance(noun.entry, GroupNoun) and (effect is None or noun.entry.group in ("prisoners", "refugees")):
        entry_ = noun.entry
        count.group, count.also, count.sex = entry_.group, entry_.also, entry_.sex
        count.relation, count.rank = entry_.relation, entry_.rank
        count.generic = entry_.generic or entry_.group == "people" or effect is not None
        count.group_at, count.group_rule = (at, at + noun.length), f"group {entry_.lemma}"
    return effect is not None or noun is not None


def take_quality(count: Count, quality: Hit, at: int) -> None:
    entry = quality.entry
    assert isinstance(entry, Quality)
    if count.group and not count.generic and count.group not in ("people", "combatants") and count.group != entry.group:
        count.also = (*count.also, entry.group)
        return
    count.group = entry.group
    count.group_at, count.group_rule = (at, at + quality.length), f"quality {entry.lemma}"


def qualify(document: Document, sentence: Sentence, count: Count, at: int) -> int:
    """How far the words that describe those counted reach; a generic noun takes its group from them."""
    limit = min(at + QUALIFIER_REACH, sentence.last)
    if count.own is not None and not count.group and at < limit:
        at = _belonging_to(document, count, at)
    until, opened, settled = at, False, False
    while at < limit:
        token = document.tokens[at]
        if token.kind == "mark":
            if token.word in QUOTE_MARKS:
                at += 1
                continue
            break
        if token.kind != "word" or document.role(at, "partition") or document.role(at, "other") or document.entry(at, NumberWord):
            break
        of = document.role(at, "of")
        if of is not None and of.proclitic == "":
            opened = True
            at += of.length
            settled = settled or _of_others(document, at)
            continue
        fate = counted_effect(document, at) if count.described is None and not opened else None
        if fate is not None and fate.proclitic == "" and at == count.last:
            count.described, count.described_at = fate, at
        word = _describing(document, at)
        if word is None or (count.kind == "number" and not opened and _another_person(document, word, count)):
            break
        if word is not _PLAIN and not settled:
            settled = getattr(word.entry, "group", "") != "people"
            if count.generic or not count.group or (isinstance(word.entry, Quality) and word.proclitic == "" and not opened):
                _describe(document, count, word, at)
        at += word.length
        until = at
    return until


def _belonging_to(document: Document, count: Count, at: int) -> int:
    """The token after the noun of those whose bodies are counted: four bodies of fighters; the same token where none is told."""
    for hit in document.tokens[at].hits:
        noun = hit.entry
        if (
            type(noun) is GroupNoun
            and hit.proclitic in document.language.grammar.prepositions
            and not (noun.rank or noun.group == "families")
        ):
            count.group, count.also, count.sex = noun.group, noun.also, noun.sex
            count.group_at, count.group_rule = (at, at + hit.length), f"group {noun.lemma}"
            return at + hit.length
    return at


def _another_person(document: Document, word: Hit, count: Count) -> bool:
    """Whether a noun with the article after indefinite people is one other person: three masked men … the priest."""
    entry = word.entry
    single = isinstance(entry, GroupNoun) and not entry.adjective and word is not _PLAIN and word.form.endswith("singular")
    return single and word.proclitic == document.language.grammar.article and count.interval is not None


def _of_others(document: Document, at: int) -> bool:
    """Whether what follows tells where those counted were or who held them, not who they are."""
    if document.role(at, "held_by"):
        return True
    place = document.entry(at, PlaceNoun)
    return place is not None and place.role in ("cue", "part", "edge") and document.entry(at, Quality) is None


def _describing(document: Document, at: int) -> Hit | None:
    """The entry by which a word describes those counted, `_PLAIN` for any other adjective or name, None where it ends them."""
    plain: Hit | None = _PLAIN
    for hit in document.tokens[at].hits:
        entry = hit.entry
        kind = type(entry)
        if kind in (Quality, GroupNoun):
            if hit.proclitic in ("", document.language.grammar.article):
                return hit
            return None
        if kind in (EffectWord, CueWord, Particle, TimeWord, EventWord) and hit.form.rsplit(".", 1)[-1] not in (
            "singular",
            "plural",
            "dual",
        ):
            plain = None
    if plain is None or document.language.stems(document.words[at])[0][1] != document.words[at]:
        return None
    return plain


def _describe(document: Document, count: Count, word: Hit, at: int) -> None:
    entry = word.entry
    if isinstance(entry, Quality):
        take_quality(count, word, at)
    elif isinstance(entry, GroupNoun) and (not count.group or count.group == "people") and not entry.rank and entry.group != "families":
        count.group, count.also = entry.group, entry.also
        count.group_at, count.group_rule = (at, at + word.length), f"group {entry.lemma}"


def turn_to_next(document: Document, count: Count) -> None:
    """Makes a count of the kin of somebody that of him: the father of the martyr … who was killed."""
    at = count.last
    noun = document.hit(at, GroupNoun) or document.hit(at + 1, GroupNoun)
    entry = noun.entry if noun is not None and noun.proclitic == document.language.grammar.article else None
    group = entry.group if isinstance(entry, GroupNoun) else "people"
    count.first, count.last, count.relation = at, at + 1, ""
    count.group, count.group_at, count.group_rule = group, (at, at + 1), f"group {entry.lemma}" if entry is not None else "none told"


def skip_marks(document: Document, at: int, last: int) -> int:
    while at < last and document.tokens[at].kind == "mark" and (document.words[at] in QUOTE_MARKS or document.words[at] in ")("):
        at += 1
    return at
