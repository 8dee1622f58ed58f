"""What pytest gives to every test: the folder of the project, and how hard hypothesis tries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

# the same examples every time and no clock, so that a test fails for a change alone; `make soak` throws the dice
settings.register_profile(
    "sijill", deadline=None, derandomize=True, database=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("sijill")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
