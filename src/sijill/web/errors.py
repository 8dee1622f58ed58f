"""What is told where something cannot be answered: a page of the site in its language, JSON under /api, words for the page's own script."""

from __future__ import annotations

import sqlite3
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from sijill.errors import SijillError
from sijill.web.answers import Answer
from sijill.web.desk import BY_SCRIPT
from sijill.web.selection import told
from sijill.web.site import Site
from sijill.web.wording import LANGUAGES, wording

API = "/api"
NOT_READ = told("what was sent cannot be understood")
TOO_MUCH = told("more is sent than is taken at once")
BROKEN = told("Something went wrong that nobody foresaw. Nothing that was told as done is lost; the terminal of `sijill serve` tells more.")


def add_errors(app: FastAPI, site: Site) -> None:
    """Sets what the application answers where it cannot answer otherwise."""

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        why = str(error.detail or "")
        told = "" if why == HTTPStatus(error.status_code).phrase and not is_api(request) else why
        return answered(site, request, error.status_code, told, dict(error.headers or {}))

    def unread(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        if any(one["loc"] == ("path", "language") for one in error.errors()):
            return answered(site, request, 404, "")  # an address of no language of ours
        return answered(site, request, 422, f"{NOT_READ}: {faults_of(error)}" if is_api(request) else NOT_READ)

    def failed(request: Request, error: Exception) -> Response:
        return answered(site, request, 503 if is_passing(error) else 422, str(error))

    def cut(request: Request, error: Exception) -> Response:
        return answered(site, request, 413, TOO_MUCH)

    def broken(request: Request, error: Exception) -> Response:
        return answered(site, request, 500, BROKEN)

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, unread)
    app.add_exception_handler(SijillError, failed)
    app.add_exception_handler(ClientDisconnect, cut)
    app.add_exception_handler(Exception, broken)


def is_api(request: Request) -> bool:
    """Whether a program asks."""
    return request.url.path == API or request.url.path.startswith(f"{API}/")


def is_passing(error: BaseException) -> bool:
    """Whether what was asked for can be had when the disk has room, or others have done writing."""
    return isinstance(error.__cause__, sqlite3.DatabaseError | OSError)


def faults_of(error: RequestValidationError) -> str:
    """What is wrong with what was sent, in words and without what was sent."""
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())[:2000]


def language_of(request: Request) -> str:
    """The language of the page that was asked for; else the one that the browser likes best."""
    named = request.url.path[1:].partition("/")[0]
    if named in LANGUAGES:
        return named
    liked = [one.strip()[:2].lower() for one in request.headers.get("accept-language", "").split(",")]
    return next((one for one in liked if one in LANGUAGES), LANGUAGES[0])


def answered(site: Site, request: Request, status: int, why: str, headers: dict[str, str] | None = None) -> Response:
    """The answer of that status."""
    if is_api(request):
        return Answer({"detail": why}, status, headers)
    language = language_of(request)
    words = wording(language).catalogue.gettext(why) if why else ""
    if BY_SCRIPT in request.headers:
        return PlainTextResponse(words, status, headers)
    made = site.page(request, language, "error.html", status=status, why=words, code=status, here="")
    made.headers.update(headers or {})
    return made
