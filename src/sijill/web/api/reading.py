"""What a program may read: how the project stands, its reports, claims, failures, and what is to be done next."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response
from sqlalchemy import bindparam, func, select

from sijill.ledger.agreement import agreement_of
from sijill.ledger.covered import covered, covered_text, of_unknown
from sijill.ledger.met import captures_of
from sijill.ledger.queue import queue as waiting
from sijill.ledger.schema import claim, report
from sijill.ledger.search import numbered, of_claim
from sijill.ledger.second import closed, eyes_of
from sijill.ledger.status import status_of
from sijill.ledger.view import Held, failures_held
from sijill.ledger.withhold import acts_of
from sijill.record.contract import as_json
from sijill.web.answers import Answer
from sijill.web.api.bodies import Detail, Filters, Json, Jsons, Listed, Listing
from sijill.web.api.held import LANGUAGE, Claim, Report, claim_at, claim_told, outside, page_named, report_told, row_told, task_told
from sijill.web.pages.asked import Asked, asked_of
from sijill.web.pages.rows import Rows, in_force
from sijill.web.pages.search import search_page
from sijill.web.pages.voice import SHOWS, voice_page
from sijill.web.pages.voices import SORTS, Known, verdicts, voices_page
from sijill.web.site import Site
from sijill.web.wording import wording

Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Page = Annotated[int, Query(ge=1, le=10_000, description="Which page of the list, from 1.")]
Word = Annotated[str, Query(max_length=400)]
Sort = Annotated[str, Query(description=", ".join(SORTS))]
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Detail, "description": "There is no such thing, or it is withdrawn."}}
CAPTURE, COVERING = ("source", "container", "extractor", "at", "by"), ("kind", "words", "reason", "by", "at", "in_force")
ALL = 1_000_000_000


def router(site: Site) -> APIRouter:
    """The routes by which a program reads."""
    routes = APIRouter(prefix="/api", responses={422: {"model": Detail}})
    _project(site, routes)
    _reports(site, routes)
    _claims(site, routes)
    _found(site, routes)
    _voices(site, routes)
    return routes


def _project(site: Site, routes: APIRouter) -> None:
    project = site.project

    @routes.get("/status", tags=["project"], summary="How the project stands, in numbers", response_model=Json)
    def status() -> Response:
        return Answer({**status_of(project), "operator": project.operator, "sees_names": project.sees_names})

    @routes.get("/queue", tags=["work"], summary="What to look at next, and why: the most pressing first", response_model=Jsons)
    def queue(limit: Limit = 20) -> Response:
        with project.engine.connect() as connection:
            tasks = waiting(connection, eyes_of(project, connection), limit)
            rows = Rows(connection, wording(LANGUAGE), project.sees_names, ())
            return Answer([task_told(task, rows.veil(task.report)) for task in tasks])

    @routes.get("/agreement", tags=["work"], summary="How far second readers agree with the first", response_model=Json)
    def agreement() -> Response:
        with project.engine.connect() as connection:
            told = agreement_of(connection)
        figures = {
            one.name: {"of": one.of, "same": one.same, "percent": one.percent, "alpha": one.alpha, "why": one.why} for one in told.figures
        }
        return Answer({"claims": told.claims, "readers": told.readers, "to_adjudicate": told.to_adjudicate, "figures": figures})

    @routes.get("/failures", tags=["project"], summary="What could not be taken in or read", response_model=Jsons)
    def failures(settled: bool = False) -> Response:
        with project.engine.connect() as connection:
            return Answer([
                {
                    "failure": f"f{row['number']}", "stage": row["stage"], "report": f"r{row['report']}" if row["report"] else None,
                    "reason": of_unknown(project, row["reason"]) if row["reason"] else None, "at": row["at"],
                    "source": of_unknown(project, row["source"]) if row["source"] else None, "kept": row["digest"] is not None,
                    "settled": row["settled"] is not None,
                }
                for row in failures_held(connection, settled)
            ])  # fmt: skip


def _reports(site: Site, routes: APIRouter) -> None:
    @routes.get("/reports", tags=["reports"], summary="Reports in their order", response_model=Listed)
    def reports(limit: Limit = 50, page: Page = 1) -> Response:
        with site.project.engine.connect() as connection:
            total = connection.execute(select(func.count()).select_from(report)).scalar_one()
            query = select(report).order_by(report.c.number).limit(limit).offset((page - 1) * limit)
            held = [Held(row) for row in connection.execute(query).mappings()]
            rows = Rows(connection, wording(LANGUAGE), site.project.sees_names, ())
            return Answer({"total": total, "items": [outside(one, rows) for one in held]})

    @routes.get("/reports/{name}", tags=["reports"], summary="What is known of a report", response_model=Json, responses=MISSING)
    def one(name: Report) -> Response:
        with site.project.engine.connect() as connection:
            return Answer(report_told(site, connection, name))

    @routes.get("/reports/{name}/text", tags=["reports"], summary="Its text", response_model=dict[str, str], responses=MISSING)
    def text(name: Report) -> Response:
        with site.project.engine.connect() as connection:
            page = page_named(site, connection, name)
        whole = page.held.text if site.project.sees_names else covered_text(page.veil, page.held.text)
        return Answer({"report": page.held.name, "text": whole})

    @routes.get("/reports/{name}/reading", tags=["reports"], summary="All that it says, as the contract has it", response_model=Json,
                responses=MISSING)  # fmt: skip
    def reading(name: Report) -> Response:
        with site.project.engine.connect() as connection:
            page = page_named(site, connection, name)
        if page.reading is None:
            raise HTTPException(404, f"{page.held.name}: it has not been read")
        return Answer(covered(as_json(page.reading), page.veil, page.reading))

    @routes.get("/reports/{name}/claims", tags=["reports"], summary="Its claims, with what people hold of them",
                response_model=Jsons, responses=MISSING)  # fmt: skip
    def claims(name: Report) -> Response:
        with site.project.engine.connect() as connection:
            page = page_named(site, connection, name)
        return Answer([claim_told(page, card) for card in page.cards])

    @routes.get("/reports/{name}/captures", tags=["reports"], summary="When it was taken in, by whom, from where",
                response_model=Jsons, responses=MISSING)  # fmt: skip
    def captures(name: Report) -> Response:
        with site.project.engine.connect() as connection:
            page = page_named(site, connection, name)
            rows = captures_of(connection, page.held.number)
        return Answer([covered({field: row[field] for field in CAPTURE}, page.veil) for row in rows])

    @routes.get("/reports/{name}/covering", tags=["withheld"], summary="What was withheld and released in it",
                response_model=Jsons, responses=MISSING)  # fmt: skip
    def covering(name: Report) -> Response:
        with site.project.engine.connect() as connection:
            page = page_named(site, connection, name)
            rows = acts_of(connection, page.held.number)
        return Answer([covered({field: row[field] for field in COVERING}, page.veil) for row in rows])


def _claims(site: Site, routes: APIRouter) -> None:
    @routes.get("/claims", tags=["claims"], summary="Claims that are what is asked for", response_model=Listed)
    def claims(filters: Annotated[Listing, Query()]) -> Response:
        with site.project.engine.connect() as connection:
            hidden = tuple(closed(connection, eyes_of(site.project, connection)))
            wanted = replace(asked(site, filters).wanted, closed=hidden)
            query = select(claim).join(report, report.c.number == claim.c.report).where(report.c.withdrawn.is_(None), *of_claim(wanted))
            if wanted.words.strip() or wanted.outlet_named:
                numbers = numbered(connection, wanted, ALL).numbers
                query = query.where(claim.c.report.in_(bindparam("numbers", numbers, expanding=True, literal_execute=True)))
            total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
            query = query.order_by(claim.c.report, claim.c.place_in_report).limit(filters.limit).offset((filters.page - 1) * filters.limit)
            rows = connection.execute(query).mappings().all()
            judged = in_force(connection, {row["report"] for row in rows}, hidden)
            telling = Rows(connection, wording(LANGUAGE), site.project.sees_names, hidden)
            items = [row_told(row, judged.get((row["report"], row["key"])), telling) for row in rows]
        return Answer({"total": total, "items": items})

    @routes.get("/claims/{name}", tags=["claims"], summary="A claim, what people hold of it, and its history", response_model=Json,
                responses=MISSING)  # fmt: skip
    def one(name: Claim) -> Response:
        return Answer(claim_told(*claim_at(site, name)))


def asked(site: Site, filters: Filters) -> Asked:
    """What filters ask for; an answer that says so where something of it says nothing that is known."""
    made = asked_of(filters.model_dump(exclude={"page", "limit"}), LANGUAGE, site.project.sees_names)
    if made.wrong:
        raise HTTPException(422, f"these say nothing that is known: {', '.join(sorted(made.wrong))}")
    return made


def _found(site: Site, routes: APIRouter) -> None:
    @routes.get("/search", tags=["search"], summary="Reports found by words and by what they claim", response_model=Listed)
    def search(filters: Annotated[Listing, Query()]) -> Response:
        wanted = replace(asked(site, filters), page=filters.page, size=filters.limit)
        with site.project.engine.connect() as connection:
            told = search_page(site.project, connection, wanted, wording(LANGUAGE))
        items = [
            {
                "report": one.name, "title": one.title, "outlet": one.outlet or None, "published": one.published, "claims": one.read,
                "snippet": [{"words": piece.words, "kind": piece.kind} for piece in one.snippet], "found": [line.id for line in one.claims],
            }
            for one in told.found
        ]  # fmt: skip
        return Answer({"total": told.total, "order": told.order, "items": items})


def _voices(site: Site, routes: APIRouter) -> None:
    known, project = Known(), site.project

    @routes.get("/voices", tags=["voices"], summary="Who is said to have said something, and how much", response_model=Listed)
    def voices(
        name: Word = "", kind: Word = "", sort: Annotated[str, Query(description=", ".join(SORTS))] = "", page: Page = 1
    ) -> Response:
        with project.engine.connect() as connection:
            held = known.voices(project, connection)
            judged = verdicts(connection, closed(connection, eyes_of(project, connection)))
        told = voices_page(held, judged, wording(LANGUAGE), name=name.strip(), kind=kind, sort=sort, page=page)
        items = [
            {
                "voice": one.key, "name": one.name, "kind": one.kind or None, "claims": one.counts.claims, "statements": one.statements,
                "reports": one.counts.reports, "first": one.counts.first or None, "last": one.counts.last or None, "accepted": one.accepted,
                "rejected": one.rejected,
            }
            for one in told.voices
        ]  # fmt: skip
        return Answer({"total": told.total, "items": items})

    @routes.get("/voices/one", tags=["voices"], summary="One voice, with its claims and statements", response_model=Json,
                responses=MISSING)  # fmt: skip
    def voice(voice: Word, show: Annotated[str, Query(description=", ".join(SHOWS))] = "", page: Page = 1) -> Response:
        with project.engine.connect() as connection:
            told = voice_page(project, connection, known, voice, wording(LANGUAGE), show=show, page=page)
        if told is None:
            raise HTTPException(404, "no voice of this name may be shown")
        return Answer({
            "voice": told.voice.key, "name": told.voice.name, "kind": told.voice.kind or None, "counts": told.counts, "show": told.show,
            "names": [{"name": name, "count": count} for name, count in told.names],
            "claims": [f"{line.report}.{line.id}" for line in told.lines],
            "statements": [{"report": said.report, "id": said.id, "act": said.act} for said in told.said],
        })  # fmt: skip
