"""Every entry of every language's tables is proved by its own example and refused by its `not`."""

from __future__ import annotations

import pytest

from sijill.language.check import check
from sijill.language.load import languages


@pytest.mark.parametrize("code", languages())
def test_every_entry_is_found_in_an_example_of_its_own(code: str) -> None:
    wrong = [str(fault) for fault in check(code) if not fault.shown]
    assert not wrong, "\n" + "\n".join(wrong)
