"""A number with what it counts: 60 people, 364 of the fighters, two of them, the three soldiers."""

from __future__ import annotations

from sijill.extract.count_nouns import AFTER_NUMBER, ONE, TWO, Count, counted_effect, qualify, skip_marks, take_name, take_quality
from sijill.language.document import Document, Sentence
from sijill.language.entries import CueWord, EffectWord, GroupNoun, NumberWord, Particle, Quality, ThingNoun, TimeWord
from sijill.record.found import Number


def numbered(document: Document, sentence: Sentence, number: Number) -> Count | None:
    """A number with what it counts; None where that is a thing."""
    head = skip_marks(document, number.last, sentence.last)
    count = Count(
        first=number.first, last=number.last, until=number.last, kind="number", interval=number.interval,
        bound=number.bound, figure_rule=number.rule or "number",
    )  # fmt: skip
    before = number.first - 1
    if before >= sentence.first and _stands_before(document, before, number):
        count.first = before
        take_name(document, count, before)
        owned = document.hit(before, GroupNoun)
        named = document.words[number.first].startswith(document.language.grammar.article)
        count.definite = named and not (owned is not None and owned.enclitic)
        count.until = qualify(document, sentence, count, number.last)
        return count
    if _of_the_whole(document, number):
        return None
    if document.role(head, "ratio") or any(document.role(number.first - back, "ratio") for back in (2, 3)):
        return None
    if head < sentence.last and document.role(head, "of_those"):
        count.of_those = True
        count.last = head + 1
        count.until = qualify(document, sentence, count, head + 1)
        return count
    if _points_back(document, number):
        return None
    if _either(document, count, head):
        count.until = qualify(document, sentence, count, count.last)
        return count
    of = document.role(head, "of")
    if of is not None and of.proclitic == "":
        return _of_those(document, sentence, count, head + of.length)
    if head < sentence.last and document.role(head, "other"):
        count.others = True
        count.last = head + 1
        count.until = qualify(document, sentence, count, count.last)
        if not count.group and document.role(count.last, "of"):
            _of_family(document, count, count.last + 1)
        return count
    thing = document.hit(head, ThingNoun)
    named = thing is not None and thing.proclitic in ("", document.language.grammar.article)
    if named and not document.entry(head, GroupNoun) and not counted_effect(document, head, True):
        return None
    vague = document.hit(number.last - 1, NumberWord) if number.rule == "vague" else None
    alone = vague is not None and vague.proclitic.endswith(document.language.grammar.article)
    if head >= sentence.last or not _is_noun(document, head) or (alone and document.hit(head, EffectWord)):
        count.bare = True
        return count
    if _follows_a_name(document, head, number):
        return None
    if not take_name(document, count, head, after_number=True):
        if document.tokens[head].hits and not _only_places(document, head):
            count.bare = True
            return count
        count.unknown = True
    count.last = count.own_at + count.own.length if count.own is not None else head + 1
    if document.role(count.last, "other"):
        count.last += 1
        count.others = count.group == ""
    count.until = qualify(document, sentence, count, count.last)
    return count


def _follows_a_name(document: Document, at: int, number: Number) -> bool:
    """Whether a noun after a number is not what it counts: one with the article and in the singular (brigade 444 Colonel)."""
    hit = document.hit(at, GroupNoun)
    low = number.interval.low
    article = document.language.grammar.article
    return hit is not None and hit.proclitic.endswith(article) and hit.form == "singular" and (low or 0) > 2


def _points_back(document: Document, number: Number) -> bool:
    """Whether a number with the article only points to people counted before: the five."""
    word = document.hit(number.first, NumberWord)
    return (
        number.rule != "vague" and word is not None and word.proclitic.endswith(document.language.grammar.article) and word.proclitic != ""
    )


def _of_the_whole(document: Document, number: Number) -> bool:
    """Whether digits with the article only tell of how many a part is: eight of the 54 men."""
    at = number.first - 1
    return at > 1 and document.words[at] == document.language.grammar.article and document.role(at - 2, "of") is not None


def _either(document: Document, count: Count, at: int) -> bool:
    """Whether a number counts the dead and wounded as one: a hundred between dead and wounded."""
    for hit in document.tokens[at].hits if at < len(document.tokens) else ():
        if type(hit.entry) is EffectWord and hit.length > 1 and hit.entry.effect == "casualties":
            count.own, count.own_at, count.generic = hit, at, True
            count.last = at + hit.length
            count.group_at, count.group_rule = (at, count.last), f"effect {hit.entry.lemma}"
            return True
    return False


def _of_those(document: Document, sentence: Sentence, count: Count, at: int) -> Count | None:
    """N of such people: 364 of the fighters."""
    at = skip_marks(document, at, sentence.last)
    if at >= sentence.last:
        count.bare = True
        return count
    if (
        document.entry(at, ThingNoun)
        and not document.role(at, "sides")
        and not document.entry(at, GroupNoun)
        and not document.entry(at, Quality)
    ):
        return None
    quality, noun = document.hit(at, Quality), document.hit(at, GroupNoun)
    if quality is not None and noun is not None and quality.length > noun.length:
        take_quality(count, quality, at)
    elif not take_name(document, count, at):
        if quality is not None:
            take_quality(count, quality, at)
        elif document.tokens[at].kind != "word":
            count.bare = True
            return count
        else:
            count.unknown = True
            count.bare = True
    _of_family(document, count, at)
    hit = document.hit(at, GroupNoun) or document.hit(at, Quality)
    count.last = at + (hit.length if hit else 1)
    count.until = qualify(document, sentence, count, count.last)
    return count


def _of_family(document: Document, count: Count, at: int) -> None:
    """Some of one family are people, no families: three of his family."""
    noun = document.hit(at, GroupNoun)
    if noun is not None and isinstance(noun.entry, GroupNoun) and noun.entry.group == "families" and noun.form.endswith("singular"):
        count.group, count.also, count.generic = "people", (), True
        count.group_at, count.group_rule = (at, at + noun.length), f"of one {noun.entry.lemma}"


def _stands_before(document: Document, at: int, number: Number) -> bool:
    """Whether the noun before a number is what it counts: two after a dual, a number with the article after a plural."""
    noun = document.hit(at, GroupNoun) or counted_effect(document, at)
    if noun is None or number.interval.low != number.interval.high:
        return False
    if number.interval == ONE and document.role(at - 1, "of"):
        return False
    if (
        (document.role(number.last, "of") and number.interval != TWO)
        or document.hit(number.last, GroupNoun)
        or counted_effect(document, number.last)
    ):
        return False
    forms = {h.form.rsplit(".", 1)[-1] for h in document.tokens[at].hits if h.entry is noun.entry}
    article = document.language.grammar.article
    if number.interval == TWO:
        return "dual" in forms
    if number.interval == ONE:
        return "singular" in forms
    defined = document.words[number.first].startswith(article) and (noun.proclitic.endswith(article) or noun.enclitic != "")
    return defined and "plural" in forms and document.tokens[number.first].kind == "word"


def right_after_effect(document: Document, number: Number) -> bool:
    """Whether a number in brackets stands right after a word of effect: the wounding of (33)."""
    at = number.first - 1
    if at < 1 or document.words[at] != "(" or document.closers.get(at) != number.last:
        return False
    hit = document.hit(at - 1, EffectWord)
    return hit is not None and (hit.form == AFTER_NUMBER or not hit.form.startswith("counted"))


def _is_noun(document: Document, at: int) -> bool:
    """Whether a word may name what a number counts: no function word, verb of saying, or word with a conjunction."""
    token = document.tokens[at]
    if token.kind != "word" or document.words[at] in document.language.grammar.conjunctions:
        return False
    if document.entry(at, GroupNoun) or counted_effect(document, at, True):
        hit = document.hit(at, GroupNoun) or counted_effect(document, at, True)
        return hit is not None and hit.proclitic in ("", document.language.grammar.article)
    word, grammar = document.words[at], document.language.grammar
    if not token.hits and (word[:1] in grammar.conjunctions or word.endswith(grammar.paradigms["past"]["mp"][0][1])):
        return False
    if token.hits and all(h.proclitic[:1] in grammar.conjunctions and h.proclitic for h in token.hits):
        return False
    return not any(type(h.entry) in (Particle, TimeWord, CueWord) for h in token.hits)


def _only_places(document: Document, at: int) -> bool:
    return all(type(h.entry) not in (EffectWord, CueWord, Particle, TimeWord, ThingNoun) for h in document.tokens[at].hits)
