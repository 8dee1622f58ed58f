"""What is withheld, and its release."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sijill.errors import LedgerError
from sijill.ledger.cover import RELEASED, WITHHELD
from sijill.ledger.withhold import cover
from sijill.web.pages.persons import SHOWS, one_page, persons_page
from sijill.web.site import Checked, Language, Site
from sijill.web.wording import wording

Word = Annotated[str, Query(max_length=400)]
Field = Annotated[str, Form(max_length=2000)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]
Told = Callable[[str], str]
KINDS = {"withhold": WITHHELD, "release": RELEASED}


def router(site: Site) -> APIRouter:
    """The routes of what is withheld."""
    routes, project = APIRouter(), site.project

    @routes.get("/{language}/persons")
    def persons(
        request: Request, language: Language, report: Word = "", show: Word = "", done: Word = "", page: Page = 1
    ) -> HTMLResponse:  # fmt: skip
        """The reports of which something is withheld, or what is withheld of one of them."""
        if report:
            return one(request, language, report, done=done)
        with project.engine.connect() as connection:
            told = persons_page(project, connection, show=show, page=page)
        return site.page(request, language, "persons.html", page=told, shows=SHOWS, may=project.sees_names, here="persons")

    @routes.post("/{language}/persons/{name}/{act}", dependencies=[Checked])
    def change(
        request: Request, language: Language, name: str, act: str, words: Field = "", reason: Field = "", consent: Field = "",
        everywhere: Field = "", base: Annotated[int, Form()] = 0,
    ) -> Response:  # fmt: skip
        """Withholds words of a report, or releases them; each with its reason."""
        told = wording(language).catalogue.gettext
        if act not in KINDS:
            raise HTTPException(404, f"{act}: withhold or release")
        try:
            if not reason.strip():
                raise LedgerError(told("A reason is needed: it is kept with the act."))
            with project.engine.connect() as connection:
                now = one_page(project, connection, name, wording(language)).base
            if act == "release" and now != base:
                raise LedgerError(told("Something of this report was withheld or released since the page was made. Look again."))
            cover(project, KINDS[act], name, words.strip(), reason.strip(), bool(everywhere), consent.strip() or None)
        except LedgerError as error:
            if not project.sees_names and act == "release":
                raise HTTPException(403, str(error)) from error
            return one(request, language, name, problem=_in_words(error, name, told), told=words if project.sees_names else "", status=422)
        return RedirectResponse(f"/{language}/persons?report={name}&done={act}", 303)

    def one(
        request: Request, language: str, name: str, *, done: str = "", problem: str = "", told: str = "", status: int = 200
    ) -> HTMLResponse:  # fmt: skip
        try:
            with project.engine.connect() as connection:
                page = one_page(project, connection, name, wording(language))
        except LedgerError as error:
            raise HTTPException(404, str(error)) from error
        return site.page(
            request, language, "persons_one.html", status=status, page=page, may=project.sees_names, done=done, problem=problem, told=told,
            here="persons",
        )  # fmt: skip

    return routes


def _in_words(error: LedgerError, name: str, told: Told) -> str:
    """What is wrong, in the reader's language."""
    known = {
        "these words are nowhere in it": told("These words are nowhere in this report."),
        "these words cannot be covered": told("These words cannot be covered."),
        "no word is told that could be covered": told("No word is told that could be covered."),
        "nothing is covered that these words tell in full; a name is released as it stands there": told(
            "Nothing is covered that these words tell in full; a name is released as it stands in the report."
        ),
    }
    return known.get(str(error).removeprefix(f"{name}: "), str(error))
