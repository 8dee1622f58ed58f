"""Reports of four events become four incidents, in any order, and what people judge holds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from sijill.link.cluster import pair
from sijill.link.compare import MEASURES, measured, parts, weights
from sijill.link.gather import when, where
from sijill.link.incidents import Incident, Judged, Linking, link
from sijill.link.supersede import told_in
from sijill.link.telling import Telling, tellings_of
from tests.link.told import EVENTS, read, reports, text_of


@cache
def told() -> tuple[tuple[str, str, tuple[Telling, ...]], ...]:
    return tuple(reports())


def main_of(name: str) -> Telling:
    return next(tellings[0] for known, _, tellings in told() if known == name)


def groups(incidents: list[Incident]) -> set[frozenset[str]]:
    return {frozenset(incident.reports) for incident in incidents if len(incident.reports) > 1}


EXPECTED = {frozenset(f"{event.name}-{number}" for number in range(3)) for event in EVENTS}


def test_each_event_is_one_incident() -> None:
    assert groups(link(tellings for _, _, tellings in told())) == EXPECTED


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_adding_changes_nothing(seed: int) -> None:
    order = list(told())
    random.Random(seed).shuffle(order)
    # reports are named in the order in which they are added, as a ledger does
    numbered = [
        tuple(replace(telling, name=telling.name.replace(name, f"r{number}"), report=f"r{number}") for telling in tellings)
        for number, (name, _, tellings) in enumerate(order)
    ]
    assert [one.id for one in link(numbered)] == [one.id for one in link(tellings for _, _, tellings in told())]


def test_adding_one_report_gives_what_linking_all_at_once_gives() -> None:
    linking = Linking()
    for _, _, tellings in told()[:-1]:
        linking.add(tellings)
    linking.incidents()
    compared = linking.add(told()[-1][2])
    assert linking.incidents() == link(tellings for _, _, tellings in told())
    assert compared < len(told()) - 1  # only within its blocks


def test_an_incident_is_named_by_its_claims_alone() -> None:
    incidents = link(tellings for _, _, tellings in told())
    again = link(tellings for _, event, tellings in told() if event == "market")
    assert again[0].id in {incident.id for incident in incidents}


def test_what_is_judged_not_the_same_stays_apart_and_what_is_judged_the_same_together() -> None:
    keys = {name: min(main_of(name).keys) for name in ("market-0", "market-1", "bakery-0")}
    apart = Judged(different=frozenset({pair(keys["market-0"], keys["market-1"])}))
    split = link((tellings for _, _, tellings in told()), apart)
    assert not any({"market-0", "market-1"} <= set(incident.reports) for incident in split)
    joined = link((tellings for _, _, tellings in told()), Judged(same=frozenset({pair(keys["market-0"], keys["bakery-0"])})))
    assert any({"market-0", "bakery-0"} <= set(incident.reports) for incident in joined)


def test_day_place_and_reports_of_an_incident() -> None:
    incident = next(one for one in link(tellings for _, _, tellings in told()) if "bakery-0" in one.reports)
    claims = told_in(incident.tellings)
    days = when(claims, incident.tellings)
    assert days is not None
    assert (days.start, days.end, days.told) == (date(2017, 3, 9), date(2017, 3, 9), True)
    first = where(claims)[0]
    assert (first.place.name_en, first.origins) == ("Khān Shaykhūn", 3)


def test_where_no_day_is_told_the_incident_is_dated_by_its_first_report() -> None:
    reading = read("قتل مدني واحد وجرح أربعة بقصف على بلدة سراقب بريف إدلب.", date(2017, 5, 2), "Outlet 1")
    (incident,) = link([tellings_of("r1", reading)])
    days = when(told_in(incident.tellings), incident.tellings)
    assert days is not None
    assert (days.start, days.end, days.told) == (date(2017, 5, 1), date(2017, 5, 2), False)


def test_a_round_up_tells_several_scenes_and_leads_with_one() -> None:
    lead, other = text_of(EVENTS[0], 0), text_of(EVENTS[3], 0)
    tellings = tellings_of("round-up", read(f"{lead}\n{other}", date(2017, 3, 10), "Outlet 9"))
    assert [telling.main for telling in tellings] == [True, False]
    assert "سراقب" in tellings[0].names
    assert {name for claim in tellings[1].claims for name in (claim.places[0].name,)} == {"مدينة تلبيسة"}


def test_period_totals_background_and_what_is_denied_are_in_no_scene() -> None:
    text = (
        "قتل أربعة مدنيين بقصف على بلدة سراقب اليوم.\nوكانت غارة قد أودت بحياة تسعة أشخاص في مدينة بنش قبل عامين.\n"
        "ومنذ بداية العام قتل 320 مدنيا في محافظة إدلب."
    )
    tellings = tellings_of("r1", read(text, date(2017, 5, 2), "Outlet 1"))
    assert [claim.figure.interval.low for telling in tellings for claim in telling.claims if claim.figure] == [4]


def test_every_level_has_its_weight_and_its_sentence() -> None:
    one, other = main_of("market-0"), main_of("market-1")
    made = parts(one, other)
    assert [part.name for part in made] == list(MEASURES) == list(measured(one, other))
    assert all(part.sentence for part in made)
    assert {name for name, _ in weights().levels} == set(MEASURES)
    assert (
        next(part for part in made if part.name == "killed").sentence == "their first sentences tell the same number killed, four or more"
    )


def test_the_order_of_two_tellings_changes_no_part() -> None:
    for one in ("market-0", "school-1"):
        for other in ("market-2", "bakery-0"):
            assert measured(main_of(one), main_of(other)) == measured(main_of(other), main_of(one))
