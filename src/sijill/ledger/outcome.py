"""What became of an add, as it may be told."""

from __future__ import annotations

import dataclasses

from sijill.ledger.add import Outcome
from sijill.ledger.covered import of_unknown
from sijill.ledger.project import Project
from sijill.ledger.view import reading_held, report_named
from sijill.ledger.withhold import veil_of


def veiled(project: Project, outcome: Outcome) -> Outcome:
    """An outcome of adding as it may be told to the operator: a file can be called by a name, and so can a reason."""
    if project.sees_names:
        return outcome
    reason = of_unknown(project, outcome.reason) if outcome.reason else None
    if outcome.kind == "failed":
        return dataclasses.replace(outcome, source=of_unknown(project, outcome.source), reason=reason)
    with project.engine.connect() as connection:
        held = report_named(connection, outcome.name)
        veil = veil_of(connection, held, reading_held(connection, held))
    return dataclasses.replace(outcome, source=veil.words(outcome.source), reason=reason)
