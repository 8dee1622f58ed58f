"""Who did it, holds it or takes part: the party after the verb, before it, "at the hand of" it, or on both sides of "between"."""

from __future__ import annotations

from sijill.extract.events_marks import Marks
from sijill.extract.events_parties import PartyName
from sijill.language.document import QUOTES
from sijill.record.found import FoundActor

AHEAD = 14
BACK = 40
DIRECT = 2
NEAR = 2
MODAL = 10
ADJECTIVES = 4


def actor(role: str, party: PartyName) -> FoundActor:
    """The party in that role."""
    return FoundActor(role=role, first=party.first, last=party.last)


def party_at(marks: Marks, at: int, limit: int) -> PartyName | None:
    """The party that stands directly at a token, after quotation marks and an adverb at most."""
    tokens = marks.document.tokens
    reach = at
    while reach < limit and (tokens[reach].word in QUOTES or reach - at < DIRECT):
        for party in marks.parties_in(reach, reach + 1):
            return party
        if tokens[reach].word not in QUOTES and not marks.has(reach, "stop"):
            return None
        if marks.has(reach, "relative") or marks.has(reach, "preposition"):
            return None
        reach += 1
    return None


def subject_before(marks: Marks, at: int, floor: int) -> tuple[PartyName | None, bool]:
    """The party before a token that is most likely its subject, and whether it stands there directly.

    After a relative ("who withdrew") it is the nearest party; otherwise the nearest that nothing governs.
    """
    floor = max(floor, at - BACK)
    free: PartyName | None = None
    relative = any(marks.has(k, "relative") for k in range(max(floor, at - 2), at))
    governed: PartyName | None = None
    governing = _subject_of_modal(marks, at, floor)
    if governing is not None and not relative:
        return governing, True
    for party in marks.parties_before(at, floor):
        if party.last == at and party.oblique < 2:
            return _first_joined(marks, party, floor), True
        near = at - party.last <= NEAR and not _parted(marks, party.last, at)
        if relative or (not party.oblique and (near or party.leads)):
            return (party if relative else _first_joined(marks, party, floor)), near or relative
        if not party.oblique:
            free = free or party
        elif governed is None or party.oblique < governed.oblique:
            governed = party
    return free or governed, False


def _parted(marks: Marks, first: int, last: int) -> bool:
    """Whether a mark other than quotation stands between two tokens."""
    return any(token.kind == "mark" and token.word not in QUOTES for token in marks.document.tokens[first:last])


def _subject_of_modal(marks: Marks, at: int, floor: int) -> PartyName | None:
    """The party that stands directly after or before the verb that governs the event's words, if a verb does."""
    for k in range(at - 1, max(floor, at - MODAL) - 1, -1):
        if marks.has(k, "relative") or k in marks.trigger_at:
            return None
        if any(hit.form.startswith(("past", "present")) for _, hit in marks.modals.get(k, ())):
            after = party_at(marks, k + 1, at)
            if after is not None and not after.oblique:
                return after
            before = next(marks.parties_before(k, floor), None)
            return before if before is not None and k - before.last <= 1 and before.oblique < 2 else None
    return None


def _first_joined(marks: Marks, party: PartyName, floor: int) -> PartyName:
    """The first of the parties that are joined up to this one."""
    for before in marks.parties_before(party.first, floor):
        if not party.joined or before.last != party.first:
            break
        party = before
    return party


def by_whom(marks: Marks, at: int, limit: int) -> PartyName | None:
    """The party after "at the hand of" within a clause's reach, or None."""
    for k in range(at, min(limit, at + AHEAD)):
        if marks.has(k, "by"):
            hit = marks.roles[k]["by"]
            return party_at(marks, k + hit.length, limit)
    return None


def adjective_parties(marks: Marks, at: int, limit: int) -> list[FoundActor]:
    """The parties told by an adjective shortly after a noun ("the Turkish-Russian agreement")."""
    return [FoundActor(role="party", first=k, last=marks.nisba[k]) for k in range(at, min(limit, at + ADJECTIVES)) if k in marks.nisba]


def coordinated(marks: Marks, party: PartyName, limit: int) -> list[PartyName]:
    """A party and those joined to it by a conjunction."""
    found = [party]
    last = party.last
    for other in marks.parties_in(last, min(limit, last + AHEAD)):
        gap = [t for t in marks.document.tokens[last : other.first] if t.word not in QUOTES]
        if not other.joined or gap:
            break
        found.append(other)
        last = other.last
    return found


def parties_around(marks: Marks, first: int, last: int, floor: int, limit: int, with_persons: bool) -> list[FoundActor]:
    """The parties to talks, a truce or an agreement told at tokens first up to last."""
    found: list[PartyName] = []
    adjectives = adjective_parties(marks, last, limit)
    tokens = marks.document.tokens
    for k in range(last, min(limit, last + AHEAD)):
        if tokens[k].kind == "line" or (tokens[k].kind == "mark" and tokens[k].word not in QUOTES and tokens[k].word != "-"):
            break
        if marks.has(k, "among"):
            party = party_at(marks, k + marks.roles[k]["among"].length, limit)
            if party is not None:
                found += coordinated(marks, party, limit)
        elif marks.has(k, "relative"):
            break
    before, _ = subject_before(marks, first, floor)
    if before is not None and before.kind == "state" and before.last < limit and tokens[before.last].word == ":":
        before = None
    if before is not None and (not found or not before.oblique):
        found += coordinated(marks, before, first)
    if not found:
        after = party_at(marks, last, limit)
        found += coordinated(marks, after, limit) if after else []
    parties = {party.first: party for party in found if with_persons or party.kind != "person"}
    return [actor("party", parties[at]) for at in sorted(parties)][:4] + adjectives[:3]
