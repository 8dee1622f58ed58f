"""The group of each count of a sentence: its own words, else those counted just before or right after."""

from __future__ import annotations

from sijill.extract.count_nouns import Count
from sijill.extract.government_links import Link
from sijill.language.document import Document
from sijill.language.entries import GroupNoun, NumberWord, Party, Quality

NEAR = 4
SIDES = frozenset({"armed", "state"})


def side_of(document: Document, count: Count) -> tuple[int, int] | None:
    """The tokens that name the party to which those counted belong: of the government's forces, Turkish soldiers; or None."""
    if count.kind == "plural":
        return None
    for at in range(max(count.first + 1, count.last - 1), count.until):
        noun, party = document.hit(at, GroupNoun), document.hit(at, Party) or document.hit(at, Quality)
        if party is None or party.proclitic not in ("", document.language.grammar.article):
            continue
        entry = party.entry
        named = entry.kind in SIDES if isinstance(entry, Party) else getattr(entry, "group", "") in ("combatants", "aid_workers")
        people = noun is not None and isinstance(noun.entry, GroupNoun) and (at < count.last or not noun.entry.adjective)
        if document.entry(at, NumberWord):
            break
        if named and not people:
            return at, _end_of_name(document, at + party.length, count.until)
    return None


def _end_of_name(document: Document, at: int, last: int) -> int:
    """Where the name of a party ends: before a preposition."""
    conjunctions = document.language.grammar.conjunctions
    while (
        at < last
        and document.words[at] not in conjunctions
        and not (document.role(at, "preposition") or document.role(at, "of") or document.entry(at, NumberWord))
    ):
        at += 1
    return min(at, last) if at <= last else last


class Groups:
    """The group of each count of a sentence: its own words, else those counted just before or right after."""

    def __init__(self, links: list[Link], carried: str) -> None:
        self.links = links
        self.last, self.kind = carried, "number"
        self.also: tuple[str, ...] = ()
        self.told: dict[int, str] = {}

    def of(self, link: Link) -> tuple[str, tuple[str, ...]]:
        """The group and the further groups of a count; empty where nothing tells them."""
        told, also = self._of(link)
        self.told[id(link)] = told
        return told, also

    def _of(self, link: Link) -> tuple[str, tuple[str, ...]]:
        count = link.count
        told, also = count.group, count.also
        if count.relation == "companion" and self.last == "combatants":
            return "combatants", also
        if link.host is not None:
            return told or self.told.get(id(link.host), link.host.count.group), also
        if count.others or count.of_those or (count.bare and not told):
            if not told:
                told, also = self._after(link) or count.those or self._before(count), also
        elif (count.own is not None and not told) or (count.generic and told == "people" and count.kind == "number"):
            told = self._after(link) or told
        if count.those and told == count.those:
            self.last = told
        if count.group and count.group != "families" and not self._told_within(link):
            self.last, self.also, self.kind = count.group, count.also, count.kind
        return told, also

    def _told_within(self, link: Link) -> bool:
        """Whether a plural without a number only tells of whom a count before it consists: ten civilians, most of them children."""
        if link.rule == "among those told" or any(k.rule == "among those told" and k.cue == link.cue for k in self.links):
            return True
        if link.count.interval is not None:
            return False
        return any(k.cue == link.cue and k.count.first < link.count.first and k.count.interval is not None for k in self.links)

    def _before(self, count: Count) -> str:
        """Others are of the group just named; a bare number after one single person may be of anybody."""
        if self.kind == "single" and count.kind != "single" and not count.of_those and not count.others:
            return ""
        return self.last

    def _after(self, link: Link) -> str:
        """The group told with the count that is joined right after: the death of 15 and the wounding of 33 policemen."""
        at = next(i for i, other in enumerate(self.links) if other is link)
        for other in self.links[at + 1 : at + 2]:
            following = other.count
            near = 0 <= following.first - link.count.until <= NEAR and other.host is None
            if link.count.generic and link.count.own is None:
                return following.group if near and following.others and following.group_at[0] >= following.first else ""
            alike = (following.own is not None and following.group) or (
                following.bare is False and link.count.bare and following.generic is False
            )
            if following.group == "families" and link.entry.effect != other.entry.effect:
                return ""
            first = self.last == "" or (link.count.bare and all(k.count.interval is None for k in self.links[:at]))
            if near and alike and following.group_at[0] >= following.first and following.last - following.first > 1 and first:
                return following.group
        return ""
