"""Options that several commands share, and the settings made of them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from sijill.cli.bidi import reordering
from sijill.errors import DateError
from sijill.settings import Show, parse_iso

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day in ISO 8601 on the command line."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error where there is no such day."""
        try:
            return parse_iso(value) if isinstance(value, str) else value
        except DateError as error:
            self.fail(str(error), param, ctx)


PUBLISHED = click.option("--published", type=Day(), metavar="DATE", help="Day of publication, like 2016-12-13.")
OUTLET = click.option("--outlet", metavar="NAME", help="Who published it, where the text does not tell.")
LANG = click.option("--lang", type=click.Choice(["en", "ar"]), default="en", help="Language of the labels.")
BIDI = click.option(
    "--bidi",
    type=click.Choice(["logical", "visual"]),
    default="logical",
    help="visual: for terminals that do not turn right-to-left text.",
)
COLOR = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="auto: on a terminal, unless NO_COLOR is set.",
)
NAMES = click.option(
    "--names", is_flag=True, help="Show what is withheld otherwise: names of private persons, exact private places, contacts."
)


def known_options(command: F) -> F:
    """The command with what is known of a report from outside: --published and --outlet."""
    return PUBLISHED(OUTLET(command))


def show_options(command: F) -> F:
    """The command with the options of what a person sees."""
    for option in (NAMES, COLOR, BIDI, LANG):
        command = option(command)
    return command


def show_of(*, lang: str, bidi: str, color: str, names: bool, full: bool) -> Show:
    """The display settings that the options and the terminal amount to."""
    if bidi == "visual":
        reordering("ltr", 80)  # told before the first file is read
    coloured = color == "always" or (color == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    width = max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))
    return Show(labels=lang, visual=bidi == "visual", color=coloured, full=full, names=names, width=width)
