"""What takes a program longer: adding, trying again, verifying, exporting, a backup; and how far a piece of work is."""

from __future__ import annotations

import dataclasses
import json
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from fastapi import Path as InPath
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from sijill.collect.columns import FIELDS
from sijill.errors import LedgerError
from sijill.ledger.add import Outcome
from sijill.ledger.again import retry
from sijill.ledger.backup import backup
from sijill.ledger.covered import of_unknown
from sijill.ledger.export import Wish
from sijill.ledger.verify import Verdict, verify
from sijill.ledger.view import failures_held
from sijill.web.answers import Answer
from sijill.web.api import bodies
from sijill.web.api.bodies import Begun, Detail, Work
from sijill.web.api.reading import asked
from sijill.web.incoming import received
from sijill.web.jobs import BusyError, Job
from sijill.web.jobs import Work as Doing
from sijill.web.pages.export import wanted_of
from sijill.web.routes.export import file_of
from sijill.web.site import Site
from sijill.web.taking import KIND, NOTHING, Taken, about, taking

REFUSED: dict[int | str, dict[str, Any]] = {
    422: {"model": Detail}, 503: {"model": Detail, "description": "As much work is being done as may be; ask again later."},
}  # fmt: skip
ADDED = {
    "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": {"type": "object", "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
        "text": {"type": "string", "description": "A text that is one report."}, "title": {"type": "string"}, "url": {"type": "string"},
        "published": {"type": "string", "description": "Day of publication of all that is sent."}, "outlet": {"type": "string"},
        "reference": {"type": "string"},
        "columns": {"type": "string", "description": "JSON: the column of each field of tables, like {\"text\": \"Story\"}."},
    }}}}}
}  # fmt: skip


def router(site: Site) -> APIRouter:
    """The routes of longer work."""
    routes = APIRouter(prefix="/api", responses=REFUSED)
    _jobs(site, routes)
    _files(site, routes)
    return routes


def _begun(site: Site, kind: str, work: Doing, *, alone: bool) -> Response:
    try:
        return Answer({"job": site.jobs.start(kind, work, alone=alone).id}, 202)
    except BusyError as error:
        raise HTTPException(503, str(error)) from error


def _jobs(site: Site, routes: APIRouter) -> None:
    project = site.project

    @routes.post("/add", tags=["adding"], summary="Add files or a text", status_code=202, response_model=Begun, openapi_extra=ADDED)
    async def add(request: Request) -> Response:
        parcel = await received(request, project)
        try:
            if not parcel.files and not parcel.of("text"):
                raise LedgerError(NOTHING)
            what = about(parcel.of("published"), parcel.of("outlet"), parcel.of("reference"))
            mapping = mapping_of(parcel.of("columns"))
            work = taking(project, parcel, what, dict.fromkeys(range(len(parcel.files)), mapping))
            return _begun(site, KIND, work, alone=False)
        except (LedgerError, HTTPException):
            parcel.drop()
            raise

    @routes.post("/failures/retry", tags=["project"], summary="Try again what failed", status_code=202, response_model=Begun)
    def again(body: bodies.Retrying) -> Response:
        with project.engine.connect() as connection:
            names = {f"f{row['number']}" for row in failures_held(connection)}
        if missing := next((name for name in body.failures if name not in names), None):
            raise HTTPException(404, f"{missing}: there is no such failure, or it is settled")

        def work(job: Job) -> list[tuple[str, str, str]]:
            told: list[tuple[str, str, str]] = []

            def say(one: Outcome) -> None:
                told.append((one.kind, one.name, of_unknown(project, one.reason) if one.reason else ""))

            retry(project, body.failures, say)
            return told

        return _begun(site, "retry", work, alone=True)

    @routes.post("/verify", tags=["project"], summary="Recompute everything", status_code=202, response_model=Begun)
    def verify_it(body: bodies.Verifying) -> Response:
        return _begun(site, "verify", lambda job: verify(project, body.head), alone=body.head is None)

    @routes.get("/jobs/{id}", tags=["project"], summary="How far a piece of work is, and what came of it", response_model=Work,
                responses={404: {"model": Detail}})  # fmt: skip
    def job(id: Annotated[str, InPath(max_length=100)]) -> Response:
        found = site.jobs.held(id)
        if found is None:
            raise HTTPException(404, "there is no such work any more")
        return Answer({
            "job": found.id, "kind": found.kind, "state": found.state, "done": found.done, "of": found.of, "fault": found.fault,
            "result": result_told(found.result),
        })  # fmt: skip


def mapping_of(told: str) -> dict[str, str]:
    """The column of each field, from JSON. Raises LedgerError."""
    try:
        made: Any = json.loads(told) if told else {}
    except (ValueError, RecursionError) as error:
        raise LedgerError("columns: this is no JSON") from error
    if not isinstance(made, dict) or not all(isinstance(one, str) for one in made.values()) or not set(made) <= set(FIELDS):
        raise LedgerError(f"columns: an object of field and column; fields are {', '.join(FIELDS)}")
    return made


def result_told(result: object) -> Mapping[str, Any] | None:
    """What came of a piece of work; None where nothing did yet."""
    if isinstance(result, Taken):
        kept = [outcome for kind in ("captured", "known", "failed") for outcome in result.kept[kind]]
        counts = {kind: result.counts[kind] for kind in ("captured", "known", "failed")}
        return {"counts": counts, "outcomes": [dataclasses.asdict(one) for one in kept]}
    if isinstance(result, Verdict):
        return {"events": result.events, "files": result.files, "head": result.head, "faults": result.faults, "notes": result.notes}
    if isinstance(result, list):
        return {"outcomes": [dict(zip(("kind", "name", "reason"), one, strict=False)) for one in result]}
    return None


def _files(site: Site, routes: APIRouter) -> None:
    @routes.post("/export", tags=["project"], summary="Export claims", response_class=Response, responses={403: {"model": Detail}})
    def export(body: bodies.Exporting) -> Response:
        """The bytes of the export; with `proof` a zip of it and its proof."""
        of = wanted_of(asked(site, body.of)) if body.of else None
        return file_of(site, body.form, Wish(unreviewed=body.unreviewed, names=body.names, language=body.language, of=of), prove=body.proof)

    @routes.post("/backup", tags=["project"], summary="The whole project in one file", response_class=Response,
                 responses={403: {"model": Detail}})  # fmt: skip
    def back_up(body: bodies.BackingUp) -> Response:
        """A zip, encrypted where there is a passphrase. It holds what is withheld: only who has the right to see that gets it."""
        if not site.project.sees_names:
            raise HTTPException(403, f"{site.project.operator} has no right to what is withheld, and a backup holds it")
        folder = Path(tempfile.mkdtemp(prefix=".backup-", dir=site.project.folder))
        path, head = folder / f"sijill-{date.today().isoformat()}.zip", ""
        try:
            head = backup(site.project, path, body.passphrase)
        finally:
            if not head:
                shutil.rmtree(folder, ignore_errors=True)
        return FileResponse(
            path, media_type="application/zip", filename=path.name, headers={"x-sijill-head": head},
            background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
        )  # fmt: skip
