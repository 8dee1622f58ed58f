"""The names of parties in a document: a head noun and the words that belong to it (the forces of …, those loyal to …).

A name ends at a preposition, a relative, a verb, a mark, or where a place begins; it has eight words at most.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from sijill.language.document import OPENING, QUOTES, Document
from sijill.language.entries import Entry, EventWord, Party
from sijill.language.inflect import Grammar
from sijill.language.load import Hit
from sijill.record.text import Span

LONGEST = 8
RELATIVE = 3


@dataclass(slots=True, kw_only=True)
class PartyName:
    """A party as named at tokens first up to last; `oblique` where a preposition (2), a noun or a relative (1) governs it.

    `leads` where it stands as the subject of a clause does: first, or after a complementiser or an auxiliary verb.
    """

    first: int
    last: int
    kind: str
    oblique: int
    pronoun: str = ""
    joined: bool = False
    leads: bool = False


def party_names(
    document: Document, heads: list[tuple[int, Hit]], roles: dict[int, dict[str, Hit]], triggers: set[int], modals: Container[int]
) -> tuple[list[PartyName], dict[int, int]]:
    """The parties in the order of the text, and the adjectives made of a party's name with the token after each."""
    names: list[PartyName] = []
    nisba: dict[int, int] = {}
    grammar = document.language.grammar
    reading = _Names(document, dict(heads), roles, triggers)
    end = 0
    for at, hit in heads:
        if at < end:
            continue
        if hit.form == "nisba" or _is_adjective(hit, grammar):
            nisba[at] = at + hit.length
            continue
        entry = hit.entry
        assert isinstance(entry, Party)
        last = reading.end(at, hit)
        oblique = reading.governed(at, hit)
        if not oblique and any("relative" in roles.get(k, ()) for k in range(max(end, at - RELATIVE), at)):
            oblique = 1
        names.append(
            PartyName(
                first=at, last=last, kind=entry.kind, oblique=oblique, pronoun=hit.enclitic,
                joined=hit.proclitic.startswith(document.language.grammar.conjunctions), leads=not oblique and reading.leads(at, modals),
            )
        )  # fmt: skip
        end = last
    return names, nisba


def party_span(document: Document, first: int, last: int) -> Span:
    """The span of a party's name without the letters of conjunction and preposition written together with it."""
    whole = document.span(first, last)
    grammar = document.language.grammar
    hit = document.hit(first, Party)
    proclitic = hit.proclitic if hit else ""
    skip = len(proclitic.replace(grammar.article, "", 1))
    if grammar.article in proclitic and not document.words[first][skip:].startswith(grammar.article):
        skip += 1
    content, at = document.text.content, whole.start
    while skip and at < whole.end - 1:
        skip -= content[at].isalpha()
        at += 1
    return document.text.span(at, whole.end)


class _Names:
    def __init__(self, document: Document, heads: dict[int, Hit], roles: dict[int, dict[str, Hit]], triggers: set[int]) -> None:
        self.document, self.heads, self.roles, self.triggers = document, heads, roles, triggers
        self.grammar = document.language.grammar
        self.article, self.to = self.grammar.article, self.grammar.article_after_lam

    def end(self, at: int, hit: Hit) -> int:
        """The token after the name whose head stands at `at`."""
        last = at + hit.length
        entry: Entry | None = hit.entry
        while isinstance(entry, Party) and entry.bound and not hit.enclitic and last < at + LONGEST:
            last, hit = self._governed_name(last, hit)
            entry = hit.entry if hit.form else None
        proper = isinstance(hit.entry, Party) and hit.entry.named
        return self._qualities(at, last, at + LONGEST, proper)

    def _governed_name(self, at: int, hit: Hit) -> tuple[int, Hit]:
        """The end of the noun that a bound head governs, with its own hit where that is a party again."""
        done = Hit(hit.entry, "")
        quoted = self._quoted(at)
        if quoted:
            return quoted, done
        if not self._is_word(at) or self._ends(at):
            return at, done
        head = self.heads.get(at)
        if head is not None and head.form != "nisba" and not preposed(head.proclitic, self.grammar):
            return at + head.length, head
        return at + 1, done

    def _qualities(self, first: int, at: int, limit: int, proper: bool) -> int:
        """The end of the adjectives, appositions and loyalties that follow."""
        while at < limit:
            quoted = self._quoted(at)
            if quoted:
                return quoted
            if not self._is_word(at) or self._ends(at):
                break
            if "affiliated" in self.roles.get(at, ()):
                return self._loyalty(at + 1)
            if self._is_nisba(at) or (not proper and self.document.words[at].startswith(self.article) and self._apposed(first, at)):
                at += 1
            else:
                break
        return at

    def _apposed(self, first: int, at: int) -> bool:
        """Whether a word can be said of the head: no other party, but of fighters the next word may be (the Houthi rebels)."""
        head, other = self.heads[first].entry, self.heads.get(at)
        if other is None:
            return True
        return at == first + 1 and all(isinstance(e, Party) and e.kind == "armed" for e in (head, other.entry))

    def _loyalty(self, at: int) -> int:
        """The end of what follows "loyal", "belonging", "backed": to or by whom."""
        if not self._is_word(at):
            return at
        if "preposition" in self.roles.get(at, ()):
            at += 1
        elif not self.document.words[at].startswith(self.to):
            return at
        head = self.heads.get(at)
        if head is not None and head.form != "nisba":
            return self.end(at, head) if isinstance(head.entry, Party) and head.entry.bound else at + head.length
        return min(at + 1, len(self.document.tokens))

    def _quoted(self, at: int) -> int:
        """The token after a short quotation that opens at `at`, or 0."""
        tokens = self.document.tokens
        if at < len(tokens) and tokens[at].word in OPENING and tokens[at].word not in "([{<":
            close = self.document.closers.get(at, 0)
            if at < close <= at + 5:
                return close + 1
        return 0

    def _is_word(self, at: int) -> bool:
        return at < len(self.document.tokens) and self.document.tokens[at].kind == "word"

    def _is_nisba(self, at: int) -> bool:
        head = self.heads.get(at)
        return head is not None and (head.form == "nisba" or _is_adjective(head, self.grammar))

    def _ends(self, at: int) -> bool:
        roles = self.roles.get(at, {})
        if "affiliated" in roles:
            return False
        if "stop" in roles or "preposition" in roles or "terrain" in roles or "relative" in roles:
            return True
        return at in self.triggers and at not in self.heads

    def leads(self, at: int, modals: Container[int]) -> bool:
        """Whether the words before a party show it to be a subject."""
        before = at - 1
        tokens = self.document.tokens
        while before >= 0 and tokens[before].word in QUOTES:
            before -= 1
        return before < 0 or tokens[before].kind == "line" or before in modals or "complementiser" in self.roles.get(before, ())

    def governed(self, at: int, hit: Hit) -> int:
        """2 where a preposition stands before or in the word, 1 where a noun governs it, else 0."""
        if preposed(hit.proclitic, self.grammar):
            return 2
        before = at - 1
        while before >= 0 and self.document.tokens[before].word in QUOTES:
            before -= 1
        if before < 0 or hit.proclitic.startswith(self.grammar.conjunctions):
            return 0
        roles = self.roles.get(before, {})
        if "preposition" in roles:
            return 2
        if "terrain" in roles:
            return 1
        event = self.document.hit(before, EventWord)
        return 1 if event is not None and event.form in ("masdar", "noun", "thing.singular") else 0


def _is_adjective(hit: Hit, grammar: Grammar) -> bool:
    """Whether the name of a state stands with an article that it does not have by itself: then it is the adjective."""
    entry = hit.entry
    return isinstance(entry, Party) and entry.named and entry.kind == "state" and grammar.article in hit.proclitic


def preposed(proclitic: str, grammar: Grammar) -> bool:
    """Whether the letters written together before a word hold a preposition, beside conjunction and article."""
    bare = proclitic.replace(grammar.article, "", 1)
    return any(letters in bare for letters in grammar.prepositions)
