"""What a number is where it is not a count: a day, a year, an age, an hour, a brigade, money, a share, a score.

Each question looks at a few tokens beside the number. The first that says yes decides.
"""

from __future__ import annotations

from collections.abc import Callable

from sijill.extract.number_names import bullet, identifier
from sijill.extract.number_nouns import BODIES, accusative, counted_noun, thing_only
from sijill.extract.number_words import DASHES, Told, Words
from sijill.language.entries import EffectWord, GroupNoun, Particle, ThingNoun, TimeWord

YEARS = (1900, 2100)
HIJRI_YEARS = (1300, 1500)
QUARTER = 25
MONTHS = frozenset({"month", "hijri_month"})
MONEY_SIGNS = frozenset("$€£")
SHARED = frozenset({"date", "id", "age", "clock", "percent", "money", "distance", "duration", "thing"})

Question = Callable[[Words, Told], str | None]


def kind_of(words: Words, told: Told, bounded: bool) -> str:
    """The kind of a number, count where nothing speaks against it. Percent signs are taken into its tokens."""
    for question in QUESTIONS:
        kind = question(words, told)
        if kind == "other" and bounded and told.first and words.document.words[told.first - 1] == "(":
            continue
        if kind:
            return "thing" if kind in BODIES else kind
    if told.digits and not bounded and _is_year(words, told):
        return "date"
    return "count"


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
    if told.proclitic.startswith(words.conjunction or " ") and thing_only(words, told.first - 1):
        return "other"
    if words.article in told.proclitic and not words.mark(told.last, "of"):
        return "other" if told.low == QUARTER else "percent"
    noun = counted_noun(words, told)
    if noun and isinstance(noun.entry, ThingNoun) and noun.entry.kind not in (*BODIES, "thing"):
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
        by_day = before[0].kind == "day" and told.low <= 31 and told.digits
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
    before = thing_only(words, at - 1 if article else at)
    if before and (told.low <= 2 or article or words.article in told.proclitic) and told.rule != "vague":
        return before
    mark = words.mark(at, "distance")
    return "distance" if mark and mark[0].place == "before" and told.digits else None


def _one(words: Words, told: Told) -> str | None:
    """One counts after its noun, not before "of", nor where its noun follows a preposition (in one day)."""
    if told.low != 1 or told.digits or not words.number(told.first, "one") or told.rule != "words":
        return None
    if words.mark(told.last, "of") or _is_one_of(words, told):
        return "other"
    before = words.document.entry(told.first - 2, Particle)
    members = words.document.entry(told.first - 2, GroupNoun)
    within = members or (before and before.role == "preposition") or words.mark(told.first - 2, "of")
    return "other" if within else None


def _is_one_of(words: Words, told: Told) -> bool:
    """Whether what looks like "one" is "and one of", told by the hamza that folding took."""
    token = words.document.tokens[told.first]
    raw = [c for c in words.document.text.content[token.start : token.end] if c.isalpha()]
    return len(raw) > 1 and raw[0] == token.word[0] and raw[1] != token.word[1]


def _is_year(words: Words, told: Told) -> bool:
    """Whether four bare digits are a year: in range, and no counted noun after them."""
    token = words.document.tokens[told.first]
    if not (YEARS[0] <= told.low <= YEARS[1] and len(token.word) == 4 and told.last == told.first + 1):
        return False
    return not (counted_noun(words, told) or words.mark(told.last, "of") or accusative(words, told.last))


QUESTIONS: tuple[Question, ...] = (_percent, _fraction, _clock, _date, _age, _one, _noun, identifier, bullet)
