"""The weapons and means of harm that a document names."""

from __future__ import annotations

from sijill.language.document import Document
from sijill.language.entries import WeaponNoun
from sijill.record.found import FoundWeapon


def find_weapons(document: Document) -> list[FoundWeapon]:
    """The weapons in the order of the text, the longest name of each."""
    found: list[FoundWeapon] = []
    end = 0
    for at, token in enumerate(document.tokens):
        if at < end or not token.hits:
            continue
        for hit in token.hits:
            entry = hit.entry
            if type(entry) is WeaponNoun:
                end = at + hit.length
                found.append(FoundWeapon(first=at, last=end, kind=entry.kind, event=entry.event))
                break
    return found
