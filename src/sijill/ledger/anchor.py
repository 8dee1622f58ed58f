"""Words found again in another text of the same report, by what they are and by what stands before and after them.

White space alone may differ between the two: extractors break lines otherwise. Nothing else is guessed. Words that stand in two
places, or in none, are not found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

WIDTHS = (48, 24, 12)  # letters of context on each side, the widest first


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without its white space, with where each letter stands in it."""

    text: str
    letters: str
    at: tuple[int, ...]


def squeezed(text: str) -> Squeezed:
    """The text without its white space."""
    at = tuple(place for place, letter in enumerate(text) if not letter.isspace())
    return Squeezed(text, "".join(text[place] for place in at), at)


def found_again(old: Squeezed, start: int, end: int, new: Squeezed) -> tuple[int, int] | None:
    """Where the words of a range of the old text stand in the new one; None where that is in no place, or not in one alone.

    >>> found_again(squeezed("Yesterday 12 died in Taiz."), 10, 12, squeezed("News. Yesterday 12\\ndied in Taiz."))
    (16, 18)
    """
    first, last = bisect_left(old.at, start), bisect_left(old.at, end)
    if first == last:
        return None
    words = old.letters[first:last]
    for width in WIDTHS:
        before, after = old.letters[max(0, first - width) : first], old.letters[last : last + width]
        places = set(_places(new.letters, before, words, after))
        if not places:  # what stands on one side may be gone: a page's frame, a line of its own
            places = {place for place in _places(new.letters, before, words, "") if len(before) == width}
            places |= {place for place in _places(new.letters, "", words, after) if len(after) == width}
        if len(places) > 1:
            return None
        for place in places:
            span = new.at[place], new.at[place + len(words) - 1] + 1
            joined = zip(_edges(old.text, start, end), _edges(new.text, *span), strict=True)
            return span if all(was >= now for was, now in joined) else None
    return None


def _places(letters: str, before: str, words: str, after: str) -> Iterator[int]:
    """Where the words begin, with that before and that after them."""
    sought = before + words + after
    place = letters.find(sought)
    while place >= 0:
        yield place + len(before)
        place = letters.find(sought, place + 1)


def _edges(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a letter or digit is written together with a range, before it and after it."""
    return text[max(0, start - 1) : start].isalnum(), text[end : end + 1].isalnum()
