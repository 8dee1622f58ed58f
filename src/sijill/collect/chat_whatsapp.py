"""A chat as WhatsApp exports it (text): each message with words is a report.

The export does not tell which number of a date is the day, nor the offset of its clock. The order is established from the
whole chat (a number over 12; else the one order in which time does not run backwards); where it cannot be, days are not
known. It does not tell forwards either.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

from sijill.collect.decode import decode, has_words
from sijill.collect.identify import identify
from sijill.collect.item import Blob, Gathered, Item, Refusal, Refused, Run, inside
from sijill.collect.plain import checked
from sijill.collect.when import NOTHING, Moment

EXTRACTOR = "whatsapp 0.1.0"
TABLE = Path(__file__).with_suffix(".toml")
SIGN = "[\u200e\u200f\u202a-\u202e]*"
HEAD = re.compile(
    rf"^\ufeff?{SIGN}\[?(\d{{1,4}}){SIGN}[/.-]{SIGN}(\d{{1,2}}){SIGN}[/.-]{SIGN}(\d{{2,4}})[,\u060c]?\s{SIGN}(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?"
    rf"[\s\u202f]?([^\W\d_][^\d\n\]-]{{0,8}})?(?:\]|\s-)\s{SIGN}",
    re.M,
)
SPEAKER = re.compile(r"([^:\n]{1,80}):[ \u200e\u200f]")
BARE = re.compile("[<>\u200e\u200f\u202a-\u202e.]")
ORDERS = ((0, 1, 2), (1, 0, 2))  # where day, month and year stand: the day first, the month first
YEAR_FIRST = (2, 1, 0)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}


def read_chat(blob: Blob, run: Run) -> Iterator[Item]:
    """The messages in their order; what has no words of a person is counted and told once. Raises a Refusal."""
    text = decode(blob.whole(run.limits.document), blob.source)
    heads = list(HEAD.finditer(text))
    if not heads:
        raise Refusal(blob.source, "open", "no message is found in it")
    if len(heads) > run.limits.rows:
        raise Refusal(blob.source, "limit", f"more than {run.limits.rows:,} messages")
    order = _order([tuple(map(int, head.groups()[:3])) for head in heads])
    passed = 0
    if text[: heads[0].start()].strip("\ufeff \r\n"):
        passed += 1
    for number, head in enumerate(heads, 1):
        end = heads[number].start() if number < len(heads) else len(text)
        said = SPEAKER.match(text, head.end(), end)
        words = text[said.end() : end].rstrip("\r\n") if said else ""
        if not has_words(words) or " ".join(BARE.sub("", words).split()).lower() in _words()["left_out"]:
            passed += 1
            continue
        yield _report(text[head.start() : end], words, said[1] if said else "", head, order, inside(blob.source, f"message {number}"), run)
    if passed:
        yield Refused(source=blob.source, stage="passed_over", reason=f"{passed} notices and messages without words")


def _report(
    raw: str, words: str, speaker: str, head: re.Match[str], order: tuple[int, int, int] | None, source: str, run: Run
) -> Item:  # fmt: skip
    data = raw.encode("utf-8", "surrogatepass")
    try:
        text = checked(words, source, run, data)
    except Refusal as refusal:
        return refusal.item()
    day, instant = _moment(head, order)
    return Gathered(
        data=data, media_type="text/plain", source=source, text=text, extractor=EXTRACTOR, language=identify(text),
        published=day, published_at=instant, published_from="message" if day else None,
        author=BARE.sub("", speaker).strip() or None,
    )  # fmt: skip


def _order(dates: list[tuple[int, ...]]) -> tuple[int, int, int] | None:
    """Where day, month and year stand in the dates of a chat; None where that cannot be established."""
    if all(first > 31 for first, _, _ in dates):
        return YEAR_FIRST
    fitting = [order for order in ORDERS if all(_day(numbers, order) for numbers in dates)]
    if len(fitting) > 1:
        fitting = [order for order in fitting if _runs_on([_day(numbers, order) for numbers in dates])] or []
    return fitting[0] if len(fitting) == 1 else None


def _runs_on(days: list[datetime | None]) -> bool:
    told = [day for day in days if day]
    return all(one <= other for one, other in pairwise(told))


def _day(numbers: tuple[int, ...], order: tuple[int, int, int]) -> datetime | None:
    day, month, year = (numbers[at] for at in order)
    try:
        return datetime(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _moment(head: re.Match[str], order: tuple[int, int, int] | None) -> Moment:
    """The day, and the moment by the clock of the telephone that exported."""
    at = _day(tuple(map(int, head.groups()[:3])), order) if order else None
    if at is None:
        return NOTHING
    hour, minute, second = int(head[4]), int(head[5]), int(head[6] or 0)
    half = "".join(char for char in (head[7] or "").lower() if char.isalpha())
    if half in _words()["after_noon"]:
        hour = hour % 12 + 12
    elif half in _words()["before_noon"]:
        hour %= 12
    elif half:
        hour = 24
    if hour > 23 or minute > 59 or second > 59:
        return at.date(), at.date().isoformat()
    return at.date(), at.replace(hour=hour, minute=minute, second=second).isoformat()
