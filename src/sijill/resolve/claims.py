"""Statements and claims of the record, built from what was found in a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sijill.language.document import Document
from sijill.record.claim import Actor, Claim, Figure, Ground, Person, Place, Statement, Time, Weapon, claim_key
from sijill.record.found import (
    FoundActor,
    FoundEvent,
    FoundFigure,
    FoundPerson,
    FoundPlace,
    FoundStatement,
    FoundTime,
    FoundVoice,
    FoundWeapon,
)
from sijill.record.report import Outlet
from sijill.record.text import Span
from sijill.record.voice import Chain, Voice
from sijill.resolve.attach import sentence_of
from sijill.resolve.merge import Draft, merge
from sijill.resolve.origins import Origins
from sijill.resolve.settings import Scene, sentence_index

LONG_DAYS = 3


@dataclass
class Builder:
    """Builds the statements and claims of one document."""

    document: Document
    text_digest: str
    outlet: Outlet | None
    language: str
    statements: list[FoundStatement]

    def __post_init__(self) -> None:
        self._chains = [self._chain(s.voices) for s in self.statements]
        self._origins = Origins(self.document, self.statements)

    def record_statements(self) -> tuple[Statement, ...]:
        """The statements as the record has them."""
        return tuple(
            Statement(
                id=f"s{i + 1}",
                span=self.document.span(s.first, s.last),
                language=self.language,
                attribution=self._chains[i],
                about=self._voice(s.about) if s.about else None,
                act=s.act,
                speech=s.speech,
                certainty=s.certainty,
            )
            for i, s in enumerate(self.statements)
        )

    def _chain(self, voices: Sequence[FoundVoice]) -> Chain:
        told = tuple(self._voice(v) for v in voices)
        if self.outlet is not None:
            return Chain((Voice(name=self.outlet.name, kind="outlet", canonical=self.outlet.canonical, span=self.outlet.span), *told))
        return Chain(told)

    def _voice(self, found: FoundVoice) -> Voice:
        document = self.document
        span = document.span(found.first, found.last) if found.first is not None and found.last is not None else None
        cue = None
        if found.cue_first is not None and found.cue_last is not None:
            cue = document.span(found.cue_first, found.cue_last)
        name = found.name or (document.text[span] if span else "")
        return Voice(
            name=name, kind=found.kind, span=span, cue=found.cue or (document.text[cue] if cue else None), cue_span=cue,
            role=found.role, via=found.via, canonical=found.canonical, id=found.body,
        )  # fmt: skip

    def origin_name(self, statement: int | None) -> str:
        """The name of the origin of a statement; empty where the report speaks itself."""
        if statement is None:
            return ""
        origin = self._chains[statement].origin
        return origin.name if origin else ""

    def chain(self, statement: int | None) -> Chain:
        """The voices of a statement, or the report's own."""
        return self._chains[statement] if statement is not None else self._chain(())

    # -- figures -------------------------------------------------------------------------------------------------------

    def drafts(self, figures: Sequence[FoundFigure]) -> list[Draft]:
        """The figures with their sentence, statement and origin."""
        made = []
        for figure in figures:
            index = sentence_index(self.document, figure)
            statement, carried = self._origins.of(figure, index)
            made.append(
                Draft(
                    figure=figure,
                    sentence=index,
                    part=self.document.sentences[index].part,
                    statement=statement,
                    carried=carried,
                    origin=self.origin_name(statement),
                )
            )
        return made

    def figure_claims(self, drafts: list[Draft], scene: Scene) -> list[Claim]:
        """The claims that figures tell, merged over the report."""
        scene.set(drafts)
        kept = merge(drafts)
        ids = {id(d.figure): f"c{i + 1}" for i, d in enumerate(kept)}
        return [self._figure_claim(d, ids) for d in kept]

    def _figure_claim(self, draft: Draft, ids: dict[int, str]) -> Claim:
        figure, document = draft.figure, self.document
        statement = self.statements[draft.statement] if draft.statement is not None else None
        chain = self.chain(draft.statement)
        span = document.span(figure.first, figure.last)
        polarity = "denied" if statement is not None and statement.polarity == "denied" else figure.polarity
        return Claim(
            id=ids[id(figure)], key=self._key(figure.effect, figure.event, span, chain), statement=self._statement_id(draft.statement),
            event=figure.event, effect=figure.effect, figure=Figure(interval=figure.interval, bound=figure.bound, span=span),
            group=figure.group, also=figure.also,
            side=document.said(*figure.side) if figure.side else None,
            part_of=ids.get(id(figure.part_of)) if figure.part_of is not None else None,
            scope=self._scope(draft), attribution=chain, about=self._voice(statement.about) if statement and statement.about else None,
            certainty=self._certainty(figure.certainty, statement), polarity=polarity,
            actors=tuple(self._actor(a) for a in figure.actors), weapons=tuple(self._weapon(w) for w in figure.weapons),
            persons=tuple(self._person(p) for p in figure.persons), places=tuple(draft.places), time=self.time(draft.time),
            mentions=tuple(sorted(document.span(m.first, m.last) for m in draft.mentions)),
            doubts=self._doubts(draft, statement), grounds=self._grounds(draft, chain),
        )  # fmt: skip

    def _scope(self, draft: Draft) -> str:
        time = draft.time
        if draft.own_time and time and (time.precision in ("since", "period", "year", "month") or self._long(time)):
            return "period_total"
        if draft.figure.tally:
            return "event_update"
        return "background" if draft.background else "event"

    def _long(self, time: FoundTime) -> bool:
        return bool(time.start and time.end and (time.end - time.start).days > LONG_DAYS)

    def _certainty(self, own: str, statement: FoundStatement | None) -> str:
        if own != "stated" or statement is None:
            return own
        return statement.certainty

    def _doubts(self, draft: Draft, statement: FoundStatement | None) -> tuple[str, ...]:
        doubts = [*draft.figure.doubts]
        if draft.carried:
            doubts.append("attribution_extent")
        if draft.time is not None:
            doubts += draft.time.doubts
            if not draft.own_time:
                doubts.append("attachment")
        doubts += [doubt for place in draft.places[:1] for doubt in place.doubts]
        if draft.places and not draft.own_places and "attachment" not in doubts:
            doubts.append("attachment")
        if statement is not None:
            doubts += statement.doubts
            for voice in statement.voices:
                doubts += voice.doubts
        return tuple(dict.fromkeys(doubts))

    def _grounds(self, draft: Draft, chain: Chain) -> tuple[Ground, ...]:
        figure, document = draft.figure, self.document
        grounds = [
            Ground("effect", document.span(*figure.cue), figure.effect_rule),
            Ground("figure", document.span(*figure.number), figure.figure_rule),
        ]
        if figure.group_at[1] > figure.group_at[0]:
            grounds.append(Ground("group", document.span(*figure.group_at), figure.group_rule))
        origin = chain.origin
        if origin is not None:
            grounds.append(Ground("origin", origin.span or origin.cue_span, f"cue {origin.cue or ''}".strip()))
        if draft.places:
            where = "told in the sentence" if draft.own_places else "established before"
            grounds.append(Ground("place", draft.places[0].span, where))
        if draft.time is not None:
            where = "told in the sentence" if draft.own_time else "established before"
            grounds.append(Ground("time", document.span(draft.time.first, draft.time.last), f"{where}: {draft.time.rule}".rstrip(": ")))
        return tuple(grounds)

    def _person(self, found: FoundPerson) -> Person:
        whole = self.document.span(found.first, found.last)
        span = self.document.text.span(whole.start + found.before, whole.end)
        return Person(name=self.document.text[span], span=span, role=found.role, sex=found.sex, age=found.age, relation=found.relation)

    def _weapon(self, found: FoundWeapon) -> Weapon:
        span = self.document.span(found.first, found.last)
        return Weapon(name=self.document.text[span], span=span, kind=found.kind)

    def time(self, found: FoundTime | None) -> Time | None:
        """A found time as the record has it."""
        if found is None:
            return None
        span = self.document.span(found.first, found.last)
        return Time(start=found.start, end=found.end, span=span, precision=found.precision, clock=found.clock)

    def _statement_id(self, statement: int | None) -> str | None:
        return f"s{statement + 1}" if statement is not None else None

    def _key(self, effect: str | None, event: str, span: Span, chain: Chain) -> str:
        """The stable key of a claim of this text."""
        return claim_key(self.text_digest, event, effect, span, chain.origin.span if chain.origin else None)

    # -- events --------------------------------------------------------------------------------------------------------

    def event_claims(
        self, events: Sequence[FoundEvent], scene: Scene, settle: Callable[[list[FoundPlace]], list[Place]], first_id: int
    ) -> list[Claim]:
        """The claims that tell an event without a figure."""
        claims: list[Claim] = []
        known = {id(found): place for found, place in zip(scene.found, scene.places, strict=True)}
        others = [p for event in events for p in event.places if id(p) not in known]
        known |= {id(found): place for found, place in zip(others, settle(others), strict=True)} if others else {}
        for n, event in enumerate(events):
            document = self.document
            statement = self._origins.statement_over(event.first)
            found = self.statements[statement] if statement is not None else None
            chain = self.chain(statement)
            index = sentence_of(document.sentences, event.first)
            times = scene.times_in(document.sentences[index])
            time = min(times, key=lambda t: abs(t.first - event.first), default=None)
            span = document.span(event.first, event.last)
            denied = found is not None and found.polarity == "denied"
            claims.append(
                Claim(
                    id=f"c{first_id + n}",
                    key=self._key(None, event.event, span, chain),
                    statement=self._statement_id(statement),
                    event=event.event,
                    attribution=chain,
                    about=self._voice(found.about) if found and found.about else None,
                    certainty=found.certainty if found else "stated",
                    polarity="denied" if denied else event.polarity,
                    status=event.status,
                    actors=tuple(self._actor(a) for a in event.actors),
                    places=tuple(known[id(p)] for p in event.places if id(p) in known),
                    time=self.time(time),
                    mentions=tuple(sorted({document.span(a, b) for a, b in (event.mentions or [(event.first, event.last)])})),
                    doubts=event.doubts,
                    grounds=(Ground("event", span, event.rule),),
                )
            )
        return claims

    def _actor(self, found: FoundActor) -> Actor:
        span = self.document.span(found.first, found.last)
        if found.start > span.start:
            span = self.document.text.span(found.start, span.end)
        return Actor(role=found.role, name=self.document.text[span], span=span, canonical=found.canonical, id=found.body)
