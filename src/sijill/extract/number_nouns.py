"""The nouns that numbers count, and those that only look so: persons, things, what is part of a body or a place."""

from __future__ import annotations

from sijill.extract.number_words import Told, Words
from sijill.language.entries import EffectWord, GroupNoun, ThingNoun
from sijill.language.load import Hit

BODIES = frozenset({"body"})


def counted_noun(words: Words, told: Told) -> Hit | None:
    """The person or thing noun that a number counts, after a partitive or not; a plural after 3 to 10 where both fit."""
    bare = told.digits and words.article not in told.proclitic
    at = told.last
    for _ in range(2):
        if at >= len(words.document.tokens):
            return None
        person, thing = _nouns(words, at)
        if thing and _is_counted(words, thing, bare, at > told.last):
            few = 3 <= told.low <= 10 and thing.form == "plural"
            if person is None or (few and "plural" not in person.form and "sound" not in person.form):
                return thing
        if person:
            return person
        if not words.mark(at, "of") and not (told.digits and words.document.words[at] == "/"):
            return None
        at += 1
    return None


def _is_counted(words: Words, thing: Hit, bare: bool, partitive: bool) -> bool:
    """Whether a thing noun is what the number counts: "3 of the brigade", "20 of the town" and "in 2012 the town" are not."""
    if not isinstance(thing.entry, ThingNoun):
        return False
    measure = thing.entry.kind not in (*BODIES, "thing")
    if partitive:
        return measure or (thing.entry.kind not in BODIES and thing.form == "plural")
    return measure or not (bare and words.article in thing.proclitic)


def _nouns(words: Words, at: int) -> tuple[Hit | None, Hit | None]:
    """The first person noun and the first thing noun that a token stands for."""
    person: Hit | None = None
    thing: Hit | None = None
    for hit in words.document.tokens[at].hits:
        entry = hit.entry
        if hit.proclitic and hit.proclitic != words.article:
            continue
        if person is None and (isinstance(entry, GroupNoun) or (isinstance(entry, EffectWord) and hit.form.startswith("counted"))):
            person = hit
        elif thing is None and isinstance(entry, ThingNoun):
            thing = hit
    return person, thing


def thing_only(words: Words, at: int) -> str | None:
    if at < 0:
        return None
    document = words.document
    if document.entry(at, GroupNoun) or document.entry(at, EffectWord):
        return None
    thing = document.entry(at, ThingNoun)
    return thing.kind if thing else None


def accusative(words: Words, at: int) -> bool:
    """Whether a word ends like the accusative of a counted noun."""
    text = words.document.words
    ending = words.document.language.grammar.paradigms.get("nouns", {}).get("accusative")
    return at < len(text) and ending is not None and len(text[at]) > 3 and text[at].endswith(ending[0][1])
