"""One event read at its trigger: actor, place and what the words need in order to tell an event at all."""

from __future__ import annotations

from sijill.extract.events_actors import actor, adjective_parties, by_whom, coordinated, parties_around, party_at, subject_before
from sijill.extract.events_draft import NOTHING, Draft, venue
from sijill.extract.events_marks import Marks
from sijill.extract.events_modality import status_of
from sijill.extract.events_needs import is_idle, meets
from sijill.extract.events_objects import Object, object_at, place_before
from sijill.language.document import QUOTES
from sijill.language.load import Hit
from sijill.record.found import FoundEvent, FoundPlace

AHEAD = 14
NEAR = 8
LOOSE = 5
BECOMING = 6
GROUND = frozenset({"capture", "advance", "withdrawal", "siege", "control"})
MARKS_CROSSED = 2


def read_event(marks: Marks, at: int, hit: Hit, floor: int, limit: int) -> FoundEvent | None:
    """The event that the word at a token tells within its sentence, tokens floor up to limit; None where it tells none."""
    draft = Draft(marks=marks, at=at, hit=hit, floor=floor, limit=limit, end=at + hit.length)
    word = draft.word
    if word.actor == "parties":
        draft.actors = parties_around(marks, at, draft.end, floor, limit, word.event == "talks")
    elif word.object == "enemy":
        _read_enemy(draft)
    elif word.object in ("holder", "before"):
        _read_state(draft)
    elif word.takes and word.object != "place":
        _read_opened(draft)
    elif word.object in ("place", "recipient"):
        _read_object(draft)
    elif word.actor == "subject":
        draft.party = party_at(marks, draft.end, limit)
        draft.direct = draft.party is not None
    _find_actor(draft)
    if not meets(draft):
        return None
    places = _places(draft)
    status, polarity = status_of(marks, at, hit, floor)
    if is_idle(draft, status):
        return None
    if draft.party is not None:
        role = "party" if word.event in ("control", "aid") else "perpetrator"
        draft.actors = [actor(role, p) for p in coordinated(marks, draft.party, limit)[:3]] + draft.actors
    if draft.enemy is not None:
        draft.actors.append(actor("target", draft.enemy))
    event = word.event
    if event == "control" and hit.form == "state" and any(marks.has(k, "becoming") for k in range(max(floor, at - BECOMING), at)):
        event, status = "capture", "happened" if status in ("ongoing", "ended") else status
    return FoundEvent(
        event=event, first=at, last=max(at + hit.length, min(draft.end, at + AHEAD, limit)), status=status, polarity=polarity,
        actors=draft.actors, places=places, rule=f"event:{word.lemma}", doubts=tuple(draft.doubts),
    )  # fmt: skip


def _read_opened(draft: Draft) -> None:
    """Fill in the actor between the verb and the preposition, and the place that the preposition opens."""
    marks, start = draft.marks, draft.at + draft.hit.length
    at, pronoun = _preposition(draft, start)
    stop = (
        at
        if at >= 0
        else min(draft.limit, start + LOOSE, next((k for k in range(start, start + LOOSE) if k in marks.trigger_at), start + LOOSE))
    )
    between = party_at(marks, start, stop)
    if between is None and draft.verbal:
        between = next(iter(marks.parties_in(start, stop)), None)
        between = None if between is not None and between.oblique == 2 else between
    if between is not None and not (draft.hit.enclitic and not draft.verbal):
        draft.party, draft.direct, draft.end = between, True, between.last
    if at < 0:
        return
    draft.opened = True
    if pronoun:
        told = place_before(marks, draft.at, draft.floor)
        draft.object = Object(kind="place", last=at + 1, places=[told]) if told else NOTHING
        after = party_at(marks, at + 1, draft.limit)
        if after is not None and not draft.direct:
            draft.party, draft.direct = after, True
        draft.end = after.last if after else at + 1
        return
    draft.object = object_at(marks, at + 1, draft.limit)
    draft.end = max(draft.end, draft.object.last)


def _preposition(draft: Draft, start: int) -> tuple[int, bool]:
    """The token of the preposition that opens the place, and whether a pronoun stands in it; -1 where there is none."""
    marks, language = draft.marks, draft.marks.document.language
    key = draft.word.lemma
    takes = marks.takes.get(key)
    if takes is None:
        takes = marks.takes[key] = tuple(language.fold.word(take) for take in draft.word.takes)
    tokens, crossed, far = marks.document.tokens, 0, start + LOOSE
    for k in range(start, min(draft.limit, start + AHEAD)):
        word = tokens[k].word
        named = marks.parties_in(k, k + 1)
        if named and k <= start + 2:
            far = max(far, named[0].last + LOOSE)
        elif k > far or k in marks.trigger_at or marks.has(k, "relative"):
            break
        if tokens[k].kind == "mark" and word not in QUOTES:
            crossed += 1
            if crossed > MARKS_CROSSED or word in ":؛.":
                return -1, False
        for take, written in zip(takes, draft.word.takes, strict=True):
            if word == take and (_is_written(draft, k, written) or object_at(marks, k + 1, draft.limit).kind in ("place", "terrain")):
                return k, False
            if len(take) > 1 and word.startswith(take) and word[len(take) :] in language.grammar.pronouns:
                return k, True
    return -1, False


def _is_written(draft: Draft, at: int, take: str) -> bool:
    """Whether a preposition stands there letter for letter: folded spelling writes some names alike."""
    return draft.marks.document.said(at, at + 1) == take


def _read_object(draft: Draft) -> None:
    """Fill in a place that follows the verb or its subject directly."""
    marks, start = draft.marks, draft.at + draft.hit.length
    if marks.document.tokens[start : start + 1] and marks.document.tokens[start].kind == "number":
        draft.enemy = party_at(marks, start + 1, draft.limit)
    after = party_at(marks, start, draft.limit)
    adjacent = next(marks.parties_before(draft.at, draft.floor), None)
    if after is not None and draft.verbal and adjacent is not None and adjacent.last == draft.at and adjacent.oblique != 2:
        draft.enemy, start = after, after.last
    elif after is not None and after.oblique != 2:
        draft.party, draft.direct = after, True
        start = after.last
        if marks.document.tokens[start : start + 1] and marks.document.tokens[start].word in QUOTES:
            start += 1
    draft.object = object_at(marks, start, draft.limit)
    if draft.hit.enclitic and draft.word.actor != "none" and (draft.verbal or draft.object.kind not in ("place", "terrain")):
        told = place_before(marks, draft.at, draft.floor)
        draft.object = Object(kind="place", last=start, places=[told]) if told else NOTHING
    else:
        if draft.object.kind in ("none", "unknown") and draft.word.takes:
            at, pronoun = _preposition(draft, start)
            if at >= 0 and not pronoun:
                draft.object = object_at(marks, at + 1, draft.limit)
    draft.end = max(start, draft.object.last)


def _read_enemy(draft: Draft) -> None:
    """Fill in who was driven out and the place after "from"; of two parties after a verb the first is the doer."""
    marks, start = draft.marks, draft.at + draft.hit.length
    at, pronoun = _preposition(draft, start)
    stop = at if at >= 0 else min(draft.limit, start + AHEAD)
    after = marks.parties_in(start, stop)[:2]
    if draft.verbal and len(after) == 2 and not after[1].joined:
        draft.party, draft.direct, draft.enemy = after[0], True, after[1]
    elif after:
        draft.enemy = after[0]
    if at >= 0 and not pronoun:
        draft.object = object_at(marks, at + 1, draft.limit)
        draft.end = draft.object.last
    elif at >= 0:
        told = place_before(marks, draft.at, draft.floor)
        draft.object = Object(kind="place", last=at + 1, places=[told]) if told else NOTHING


def _read_state(draft: Draft) -> None:
    """Fill in who holds the place (after the words) and the place (before them)."""
    marks, start = draft.marks, draft.at + draft.hit.length
    if draft.word.object == "holder" and not draft.hit.enclitic:
        holder = party_at(marks, start, draft.limit)
        if holder is not None:
            draft.party, draft.direct, draft.end = holder, True, holder.last
    if draft.hit.form.startswith("participle") and draft.word.object == "before":
        _read_quality(draft)
        return
    back = 3 if draft.hit.form.startswith("participle") else AHEAD
    told = None
    if not draft.hit.form.startswith("noun"):
        told = place_before(marks, draft.at, draft.floor, back)
    if told is None and not draft.hit.form.startswith("participle"):
        after = next(iter(marks.places_in(draft.end, min(draft.limit, draft.end + NEAR))), None)
        told = after
    if told is not None:
        draft.object = Object(kind="place", last=draft.end, places=[told])


def _read_quality(draft: Draft) -> None:
    """Fill in the place of which the word is said ("the besieged quarters in …"): the name after it, else the noun before."""
    marks, start = draft.marks, draft.at + draft.hit.length
    told = place_before(marks, draft.at, draft.floor, 3)
    if told is None or draft.hit.proclitic.startswith(marks.document.language.grammar.conjunctions):
        return
    named = [place for place in marks.places_in(start, min(draft.limit, start + 4)) if place.anchor <= start + 1]
    draft.object = Object(kind="place", last=named[0].last if named else start, places=[*named, told] if not told.candidates else [told])
    draft.end = draft.object.last


def _find_actor(draft: Draft) -> None:
    """Fill in an actor that does not stand after the words: before them, after "at the hand of", or nowhere."""
    word, marks = draft.word, draft.marks
    if draft.party is not None or word.actor in ("none", "parties"):
        return
    by = by_whom(marks, draft.at + draft.hit.length, draft.limit)
    if by is not None:
        draft.party, draft.direct = by, True
        return
    if word.actor in ("by", "fallback"):
        return
    if word.event == "aid":
        draft.actors = adjective_parties(marks, draft.at + draft.hit.length, draft.limit)
    party, near = subject_before(marks, draft.at, draft.floor)
    if word.object == "enemy" and draft.hit.enclitic and draft.enemy is None:
        draft.enemy = party
        return
    if party is not None and not near and word.event in GROUND and party.kind != "armed":
        party = None
    if party is None and draft.hit.enclitic:
        party = next(marks.parties_before(draft.floor, 0), None)
        if party is not None:
            draft.doubts.append("resolved_pronoun")
    if party is not None and party is not draft.enemy:
        draft.party, draft.direct = party, near
        if party.oblique:
            draft.doubts.append("attachment")


def _places(draft: Draft) -> list[FoundPlace]:
    """The event's places: of its object, else the nearest in the sentence."""
    if draft.object.places:
        return draft.object.places
    found = venue(draft)
    if found:
        draft.doubts.append("attachment")
    return found
