"""What a project's settings (sijill.toml) say, checked at the door."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sijill.errors import ProjectError
from sijill.ledger.beliefs import USUAL, Scale, scales


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A project's settings.

    `second_readings` is the share of judged claims, in percent, that a second reader is asked to judge without seeing the
    first's answer. `names` are the pseudonyms of those who may see withheld names and places and release them.
    """

    operator: str
    second_readings: int = 0
    beliefs: Scale
    names: frozenset[str]


def parse_settings(words: str, name: str) -> Settings:
    """The settings that the words of a settings file tell; raises ProjectError naming what is wrong in it."""
    try:
        told = tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"{name}: {error}") from error
    unknown = told.keys() - {"operator", "second_readings", "beliefs", "rights"}
    if unknown:
        raise ProjectError(f"{name}: {min(unknown)!r} is no setting")
    operator = told.get("operator")
    if not isinstance(operator, str) or not operator.strip():
        raise ProjectError(f"{name}: it tells no operator")
    share = told.get("second_readings", 0)
    if not isinstance(share, int) or isinstance(share, bool) or not 0 <= share <= 100:
        raise ProjectError(f"{name}: second_readings is {share!r}; it is a share in percent, 0 to 100")
    scale = told.get("beliefs", USUAL)
    if scale not in scales():
        raise ProjectError(f"{name}: beliefs is {scale!r}, none of {', '.join(scales())}")
    return Settings(operator=operator, second_readings=share, beliefs=scales()[scale], names=_names(told.get("rights", {}), operator, name))


def _names(told: Any, operator: str, name: str) -> frozenset[str]:
    """Who may see what is withheld: those named, else the operator of the settings alone."""
    if not isinstance(told, dict) or told.keys() - {"names"}:
        raise ProjectError(f"{name}: [rights] knows names alone: a list of pseudonyms")
    allowed = told.get("names", [operator])
    if not isinstance(allowed, list) or not all(isinstance(one, str) for one in allowed):
        raise ProjectError(f"{name}: names of [rights] is a list of pseudonyms")
    return frozenset(allowed)


def read_settings(path: Path) -> Settings:
    """The settings of a file; raises ProjectError where they cannot be read."""
    try:
        return parse_settings(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path}: {error}") from error


def written_settings(operator: str) -> str:
    """The settings of a new project, with a word on each."""
    return (
        "# A Sijill project. Everything of it lies in this folder.\n\n"
        "# the pseudonym under which what is done here is written down; never a real name that must not be known.\n"
        "# SIJILL_OPERATOR names another one for a run.\n"
        f'operator = "{operator}"\n\n'
        "# the share of judged claims, in percent, that a second reader judges without seeing the first's answer\n"
        "second_readings = 0\n\n"
        '# the scale on which claims are believed: "credible", "airwars" or "admiralty"\n'
        'beliefs = "credible"\n\n'
        "# who may see the names and exact private places that are withheld, and release them\n"
        "[rights]\n"
        f'names = ["{operator}"]\n'
    )
