"""The voices, and the page of one of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from sijill.ledger.second import closed, eyes_of
from sijill.web.pages.voice import SHOWS, voice_page
from sijill.web.pages.voices import SORTS, Known, verdicts, voices_page
from sijill.web.site import Language, Site
from sijill.web.wording import wording

Word = Annotated[str, Query(max_length=400)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]


def router(site: Site) -> APIRouter:
    """The routes of voices."""
    routes, known, project = APIRouter(), Known(), site.project

    @routes.get("/{language}/voices")
    def voices(request: Request, language: Language, name: Word = "", kind: Word = "", sort: Word = "", page: Page = 1) -> HTMLResponse:
        """The voices whose name holds those words."""
        with project.engine.connect() as connection:
            held = known.voices(project, connection)
            judged = verdicts(connection, closed(connection, eyes_of(project, connection)))
        told = voices_page(held, judged, wording(language), name=name.strip(), kind=kind, sort=sort, page=page)
        return site.page(request, language, "voices.html", page=told, sorts=SORTS, here="voices")

    @routes.get("/{language}/voices/one")
    def voice(request: Request, language: Language, name: Word = "", id: Word = "", show: Word = "", page: Page = 1) -> HTMLResponse:
        """A voice, by the register's id of a body, else by its name in reports."""
        with project.engine.connect() as connection:
            told = voice_page(project, connection, known, id or name, wording(language), show=show, page=page)
        if told is None:
            raise HTTPException(404, wording(language).catalogue.gettext("No voice of this name may be shown."))
        return site.page(request, language, "voice.html", page=told, shows=SHOWS, here="voices")

    return routes
