"""Events without figures: each sentence of the case file tells the events listed with it and no others."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path

import pytest

from sijill.extract.causes import cause_of
from sijill.extract.events import find_events
from sijill.extract.events_needs import NEEDS
from sijill.extract.layout import divide
from sijill.extract.places import find_places
from sijill.gazetteer.load import Gazetteer
from sijill.gazetteer.load import load as load_gazetteer
from sijill.language.document import Document, take_apart
from sijill.language.entries import EventWord
from sijill.language.load import Language, load, raw_entries
from sijill.record.found import FoundEvent
from sijill.record.text import Text

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "ar" / "events.toml").read_text(encoding="utf-8"))["case"]


@cache
def tables() -> tuple[Language, Gazetteer]:
    language = load("ar")
    return language, load_gazetteer(language.fold.word)


def read(text: str) -> tuple[Document, list[FoundEvent]]:
    language, gazetteer = tables()
    document = take_apart(Text(text if text.endswith(".") else text + "."), language)
    divide(document)
    return document, find_events(document, find_places(document, gazetteer))


def shown(document: Document, event: FoundEvent) -> dict[str, str]:
    return {
        "event": event.event,
        "actor": " ".join(document.text.content[a.start : document.tokens[a.last - 1].end] for a in event.actors),
        "place": " ".join(document.said(p.first, p.last) for p in event.places),
        "status": event.status,
        "polarity": event.polarity,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_sentence_tells_its_events_and_no_others(case: dict[str, object]) -> None:
    document, events = read(str(case["text"]))
    told = [shown(document, event) for event in events]
    wanted = case.get("event", [])
    assert isinstance(wanted, list)
    assert [event["event"] for event in told] == [event["event"] for event in wanted], told
    for have, want in zip(told, wanted, strict=True):
        assert have["polarity"] == want.get("polarity", "asserted"), have
        assert want.get("status", have["status"]) == have["status"], have
        assert want.get("actor", "") in have["actor"], have
        assert want.get("place", "") in have["place"], have


@pytest.mark.parametrize(
    "row",
    [row for _, table, row in raw_entries("ar") if table == "event" and not row.get("cause")],
    ids=lambda row: str(row["lemma"]),
)
def test_an_entry_is_proved_by_its_example_and_refused_by_its_not(row: dict[str, object]) -> None:
    document, events = read(str(row["example"]))
    expected = row["expect"]
    assert isinstance(expected, dict)
    told = [event for event in events if event.event == expected["event"]]
    assert told, [event.event for event in events]
    if "actor" in expected:
        assert any(expected["actor"] in shown(document, event)["actor"] for event in told), [shown(document, e) for e in told]
    if "not" in row:
        _, events = read(str(row["not"]))
        assert expected["event"] not in [event.event for event in events]


@pytest.mark.parametrize(
    "row",
    [row for _, table, row in raw_entries("ar") if table == "event" and row.get("cause")],
    ids=lambda row: str(row["lemma"]),
)
def test_the_cause_of_harm_is_told_by_the_entry(row: dict[str, object]) -> None:
    document, _ = read(str(row["example"]))
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
    language, _ = tables()
    for entry in language.entries:
        if isinstance(entry, EventWord):
            assert set(entry.needs) <= set(NEEDS), entry.lemma


@pytest.mark.parametrize("unit", ["(« ", "قوات ", "سيطرت ", "سيطرت قوات النظام على ", "التي ", "محادثات بين ", "، "])
def test_a_long_paragraph_of_one_word_is_read_in_linear_time(unit: str) -> None:
    _, events = read(unit * 20_000)
    assert len(events) <= 20_000


def test_an_event_told_twice_has_two_mentions() -> None:
    _, events = read("سيطرت الفصائل على بلدة العيس. وجاءت سيطرة الفصائل على بلدة العيس بعد قصف عنيف")
    assert [len(event.mentions) for event in events] == [2]


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_the_tables_words_is_survived(seed: int) -> None:
    language, _ = tables()
    chosen = random.Random(seed)
    words = [*language._words, *language._phrases, "،", ".", "\n", "«", "»", "(", "12", "%", ":"]
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
