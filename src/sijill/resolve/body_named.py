"""The bodies that a report names in full, so that a short name later in it can mean one of them."""

from __future__ import annotations

from bisect import bisect_right

from sijill.gazetteer.register import Register
from sijill.language.document import Document

# a noun alone means a body where the last so many of that noun were the same
FEW_NAMED = 6
MOST_WAYS = 200_000
NOTHING: tuple[list[int], list[str]] = ([], [])


class NamedInFull:
    """The bodies that one document names so that nothing else is meant; looked for when first asked."""

    def __init__(self, document: Document, register: Register) -> None:
        self.document, self.register = document, register
        self._nearest: dict[str, tuple[list[int], list[str]]] | None = None
        self._single: frozenset[str] = frozenset()

    def starts(self, word: str) -> tuple[tuple[str, bool], ...]:
        """The ways to take letters off a word that leave one with which a name begins, the word itself first."""
        found = self.register.ways.get(word)
        if found is None:
            if len(self.register.ways) > MOST_WAYS:
                self.register.ways.clear()
            article, starts = self.document.language.grammar.article, self.register.starts
            stems = self.document.language.stems(word)
            found = tuple((rest, proclitic.endswith(article)) for proclitic, rest in stems if rest in starts)
            self.register.ways[word] = found
        return found

    def nearest(self, key: str, at: int, *, alone: bool = False) -> str:
        """The body of an office or of a head noun that is named nearest before a token; the only one where all come later.

        `alone`: those named just before must all be the same.
        """
        if self._nearest is None:
            self._nearest = self._named_in_full()
            self._single = frozenset(key for key, (_, ids) in self._nearest.items() if len(set(ids)) == 1)
        places, ids = self._nearest.get(key, NOTHING)
        before = bisect_right(places, at - 1)
        if before and (not alone or ids[max(0, before - FEW_NAMED) : before].count(ids[before - 1]) == min(before, FEW_NAMED)):
            return ids[before - 1]
        return ids[0] if key in self._single else ""

    def _named_in_full(self) -> dict[str, tuple[list[int], list[str]]]:
        """Every body that the report names so that nothing else is meant, by its office and by the first word of its name."""
        found: dict[str, tuple[list[int], list[str]]] = {}
        words, known = self.document.words, self.register.ways
        for k, word in enumerate(words):
            ways = known.get(word)
            for rest, definite in self.starts(word) if ways is None else ways:
                if k + 1 == len(words) or not self.register.may_begin(rest, words[k + 1]):
                    continue
                match = self.register.match([rest, *words[k + 1 : k + 18]], definite)
                if match is None or match.length < 2 or not match.id or match.needs:
                    continue
                for key in (rest, match.id.partition("-")[2]):
                    places, ids = found.setdefault(key, ([], []))
                    places.append(k)
                    ids.append(match.id)
                break
        return found
