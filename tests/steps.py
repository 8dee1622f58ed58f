"""Work counted in steps, not in seconds, so that a busy machine changes nothing.

A step is a line of the package's own Python that is run. What is slow below Python (a long list searched or copied) is
not seen here; `make soak` times whole readings of such texts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import sijill

SOURCE = str(Path(sijill.__file__).parent)


def steps(call: Callable[[], object]) -> int:
    """How many lines of the package a call runs."""
    count = 0

    def count_line(_: FrameType, event: str, __: object) -> object:
        nonlocal count
        count += event == "line"
        return count_line

    def enter(frame: FrameType, _: str, __: object) -> object:
        return count_line if frame.f_code.co_filename.startswith(SOURCE) else None

    before = sys.gettrace()
    sys.settrace(enter)  # type: ignore[arg-type]
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[str], object], piece: str, times: int = 100) -> float:
    """By how much the steps for what is added grow where twice as much is added: 2 where they are linear, 4 where they are square.

    What a stage does once, and windows of a fixed width, are left out so.
    """
    work(piece * times)  # words looked up for the first time are kept, which is work done once
    short, longer, longest = (steps(lambda n=n: work(piece * n)) for n in (times, times * 2, times * 4))  # type: ignore[misc]
    return (longest - longer) / (longer - short)
