"""Contacts and numbers that lead to one person: telephones, addresses, accounts, plates, papers, coordinates.

Shapes are told by regular expressions over the text as received, digits of any script; what stands after a word of the
table (plate, passport, telephone) by tokens. The account of a newsroom or an office stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sijill.extract.private_words import PrivateWords
from sijill.language.entries import PrivateWord
from sijill.record.found import FoundPrivate

_PART = r"\d{1,3}(?:[.,\u066b]\d+)?\s?"
_DEGREES = rf"{_PART}[\u00b0\u00ba](?:\s?{_PART}['\u2032\u2019])?(?:\s?{_PART}(?:[\"\u2033\u201d]|''))?(?:\s?[NSEWnsew]\b)?"
_DECIMAL = r"-?\d{1,3}[.\u066b]\d{3,10}"
_GRID = "|".join(rf"\d{{{n}}}\s?\d{{{n}}}" for n in (2, 3, 4, 5))
_SITES = "facebook\\.com|fb\\.com|instagram\\.com|t\\.me|wa\\.me|twitter\\.com|x\\.com"
_SHAPES = (
    ("contact", "an e-mail address", re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}")),
    ("contact", "an account", re.compile(r"(?<![\w@./])@[A-Za-z0-9_.]{2,40}\b")),
    ("contact", "an account", re.compile(rf"\b(?:https?://)?(?:www\.|m\.)?(?:{_SITES})/[\w.@?=/-]{{2,80}}")),
    ("contact", "a telephone number", re.compile(r"(?<![\w.,/+])(?:\+|00)\d{1,4}(?:[\s.()-]{0,2}\d){6,12}(?![\d/])")),
    ("contact", "a telephone number", re.compile(r"(?<![\w.,/+-])[0\u0660]\d{8,10}(?![\d/]|[.,]\d)")),
    ("place", "coordinates", re.compile(rf"{_DEGREES}(?:\s?[,\u060c/;-]?\s?{_DEGREES})?")),
    ("place", "coordinates", re.compile(rf"(?<![\d.,\u066b]){_DECIMAL}\s?[NS]?\s?[,\u060c;/ ]\s?{_DECIMAL}(?:\s?[EW]\b)?(?![\d.])")),
    ("place", "coordinates", re.compile(rf"\b\d{{1,2}}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{{2}}\s?(?:{_GRID})\b")),
)  # fmt: skip
_WEATHER = re.compile(r"\d{1,3}(?:[.,\u066b]\d+)?\s?[\u00b0\u00ba](?:\s?[CFcf]\b)?")
_SIGNS = ("@", "\u00b0", "\u00ba", ".com/", ".me/")
_DIGITS = re.compile(r"\d(?:[\d\s().-]{6}|[.\u066b]\d{3})")
REACH = 5
LEAST_DIGITS = {"telephone": 6, "paper": 3}


def find_numbers_private(words: PrivateWords) -> list[FoundPrivate]:
    """The contacts and numbers of a document to cover, in order; those inside others are left out."""
    found = sorted((*_shaped(words), *_told(words)), key=lambda one: (one.start, -one.end))
    kept: list[FoundPrivate] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _shaped(words: PrivateWords) -> Iterator[FoundPrivate]:
    content = words.document.text.content
    if not any(sign in content for sign in _SIGNS) and not _DIGITS.search(content):
        return
    for kind, rule, shape in _SHAPES:
        for match in shape.finditer(content):
            if _WEATHER.fullmatch(match.group()) or (rule == "an e-mail address" and _of_office(words, match.group())):
                continue
            yield FoundPrivate(start=match.start(), end=match.end(), kind=kind, rule=rule)


def _of_office(words: PrivateWords, address: str) -> bool:
    """Whether an e-mail address is that of a newsroom or an office and no person's."""
    hits = words.document.language.aside.word_hits(address.split("@")[0].casefold())
    return any(type(hit.entry) is PrivateWord and hit.entry.role == "body" for hit in hits)


def _told(words: PrivateWords) -> Iterator[FoundPrivate]:
    for at, hits in words.marks.items():
        for hit in hits:
            entry = hit.entry
            if type(entry) is PrivateWord and entry.role in LEAST_DIGITS:
                found = _number_after(words, at + hit.length, entry)
                if found is not None:
                    kind = "contact" if entry.role == "telephone" else "number"
                    yield FoundPrivate(start=found[0], end=found[1], kind=kind, rule=f"private {entry.lemma}")


def _number_after(words: PrivateWords, at: int, entry: PrivateWord) -> tuple[int, int] | None:
    """Where the number after a word of the table stands, in code points, the parts written on to it included."""
    tokens = words.tokens
    told = not entry.weak
    for k in range(at, min(at + REACH, len(tokens))):
        token = tokens[k]
        told = told or words.hit(k, "number") is not None
        if token.kind == "line" or token.word in ".!\u061f":
            return None
        if token.kind != "number":
            continue
        last = k + 1
        while last + 1 < len(tokens) and tokens[last].word in "-/" and tokens[last].kind == "mark" and tokens[last + 1].kind == "number":
            last += 2
        digits = sum(char.isdigit() for one in tokens[k:last] for char in one.word)
        first = k - 1 if k > at and token.glued and tokens[k - 1].kind == "word" else k
        return (tokens[first].start, tokens[last - 1].end) if told and digits >= LEAST_DIGITS[entry.role] else None
    return None
