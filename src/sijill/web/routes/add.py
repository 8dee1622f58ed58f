"""Adding from the page: files, a pasted text and exported chats are sent, looked at where they are tables, and taken in as a job."""

from __future__ import annotations

import secrets
import threading

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sijill.collect.columns import FIELDS
from sijill.errors import LedgerError
from sijill.web.desk import BY_SCRIPT
from sijill.web.guard import HEADER, is_token
from sijill.web.incoming import Parcel, received, sweep
from sijill.web.jobs import BusyError
from sijill.web.pages.add import Columns, mappings_of, tables_of
from sijill.web.selection import told
from sijill.web.site import Checked, Language, Site
from sijill.web.taking import KIND, NOTHING, About, Taken, about, taking

HELD = 4  # parcels that wait for somebody to look at their columns
NOT_OURS = told("the form is not of this browser; reload the page")
GONE = told("What was sent is not there any more: the site was started anew, or other files were sent since. Send it again.")


class Waiting:
    """What was sent and waits for its columns to be confirmed."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Parcel, About, list[Columns]]] = {}
        self._lock = threading.Lock()

    def keep(self, parcel: Parcel, what: About, tables: list[Columns]) -> str:
        """The name under which a parcel waits; the oldest goes where too many do."""
        with self._lock:
            while len(self._held) >= HELD:
                self._held.pop(next(iter(self._held)))[0].drop()
            name = secrets.token_urlsafe(9)
            self._held[name] = parcel, what, tables
            return name

    def seen(self, name: str) -> tuple[Parcel, About, list[Columns]] | None:
        """The parcel of that name; None where it waits no longer."""
        with self._lock:
            return self._held.get(name)

    def take(self, name: str) -> tuple[Parcel, About, list[Columns]] | None:
        """The parcel of that name, which waits no longer."""
        with self._lock:
            return self._held.pop(name, None)


def router(site: Site) -> APIRouter:
    """The routes of adding."""
    routes, waiting = APIRouter(), Waiting()
    sweep(site.project)

    @routes.get("/{language}/add")
    def form(request: Request, language: Language) -> HTMLResponse:
        return _form(site, request, language)

    @routes.post("/{language}/add")
    async def sent(request: Request, language: Language) -> Response:
        """Takes in what was sent; a table only after its columns were looked at."""
        parcel = await received(request, site.project)
        if not is_token(request, parcel.of("csrf") or request.headers.get(HEADER)):
            parcel.drop()
            raise HTTPException(403, NOT_OURS)
        try:
            if not parcel.files and not parcel.of("text"):
                raise LedgerError(NOTHING)
            what = about(parcel.of("published"), parcel.of("outlet"), parcel.of("reference"))
        except LedgerError as error:
            parcel.drop()
            return _form(site, request, language, problem=str(error), told=parcel)
        tables = await run_in_threadpool(tables_of, parcel)
        if tables:
            return RedirectResponse(f"/{language}/add/columns/{waiting.keep(parcel, what, tables)}", 303)
        return _begun(site, language, parcel, what, [], {})

    @routes.get("/{language}/add/columns/{name}")
    def columns(request: Request, language: Language, name: str) -> HTMLResponse:
        """The columns of the tables that were sent, with which seems to hold what."""
        found = waiting.seen(name)
        if found is None:
            raise HTTPException(404, GONE)
        return site.page(request, language, "add_columns.html", name=name, tables=found[2], fields=FIELDS, here="project")

    @routes.post("/{language}/add/columns/{name}", dependencies=[Checked])
    async def confirmed(request: Request, language: Language, name: str) -> Response:
        form = {field: str(value) for field, value in (await request.form()).items()}
        found = waiting.take(name)
        if found is None:
            raise HTTPException(404, GONE)
        if form.get("act") == "drop":
            found[0].drop()
            return RedirectResponse(f"/{language}/add", 303)
        return _begun(site, language, *found, form)

    @routes.get("/{language}/add/{id}")
    def progress(request: Request, language: Language, id: str) -> HTMLResponse:
        """How far it is, and what became of each thing."""
        job = site.jobs.held(id)
        if job is None or job.kind != KIND:
            raise HTTPException(404, GONE)
        taken = job.result if isinstance(job.result, Taken) else Taken()
        template = "_taking.html" if BY_SCRIPT in request.headers else "taking.html"
        return site.page(request, language, template, job=job, taken=taken, here="project")

    return routes


def _form(site: Site, request: Request, language: str, *, problem: str = "", told: Parcel | None = None) -> HTMLResponse:
    kept = {name: told.of(name) if told else "" for name in ("text", "title", "url", "outlet", "published", "reference")}
    return site.page(request, language, "add.html", status=422 if problem else 200, problem=problem, told=kept, here="project")


def _begun(site: Site, language: str, parcel: Parcel, what: About, tables: list[Columns], form: dict[str, str]) -> Response:
    """The way to the job that takes a parcel in; an answer that says so where too many run."""
    try:
        job = site.jobs.start(KIND, taking(site.project, parcel, what, mappings_of(tables, form)))
    except BusyError as error:
        parcel.drop()
        raise HTTPException(503, str(error)) from error
    return RedirectResponse(f"/{language}/add/{job.id}", 303)
