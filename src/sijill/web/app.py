"""The site's application: pages and API behind the guard."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from sijill.ledger.project import Project
from sijill.web.errors import add_errors
from sijill.web.guard import Guard
from sijill.web.routes import add, adjudicate, export, hand, jobs, original, persons, places, project, queue, report, search, voices
from sijill.web.site import HERE, Site

PAGES = (add, adjudicate, export, hand, jobs, original, persons, places, project, queue, report, search, voices)


def create_app(project: Project) -> Guard:
    """The site of a project."""
    site = Site(project)
    app = FastAPI(title="Sijill", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    add_errors(app, site)
    for page in PAGES:
        app.include_router(page.router(site))

    @app.get("/", include_in_schema=False)
    def start() -> Response:
        return RedirectResponse("/ar/queue")

    return Guard(app)
