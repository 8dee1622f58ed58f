"""What the tests share: the folders, readings made by hand, and the command run in this process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

# the scripts are tested too
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests" / "cli")]

settings.register_profile("sijill", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sijill")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture
def examples() -> Path:
    """The folder of sample reports."""
    return ROOT / "examples"
