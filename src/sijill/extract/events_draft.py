"""One event while it is being read at its trigger: what has been found of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.extract.events_marks import Marks
from sijill.extract.events_objects import Object, place_before
from sijill.extract.events_parties import PartyName
from sijill.language.entries import EventWord
from sijill.language.load import Hit
from sijill.record.found import FoundActor, FoundPlace

VENUE = 18
NOTHING = Object(kind="none", last=0)


@dataclass(slots=True, kw_only=True)
class Draft:
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


def venue(draft: Draft) -> list[FoundPlace]:
    """The nearest place of the sentence, after the words or, of a relative clause and of what is short, before them."""
    marks, start = draft.marks, draft.at + draft.hit.length
    after = marks.places_in(start, min(draft.limit, start + VENUE))[:1]
    relative = any(marks.has(k, "relative") for k in range(max(draft.floor, draft.at - 2), draft.at))
    if after and not relative and not (draft.verbal and draft.word.event == "shortage"):
        return after
    before = place_before(marks, draft.at, draft.floor, VENUE)
    if before is None and after:
        return after
    return [before] if before else []
