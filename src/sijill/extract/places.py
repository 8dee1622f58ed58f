"""Places as the words have them: names of the gazetteer, and names that a cue tells to be places.

A phrase is read from its first noun of place or direction to the end of the name ("محيط بلدة ... بريف ..." are two
places, the second the wider); a name that the gazetteer lacks is kept where a cue stands before it. Names that are
everyday words, or of little places, are taken only with a cue, a preposition of place or a place beside them.
"""

from __future__ import annotations

from sijill.extract.place_names import Match, NameFinder
from sijill.extract.place_unknown import unknown_name
from sijill.gazetteer.places import Gazetteer
from sijill.language.document import Document
from sijill.language.entries import PlaceNoun, TimeWord
from sijill.language.load import Hit
from sijill.record.found import FoundPlace

HEADS = frozenset({"cue", "state", "part", "edge", "near", "direction"})
SHOWN = frozenset({"cue", "state", "part", "direction"})
CUES = frozenset({"cue", "state"})
PREPOSITIONS = frozenset({"in", "on", "to", "from", "between", "near", "edge"})
SURE = frozenset({"in", "to", "near", "edge", "between"})
ACCUSATIVE = "\u0627"
DATELINE = frozenset("-–—:/(|")
SETTLED = frozenset({"neighbourhood", "village", "town", "city", "site"})
SETTLEMENTS = frozenset({"village", "town", "city"})
LOOK_BACK = 8
MOST_LISTED = 12


def find_places(document: Document, gazetteer: Gazetteer, finder: NameFinder | None = None) -> list[FoundPlace]:
    """The places of a document in the order of the text; give a `finder` to remember words over documents."""
    return _Reading(document, finder or NameFinder(gazetteer)).read()


class _Reading:
    def __init__(self, document: Document, finder: NameFinder) -> None:
        self.document, self.finder, self.gazetteer = document, finder, finder.gazetteer
        self.tokens, self.words = document.tokens, document.words
        self.article = document.language.grammar.article
        self.nouns: dict[int, Hit] = {}
        self.roles: dict[int, str] = {}
        self.countries: set[str] = set()
        self.nationalities: set[int] = set()
        self.cues: set[str] = set()
        self.settlement_cues: set[str] = set()
        self.found: list[FoundPlace] = []

    def read(self) -> list[FoundPlace]:
        self._mark_nouns()
        at, count, openings = 0, len(self.tokens), self.finder.openings
        while at < count:
            token = self.tokens[at]
            if token.kind != "word":
                at += 1
            elif self.roles.get(at) in HEADS:
                at = self._phrase(at)
            elif self.roles.get(at) == "idiom":
                at += self.nouns[at].length
            elif openings(self.document, at):
                at = self._bare(at)
            else:
                at += 1
        return self._without_strays()

    def _mark_nouns(self) -> None:
        for at, token in enumerate(self.tokens):
            for hit in token.hits:
                entry = hit.entry
                if type(entry) is PlaceNoun:
                    if entry.country:
                        self.countries.add(entry.country)
                        self.nationalities.add(at)
                    elif at not in self.nouns and not hit.enclitic:
                        self.nouns[at] = hit
                        self.roles[at] = entry.role
                        if entry.level in SETTLEMENTS:
                            self.settlement_cues.add(entry.lemma)

    # a phrase that begins with a noun of place

    def _phrase(self, anchor: int) -> int:
        """Reads the phrase that begins there; the token after it."""
        at, shown, cue, directions = anchor, -1, None, []
        while at < len(self.tokens) and self.roles.get(at) in HEADS and at - anchor < 7:
            whole = self.finder.match(self.document, at)
            if whole and whole.last > at + 1 and self._named_whole(whole, at):
                break
            hit, role = self.nouns[at], self.roles[at]
            if at > anchor and self._begins_anew(hit):
                break
            if self._is_definite(hit) and role not in ("cue", "direction"):
                return max(at, anchor + 1)
            if role in CUES:
                if self._is_definite(hit):
                    return self._definite_cue(anchor, at, shown)
                # "the hospitals of the city of": the last cue heads the name
                shown = at if cue else shown
                cue = hit
            if role in SHOWN and shown < 0:
                shown = at
            if role in ("direction", "part", "edge"):
                directions.append(self.words[at])
            at += hit.length
            if self._is_definite(hit) and self.roles.get(at) == "from":
                at += 1
        return self._named_phrase(anchor, at, shown, cue, " ".join(directions))

    def _named_whole(self, match: Match, at: int) -> bool:
        """Whether the noun of place is itself the head of the name (ريف دمشق): not where the rest is a longer name."""
        rest = self.finder.match(self.document, at + self.nouns[at].length)
        return not (rest and rest.last > match.last)

    def _begins_anew(self, hit: Hit) -> bool:
        return any(letter in hit.proclitic for letter in self.document.language.grammar.conjunctions)

    def _is_definite(self, hit: Hit) -> bool:
        return bool(self.article) and hit.proclitic.endswith(self.article)

    def _definite_cue(self, anchor: int, at: int, shown: int) -> int:
        """A cue with the article stands for a place named before it, or for none that the report names."""
        entry = self.nouns[at].entry
        after = self.words[at + 1] if at + 1 < len(self.tokens) else ""
        if not isinstance(entry, PlaceNoun) or not entry.again or self.nouns[at].form != "singular":
            return at + 1
        seen = entry.lemma in self.cues or (entry.level == "country" and bool(self.countries or self.found))
        if entry.level in SETTLEMENTS:
            seen = seen or bool(self.cues & self.settlement_cues) or any(place.candidates for place in self.found[-LOOK_BACK:])
        if seen and not self.gazetteer.has_article(after):
            first = shown if shown >= 0 else at
            self._add(anchor, first, at + 1, (at + 1, at + 1), entry.level, "", (), True, anaphor=True, cue=entry.lemma)
        return at + 1

    def _named_phrase(self, anchor: int, at: int, shown: int, cue: Hit | None, direction: str) -> int:
        """The name after the nouns of place; the token after it, or after the nouns where there is none."""
        if at >= len(self.tokens) or self.tokens[at].kind == "line":
            return at
        start = self._past_quote(at)
        entry = cue.entry if cue else None
        level = entry.level if isinstance(entry, PlaceNoun) else ""
        match = self.finder.match(self.document, start)
        if match and ((match.proclitic and start > anchor) or not self._fits(match, level, bool(cue) or bool(direction))):
            match = None
        if match:
            last, candidates = match.last, match.candidates
            level = level or self._part_level(anchor, at, match)
        elif cue and isinstance(entry, PlaceNoun) and not self._is_joined(start):
            last, candidates = (
                unknown_name(self.document, self.roles, start, self._follows(start, cue, entry), self.gazetteer.heads),
                (),
            )
        else:
            last, candidates = start, ()
        if last <= start:
            return max(at, anchor + 1)
        end, side = self._sides(self._past_closer(start, last))
        first = shown if shown >= 0 else start
        lemma = entry.lemma if entry else self._lemma(start)
        self._add(anchor, first, end, (start, last), level, " ".join(filter(None, (direction, side))), candidates, True, cue=lemma)
        if cue and cue.form in ("dual", "plural"):
            return self._listed(end, level, entry, 1 if cue.form == "dual" else MOST_LISTED)
        return end

    def _is_joined(self, at: int) -> bool:
        """Whether the word is a known name with a preposition before it: it is no name that stands after the cue."""
        match = self.finder.match(self.document, at)
        return match is not None and bool(match.proclitic) and match.exact

    def _follows(self, start: int, cue: Hit, entry: PlaceNoun) -> str:
        """What names that the gazetteer lacks the cue takes as it stands.

        None behind an ending that bears no genitive ("two villages" without their names), nor behind the plural of a site.
        """
        fold, dual = self.document.language.fold.word, self.document.language.grammar.paradigms["nouns"]["dual"]
        word = self.words[start - 1]
        free = cue.form == "dual" and any(word.endswith(ending) for _, ending in dual if len(ending) > 1)
        accusative = cue.form == "singular" and word.endswith(ACCUSATIVE) and not fold(entry.lemma).endswith(ACCUSATIVE)
        if free or accusative or (cue.form == "plural" and entry.level == "site"):
            return "known"
        return "definite" if cue.form == "plural" and not entry.level else entry.follows

    def _part_level(self, anchor: int, at: int, match: Match) -> str:
        """The level that a part tells (the countryside of a governorate), where a place of that level has the name."""
        for noun in range(anchor, at):
            entry = self.nouns[noun].entry if noun in self.nouns else None
            if isinstance(entry, PlaceNoun) and entry.role == "part" and entry.level:
                if any((record := self.gazetteer.get(id)) and record.level == entry.level for id in match.candidates):
                    return entry.level
        return ""

    def _past_quote(self, at: int) -> int:
        return at + 1 if at in self.document.closers and self.document.closers[at] - at < 7 else at

    def _past_closer(self, start: int, last: int) -> int:
        """The end of a name in quotation marks with the closing one."""
        return last + 1 if start and self.document.closers.get(start - 1) == last else last

    def _lemma(self, at: int) -> str:
        """The cue that is itself a part of the name (سد تشرين)."""
        return self.nouns[at].entry.lemma if self.roles.get(at) == "cue" else ""

    def _fits(self, match: Match, level: str, cued: bool) -> bool:
        """Whether a place of that level can bear the name: a country after "town of" is a nationality."""
        if match.needs == "cue" and not cued:
            return False
        if not match.exact and match.last - match.first == 1 and (not level or match.needs == "cue"):
            return False
        if (level in SETTLED and level != "site") or level in ("district",):
            return any((record := self.gazetteer.get(id)) and record.level != "country" for id in match.candidates)
        return True

    def _sides(self, last: int) -> tuple[int, str]:
        """The end of the name with the sides that follow it (الشمالي الغربي), and their words."""
        end = last
        while end < len(self.tokens) and end - last < 3 and self.roles.get(end) in ("direction", "side"):
            hit = self.nouns[end]
            if self.roles[end] == "direction" and hit.proclitic != self.article:
                break
            end += 1
        return end, " ".join(self.words[last:end])

    def _listed(self, at: int, level: str, entry: object, most: int) -> int:
        """The further names under a cue in the dual or plural: "وX" or "، X" or "، وX"."""
        follows = entry.follows if isinstance(entry, PlaceNoun) else "known"
        conjunctions = self.document.language.grammar.conjunctions
        for _ in range(most):
            start = at
            comma = start < len(self.tokens) and self.words[start] in ("\u060c", ",")
            start = self._past_quote(start + 1 if comma else start)
            if start >= len(self.tokens) or self.tokens[start].kind != "word" or start in self.roles:
                return at
            match = self.finder.match(self.document, start)
            if match and (match.proclitic in conjunctions or (comma and not match.proclitic)):
                last, candidates = match.last, match.candidates
            else:
                last = unknown_name(self.document, self.roles, start, follows, self.gazetteer.heads, True, comma)
                candidates = ()
            if last <= start:
                return at
            end, side = self._sides(self._past_closer(start, last))
            proclitic = match.proclitic if match and candidates else self._conjunction(start)
            self._add(start, start, end, (start, last), level, side, candidates, True, proclitic=proclitic)
            at = end
        return at

    def _conjunction(self, at: int) -> str:
        word = self.words[at]
        return next((letter for letter in self.document.language.grammar.conjunctions if word.startswith(letter) and len(word) > 3), "")

    # a name alone

    def _bare(self, at: int) -> int:
        match = self.finder.match(self.document, at)
        if match is None:
            return at + 1
        single = match.last == at + 1
        if not match.exact and (single or match.proclitic):
            return at + 1
        needs = self._needs(at, match) if single else match.needs
        chained = self._chained(at, match)
        quoted = self.document.closers.get(at - 1) == match.last
        licensed = not quoted and (self._licensed(at, match, needs) or chained)
        if needs == "cue" and not (chained and self.found[-1].level):
            return at + 1
        if needs and not licensed:
            return at + 1
        if self.roles.get(at - 1) == "outlet":
            return match.last
        end, side = self._sides(match.last)
        doubts = () if licensed else ("bare",)
        if quoted:
            doubts = ("quoted",)
        if single and any(type(hit.entry) is TimeWord for hit in self.tokens[at].hits):
            doubts = (*doubts, "unknown_word")
        if self._is_dateline(at, end):
            doubts = ("dateline",)
        self._add(at, at, end, (at, match.last), "", side, match.candidates, licensed, doubts, proclitic=match.proclitic)
        return end

    def _needs(self, at: int, match: Match) -> str:
        """What a name of one word needs here: more where the word has another meaning, or letters before it make it short."""
        needs = match.needs
        if at in self.nationalities:
            return needs or "place"
        if needs == "place" and (self._is_word(at) or (match.proclitic and len(self.words[at]) - len(match.proclitic) < 4)):
            return "cue"
        if match.proclitic and self._is_word(at):
            return "cue"
        return needs

    def _is_word(self, at: int) -> bool:
        """Whether the word as written has a meaning of its own, with nothing but the article taken off."""
        return any(hit.proclitic in ("", self.article) and not hit.enclitic and hit.length == 1 for hit in self.tokens[at].hits)

    def _licensed(self, at: int, match: Match, needs: str) -> bool:
        if match.proclitic:
            return match.proclitic[-1] == self.document.language.grammar.prepositions[0]
        before = self.roles.get(at - 1, "")
        return before in (SURE if needs and at not in self.nationalities else PREPOSITIONS)

    def _chained(self, at: int, match: Match) -> bool:
        """Whether a place ends right before: one more of a list, or what lies in it."""
        if not self.found or not self.found[-1].cued:
            return False
        gap = self.words[self.found[-1].last : at]
        if len(gap) > 2 or any(word not in ("\u060c", ",", "(", "\u00bb", '"', "\u201d", "-") for word in gap):
            return False
        return bool(gap) or bool(match.proclitic) or not match.needs

    def _is_dateline(self, first: int, end: int) -> bool:
        opens = first == 0 or self.tokens[first - 1].kind == "line" or (self.words[first - 1] == "(" and first < 3)
        return opens and end < len(self.tokens) and self.words[end] in DATELINE

    # what both end in

    def _add(
        self, anchor: int, first: int, last: int, name: tuple[int, int], level: str, direction: str, candidates: tuple[str, ...],
        cued: bool, doubts: tuple[str, ...] = (), anaphor: bool = False, proclitic: str = "", cue: str = "",
    ) -> None:  # fmt: skip
        if self.roles.get(anchor - 1) == "body" and not self._is_definite(self.nouns[anchor - 1]):
            doubts = (*doubts, "body_name")
        if cue and not anaphor:
            self.cues.add(cue)
        self.found.append(
            FoundPlace(
                first=first, last=last, anchor=anchor, level=level, cue=cue, direction=direction, role=self._role(anchor, last, proclitic),
                cued=cued, candidates=candidates, doubts=doubts, before=self._before(first, proclitic), name_first=name[0],
                name_last=name[1], anaphor=anaphor,
            )
        )  # fmt: skip

    def _before(self, first: int, proclitic: str) -> str:
        if first in self.nouns and not proclitic:
            proclitic = self.nouns[first].proclitic
        return proclitic.removesuffix(self.article) if self.article else proclitic

    def _role(self, anchor: int, last: int, proclitic: str) -> str:
        before = self.roles.get(anchor - 1, "")
        if before == "to":
            return "to"
        if before == "from":
            if self.roles.get(last) == "to":
                return "from"
            for back in range(anchor - 2, max(-1, anchor - 2 - LOOK_BACK), -1):
                if self.tokens[back].kind == "line":
                    break
                if self.roles.get(back) == "motion":
                    return "from"
        return "at"

    def _without_strays(self) -> list[FoundPlace]:
        """Little places that no cue names are kept only in countries of which the report speaks."""
        countries = set(self.countries)
        sure: list[bool] = []
        for place in self.found:
            records = [record for id in place.candidates if (record := self.gazetteer.get(id))]
            known = bool(place.level) or (
                "unknown_word" not in place.doubts
                and any(record.level in ("country", "governorate") or record.population > 50_000 for record in records)
            )
            sure.append(known or not records)
            if known:
                countries.update(record.country for record in records)
        return [
            place
            for place, is_sure in zip(self.found, sure, strict=True)
            if is_sure or any((record := self.gazetteer.get(id)) and record.country in countries for id in place.candidates)
        ]
