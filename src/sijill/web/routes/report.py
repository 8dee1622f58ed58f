"""The report page, and what may be done to a claim on it: judge it, correct it, undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from sijill.errors import LedgerError
from sijill.ledger.hand import take_back
from sijill.ledger.judge import BELIEF, FIELDS, NUMBERS, READINGS, Verdict, judge, number_of, undo
from sijill.ledger.second import READING
from sijill.ledger.values import SPANS
from sijill.record.veil import COVER
from sijill.web.desk import BY_SCRIPT, card_of, landed, one_card, page_of, refused, whole
from sijill.web.gazetteer import choice_of, point_of, record_of
from sijill.web.pages.claims import Card
from sijill.web.pages.edit import SPAN_FIELDS, fields, places_of, voices_of
from sijill.web.pages.report import ReportPage
from sijill.web.selection import span_told, told
from sijill.web.site import Checked, Language, Site

HOLDS_COVER = told("a value holds a covered name: only those who may see it can correct it")
UNDO, UNDO_BELIEF = "undo", "undo_belief"
Word = Annotated[str, Form()]


def router(site: Site) -> APIRouter:
    """The routes of the report page."""
    routes = APIRouter()

    @routes.get("/{language}/reports/{name}")
    def report(request: Request, language: Language, name: str) -> HTMLResponse:
        return whole(site, request, language, page_of(site, name, language))

    @routes.get("/{language}/reports/{name}/claims/{id}/edit")
    def edit(request: Request, language: Language, name: str, id: str) -> HTMLResponse:
        page = page_of(site, name, language)
        card = card_of(page, id)
        chosen = record_of(card.values.get("place_id"))
        parts: dict[str, Any] = {
            "fields": fields(language), "card": card, "voices": voices_of(page), "chosen": chosen,
            "chosen_places": [choice_of(chosen, language)] if chosen else [],
        }  # fmt: skip
        if BY_SCRIPT not in request.headers:
            return whole(site, request, language, page, opened=f"_edit.html {id}", **parts)
        return site.page(request, language, "_edit.html", report=name, page=page, **parts)

    @routes.get("/{language}/reports/{name}/claims/{id}")
    def claim(request: Request, language: Language, name: str, id: str) -> Response:
        return one_card(site, request, language, name, id)

    @routes.post("/{language}/reports/{name}/claims/{id}/judge", dependencies=[Checked])
    def judge_claim(
        request: Request, language: Language, name: str, id: str, verdict: Word, base: Annotated[int, Form()], reason: Word = "",
    ) -> Response:  # fmt: skip
        """Judges a claim, unless somebody has judged it since the page was made."""
        page = page_of(site, name, language)
        before = page.card(id)
        if before is None or before.base != base:
            return one_card(site, request, language, name, id, conflict=True)
        try:
            if verdict == UNDO and before.undoes not in ("", READING):
                take_back(site.project, name, int(before.undoes))
                return landed(site, request, language, name, id)
            _judge(site, f"{name}.{id}", verdict, reason.strip() or None)
        except LedgerError as error:
            return refused(site, request, language, name, error)
        return one_card(site, request, language, name, id, judged=verdict in READINGS, spans=bool(before.spans))

    @routes.post("/{language}/reports/{name}/claims/{id}/correct", dependencies=[Checked])
    async def correct(request: Request, language: Language, name: str, id: str) -> Response:
        """Corrects a claim to the values of a form; a form in which nothing differs accepts it."""
        form = {field: str(value) for field, value in (await request.form()).items()}
        page = page_of(site, name, language)
        card = page.card(id)
        if card is None or str(card.base) != form.get("base"):
            return one_card(site, request, language, name, id, conflict=True)
        try:
            corrected = corrections(page, card, form)
            judge(site.project, [Verdict(
                claim=f"{name}.{id}", question=READING, verdict="corrected" if corrected else "accepted",
                reason=form.get("reason", "").strip() or None, corrected=corrected or None,
            )])  # fmt: skip
        except LedgerError as error:
            return refused(site, request, language, name, error)
        moved = bool(card.spans) or any(name in SPANS for name in corrected)
        return one_card(site, request, language, name, id, judged=True, spans=moved)

    return routes


def _judge(site: Site, claim: str, verdict: str, reason: str | None) -> None:
    if verdict in (UNDO, UNDO_BELIEF):
        undo(site.project, claim, READING if verdict == UNDO else BELIEF)
    else:
        judge(site.project, [Verdict(claim=claim, question=READING if verdict in READINGS else BELIEF, verdict=verdict, reason=reason)])


def corrections(page: ReportPage, card: Card, form: Mapping[str, str]) -> dict[str, Any]:
    """What a form sets over what was read: values, the words that they stand on, a place of the gazetteer. Raises LedgerError."""
    values = {field: _value(page, card, field, form[field]) for field in FIELDS if field in form}
    made: dict[str, Any] = {field: value for field, value in values.items() if value != card.own[field]}
    for name, field in SPAN_FIELDS.items():
        span = _span(page, form.get(name, ""))
        # words of a place or a voice that were taken before are not those of another name
        stale = name in ("place_span", "origin_span") and values.get(field) != card.values[field] and span == card.spans.get(name)
        if span and span != card.own_spans.get(name) and not stale:
            made[name] = list(span)
    # a voice or a place that the reading tells elsewhere stands where it stands there
    for name, field, offered in (("origin_span", "origin", voices_of(page)), ("place_span", "place", places_of(page))):
        known = next((one.at for one in offered if one.words == made.get(field)), None)
        if known and name not in made:
            made[name] = list(_span(page, known) or ())
    if chosen := record_of(form.get("place_id")):
        place = page.claim(card.id)
        if not (place and place.places and place.places[0].id == chosen.id and "place" not in made):
            made |= {"place": chosen.name_ar, **point_of(chosen)}
    return made


def _value(page: ReportPage, card: Card, field: str, words: str) -> str | int | float | None:
    """The value of a field; what a form showed covered and was left as it was is what it was. Raises LedgerError."""
    before = card.values[field]
    if isinstance(before, str) and " ".join(words.split()) == " ".join(page.veil.words(before).split()):
        return before
    if COVER in words:
        raise LedgerError(HOLDS_COVER)
    return value_of(field, words)


def _span(page: ReportPage, words: str) -> tuple[int, int] | None:
    span = span_told(page.text, words, page.hidden)
    return (span.start, span.end) if span else None


def value_of(field: str, words: str) -> str | int | float | None:
    """The value of a field as a form tells it; None where it is left empty. Raises LedgerError."""
    return number_of(field, words) if field in NUMBERS else words.strip() or None
