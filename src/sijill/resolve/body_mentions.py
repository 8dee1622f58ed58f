"""Which body the words of a mention name.

A mention leads to the body that its first words name, or, where it begins with a title or a source ("the spokesman for",
"a source in"), to the body that the title is of. A short name ("the army", "the movement") means the body of that noun
named nearest before it; where there is none, an office means that of the one country of which the report speaks. What is
left is not linked: no link is better than a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijill.gazetteer.register import Match, Register
from sijill.language.document import Document
from sijill.language.entries import Particle, Via, VoiceNoun
from sijill.resolve.body_named import NamedInFull

LONGEST = 24
LEADING = 3
# how many words may stand between an office and the adjective that tells its country
QUALIFIED = 4
DOCUMENTS = frozenset({"document", "report"})
TITLES = frozenset({"person", "source", *DOCUMENTS})
# words that part a title from the body behind them, and those that join it
SEVERING = frozenset({"stop", "former"})
LINKING = frozenset({"in", "for"})
# words that name no body without the country behind them
VAGUE = frozenset({"vague", "armed"})
NOT_SPEAKING = frozenset({"witness", "expert"})
ARMED = frozenset({"armed_group", "military", "authority"})
MEDIA = frozenset({"media", "agency"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """The countries of a report: the one in which nearly all its places lie, or None; and those with a good share of them."""

    only: str | None = None
    spoken_of: frozenset[str] = frozenset()


class Mentions:
    """Reads the mentions of one document."""

    def __init__(self, document: Document, register: Register, countries: Countries) -> None:
        self.document, self.register, self.scene = document, register, countries
        self.named = NamedInFull(document, register)

    def body_of(self, first: int, last: int, *, title: bool = True, short: bool = True) -> str:
        """The id of the body that a mention names, or nothing.

        `title`: it may begin with a person's title or a source; `short`: it may be a noun alone for a body named before.
        """
        words = [k for k in range(first, min(last, first + LONGEST)) if self.document.tokens[k].kind in ("word", "number")]
        if not words or (len(words) == 1 and not short and self.document.tokens[words[0]].kind == "word" and self._short_name(words, 0)):
            return ""
        head = self._at(words, 0)
        if head is not None:
            match, id = head
            if id:
                return "" if self._spoilt(words, match, 0) else self._apposed(words, match) or id
            if not match.office or self.register.role(self._word(words, 1)) == "of":
                return ""
        return self._after_title(words, head[0].length if head else 1) if title else ""

    def _apposed(self, words: list[int], match: Match) -> str:
        """The body whose own name ends a mention that begins with an office of its country (the Israeli service "…")."""
        rest = words[match.length :]
        if not rest or self.register.is_listed(match.id):
            return ""
        window = [self.document.words[k] for k in rest]
        for word, definite in self.named.starts(window[0]):
            other = self.register.match([word, *window[1:]], definite)
            if other is not None and other.id and not other.needs and other.length == len(rest):
                return other.id
        return ""

    def capital_of(self, first: int, last: int) -> str:
        """The government that speaks where the name of its capital does (Ankara said)."""
        words = self.document.words[first:last]
        for rest, definite in self.named.starts(words[0]):
            match = self.register.match([rest, *words[1:18]], definite)
            if match is not None and match.capital and match.length == len(words):
                return self.register.choose(match, None)
        return ""

    def _after_title(self, words: list[int], read: int) -> str:
        """The body of which the title, the source or the document at the head of a mention is.

        An office in the first words was `read` already, and could not be told.
        """
        start = self._title_at(words)
        if start is None:
            return ""
        end = start + 2 if self._title(words[start]) in DOCUMENTS else len(words)
        j = start or 1
        likely = ""
        while j < min(end, len(words)):
            role = self.register.role(self._word(words, j))
            if role in SEVERING or self._joined(words[j]) or (role not in LINKING and self.document.role(words[j], "preposition")):
                break
            found = self._at(words, j)
            if found is None or found[0].is_state:
                j += 1
                continue
            match, id = found
            if id and (match.id and not match.needs):
                return "" if self._spoilt(words, match, j) else id
            if (
                id
                and not likely
                and (match.id or j >= read)
                and (j == start or self._governed(words, j))
                and not self._spoilt(words, match, j)
            ):
                likely = id
            j += match.length
        return likely

    def _title_at(self, words: list[int]) -> int | None:
        """Where a title stands: at the head, after an honour, or after a person's name of two words or three."""
        for j in range(min(LEADING + 1, len(words))):
            role = self.register.role(self._word(words, j))
            if role in SEVERING:
                return None
            if self._title(words[j]):
                return None if j == 1 and self.register.role(self._word(words, 0)) != "honour" else j
            if role != "honour" and self._is_known(words[j]):
                return None
        return None

    def _at(self, words: list[int], j: int) -> tuple[Match, str] | None:
        """What the words from the j-th on name, and the id where it can be told; None where they name nothing."""
        register, document = self.register, self.document
        window = [document.words[k] for k in words[j : j + 18]]
        for rest, definite in self.named.starts(window[0]):
            match = register.match([rest, *window[1:]], definite)
            if match is not None:
                match = self._qualified(words, j, match)
                id = self._chosen(match, words, j, definite)
                return (match, id) if id else self._member(words, j) or (match, id)
        return self._member(words, j) or self._short_name(words, j)

    def _chosen(self, match: Match, words: list[int], j: int, definite: bool) -> str:
        """The id of a match: told by the words, by the noun before, by the nearest body of that noun or by the country."""
        if match.is_state:
            return self.register.choose(match, None) if match.length == len(words) - j and not match.capital else ""
        if match.id and not match.needs:
            return match.id
        if match.needs == "noun":
            fits = j > 0 and self.register.role(self._word(words, j - 1)) in ("media", "armed", "group")
            return match.id if fits else ""
        if match.needs == "country":
            return self._of_country(match)
        if match.length < len(words) - j and self.register.role(self._word(words, j + match.length)) == "of":
            return ""
        if self._narrowed(words, j + match.length) or (match.length == 1 and self.register.role(self._word(words, j)) in VAGUE):
            return ""
        if self._is_person(words, j, match.length):
            return ""
        near = self.named.nearest(match.office, words[j]) if definite or match.length > 1 else ""
        if near:
            return near
        alone = match.length > 1 or (definite and len(words) == j + 1)
        return self.register.choose(match, self.scene.only) if alone else ""

    def _narrowed(self, words: list[int], j: int) -> bool:
        """Whether an adjective follows that makes an office another one: the religious authorities, the judicial police."""
        return self._word(words, j).startswith(self.document.language.grammar.article) and not self._title(words[j])

    def _is_person(self, words: list[int], j: int, length: int) -> bool:
        """Whether an office is a person's title with a name behind it: the minister X may be of any country."""
        if self._title(words[j]) != "person" or j + length >= len(words):
            return False
        return not self.document.role(words[j + length], "preposition")

    def _of_country(self, match: Match) -> str:
        """The id of a name that means a body only in reports of its country, where this is one."""
        return match.chosen(self.scene.spoken_of)

    def _qualified(self, words: list[int], j: int, match: Match) -> Match:
        """An office with the country of an adjective behind other words with the article (… and Cooperation of Morocco)."""
        grammar = self.document.language.grammar
        after = j + match.length
        for k in range(after, min(after + QUALIFIED, len(words)) if match.office else after):
            told = self.register.adjective([self._word(words, k)])
            if told:
                return Match(k + 1 - j, id=f"body:{told[0].lower()}-{match.office}")
            word = self._word(words, k)
            joined = word.startswith(grammar.conjunctions)
            if (k == after and not joined) or not word[1 if joined else 0 :].startswith(grammar.article) or self._title(words[k]):
                break
        return match

    def _member(self, words: list[int], j: int) -> tuple[Match, str] | None:
        """A noun for the members or the kind of what follows, with the body that follows: fighters of …, the paper …"""
        kind = self.register.role(self._word(words, j))
        if kind not in ("armed", "media", "group") or j + 1 >= len(words):
            return None
        window = [self.document.words[k] for k in words[j + 1 : j + 19]]
        for rest, definite in self.named.starts(window[0]):
            if rest != window[0] and not definite:
                continue
            match = self.register.match([rest, *window[1:]], definite)
            if match is None or match.is_state or not match.id:
                continue
            id = match.id if match.needs in ("", "noun") else self._of_country(match)
            body = self.register.get(id)
            if body is not None and body.kind in {"armed": ARMED, "media": MEDIA, "group": {body.kind}}[kind]:
                return Match(match.length + 1, id=id), id
        return None

    def _short_name(self, words: list[int], j: int) -> tuple[Match, str] | None:
        """A noun with the article alone ("the movement"): the body named before whose name begins with that noun."""
        follows = self._word(words, j + 1)
        article = self.document.language.grammar.article
        if follows and (j == 0 or follows.startswith(article) or not self._governed(words, j)):
            return None
        for proclitic, rest in self.document.language.stems(self.document.words[words[j]]):
            if proclitic.endswith(article) and rest in self.register.starts and (id := self.named.nearest(rest, words[j], alone=True)):
                return Match(1, id=id), id
        return None

    def _spoilt(self, words: list[int], match: Match, j: int) -> bool:
        """Whether what follows a name says that it is not that body alone: a former one, or another joined to it."""
        after = range(j + match.length, len(words))
        if any(self.register.role(self._word(words, k)) == "former" for k in after[:2]):
            return True
        return any(self._joined(words[k]) for k in (after if j == 0 else after[:1]))

    def _joined(self, k: int) -> bool:
        """Whether a word has "and" written before a word that is known, and is not one itself (a family name may be)."""
        word, language = self.document.words[k], self.document.language
        if not word.startswith(language.grammar.conjunctions) or any(not hit.proclitic for hit in self.document.tokens[k].hits):
            return False
        rest = word[1:]
        return rest in self.register.starts or rest.startswith(language.grammar.article) or bool(language.word_hits(rest))

    def _governed(self, words: list[int], j: int) -> bool:
        """Whether a title stands right before a name, or a word that says for, of or in whom."""
        if self._title(words[j - 1]) or self.register.role(self._word(words, j - 1)) in ("for", "in"):
            return True
        if self.document.role(words[j - 1], "preposition"):
            return True
        language = self.document.language
        stems = language.stems(self.document.words[words[j]])[1:]
        return any(rest in self.register.starts and proclitic.removesuffix(language.grammar.article) for proclitic, rest in stems)

    def _title(self, k: int) -> str:
        """The sort of the noun for a person, a source or a document at a token; nothing where there is none."""
        noun = self.document.entry(k, VoiceNoun)
        if noun is None:
            return "document" if self.document.entry(k, Via) is not None else ""
        return noun.sort if noun.sort in TITLES and noun.kind not in NOT_SPEAKING else ""

    def _is_known(self, k: int) -> bool:
        """Whether a word is no part of a person's name: one of the tables of voices or of function words."""
        return self.document.entry(k, Particle) is not None or self.document.entry(k, VoiceNoun) is not None

    def _word(self, words: list[int], j: int) -> str:
        return self.document.words[words[j]] if j < len(words) else ""
