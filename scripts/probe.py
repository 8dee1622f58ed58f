"""The API asked whatever its description allows, and what it does not: to all of it there is an answer, and none is a 5xx."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from sijill.ledger.project import Project, find_project

ACCEPTED = 503  # as much work is being done as may be
PATIENCE = 300  # seconds: a backup under a passphrase is slow on purpose


def probe(project: Project, examples: int, seed: int = 7, without: Collection[str] = ()) -> list[str]:
    """The answers that are a 5xx, each with what was sent; `without` are paths that are left out."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis.errors import Unsatisfiable
    from schemathesis import GenerationMode

    from sijill.web.app import create_app

    app = create_app(project)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"host": "127.0.0.1"})
    found: list[str] = []

    def ask(case: Any) -> None:
        case.headers = {**(case.headers or {}), "host": "127.0.0.1"}
        sent = f"{case.method} {case.formatted_path} {str(case.query)[:300]} {str(case.body)[:300]}"
        try:
            answer = case.call(timeout=PATIENCE)
        except Exception as error:  # noqa: BLE001 - what the site lets through is a 5xx, whatever it is
            found.append(f"{sent}: {type(error).__name__}: {error}")
            return
        if answer.status_code >= 500 and answer.status_code != ACCEPTED:
            found.append(f"{sent}: {answer.status_code}")

    for operation in (result.ok() for result in schema.get_all_operations()):
        if operation.path in without:
            continue
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            limits = settings(
                max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck),
                phases=(Phase.explicit, Phase.generate),
            )  # fmt: skip
            try:
                seeded(seed)(limits(given(operation.as_strategy(generation_mode=mode))(ask)))()
            except Unsatisfiable:
                continue  # nothing can be sent here that is not as described
    return found


def main() -> int:
    """Asks a copy of a project: `probe.py PROJECT [EXAMPLES]`; the exit code."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "project"
        shutil.copytree(sys.argv[1], copy)
        found = probe(find_project(copy), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
    print("\n".join(found) or "no answer was a 5xx")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
