"""The kept original of a report: its record, the bytes shown harmless, and the bytes themselves."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from sijill.errors import LedgerError
from sijill.web.desk import found, page_of
from sijill.web.guard import ORIGINAL
from sijill.web.pages.original import file_name, original_of, shown_original
from sijill.web.pages.report import ReportPage
from sijill.web.site import Language, Site


def router(site: Site) -> APIRouter:
    """The routes of the kept original."""
    routes = APIRouter()

    @routes.get("/{language}/reports/{name}/original")
    def original(request: Request, language: Language, name: str) -> HTMLResponse:
        with site.project.engine.connect() as connection:
            page = found(site, connection, name, language)
            told = original_of(site.project, connection, page)
        return site.page(
            request, language, "original.html", page=page, original=told, here="queue", may_see=site.project.sees_names,
        )  # fmt: skip

    @routes.get("/{language}/reports/{name}/original/shown")
    def shown(language: Language, name: str) -> Response:
        """The original as a page that runs nothing, asks for nothing and leads nowhere."""
        page = page_of(site, name, language)
        content = bytes_of(site, page)
        made = shown_original(page, page.held.row["media_type"] or "", content)
        headers = {"content-security-policy": ORIGINAL}
        return Response(made.encode("utf-8", "replace"), media_type="text/html; charset=utf-8", headers=headers)

    @routes.get("/{language}/reports/{name}/original/bytes")
    def whole(language: Language, name: str) -> Response:
        """The bytes as received, to be kept elsewhere and never opened by the browser."""
        page = page_of(site, name, language)
        content = bytes_of(site, page)
        headers = {"content-disposition": f'attachment; filename="{file_name(page)}"', "content-security-policy": ORIGINAL}
        return Response(content, media_type="application/octet-stream", headers=headers)

    return routes


def bytes_of(site: Site, page: ReportPage) -> bytes:
    """The bytes of a report as received; an answer that says so where the operator may not have them or they are missing."""
    if not site.project.sees_names:
        raise HTTPException(403, f"{site.project.operator} has no right to what is withheld, and the original holds it")
    try:
        return site.project.vault.read(page.held.row["digest"])
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error
