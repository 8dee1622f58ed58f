"""What is to be done about judged claims, remembered between one look and the next.

The state is what the log amounts to, so that only reports of which the log tells something new have to be looked at again.
"""

from __future__ import annotations

import threading

from sqlalchemy import Connection, select

from sijill.ledger.log import head
from sijill.ledger.project import Project
from sijill.ledger.queue import KINDS, Task, pressing
from sijill.ledger.schema import events
from sijill.ledger.second import eyes_of


class Remembered:
    """The tasks of one project for its operator, in a process that goes on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seq = 0
        self._of_report: dict[int, list[Task]] = {}
        self._all: list[Task] = []

    def tasks(self, project: Project, connection: Connection) -> list[Task]:
        """What `pressing` tells, as the log stands now."""
        with self._lock:
            seq, _ = head(connection, project.writer)
            if seq > self._seq:
                self._look(project, connection)
                self._seq = seq
            return list(self._all)

    def _look(self, project: Project, connection: Connection) -> None:
        eyes, numbers = eyes_of(project, connection), None
        if self._seq:
            since = select(events.c.subject).where(events.c.writer == project.writer, events.c.seq > self._seq).distinct()
            numbers = {int(name[1:]) for name in connection.execute(since).scalars() if name and name.startswith("r")}
        for number in numbers or ():
            self._of_report.pop(number, None)
        for task in pressing(connection, eyes, numbers):
            self._of_report.setdefault(task.report, []).append(task)
        tasks = [task for number in sorted(self._of_report) for task in self._of_report[number]]
        self._all = sorted(tasks, key=lambda task: KINDS.index(task.kind))  # stable: by report and place within
