"""What people do by hand on the report page: add what was missed, merge two claims, split one, and take any of it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from sijill.errors import LedgerError
from sijill.ledger.hand import Missed, add_claim, add_statement, merge, split, take_back
from sijill.ledger.judge import number_of
from sijill.web.desk import BY_SCRIPT, card_of, landed, one_card, page_of, refused, whole
from sijill.web.gazetteer import record_of
from sijill.web.pages.added import adding_of
from sijill.web.pages.edit import fields
from sijill.web.pages.report import ReportPage
from sijill.web.selection import NOTHING, span_told, told
from sijill.web.site import Checked, Language, Site

NO_DAY = told("a day is written like 2024-05-31")
Word = Annotated[str, Form()]
Range = tuple[int, int]


def router(site: Site) -> APIRouter:
    """The routes of acts by hand."""
    routes = APIRouter()
    _adding(site, routes)
    _joining(site, routes)
    return routes


def _adding(site: Site, routes: APIRouter) -> None:
    @routes.post("/{language}/reports/{name}/add", dependencies=[Checked])
    def add_form(request: Request, language: Language, name: str, words: Word = "") -> Response:
        """The form of what is added on the selected words."""
        page = page_of(site, name, language)
        try:
            told = adding_of(page, _range(page, words))
        except LedgerError as error:
            return refused(site, request, language, name, error)
        return site.page(request, language, "_add.html", page=page, report=name, adding=told, fields=fields(language))

    @routes.post("/{language}/reports/{name}/added", dependencies=[Checked])
    async def added(request: Request, language: Language, name: str) -> Response:
        """Adds a claim or a statement on the words of a form."""
        form = {field: str(value).strip() for field, value in (await request.form()).items()}
        page = page_of(site, name, language)
        try:
            if form.get("kind") == "statement":
                made = add_statement(
                    site.project, name, _range(page, form.get("words", "")), _origin(page, form), form.get("act") or "assert"
                )
            else:
                made = add_claim(site.project, name, missed_of(page, form))
        except LedgerError as error:
            return refused(site, request, language, name, error)
        return landed(site, request, language, name, made.partition(".")[2])

    @routes.post("/{language}/reports/{name}/hand/{seq}/undo", dependencies=[Checked])
    def take_back_one(request: Request, language: Language, name: str, seq: int, at: Word = "") -> Response:
        """Takes an act by hand back; told as it is where that was done already."""
        try:
            take_back(site.project, name, seq)
        except LedgerError as error:
            return refused(site, request, language, name, error)
        return landed(site, request, language, name, at)


def _joining(site: Site, routes: APIRouter) -> None:
    @routes.get("/{language}/reports/{name}/claims/{id}/merge")
    def merge_form(request: Request, language: Language, name: str, id: str) -> HTMLResponse:
        """The form by which a claim is merged into another."""
        page = page_of(site, name, language)
        others = [other for other in page.cards if other.id != id]
        return _form(site, request, language, page, id, "_merge.html", others=others)

    @routes.get("/{language}/reports/{name}/claims/{id}/split")
    def split_form(request: Request, language: Language, name: str, id: str) -> HTMLResponse:
        """The form by which a mention of a claim is split off."""
        page = page_of(site, name, language)
        claim = page.claim(id)
        own = claim.figure.span if claim and claim.figure else claim.mentions[0] if claim and claim.mentions else None
        return _form(
            site, request, language, page, id, "_split.html", mentions=page.mentions(claim) if claim else [],
            own=f"{own.start}-{own.end}" if own else "",
        )  # fmt: skip

    @routes.post("/{language}/reports/{name}/claims/{id}/merge", dependencies=[Checked])
    def merge_claims(request: Request, language: Language, name: str, id: str, base: Annotated[int, Form()], into: Word = "") -> Response:
        """Makes a claim further mentions of another one."""
        if _is_stale(site, language, name, id, base):
            return one_card(site, request, language, name, id, conflict=True)
        try:
            kept = merge(site.project, f"{name}.{id}", f"{name}.{into}")
        except LedgerError as error:
            return refused(site, request, language, name, error)
        return landed(site, request, language, name, kept.partition(".")[2])

    @routes.post("/{language}/reports/{name}/claims/{id}/split", dependencies=[Checked])
    def split_claim(
        request: Request, language: Language, name: str, id: str, base: Annotated[int, Form()], mention: Annotated[int, Form()] = -1,
    ) -> Response:  # fmt: skip
        """Makes a mention of a claim a claim of its own."""
        if _is_stale(site, language, name, id, base):
            return one_card(site, request, language, name, id, conflict=True)
        try:
            made = split(site.project, f"{name}.{id}", mention)
        except LedgerError as error:
            return refused(site, request, language, name, error)
        return landed(site, request, language, name, made.partition(".")[2])


def _form(site: Site, request: Request, language: str, page: ReportPage, id: str, template: str, **told: Any) -> HTMLResponse:
    """A form of a claim's card: alone where the page's own script asked for it, else open on the whole page."""
    card = card_of(page, id)
    if BY_SCRIPT not in request.headers:
        return whole(site, request, language, page, opened=f"{template} {id}", card=card, **told)
    return site.page(request, language, template, report=page.held.name, card=card, **told)


def _is_stale(site: Site, language: str, name: str, id: str, base: int) -> bool:
    """Whether something was done to a claim since the page was made."""
    card = page_of(site, name, language).card(id)
    return card is None or card.base != base


def missed_of(page: ReportPage, form: Mapping[str, str]) -> Missed:
    """The claim that a form tells. Raises LedgerError."""
    low, high = (number_of(field, form.get(field, "")) for field in ("low", "high"))
    counted = low is not None or high is not None
    start, end = (_day(form.get(field, "")) for field in ("start", "end"))
    return Missed(
        words=_range(page, form.get("words", "")), event=form.get("event") or "other", effect=form.get("effect") or None,
        low=low, high=high,
        group=(form.get("group") or None) if counted else None, polarity=form.get("polarity") or "asserted",
        status=form.get("status") or "happened", scope=form.get("scope") or "event", origin=_origin(page, form),
        place=_either(page, form, "place"), time=_either(page, form, "time"), start=start or end, end=end or start,
        known=record_of(form.get("place_id")),
    )  # fmt: skip


def _origin(page: ReportPage, form: Mapping[str, str]) -> Range | None:
    return _either(page, form, "origin")


def _either(page: ReportPage, form: Mapping[str, str], field: str) -> Range | None:
    """The words that were taken from the text for a field, else those that were chosen from the reading."""
    span = span_told(page.text, form.get(f"{field}_span", "") or form.get(f"{field}_at", ""), page.hidden)
    return (span.start, span.end) if span else None


def _range(page: ReportPage, words: str) -> Range:
    span = span_told(page.text, words, page.hidden)
    if span is None:
        raise LedgerError(NOTHING)
    return span.start, span.end


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise LedgerError(NO_DAY) from error
