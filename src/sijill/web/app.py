"""The site's application: pages and API behind the guard."""

from __future__ import annotations

from fastapi import FastAPI, HTTPException
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from sijill.ledger.project import Project
from sijill.web.api import acts, reading, work
from sijill.web.errors import add_errors
from sijill.web.guard import Guard
from sijill.web.routes import add, adjudicate, export, hand, jobs, original, persons, places, project, queue, report, search, voices
from sijill.web.site import HERE, Site

PAGES = (add, adjudicate, export, hand, jobs, original, persons, places, project, queue, report, search, voices)
API = (reading, acts, work)
ABOUT = "What the pages do, for a program on this machine. What is withheld is covered for an operator without the right."


def create_app(project: Project) -> Guard:
    """The site of a project."""
    site = Site(project)
    app = FastAPI(title="Sijill", version="1", description=ABOUT, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    add_errors(app, site)
    for part in API:
        app.include_router(part.router(site))
    app.add_api_route("/api/{path:path}", _nothing, methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    for page in PAGES:
        app.include_router(page.router(site), include_in_schema=False)

    @app.get("/", include_in_schema=False)
    def start() -> Response:
        return RedirectResponse("/ar/queue")

    return Guard(app)


def _nothing(path: str) -> Response:
    raise HTTPException(404, f"/api/{path}: there is no such thing; /api/openapi.json tells what there is")
