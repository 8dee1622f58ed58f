"""The command line. `main` is what the `sijill` command runs."""

from sijill.cli.command import main

__all__ = ["main"]
