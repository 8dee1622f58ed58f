"""Exports of any list: as a workbook, CSV or JSON Lines, with a proof where one is wanted; and as a page to print."""

from __future__ import annotations

import io
import zipfile
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sijill.errors import LedgerError
from sijill.ledger.export import EXPORTERS, Wish, export, export_with_proof
from sijill.web.pages.asked import NAMES, Asked, asked_of
from sijill.web.pages.export import FORMS, export_page, print_page, wanted_of
from sijill.web.selection import told
from sijill.web.site import Checked, Language, Site
from sijill.web.wording import LANGUAGES, wording

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
}  # fmt: skip
UNKNOWN = told("Something of the list says nothing that is known; nothing was exported.")
Word = Annotated[str, Form()]


def router(site: Site) -> APIRouter:
    """The routes of exports."""
    routes = APIRouter()

    @routes.get("/{language}/export")
    def form(request: Request, language: Language) -> HTMLResponse:
        """What may be exported, and how."""
        asked = _asked(site, request.query_params, language)
        with site.project.engine.connect() as connection:
            page = export_page(site.project, connection, asked)
        return site.page(request, language, "export.html", page=page, forms=FORMS, here="project", problem="")

    @routes.post("/{language}/export", dependencies=[Checked])
    async def made(request: Request, language: Language) -> Response:
        """The file; or the way to the page to print."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        asked = _asked(site, form, language)
        if form.get("form") == "page":
            carried = {name: asked.of(name) for name in NAMES if asked.of(name)} | ({"unreviewed": "1"} if form.get("unreviewed") else {})
            told_in = form.get("headers", language)
            return RedirectResponse(f"/{told_in if told_in in LANGUAGES else language}/export/page?{urlencode(carried)}", 303)
        return file_of(site, form.get("form", ""), wish_of(form, asked, language), prove=bool(form.get("proof")))

    @routes.get("/{language}/export/page")
    def printed(request: Request, language: Language, unreviewed: str = "") -> HTMLResponse:
        """The page to print."""
        asked = _asked(site, request.query_params, language)
        with site.project.engine.connect() as connection:
            page = print_page(site.project, connection, asked, wording(language), bool(unreviewed))
        return site.page(request, language, "print.html", page=page, here="project")

    return routes


def _asked(site: Site, query: object, language: str) -> Asked:
    asked = asked_of(query, language, site.project.sees_names)  # type: ignore[arg-type]
    if asked.wrong:
        raise HTTPException(422, UNKNOWN)
    return asked


def wish_of(form: dict[str, str], asked: Asked, language: str) -> Wish:
    """What a form wants exported."""
    told_in = form.get("headers", language)
    return Wish(
        unreviewed=bool(form.get("unreviewed")), names=bool(form.get("names")), language=told_in if told_in in LANGUAGES else language,
        of=wanted_of(asked),
    )  # fmt: skip


def file_of(site: Site, form: str, wish: Wish, *, prove: bool) -> Response:
    """The export as a file to be kept; with its proof, the two in a zip. An answer that says so where it cannot be made."""
    if form not in EXPORTERS:
        raise HTTPException(422, f"{form!r} is none of {', '.join(EXPORTERS)}")
    if wish.names and not site.project.sees_names:
        raise HTTPException(403, f"{site.project.operator} has no right to what is withheld")
    name = f"claims.{form}"
    try:
        if not prove:
            content, _ = export(site.project, form, wish)
            return _download(content, name, TYPES[form])
        content, _, proof = export_with_proof(site.project, form, wish)
    except LedgerError as error:
        raise HTTPException(422, str(error)) from error
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as both:
        both.writestr(name, content)
        both.writestr(f"{name}.proof.pyz", proof)
    return _download(packed.getvalue(), "claims.zip", "application/zip")


def _download(content: bytes, name: str, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})
