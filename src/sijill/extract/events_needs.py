"""What an event's words need around them in order to tell an event at all, and what shows that they tell none."""

from __future__ import annotations

from collections.abc import Callable

from sijill.extract.events_actors import party_at, subject_before
from sijill.extract.events_draft import Draft, venue

NEAR = 8
HELD = ("place", "terrain")


def meets(draft: Draft) -> bool:
    """Whether what the entry needs is there."""
    return all(NEEDS[need](draft) for need in draft.word.needs)


def is_idle(draft: Draft, status: str) -> bool:
    """Whether the words tell no event of their own: a wish for places not named, an appeal for aid, a share of land,
    talks and agreements in a report that names no armed party."""
    word, told = draft.word, draft.object
    if word.event in ("talks", "agreement") and not draft.marks.of_war:
        return True
    if word.event == "control" and told.share:
        return True
    if word.event == "aid":
        return status == "proposed"
    return word.event == "capture" and status not in ("happened", "ongoing") and told.kind == "terrain" and told.plural


def _has_place(draft: Draft) -> bool:
    told = draft.object
    if told.kind in HELD:
        return True
    return told.kind == "unknown" and draft.opened and bool(draft.party and draft.party.kind == "armed")


def _is_armed(draft: Draft) -> bool:
    party = draft.party
    return party is not None and party.kind == "armed" and (draft.direct or (draft.opened and draft.object.kind in HELD))


def _follows(draft: Draft) -> bool:
    """Whether an armed party stands after the words."""
    return bool(draft.party and draft.party.kind == "armed" and draft.party.first > draft.at)


def _follows_party(draft: Draft, role: str) -> bool:
    """Whether a word of that role stands right after the party that follows the words."""
    party = draft.party
    return party is not None and party.first > draft.at and draft.marks.has(party.last, role)


def _has_person(draft: Draft) -> bool:
    start = draft.at + draft.hit.length
    after = party_at(draft.marks, start, draft.limit)
    before, near = subject_before(draft.marks, draft.at, draft.floor)
    found = [p for p in (after, before if near else None) if p is not None]
    return any(p.kind in ("person", "state") for p in found)


def _has_good(draft: Draft) -> bool:
    after = 6 if not draft.verbal else 5
    return _near(draft, "good", 3 if draft.verbal else 0, after)


def _near(draft: Draft, role: str, before: int, after: int) -> bool:
    marks, start = draft.marks, draft.at + draft.hit.length
    first, last = max(draft.floor, draft.at - before), min(draft.limit, start + after)
    return any(marks.has(k, role) for k in range(first, last) if not draft.at <= k < start)


NEEDS: dict[str, Callable[[Draft], bool]] = {
    "place": _has_place,
    "party": lambda draft: bool(draft.party or draft.enemy or draft.actors),
    "armed": _is_armed,
    "followed": _follows,
    "led": lambda draft: bool(draft.party and draft.party.kind == "armed" and draft.direct),
    "person": _has_person,
    "handling": lambda draft: _near(draft, "handling", NEAR, NEAR),
    "good": _has_good,
    "good_next": lambda draft: _near(draft, "good", 0, 2) or _follows_party(draft, "good"),
    "not_trade": lambda draft: not _near(draft, "trade", 3, 5),
    "not_mined": lambda draft: not _near(draft, "mine", 0, 5),
    "moving": lambda draft: draft.opened or not draft.verbal or bool(draft.party and draft.party.first > draft.at),
    "terrain_or_armed": lambda draft: draft.object.kind in HELD or bool(draft.enemy) or _follows(draft),
    "party_or_place": lambda draft: bool(draft.actors or draft.party) or bool(venue(draft)),
}
