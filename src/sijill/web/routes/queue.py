"""The queue, and the way from one report to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from sijill.errors import LedgerError
from sijill.ledger.queue import Task
from sijill.ledger.unjudged import next_reports
from sijill.ledger.view import number_named
from sijill.web.pages.queue import queue_page
from sijill.web.pages.queue_asked import asked_of
from sijill.web.site import Language, Site
from sijill.web.wording import wording


def router(site: Site) -> APIRouter:
    """The routes of the queue."""
    routes = APIRouter()

    @routes.get("/{language}/", include_in_schema=False)
    def home(language: Language) -> Response:
        return RedirectResponse(f"/{language}/queue")

    @routes.get("/{language}/queue")
    def queue(request: Request, language: Language) -> HTMLResponse:
        asked = asked_of(request.query_params, site.project.sees_names)
        with site.project.engine.connect() as connection:
            tasks = site.waiting.tasks(site.project, connection)
            page = queue_page(site.project, connection, tasks, asked, wording(language))
        return site.page(request, language, "queue.html", page=page, asked=asked, here="queue", done="done" in request.query_params)

    @routes.get("/{language}/queue/next")
    def following(language: Language, after: str = "") -> Response:
        """The next report in which something is to be done; back to the queue where there is none."""
        try:
            number = number_named(after, "r")
        except LedgerError:
            number = 0
        with site.project.engine.connect() as connection:
            found = next_report(connection, site.waiting.tasks(site.project, connection), number)
        return RedirectResponse(f"/{language}/queue?done" if found is None else f"/{language}/reports/r{found}", 303)

    return routes


def next_report(connection: Connection, tasks: Sequence[Task], after: int) -> int | None:
    """The report that comes after one in the queue's order, from its end on again from its beginning; None where there is no other."""
    pressing = list(dict.fromkeys(task.report for task in tasks))

    def order() -> Iterator[int]:
        if after in pressing:
            yield from pressing[pressing.index(after) + 1 :]
            yield from (number for number in next_reports(connection) if number not in pressing)
        else:
            # what presses comes before what nobody has judged, wherever one has come from
            yield from pressing
            yield from next_reports(connection, after or None)
            yield from next_reports(connection)
        yield from pressing

    return next((number for number in order() if number != after), None)
