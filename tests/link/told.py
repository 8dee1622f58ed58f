"""Reports of our own for the tests of linking: events that never were, each told by several outlets in their own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import sijill
from sijill.link.telling import Telling, tellings_of
from sijill.record.claim import Reading

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول")


@dataclass(frozen=True)
class Event:
    """An event of our own."""

    name: str
    place: str
    region: str
    day: date
    killed: int
    injured: int
    what: str
    where: str


EVENTS = (
    Event("market", "بلدة سراقب", "إدلب", date(2017, 3, 6), 7, 19, "غارة جوية", "سوق الخضار"),
    Event("school", "بلدة بنش", "إدلب", date(2017, 3, 6), 3, 11, "قصف مدفعي", "مدرسة ابتدائية"),
    Event("bakery", "مدينة خان شيخون", "إدلب", date(2017, 3, 9), 5, 14, "قصف صاروخي", "فرن الخبز"),
    Event("farm", "مدينة تلبيسة", "حمص", date(2017, 3, 9), 2, 6, "انفجار لغم", "مزرعة زيتون"),
)

WORDINGS = (
    "قتل {killed} مدنيين وأصيب {injured} آخرون جراء {what} استهدف {where} في {place} بريف {region} يوم {weekday} {day} {month} {year}.\n"
    "وقال مراسلنا إن فرق الإسعاف نقلت المصابين إلى المشافي القريبة من {place}.",
    "{place}: {killed} قتلى و{injured} جريحا في {what} على {where}\n"
    "أعلن الدفاع المدني السوري مقتل {killed} مدنيين وإصابة {injured} بجروح في {place} نتيجة {what} طال {where} "
    "{weekday} {day} {month} {year}.",
    "أفاد المرصد السوري لحقوق الإنسان بمقتل {killed} أشخاص وجرح {injured} بعد {what} على {where} وسط {place} في محافظة {region}، "
    "{weekday} {day} {month} {year}.\nوأضاف أن حجم الدمار في المكان كبير.",
)


def text_of(event: Event, wording: int) -> str:
    """What one outlet writes of an event."""
    return WORDINGS[wording].format(
        killed=event.killed, injured=event.injured, what=event.what, where=event.where, place=event.place, region=event.region,
        weekday=WEEKDAYS[event.day.weekday()], day=event.day.day, month=MONTHS[event.day.month - 1], year=event.day.year,
    )  # fmt: skip


def read(text: str, published: date | None, outlet: str) -> Reading:
    """The reading of a text of ours."""
    return sijill.read(text, published=published, outlet=outlet, language="ar")


def reports() -> Iterator[tuple[str, str, tuple[Telling, ...]]]:
    """Name, event and tellings of every report."""
    for event in EVENTS:
        for number in range(len(WORDINGS)):
            name = f"{event.name}-{number}"
            reading = read(text_of(event, number), event.day + timedelta(days=number % 2), f"Outlet {number}")
            yield name, event.name, tellings_of(name, reading)
