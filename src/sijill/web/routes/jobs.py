"""A job: how far it is, and what came of it. The page asks again by itself until it is done."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sijill.web.desk import BY_SCRIPT
from sijill.web.jobs import BusyError, Work
from sijill.web.site import Language, Site


def router(site: Site) -> APIRouter:
    """The routes of jobs."""
    routes = APIRouter()

    @routes.get("/{language}/jobs/{id}")
    def job(request: Request, language: Language, id: str) -> HTMLResponse:
        told = site.jobs.held(id)
        if told is None:
            raise HTTPException(404, "there is no such work any more; the project page tells what is there")
        template = "_job.html" if BY_SCRIPT in request.headers else "job.html"
        return site.page(request, language, template, job=told, here="project")

    return routes


def begun(site: Site, language: str, kind: str, work: Work) -> Response:
    """The way to a job that was just begun, alone of its kind; an answer that says so where too many run."""
    try:
        told = site.jobs.start(kind, work, alone=True)
    except BusyError as error:
        raise HTTPException(503, str(error)) from error
    return RedirectResponse(f"/{language}/jobs/{told.id}", 303)
