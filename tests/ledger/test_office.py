"""A sheet that LibreOffice has opened, edited and saved; the long trial of the same is `make soak`."""

from __future__ import annotations

from pathlib import Path

import pytest

from office import soffice
from sheets import WAYS, sheets


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_edits_come_back_from_libreoffice_exactly_and_conflicts_are_told(tmp_path: Path) -> None:
    assert sheets(tmp_path, edits=30, conflicts=4, reports=6, ways=WAYS[:1], languages=["ar"]) == ""
