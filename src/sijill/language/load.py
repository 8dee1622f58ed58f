"""A folder of tables becomes a `Language`.

Every table is TOML with `[[kind]]` entries (letters are CSV). Loading checks each entry against its type, spreads its
words over their inflected forms and folds them; a bad entry raises LexiconError with file, entry and reason. The
spread form is kept as JSON in `__pycache__` beside the tables, named by the tables' digest, as Python keeps its own
compiled modules; where the folder cannot be written to, it is made anew each time.
"""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast, get_type_hints

from sijill.compiled import keep
from sijill.errors import LexiconError
from sijill.language.entries import TABLES, Entry
from sijill.language.fold import Folding
from sijill.language.inflect import Grammar

FOLDER = Path(__file__).parent
COMPILED_VERSION = 4
REMARKS = ("example", "expect", "not", "note")

E = TypeVar("E", bound=Entry)
FormKey = tuple[int, str]
Rests = dict[str, list[tuple[tuple[str, ...], FormKey]]]
Words = dict[str, list[FormKey]]
Phrases = dict[str, list[tuple[tuple[str, ...], FormKey]]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A table entry found at a word: its form, what was written together with it, how many words it takes."""

    entry: Entry
    form: str
    proclitic: str = ""
    enclitic: str = ""
    length: int = 1


class Language:
    """The words of one language. `hits` finds the entries that a folded word or run of words stands for.

    The tables that stand aside (names of persons and what leads to them) are found by `aside` alone: a word that only they
    know stays unknown to whoever reads what happened.
    """

    def __init__(
        self, code: str, direction: str, digest: str, grammar: Grammar, folding: Folding, entries: tuple[Entry, ...],
        words: Words, phrases: Phrases, aside: Language | None = None,
    ) -> None:  # fmt: skip
        self.code, self.direction, self.digest = code, direction, digest
        self.grammar, self.fold, self.entries = grammar, folding, entries
        self._words, self._phrases = words, phrases
        self.aside = aside or self
        self._known: dict[str, tuple[Hit, ...]] = {}
        self._idle: set[str] = set()
        self._begun: dict[str, tuple[tuple[Hit, ...], frozenset[str]]] = {}
        self._openers: dict[str, tuple[tuple[str, Rests], ...]] = {}

    def word_hits(self, word: str) -> tuple[Hit, ...]:
        """The entries that a single folded word stands for, fewest clitics first; empty where none does."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > 200_000:
                self._known.clear()
            found = self._known[word] = tuple(self._analyse(word))
        return found

    def hits(self, words: list[str], at: int) -> tuple[Hit, ...]:
        """The entries that begin at words[at], phrases first and the longest of them first."""
        single = self.word_hits(words[at])
        openers = self._openers.get(words[at])
        if openers is None:
            if len(self._openers) > 200_000:
                self._openers.clear()
            openers = self._openers[words[at]] = tuple(self._open(words[at]))
        if not openers:
            return single
        following = words[at + 1] if at + 1 < len(words) else ""
        found: list[Hit] = []
        for proclitic, rests in openers:
            for rest, (index, form) in rests.get(following, ()):
                if len(rest) == 1 or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                    found.append(Hit(self.entries[index], form, proclitic, "", 1 + len(rest)))
        if not found:
            return single
        found.sort(key=lambda hit: -hit.length)
        return (*found, *single)

    def marks(self, words: list[str]) -> dict[int, tuple[Hit, ...]]:
        """The entries at every word that begins one, by its place."""
        found: dict[int, tuple[Hit, ...]] = {}
        begun, idle = self._begun, self._idle
        for at, word in enumerate(words):
            if word in idle:
                continue
            known = begun.get(word)
            if known is None:
                known = self._begin(words, at)
            single, following = known
            if following and at + 1 < len(words) and words[at + 1] in following:
                single = self.hits(words, at)
            if single:
                found[at] = single
        return found

    def _begin(self, words: list[str], at: int) -> tuple[tuple[Hit, ...], frozenset[str]]:
        """The entries of a word alone, and the words that may follow it in a phrase; remembered."""
        if len(self._begun) > 200_000:
            self._begun.clear()
        self.hits(words, at)
        following = frozenset(word for _, rests in self._openers[words[at]] for word in rests)
        known = self._begun[words[at]] = (self.word_hits(words[at]), following)
        if not any(known):
            if len(self._idle) > 200_000:
                self._idle.clear()
            self._idle.add(words[at])
        return known

    def stems(self, word: str) -> tuple[tuple[str, str], ...]:
        """The word and what remains of it without the letters written together before it: (proclitic, rest)."""
        return self.grammar.stems(word)

    def knows(self, word: str) -> bool:
        """Whether some entry has this very word, or a phrase begins with it."""
        return word in self._words or word in self._phrases

    def _open(self, word: str) -> Iterator[tuple[str, Rests]]:
        """What is written before a word that begins phrases, and the rests of those phrases by their first word."""
        for proclitic, rest in self.grammar.stems(word):
            if rest in self._phrases:
                by_next: Rests = {}
                for words, key in self._phrases[rest]:
                    by_next.setdefault(words[0], []).append((words, key))
                yield proclitic, by_next

    def _analyse(self, word: str) -> Iterator[Hit]:
        seen: set[str] = set()
        for proclitic, stem in self.grammar.stems(word):
            future = bool(proclitic) and proclitic.endswith(self.grammar.future or " ")
            for index, form in self._words.get(stem, ()):
                if future and "present" not in form:
                    continue
                entry = self.entries[index]
                # the word as written decides; what is found by taking letters off only adds other tables
                if entry.table not in seen or proclitic == "":
                    yield Hit(entry, form, proclitic)
            seen.update(self.entries[index].table for index, _ in self._words.get(stem, ()))
        if not word.endswith(self.grammar.pronouns):
            return
        # where the whole word is known to some table, only the tables of events still look for a pronoun at its end
        tables = PRONOUN_TABLES if not seen else EVENT_TABLES - seen
        article = self.grammar.article
        for proclitic, stem in self.grammar.stems(word):
            if article and proclitic.endswith(article):
                continue
            for enclitic, bare in self.grammar.without_pronoun(stem):
                if seen and enclitic == self.grammar.feminine and not stem.endswith(self.grammar.feminine_open + enclitic):
                    continue
                keys = self._words.get(bare, ())
                for index, form in keys:
                    entry = self.entries[index]
                    if entry.table in tables:
                        yield Hit(entry, form, proclitic, enclitic)
                if keys:
                    return


EVENT_TABLES = frozenset({"event", "party", "event_context"})
PRONOUN_TABLES = frozenset({"cue", "effect", "group", "event", "voice", "weapon", "place", "via", "party", "event_context", "private"})


def load(code: str, folder: Path | None = None) -> Language:
    """The language of that code, from the package's tables or from another folder of the same make.

    Raises LexiconError where an entry cannot be used.
    """
    folder = folder or FOLDER / code
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".toml", ".csv")}
    digest = _digest(files)
    compiled = folder / "__pycache__" / f"tables-{digest[:16]}.json"
    try:
        return _restore(json.loads(compiled.read_bytes()), digest)
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        made = _compile(files)
        keep(compiled, made, "tables")
        return _restore(made, digest)


def languages() -> tuple[str, ...]:
    """The codes of the languages that the package reads."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/language.toml")))


def raw_entries(code: str, folder: Path | None = None) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Every entry as written, with its file and table: for the tests that read the examples back."""
    folder = folder or FOLDER / code
    for path in sorted(folder.glob("*.toml")):
        if path.name == "language.toml":
            continue
        for table, entries in _parse(path.name, path.read_bytes()).items():
            for entry in cast(list[dict[str, object]], entries):
                yield path.name, table, entry


def _digest(files: dict[str, bytes]) -> str:
    whole = hashlib.sha256(f"compiled {COMPILED_VERSION}".encode())
    for name, content in files.items():
        whole.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def _parse(name: str, content: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(name, "the file", str(error)) from error


def _letters(content: bytes) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8")))
    letters: dict[str, str] = {}
    for row in rows:
        letter, folds = row["letter"], row["folds"]
        if len(letter) != 1 or len(folds) != 1:
            raise LexiconError("letters.csv", letter, "one letter folds to one letter")
        letters[letter] = folds
    return letters


def _compile(files: dict[str, bytes]) -> dict[str, object]:
    about = _parse("language.toml", files["language.toml"])
    letters = _letters(files["letters.csv"])
    folding = Folding(letters, str(about["dropped"]), str(about.get("joiner", "")))
    grammar = Grammar.from_table(about, folding)
    types = {kind.table: kind for kind in TABLES}
    entries: list[list[object]] = []
    words: tuple[Words, Words] = ({}, {})
    phrases: tuple[Phrases, Phrases] = ({}, {})
    for name, content in files.items():
        if not name.endswith(".toml") or name == "language.toml":
            continue
        for table, rows in _parse(name, content).items():
            if table not in types:
                raise LexiconError(name, table, f"no such table; there are {', '.join(types)}")
            for row in cast(list[dict[str, object]], rows):
                fields, forms = _check(name, types[table], row)
                entries.append([table, fields])
                index, aside = len(entries) - 1, types[table].aside
                for form, spelled in grammar.spread(forms):
                    first, *rest = spelled.split()
                    key = (index, form)
                    if rest:
                        found = (tuple(rest), key)
                        if found not in phrases[aside].setdefault(first, []):
                            phrases[aside][first].append(found)
                    elif key not in words[aside].setdefault(first, []):
                        words[aside][first].append(key)
    return {"about": about, "letters": letters, "entries": entries, "words": words, "phrases": phrases}


def _check(file: str, kind: type[Entry], row: dict[str, object]) -> tuple[dict[str, object], dict[str, list[str]]]:
    """The fields and the words of an entry as written; raises LexiconError on anything that its type does not know."""
    lemma = row.get("lemma")
    if not isinstance(lemma, str) or not lemma:
        raise LexiconError(file, f"[[{kind.table}]]", "an entry needs a lemma")
    known = {field.name: field for field in dataclasses.fields(kind)}
    hints = get_type_hints(kind)
    fields: dict[str, object] = {}
    forms: dict[str, list[str]] = {}
    for key, value in row.items():
        if key in REMARKS:
            continue
        if key in known:
            fields[key] = _typed(file, lemma, key, value, hints[key])
            continue
        for form, listed in _flat(key, value):
            if form not in kind.forms_allowed:
                keys, under = ", ".join(known), ", ".join(kind.forms_allowed)
                raise LexiconError(file, lemma, f"no key {form!r}; {kind.table} entries have {keys} and words under {under}")
            forms[form] = _words(file, lemma, form, listed)
    for field in known.values():
        if field.default is dataclasses.MISSING and field.name not in fields:
            raise LexiconError(file, lemma, f"the key {field.name!r} is missing")
    if not forms:
        raise LexiconError(file, lemma, "no words")
    return fields, forms


def _flat(key: str, value: object) -> Iterable[tuple[str, object]]:
    if isinstance(value, dict):
        return [(f"{key}.{inner}", listed) for inner, listed in value.items()]
    return [(key, value)]


def _words(file: str, lemma: str, form: str, value: object) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(word, str) and word.strip() for word in listed):
        raise LexiconError(file, lemma, f"{form!r} is a word or a list of words")
    return cast(list[str], listed)


def _typed(file: str, lemma: str, key: str, value: object, hint: object) -> object:
    if hint == tuple[str, ...]:
        return _words(file, lemma, key, value)
    wanted = (int, float) if hint is float else (hint,)
    if type(value) not in wanted:
        raise LexiconError(file, lemma, f"{key!r} is {type(value).__name__}, not {getattr(hint, '__name__', hint)}")
    return value


def _restore(made: dict[str, object], digest: str) -> Language:
    about = cast(dict[str, object], made["about"])
    folding = Folding(cast(dict[str, str], made["letters"]), str(about["dropped"]), str(about.get("joiner", "")))
    types = {kind.table: kind for kind in TABLES}
    entries = tuple(
        types[table](**{key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()})
        for table, fields in cast(list[tuple[str, dict[str, str]]], made["entries"])
    )
    grammar = Grammar.from_table(about, folding)
    rest = str(about["code"]), str(about["direction"]), f"sha256:{digest}", grammar, folding, entries
    (words, aside_words), (phrases, aside_phrases) = (
        [_keys(one) for one in cast(list[Words], made["words"])],
        [_runs(one) for one in cast(list[Phrases], made["phrases"])],
    )
    return Language(*rest, words, phrases, Language(*rest, aside_words, aside_phrases))


def _keys(words: Words) -> Words:
    return {word: [(int(index), str(form)) for index, form in keys] for word, keys in words.items()}


def _runs(phrases: Phrases) -> Phrases:
    return {first: [(tuple(rest), (int(key[0]), str(key[1]))) for rest, key in found] for first, found in phrases.items()}
