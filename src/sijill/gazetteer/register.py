"""A body (an army, a ministry, a monitor, an outlet …) as the register knows it, and the register.

A name is compared in folded spelling; the article of its first word is kept beside it, for letters may be written
before that word. Offices that every country has (a ministry, an army, a government) are not listed for each: they are put
together from the office and the country that follows it. Such a body is the office and not the men who hold it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Fold = Callable[[str], str]
MEDIA = frozenset({"media", "agency"})
LONGEST_NAME = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body; `country` is empty where it belongs to none or to many, `domains` are those of its pages."""

    id: str
    kind: str
    country: str
    name_ar: str
    name_en: str
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What some words name: a body's id, an office that still lacks its country, or a country (for its government).

    `needs` is empty, "country" (the name means one of `choices`, each an id and the countries of whose reports it is) or
    "noun" (a noun of its kind must stand before it); `length` counts the words.
    """

    length: int
    id: str = ""
    office: str = ""
    country: str = ""
    capital: bool = False
    needs: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    def chosen(self, countries: frozenset[str]) -> str:
        """The id of the only choice that is of one of these countries; empty where there is none or more."""
        fit = [id for id, codes in self.choices if not countries.isdisjoint(codes.split())]
        return fit[0] if len(fit) == 1 else ""

    @property
    def is_state(self) -> bool:
        """Whether the words are the name of a country or a capital."""
        return bool(self.country) and not self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The compiled tables; keys are folded words joined by spaces, the first without its article.

    `office_facts` holds kind, English pattern, Arabic name and whether the office may go without its country;
    `states` code, whether the name has the article, whether it is a capital; `countries` English name, English adjective,
    Arabic name and whether a bare office there is not said to be one side's.
    """

    bodies: dict[str, list[str]]
    names: dict[str, list[tuple[str, bool, str]]]
    latin: dict[str, str]
    domains: dict[str, str]
    offices: dict[str, list[tuple[str, bool]]]
    office_facts: dict[str, tuple[str, str, str, bool]]
    countries: dict[str, tuple[str, str, str, bool]]
    states: dict[str, list[tuple[str, bool, bool]]]
    adjectives: dict[str, str]
    starts: dict[str, int]
    words: dict[str, str]
    article: str


class Register:
    """The bodies of one language's names.

    `starts` tells how many words a name has at most that begins with a word; `ways` is kept by the reader of mentions: how
    a word as written may begin one.
    """

    def __init__(self, tables: Tables, fold: Fold) -> None:
        self._tables, self._fold = tables, fold
        self._article = tables.article
        self.starts = tables.starts
        self.ways: dict[str, tuple[tuple[str, bool], ...]] = {}
        self._pairs = {tuple(key.split(" ", 2)[:2]) for keys in (tables.names, tables.offices) for key in keys if " " in key}
        self._made: dict[str, Body] = {}
        self._in = tuple(word for word, role in tables.words.items() if role == "in" and len(word) == 1)

    def __len__(self) -> int:
        return len(self._tables.bodies)

    def ids(self) -> tuple[str, ...]:
        """The ids of all listed bodies; those that are put together are not among them."""
        return tuple(self._tables.bodies)

    def is_listed(self, id: str) -> bool:
        """Whether a body of that id is listed, and not put together of an office and a country."""
        return id in self._tables.bodies

    def get(self, id: str) -> Body | None:
        """The body of that id, listed or put together; None where there is none."""
        body = self._made.get(id)
        if body is None:
            row = self._tables.bodies.get(id)
            body = _body(id, row) if row else self._composed(id)
            if body is not None:
                self._made[id] = body
        return body

    def role(self, word: str) -> str:
        """What a folded word is beside a name: armed, media, group, state, stop, of, in, for; empty where it is none."""
        return self._tables.words.get(word) or self._tables.words.get(self.bare(word), "")

    def bare(self, word: str) -> str:
        """A folded word without the article."""
        article = self._article
        return word[len(article) :] if word.startswith(article) and len(word) > len(article) + 1 else word

    def may_begin(self, first: str, second: str) -> bool:
        """Whether a name of two words or more, or an office with its country, can begin with these two."""
        if (first, second) in self._pairs:
            return True
        bare = self.bare(second)
        known = bare in self._tables.adjectives if bare != second else (second in self._tables.states or second[:1] in self._in)
        return (known or bare in self._tables.states) and first in self._tables.offices

    def match(self, words: Sequence[str], definite: bool) -> Match | None:
        """What the longest run of folded words from the first names; `definite`: the first has the article, here taken off."""
        most = min(self.starts.get(words[0], 0), len(words))
        if not most:
            return None
        found: Match | None = None
        for count in range(most, 0, -1):
            key = " ".join(words[:count])
            found = found or self._listed(key, definite, count)
            for office, with_article in self._tables.offices.get(key, ()):
                whole = self._with_country(office, words, count, definite)
                if whole and (found is None or whole.length > found.length):
                    return whole
                if whole is None and found is None and with_article == definite:
                    found = Match(count, office=office)
        return found

    def find(self, words: Sequence[str]) -> Body | None:
        """The body that all these folded words name together, whatever the report; None where they need more to tell it."""
        return self._whole(words, None)

    def resolve(self, name: str, country: str | None = None) -> Body | None:
        """The body of a name in any spelling; `country` is that of the report, for names that mean several. None where unsure."""
        return self._whole(self._fold(name).split(), country)

    def outlet(self, name: str) -> Body | None:
        """The outlet of a name, a short id, a domain or an address; None where none is known."""
        low = name.strip().casefold()
        found = self._tables.latin.get(low) or self._tables.latin.get(low.removesuffix(" news"))
        if found is None and "." in low and " " not in low:
            found = self._by_domain(low)
        if found is not None:
            return self.get(found)
        words = self._fold(name).split()
        first = self.bare(words[0]) if words else ""
        for id, definite, needs in self._tables.names.get(" ".join((first, *words[1:])), ()):
            body = self.get(id)
            if body is not None and needs in ("", "noun") and (body.kind in MEDIA or body.domains) and definite == (first != words[0]):
                return body
        return None

    def choose(self, match: Match, country: str | None) -> str:
        """The id of what was matched in a report of that country; empty where it cannot be told."""
        if match.is_state:
            return f"body:{match.country.lower()}-government"
        if match.choices:
            return match.chosen(frozenset([country or ""]))
        if match.id:
            return "" if match.needs == "noun" else match.id
        facts = self._tables.office_facts[match.office]
        if country and facts[3] and country in self._tables.countries and not self._tables.countries[country][3]:
            return f"body:{country.lower()}-{match.office}"
        return ""

    def _whole(self, words: Sequence[str], country: str | None) -> Body | None:
        if not words:
            return None
        first = self.bare(words[0])
        match = self.match([first, *words[1:]], first != words[0])
        if match is None or match.length != len(words):
            return None
        return self.get(self.choose(match, country))

    def _by_domain(self, address: str) -> str | None:
        host = address.split("://")[-1].split("/")[0].split(":")[0].removeprefix("www.")
        while "." in host:
            if host in self._tables.domains:
                return self._tables.domains[host]
            host = host.split(".", 1)[1]
        return None

    def _listed(self, key: str, definite: bool, count: int) -> Match | None:
        found = [(id, needs) for id, with_article, needs in self._tables.names.get(key, ()) if with_article == definite]
        if found:
            id, needs = found[0]
            if needs in ("", "noun"):
                return Match(count, id=id, needs=needs)
            return Match(count, id=id, needs="country", choices=tuple(found))
        for country, with_article, capital in self._tables.states.get(key, ()):
            if with_article == definite:
                return Match(count, country=country, capital=capital)
        return None

    def _with_country(self, office: str, words: Sequence[str], count: int, definite: bool) -> Match | None:
        """An office with the country behind it: an adjective, a noun in the genitive, or a noun after "in"."""
        rest = words[count : count + 3]
        if not rest:
            return None
        told = self.adjective(rest)
        if told:
            return Match(count + told[1], id=f"body:{told[0].lower()}-{office}")
        last_is_bare = self.bare(words[count - 1]) == words[count - 1] if count > 1 else not definite
        if last_is_bare and (state := self._state(rest, self._tables.office_facts[office][3])):
            return Match(count + state[1], id=f"body:{state[0].lower()}-{office}")
        facts = self._tables.office_facts[office]
        if facts[3] and facts[0] == "government" and (state := self._state_in(words[count:])):
            return Match(count + state[1], id=f"body:{state[0].lower()}-{office}")
        return None

    def adjective(self, words: Sequence[str]) -> tuple[str, int] | None:
        """The country of the adjective with the article that the words begin with, and how many words it takes."""
        bare = [self.bare(word) for word in words[:2]]
        for length in (2, 1):
            if len(bare) >= length and bare[0] != words[0]:
                country = self._tables.adjectives.get(" ".join(bare[:length]))
                if country:
                    return country, length
        return None

    def _state_in(self, words: Sequence[str]) -> tuple[str, int] | None:
        """The country after "in", written apart or together, and how many words both take."""
        if self.role(words[0]) == "in":
            state = self._state(words[1:4], True)
            return (state[0], state[1] + 1) if state else None
        for letter in self._in:
            if words[0].startswith(letter) and len(words[0]) > 3:
                return self._state([words[0][len(letter) :], *words[1:3]], True)
        return None

    def _state(self, words: Sequence[str], capitals: bool) -> tuple[str, int] | None:
        """The country that the words begin with, or whose capital they do, and how many of them name it."""
        for length in (3, 2, 1):
            if len(words) < length:
                continue
            first = self.bare(words[0])
            key = " ".join((first, *words[1:length]))
            for country, with_article, capital in self._tables.states.get(key, ()):
                if with_article == (first != words[0]) and (capitals or not capital):
                    return country, length
        return None

    def _composed(self, id: str) -> Body | None:
        country, _, office = id.removeprefix("body:").partition("-")
        state, facts = self._tables.countries.get(country.upper()), self._tables.office_facts.get(office)
        if state is None or facts is None:
            return None
        name = facts[1].format(name=state[0], adjective=state[1])
        return Body(id=id, kind=facts[0], country=country.upper(), name_ar=f"{facts[2]} ({state[2]})", name_en=name)


def _body(id: str, row: list[str]) -> Body:
    kind, country, name_ar, name_en, domains = row
    return Body(id=id, kind=kind, country=country, name_ar=name_ar, name_en=name_en, domains=tuple(filter(None, domains.split("|"))))
