"""The report page, and what may be done on it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from sijill.errors import LedgerError
from sijill.ledger.judge import BELIEF, FIELDS, NUMBERS, READINGS, Verdict, judge, number_of, undo
from sijill.ledger.second import READING
from sijill.web.pages.claims import Card
from sijill.web.pages.edit import fields
from sijill.web.pages.report import ReportPage, report_page
from sijill.web.site import Checked, Language, Site
from sijill.web.wording import wording

UNDO, UNDO_BELIEF = "undo", "undo_belief"
Word = Annotated[str, Form()]


def router(site: Site) -> APIRouter:
    """The routes of the report page."""
    routes = APIRouter()

    @routes.get("/{language}/reports/{name}")
    def report(request: Request, language: Language, name: str) -> HTMLResponse:
        with site.project.engine.connect() as connection:
            page = found(site, connection, name, language)
        return site.page(request, language, "report.html", page=page, report=page.held.name, here="queue")

    @routes.get("/{language}/reports/{name}/claims/{id}/edit")
    def edit(request: Request, language: Language, name: str, id: str) -> HTMLResponse:
        with site.project.engine.connect() as connection:
            page = found(site, connection, name, language)
        return site.page(request, language, "_edit.html", card=card_of(page, id), report=page.held.name, fields=fields(language))

    @routes.get("/{language}/reports/{name}/claims/{id}")
    def claim(request: Request, language: Language, name: str, id: str) -> Response:
        return shown(site, request, language, name, id)

    @routes.post("/{language}/reports/{name}/claims/{id}/judge", dependencies=[Checked])
    def judge_claim(
        request: Request, language: Language, name: str, id: str, verdict: Word, base: Annotated[int, Form()], reason: Word = "",
    ) -> Response:  # fmt: skip
        """Judges a claim, unless somebody has judged it since the page was made."""
        with site.project.engine.connect() as connection:
            before = card_of(found(site, connection, name, language), id)
        if before.base != base:
            return shown(site, request, language, name, id, conflict=True)
        claim = f"{name}.{id}"
        try:
            if verdict in (UNDO, UNDO_BELIEF):
                undo(site.project, claim, READING if verdict == UNDO else BELIEF)
            elif verdict in READINGS:
                judge(site.project, [Verdict(claim=claim, question=READING, verdict=verdict, reason=reason.strip() or None)])
            else:
                judge(site.project, [Verdict(claim=claim, question=BELIEF, verdict=verdict, reason=reason.strip() or None)])
        except LedgerError as error:
            raise HTTPException(422, str(error)) from error
        return shown(site, request, language, name, id, judged=verdict in READINGS)

    @routes.post("/{language}/reports/{name}/claims/{id}/correct", dependencies=[Checked])
    async def correct(request: Request, language: Language, name: str, id: str) -> Response:
        """Corrects a claim to the values of a form; a form in which nothing differs accepts it."""
        form = {field: str(value) for field, value in (await request.form()).items()}
        with site.project.engine.connect() as connection:
            card = card_of(found(site, connection, name, language), id)
        if str(card.base) != form.get("base"):
            return shown(site, request, language, name, id, conflict=True)
        try:
            values = {field: value_of(field, form[field]) for field in FIELDS if field in form}
            corrected = {field: value for field, value in values.items() if value != card.own[field]}
            told = Verdict(
                claim=f"{name}.{id}", question=READING, verdict="corrected" if corrected else "accepted",
                reason=form.get("reason", "").strip() or None, corrected=corrected or None,
            )  # fmt: skip
            judge(site.project, [told])
        except LedgerError as error:
            raise HTTPException(422, str(error)) from error
        return shown(site, request, language, name, id, judged=True)

    return routes


def value_of(field: str, words: str) -> str | int | float | None:
    """The value of a field as a form tells it; None where it is left empty. Raises LedgerError."""
    return number_of(field, words) if field in NUMBERS else words.strip() or None


def found(site: Site, connection: Connection, name: str, language: str) -> ReportPage:
    """The page of a report; an answer that says so where there is none."""
    try:
        return report_page(site.project, connection, name, wording(language))
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error


def card_of(page: ReportPage, id: str) -> Card:
    """The card of a claim of that page; an answer that says so where there is none."""
    card = next((card for card in page.cards if card.id == id), None)
    if card is None:
        raise HTTPException(404, f"{page.held.name} has no claim {id}")
    return card


def shown(
    site: Site, request: Request, language: str, name: str, id: str, *, judged: bool = False, conflict: bool = False
) -> Response:  # fmt: skip
    """The card of a claim as it is now: alone where the page's own script asked for it, else by way of the whole page."""
    if "hx-request" not in request.headers and not conflict:
        return RedirectResponse(f"/{language}/reports/{name}#{id}", 303)
    with site.project.engine.connect() as connection:
        page = found(site, connection, name, language)
    answer = site.page(
        request,
        language,
        "_changed.html",
        status=409 if conflict else 200,
        card=card_of(page, id),
        page=page,
        report=name,
        conflict=conflict,
    )
    if judged:
        answer.headers["HX-Trigger-After-Swap"] = "judged"
    return answer
