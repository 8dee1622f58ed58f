"""What a program may do to claims and reports: judge, correct, believe, undo; add, merge and split by hand; withhold, release, withdraw."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path
from fastapi.responses import Response

from sijill.errors import LedgerError
from sijill.ledger.columns import columns
from sijill.ledger.cover import RELEASED, WITHHELD
from sijill.ledger.hand import Missed, add_claim, add_statement, merge, split, take_back
from sijill.ledger.judge import BELIEF, DISMISSED, GONE, Verdict, judge, undo
from sijill.ledger.second import ASKED, READING, SECOND
from sijill.ledger.withdraw import reach, withdraw
from sijill.ledger.withhold import cover
from sijill.record.veil import COVER
from sijill.web.answers import Answer
from sijill.web.api import bodies
from sijill.web.api.bodies import GREATEST, Detail, Json, Named
from sijill.web.api.held import Claim, Report, claim_at, claim_told, conflict, page_named
from sijill.web.gazetteer import point_of, record_of
from sijill.web.pages.added import ACTS
from sijill.web.pages.report import ReportPage
from sijill.web.routes.report import HOLDS_COVER
from sijill.web.selection import span_told
from sijill.web.site import Site

CHANGING: dict[int | str, dict[str, Any]] = {
    404: {"model": Detail, "description": "There is no such thing, or it is withdrawn."},
    409: {"model": Detail, "description": "It was changed since it was read; `base` is what it is by now."},
    422: {"model": Detail, "description": "It cannot be done so."},
}  # fmt: skip
Range = tuple[int, int]


def router(site: Site) -> APIRouter:
    """The routes by which a program changes something."""
    routes = APIRouter(prefix="/api", responses=CHANGING)
    _judging(site, routes)
    _by_hand(site, routes)
    _withheld(site, routes)
    return routes


def _claim_answer(site: Site, name: str) -> Response:
    return Answer(claim_told(*claim_at(site, name)))


def _judging(site: Site, routes: APIRouter) -> None:
    @routes.post("/claims/{name}/judge", tags=["claims"], summary="Accept or reject the reading", response_model=Json)
    def judge_it(name: Claim, body: bodies.Judging) -> Response:
        _, card = claim_at(site, name)
        if stale := conflict(card, body.base):
            return stale
        judge(site.project, [Verdict(claim=card.name, question=READING, verdict=body.verdict, reason=body.reason)])
        return _claim_answer(site, card.name)

    @routes.post("/claims/{name}/correct", tags=["claims"], summary="Tell what is right", response_model=Json)
    def correct(name: Claim, body: bodies.Correcting) -> Response:
        page, card = claim_at(site, name)
        if stale := conflict(card, body.base):
            return stale
        made = corrections(page, body)
        verdict = "corrected" if made else "accepted"
        judge(site.project, [Verdict(claim=card.name, question=READING, verdict=verdict, reason=body.reason, corrected=made or None)])
        return _claim_answer(site, card.name)

    @routes.post("/claims/{name}/believe", tags=["claims"], summary="Tell whether it is believed", response_model=Json)
    def believe(name: Claim, body: bodies.Believing) -> Response:
        _, card = claim_at(site, name)
        if stale := conflict(card, body.base):
            return stale
        judge(site.project, [Verdict(claim=card.name, question=BELIEF, verdict=body.grade, reason=body.reason)])
        return _claim_answer(site, card.name)

    @routes.post("/claims/{name}/undo", tags=["claims"], summary="Bring back the judgement before", response_model=Json)
    def undo_it(name: Claim, body: bodies.Undoing) -> Response:
        _, card = claim_at(site, name)
        if stale := conflict(card, body.base):
            return stale
        undo(site.project, card.name, body.question)
        return _claim_answer(site, card.name)

    @routes.post("/claims/{name}/ask", tags=["claims"], summary="Ask for a second reading by somebody else", response_model=Json)
    def ask(name: Claim, body: bodies.Asking) -> Response:
        _, card = claim_at(site, name)
        judge(site.project, [Verdict(claim=card.name, question=SECOND, verdict=ASKED, reason=body.reason)])
        return _claim_answer(site, card.name)

    @routes.post("/claims/{name}/dismiss", tags=["claims"], summary="Take what is no longer read out of the queue", response_model=Named)
    def dismiss(name: Claim, body: bodies.Asking) -> Response:
        (told,) = judge(site.project, [Verdict(claim=name, question=GONE, verdict=DISMISSED, reason=body.reason)])
        return Answer({"name": told})


def corrections(page: ReportPage, body: bodies.Correcting) -> dict[str, Any]:
    """What a body sets over what was read. Raises LedgerError where a value is none that may stand there."""
    made = body.values.model_dump(mode="json", exclude_unset=True)
    allowed = {column.id: column.values for column in columns() if column.values}
    for field, value in made.items():
        if isinstance(value, str) and COVER in value:
            raise LedgerError(HOLDS_COVER)
        if value is not None and value not in allowed.get(field, (value,)):
            raise LedgerError(f"{field}: {value!r} is none of {', '.join(allowed[field])}")
    made |= {field: _whole(made[field]) for field in ("low", "high") if field in made}
    _ordered(made.get("low"), made.get("high"), "low is more than high")
    _ordered(made.get("start"), made.get("end"), "the last day is before the first")
    for name, words in body.spans.model_dump(exclude_unset=True).items():
        if words is not None:
            made[name] = list(words_of(page, words))
    chosen = record_of(body.place_id)
    return made | {"place": made.get("place") or chosen.name_ar, **point_of(chosen)} if chosen else made


def _ordered(first: Any, last: Any, why: str) -> None:
    if first is not None and last is not None and last < first:
        raise LedgerError(why)


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and float(number).is_integer() else number


def words_of(page: ReportPage, words: Range) -> Range:
    """The words of that range. Raises LedgerError where they are none of the text or reach over what is covered."""
    span = span_told(page.text, f"{words[0]}-{words[1]}", page.hidden)
    assert span is not None
    return span.start, span.end


def _by_hand(site: Site, routes: APIRouter) -> None:
    def page_at(name: str) -> ReportPage:
        with site.project.engine.connect() as connection:
            return page_named(site, connection, name)

    @routes.post(
        "/reports/{name}/claims", tags=["by hand"], summary="Add a claim that the reader missed", status_code=201, response_model=Named
    )
    def add(name: Report, body: bodies.Missing) -> Response:
        page = page_at(name)
        return Answer({"name": add_claim(site.project, page.held.name, missed(page, body))}, 201)

    @routes.post("/reports/{name}/statements", tags=["by hand"], summary="Add a statement", status_code=201, response_model=Named)
    def state(name: Report, body: bodies.Stating) -> Response:
        page = page_at(name)
        if body.act not in ACTS:
            raise LedgerError(f"{body.act!r} is none of {', '.join(ACTS)}")
        origin = words_of(page, body.origin) if body.origin else None
        return Answer({"name": add_statement(site.project, page.held.name, words_of(page, body.words), origin, body.act)}, 201)

    @routes.post("/claims/{name}/merge", tags=["by hand"], summary="Make it a mention of another claim", response_model=Json)
    def merge_it(name: Claim, body: bodies.Merging) -> Response:
        page, card = claim_at(site, name)
        if stale := conflict(card, body.base):
            return stale
        return _claim_answer(site, merge(site.project, card.name, f"{page.held.name}.{body.into}"))

    @routes.post("/claims/{name}/split", tags=["by hand"], summary="Make a mention a claim of its own", response_model=Json)
    def split_it(name: Claim, body: bodies.Splitting) -> Response:
        _, card = claim_at(site, name)
        if stale := conflict(card, body.base):
            return stale
        return _claim_answer(site, split(site.project, card.name, body.mention))

    @routes.post("/reports/{name}/hand/{seq}/undo", tags=["by hand"], summary="Take an act by hand back", response_model=Named)
    def take_it_back(name: Report, seq: Annotated[int, Path(ge=1, le=GREATEST, description="The number of its event.")]) -> Response:
        page = page_at(name)
        take_back(site.project, page.held.name, seq)
        return Answer({"name": page.held.name})


def missed(page: ReportPage, body: bodies.Missing) -> Missed:
    """The claim that a body tells. Raises LedgerError."""
    allowed = {column.id: column.values for column in columns() if column.values}
    for field in ("event", "effect", "group", "polarity", "status", "scope"):
        value = getattr(body, field)
        if value is not None and value not in allowed.get(field, (value,)):
            raise LedgerError(f"{field}: {value!r} is none of {', '.join(allowed[field])}")
    origin, place, time = (words_of(page, one) if one else None for one in (body.origin, body.place, body.time))
    return Missed(
        words=words_of(page, body.words), event=body.event, effect=body.effect, low=_whole(body.low), high=_whole(body.high),
        group=body.group, polarity=body.polarity, status=body.status, scope=body.scope, origin=origin, place=place, time=time,
        start=body.start or body.end, end=body.end or body.start, known=record_of(body.place_id),
    )  # fmt: skip


def _withheld(site: Site, routes: APIRouter) -> None:
    def covering(kind: str, name: str, body: bodies.Covering) -> Response:
        with site.project.engine.connect() as connection:
            held = page_named(site, connection, name).held.name
        if kind == RELEASED and not site.project.sees_names:
            raise HTTPException(403, f"{site.project.operator} has no right to release what is withheld")
        return Answer({"reports": cover(site.project, kind, held, body.words, body.reason, body.everywhere)})

    @routes.post(
        "/reports/{name}/withhold", tags=["withheld"], summary="Cover words in whatever is shown", response_model=dict[str, list[str]]
    )
    def withhold(name: Report, body: bodies.Covering) -> Response:
        return covering(WITHHELD, name, body)

    @routes.post("/reports/{name}/release", tags=["withheld"], summary="Show words that are covered", response_model=dict[str, list[str]],
                 responses={403: {"model": Detail}})  # fmt: skip
    def release(name: Report, body: bodies.Covering) -> Response:
        return covering(RELEASED, name, body)

    @routes.get("/reports/{name}/reach", tags=["withheld"], summary="What would go with a report", response_model=Json)
    def reached(name: Report) -> Response:
        try:
            told = reach(site.project, name)
        except LedgerError as error:
            raise HTTPException(404, str(error)) from error
        gone = [{"name": one.name, "others": one.others} for one in told.with_it]
        return Answer({"goes": gone, "stays": list(told.holders)})

    @routes.post("/reports/{name}/withdraw", tags=["withheld"], summary="Take its content away for good", response_model=Named)
    def take_away(name: Report, body: bodies.Withdrawing) -> Response:
        try:
            return Answer({"name": withdraw(site.project, name, body.why)})
        except LedgerError as error:
            raise HTTPException(404, str(error)) from error
