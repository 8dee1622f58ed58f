"""The names of merged places made findable: keys of folded letters, and what each word may begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from sijill.errors import GazetteerError
from sijill.gazetteer.merge import Merged, Row, point_of

# a place of fewer people is named so little that its name alone does not tell it
KNOWN_WELL = 50_000
# countries whose little places have names that are words or phrases of other kinds in Arabic
FAR_NAMES = frozenset({"IR", "AF", "TR"})
NEEDS = ("", "place", "cue")

Fold = Callable[[str], str]
Spread = dict[str, dict[tuple[str, ...], None]]


def build(merged: Merged, fold: Fold) -> dict[str, object]:
    """The compiled form of the places, as JSON holds it; `fold` folds a name's spelling."""
    places = merged.places
    article = next(fold(row["word"]) for row in merged.heads if row["what"] == "article")
    common = {fold(row["name"]): row["needs"] for row in merged.common}
    spread = {id: {tuple(fold(name).split()): None for name in given if name} for id, given in merged.names.items()}
    near = {row["country"] for row in places.values() if row["level"] == "governorate"}
    heads = _heads({id: given for id, given in spread.items() if places[id]["country"] in near}, article)
    starts, index = _index(places, spread, common, article, heads)
    for id, given in merged.cued.items():
        for name in filter(None, given):
            words = tuple(fold(name).split())
            key, has_article = _key(list(words), article)
            index.setdefault(key, []).append((id, has_article, "cue"))
            for first, most in _first_words(words, heads, article):
                starts[first] = max(starts.get(first, 0), most)
    sources = sorted({row["source"] for row in places.values()})
    codes = {id: dict(_code(code) for code in row["codes"].split("|")) for id, row in places.items() if row.get("codes")}
    rows = {id: _row(places, id, sources) for id in places}
    return {
        "rows": rows, "names": index, "starts": starts, "article": article, "heads": sorted(heads), "sources": sources, "codes": codes,
    }  # fmt: skip


def _code(code: str) -> tuple[str, str]:
    kind, colon, value = code.partition(":")
    return (kind, value) if colon else ("code", kind)


def _row(places: dict[str, Row], id: str, sources: list[str]) -> list[object]:
    row = places[id]
    latitude, longitude, precision = point_of(places, id)
    try:
        return [
            row["level"], row["country"], row["parent"], float(latitude) if latitude else None, float(longitude) if longitude else None,
            precision, int(row["population"] or 0), row["name_ar"], row["name_en"], sources.index(row["source"]), bool(row.get("user")),
        ]  # fmt: skip
    except ValueError as error:
        raise GazetteerError(f"{id}: {error}") from error


def _heads(spread: Spread, article: str) -> set[str]:
    """The short words with which many names of several words begin, and which may be written together with the rest."""
    counts = Counter(words[0] for given in spread.values() for words in given if len(words) > 1)
    return {word for word, count in counts.items() if count >= 12 and 2 <= len(word) <= 4 and not word.startswith(article)}


def _index(
    places: dict[str, Row], spread: Spread, common: dict[str, str], article: str, joiners: set[str]
) -> tuple[dict[str, int], dict[str, list[tuple[str, bool, str]]]]:
    """How many words can follow a first word, and the places by the key of each of their names."""
    near = {row["country"] for row in places.values() if row["level"] == "governorate"} | {""}
    starts: dict[str, int] = {}
    asked: dict[str, dict[tuple[str, bool], str]] = {}
    for id, given in spread.items():
        for words in given:
            key, has_article = _key(list(words), article)
            if len(key) < 2:
                continue
            asked.setdefault(key, {})
            for first, most in _first_words(words, joiners, article):
                starts[first] = max(starts.get(first, 0), most)
            strong = _strong(places[id], words) and (places[id]["country"] in near or "added" in places[id] or id == places[id]["country"])
            needs = common.get(" ".join(words), "" if strong else "place")
            asked[key][id, has_article] = min(needs, asked[key].get((id, has_article), needs), key=NEEDS.index)
    return starts, {key: [(id, article, needs) for (id, article), needs in found.items()] for key, found in asked.items()}


def _first_words(words: tuple[str, ...], joiners: set[str], article: str) -> Iterator[tuple[str, int]]:
    first, count = words[0], len(words)
    joined = "".join(words[:2])
    spellings = [(first, count)]
    if count > 1 and first in joiners:
        spellings.append((joined, count - 1))
    if count == 1:
        spellings += [(head, 2) for head in joiners if first.startswith(head) and len(first) > len(head) + 1]
    for spelled, most in spellings:
        yield spelled, most
        bare = spelled.removeprefix(article)
        yield (bare if bare != spelled and len(bare) > 1 else article + spelled), most


def _strong(row: Row, words: tuple[str, ...]) -> bool:
    """Whether a name tells its place by itself: of two words, or of a big place; in Persian and Turkish only of a big one."""
    if row["level"] in ("country", "governorate"):
        return True
    known = int(row["population"] or 0) >= KNOWN_WELL
    return (row["level"] == "city" and known) or (len(words) > 1 and (known or "added" in row or row["country"] not in FAR_NAMES))


def _key(words: list[str], article: str) -> tuple[str, bool]:
    first = words[0] if words else ""
    has_article = first.startswith(article) and len(first) > len(article) + 1
    return "".join(words)[len(article) if has_article else 0 :], has_article
