"""A text taken apart into words, sentences and paragraphs, each word with the table entries that it stands for.

Tokens lie in one flat list; sentences and everything found later are ranges of token indexes. Only what leaves the
reader becomes a Span.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeVar

from sijill.language.entries import Entry, Particle
from sijill.language.load import Hit, Language
from sijill.record.text import Span, Text

E = TypeVar("E", bound=Entry)

# a run of letters; a number with its separators; a line end; any other visible character
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+)"
    r"|(?P<number>\d{1,3}(?:[.,\u060c]\d{3})+(?!\d|[.,/]\d)|\d+[.,]\d{1,2}(?!\d|[./]\d)|\d+)"
    r"|(?P<line>[\n\r\u2028\u2029\x0b\x0c\x85]+)"
    r"|(?P<mark>\S)"
)
OPENING = frozenset("«“„\"'‘‹([{<")
CLOSING = {"«": "»", "“": "”", "„": "”", '"': '"', "'": "'", "‘": "’", "‹": "›", "(": ")", "[": "]", "{": "}", "<": ">"}
QUOTES = frozenset('«»“”„"‘’‹›')
STOPS = frozenset(".!?؟…\u06d4")


@dataclass(slots=True)
class Token:
    """A word, number, line end or mark; start and end count code points of the text as received."""

    start: int
    end: int
    word: str
    kind: str
    glued: bool
    hits: tuple[Hit, ...] = ()


@dataclass(slots=True)
class Sentence:
    """Tokens first up to last; `part` is title, dateline, body, credit, source or furniture."""

    first: int
    last: int
    paragraph: int
    part: str = "body"


@dataclass(slots=True)
class Document:
    """A text with its tokens and sentences. `words` are the folded forms of the tokens, in the same order."""

    text: Text
    language: Language
    tokens: list[Token]
    words: list[str]
    sentences: list[Sentence] = field(default_factory=list)
    closers: dict[int, int] = field(default_factory=dict)

    def hit(self, at: int, kind: type[E]) -> Hit | None:
        """The first entry of that table at a token, or None."""
        if not 0 <= at < len(self.tokens):
            return None
        for hit in self.tokens[at].hits:
            if type(hit.entry) is kind:
                return hit
        return None

    def entry(self, at: int, kind: type[E]) -> E | None:
        """The first entry of that table at a token without its form, or None."""
        if not 0 <= at < len(self.tokens):
            return None
        for hit in self.tokens[at].hits:
            if type(hit.entry) is kind:
                return hit.entry
        return None

    def role(self, at: int, role: str) -> Hit | None:
        """The function word of that role at a token, or None."""
        if not 0 <= at < len(self.tokens):
            return None
        for hit in self.tokens[at].hits:
            entry = hit.entry
            if type(entry) is Particle and entry.role == role:
                return hit
        return None

    def opens(self, first: int, last: int, roles: frozenset[str]) -> bool:
        """Whether a function word of one of those roles begins at a token from first up to last."""
        tokens = self.tokens[max(first, 0) : max(last, 0)]
        return any(type(hit.entry) is Particle and hit.entry.role in roles for token in tokens for hit in token.hits)

    def span(self, first: int, last: int) -> Span:
        """The span of tokens first up to last (not included)."""
        return self.text.span(self.tokens[first].start, self.tokens[last - 1].end)

    def said(self, first: int, last: int) -> str:
        """The words of tokens first up to last (not included), as received."""
        return self.text.content[self.tokens[first].start : self.tokens[last - 1].end]


def take_apart(text: Text, language: Language) -> Document:
    """The text's tokens with their table entries; sentences are still to be found."""
    folded = language.fold(text.content)
    plain = len(folded.starts) == 1
    tokens: list[Token] = []
    words: list[str] = []
    before = -1
    for match in _TOKEN.finditer(folded.text):
        start, end = match.span()
        word = match.group()
        glued = start == before
        before = end
        a, b = (start, end) if plain else folded.source(start, end)
        tokens.append(Token(a, b, word, match.lastgroup or "mark", glued))
        words.append(word)
    document = Document(text, language, tokens, words)
    _join_broken(document)
    hits, final = language.hits, language.grammar.no_pronoun_after
    for i, token in enumerate(document.tokens):
        if token.kind == "word":
            token.hits = hits(document.words, i)
            if token.hits and token.hits[-1].enclitic and final and final in text.content[token.end - 2 : token.end]:
                token.hits = tuple(hit for hit in token.hits if not hit.enclitic)
    _pair_quotes(document)
    return document


def _join_broken(document: Document) -> None:
    """Two halves of a word with a hyphen between them are one where only the whole is known."""
    tokens, words, knows = document.tokens, document.words, document.language.word_hits
    at = 1
    while at < len(tokens) - 1:
        if (
            tokens[at].word in "-_*" and tokens[at].glued and tokens[at + 1].glued
            and tokens[at - 1].kind == tokens[at + 1].kind == "word"
        ):  # fmt: skip
            whole = words[at - 1] + words[at + 1]
            if knows(whole) and not (knows(words[at - 1]) or knows(words[at + 1])):
                tokens[at - 1 : at + 2] = [Token(tokens[at - 1].start, tokens[at + 1].end, whole, "word", tokens[at - 1].glued)]
                words[at - 1 : at + 2] = [whole]
        at += 1


def _pair_quotes(document: Document) -> None:
    """Each opening quotation mark or bracket with the closing one in its paragraph, by token index."""
    open_at: list[int] = []
    for i, token in enumerate(document.tokens):
        if token.kind == "line":
            open_at.clear()
        elif token.kind != "mark":
            continue
        elif open_at and token.word == CLOSING.get(document.words[open_at[-1]], token.word):
            document.closers[open_at.pop()] = i
        elif token.word in OPENING:
            open_at.append(i)
            if len(open_at) > 40:
                del open_at[0]
        elif token.word in ("”", "“", "»", "«") and open_at:
            # mixed pairs: “ … “ and ” … ” occur in real pages
            for k in range(len(open_at) - 1, -1, -1):
                if document.words[open_at[k]] in QUOTES:
                    document.closers[open_at[k]] = i
                    del open_at[k:]
                    break
        elif token.word in ("”", "»"):
            open_at.append(i)
