"""A figure, a place, a time or a chain in the few words of a card."""

from __future__ import annotations

import unicodedata

from sijill.display.labels import Labels
from sijill.record.claim import Claim, Figure, Person, Place, Reading, Time
from sijill.record.interval import Bound
from sijill.record.veil import Veil
from sijill.record.voice import Chain, Voice

RIGHT_TO_LEFT = "\u200f"


def figure_text(figure: Figure, labels: Labels, *, share: bool = False) -> str:
    """The interval as people write it: ≥ 415, ≈ 50,000, 20–99."""
    return interval_text(figure.interval.low, figure.interval.high, figure.bound, labels, share=share)


def interval_text(low: float | None, high: float | None, told: Bound, labels: Labels, *, share: bool = False) -> str:
    """The same of a figure's two ends."""
    if low is not None and low == high:
        bound = Bound.ABOUT if told is Bound.ABOUT else Bound.EXACT
    elif high is None:
        bound = Bound.AT_LEAST
    elif low is None:
        bound = Bound.AT_MOST
    else:
        bound = Bound.BETWEEN
    text = labels.tables["figure"][bound.value].format(low=_number(low), high=_number(high))
    return labels.tables["figure"]["percent"].format(figure=text) if share else text


def _number(number: int | float | None) -> str:
    return "" if number is None else f"{number:,}"


def place_text(place: Place, labels: Labels, veil: Veil) -> str:
    """The name as told, the English name and the level."""
    known = [place.name_en if place.name_en and labels.language != "ar" else "", labels.of("level", place.precision)]
    role = labels.of("role", place.role)
    name = f"{role} {veil.words(place.name)}" if role else veil.words(place.name)
    return _with(name, known, labels)


def time_text(time: Time, labels: Labels, veil: Veil, told: str) -> str:
    """The days that the words settle to, the hour, and the words."""
    days = [labels.date(day) if day else "…" for day in (time.start, time.end)]
    settled = days[0] if days[0] == days[1] else " – ".join(days)
    if time.start is None and time.end is None:
        settled = ""
    return " ".join(part for part in (settled, time.clock or "", quoted(veil.words(told))) if part)


def voice_text(voice: Voice, labels: Labels, veil: Veil) -> str:
    """The voice's name and its kind."""
    return _with(veil.words(voice.name), [labels.of("kind", voice.kind)], labels)


def chain_text(chain: Chain, reading: Reading, labels: Labels, veil: Veil) -> str:
    """The isnad: the outlet, then from whom it has it, to the origin."""
    names = [veil.words(voice.name) for voice in chain.voices[:-1]]
    if reading.outlet and not (chain.voices and chain.voices[0].kind == "outlet"):
        names.insert(0, veil.words(reading.outlet.name))
    if chain.origin is None:
        return " ← ".join([*names, *(veil.words(voice.name) for voice in chain.voices[-1:])]) or labels.word("itself")
    return " ← ".join([*names, voice_text(chain.origin, labels, veil)])


def person_text(person: Person, labels: Labels, veil: Veil) -> str:
    """A person with what is told of him or her; the name as the veil lets it be seen."""
    age = labels.word("years", age=person.age) if person.age is not None else ""
    told = [labels.of("role", person.role), labels.of("sex", person.sex), age, veil.words(person.relation or "")]
    return _with(veil.name(person.name) or f"[{labels.word('withheld')}]", told, labels)


def quoted(words: str) -> str:
    """The words between quotation marks; marks of direction hold a right-to-left quote together, digits at its ends too."""
    turned = any(unicodedata.bidirectional(char) in ("R", "AL") for char in words[:200])
    return f"{RIGHT_TO_LEFT}«{words}»{RIGHT_TO_LEFT}" if turned else f"«{words}»"


def marks_of(claim: Claim, labels: Labels) -> list[str]:
    """What sets a claim apart from a plain, finished, asserted one."""
    return [
        text
        for text in (
            labels.of("polarity", claim.polarity),
            labels.of("certainty", claim.certainty),
            labels.of("status", claim.status),
            labels.of("scope", claim.scope),
        )
        if text
    ]


def _with(name: str, remarks: list[str], labels: Labels) -> str:
    told = labels.word("comma").join(remark for remark in remarks if remark)
    return f"{name} ({told})" if told else name
