"""Places of the gazetteer found by words, for the forms of the report page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from sijill.web.gazetteer import choices
from sijill.web.site import Language, Site


def router(site: Site) -> APIRouter:
    """The route of places."""
    routes = APIRouter()

    @routes.get("/{language}/places")
    def places(request: Request, language: Language, place: Annotated[str, Query()] = "") -> HTMLResponse:
        """The places of those words, to choose from."""
        return site.page(request, language, "_places.html", places=choices(place, language), chosen=None, asked=place.strip())

    return routes
