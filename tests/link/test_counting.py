"""Which figures stand, on how many origins, by which rule, and what stands against what."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.gazetteer.body_facts import Fact
from sijill.link.contradict import contradictions
from sijill.link.count import Count, counts
from sijill.link.origins import independence, origin_of
from sijill.link.supersede import Told, superseded, told_in
from sijill.link.telling import Telling, tellings_of
from tests.link.told import read

OBSERVATORY, DEFENCE = "المرصد السوري لحقوق الإنسان", "الدفاع المدني السوري"


def telling(name: str, text: str, day: int, outlet: str) -> Telling:
    return tellings_of(name, read(text, date(2018, 2, day), outlet))[0]


def says(who: str, killed: str) -> str:
    return f"وقال {who} إن {killed} مدنيين قتلوا في غارة على بلدة سراقب."


def told(*tellings: Telling) -> list[Told]:
    return told_in(tellings)


def killed(claims: list[Told], rule: str) -> Count:
    return next(count for count in counts(claims, rule) if (count.effect, count.group) == ("killed", "people"))


@pytest.fixture
def three() -> list[Told]:
    """The observatory raises its figure, quoted by two outlets; the rescuers have another; a third outlet repeats the observatory."""
    return told(
        telling("r1", says(OBSERVATORY, "4"), 1, "شبكة الأفق"),
        telling("r2", says(OBSERVATORY, "7"), 2, "موقع المدى"),
        telling("r3", says(OBSERVATORY, "7"), 2, "وكالة النهر"),
        telling("r4", says(DEFENCE, "9"), 2, "شبكة الأفق"),
    )


def test_one_origin_counts_once_however_many_outlets_carry_it(three: list[Told]) -> None:
    found = independence(((one.claim, one.telling) for one in three), (), "2018-02-02")
    assert (len(found.origins), found.reports) == (2, 4)


def test_a_later_figure_of_the_same_voice_replaces_its_earlier_one_and_no_other(three: list[Told]) -> None:
    assert [(one.earlier.telling.report, one.later.telling.report) for one in superseded(three)] == [("r1", "r3")]


def test_the_range_is_that_of_the_latest_of_each_origin(three: list[Told]) -> None:
    count = killed(three, "range/1")
    assert (count.low, count.best, count.high) == (7, None, 9)
    assert [(one.told.telling.report, one.why) for one in count.left_out] == [("r1", "a later figure of the same voice")]
    assert sorted(len(figure.also) + 1 for figure in count.figures) == [1, 2]


def test_the_best_is_what_most_origins_tell_else_the_latest(three: list[Told]) -> None:
    count = killed(three, "low-best-high/1")
    assert (count.low, count.best, count.high) == (7, 9, 9)
    more = [*three, *told(telling("r5", "قتل 7 مدنيين في غارة على بلدة سراقب.", 2, "صحيفة الساحل"))]
    count = killed(more, "low-best-high/1")
    assert (count.low, count.best, count.high) == (7, 7, 7)


def test_parts_are_not_added_to_their_total() -> None:
    text = "قتل 8 مدنيين، بينهم 3 أطفال وامرأة، في غارة على بلدة سراقب."
    claims = told(telling("r1", text, 1, "شبكة الأفق"))
    assert (killed(claims, "range/1").low, killed(claims, "range/1").high) == (8, 8)
    children = next(count for count in counts(claims) if count.group == "children")
    assert (children.low, children.high) == (3, 3)


def test_unnamed_sources_of_two_outlets_are_two_origins_and_a_reporter_is_his_outlet() -> None:
    text = "وقالت مصادر محلية إن 4 مدنيين قتلوا في غارة على بلدة سراقب."
    one, other = telling("r1", text, 1, "شبكة الأفق"), telling("r2", text, 1, "موقع المدى")
    assert origin_of(one.claims[0], one).key != origin_of(other.claims[0], other).key
    own = telling("r3", "وقال مراسلنا إن 4 مدنيين قتلوا في غارة على بلدة سراقب.", 1, "شبكة الأفق")
    assert origin_of(own.claims[0], own).name == "شبكة الأفق"


def test_affiliated_origins_are_told_with_the_fact_and_its_days(three: list[Told]) -> None:
    ids = sorted({one.origin.id for one in three if one.origin.id})
    assert len(ids) == 2
    fact = Fact(id=ids[0], fact="run_by", value=ids[1], first="2017", last="2018", source="a book")
    pairs = [(one.claim, one.telling) for one in three]
    assert [tie.fact.source for tie in independence(pairs, (fact,), "2018-02-02").affiliated] == ["a book"]
    assert independence(pairs, (fact,), "2019-01-01").affiliated == ()


def test_rival_figures_are_a_contradiction_on_two_origins(three: list[Told]) -> None:
    (found,) = contradictions(three)
    assert (found.kind, found.about, found.state) == ("figure", "killed civilians", "open")
    assert {found.one.origin.name, found.other.origin.name} == {three[0].origin.name, three[-1].origin.name}


def test_a_figure_that_rose_in_later_reports_is_explained_by_time() -> None:
    claims = told(telling("r1", says(OBSERVATORY, "4"), 1, "شبكة الأفق"), telling("r2", says(DEFENCE, "9"), 3, "موقع المدى"))
    assert [one.state for one in contradictions(claims) if one.kind == "figure"] == ["explained_by_time"]


def test_different_days_and_places_and_a_denial_are_contradictions() -> None:
    one = telling("r1", "قتل 4 مدنيين في غارة على بلدة سراقب يوم 3 شباط 2018.", 5, "شبكة الأفق")
    other = telling("r2", "قتل 4 مدنيين في غارة على مدينة تلبيسة يوم 1 شباط 2018.", 5, "موقع المدى")
    denial = read("ونفت وزارة الدفاع مقتل 4 مدنيين في غارة على بلدة سراقب يوم 3 شباط 2018.", date(2018, 2, 5), "وكالة النهر")
    denied = [claim for claim in denial.claims if claim.polarity == "denied"]
    host = tellings_of("r3", denial)[0]
    aside = [Told(claim, host, origin_of(claim, host)) for claim in denied]
    assert [found.kind for found in contradictions(told(one, other), aside)] == ["time", "place", "denial"]
