"""Numbers in a document: value, bound, and what is not a count.

Three steps: the words of each number are put together (number_words), each gets its kind (number_kinds) and its bounds
(number_bounds), and two that make a range become one.
"""

from __future__ import annotations

from sijill.extract.number_bounds import STRENGTH, bound_after, bound_before
from sijill.extract.number_kinds import SHARED, kind_of
from sijill.extract.number_nouns import counted_noun
from sijill.extract.number_words import DASHES, Told, Words, gather, read_number, skip_ordinal
from sijill.language.document import Document
from sijill.record.found import Number
from sijill.record.interval import Bound, Interval

LOOK_BACK = 12


def find_numbers(document: Document) -> list[Number]:
    """The numbers of a document in their order; those that are no counts carry their kind."""
    words = gather(document)
    read = _read(words)
    used: set[int] = set()
    found: list[Number] = []
    at = 0
    while at < len(read):
        told = read[at]
        floor = found[-1].last if found else 0
        if told.first < floor:
            at += 1
            continue
        ceiling = read[at + 1].first if at + 1 < len(read) else len(document.tokens)
        before, first = bound_before(words, told, floor, used)
        kind = kind_of(words, told, before is not Bound.EXACT)
        pair = _pair(words, told, read[at + 1], before, kind) if at + 1 < len(read) and read[at + 1].first - told.last <= 1 else None
        if pair:
            at += 1
            after_pair = read[at + 1].first if at + 1 < len(read) else len(document.tokens)
            found.append(_number(words, pair, Bound.BETWEEN, first, kind_of(words, pair, True), after_pair, used))
        else:
            if before is Bound.BETWEEN:
                before, first = Bound.EXACT, told.first
            found.append(_number(words, told, before, first, kind, ceiling, used))
            _share_kind(words, found, told)
        at += 1
    return found


def _read(words: Words) -> list[Told]:
    """Every number as told, names that hold a number word and ordinals passed over."""
    tokens = words.document.tokens
    starts = sorted({*words.numbers, *(i for i, token in enumerate(tokens) if token.kind == "number"), *words.marks})
    read: list[Told] = []
    end = 0
    for at in starts:
        if at < end:
            continue
        name = words.mark(at, "name")
        if name:
            end = at + name[1].length
        elif tokens[at].kind == "number" or at in words.numbers:
            told = read_number(words, at)
            if told and not _is_weekday(words, at):
                read.append(told)
                end = told.last
            elif not told:
                end = skip_ordinal(words, at) or end
    return read


def _is_weekday(words: Words, at: int) -> bool:
    """Whether "two" with the article is Monday."""
    two = words.number(at, "unit")
    return two is not None and two[0].value == 2 and words.article in two[1].proclitic


def _number(words: Words, told: Told, bound: Bound, first: int, kind: str, ceiling: int, used: set[int]) -> Number:
    last = told.last
    if kind in ("count", "percent", "thing"):
        after, last = bound_after(words, told, ceiling, used)
        if STRENGTH[after] > STRENGTH.get(bound, 3):
            bound = after
    low, high = _whole(told.low), _whole(told.high)
    if told.rule == "vague":
        bound, interval = Bound.VAGUE, Interval(low, high)
    elif bound is Bound.AT_LEAST:
        interval = Interval(low, None)
    elif bound is Bound.AT_MOST:
        interval = Interval(None, high)
    else:
        interval = Interval(low, high)
    unit = "percent" if kind == "percent" else ""
    return Number(first=min(first, told.first), last=last, interval=interval, bound=bound, rule=told.rule, kind=kind, unit=unit)


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 6)


def _pair(words: Words, one: Told, two: Told, before: Bound, kind: str) -> Told | None:
    """Two numbers that are the ends of a range, as one; the dash of a score or a date is none."""
    if "vague" in (one.rule, two.rule) or kind in ("date", "id", "clock", "age", "other"):
        return None
    gap = words.document.words[one.last : two.first]
    low = one.low
    if two.scale > 1 and one.scale == 1 and one.low < 1000:
        low *= two.scale
    if low >= two.low:
        return None
    joined = (gap == [] and two.proclitic.startswith(words.conjunction or " ")) or gap in (
        [words.conjunction],
        [words.conjunction + words.article],
    )
    dash = len(gap) == 1 and gap[0] in DASHES
    between = before is Bound.BETWEEN and (joined or dash)
    dashed = dash and one.digits and counted_noun(words, two) is not None
    if not (between or dashed or _ranged(words, one)):
        return None
    if before is Bound.BETWEEN and words.mark(one.first - 2, "total"):
        return None
    return Told(first=one.first, last=two.last, low=low, high=two.low, rule=two.rule, scale=two.scale, digits=one.digits and two.digits)


def _ranged(words: Words, one: Told) -> bool:
    """Whether "to" or "or" joins a number to the next, and no rise or fall from one to the other is told."""
    if not words.mark(one.last, "range"):
        return False
    tokens = words.document.tokens
    for at in range(one.first - 1, max(one.first - LOOK_BACK, -1), -1):
        if tokens[at].kind == "line":
            break
        if words.mark(at, "change"):
            return False
    return True


def _share_kind(words: Words, found: list[Number], told: Told) -> None:
    """What the last number is not, a number joined to it right before or after is not either (3 and 4 December)."""
    if len(found) < 2:
        return
    one, two = found[-2], found[-1]
    gap = words.document.words[one.last : two.first]
    small = [word for word in gap if word != words.conjunction and word not in DASHES and word != words.article]
    if len(gap) > 2 or (small and not words.mark(one.last, "range")):
        return
    if one.kind == "count" and two.kind == "date" and one.interval.high is not None and one.interval.high <= 31:
        one.kind = "date"
    elif one.kind == "count" and two.kind in SHARED - {"date", "thing"}:
        one.kind, one.unit = two.kind, two.unit
    elif two.kind == "count" and one.kind in ("id", "date") and not counted_noun(words, told):
        two.kind = one.kind
    elif one.kind == two.kind == "count" and gap and gap[0] in DASHES and not counted_noun(words, told):
        one.kind = two.kind = "score"
