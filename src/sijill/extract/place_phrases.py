"""Place phrases: from the first noun of place or direction to the end of the name, and the further names of a list."""

from __future__ import annotations

from sijill.extract.place_collector import PlaceCollector
from sijill.extract.place_names import Match, NameFinder
from sijill.extract.place_nouns import HEADS, SETTLEMENTS, PlaceNouns
from sijill.extract.place_unknown import UnknownNames
from sijill.language.document import Document
from sijill.language.entries import PlaceNoun
from sijill.language.load import Hit
from sijill.record.found import FoundPlace

CUES = frozenset({"cue", "state"})
# what belongs to the name as it is shown; edges ("the outskirts of") do not
SHOWN = CUES | {"part", "direction"}
SETTLED = SETTLEMENTS | {"neighbourhood"}
ACCUSATIVE = "\u0627"
COMMAS = frozenset({"\u060c", ","})
MOST_HEADS = 7
MOST_LISTED = 12
LOOK_BACK = 8
MOST_BORDERING = 4
DASHES = frozenset({"-", "\u2013"})


class PlacePhrases:
    """Reads phrases that begin with a noun of place."""

    def __init__(self, document: Document, nouns: PlaceNouns, finder: NameFinder, collector: PlaceCollector) -> None:
        self.document, self.nouns, self.finder, self.collector = document, nouns, finder, collector
        self.gazetteer, self.tokens, self.words = finder.gazetteer, document.tokens, document.words
        self.unknown = UnknownNames(document, nouns.roles, self.gazetteer.heads, self._begins)

    def read(self, anchor: int) -> int:
        """Takes the places of the phrase that begins there; the token to go on from."""
        at, shown, cue, directions = anchor, -1, None, []
        while at < len(self.tokens) and self.nouns.role(at) in HEADS and at - anchor < MOST_HEADS:
            whole = self.finder.match(self.document, at)
            if whole and whole.last > at + 1 and self._named_whole(whole, at):
                break
            hit, role = self.nouns.hits[at], self.nouns.roles[at]
            if at > anchor and self.nouns.begins_anew(hit):
                break
            if cue and self.nouns.is_definite(hit) and self._is_name(at, cue):
                break
            if role == "border" and self.nouns.is_definite(hit):
                return self._border(anchor, at)
            if self.nouns.is_definite(hit) and role not in ("cue", "direction"):
                return max(at, anchor + 1)
            if cue and role in ("near", "direction", "edge", "border"):
                # "a village near": the cue heads no name
                cue, shown, anchor = None, -1, at
            if role in CUES:
                if self.nouns.is_definite(hit):
                    return self._definite_cue(anchor, at, shown)
                # "the hospitals of the city of": the last cue heads the name
                shown = at if cue else shown
                cue = hit
            if role in SHOWN and shown < 0:
                shown = at
            if role in ("direction", "part", "edge", "border"):
                directions.append(self.words[at])
            at += hit.length
            if self.nouns.is_definite(hit) and self.nouns.role(at) == "from":
                at += 1
        return self._named_phrase(anchor, at, shown, cue, " ".join(directions))

    def _border(self, anchor: int, at: int) -> int:
        """The border of a country with another as a place as wide as the country; that of a guard is none."""
        end, country = at + 1, ""
        if self.nouns.role(at - 1) == "body":
            return end
        while end < len(self.tokens) and end - at < MOST_BORDERING:
            other = self.nouns.country_of(end) if self.gazetteer.has_article(self.words[end]) else ""
            if not other and not (self.words[end] in DASHES and self.nouns.country_of(end + 1)):
                break
            country = country or other
            end += 1
        if self.nouns.role(end) == "with" and end + 1 < len(self.tokens):
            match = self.finder.match(self.document, end + 1)
            states = [id for id in match.candidates if self._is_country(id)] if match and not match.proclitic else []
            if match and states:
                country, end = country or states[0], match.last
        if country:
            place = FoundPlace(
                first=at, last=end, anchor=anchor, level="country", direction=self.words[at], cued=True, candidates=(country,),
                name_first=at, name_last=end,
            )  # fmt: skip
            self.collector.add(place)
        return end

    def _is_beside(self, anchor: int, at: int) -> bool:
        """Whether a phrase tells what lies in a direction of the place or near it."""
        return any(self.nouns.role(noun) in ("direction", "near") for noun in range(anchor, at))

    def _is_name(self, at: int, cue: Hit) -> bool:
        """Whether a noun of place with the article is itself the name after another one ("the Square quarter")."""
        entry, match = self.nouns.entry(at), self.finder.match(self.document, at)
        if entry is not None and entry.again and (match is None or match.last == at + 1):
            head = cue.entry.level if isinstance(cue.entry, PlaceNoun) else ""
            return entry.level == "site" and cue.form == "singular" and head in SETTLED
        return (match is not None and match.exact) or (entry is not None and entry.role == "cue")

    def _named_whole(self, match: Match, at: int) -> bool:
        """Whether the noun of place is itself the head of the name: not where the rest is a longer name."""
        rest = self.finder.match(self.document, at + self.nouns.hits[at].length)
        return not (rest and rest.last > match.last)

    def _definite_cue(self, anchor: int, at: int, shown: int) -> int:
        """A cue with the article stands for a place named before it, or for none that the report names."""
        entry, after = self.nouns.entry(at), self.words[at + 1] if at + 1 < len(self.tokens) else ""
        if entry is None or not entry.again or self.nouns.hits[at].form != "singular":
            return at + 1
        if entry.level in ("", "city") and at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "word" and self._begins(at + 1):
            # "the capital Tripoli"
            return self._named_phrase(anchor, at + 1, shown if shown >= 0 else at, self.nouns.hits[at], "")
        if self.gazetteer.has_article(after):
            return at + 1
        if self._is_named_before(entry):
            place = FoundPlace(
                first=shown if shown >= 0 else at, last=at + 1, anchor=anchor, level=entry.level, cue=entry.lemma, cued=True, anaphor=True,
                name_first=at + 1, name_last=at + 1, beside="direction" if self._is_beside(anchor, at) else "",
            )  # fmt: skip
            self.collector.add(place)
        return at + 1

    def _is_named_before(self, entry: PlaceNoun) -> bool:
        found = self.collector.found
        if entry.level == "country":
            return True
        if entry.lemma in self.collector.cues:
            return True
        return entry.level in SETTLEMENTS and any(place.candidates or place.level in SETTLEMENTS for place in found[-LOOK_BACK:])

    def _named_phrase(self, anchor: int, at: int, shown: int, cue: Hit | None, direction: str) -> int:
        """The name after the nouns of place; the token to go on from."""
        if at >= len(self.tokens) or self.tokens[at].kind == "line":
            return at
        start = self._past_quote(at)
        entry = cue.entry if cue and isinstance(cue.entry, PlaceNoun) else None
        level = entry.level if entry else ""
        match = self.finder.match(self.document, start)
        if match and ((match.proclitic and start > anchor) or not self._fits(match, level, bool(cue) or bool(direction))):
            match = None
        last = match.last if match else start
        if match:
            if level in SETTLED and all(self._is_country(id) for id in match.candidates):
                # "the towns of Iraq"
                level = ""
            level = level or self._part_level(anchor, at, match)
        elif cue and entry and not self._is_joined(start):
            last = self._unknown_end(at, start, self._follows(at, cue, entry))
        if last <= start:
            return max(at, anchor + 1)
        quoted = start == anchor and self.document.closers.get(start - 1) == last
        end, side = self.nouns.sides(last if quoted else self._past_closer(start, last))
        place = FoundPlace(
            first=shown if shown >= 0 else start, last=end, anchor=anchor, level=level, cue=entry.lemma if entry else self._lemma(start),
            direction=" ".join(filter(None, (direction, side))), cued=not quoted,
            candidates=self._candidates(start, match), name_first=start, name_last=last, doubts=("quoted",) if quoted else (),
            beside="direction" if self._is_beside(anchor, start) else "",
        )  # fmt: skip
        self.collector.add(place, telling=match is not None and (not match.needs or bool(self._lemma(start))))
        if cue and entry and cue.form in ("dual", "plural"):
            return self._listed(end, level, entry.follows, 1 if cue.form == "dual" else MOST_LISTED)
        return end

    def _candidates(self, start: int, match: Match | None) -> tuple[str, ...]:
        """The places that the name may be; of a name with its own noun ("the University quarter") those of the rest too."""
        if match is None:
            return ()
        entry = self.nouns.entry(start)
        rest = self.finder.match(self.document, start + 1) if entry and entry.level in SETTLED else None
        if rest is None or rest.last != match.last or rest.proclitic:
            return match.candidates
        return tuple(dict.fromkeys((*match.candidates, *rest.candidates)))

    def _unknown_end(self, at: int, start: int, follows: str) -> int:
        """The token after a name that the gazetteer lacks; one in quotation marks needs no article."""
        if start == at or follows == "known":
            return self.unknown.end(start, follows)
        last = self.document.closers[at]
        return last if all(token.kind == "word" for token in self.tokens[start:last]) else start

    def _begins(self, at: int) -> bool:
        match = self.finder.match(self.document, at)
        return match is not None and match.exact and not match.needs

    def _is_joined(self, at: int) -> bool:
        """Whether the word is a known name with a preposition before it: it is no name that stands after the cue."""
        match = self.finder.match(self.document, at)
        return match is not None and bool(match.proclitic) and match.exact

    def _follows(self, at: int, cue: Hit, entry: PlaceNoun) -> str:
        """What names that the gazetteer lacks the cue takes as it stands.

        None behind an ending that bears no genitive ("two villages" without their names), nor behind the plural of a site.
        """
        fold, dual = self.document.language.fold.word, self.document.language.grammar.paradigms["nouns"]["dual"]
        word = self.words[at - 1]
        free = cue.form == "dual" and any(word.endswith(ending) for _, ending in dual if len(ending) > 1)
        accusative = cue.form == "singular" and word.endswith(ACCUSATIVE) and not fold(entry.lemma).endswith(ACCUSATIVE)
        if free or accusative or (cue.form == "plural" and entry.level == "site"):
            return "known"
        return "definite" if cue.form == "plural" and not entry.level else entry.follows

    def _part_level(self, anchor: int, at: int, match: Match) -> str:
        """The level that a part tells (the countryside of a governorate), where a place of that level has the name."""
        for noun in range(anchor, at):
            entry = self.nouns.entry(noun)
            if entry and entry.role == "part" and entry.level and self._has_level(match, entry.level):
                return entry.level
        return ""

    def _is_country(self, id: str) -> bool:
        record = self.gazetteer.get(id)
        return record is not None and record.level == "country"

    def _has_level(self, match: Match, level: str) -> bool:
        return any((record := self.gazetteer.get(id)) and record.level == level for id in match.candidates)

    def _past_quote(self, at: int) -> int:
        return at + 1 if at in self.document.closers and self.document.closers[at] - at < 7 else at

    def _past_closer(self, start: int, last: int) -> int:
        """The end of a name in quotation marks with the closing one."""
        return last + 1 if start and self.document.closers.get(start - 1) == last else last

    def _lemma(self, at: int) -> str:
        """The cue that is itself a part of the name ("Tishrin Dam")."""
        entry = self.nouns.entry(at)
        return entry.lemma if entry and entry.role == "cue" else ""

    def _fits(self, match: Match, level: str, cued: bool) -> bool:
        """Whether a place of that level can bear the name: a country after "town of" is a nationality."""
        if match.needs == "cue" and not cued:
            return False
        if not match.exact and match.last - match.first == 1 and (not level or match.needs == "cue"):
            return False
        return level in ("", "country", "site") or match.first not in self.nouns.nationalities

    def _listed(self, at: int, level: str, follows: str, most: int) -> int:
        """Takes the further names under a cue in the dual or plural, each behind a conjunction, a comma or both."""
        conjunctions = self.document.language.grammar.conjunctions
        for _ in range(most):
            comma = at < len(self.tokens) and self.words[at] in COMMAS
            start = self._past_quote(at + 1 if comma else at)
            if start >= len(self.tokens) or self.tokens[start].kind != "word" or start in self.nouns.roles:
                return at
            match = self.finder.match(self.document, start)
            if match and not (match.proclitic in conjunctions or (comma and not match.proclitic)):
                match = None
            last = match.last if match else self.unknown.end_listed(start, follows, comma)
            if last <= start:
                return at
            end, side = self.nouns.sides(self._past_closer(start, last))
            place = FoundPlace(
                first=start, last=end, anchor=start, level=level, direction=side, cued=True, candidates=match.candidates if match else (),
                name_first=start, name_last=last,
            )  # fmt: skip
            self.collector.add(place, match.proclitic if match else self._conjunction(start))
            at = end
        return at

    def _conjunction(self, at: int) -> str:
        word = self.words[at]
        return next((letter for letter in self.document.language.grammar.conjunctions if word.startswith(letter) and len(word) > 3), "")
