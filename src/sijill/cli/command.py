"""The `sijill` command: its group, its exit codes and its edge, where an error becomes one line on standard error."""

from __future__ import annotations

import io
import os
import sys

import click

import sijill
from sijill.cli.add import add
from sijill.cli.answers import sources, tally
from sijill.cli.care import backup, restore, withdraw
from sijill.cli.explain import explain
from sijill.cli.export import export
from sijill.cli.failures import failures, retry
from sijill.cli.gazetteer import gazetteer
from sijill.cli.incidents import contradictions, incidents
from sijill.cli.judge import judge
from sijill.cli.ledger import rebuild, status, verify
from sijill.cli.project import init
from sijill.cli.queue import agreement, queue
from sijill.cli.read import read
from sijill.cli.reread import reread
from sijill.cli.search import search
from sijill.cli.serve import serve
from sijill.cli.show import show
from sijill.cli.withhold import release, withhold
from sijill.errors import SijillError

READ, NOT_READ, USAGE, STOPPED = 0, 1, 2, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(sijill.__version__, prog_name="sijill", message="%(prog)s %(version)s")
def sijill_command() -> None:
    """Read Arabic conflict-news reports into claims: how many, of whom, where, when, on whose word.

    Exit codes: 0 all was read; 1 something could not be read; 2 the command was not understood.
    """


for command in (
    read,
    explain,
    gazetteer,
    init,
    add,
    status,
    show,
    search,
    judge,
    queue,
    agreement,
    incidents,
    contradictions,
    sources,
    tally,
    export,
    verify,
    rebuild,
    failures,
    retry,
    reread,
    withhold,
    release,
    withdraw,
    backup,
    restore,
    serve,
):
    sijill_command.add_command(command)


def main() -> None:
    """Runs the command that the arguments name and leaves with its exit code."""
    speak_utf8()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of the command that these arguments name."""
    try:
        # not `sijill_command.main`, which takes a closed pipe for a failure
        with sijill_command.make_context("sijill", list(arguments)) as context:
            result = sijill_command.invoke(context)
        sys.stdout.flush()
        return result if isinstance(result, int) else READ
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "sijill"
        click.echo(f"{command}: {' '.join(error.format_message().split())} ({command} --help tells more)", err=True)
        return USAGE
    except SijillError as error:
        click.echo(f"sijill: {error}", err=True)
        return NOT_READ
    except BrokenPipeError:
        # who reads us has had enough (`| head`): nothing is wrong, and nothing more may be written at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READ
    except OSError as error:
        if error.filename is None:
            raise
        # what no layer has expected to fail, like the place for passing files on a full disk
        click.echo(f"sijill: {error.filename}: {(error.strerror or str(error)).lower()}", err=True)
        return NOT_READ
    except (KeyboardInterrupt, click.Abort):
        return STOPPED


def speak_utf8() -> None:
    """Standard output in UTF-8 with plain line ends, whatever the system's own; a lone surrogate is escaped as in JSON."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
