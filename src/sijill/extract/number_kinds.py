"""What a number is where it is not a count: a day, a year, an age, an hour, a brigade, money, a share, a score.

Each question looks at a few tokens beside the number. The first that says yes decides.
"""

from __future__ import annotations

from collections.abc import Callable

from sijill.extract.number_words import Told, Words
from sijill.language.entries import EffectWord, GroupNoun, Particle, ThingNoun, TimeWord
from sijill.language.load import Hit

YEARS = (1900, 2100)
HIJRI_YEARS = (1300, 1500)
MONTHS = frozenset({"month", "hijri_month"})
BODIES = frozenset({"body"})
DASHES = frozenset("-–—−_")
MONEY_SIGNS = frozenset("$€£")
SHARED = frozenset({"date", "id", "age", "clock", "percent", "money", "distance", "duration", "thing"})

Question = Callable[[Words, Told], str | None]


def kind_of(words: Words, told: Told, bounded: bool) -> str:
    """The kind of a number, count where nothing speaks against it. Percent signs are taken into its tokens."""
    for question in QUESTIONS:
        kind = question(words, told)
        if kind:
            return "thing" if kind in BODIES else kind
    if told.digits and not bounded and _is_year(words, told):
        return "date"
    return "count"


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


def month_at(words: Words, at: int) -> int:
    """How many tokens the month name at a token takes, 0 where there is none."""
    if 0 <= at < len(words.document.tokens):
        for hit in words.document.tokens[at].hits:
            if isinstance(hit.entry, TimeWord) and hit.entry.role in MONTHS:
                return hit.length
    return 0


def _percent(words: Words, told: Told) -> str | None:
    text = words.document.words
    if told.rule == "vague":
        return None
    if told.last < len(text) and text[told.last] == "%":
        told.last += 1
        return "percent"
    found = words.mark(told.last, "percent")
    if found:
        told.last += found[1].length
        return "percent"
    if told.first and text[told.first - 1] == "%" and not (told.first > 1 and words.document.tokens[told.first - 2].kind == "number"):
        told.first -= 1
        return "percent"
    return None


def _fraction(words: Words, told: Told) -> str | None:
    if told.rule != "fraction":
        return None
    if told.proclitic.startswith(words.conjunction or " ") and _thing_only(words, told.first - 1):
        return "other"
    noun = counted_noun(words, told)
    if noun and isinstance(noun.entry, ThingNoun) and noun.entry.kind != "territory":
        return noun.entry.kind
    return "percent"


def _clock(words: Words, told: Told) -> str | None:
    text = words.document.words
    if not told.digits and not words.mark(told.first - 1, "clock"):
        return None
    colon = told.last < len(text) - 1 and text[told.last] == ":" and words.document.tokens[told.last + 1].kind == "number"
    if colon and words.document.tokens[told.last].glued and words.document.tokens[told.last + 1].glued:
        told.last += 2
        return "clock"
    for at in (told.first - 1, told.first - 2):
        mark = words.mark(at, "clock")
        if mark and mark[0].place == "before" and told.low <= 24 and (at == told.first - 1 or text[at + 1] == words.article):
            return "clock"
    mark = words.mark(told.last, "clock")
    return "clock" if mark and mark[0].place == "after" and told.low <= 24 else None


def _date(words: Words, told: Told) -> str | None:
    at = told.last
    while at < told.last + 2 and (found := words.mark(at, "of")):
        if month_at(words, at):
            break
        at += found[1].length
    if told.low <= 31 and month_at(words, at):
        return "date"
    if _after_month(words, told) and ((told.low <= 31 and told.digits) or _could_be_year(told)):
        return "date"
    return _marked_date(words, told) or _slashed(words, told)


def _marked_date(words: Words, told: Told) -> str | None:
    before = words.mark(told.first - 1, "date", "day")
    if before and told.rule != "vague":
        by_year = before[0].kind == "date" and (_could_be_year(told) or 30 <= told.low <= 99) and told.digits
        by_day = before[0].kind == "day" and told.low <= 31
        if (by_year or by_day) and not counted_noun(words, told):
            return "date"
    era = words.mark(told.last, "year")
    return "date" if era and told.digits and told.low > 1000 else None


def _after_month(words: Words, told: Told) -> bool:
    return month_at(words, told.first - 1) == 1 or month_at(words, told.first - 2) == 2


def _could_be_year(told: Told) -> bool:
    return YEARS[0] <= told.low <= YEARS[1] or HIJRI_YEARS[0] <= told.low <= HIJRI_YEARS[1]


def _slashed(words: Words, told: Told) -> str | None:
    """Numbers in a row with slashes or dashes: 13/12/2016, 06-07-2022, 5+1."""
    tokens, text = words.document.tokens, words.document.words
    if not told.digits:
        return None
    for mark, other in ((told.first - 1, told.first - 2), (told.last, told.last + 1)):
        if not (0 <= mark < len(text) and 0 <= other < len(text)):
            continue
        numeric = tokens[other].kind == "number"
        if text[mark] == "/" and (numeric or month_at(words, other)):
            return "date"
        if text[mark] == "+" and numeric:
            return "other"
        if text[mark] == "." and numeric and tokens[max(mark, other)].glued and tokens[mark].glued:
            return "date"
    return _dashed(words, told)


def _dashed(words: Words, told: Told) -> str | None:
    """Three numbers joined by dashes are a date."""
    tokens, text = words.document.tokens, words.document.words
    run = 1
    for step in (-1, 1):
        at = told.first + 2 * step
        while (
            0 <= at < len(text)
            and run < 3
            and tokens[at].kind == "number"
            and text[at - step] in DASHES
            and tokens[max(at, at - step)].glued
        ):
            run += 1
            at += 2 * step
    return "date" if run == 3 else None


def _age(words: Words, told: Told) -> str | None:
    tokens = words.document.tokens
    noun = counted_noun(words, told)
    years = noun is not None and isinstance(noun.entry, ThingNoun) and noun.entry.kind == "duration"
    ends = told.last >= len(tokens) or tokens[told.last].kind != "word"
    if told.first and tokens[told.first - 1].word == "(":
        if years:
            return "age"
        harmed = words.document.entry(told.first - 2, EffectWord)
        if not harmed and told.digits and told.low <= 110 and told.last < len(tokens) and tokens[told.last].word == ")":
            return "other"
    if not (years or ends):
        return None
    for at in range(told.first - 1, max(told.first - 6, -1), -1):
        if tokens[at].kind not in ("word", "number"):
            break
        mark = words.mark(at, "age")
        if mark and told.first - at - mark[1].length <= mark[0].reach:
            return "age"
    return None


def _noun(words: Words, told: Told) -> str | None:
    """The kind of the thing counted: after the number, or before a number that agrees with it."""
    document = words.document
    if told.first and (document.words[told.first - 1] in MONEY_SIGNS):
        return "money"
    if told.last < len(document.words) and document.words[told.last] in MONEY_SIGNS:
        return "money"
    noun = counted_noun(words, told)
    if noun:
        return noun.entry.kind if isinstance(noun.entry, ThingNoun) else None
    at = told.first - 1
    article = told.digits and at >= 0 and document.words[at] == words.article
    before = _thing_only(words, at - 1 if article else at)
    if before and (told.low <= 2 or article or words.article in told.proclitic) and told.rule != "vague":
        return before
    mark = words.mark(at, "distance")
    return "distance" if mark and mark[0].place == "before" and told.digits else None


def _thing_only(words: Words, at: int) -> str | None:
    if at < 0:
        return None
    document = words.document
    if document.entry(at, GroupNoun) or document.entry(at, EffectWord):
        return None
    thing = document.entry(at, ThingNoun)
    return thing.kind if thing else None


def _one(words: Words, told: Told) -> str | None:
    """One counts after its noun, not before "of", nor where its noun follows a preposition (in one day)."""
    if told.low != 1 or told.digits or not words.number(told.first, "one") or told.rule != "words":
        return None
    if words.mark(told.last, "of") or _is_one_of(words, told):
        return "other"
    before = words.document.entry(told.first - 2, Particle)
    within = (before and before.role == "preposition") or words.mark(told.first - 2, "of")
    return "other" if within else None


def _is_one_of(words: Words, told: Told) -> bool:
    """Whether what looks like "one" is "and one of", told by the hamza that folding took."""
    token = words.document.tokens[told.first]
    raw = [c for c in words.document.text.content[token.start : token.end] if c.isalpha()]
    return len(raw) > 1 and raw[0] == token.word[0] and raw[1] != token.word[1]


def _identifier(words: Words, told: Told) -> str | None:
    if not told.digits:
        return None
    tokens, at = words.document.tokens, told.first - 1
    if told.last < len(tokens) and tokens[told.last].glued and tokens[told.last].word.isascii() and tokens[told.last].kind == "word":
        return "id"
    if at < 0:
        return None
    if (
        tokens[at].word in DASHES
        and at
        and (tokens[at - 1].word.isascii() or len(tokens[at - 1].word) <= 3)
        and tokens[at - 1].kind == "word"
    ):
        return "id"
    if tokens[at].kind == "word" and tokens[told.first].glued and _is_name_part(words, at):
        return "id"
    if counted_noun(words, told) or _accusative(words, told.last):
        return None
    for back in range(at, max(at - 4, -1), -1):
        if tokens[back].kind != "word":
            break
        mark = words.mark(back, "id")
        if mark and at - back - mark[1].length + 1 <= mark[0].reach:
            return "id"
    return None


def _quoted_name(words: Words, told: Told) -> bool:
    """Whether digits end a name in quotation marks ("Station 24")."""
    document = words.document
    for at in range(told.first - 1, max(told.first - 4, -1), -1):
        if document.tokens[at].kind != "word":
            return at < told.first - 1 and document.closers.get(at) == told.last
        if document.entry(at, EffectWord) or document.entry(at, GroupNoun):
            return False
    return False


def _is_name_part(words: Words, at: int) -> bool:
    """Whether letters glued before digits belong to a name (F16, M4) rather than being a clitic or a missing space."""
    word = words.document.words[at]
    if word.isascii():
        return True
    grammar = words.document.language.grammar
    rest = word
    for letter in (*grammar.conjunctions, *grammar.prepositions):
        if rest.startswith(letter):
            rest = rest[len(letter) :]
            break
    for letter in grammar.prepositions:
        if rest.startswith(letter):
            rest = rest[len(letter) :]
            break
    if not rest or rest == grammar.article or rest == grammar.article_after_lam:
        return False
    return len(word) <= 2 or words.mark(at, "id") is not None


def _bullet(words: Words, told: Told) -> str | None:
    tokens = words.document.tokens
    if not told.digits or told.last >= len(tokens):
        return None
    begins = told.first == 0 or tokens[told.first - 1].kind == "line"
    if begins and tokens[told.last].kind == "line":
        return "other"
    return "other" if begins and told.low <= 99 and tokens[told.last].word in "-).–" and tokens[told.last].kind == "mark" else None


def _accusative(words: Words, at: int) -> bool:
    """Whether a word ends like the accusative of a counted noun."""
    text = words.document.words
    ending = words.document.language.grammar.paradigms.get("nouns", {}).get("accusative")
    return at < len(text) and ending is not None and len(text[at]) > 3 and text[at].endswith(ending[0][1])


def _is_year(words: Words, told: Told) -> bool:
    """Whether four bare digits are a year: in range, and no counted noun after them."""
    token = words.document.tokens[told.first]
    if not (YEARS[0] <= told.low <= YEARS[1] and len(token.word) == 4 and told.last == told.first + 1):
        return False
    return not (counted_noun(words, told) or words.mark(told.last, "of") or _accusative(words, told.last))


QUESTIONS: tuple[Question, ...] = (_percent, _fraction, _clock, _date, _age, _one, _noun, _identifier, _bullet)
