"""The search page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sijill.web.pages.asked import SIZES, asked_of
from sijill.web.pages.search import search_page
from sijill.web.site import Language, Site
from sijill.web.wording import wording


def router(site: Site) -> APIRouter:
    """The route of the search page."""
    routes = APIRouter()

    @routes.get("/{language}/search")
    def search(request: Request, language: Language) -> HTMLResponse:
        """Reports found by words and by what they claim; every state of the page is an address."""
        asked = asked_of(request.query_params, language, site.project.sees_names)
        with site.project.engine.connect() as connection:
            page = search_page(site.project, connection, asked, wording(language))
        return site.page(request, language, "search.html", page=page, asked=page.asked, sizes=SIZES, here="search")

    return routes
