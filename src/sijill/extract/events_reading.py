"""One event read at its trigger: actor, place and what the words need in order to tell an event at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.extract.events_actors import actor, by_whom, coordinated, parties_around, party_at, subject_before
from sijill.extract.events_marks import Marks
from sijill.extract.events_modality import status_of
from sijill.extract.events_objects import Object, object_at, place_before
from sijill.extract.events_parties import PartyName
from sijill.language.document import QUOTES
from sijill.language.entries import EventWord
from sijill.language.load import Hit
from sijill.record.found import FoundActor, FoundEvent, FoundPlace

AHEAD = 14
VENUE = 18
NEAR = 8
LOOSE = 5
MARKS_CROSSED = 2
NOTHING = Object(kind="none", last=0)


@dataclass(slots=True, kw_only=True)
class Reading:
    """What has been read of one event so far; `direct` where the actor stands where grammar wants it."""

    marks: Marks
    at: int
    hit: Hit
    floor: int
    limit: int
    actors: list[FoundActor] = field(default_factory=list)
    party: PartyName | None = None
    enemy: PartyName | None = None
    direct: bool = False
    object: Object = field(default_factory=lambda: NOTHING)
    opened: bool = False
    end: int = 0
    doubts: list[str] = field(default_factory=list)

    @property
    def word(self) -> EventWord:
        """The entry of the trigger."""
        assert isinstance(self.hit.entry, EventWord)
        return self.hit.entry

    @property
    def verbal(self) -> bool:
        """Whether the trigger is a verb; a verb that takes no object and has a pronoun is the noun of the same spelling."""
        verb = self.hit.form.startswith(("past", "present"))
        return verb and not (self.hit.enclitic and self.word.object != "place")


def read_event(marks: Marks, at: int, hit: Hit, floor: int, limit: int) -> FoundEvent | None:
    """The event that the word at a token tells within its sentence, tokens floor up to limit; None where it tells none."""
    reading = Reading(marks=marks, at=at, hit=hit, floor=floor, limit=limit, end=at + hit.length)
    word = reading.word
    if word.actor == "parties":
        reading.actors = parties_around(marks, at, reading.end, floor, limit)
    elif word.object == "enemy":
        _read_enemy(reading)
    elif word.object in ("holder", "before"):
        _read_state(reading)
    elif word.takes and word.object != "place":
        _read_opened(reading)
    elif word.object in ("place", "recipient"):
        _read_object(reading)
    _find_actor(reading)
    if not _meets(reading):
        return None
    places = _places(reading)
    status, polarity = status_of(marks, at, hit, floor)
    if _is_idle_talk(reading, status):
        return None
    if reading.party is not None:
        role = "party" if word.event in ("control", "aid") else "perpetrator"
        reading.actors = [actor(role, p) for p in coordinated(marks, reading.party, limit)[:3]] + reading.actors
    if reading.enemy is not None:
        reading.actors.append(actor("target", reading.enemy))
    return FoundEvent(
        event=word.event, first=at, last=max(at + hit.length, min(reading.end, at + AHEAD)), status=status, polarity=polarity,
        actors=reading.actors, places=places, rule=f"event:{word.lemma}", doubts=tuple(reading.doubts),
    )  # fmt: skip


def _read_opened(reading: Reading) -> None:
    """Fill in the actor between the verb and the preposition, and the place that the preposition opens."""
    marks, start = reading.marks, reading.at + reading.hit.length
    at, pronoun = _preposition(reading, start)
    stop = (
        at
        if at >= 0
        else min(reading.limit, start + LOOSE, next((k for k in range(start, start + LOOSE) if k in marks.trigger_at), start + LOOSE))
    )
    between = party_at(marks, start, stop)
    if between is None and reading.verbal:
        between = next(iter(marks.parties_in(start, stop)), None)
        between = None if between is not None and between.oblique == 2 else between
    if between is not None and not (reading.hit.enclitic and not reading.verbal):
        reading.party, reading.direct, reading.end = between, True, between.last
    if at < 0:
        return
    reading.opened = True
    if pronoun:
        told = place_before(marks, reading.at, reading.floor)
        reading.object = Object(kind="place", last=at + 1, places=[told]) if told else NOTHING
        after = party_at(marks, at + 1, reading.limit)
        if after is not None and not reading.direct:
            reading.party, reading.direct = after, True
        reading.end = after.last if after else at + 1
        return
    reading.object = object_at(marks, at + 1, reading.limit)
    reading.end = max(reading.end, reading.object.last)


def _preposition(reading: Reading, start: int) -> tuple[int, bool]:
    """The token of the preposition that opens the place, and whether a pronoun stands in it; -1 where there is none."""
    marks, language = reading.marks, reading.marks.document.language
    key = reading.word.lemma
    takes = marks.takes.get(key)
    if takes is None:
        takes = marks.takes[key] = tuple(language.fold.word(take) for take in reading.word.takes)
    tokens, crossed, far = marks.document.tokens, 0, start + LOOSE
    for k in range(start, min(reading.limit, start + AHEAD)):
        word = tokens[k].word
        named = marks.parties_in(k, k + 1)
        if named:
            far = max(far, named[0].last + 2)
        elif k > far or k in marks.trigger_at or marks.has(k, "relative"):
            break
        if tokens[k].kind == "mark" and word not in QUOTES:
            crossed += 1
            if crossed > MARKS_CROSSED or word in ":؛.":
                return -1, False
        for take in takes:
            if word == take:
                return k, False
            if len(take) > 1 and word.startswith(take) and word[len(take) :] in language.grammar.pronouns:
                return k, True
    return -1, False


def _read_object(reading: Reading) -> None:
    """Fill in a place that follows the verb or its subject directly."""
    marks, start = reading.marks, reading.at + reading.hit.length
    after = party_at(marks, start, reading.limit)
    adjacent = next(marks.parties_before(reading.at, reading.floor), None)
    if after is not None and reading.verbal and adjacent is not None and adjacent.last == reading.at and adjacent.oblique != 2:
        reading.enemy, start = after, after.last
    elif after is not None and after.oblique != 2:
        reading.party, reading.direct = after, True
        start = after.last
        if marks.document.tokens[start : start + 1] and marks.document.tokens[start].word in QUOTES:
            start += 1
    reading.object = object_at(marks, start, reading.limit)
    if reading.hit.enclitic and (reading.verbal or reading.object.kind not in ("place", "terrain")):
        told = place_before(marks, reading.at, reading.floor)
        reading.object = Object(kind="place", last=start, places=[told]) if told else NOTHING
    else:
        if reading.object.kind in ("none", "unknown") and reading.word.takes:
            at, pronoun = _preposition(reading, start)
            if at >= 0 and not pronoun:
                reading.object = object_at(marks, at + 1, reading.limit)
    reading.end = max(start, reading.object.last)


def _read_enemy(reading: Reading) -> None:
    """Fill in who was driven out and the place after "from"; of two parties after a verb the first is the doer."""
    marks, start = reading.marks, reading.at + reading.hit.length
    at, pronoun = _preposition(reading, start)
    stop = at if at >= 0 else min(reading.limit, start + AHEAD)
    after = marks.parties_in(start, stop)[:2]
    if reading.verbal and len(after) == 2 and not after[1].joined:
        reading.party, reading.direct, reading.enemy = after[0], True, after[1]
    elif after:
        reading.enemy = after[0]
    if at >= 0 and not pronoun:
        reading.object = object_at(marks, at + 1, reading.limit)
        reading.end = reading.object.last
    elif at >= 0:
        told = place_before(marks, reading.at, reading.floor)
        reading.object = Object(kind="place", last=at + 1, places=[told]) if told else NOTHING


def _read_state(reading: Reading) -> None:
    """Fill in who holds the place (after the words) and the place (before them)."""
    marks, start = reading.marks, reading.at + reading.hit.length
    if reading.word.object == "holder" and not reading.hit.enclitic:
        holder = party_at(marks, start, reading.limit)
        if holder is not None:
            reading.party, reading.direct, reading.end = holder, True, holder.last
    if reading.hit.form.startswith("participle") and reading.word.object == "before":
        _read_quality(reading)
        return
    back = 3 if reading.hit.form.startswith("participle") else AHEAD
    told = None
    if not reading.hit.form.startswith("noun"):
        told = place_before(marks, reading.at, reading.floor, back)
    if told is None and not reading.hit.form.startswith("participle"):
        after = next(iter(marks.places_in(reading.end, min(reading.limit, reading.end + NEAR))), None)
        told = after
    if told is not None:
        reading.object = Object(kind="place", last=reading.end, places=[told])


def _read_quality(reading: Reading) -> None:
    """Fill in the place of which the word is said ("the besieged quarters in …"): the name after it, else the noun before."""
    marks, start = reading.marks, reading.at + reading.hit.length
    told = place_before(marks, reading.at, reading.floor, 3)
    if told is None:
        return
    named = [place for place in marks.places_in(start, min(reading.limit, start + 4)) if place.anchor <= start + 1]
    reading.object = Object(kind="place", last=named[0].last if named else start, places=[*named, told] if not told.candidates else [told])
    reading.end = reading.object.last


def _find_actor(reading: Reading) -> None:
    """Fill in an actor that does not stand after the words: before them, after "at the hand of", or nowhere."""
    word, marks = reading.word, reading.marks
    if reading.party is not None or word.actor in ("none", "parties"):
        return
    by = by_whom(marks, reading.at + reading.hit.length, reading.limit)
    if by is not None:
        reading.party, reading.direct = by, True
        return
    if word.actor in ("by", "fallback"):
        return
    party, near = subject_before(marks, reading.at, reading.floor)
    if party is None and reading.hit.enclitic:
        party = next(marks.parties_before(reading.floor, 0), None)
        if party is not None:
            reading.doubts.append("resolved_pronoun")
    if party is not None and party is not reading.enemy:
        reading.party, reading.direct = party, near
        if party.oblique:
            reading.doubts.append("attachment")


def _meets(reading: Reading) -> bool:
    """Whether what the entry needs is there."""
    checks = {
        "place": _has_place, "terrain": lambda r: r.object.kind in ("place", "terrain"), "party": lambda r: bool(r.party or r.enemy or r.actors),
        "armed": _is_armed, "person": _has_person, "handling": lambda r: _near(r, "handling", NEAR, NEAR),
        "good": _has_good, "not_idle": lambda r: not _near(r, "idle", 3, 5), "takes": lambda r: r.opened,
        "terrain_or_armed": lambda r: r.object.kind in ("place", "terrain") or bool(r.party and r.party.kind == "armed" and r.direct),
        "party_or_place": lambda r: bool(r.actors or r.party) or bool(_venue(r)),
    }  # fmt: skip
    return all(checks[need](reading) for need in reading.word.needs)


def _is_idle_talk(reading: Reading, status: str) -> bool:
    """Whether the words tell no event of their own: a wish for places not named, an appeal for aid, a share of land."""
    word, told = reading.word, reading.object
    if word.event == "control" and told.share:
        return True
    if word.event == "aid":
        return status == "proposed"
    return word.event == "capture" and status not in ("happened", "ongoing") and told.kind == "terrain" and told.plural


def _has_place(reading: Reading) -> bool:
    told = reading.object
    if told.kind in ("place", "terrain"):
        return True
    return told.kind == "unknown" and reading.opened and bool(reading.party and reading.party.kind == "armed")


def _is_armed(reading: Reading) -> bool:
    party = reading.party
    return (
        party is not None and party.kind == "armed" and (reading.direct or (reading.opened and reading.object.kind in ("place", "terrain")))
    )


def _has_person(reading: Reading) -> bool:
    start = reading.at + reading.hit.length
    after = party_at(reading.marks, start, reading.limit)
    before, near = subject_before(reading.marks, reading.at, reading.floor)
    found = [p for p in (after, before if near else None) if p is not None]
    return any(p.kind in ("person", "state") for p in found)


def _has_good(reading: Reading) -> bool:
    after = 6 if not reading.verbal else 5
    return _near(reading, "good", 3 if reading.verbal else 0, after)


def _near(reading: Reading, role: str, before: int, after: int) -> bool:
    marks, start = reading.marks, reading.at + reading.hit.length
    first, last = max(reading.floor, reading.at - before), min(reading.limit, start + after)
    return any(marks.has(k, role) for k in range(first, last) if not reading.at <= k < start)


def _places(reading: Reading) -> list[FoundPlace]:
    """The event's places: of its object, else the nearest in the sentence."""
    if reading.object.kind in ("place", "terrain") and reading.object.places:
        return reading.object.places
    found = _venue(reading)
    if found:
        reading.doubts.append("attachment")
    return found


def _venue(reading: Reading) -> list[FoundPlace]:
    marks, start = reading.marks, reading.at + reading.hit.length
    after = marks.places_in(start, min(reading.limit, start + VENUE))[:1]
    relative = any(marks.has(k, "relative") for k in range(max(reading.floor, reading.at - 2), reading.at))
    if after and not relative and not (reading.verbal and reading.word.event == "shortage"):
        return after
    before = place_before(marks, reading.at, reading.floor, VENUE)
    if before is None and after:
        return after
    return [before] if before else []
