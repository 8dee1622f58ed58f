"""Names of the gazetteer over the words of a document, with the letters written before them taken off."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.gazetteer.places import Gazetteer, Named
from sijill.language.document import Document

# (letters before the name, the word without them, how many words a name has at most that begins so)
Opening = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the gazetteer: tokens first up to last, the letters before it, the places that it names."""

    first: int
    last: int
    proclitic: str
    named: tuple[Named, ...]
    exact: bool

    @property
    def candidates(self) -> tuple[str, ...]:
        """The ids of the places."""
        return tuple(dict.fromkeys(named.id for named in self.named))

    @property
    def needs(self) -> str:
        """What the name needs beside it at least, over all places that it names."""
        needs = {named.needs for named in self.named}
        return "" if "" in needs else "place" if "place" in needs else "cue"


class NameFinder:
    """Finds names at a token; what a word opens is remembered over documents."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._openings: dict[str, tuple[Opening, ...]] = {}

    def openings(self, document: Document, at: int) -> tuple[Opening, ...]:
        """The ways in which the word at a token can begin a name."""
        word = document.words[at]
        found = self._openings.get(word)
        if found is None:
            if len(self._openings) > 200_000:
                self._openings.clear()
            found = self._openings[word] = tuple(self._open(document, word))
        return found

    def match(self, document: Document, at: int) -> Match | None:
        """The longest name that begins at a token, or None."""
        openings = self.openings(document, at) if at < len(document.tokens) else ()
        if not openings:
            return None
        tokens, words = document.tokens, document.words
        best: Match | None = None
        for proclitic, rest, most in openings:
            run = [rest]
            end = at + 1
            while len(run) < most and end < len(tokens) and tokens[end].kind in ("word", "number"):
                run.append(words[end])
                end += 1
            while run and (best is None or len(run) > best.last - best.first):
                found = None if len(run) == 1 and rest in self.gazetteer.heads else self._named(run)
                if found:
                    best = Match(at, at + len(run), proclitic, *found)
                    break
                run.pop()
        return best

    def _named(self, run: list[str]) -> tuple[tuple[Named, ...], bool] | None:
        named = self.gazetteer.named(run)
        if not named:
            return None
        article = self.gazetteer.has_article(run[0])
        exact = tuple(found for found in named if found.article == article)
        return (exact, True) if exact else (named, False)

    def _open(self, document: Document, word: str) -> list[Opening]:
        grammar = document.language.grammar
        found: list[Opening] = []
        for proclitic, rest in grammar.stems(word):
            before = proclitic
            if grammar.article and before.endswith(grammar.article):
                before, rest = before[: -len(grammar.article)], grammar.article + rest
            if any(letter not in grammar.conjunctions and letter not in grammar.prepositions[:2] for letter in before):
                continue
            most = self.gazetteer.words_from(rest)
            if most and len(rest) > 1 and (before, rest, most) not in found:
                found.append((before, rest, most))
        return found
