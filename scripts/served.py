"""A project's site, served on a free port of this machine for as long as it is needed: for pictures and for tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sijill.ledger.project import Project


@contextmanager
def served(project: Project) -> Iterator[str]:
    """The address of the project's site while the block lasts."""
    import uvicorn

    from sijill.cli.serve import listen
    from sijill.web.app import create_app

    listening = listen(0)
    server = uvicorn.Server(uvicorn.Config(create_app(project), log_level="error", access_log=False))
    thread = threading.Thread(target=lambda: server.run(sockets=[listening]), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
