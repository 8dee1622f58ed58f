"""What the routes of a report share: its page found, a card of it, and how a change or a refusal is answered."""

from __future__ import annotations

from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from sqlalchemy import Connection

from sijill.errors import LedgerError
from sijill.web.pages.claims import Card
from sijill.web.pages.report import ReportPage, report_page
from sijill.web.site import Site
from sijill.web.wording import wording

BY_SCRIPT = "hx-request"


def found(site: Site, connection: Connection, name: str, language: str) -> ReportPage:
    """The page of a report; an answer that says so where there is none."""
    try:
        return report_page(site.project, connection, name, wording(language))
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error


def page_of(site: Site, name: str, language: str) -> ReportPage:
    """The same, as it is now."""
    with site.project.engine.connect() as connection:
        return found(site, connection, name, language)


def card_of(page: ReportPage, id: str) -> Card:
    """The card of a claim of that page; an answer that says so where there is none."""
    card = page.card(id)
    if card is None:
        raise HTTPException(404, f"{page.held.name} has no claim {id}")
    return card


def whole(
    site: Site, request: Request, language: str, page: ReportPage, *, status: int = 200, conflict: str = "", problem: str = "",
    opened: str = "", **told: Any,
) -> HTMLResponse:  # fmt: skip
    """The page of a report. `conflict` is the claim that was changed elsewhere, `opened` the form that stands open in a card."""
    return site.page(
        request, language, "report.html", status=status, page=page, report=page.held.name, here="queue", conflict=conflict,
        problem=problem, opened=opened, **told,
    )  # fmt: skip


def one_card(
    site: Site, request: Request, language: str, name: str, id: str, *, judged: bool = False, conflict: bool = False, spans: bool = False
) -> Response:  # fmt: skip
    """The card of a claim as it is now: alone where the page's own script asked for it, else by way of the whole page.

    `spans` tells that words are marked otherwise than before, so that the text comes along.
    """
    by_script = BY_SCRIPT in request.headers
    if not by_script and not conflict:
        return RedirectResponse(f"/{language}/reports/{name}#{id}", 303)
    page = page_of(site, name, language)
    status = 409 if conflict else 200
    if not by_script or page.claim(id) is None:
        return whole(site, request, language, page, status=status, conflict=id)
    answer = site.page(
        request, language, "_changed.html", status=status, card=card_of(page, id), page=page, report=name, conflict=id if conflict else "",
        opened="", with_text=spans or conflict,
    )  # fmt: skip
    if judged:
        answer.headers["HX-Trigger-After-Swap"] = "judged"
    return answer


def landed(site: Site, request: Request, language: str, name: str, id: str) -> Response:
    """The page after something was done by hand, at a claim of it."""
    if BY_SCRIPT not in request.headers:
        return RedirectResponse(f"/{language}/reports/{name}#{id}", 303)
    answer = whole(site, request, language, page_of(site, name, language))
    answer.headers["x-sijill-at"] = id
    return answer


def refused(site: Site, request: Request, language: str, name: str, error: LedgerError | str) -> Response:
    """Why something was not done, in the reader's language where it is known: as words for the page's script, else on the page."""
    why = wording(language).catalogue.gettext(str(error))
    if BY_SCRIPT in request.headers:
        return PlainTextResponse(why, 422)
    return whole(site, request, language, page_of(site, name, language), status=422, problem=why)
