"""The site's application: pages and API behind the guard."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, Form, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from sijill.errors import LedgerError
from sijill.ledger.columns import columns
from sijill.ledger.judge import READING, Verdict, judge, undo
from sijill.ledger.project import Project
from sijill.ledger.view import reading_held, report_named
from sijill.record.veil import Veil
from sijill.web.guard import Guard, is_token
from sijill.web.pages.report import cards_of, report_page
from sijill.web.site import HERE, Site
from sijill.web.wording import wording

Language = Annotated[str, Path(pattern="^(ar|en)$")]


def create_app(project: Project) -> Guard:
    """The site of a project."""
    site = Site(project)
    app = FastAPI(title="Sijill", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")

    def around(language: str) -> dict[str, Any]:
        scale, names = project.settings.beliefs, {column.id: column.name(language) for column in columns()}
        return {"belief_word": lambda grade: scale.word(grade, language), "field_name": lambda field: names.get(field, field)}

    @app.get("/")
    def start() -> Response:
        return RedirectResponse("/ar/queue")

    @app.get("/{language}/reports/{name}")
    def report(request: Request, language: Language, name: str) -> HTMLResponse:
        words = wording(language)
        with project.engine.connect() as connection:
            try:
                page = report_page(connection, name, words)
            except LedgerError as error:
                raise HTTPException(404, str(error)) from error
        reading = page.reading
        return site.page(
            request, language, "report.html", page=page, report=page.held.name, here="queue",
            title=page.veil.words((reading.title if reading else None) or page.held.row["title"] or page.held.name),
            outlet=page.veil.words((reading.outlet.name if reading and reading.outlet else None) or page.held.row["outlet"] or ""),
            published=page.held.row["published"], **around(language),
        )  # fmt: skip

    @app.post("/{language}/reports/{name}/claims/{id}/judge")
    def judge_claim(
        request: Request, language: Language, name: str, id: str, csrf: Annotated[str, Form()], verdict: Annotated[str, Form()],
        base: Annotated[int, Form()],
    ) -> Response:  # fmt: skip
        if not is_token(request, csrf):
            raise HTTPException(403, "the form is not of this browser; reload the page")
        if verdict == "undo":
            undo(project, f"{name}.{id}", READING)
        else:
            judge(project, [Verdict(claim=f"{name}.{id}", question=READING, verdict=verdict)])
        with project.engine.connect() as connection:
            held = report_named(connection, name)
            reading = reading_held(connection, held)
            veil = Veil.over(reading) if reading else Veil.lifted()
            cards = cards_of(connection, held, reading, veil, wording(language))
        card = next(card for card in cards if card.id == id)
        answer = site.page(request, language, "_claim.html", card=card, report=name, **around(language))
        answer.headers["HX-Trigger-After-Swap"] = "judged"
        return answer

    return Guard(app)
