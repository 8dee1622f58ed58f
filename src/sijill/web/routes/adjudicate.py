"""Deciding where two readers differ, and how far readers agree."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sijill.errors import LedgerError
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.queue import ADJUDICATE
from sijill.ledger.second import READING
from sijill.web.desk import page_of, refused, whole
from sijill.web.pages.adjudicate import AdjudicatePage, NothingOpenError, adjudicate_page, agreement_page
from sijill.web.pages.edit import fields
from sijill.web.routes.report import corrections
from sijill.web.site import Checked, Language, Site
from sijill.web.wording import wording

REJECTED = "rejected"


def router(site: Site) -> APIRouter:
    """The routes of adjudication."""
    routes = APIRouter()

    @routes.get("/{language}/adjudicate/{claim}")
    def adjudicate(request: Request, language: Language, claim: str) -> Response:
        told = open_of(site, claim, language)
        if told is None:
            report, _, id = claim.partition(".")
            return RedirectResponse(f"/{language}/reports/{report}#{id}", 303)
        return site.page(request, language, "adjudicate.html", told=told, fields=fields(language), here="queue")

    @routes.post("/{language}/adjudicate/{claim}", dependencies=[Checked])
    def decide(
        request: Request, language: Language, claim: str, base: Annotated[int, Form()], decision: Annotated[str, Form()] = "",
        reason: Annotated[str, Form()] = "",
    ) -> Response:  # fmt: skip
        """Takes one reader's answer, by its place, or rejects the reading; unless somebody has decided since the page was made."""
        told = open_of(site, claim, language)
        if told is None or told.card.base != base:
            return moved(site, request, language, claim)
        if not decision:
            return RedirectResponse(f"/{language}/adjudicate/{claim}", 303)
        why = reason.strip() or None
        if decision == REJECTED:
            verdict = Verdict(claim=claim, question=READING, verdict=REJECTED, reason=why)
        elif decision.isascii() and decision.isdigit() and 0 < int(decision) <= len(told.answers):
            answer = told.answers[int(decision) - 1]
            verdict = Verdict(
                claim=claim, question=READING, verdict=answer["verdict"], corrected=answer["corrected"] or None, reason=why
            )  # fmt: skip
        else:
            raise HTTPException(422, "there is no such answer")
        return decided(site, request, language, verdict)

    @routes.post("/{language}/adjudicate/{claim}/correct", dependencies=[Checked])
    async def correct(request: Request, language: Language, claim: str) -> Response:
        """Decides by values of a form."""
        form = {field: str(value) for field, value in (await request.form()).items()}
        told = open_of(site, claim, language)
        if told is None or str(told.card.base) != form.get("base"):
            return moved(site, request, language, claim)
        try:
            corrected = corrections(told.page, told.card, form)
        except LedgerError as error:
            return refused(site, request, language, told.page.held.name, error)
        verdict = Verdict(
            claim=claim, question=READING, verdict="corrected" if corrected else "accepted", corrected=corrected or None,
            reason=form.get("reason", "").strip() or None,
        )  # fmt: skip
        return decided(site, request, language, verdict)

    @routes.get("/{language}/agreement")
    def agreement(request: Request, language: Language) -> HTMLResponse:
        with site.project.engine.connect() as connection:
            page = agreement_page(connection, wording(language))
        return site.page(request, language, "agreement.html", page=page, here="queue")

    return routes


def open_of(site: Site, claim: str, language: str) -> AdjudicatePage | None:
    """What is to be decided about a claim; None where nothing is. An answer that says so where there is no such claim."""
    try:
        with site.project.engine.connect() as connection:
            return adjudicate_page(site.project, connection, claim, wording(language))
    except NothingOpenError:
        return None
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error


def moved(site: Site, request: Request, language: str, claim: str) -> Response:
    """That somebody has judged or decided meanwhile: the report, with the claim as it stands now."""
    report, _, id = claim.partition(".")
    return whole(site, request, language, page_of(site, report, language), status=409, conflict=id)


def decided(site: Site, request: Request, language: str, verdict: Verdict) -> Response:
    """Writes a decision down, and goes on to the next claim on which readers differ, else to the queue."""
    try:
        judge(site.project, [verdict])
    except LedgerError as error:
        return refused(site, request, language, verdict.claim.partition(".")[0], error)
    with site.project.engine.connect() as connection:
        tasks = site.waiting.tasks(site.project, connection)
    name = next((task.name for task in tasks if task.kind == ADJUDICATE), None)
    return RedirectResponse(f"/{language}/adjudicate/{name}" if name else f"/{language}/queue", 303)
