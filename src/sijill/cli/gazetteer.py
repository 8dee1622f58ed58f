"""`sijill gazetteer`: the places that the reader knows: asked by name or point, counted, and added to from files."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.errors import GazetteerError

if TYPE_CHECKING:
    from sijill.gazetteer.find import Answer, Finder
    from sijill.gazetteer.places import Gazetteer, PlaceRecord

COUNTRY = click.option("--country", metavar="CC", help="Only in this country (two letters, like SY).")
JSON = click.option("--json", "as_json", is_flag=True, help="Print a list of places as JSON, as in a reading.")


@click.group(no_args_is_help=True, short_help="Ask for places, count them, import more.")
def gazetteer() -> None:
    """Ask for the places that the reader knows, count them, import more."""


@gazetteer.command(no_args_is_help=True, short_help="Find a place by name.")
@click.argument("name")
@click.option("--within", metavar="NAME", help="Only in the place of this name, like its governorate.")
@COUNTRY
@JSON
def find(name: str, within: str | None, country: str | None, as_json: bool) -> int:
    """Find the places of a NAME or a phrase, in Arabic or Latin letters, best first.

    Where only the place named by --within is known, its point is told at its own precision. Exit code 1: nothing found.
    """
    from sijill.cli.place_lookup import look_up
    from sijill.door import language_of

    finder = _finder()
    answers = look_up(finder, language_of("ar"), name, within, country)
    if as_json:
        click.echo(json.dumps([_place(finder, name, answer) for answer in answers], ensure_ascii=False))
    else:
        for answer in answers:
            click.echo(_line(finder.gazetteer, answer.record, "" if answer.how == "name" else answer.how))
    return 0 if answers else 1


@gazetteer.command(no_args_is_help=True, short_help="List the places around a point.")
@click.argument("point", metavar="LAT,LON")
@click.option("--km", type=click.FloatRange(0, 1000), default=10.0, help="How far around, in kilometres (10).")
@JSON
def near(point: str, km: float, as_json: bool) -> None:
    """List the places that lie around a point in degrees, like 35.93,36.63, the nearest first."""
    from sijill.gazetteer.find import Answer

    try:
        latitude, longitude = (float(part) for part in point.split(","))
    except ValueError as error:
        raise click.BadParameter(f"{point!r} is no point like 35.93,36.63", param_hint="LAT,LON") from error
    finder = _finder()
    found = finder.near(latitude, longitude, km)
    if as_json:
        told = [_place(finder, record.name_ar, Answer(record=record, how="name")) | {"km": round(far, 1)} for record, far in found]
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for record, far in found:
            click.echo(_line(finder.gazetteer, record, f"{far:.1f} km"))


@gazetteer.command(short_help="Count the places by country, level and source.")
def stats() -> None:
    """Count the places by country and level, and by source."""
    from sijill.gazetteer.places import LEVELS

    counts, sources = count(_finder().gazetteer)
    countries = sorted({country for country, _ in counts})
    click.echo("\t".join(["country", *LEVELS, "all"]))
    for country in countries:
        of = [counts[country, level] for level in LEVELS]
        click.echo("\t".join([country, *map(str, of), str(sum(of))]))
    for source, number in sources.most_common():
        click.echo(f"{source}\t{number}")


def count(gazetteer: Gazetteer) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """How many places there are by country and level, and by source."""
    records = [record for id in gazetteer.ids() if (record := gazetteer.get(id))]
    return Counter((record.country, record.level) for record in records), Counter(record.source for record in records)


@gazetteer.command("import", no_args_is_help=True, short_help="Add the places of a file.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--map", "columns", multiple=True, metavar="COL=FIELD", help="Which column holds which field, once for each.")
@click.option("--level", metavar="LEVEL", help="The level of all places of a file that has no column for it.")
@COUNTRY
@click.option("--licence", default="", metavar="WORDS", help="The licence of the file, kept with every place of it.")
@click.option("--source", metavar="WORDS", help="Who made the file, kept with every place of it (the file's name).")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="The folder of your places.")
def import_file(
    file: Path, columns: tuple[str, ...], level: str | None, country: str | None, licence: str, source: str | None, into: Path | None
) -> None:
    """Add the places of a FILE to yours: they win over ours.

    A country dump of GeoNames, a table of administrative units with P-codes (CSV, XLSX), or any table with --map. Where a row
    cannot be used nothing is imported. The folder is --into, else the one named in SIJILL_GAZETTEER, else the user's own; the
    reader uses the one named in SIJILL_GAZETTEER.
    """
    from sijill.door import PLACES_FOLDER, language_of, places_folder
    from sijill.gazetteer.formats import take
    from sijill.gazetteer.imported import Origin, join, write
    from sijill.gazetteer.load import try_out

    folder = into or places_folder() or Path(click.get_app_dir("sijill")) / "gazetteer"
    finder, fold = _finder(folder), language_of("ar").fold.word
    taken = take(file, mapping_of(columns), country.upper() if country else None, level, finder.only_id)
    try:
        rows = join(taken, finder.gazetteer, fold, Origin(source=source or file.name, licence=licence))
        try_out(rows, file.stem, folder, fold)
    except GazetteerError as error:
        raise GazetteerError(f"{file}: {error}") from error
    target = write(rows, folder, file.stem)
    passed = f"; {taken.passed_over} rows of no use passed over" if taken.passed_over else ""
    click.echo(f"{len(rows)} places written to {target}{passed}")
    if places_folder() != folder:
        click.echo(f"set {PLACES_FOLDER}={folder} and the reader uses them", err=True)


def mapping_of(columns: tuple[str, ...]) -> dict[str, str]:
    """The column of each field as --map tells them; a usage error where that is no field."""
    from sijill.gazetteer.formats import FIELDS

    mapping: dict[str, str] = {}
    for told in columns:
        column, equals, field = told.rpartition("=")
        if not equals or field not in FIELDS:
            raise click.BadParameter(f"{told!r} is not COLUMN=FIELD; fields are {', '.join(FIELDS)}", param_hint="--map")
        mapping[field] = column
    if mapping and "name_ar" not in mapping:
        raise click.BadParameter("no column is said to hold name_ar", param_hint="--map")
    return mapping


def _finder(folder: Path | None = None) -> Finder:
    from sijill.door import language_of, places_folder
    from sijill.gazetteer.find import Finder
    from sijill.gazetteer.load import latin_names, load

    fold = language_of("ar").fold.word
    return Finder(load(fold, user=folder or places_folder()), fold, latin_names())


def _place(finder: Finder, name: str, answer: Answer) -> dict[str, object]:
    """The place as in a reading, with what else is known of it; a wider place alone has no name of what was asked."""
    record, known = answer.record, answer.how != "container"
    return {
        "name": name, "span": None, "role": "at", "canonical": record.name_ar if known else None,
        "name_en": record.name_en if known else None, "id": record.id if known else None, "latitude": record.latitude,
        "longitude": record.longitude, "precision": record.precision or record.level, "level": record.level if known else None,
        "country": record.country, "within": [wider.name_ar for wider in finder.gazetteer.chain(record.id)[1 if known else 0 :]],
        "codes": finder.gazetteer.codes(record.id) if known else {}, "source": record.source, "match": answer.how,
    }  # fmt: skip


def _line(gazetteer: Gazetteer, record: PlaceRecord, note: str) -> str:
    at = f"{record.latitude:.4f},{record.longitude:.4f}" if record.latitude is not None and record.longitude is not None else "-"
    within = ", ".join(wider.name_ar for wider in gazetteer.chain(record.id)[1:])
    return "\t".join(
        [record.name_ar, record.name_en or "-", record.level, at, record.precision or "-", within or "-", record.id, note]
    ).rstrip()
