"""Private persons in a document: names with no office beside them, wherever they stand.

A full name is covered unless it is that of a public person: whoever is told without office or rank is private. A single
given name is covered after a word that tells of a person (the child, the father of), before an age or a word like "of the
inhabitants of", and beside a word of saying.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sijill.extract.private_later import LaterMentions
from sijill.extract.private_names import Name, NameReader
from sijill.extract.private_public import Publicity
from sijill.extract.private_words import PrivateWords
from sijill.language.document import Sentence
from sijill.language.entries import PrivateWord, TimeWord
from sijill.record.found import FoundPrivate

UNREAD = frozenset({"credit", "source", "dateline"})
LED_ONLY = frozenset({"furniture"})
LEADS = ("person", "kin", "family", "called", "home")
STARTING = frozenset((*LEADS, "given", "head", "mother", "link"))
BOUND = ("kin", "family", "home")
POSSESSED = ("kin", "home")
BESIDE = frozenset("(,\u060c")
OPENERS = frozenset(':,\u060c"«“')
PASSED_OVER = 3
VOICE_REACH = 12
CLAIMED = "person of a claim"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name with what found it; `led` where words before it tell that its bearer is private."""

    name: Name
    rule: str
    led: bool
    public: bool


class Persons:
    """Finds the private persons of one document."""

    def __init__(self, words: PrivateWords, placed: frozenset[int]) -> None:
        self.private, self.document, self.placed = words, words.document, placed
        self.names = NameReader(words, placed)
        self.publicity = Publicity(words)

    def find(self, claimed: list[tuple[int, int, int]], spoken: list[tuple[int, int]]) -> list[FoundPrivate]:
        """The spans to cover.

        `claimed` are the persons that claims name: first and last token, letters before; `spoken` the voices of no known kind.
        """
        found: list[Candidate] = []
        for sentence in self.document.sentences:
            if sentence.part not in UNREAD:
                found += self._sentence(sentence)
        found += self._voices(spoken, {one.name.first for one in found})
        public = {one.name.words for one in found if one.public and one.rule}
        later = LaterMentions(self.private, self.placed, public)
        kept = [(one.name, one.rule) for one in found if not one.public and (one.led or not later.is_public(one.name.words))]
        told = {name.first for name, _ in kept}
        kept += [(self._claimed(*one), CLAIMED) for one in claimed if one[0] not in told]
        sure = [name for name, rule in kept if name.last > name.first + 1 or rule != CLAIMED or self.private.given(name.first)]
        kept += [(name, "a name told before") for name in later.find(sure)]
        spans = {self._span(name): rule for name, rule in reversed(kept)}
        return [FoundPrivate(start=a, end=b, kind="person", rule=rule) for (a, b), rule in sorted(spans.items())]

    def _voices(self, spoken: list[tuple[int, int]], told: set[int]) -> Iterator[Candidate]:
        """Voices of a name whose first word no table knows."""
        for first, last in spoken:
            if first in told or not self.private.is_unknown(first):
                continue
            name = self.names.read(first, led=True)
            if name is not None and name.full and name.last <= last:
                around = Sentence(max(0, first - VOICE_REACH), min(len(self.private.tokens), last + VOICE_REACH), 0)
                yield Candidate(name, "a name that speaks", False, self.publicity.is_public(name, around))

    def _claimed(self, first: int, last: int, before: int) -> Name:
        words = self.private.words
        return Name(first, last, before, (words[first][before:], *words[first + 1 : last]), True)

    def _span(self, name: Name) -> tuple[int, int]:
        tokens = self.private.tokens
        first = tokens[name.first]
        # where marks stand between the letters the whole word is covered
        before = name.before if first.end - first.start == len(first.word) else 0
        return first.start + before, tokens[name.last - 1].end

    def _sentence(self, sentence: Sentence) -> list[Candidate]:
        found: list[Candidate] = []
        reached = sentence.first
        for at in self.private.within(sentence.first, sentence.last):
            if at < reached or not self.private.has(at, STARTING):
                continue
            one = self._led(at, sentence) or (None if sentence.part in LED_ONLY else self._free(at, sentence, found))
            if one is not None:
                found.append(one)
                reached = one.name.last
        return found

    def _led(self, at: int, sentence: Sentence) -> Candidate | None:
        """A name after a word that tells of a private person."""
        lead = self.private.hit(at, *LEADS)
        if lead is None or not isinstance(lead.entry, PrivateWord) or (lead.enclitic and lead.entry.role not in POSSESSED):
            return None
        if self.private.hit(at, "other") or (lead.entry.role in BOUND and lead.proclitic.endswith(self.private.article)):
            return None
        if self.private.is_attribute(at, lead.entry):
            return None
        start = self._skip(at + lead.length, sentence.last)
        if start >= sentence.last:
            return None
        name = self.names.read(start, led=True)
        if name is None and lead.entry.role in ("family", "home") and start == at + lead.length and self._is_family(start):
            name = Name(start, start + 1, 0, (self.private.words[start],), False)
        if name is None or name.last > sentence.last or name.before:
            return None
        if self.publicity.is_memory(Name(at, at + 1, 0, (), False)):
            return None
        public = self.publicity.is_figure(name)
        public = public or (lead.entry.role == "called" and self.publicity.has_office(at, sentence.first))
        public = public or (lead.entry.role == "kin" and start == at + lead.length and self.publicity.is_followed(name, sentence))
        sure = name.full or self.private.hit(start - 1, "person") is not None
        return Candidate(name, f"private {lead.entry.lemma}", sure, public)

    def _is_family(self, at: int) -> bool:
        return self.private.is_unknown(at) and self.private.is_definite(at) and at not in self.placed

    def _skip(self, at: int, end: int) -> int:
        """Past courtesy, further words for persons and adjectives with the article."""
        private = self.private
        for _ in range(PASSED_OVER):
            hit = private.hit(at, "title", "person", "kin", "family")
            if hit is not None:
                at += hit.length
            elif at + 1 < end and (private.words[at] == "/" or self._is_adjective(at)):
                at += 1
            else:
                break
        return at

    def _is_adjective(self, at: int) -> bool:
        """Whether a word tells more of a person before the name: it has the article and is no office, name or verb."""
        private = self.private
        if not private.is_word(at) or not private.is_definite(at):
            return False
        other = private.hit(at, "office") or private.given(at) or private.is_verb(at)
        return not other and self.names.read(at + 1, led=True) is not None

    def _free(self, at: int, sentence: Sentence, found: list[Candidate]) -> Candidate | None:
        """A name that nothing before it tells to be private: a full one, or one that stands where a private person is meant."""
        if self.private.hit(at, "link") and self.private.is_unknown(at - 1) and at > sentence.first:
            return self._by_link(at - 1, sentence, found)
        if self.private.given(at) is None and self.private.hit(at, "head", "mother") is None:
            return None
        if self.private.hit(at, "office") and not self.private.given(at + 1):
            return None
        name = self.names.read(at, led=self._speaks(at) or self.private.hit(at - 1, "office") is not None)
        if name is not None and name.full and name.last <= sentence.last:
            if self.publicity.is_memory(name):
                return Candidate(name, "", False, True)
            return Candidate(name, "a full name", False, self._in_public(name, sentence, found))
        return self._single(at, sentence)

    def _speaks(self, at: int) -> bool:
        """Whether a word of saying stands before a given name that a word with the article follows."""
        if not self.private.is_saying(at - 1):
            return False
        return self.private.is_word(at + 1) and self.private.is_definite(at + 1)

    def _by_link(self, at: int, sentence: Sentence, found: list[Candidate]) -> Candidate | None:
        """A name whose first word no table knows, told by "son of" behind it."""
        name = self.names.read(at, led=True)
        if name is None or name.last < at + 3 or name.last > sentence.last or self.publicity.is_memory(name):
            return None
        return Candidate(name, "a full name", False, self._in_public(name, sentence, found))

    def _in_public(self, name: Name, sentence: Sentence, found: list[Candidate]) -> bool:
        if self._sign(name.last) is not None and not self.publicity.is_figure(name):
            return False
        series = found and name.before and found[-1].name.last == name.first and found[-1].name.first >= sentence.first
        return bool(series and found[-1].public) or self.publicity.is_public(name, sentence)

    def _single(self, at: int, sentence: Sentence) -> Candidate | None:
        hit = self.private.given(at)
        if hit is None or hit.proclitic.endswith(self.private.article) or at in self.placed:
            return None
        name = Name(at, at + 1, len(hit.proclitic), (self.private.words[at][len(hit.proclitic) :],), False)
        sign = self._sign(at + 1)
        rule = f"private {sign}" if sign else "an age" if self._has_age(at + 1) else self._beside_cue(at) if not hit.proclitic else ""
        if not rule or self.publicity.is_memory(name):
            return None
        return Candidate(name, rule, bool(sign), self.publicity.is_public(name, sentence))

    def _sign(self, at: int) -> str | None:
        """The words after a name, or after a comma or bracket behind it, that tell of a private person."""
        if at < len(self.private.tokens) and self.private.words[at] in BESIDE:
            at += 1
        hit = self.private.hit(at, "sign")
        return hit.entry.lemma if hit is not None else None

    def _has_age(self, at: int) -> bool:
        tokens = self.private.tokens
        if at + 2 >= len(tokens) or tokens[at].word not in BESIDE or tokens[at + 1].kind != "number":
            return False
        unit = self.document.entry(at + 2, TimeWord)
        closed = tokens[at].word == "(" and tokens[at + 2].word == ")" and len(tokens[at + 1].word) < 3
        return closed or (unit is not None and unit.unit == "year")

    def _beside_cue(self, at: int) -> str:
        """The rule where a word of saying stands right before a given name."""
        if not self.private.is_saying(at - 1):
            return ""
        weak = self.private.is_weak(at)
        opens = self.document.role(at + 1, "complementiser") or (at + 1 < len(self.private.words) and self.private.words[at + 1] in OPENERS)
        return "a name that speaks" if opens or not weak else ""
