"""Names of persons: which words can belong to one, and persons told by a name and an age alone."""

from __future__ import annotations

from sijill.extract.count_nouns import ONE, Count
from sijill.language.document import Document, Sentence
from sijill.language.entries import (
    CueWord,
    EffectWord,
    GroupNoun,
    NumberWord,
    Particle,
    Quality,
    ThingNoun,
    TimeWord,
    VoiceNoun,
)
from sijill.record.found import Number

NAME_REACH = 6
UNNAMED = (Particle, EffectWord, CueWord, TimeWord, ThingNoun, Quality, NumberWord)
# nouns of voices that name no person: a council, a source, a report
IMPERSONAL = frozenset({"body", "source", "document", "report"})


def named_with_age(document: Document, sentence: Sentence, numbers: list[Number]) -> dict[int, Count]:
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
    if is_given(document, at):
        return True
    return not any(isinstance(h.entry, UNNAMED) or (isinstance(h.entry, GroupNoun) and not h.enclitic) for h in token.hits)


def is_given(document: Document, at: int) -> bool:
    """Whether a word is a given name that is folded like a preposition, told by its spelling."""
    hit, token = document.role(at, "or_name"), document.tokens[at]
    return hit is not None and hit.proclitic == "" and document.text.content[token.start : token.end] == hit.entry.lemma


def opens_name(document: Document, at: int) -> bool:
    """Whether a word may be the first of a name: no noun of a body or of kin, none with a conjunction before its article."""
    hits, grammar = document.tokens[at].hits, document.language.grammar
    if any(isinstance(h.entry, VoiceNoun) and h.entry.sort in IMPERSONAL for h in hits):
        return False
    if any(isinstance(h.entry, GroupNoun) and h.entry.relation and h.enclitic for h in hits):
        return False
    if is_given(document, at):
        return at + 1 < len(document.words) and not document.words[at + 1].startswith(grammar.article)
    return not any(document.words[at].startswith(letter + grammar.article) for letter in grammar.conjunctions)


def begins_joined(document: Document, at: int) -> bool:
    """Whether a word begins with a conjunction: it opens the next name of a series."""
    return document.words[at][:1] in document.language.grammar.conjunctions
