"""What each token is to the reader of voices: its cue, voice noun, particle roles, clitics; worked out once a word."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from sijill.language.document import Document, Token
from sijill.language.entries import (
    CueWord,
    EffectWord,
    EventWord,
    GroupNoun,
    HedgeWord,
    NumberWord,
    Particle,
    PlaceNoun,
    ThingNoun,
    TimeWord,
    Via,
    VoiceNoun,
)  # fmt: skip
from sijill.language.inflect import Grammar
from sijill.language.load import Hit, Language

MOST_KEPT = 200_000
VERBS = ("past", "present")
MASDAR = "masdar"
PLURALS = ("plural", "sound", "dual", "collective")
# persons whose spelling is some other word more often than a verb of saying in the news
UNUSED_PERSONS = ("past.fp", "past.md", "present.fp", "present.we")
DAYS = frozenset({"month", "hijri_month", "weekday", "day"})
NAMES = VoiceNoun | GroupNoun | PlaceNoun
BEARERS = frozenset({VoiceNoun, CueWord, EffectWord, EventWord, GroupNoun, PlaceNoun, Particle})
FREE_ROLES = frozenset(
    {"happening", "partition", "relative", "moment", "office", "same", "demonstrative", "measure", "occasion", "adjunct", "department"}
)


@dataclass(slots=True)
class Sign:
    """The parts that one word can play. Lengths count tokens; `conjunction` and `preposition` are written with it."""

    cue: CueWord | None = None
    form: str = ""
    cue_length: int = 1
    cue_enclitic: str = ""
    voice: VoiceNoun | None = None
    voice_length: int = 1
    plural: bool = False
    many: bool = False
    roles: dict[str, int] = field(default_factory=dict)
    via: str = ""
    via_length: int = 1
    hedge: HedgeWord | None = None
    time: bool = False
    number: bool = False
    happening: bool = False
    verb: bool = False
    noun: bool = False
    place: bool = False
    definite: bool = False
    conjunction: bool = False
    preposition: str = ""
    proclitic: str = ""


@dataclass
class Lexicon:
    """The signs of words already met and the folded complements of cues, for one language."""

    language: Language
    known: dict[str, Sign] = field(default_factory=dict)
    takes: dict[int, frozenset[str]] = field(default_factory=dict)
    splits: dict[str, tuple[bool, str, bool]] = field(default_factory=dict)

    def split(self, proclitic: str) -> tuple[bool, str, bool]:
        """Whether letters written before a word hold a conjunction, their preposition, whether an article follows."""
        found = self.splits.get(proclitic)
        if found is None:
            found = self.splits[proclitic] = _split(proclitic, self.language.grammar)
        return found

    @cached_property
    def accusative(self) -> str:
        """The ending of an indefinite accusative, empty where the language has none."""
        rows = self.language.grammar.paradigms.get("nouns", {}).get("accusative", [])
        return rows[0][1] if rows else ""

    @cached_property
    def speaking(self) -> CueWord | None:
        """The plainest cue of the language: the first of its table that asserts."""
        return next((e for e in self.language.entries if isinstance(e, CueWord) and e.act == "assert"), None)

    def taken(self, cue: CueWord) -> frozenset[str]:
        """The prepositions that open what is said after a cue, folded."""
        found = self.takes.get(id(cue))
        if found is None:
            found = self.takes[id(cue)] = frozenset(self.language.fold.word(word) for word in cue.takes)
        return found


@lru_cache(maxsize=8)
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language; one is kept for each language object."""
    return Lexicon(language)


def read_signs(document: Document) -> list[Sign]:
    """The sign of every token, in order."""
    words = lexicon(document.language)
    known = words.known
    if len(known) > MOST_KEPT:
        known.clear()
    signs: list[Sign] = []
    for token in document.tokens:
        hits = token.hits
        if hits and hits[0].length > 1:
            signs.append(_sign(token, words))
            continue
        sign = known.get(token.word)
        if sign is None:
            sign = known[token.word] = _sign(token, words)
        signs.append(sign)
    return signs


def _sign(token: Token, words: Lexicon) -> Sign:
    sign = Sign()
    if token.kind == "number":
        sign.number = True
    if token.kind != "word":
        return sign
    for hit in token.hits:
        if hit.length == 1 and not sign.proclitic and type(hit.entry) in BEARERS and not _is_odd(hit, words):
            sign.proclitic = hit.proclitic
        _add(sign, hit, words)
    if not sign.proclitic:
        sign.proclitic = _article_of(token.word, words.language.grammar)
    sign.conjunction, sign.preposition, sign.definite = words.split(sign.proclitic)
    if sign.roles.get("adjunct", 1) > 1:
        sign.roles.pop("break", None)
    if (
        sign.cue is not None
        and sign.conjunction
        and any(h.length == 1 and not h.proclitic and isinstance(h.entry, NAMES) for h in token.hits)
    ):
        sign.cue = None
    if sign.cue is not None and sign.form == "participle.ms" and not token.word.endswith(words.accusative):
        sign.cue = None
    return sign


def _is_odd(hit: Hit, words: Lexicon) -> bool:
    """Whether a verb would stand with a preposition: the letters are not one."""
    if not words.split(hit.proclitic)[1]:
        return False
    if isinstance(hit.entry, Particle):
        return hit.entry.role not in FREE_ROLES
    return "." in hit.form and isinstance(hit.entry, EffectWord | EventWord | CueWord)


def _add(sign: Sign, hit: Hit, words: Lexicon) -> None:
    entry = hit.entry
    if isinstance(entry, Particle):
        _add_particle(sign, hit, entry, words)
    elif isinstance(entry, CueWord):
        _add_cue(sign, hit, entry, words)
    elif isinstance(entry, VoiceNoun):
        if sign.voice is None:
            sign.voice, sign.voice_length, sign.plural = entry, hit.length, hit.form in PLURALS
            if hit.length > 1:
                sign.proclitic = hit.proclitic
    elif isinstance(entry, Via):
        if not sign.via:
            sign.via, sign.via_length = entry.via, hit.length
    elif isinstance(entry, HedgeWord):
        sign.hedge = sign.hedge or entry
    elif isinstance(entry, EffectWord | EventWord):
        sign.happening = sign.happening or hit.form == MASDAR
        sign.verb = sign.verb or ("." in hit.form and "counted" not in hit.form)
    elif isinstance(entry, TimeWord):
        sign.time = sign.time or entry.role in DAYS
    elif isinstance(entry, NumberWord):
        sign.number = True
    elif isinstance(entry, PlaceNoun):
        sign.place = sign.place or entry.role == "cue"
    elif isinstance(entry, GroupNoun | ThingNoun):
        sign.noun = True
        sign.many = sign.many or (isinstance(entry, GroupNoun) and hit.form in PLURALS)


def _add_particle(sign: Sign, hit: Hit, entry: Particle, words: Lexicon) -> None:
    conjunction, preposition, article = words.split(hit.proclitic)
    free = entry.role in FREE_ROLES
    if hit.proclitic and not free and (preposition or article or not conjunction or hit.proclitic.endswith(words.language.grammar.future)):
        return
    sign.roles.setdefault("auxiliary" if entry.role == "background" else entry.role, hit.length)
    sign.happening = sign.happening or entry.role == "happening"


def _add_cue(sign: Sign, hit: Hit, entry: CueWord, words: Lexicon) -> None:
    if sign.cue is not None or hit.form.endswith(UNUSED_PERSONS) or (hit.enclitic and hit.form.startswith("participle")):
        return
    _, preposition, article = words.split(hit.proclitic)
    if article or (preposition and hit.form.startswith(VERBS)):
        return
    sign.cue, sign.form, sign.cue_length, sign.cue_enclitic = entry, hit.form, hit.length, hit.enclitic


def _article_of(word: str, grammar: Grammar) -> str:
    for proclitic, rest in grammar.stems(word):
        if proclitic.endswith(grammar.article) and len(rest) > 2:
            return proclitic
        if proclitic and proclitic.endswith(grammar.article_after_lam + grammar.article):
            return proclitic
    return ""


def _split(proclitic: str, grammar: Grammar) -> tuple[bool, str, bool]:
    rest, conjunction = proclitic, False
    for letter in grammar.conjunctions:
        if rest.startswith(letter):
            rest, conjunction = rest[len(letter) :], True
            break
    article = bool(grammar.article) and rest.endswith(grammar.article)
    if article:
        rest = rest[: -len(grammar.article)]
    return conjunction, "" if rest == grammar.future else rest, article
