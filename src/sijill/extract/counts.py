"""Counted people in a sentence: numbers with what they count, duals, singulars, and plurals that a part can be taken of.

A count is only a candidate: `sijill.extract.effects` decides whether something is said to have become of those counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijill.language.document import Document, Sentence
from sijill.language.entries import BoundWord, CueWord, EffectWord, EventWord, GroupNoun, Particle, Quality, ThingNoun, TimeWord
from sijill.language.load import Hit
from sijill.record.found import Number
from sijill.record.interval import Bound, Interval

QUALIFIER_REACH = 6
QUOTE_MARKS = frozenset("«»“”„\"‘’'")
NAME_REACH = 6
UNNAMED = (Particle, EffectWord, CueWord, TimeWord, ThingNoun, Quality)
ONE, TWO = Interval(1, 1), Interval(2, 2)


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
    others: bool = False
    of_those: bool = False
    bare: bool = False
    unknown: bool = False
    definite: bool = False
    rank: bool = False
    adjective: bool = False
    named: bool = False
    figure_rule: str = ""


def find_counts(document: Document, sentence: Sentence, numbers: list[Number]) -> list[Count]:
    """The counts of a sentence in their order; `numbers` are those that lie in it."""
    found: list[Count] = []
    taken: set[int] = set()
    for number in numbers:
        if number.kind != "count" and not (number.kind == "other" and _right_after_effect(document, number)):
            taken.update(range(number.first, number.last))
            continue
        count = _numbered(document, sentence, number)
        taken.update(range(number.first, number.last))
        if count is not None:
            taken.update(range(count.first, count.last))
            found.append(count)
    named = _named_with_age(document, sentence, numbers)
    at = sentence.first
    while at < sentence.last:
        if at not in taken and (document.tokens[at].hits or at in named):
            count = named.get(at) or _worded(document, sentence, at)
            if count is not None and found and found[-1].kind != "plural" and at in (found[-1].last, found[-1].until) and _apposed(document, count):
                at = count.last
                continue
            if count is not None and count.last - 1 not in taken:
                found.append(count)
                at = count.last
                continue
        at += 1
    found.sort(key=lambda count: count.first)
    for count in found:
        _bound_after(document, sentence, count)
    return found


def _named_with_age(document: Document, sentence: Sentence, numbers: list[Number]) -> dict[int, Count]:
    """Persons told by a name and an age in brackets, without a noun: each is one, by the token at which the name begins."""
    found: dict[int, Count] = {}
    for number in numbers:
        opened = number.first - 1
        if number.kind != "age" or opened <= sentence.first or document.words[opened] != "(":
            continue
        first = opened
        while first > max(sentence.first, opened - NAME_REACH) and in_name(document, first - 1):
            first -= 1
            if begins_joined(document, first):
                break
        if opened - first >= 2 and not (document.hit(first - 1, GroupNoun) or document.hit(first, GroupNoun)):
            until = document.closers.get(opened, opened) + 1
            found[first] = Count(
                first=first, last=opened, until=until, kind="single", interval=ONE, group="people", generic=True, definite=True,
                named=True, group_at=(first, opened), group_rule="a name with an age", figure_rule="one named person",
            )  # fmt: skip
    return found


def in_name(document: Document, at: int) -> bool:
    """Whether a word may belong to the name of a person: nothing that the tables know as something else."""
    token = document.tokens[at]
    if token.kind != "word":
        return False
    return not any(isinstance(h.entry, UNNAMED) or isinstance(h.entry, GroupNoun) and not h.enclitic for h in token.hits)


def begins_joined(document: Document, at: int) -> bool:
    """Whether a word begins with a conjunction: it opens the next name of a series."""
    return document.words[at][:1] in document.language.grammar.conjunctions


def _bound_after(document: Document, sentence: Sentence, count: Count) -> None:
    """Opens a count upward where words after those counted say so: five new fighters at least."""
    if count.interval is None or count.bound is not Bound.EXACT:
        return
    for at in range(count.last, min(count.until + 2, sentence.last)):
        bound = document.entry(at, BoundWord)
        if bound is not None and bound.place in ("after", "either") and bound.bound == Bound.AT_LEAST.value:
            count.interval, count.bound = Interval(count.interval.low, None), Bound.AT_LEAST
            return
        if document.tokens[at].kind == "mark":
            return


def _apposed(document: Document, count: Count) -> bool:
    """Whether a noun right after another count only describes it: two children, brothers."""
    if document.role(count.first, "one_of") or document.role(count.first, "another"):
        return False
    hit = document.hit(count.first, GroupNoun) or _counted(document, count.first)
    return hit is not None and hit.proclitic in ("", document.language.grammar.article)


def _right_after_effect(document: Document, number: Number) -> bool:
    """Whether a number in brackets stands right after a word of effect: the wounding of (33)."""
    at = number.first - 1
    if at < 1 or document.words[at] != "(" or document.closers.get(at) != number.last:
        return False
    hit = document.hit(at - 1, EffectWord)
    return hit is not None and not hit.form.startswith("counted")


def _numbered(document: Document, sentence: Sentence, number: Number) -> Count | None:
    """A number with what it counts; None where that is a thing."""
    head = _skip_marks(document, number.last, sentence.last)
    count = Count(
        first=number.first, last=number.last, until=number.last, kind="number", interval=number.interval,
        bound=number.bound, figure_rule=number.rule or "number",
    )  # fmt: skip
    before = number.first - 1
    if before >= sentence.first and _stands_before(document, before, number):
        count.first = before
        _name(document, count, before)
        count.definite = document.words[number.first].startswith(document.language.grammar.article)
        count.until = _qualify(document, sentence, count, number.last)
        return count
    if head < sentence.last and document.role(head, "of_those"):
        count.of_those = True
        count.last = count.until = head + 1
        return count
    of = document.role(head, "of")
    if of is not None and of.proclitic == "":
        return _of_those(document, sentence, count, head + of.length)
    if head < sentence.last and document.role(head, "other"):
        count.others = True
        count.last = head + 1
        count.until = _qualify(document, sentence, count, count.last)
        return count
    if document.entry(head, ThingNoun) and not document.entry(head, GroupNoun) and not _counted(document, head):
        return None
    if head >= sentence.last or not _is_noun(document, head):
        count.bare = True
        return count
    if not _name(document, count, head):
        if document.tokens[head].hits and not _only_places(document, head):
            count.bare = True
            return count
        count.unknown = True
    count.last = head + 1
    if document.role(count.last, "other"):
        count.last += 1
        count.others = count.group == ""
    count.until = _qualify(document, sentence, count, count.last)
    return count


def _of_those(document: Document, sentence: Sentence, count: Count, at: int) -> Count | None:
    """N of such people: 364 of the fighters."""
    at = _skip_marks(document, at, sentence.last)
    if at >= sentence.last:
        count.bare = True
        return count
    if document.entry(at, ThingNoun) and not document.entry(at, GroupNoun) and not document.entry(at, Quality):
        return None
    quality, noun = document.hit(at, Quality), document.hit(at, GroupNoun)
    if quality is not None and noun is not None and quality.length > noun.length:
        _take_quality(count, quality, at)
    elif not _name(document, count, at):
        if quality is not None:
            _take_quality(count, quality, at)
        elif document.tokens[at].kind != "word":
            count.bare = True
            return count
        else:
            count.unknown = True
            count.bare = True
    hit = document.hit(at, GroupNoun) or document.hit(at, Quality)
    count.last = at + (hit.length if hit else 1)
    count.until = _qualify(document, sentence, count, count.last)
    return count


def _worded(document: Document, sentence: Sentence, at: int) -> Count | None:
    """A count that is in the noun itself: a dual, a singular; or a plural without a number, which is only a host."""
    hit = _counted(document, at) or document.hit(at, GroupNoun)
    one_of = document.role(at, "one_of")
    if one_of is not None and one_of.length == 1:
        return _one_of(document, sentence, at)
    if hit is None:
        return _another(document, at)
    forms = {h.form.rsplit(".", 1)[-1] for h in document.tokens[at].hits if h.entry is hit.entry}
    if forms == {"dual"} and document.hit(at, Quality) and not _opens_part(document, at - 1):
        return None
    if forms == {"forms"}:
        forms = {"singular"}
    count = Count(first=at, last=at + hit.length, until=at + hit.length, kind="single", interval=ONE, figure_rule="singular noun")
    _name(document, count, at)
    count.definite = hit.proclitic.endswith(document.language.grammar.article)
    if "dual" in forms and _is_dual(document, at, hit, forms):
        count.kind, count.interval, count.figure_rule = "dual", TWO, "dual noun"
    elif "singular" not in forms:
        count.kind, count.interval, count.figure_rule = "plural", None, ""
    if count.kind == "dual" and document.role(count.last, "other"):
        count.last += 1
    noun = hit.entry
    count.adjective = isinstance(noun, GroupNoun) and noun.adjective
    count.until = _qualify(document, sentence, count, count.last)
    return count


def _one_of(document: Document, sentence: Sentence, at: int) -> Count | None:
    """One of such people: one of the soldiers."""
    noun = _skip_marks(document, at + 1, sentence.last)
    if noun >= sentence.last or not (document.hit(noun, GroupNoun) or document.hit(noun, Quality)):
        return None
    count = Count(first=at, last=noun + 1, until=noun + 1, kind="single", interval=ONE, figure_rule="one of")
    if not _name(document, count, noun):
        quality = document.hit(noun, Quality)
        assert quality is not None
        _take_quality(count, quality, noun)
    count.own = None
    count.until = _qualify(document, sentence, count, count.last)
    return count


def _opens_part(document: Document, at: int) -> bool:
    return document.role(at, "partition") is not None


def _another(document: Document, at: int) -> Count | None:
    """Another one or two of those just named, told without a noun."""
    for role, interval, kind in (("another", ONE, "single"), ("two_others", TWO, "dual"), ("other", None, "plural")):
        if document.role(at, role):
            return Count(first=at, last=at + 1, until=at + 1, kind=kind, interval=interval, others=True, figure_rule=role.replace("_", " "))
    return None


def _is_dual(document: Document, at: int, hit: Hit, forms: set[str]) -> bool:
    """Whether a form that can be a dual is one here; where a plural or a singular is written alike, only with a sign."""
    word = document.words[at]
    if hit.enclitic:
        return forms == {"dual"}
    long_ending, _, bound_a, _ = (ending for _, ending in document.language.grammar.paradigms["nouns"]["dual"])
    if word.endswith(long_ending):
        return True
    following = document.tokens[at + 1] if at + 1 < len(document.tokens) else None
    next_hit = document.hit(at + 1, Quality) or document.hit(at + 1, ThingNoun)
    bound = bool(following and following.kind == "word" and next_hit and next_hit.proclitic in ("", document.language.grammar.article))
    if "plural" in forms:
        return False
    if isinstance(hit.entry, GroupNoun) and hit.entry.adjective:
        return word.endswith(document.language.grammar.paradigms["nouns"]["dual"][1][1]) and "singular" not in forms
    if "singular" in forms or word.endswith(bound_a):
        return bound and not document.hit(at, Quality)
    ending = document.language.grammar.paradigms["nouns"]["dual"][1][1]
    return word.endswith(ending) or bound


def _stands_before(document: Document, at: int, number: Number) -> bool:
    """Whether the noun before a number is what it counts: two after a dual, a number with the article after a plural."""
    noun = document.hit(at, GroupNoun) or _counted(document, at)
    if noun is None or number.interval.low != number.interval.high:
        return False
    if number.interval == ONE and document.role(at - 1, "of"):
        return False
    if document.role(number.last, "of") and number.interval != TWO or document.hit(number.last, GroupNoun) or _counted(document, number.last):
        return False
    forms = {h.form.rsplit(".", 1)[-1] for h in document.tokens[at].hits if h.entry is noun.entry}
    article = document.language.grammar.article
    if number.interval == TWO:
        return "dual" in forms
    if number.interval == ONE:
        return "singular" in forms
    defined = document.words[number.first].startswith(article) and noun.proclitic.endswith(article)
    return defined and "plural" in forms and document.tokens[number.first].kind == "word"


def _name(document: Document, count: Count, at: int) -> bool:
    """Whether the noun at a token is one for people; then the count takes its group, or its own effect."""
    effect = _counted(document, at)
    noun = document.hit(at, GroupNoun)
    if effect is not None:
        count.own, count.own_at = effect, at
        count.generic = True
        count.group_at, count.group_rule = (at, at + effect.length), f"effect {effect.entry.lemma}"
        entry = effect.entry
        if isinstance(entry, EffectWord) and entry.group:
            count.group = entry.group
    if noun is not None and isinstance(noun.entry, GroupNoun) and (effect is None or noun.entry.group in ("prisoners", "refugees")):
        entry_ = noun.entry
        count.group, count.also, count.sex = entry_.group, entry_.also, entry_.sex
        count.relation, count.rank = entry_.relation, entry_.rank
        count.generic = entry_.generic or entry_.group == "people" or effect is not None
        count.group_at, count.group_rule = (at, at + noun.length), f"group {entry_.lemma}"
    return effect is not None or noun is not None


def _take_quality(count: Count, quality: Hit, at: int) -> None:
    entry = quality.entry
    assert isinstance(entry, Quality)
    if count.group and not count.generic and count.group not in ("people", "combatants") and count.group != entry.group:
        count.also = (*count.also, entry.group)
        return
    count.group = entry.group
    count.group_at, count.group_rule = (at, at + quality.length), f"quality {entry.lemma}"


def _qualify(document: Document, sentence: Sentence, count: Count, at: int) -> int:
    """How far the words that describe those counted reach; a generic noun takes its group from them."""
    limit = min(at + QUALIFIER_REACH, sentence.last)
    until, opened, settled = at, False, False
    while at < limit:
        token = document.tokens[at]
        if token.kind == "mark":
            if token.word in QUOTE_MARKS:
                at += 1
                continue
            break
        if token.kind != "word" or document.role(at, "partition") or document.role(at, "other"):
            break
        of = document.role(at, "of")
        if of is not None and of.proclitic == "":
            opened = True
            at += of.length
            continue
        word = _describing(document, at)
        if word is None:
            break
        if word is not _PLAIN and not settled:
            settled = getattr(word.entry, "group", "") != "people"
            if count.generic or not count.group or isinstance(word.entry, Quality) and word.proclitic == "" and not opened:
                _describe(document, count, word, at)
        at += word.length
        until = at
    return until


_PLAIN = Hit(GroupNoun(lemma="", group=""), "")


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
        if kind in (EffectWord, CueWord, Particle, TimeWord, EventWord) and hit.form.rsplit(".", 1)[-1] not in ("singular", "plural", "dual"):
            plain = None
    if plain is None or document.language.stems(document.words[at])[0][1] != document.words[at]:
        return None
    return plain


def _describe(document: Document, count: Count, word: Hit, at: int) -> None:
    entry = word.entry
    if isinstance(entry, Quality):
        _take_quality(count, word, at)
    elif isinstance(entry, GroupNoun) and (not count.group or count.group == "people") and not entry.rank and entry.group != "families":
        count.group, count.also = entry.group, entry.also
        count.group_at, count.group_rule = (at, at + word.length), f"group {entry.lemma}"


def _counted(document: Document, at: int) -> Hit | None:
    """The effect noun that is itself counted at a token (the dead, a wounded), or None."""
    if not 0 <= at < len(document.tokens):
        return None
    for hit in document.tokens[at].hits:
        if type(hit.entry) is EffectWord and hit.form.startswith("counted"):
            return hit
    return None


def _is_noun(document: Document, at: int) -> bool:
    """Whether a word may name what a number counts: no function word, verb of saying, or word with a conjunction."""
    token = document.tokens[at]
    if token.kind != "word" or document.words[at] in document.language.grammar.conjunctions:
        return False
    if document.entry(at, GroupNoun) or _counted(document, at):
        hit = document.hit(at, GroupNoun) or _counted(document, at)
        return hit is not None and hit.proclitic in ("", document.language.grammar.article)
    word, grammar = document.words[at], document.language.grammar
    if not token.hits and (word[:1] in grammar.conjunctions or word.endswith(grammar.paradigms["past"]["mp"][0][1])):
        return False
    return not any(type(h.entry) in (Particle, TimeWord, CueWord) for h in token.hits)


def _only_places(document: Document, at: int) -> bool:
    return all(type(h.entry) not in (EffectWord, CueWord, Particle, TimeWord, ThingNoun) for h in document.tokens[at].hits)


def _skip_marks(document: Document, at: int, last: int) -> int:
    while at < last and document.tokens[at].kind == "mark" and (document.words[at] in QUOTE_MARKS or document.words[at] in ")("):
        at += 1
    return at
