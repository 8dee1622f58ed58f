"""Place names without a noun of place before them: told by the name itself, a preposition, or a place beside it."""

from __future__ import annotations

from sijill.extract.place_collector import PlaceCollector
from sijill.extract.place_names import Match, NameFinder
from sijill.extract.place_nouns import PlaceNouns
from sijill.language.document import Document
from sijill.language.entries import TimeWord, VoiceNoun
from sijill.record.found import FoundPlace

PREPOSITIONS = frozenset({"in", "on", "to", "from", "between", "near", "edge"})
# those that tell a place where the name alone does not
SURE = frozenset({"in", "to", "near", "edge", "between"})
DATELINE = frozenset("-\u2013\u2014:/(|")
BETWEEN = frozenset({"\u060c", ",", "(", "\u00bb", '"', "\u201d", "-"})


class BareNames:
    """Reads a name of the gazetteer that stands alone."""

    def __init__(self, document: Document, nouns: PlaceNouns, finder: NameFinder, collector: PlaceCollector) -> None:
        self.document, self.nouns, self.finder, self.collector = document, nouns, finder, collector
        self.tokens, self.words = document.tokens, document.words
        self.grammar = document.language.grammar
        self.passed_over: list[tuple[int, Match]] = []

    def read(self, at: int) -> int:
        """Takes the name that begins at a token, if it tells a place there; the token to go on from."""
        match = self.finder.match(self.document, at)
        if match is None:
            return at + 1
        single = match.last == at + 1
        if not match.exact and (single or match.proclitic):
            return at + 1
        if self.nouns.role(at - 1) == "outlet":
            return match.last
        if single and self.nouns.role(at) == "stop":
            return at + 1
        needs = self._needs(at, match) if single else match.needs
        chained = self._chained(at, match)
        quoted = self.document.closers.get(at - 1) == match.last
        licensed = not quoted and (chained or self._licensed(at, match, needs))
        if not licensed and not chained and self._is_of_person(at, match.last):
            return at + 1
        if (needs == "cue" and not (chained and self.collector.found[-1].level)) or (needs and not licensed):
            self.passed_over.append((at, match))
            return at + 1
        self.collector.add(
            self._place(at, match, licensed, self._doubts(at, match.last, single, quoted, licensed)), match.proclitic, not match.needs
        )
        return self.collector.found[-1].last

    def read_again(self) -> None:
        """Takes names that were passed over where the report tells, in another place, that they are places."""
        told = {name for place in self.collector.found if place.cue and (name := self._name(place.name_first, place.name_last))}
        after = {place.first: place for place in self.collector.found}
        for at, match in reversed(self.passed_over):
            if self._heads_list(match, after) or self._lies_in_next(at, match, after):
                place = self._place(at, match, True, ())
                self.collector.insert(place, match.proclitic, telling=False)
                after[at] = place
                continue
            quoted = self.document.closers.get(at - 1) == match.last
            if self._name(at, match.last, match.proclitic) in told and not self._is_person(at):
                self.collector.insert(self._place(at, match, False, ("quoted",) if quoted else ("bare",)), match.proclitic, telling=True)

    def _heads_list(self, match: Match, after: dict[int, FoundPlace]) -> bool:
        """Whether a place joined with a conjunction follows a name that needs a place beside it."""
        if match.needs != "place" or match.last >= len(self.tokens):
            return False
        follower = after.get(match.last) or (after.get(match.last + 1) if self.words[match.last] in BETWEEN else None)
        return follower is not None and follower.before in self.grammar.conjunctions and not follower.anaphor

    def _lies_in_next(self, at: int, match: Match, after: dict[int, FoundPlace]) -> bool:
        """Whether a wider place follows in whose governorate one of that name lies, where the words before allow a place."""
        wider = after.get(match.last)
        if wider is None:
            wider = after.get(match.last + 1) if self._joins(match.last) else None
        if wider is None or wider.anaphor or not wider.cued or (wider.before in self.grammar.conjunctions and wider.before):
            return False
        if match.proclitic and match.proclitic[-1] != self.grammar.prepositions[0]:
            return False
        told = match.proclitic or self.nouns.role(at - 1) in PREPOSITIONS
        if not told and not (wider.direction and not self._is_word(at)):
            return False
        areas = self._areas(wider.candidates)
        return bool(areas & self._areas(match.candidates))

    def _joins(self, at: int) -> bool:
        """Whether a word stands between a place and the wider one: "in", or "the capital of"."""
        entry = self.nouns.entry(at)
        return entry is not None and (entry.role == "in" or (entry.role == "cue" and entry.again and not entry.level))

    def _areas(self, ids: tuple[str, ...]) -> set[str]:
        """The governorates in which places lie or which they are."""
        gazetteer = self.finder.gazetteer
        return {wider.id for id in ids for wider in gazetteer.chain(id) if wider.level == "governorate"}

    def _is_of_person(self, at: int, end: int) -> bool:
        """Whether a name belongs to a person: behind a title with the article and a first name, or before "son of"."""
        if self.nouns.role(end) == "son":
            return True
        if end - at > 1:
            return False
        if self._is_title(at - 1):
            return end < len(self.tokens) and self.tokens[end].kind == "word" and not self.tokens[end].hits
        return self._is_person(at) and self._is_title(at - 2)

    def _is_title(self, at: int) -> bool:
        """Whether a person's title with the article stands there."""
        return at >= 0 and any(
            type(hit.entry) is VoiceNoun
            and hit.entry.sort == "person"
            and hit.form == "singular"
            and hit.proclitic.endswith(self.grammar.article)
            for hit in self.tokens[at].hits
        )

    def _name(self, first: int, last: int, proclitic: str = "") -> str:
        return "".join(self.words[first:last])[len(proclitic) :]

    def _is_person(self, at: int) -> bool:
        """Whether the word before is one that the tables do not know and no noun of place: as likely a first name."""
        return at > 0 and self.tokens[at - 1].kind == "word" and not self.tokens[at - 1].hits and at - 1 not in self.nouns.roles

    def _place(self, at: int, match: Match, licensed: bool, doubts: tuple[str, ...]) -> FoundPlace:
        end, side = self.nouns.sides(match.last)
        return FoundPlace(
            first=at, last=end, anchor=at, direction=side, cued=licensed, candidates=match.candidates, name_first=at, name_last=match.last,
            doubts=doubts,
        )  # fmt: skip

    def _doubts(self, at: int, end: int, single: bool, quoted: bool, licensed: bool) -> tuple[str, ...]:
        if self._is_dateline(at, end):
            return ("dateline",)
        doubts = ["quoted"] if quoted else [] if licensed else ["bare"]
        if single and any(type(hit.entry) is TimeWord for hit in self.tokens[at].hits):
            doubts.append("unknown_word")
        return tuple(doubts)

    def _needs(self, at: int, match: Match) -> str:
        """What a name of one word needs here: more where the word has another meaning, or letters before it make it short."""
        needs = match.needs
        if at in self.nouns.nationalities:
            return needs or "place"
        if needs == "place" and (self._is_word(at) or (match.proclitic and len(self.words[at]) - len(match.proclitic) < 4)):
            return "cue"
        if match.proclitic and self._is_word(at):
            return "cue"
        return needs

    def _is_word(self, at: int) -> bool:
        """Whether the word as written has a meaning of its own, with nothing but the article taken off."""
        return any(hit.proclitic in ("", self.grammar.article) and not hit.enclitic and hit.length == 1 for hit in self.tokens[at].hits)

    def _licensed(self, at: int, match: Match, needs: str) -> bool:
        if match.proclitic:
            return match.proclitic[-1] == self.grammar.prepositions[0]
        before = self.nouns.role(at - 1)
        if before == "from" and needs == "place" and self.nouns.place_role(at, match.last) == "from":
            return True
        return before in (SURE if needs and at not in self.nouns.nationalities else PREPOSITIONS)

    def _chained(self, at: int, match: Match) -> bool:
        """Whether a place ends right before: one more of a list, or what lies in it."""
        last = self.collector.found[-1] if self.collector.found else None
        if last is None or not last.cued or at - last.last > 2:
            return False
        gap = self.words[last.last : at]
        if any(word not in BETWEEN for word in gap):
            return False
        return bool(gap) or bool(match.proclitic) or not match.needs

    def _is_dateline(self, first: int, end: int) -> bool:
        opens = first == 0 or self.tokens[first - 1].kind == "line" or (self.words[first - 1] == "(" and first < 3)
        return opens and end < len(self.tokens) and self.words[end] in DATELINE
