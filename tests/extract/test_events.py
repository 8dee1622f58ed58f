"""Events without figures: each sentence of the case file tells the events listed with it and no others."""

from __future__ import annotations

import random
from typing import Any

import pytest

from sijill.door import language_of
from sijill.extract.causes import cause_of
from sijill.extract.events import find_events
from sijill.extract.events_needs import NEEDS
from sijill.extract.places import find_places
from sijill.language.document import Document
from sijill.language.entries import TABLES, EventWord
from sijill.record.found import FoundEvent
from tests.reading import cases, divided, entries, gazetteer

EVENTS = [row for row in entries("event") if not row.get("cause")]
CAUSES = [row for row in entries("event") if row.get("cause")]


def read(text: str) -> tuple[Document, list[FoundEvent]]:
    document = divided(text if text.endswith(".") else text + ".")
    return document, find_events(document, find_places(document, gazetteer()))


def shown(document: Document, event: FoundEvent) -> dict[str, str]:
    return {
        "event": event.event,
        "actor": " ".join(document.text.content[a.start : document.tokens[a.last - 1].end] for a in event.actors),
        "place": " ".join(document.said(p.first, p.last) for p in event.places),
        "status": event.status,
        "polarity": event.polarity,
    }


@pytest.mark.parametrize("case", cases("events"), ids=lambda case: case["text"][:40])
def test_a_sentence_tells_its_events_and_no_others(case: dict[str, Any]) -> None:
    document, events = read(case["text"])
    told = [shown(document, event) for event in events]
    wanted = case.get("event", [])
    assert [event["event"] for event in told] == [event["event"] for event in wanted], told
    for have, want in zip(told, wanted, strict=True):
        assert have["polarity"] == want.get("polarity", "asserted"), have
        assert want.get("status", have["status"]) == have["status"], have
        assert want.get("actor", "") in have["actor"], have
        assert want.get("place", "") in have["place"], have


@pytest.mark.parametrize("row", EVENTS, ids=lambda row: row["lemma"])
def test_an_entry_is_proved_by_its_example_and_refused_by_its_not(row: dict[str, Any]) -> None:
    document, events = read(row["example"])
    expected = row["expect"]
    told = [event for event in events if event.event == expected["event"]]
    assert told, [event.event for event in events]
    if "actor" in expected:
        assert any(expected["actor"] in shown(document, event)["actor"] for event in told), [shown(document, e) for e in told]
    if "not" in row:
        _, events = read(row["not"])
        assert expected["event"] not in [event.event for event in events]


@pytest.mark.parametrize("row", CAUSES, ids=lambda row: row["lemma"])
def test_the_cause_of_harm_is_told_by_the_entry(row: dict[str, Any]) -> None:
    document, _ = read(row["example"])
    assert cause_of(document, 0, len(document.tokens)) == row["event"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("قتل خمسة مدنيين في غارة جوية خلال اشتباكات في محيط البلدة", "airstrike"),
        ("أصيب طفلان جراء قصف مدفعي لقوات النظام على البلدة", "shelling"),
        ("قتل راع بانفجار لغم أرضي في ريف حماة", "explosion"),
        ("قتل شاب برصاص قناص قرب خط التماس", "shooting"),
        ("قتل عشرة مقاتلين في معارك بين الفصائل", "clash"),
        ("اختنق عشرون مدنيا بغازات سامة في خان شيخون", "chemical_attack"),
        ("أعدم التنظيم ثلاثة شبان في الساحة", "execution"),
        ("اعتقلت قوات الأمن أربعة ناشطين", "arrest"),
        ("توفي ثلاثة أشخاص", ""),
    ],
)
def test_the_heaviest_and_nearest_cause_is_told(text: str, event: str) -> None:
    document, _ = read(text)
    assert cause_of(document, 0, len(document.tokens)) == event


def test_every_need_of_an_entry_is_known() -> None:
    words = [entry for entry in language_of("ar").entries if isinstance(entry, EventWord)]
    assert {need for word in words for need in word.needs} == {*NEEDS}


def test_an_event_told_twice_has_two_mentions() -> None:
    _, events = read("سيطرت الفصائل على بلدة العيس. وجاءت سيطرة الفصائل على بلدة العيس بعد قصف عنيف")
    assert [len(event.mentions) for event in events] == [2]


TABLE_WORDS = [
    word for row in entries(*(kind.table for kind in TABLES)) for forms in row.values() if isinstance(forms, list) for word in forms
]


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_the_tables_words_is_survived(seed: int) -> None:
    chosen = random.Random(seed)
    words = [*TABLE_WORDS, "،", ".", "\n", "«", "»", "(", "12", "%", ":"]
    document, events = read(" ".join(chosen.choice(words) for _ in range(3000)))
    for event in events:
        for first, last in event.mentions:
            assert document.said(first, last)
        for actor in event.actors:
            assert document.tokens[actor.first].start <= actor.start < document.tokens[actor.last - 1].end


CAMPS = ["القوات الحكومية", "قوات النظام", "الجيش العربي السوري", "جيش الاحتلال", "الميليشيات", "المرتزقة", "الإرهابيون", "المجاهدون",
         "قسد", "قوات الدعم السريع", "مقاتلو المقاومة", "الحوثيون", "عناصر داعش", "الثوار", "قوات حفتر", "البيشمركة"]  # fmt: skip


@pytest.mark.parametrize("camp", CAMPS)
@pytest.mark.parametrize(
    ("frame", "kind"),
    [
        ("قال مصدر محلي إن {} سيطروا على مدينة منبج", "capture"),
        ("وذكر السكان أن {} حرروا مدينة منبج", "capture"),
        ("وأفاد شهود بأن {} احتلوا مدينة منبج", "capture"),
        ("انسحاب {} من مدينة منبج", "withdrawal"),
        ("أعلن المرصد تقدم {} في مدينة منبج", "advance"),
        ("لا تزال مدينة منبج تحت سيطرة {}", "control"),
    ],
)
def test_every_camp_is_read_alike(camp: str, frame: str, kind: str) -> None:
    document, events = read(frame.format(camp))
    assert [event.event for event in events] == [kind]
    told = shown(document, events[0])
    assert camp in told["actor"]
    assert "منبج" in told["place"]
