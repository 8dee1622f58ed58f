"""Options that several commands share, and the settings made of them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from sijill.errors import DateError
from sijill.settings import Show, parse_day

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day in ISO 8601 on the command line."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date | None:
        """The day; a usage error where there is no such day."""
        try:
            return parse_day(value)
        except DateError as error:
            self.fail(str(error), param, ctx)


def known_options(command: F) -> F:
    """The command with what is known of a report from outside: --published and --outlet."""
    command = click.option("--outlet", metavar="NAME", help="Who published it, where the text does not tell.")(command)
    return click.option("--published", type=Day(), metavar="DATE", help="Day of publication, like 2016-12-13.")(command)


def show_options(command: F) -> F:
    """The command with the options of what a person sees."""
    for option in (
        click.option("--names", is_flag=True, help="Show persons' names; they are withheld otherwise."),
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours: auto is on a terminal, unless NO_COLOR is set."),
        click.option("--bidi", type=click.Choice(["logical", "visual"]), default="logical", help="visual for terminals that do not turn right-to-left text."),
        click.option("--lang", type=click.Choice(["en", "ar"]), default="en", help="Language of the labels."),
    ):
        command = option(command)
    return command


def show_of(*, lang: str, bidi: str, color: str, names: bool, full: bool) -> Show:
    """The display settings that the options and the terminal amount to."""
    coloured = color == "always" or (color == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    width = max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))
    return Show(labels=lang, visual=bidi == "visual", color=coloured, full=full, names=names, width=width)
