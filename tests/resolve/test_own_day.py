"""The day that a report gives itself, against the day on which it is known to be published."""

from __future__ import annotations

import pytest

import sijill

BODY = "قتل 3 مدنيين في قصف على تعز صباح اليوم."


@pytest.mark.parametrize(
    ("head", "published", "day"),
    [
        ("الأحد 28 أيلول 2025", "2024-05-31", "2024-05-31"),  # what a site prints above every page
        ("تعز، 28 أيلول 2025", "2024-05-31", "2025-09-28"),  # the report's own
        ("الأحد 28 أيلول 2025", "2025-09-29", "2025-09-28"),
        ("الأحد 28 أيلول 2025", None, "2025-09-28"),
    ],
)
def test_a_date_alone_long_after_publication_is_the_pages(head: str, published: str | None, day: str) -> None:
    time = sijill.read(f"{head}\n\n{BODY}", published=published, language="ar").claims[0].time
    assert time
    assert str(time.start) == day
