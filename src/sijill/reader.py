"""A report becomes a reading: the stages joined, the product's heart on one page."""

from __future__ import annotations

from functools import cache, partial
from itertools import chain
from pathlib import Path

from sijill.extract.events import find_events
from sijill.extract.events_marks import mark
from sijill.extract.figures import find_figures
from sijill.extract.harm import tell_harm
from sijill.extract.layout import Layout, divide
from sijill.extract.numbers import find_numbers
from sijill.extract.place_names import NameFinder
from sijill.extract.places import find_places
from sijill.extract.private import find_private
from sijill.extract.statements import find_statements
from sijill.extract.times import find_times
from sijill.extract.weapons import find_weapons
from sijill.gazetteer.bodies import load as load_bodies
from sijill.gazetteer.load import load as load_gazetteer
from sijill.gazetteer.load import own_digest
from sijill.gazetteer.places import Gazetteer
from sijill.gazetteer.register import Register
from sijill.language.document import Document, take_apart
from sijill.language.load import Language
from sijill.record.claim import Private, Reader, Reading
from sijill.record.report import Outlet, Report
from sijill.resolve.bodies import Linker, known_outlet, report_countries
from sijill.resolve.claims import Builder
from sijill.resolve.dateline import find_dateline, own_day, page_dates
from sijill.resolve.places import settle_places, without_strays
from sijill.resolve.settings import Scene
from sijill.resolve.times import settle_times
from sijill.resolve.voices import settle_voices

VERSION = "0.1.0"


def read(report: Report, language: Language, user_places: Path | None = None) -> Reading:
    """All that the report says. Pure: no clock, no network, no ledger. `user_places` is a folder of imported places."""
    gazetteer = _gazetteer(language, user_places)
    document = take_apart(report.text, language)
    layout = divide(document)
    expressions = find_times(document)
    dateline = own_day(document, find_dateline(document, expressions, report.published), report.published)
    published = dateline[0] if dateline else report.published
    dating = page_dates(document, expressions)
    times = [time for time in settle_times(document, expressions, published) if time.first not in dating]
    found = find_places(document, gazetteer, _names(language, user_places))
    settle = partial(settle_places, document, gazetteer=gazetteer)
    found, places = without_strays(found, settle(found))
    statements = find_statements(document)
    settle_voices(document, statements)
    register = _register(language)
    linker = Linker(document, register, report_countries(places, gazetteer))
    linker.link_voices(statements)
    outlet = known_outlet(_outlet(document, layout, report), register)
    builder = Builder(document, report.text_digest, outlet, report.language, statements)
    scene = Scene(document, times, found, places, statements, published)
    marks = mark(document, found)
    harmed = find_figures(document, find_numbers(document))
    tell_harm(document, harmed, find_weapons(document), marks)
    happenings = find_events(document, found, marks)
    linker.link_actors([*chain.from_iterable(h.actors for h in harmed), *chain.from_iterable(h.actors for h in happenings)])
    figures = builder.figure_claims(builder.drafts(harmed), scene)
    events = builder.event_claims(happenings, scene, settle, len(figures) + 1)
    return Reading(
        reader=Reader(name="rules", version=VERSION, language_data=language.digest, gazetteer=_own_places(user_places)),
        report=report,
        outlet=builder.outlet,
        published=published,
        published_from="dateline" if dateline else report.published_from,
        title=report.title or (document.said(*layout.title) if layout.title else None),
        statements=builder.record_statements(),
        claims=(*figures, *events),
        private=tuple(
            Private(span=report.text.span(one.start, one.end), kind=one.kind, rule=one.rule)
            for one in find_private(document, found, harmed, statements)
        ),
    )


def _outlet(document: Document, layout: Layout, report: Report) -> Outlet | None:
    """The outlet that was given with the report, else the one that the page names."""
    span = document.span(*layout.outlet) if layout.outlet else None
    name = report.outlet or layout.outlet_name or (document.text[span] if span else None)
    return Outlet(name=name, span=span) if name else None


@cache
def _gazetteer(language: Language, user_places: Path | None) -> Gazetteer:
    return load_gazetteer(language.fold.word, user=user_places)


@cache
def _own_places(user_places: Path | None) -> str | None:
    return own_digest(user_places) if user_places else None


@cache
def _names(language: Language, user_places: Path | None) -> NameFinder:
    return NameFinder(_gazetteer(language, user_places))


@cache
def _register(language: Language) -> Register:
    return load_bodies(language.fold.word)
