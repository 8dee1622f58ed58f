"""A chat as Telegram exports it (result.json): each message with words is a report, a forward a voice that is relayed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from sijill.collect.decode import has_words
from sijill.collect.identify import identify
from sijill.collect.item import Gathered, Item, Refusal, Refused, Run, inside
from sijill.collect.plain import checked
from sijill.collect.when import Moment, epoch, moment

EXTRACTOR = "telegram 0.1.0"
CHANNELS = frozenset({"public_channel", "private_channel"})
MEDIA = ("photo", "media_type", "file", "location_information", "contact_information", "poll")
SHOWN = 10


class Chat:
    """One chat of an export: its messages become items as they come; what has no words is counted and told at the end."""

    def __init__(self, source: str, name: str, kind: str) -> None:
        self.source, self.name, self.kind = source, _unescaped(name), kind
        self.without: Counter[str] = Counter()
        self.which: list[str] = []

    def message(self, raw: bytes, run: Run) -> Iterator[Item]:
        """The report of a message, or its refusal; nothing yet where it has no words."""
        try:
            told = json.loads(raw)
        except (ValueError, RecursionError) as error:
            yield Refusal(inside(self.source, "a message"), "open", f"this is no message ({error})"[:200], raw).item()
            return
        number = str(told.get("id", "?"))
        source = inside(self.source, f"{self.name} » message {number}" if self.name else f"message {number}")
        text = words_of(told.get("text"))
        if told.get("type") != "message" or not has_words(text):
            self._pass(told, number)
            return
        try:
            yield self._report(told, raw, source, checked(text, source, run, raw), number)
        except Refusal as refusal:
            yield refusal.item()

    def _report(self, told: dict[str, object], raw: bytes, source: str, text: str, number: str) -> Gathered:
        day, instant = _when(told)
        channel = self.kind in CHANNELS
        return Gathered(
            data=raw, media_type="application/json", source=source, text=text, extractor=EXTRACTOR, language=identify(text),
            reference=number, outlet=self.name or None if channel else None, outlet_from="chat" if channel and self.name else None,
            published=day, published_at=instant, published_from="message" if day else None,
            author=None if channel else _name(told.get("from")), forwarded_from=_forwarded(told),
        )  # fmt: skip

    def _pass(self, told: dict[str, object], number: str) -> None:
        kind = "notice" if told.get("type") != "message" else next((key for key in MEDIA if told.get(key)), "empty")
        self.without[str(told["media_type"]) if kind == "media_type" else kind] += 1
        if kind != "notice" and len(self.which) < SHOWN:
            self.which.append(number)

    def passed_over(self) -> Iterator[Refused]:
        """What was no report: one refusal for the whole chat, with how many of each kind."""
        if self.without:
            told = ", ".join(f"{count} {kind}" for kind, count in sorted(self.without.items()))
            which = f"; messages {', '.join(self.which)}{' …' if len(self.which) == SHOWN else ''}" if self.which else ""
            source = inside(self.source, self.name) if self.name else self.source
            yield Refused(source=source, stage="passed_over", reason=f"messages without words: {told}{which}")


def words_of(told: object) -> str:
    """The words of a message: a string, or a list of strings and of pieces with a form of their own.

    >>> words_of(["three ", {"type": "bold", "text": "killed"}])
    'three killed'
    """
    if isinstance(told, str):
        return told
    if isinstance(told, dict):
        return words_of(told.get("text"))
    return "".join(map(words_of, told)) if isinstance(told, list) else ""


def _when(told: dict[str, object]) -> Moment:
    """The day as the chat shows it and, where the export holds it, the instant itself.

    `date` is in the zone of the computer that exported; `date_unixtime` gives the instant, and both together the offset.
    """
    day, local = moment(_name(told.get("date")))
    seconds = _name(told.get("date_unixtime"))
    same, instant = epoch(seconds) if seconds else (None, None)
    if not day or not local or not instant:
        return (day, local) if day else (same, instant)
    clock, at = datetime.fromisoformat(local), datetime.fromisoformat(instant)
    offset = timedelta(0) if clock.tzinfo else clock - at.replace(tzinfo=None)
    if clock.tzinfo or abs(offset) > timedelta(hours=14):
        return day, local
    return day, at.astimezone(timezone(offset)).isoformat()


def _forwarded(told: dict[str, object]) -> str | None:
    """Whose message was passed on; where that person is hidden or gone, the name is not known and is told so."""
    if "forwarded_from" in told:
        return _name(told["forwarded_from"]) or "unknown"
    return _name(told.get("saved_from"))


def _name(value: object) -> str | None:
    return " ".join(str(value).split()) or None if isinstance(value, str | int) and not isinstance(value, bool) else None


def _unescaped(name: str) -> str:
    try:
        told = json.loads(f'"{name}"')
    except ValueError:
        return name
    return str(told)
