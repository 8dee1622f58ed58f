"""`sijill read`: reports from files become readings, as JSON lines or as cards for a person."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import click

from sijill.cli.options import known_options, show_of, show_options
from sijill.errors import InputError
from sijill.record.claim import Reading
from sijill.record.contract import as_json
from sijill.settings import Known, Show


@click.command(no_args_is_help=True, short_help="Read reports and show what each says.")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@known_options
@click.option("--json", "as_lines", is_flag=True, help="Print each reading as one line of JSON.")
@click.option("--full", is_flag=True, help="Show quotes and statements whole.")
@show_options
def read(
    files: tuple[str, ...], published: date | None, outlet: str | None, as_lines: bool, full: bool,
    lang: str, bidi: str, color: str, names: bool,
) -> int:  # fmt: skip
    """Read reports and show what each says, on whose word; - is standard input."""
    if as_lines and (bidi == "visual" or full):
        raise click.UsageError("--json prints the whole reading in logical order; it takes neither --full nor --bidi visual")
    show = None if as_lines else show_of(lang=lang, bidi=bidi, color=color, names=names, full=full)
    return read_files(files, Known(published=published, outlet=outlet), show)


def read_files(files: tuple[str, ...], known: Known, show: Show | None) -> int:
    """1 where some file could not be read, else 0; the readings are printed as they come. No `show` means JSON."""
    unread = 0
    with _progress(files) as steps:
        for name in steps:
            try:
                reading = read_file(name, known)
            except InputError as error:
                click.echo(f"sijill: {error}", err=True)
                unread += 1
                continue
            except Exception as error:  # noqa: BLE001 - the loop over reports: one that breaks the reader must not cost the others
                click.echo(f"sijill: {name}: the reader failed ({type(error).__name__}: {error}); please report it with the text", err=True)
                unread += 1
                continue
            _print(reading, name, show, titled=len(files) > 1)
    return 1 if unread else 0


def read_file(name: str, known: Known) -> Reading:
    """The reading of the report in that file; raises an InputError that names it."""
    from sijill.collect.file import collect
    from sijill.door import read_known

    return read_known(collect(name, published=known.published, outlet=known.outlet), name)


def _print(reading: Reading, name: str, show: Show | None, *, titled: bool) -> None:
    if show is None:
        click.echo(json.dumps(as_json(reading), ensure_ascii=False))
        return
    from sijill.cli.render import print_reading

    print_reading(reading, show, name if titled else None)


@contextmanager
def _progress(files: tuple[str, ...]) -> Iterator[Iterator[str]]:
    """The files one by one, with a bar on standard error where a person watches that and not the output."""
    if len(files) > 1 and sys.stderr.isatty() and not sys.stdout.isatty():
        with click.progressbar(files, file=sys.stderr, show_pos=True) as bar:
            yield iter(bar)
    else:
        yield iter(files)
