"""Clitics and inflected forms: what the tables' paradigms make of a word. Works on folded spelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from sijill.language.fold import Folding

MOST_KEPT = 200_000


@dataclass(frozen=True)
class Grammar:
    """The clitics and endings of one language, from its language.toml."""

    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    future: str
    article: str
    article_after_lam: str
    pronouns: tuple[str, ...]
    feminine: str
    feminine_open: str
    no_pronoun_after: str
    indefinite: str
    paradigms: dict[str, dict[str, list[list[str]]]]
    folding: Folding
    _stems: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def from_table(cls, table: dict[str, object], folding: Folding) -> Grammar:
        """The grammar that a language.toml describes, in folded spelling."""
        fold = folding.word

        def listed(key: str) -> tuple[str, ...]:
            return tuple(fold(word) for word in cast(list[str], table.get(key, [])))

        def single(key: str) -> str:
            return fold(str(table.get(key, "")))

        tables = ("nouns", "past", "present", "participle")
        rows = {name: cast(dict[str, str | list[str | list[str]]], table.get(name, {})) for name in tables}
        return cls(
            conjunctions=listed("conjunctions"),
            prepositions=listed("prepositions"),
            future=single("future"),
            article=single("article"),
            article_after_lam=single("article_after_lam"),
            pronouns=listed("pronouns"),
            feminine=single("feminine"),
            feminine_open=single("feminine_open"),
            no_pronoun_after=str(table.get("no_pronoun_after", "")),
            indefinite=str(table.get("indefinite", "")),
            paradigms={name: {form: _endings(told) for form, told in forms.items()} for name, forms in rows.items()},
            folding=folding,
        )

    def stems(self, word: str) -> tuple[tuple[str, str], ...]:
        """(proclitic, rest) for each way of taking letters off the front, the word itself first."""
        known = self._stems.get(word)
        if known is None:
            if len(self._stems) > MOST_KEPT:
                self._stems.clear()
            known = self._stems[word] = tuple(self._taken_apart(word))
        return known

    def _taken_apart(self, word: str) -> list[tuple[str, str]]:
        found = [("", word)]
        for conjunction in ("", *self.conjunctions):
            if conjunction and not (word.startswith(conjunction) and len(word) > len(conjunction) + 1):
                continue
            rest = word[len(conjunction) :]
            if conjunction:
                found.append((conjunction, rest))
            found += [(conjunction + p, r) for p, r in self._after_conjunction(rest)]
        return found

    def _after_conjunction(self, rest: str) -> Iterator[tuple[str, str]]:
        article, least = self.article, 2
        if not article:
            return
        if rest.startswith(article) and len(rest) >= len(article) + least:
            yield article, rest[len(article) :]
        for preposition in self.prepositions:
            if not rest.startswith(preposition) or len(rest) < len(preposition) + least:
                continue
            bare = rest[len(preposition) :]
            yield preposition, bare
            if bare.startswith(article) and len(bare) >= len(article) + least:
                yield preposition + article, bare[len(article) :]
            elif preposition == self.article_after_lam and bare.startswith(preposition) and len(bare) > least:
                yield preposition + article, bare[len(preposition) :]
        if self.future and rest.startswith(self.future) and len(rest) > len(self.future) + least:
            yield self.future, rest[len(self.future) :]

    def without_pronoun(self, word: str) -> Iterator[tuple[str, str]]:
        """(pronoun, rest) for each way of taking a pronoun off the end; an open t before it is tried as the feminine ending too."""
        for pronoun in self.pronouns:
            if word.endswith(pronoun) and len(word) >= len(pronoun) + 2:
                bare = word[: -len(pronoun)]
                yield pronoun, bare
                if bare.endswith(self.feminine_open):
                    yield pronoun, bare[:-1] + self.feminine

    def spread(self, forms: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
        """(form, folded spelling) for every inflected form of an entry's words. The form of a verb ends in its person."""
        for form, words in forms.items():
            kind = form.rsplit(".", 1)[-1]
            for word in words:
                folded = self.folding.word(" ".join(word.split()))
                if kind in ("past", "present", "participle"):
                    yield from self._verb(form, kind, folded)
                elif kind in ("singular", "sound"):
                    yield from self._noun(form, kind, folded)
                else:
                    yield form, folded

    def _verb(self, form: str, kind: str, word: str) -> Iterator[tuple[str, str]]:
        stem, *rest = word.split(" ", 1)
        tail = f" {rest[0]}" if rest else ""
        for person, changes in self.paradigms[kind].items():
            for prefix, ending in changes:
                spelled = (prefix + stem[len(prefix) :] if prefix else stem) + ending
                if kind == "participle" and stem.endswith(self.feminine):
                    spelled = stem
                yield f"{form}.{person}", spelled + tail

    def _noun(self, form: str, kind: str, word: str) -> Iterator[tuple[str, str]]:
        base = form[: -len(kind)]
        stem, *rest = word.split(" ", 1)
        tail = f" {rest[0]}" if rest else ""
        yield f"{base}singular", word
        if not self.paradigms.get("nouns"):
            return
        open_stem = stem[:-1] + self.feminine_open if stem.endswith(self.feminine) else stem
        if not stem.endswith(self.feminine):
            yield f"{base}singular", stem + self.paradigms["nouns"]["accusative"][0][1] + tail
        if not tail:
            for _, ending in self.paradigms["nouns"]["dual"]:
                yield f"{base}dual", open_stem + ending
        if kind == "sound":
            endings = "sound_f" if stem.endswith(self.feminine) else "sound_m"
            bare = stem[:-1] if stem.endswith(self.feminine) else stem
            for _, ending in self.paradigms["nouns"][endings]:
                yield f"{base}plural", bare + ending + tail


def _endings(told: str | list[str | list[str]]) -> list[list[str]]:
    """Pairs of a beginning and an ending; an ending alone has no beginning of its own."""
    return [ending if isinstance(ending, list) else ["", ending] for ending in ([told] if isinstance(told, str) else told)]
