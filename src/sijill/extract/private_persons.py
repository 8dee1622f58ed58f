"""Private persons in a document: names with no office beside them, wherever they stand.

A full name is covered unless it is that of a public person: whoever is told without office or rank is private. A single
given name is covered after a word that tells of a person (the child, the father of), before an age or a word like "of the
inhabitants of", and beside a word of saying. Later mentions are two words of a name that follow each other, the word
of it that means nothing else, or any word of it beside a word of saying; a word that a public person of the
report bears too is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sijill.extract.private_names import Name, NameReader
from sijill.extract.private_public import Publicity
from sijill.extract.private_words import PrivateWords
from sijill.language.document import Sentence
from sijill.language.entries import CueWord, PrivateWord, TimeWord
from sijill.language.load import Hit
from sijill.record.found import FoundPrivate

UNREAD = frozenset({"credit", "source", "dateline"})
LED_ONLY = frozenset({"furniture"})
LEADS = ("person", "kin", "family", "called", "home")
STARTING = frozenset((*LEADS, "given", "head"))
POSSESSED = ("kin", "home")
BESIDE = frozenset("(,\u060c")
OPENERS = frozenset(':,\u060c"«“')
PASSED_OVER = 3


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

    @cached_property
    def _links(self) -> frozenset[str]:
        words = self.private
        return frozenset(words.words[at] for at in words.marks if words.hit(at, "link") and not words.given(at))

    def find(self, claimed: list[tuple[int, int, int]]) -> list[FoundPrivate]:
        """The spans to cover; `claimed` are the persons that claims name: first and last token, letters before."""
        found: list[Candidate] = []
        for sentence in self.document.sentences:
            if sentence.part not in UNREAD:
                found += self._sentence(sentence)
        public = [one.name.words for one in found if one.public and one.rule]
        kept = [one for one in found if not one.public and (one.led or not self._is_of(one.name.words, public))]
        spans = {self._span(one.name): one.rule for one in kept}
        names = [one.name.words for one in kept]
        for first, last, before in claimed:
            name = Name(first, last, before, (self.private.words[first][before:], *self.private.words[first + 1 : last]), True)
            spans.setdefault(self._span(name), "person of a claim")
            names.append(name.words)
        if names:
            self._again(names, public, spans)
        return [FoundPrivate(start=a, end=b, kind="person", rule=rule) for (a, b), rule in sorted(spans.items())]

    def _is_of(self, words: tuple[str, ...], public: list[tuple[str, ...]]) -> bool:
        return any(set(words) <= set(name) for name in public)

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
        start = self._skip(at + lead.length, sentence.last)
        if start >= sentence.last:
            return None
        name = self.names.read(start, led=True)
        if name is None and lead.entry.role in ("family", "home") and self._is_family(start):
            name = Name(start, start + 1, 0, (self.private.words[start],), False)
        if name is None or name.last > sentence.last or name.before:
            return None
        if self.publicity.is_memory(Name(at, at + 1, 0, (), False)):
            return None
        public = self.publicity.is_figure(name) or (lead.entry.role == "called" and self.publicity.has_office(at, sentence.first))
        return Candidate(name, f"private {lead.entry.lemma}", name.full, public)

    def _is_family(self, at: int) -> bool:
        return self.private.is_unknown(at) and self.private.is_definite(at) and at not in self.placed

    def _skip(self, at: int, end: int) -> int:
        """Past courtesy, further words for persons and adjectives with the article."""
        private = self.private
        for _ in range(PASSED_OVER):
            hit = private.hit(at, "title", "person", "kin", "family")
            if hit is not None:
                at += hit.length
            elif at + 1 < end and self._is_adjective(at) and self.names.read(at + 1, led=True) is not None:
                at += 1
            else:
                break
        return at

    def _is_adjective(self, at: int) -> bool:
        """Whether a word may tell more of a person before the name: it has the article and is no office, name or verb."""
        private = self.private
        if not private.is_word(at) or not private.is_definite(at):
            return False
        return not (private.hit(at, "office") or private.given(at) or private.is_verb(at))

    def _free(self, at: int, sentence: Sentence, found: list[Candidate]) -> Candidate | None:
        """A name that nothing before it tells to be private: a full one, or one that stands where a private person is meant."""
        if self.private.given(at) is None and self.private.hit(at, "head") is None:
            return None
        name = self.names.read(at, led=False)
        if name is not None and name.last <= sentence.last:
            if self.publicity.is_memory(name):
                return Candidate(name, "", False, True)
            return Candidate(name, "a full name", False, self._in_public(name, sentence, found))
        return self._single(at, sentence)

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
        rule = f"private {sign}" if sign else "an age" if self._has_age(at + 1) else self._beside_cue(at)
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
        hit = self.document.hit(at - 1, CueWord)
        if hit is None or not hit.form.startswith(("past", "present")):
            return ""
        given = self.private.given(at)
        weak = given is not None and isinstance(given.entry, PrivateWord) and given.entry.weak
        opens = self.document.role(at + 1, "complementiser") or (at + 1 < len(self.private.words) and self.private.words[at + 1] in OPENERS)
        return "a name that speaks" if opens or not weak else ""

    def _again(self, names: list[tuple[str, ...]], public: list[tuple[str, ...]], spans: dict[tuple[int, int], str]) -> None:
        """Adds the later mentions of names already found; the word by which a public person is called is left to him."""
        known = {word for words in public for word in words}
        called = {word for words in public for word in words[1:]}
        pairs = {pair for words in names for pair in pairwise(words)}
        pairs = {pair for pair in pairs if not set(pair) <= known and pair[0] not in self._links}
        singles = {word for words in names for word in words if len(word) > 2} - called - self._links
        singles = {word for word in singles if not any(map(_is_head, self.document.language.aside.word_hits(word)))}
        starts = {word for word, _ in pairs} | singles
        words, stems = self.private.words, self.document.language.stems
        ends = {word[-2:] for word in starts}
        for at, word in enumerate(words):
            if word[-2:] not in ends or self.private.tokens[at].kind != "word":
                continue
            proclitic, stem = next((way for way in stems(word) if way[1] in starts), ("", ""))
            if not stem:
                continue
            last = at + 1
            while last < len(words) and (words[last - 1] if last - 1 > at else stem, words[last]) in pairs:
                last += 1
            if last > at + 1 or (stem in singles and self._is_meant(at, proclitic)):
                self._add(self._span(Name(at, last, len(proclitic), (), False)), spans)

    def _is_meant(self, at: int, proclitic: str) -> bool:
        """Whether one word of a name stands for its bearer: it means nothing else, or speaks."""
        if at in self.placed or self.private.hit(at - 1, "mention") or (self.private.hit(at, "given") and not self.private.given(at)):
            return False
        speaks = any(
            (hit := self.document.hit(k, CueWord)) is not None and hit.form.startswith(("past", "present")) for k in (at - 1, at + 1)
        )
        if speaks:
            return True
        given = self.private.given(at)
        if given is not None and isinstance(given.entry, PrivateWord):
            alone = not (self._is_of_name(at - 1) or self._is_of_name(at + 1) or self.private.hit(at - 1, "office"))
            return alone and not given.entry.weak and not given.proclitic.endswith(self.private.article)
        if self.private.is_definite(at) and not self.private.is_family(at):
            return False
        after_adjective = self.private.is_word(at - 1) and self.private.is_definite(at - 1)
        return self.private.is_unknown(at) and len(self.private.words[at]) > 3 and not proclitic and not after_adjective

    def _is_of_name(self, at: int) -> bool:
        """Whether a word beside a given name makes another name with it."""
        private = self.private
        return private.given(at) is not None or private.hit(at, "link", "head") is not None or private.is_family(at)

    def _add(self, span: tuple[int, int], spans: dict[tuple[int, int], str]) -> None:
        if not any(a < span[1] and span[0] < b for a, b in spans):
            spans[span] = "a name told before"


def _is_head(hit: Hit) -> bool:
    return type(hit.entry) is PrivateWord and hit.entry.role == "head"
