"""The nouns of place, directions and prepositions of place in a document, by token."""

from __future__ import annotations

from sijill.language.document import Document
from sijill.language.entries import PlaceNoun
from sijill.language.load import Hit

HEADS = frozenset({"cue", "state", "part", "edge", "border", "near", "direction"})
SETTLEMENTS = frozenset({"village", "town", "city"})
# how many tokens before its preposition a verb of motion may stand
LOOK_BACK = 8
# how many before a place its distance may be told
MEASURE_BACK = 5
# so many km from a place are outside its district
FAR = 40


class PlaceNouns:
    """The first entry of the place table at each token (`hits`), its role (`roles`), and the countries that words tell."""

    def __init__(self, document: Document) -> None:
        self.document, self.tokens, self.words = document, document.tokens, document.words
        self.article = document.language.grammar.article
        self.hits: dict[int, Hit] = {}
        self.roles: dict[int, str] = {}
        self.nationalities: set[int] = set()
        self.countries: set[str] = set()
        for at, token in enumerate(self.tokens):
            for hit in token.hits:
                if type(hit.entry) is PlaceNoun:
                    self._mark(at, hit, hit.entry)

    def _mark(self, at: int, hit: Hit, entry: PlaceNoun) -> None:
        if entry.country:
            self.countries.add(entry.country)
            self.nationalities.add(at)
        elif at not in self.hits and not hit.enclitic:
            self.hits[at] = hit
            self.roles[at] = entry.role

    def entry(self, at: int) -> PlaceNoun | None:
        """The entry at a token, or None."""
        entry = self.hits[at].entry if at in self.hits else None
        return entry if isinstance(entry, PlaceNoun) else None

    def role(self, at: int) -> str:
        """The role of a token, or an empty word."""
        return self.roles.get(at, "")

    def is_definite(self, hit: Hit) -> bool:
        """Whether a noun of place has the article."""
        return bool(self.article) and hit.proclitic.endswith(self.article)

    def begins_anew(self, hit: Hit) -> bool:
        """Whether a conjunction is written together with the noun."""
        return any(letter in hit.proclitic for letter in self.document.language.grammar.conjunctions)

    def sides(self, last: int) -> tuple[int, str]:
        """The end of a name with the sides that follow it ("the western countryside of" follows in Arabic), and their words."""
        end = last
        while end < len(self.tokens) and end - last < 3 and self.role(end) in ("direction", "side"):
            if self.roles[end] == "direction" and self.hits[end].proclitic != self.article:
                break
            end += 1
        return end, " ".join(self.words[last:end])

    def before(self, first: int, proclitic: str) -> str:
        """The letters written together with the first word of a place that are not of it."""
        if self.role(first) in HEADS and not proclitic:
            proclitic = self.hits[first].proclitic
        return proclitic.removesuffix(self.article) if self.article else proclitic

    def distance(self, anchor: int) -> str:
        """Whether a place is told to be at a "distance" ("5 km north of") or "far" ("90 km from"); else an empty word."""
        for at in range(anchor - 1, max(-1, anchor - 1 - MEASURE_BACK), -1):
            role = self.role(at)
            if role == "distance":
                number = self.words[at - 1] if at else ""
                return "far" if number.isdecimal() and len(number) < 6 and int(number) >= FAR else "distance"
            if role not in ("from", "off", "to", "direction"):
                return ""
        return ""

    def country_of(self, at: int) -> str:
        """The country that an adjective of nation at a token tells, or an empty word."""
        if at not in self.nationalities:
            return ""
        return next(hit.entry.country for hit in self.tokens[at].hits if type(hit.entry) is PlaceNoun and hit.entry.country)

    def place_role(self, anchor: int, last: int) -> str:
        """Whether people or things are at a place, come from it or go to it, by the preposition and a verb of motion."""
        before = self.role(anchor - 1)
        if before != "from":
            return "to" if before == "to" else "at"
        if self.role(last) == "to":
            return "from"
        for back in range(anchor - 2, max(-1, anchor - 2 - LOOK_BACK), -1):
            if self.tokens[back].kind == "line":
                break
            if self.role(back) == "motion":
                return "from"
        return "at"
