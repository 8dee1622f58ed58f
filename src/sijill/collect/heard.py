"""What a library complains of while it reads a file: heard here, not printed, so that it can be judged."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.told) < 100:
            self.told.append(record.getMessage())


@contextmanager
def heard(library: str) -> Iterator[list[str]]:
    """The warnings that the library gives within, as they come; at most a hundred."""
    logger, ear = logging.getLogger(library), _Ear()
    level, propagate = logger.level, logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield ear.told
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagate
        logger.setLevel(level)
