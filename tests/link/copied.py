"""Eighty pairs of reports of our own: copies of every kind, and reports that are none. Each event is written by two hands."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sijill.link.copies import Document, document_of
from sijill.link.passages import passages_of
from tests.link.told import read

TOWNS = ("سراقب", "بنش", "خان شيخون", "تلبيسة", "الرستن", "أريحا", "كفرنبل", "دوما", "حريتان", "معرة النعمان")
SITES = ("سوق الخضار", "مدرسة البنات", "المشفى الميداني", "فرن الحي", "مركز الدفاع المدني", "محطة المياه", "حي السكن الشبابي",
         "المسجد الكبير", "معصرة الزيتون", "موقف الحافلات")  # fmt: skip

ONE = (
    "قتل {k} مدنيين وأصيب {i} آخرون بجروح متفاوتة في غارة استهدفت {site} بمدينة {town} صباح اليوم.",
    "وقال شاهد عيان إن الطائرة حلقت طويلا فوق المنازل قبل أن تلقي صاروخين متتاليين على المكان المكتظ بالناس.",
    "وهرعت سيارات الإسعاف إلى الموقع وسط دخان كثيف حجب الرؤية عن المنقذين ساعة كاملة.",
    "وأضاف الشاهد أن الأهالي حفروا بأيديهم بين الأنقاض بحثا عن أقاربهم حتى حلول الظلام.",
    "وتحدث طبيب في المدينة عن وصول {c} أطفال إلى غرفة العمليات وصفت حالة بعضهم بالحرجة.",
    "وأغلقت المدارس أبوابها في {town} يومين خشية تجدد القصف على أحيائها القديمة.",
    "ويعيش في البلدة نحو أربعين ألف نسمة نزح نصفهم من القرى المجاورة في الشتاء الماضي.",
)
OTHER = (
    "أعلن الدفاع المدني السوري سقوط {k} ضحايا و{i} جريحا جراء ضربة جوية على {site} في {town}.",
    "ونشرت المنظمة صورا لفرقها وهي ترفع كتل الإسمنت مستعينة برافعة وحيدة تعمل في المنطقة.",
    "وبحسب بيانها فإن {c} أطفال نقلوا إلى مستشفيات على الحدود لخطورة إصاباتهم.",
    "وطالب المجلس المحلي المنظمات الدولية بإرسال أدوية ومولدات كهرباء على وجه السرعة.",
    "ولم يصدر عن الجهات الرسمية أي تعليق على الهجوم حتى ساعة إعداد هذا الخبر.",
    "وتتعرض المنطقة منذ أسابيع لحملة عسكرية أخرجت معظم نقاطها الطبية من الخدمة.",
)
SECOND = (
    "استهدف قصف مدفعي مساء اليوم أطراف {town} الشرقية فأودى بحياة رجل وامرأة كانا في مزرعتهما.",
    "وذكر مراسلنا أن القذائف سقطت بعيدا عن الأحياء التي طالتها ضربة الصباح.",
    "واحترق محصول القمح في مساحة واسعة قبل أن تتمكن فرق الإطفاء من الوصول.",
    "وتوقفت حركة السير على الطريق العام حتى ساعة متأخرة من الليل.",
)
KINDS = ("whole", "half", "shuffled", "respelled", "figures", "lifted", "independent", "two strikes")
# which kinds a pair may be told as
RIGHT = {"whole": "whole", "half": "part", "shuffled": "shuffled", "respelled": "respelled", "figures": "whole", "lifted": "lifted"}


@dataclass(frozen=True)
class PairMade:
    """Two reports, what the second was made by, and the numbers that were changed in it: before and after."""

    kind: str
    one: Document
    other: Document
    changed: tuple[tuple[int, int], ...] = ()


def pairs() -> Iterator[PairMade]:
    """The pairs, the same every time."""
    for number, (town, site) in enumerate(zip(TOWNS, SITES, strict=True)):
        dice = random.Random(number)
        slots = {"town": town, "site": site, "k": 5 + number, "i": 21 + 3 * number, "c": 3 + number % 4}
        first = [line.format(**slots) for line in ONE]
        for kind in KINDS:
            text, changed = _made(kind, first, slots, dice)
            day = date(2018, 2, 1) + timedelta(days=number)
            yield PairMade(
                kind, _document("a", first, day, "شبكة الأفق"), _document("b", text, day + timedelta(days=1), "موقع المدى"), changed
            )


def _made(kind: str, first: list[str], slots: dict[str, object], dice: random.Random) -> tuple[list[str], tuple[tuple[int, int], ...]]:
    if kind == "half":
        return first[:4], ()
    if kind == "shuffled":
        return [first[at] for at in (4, 6, 1, 0, 5, 3, 2)], ()
    if kind == "respelled":
        return [line.replace("أ", "ا").replace("إ", "ا").replace("ة ", "ه ").replace("ى ", "ي ") for line in first], ()
    if kind == "figures":
        more = {name: int(str(slots[name])) + dice.randint(2, 9) for name in ("k", "c")}
        return [line.format(**{**slots, **more}) for line in ONE], tuple((int(str(slots[name])), more[name]) for name in ("k", "c"))
    if kind == "lifted":
        host = [line.format(**{**slots, "town": "منبج", "k": 8, "i": 17, "c": 4}) for line in OTHER]
        return [*host[:3], first[1], first[3], *host[3:]], ()
    if kind == "independent":
        return [line.format(**slots) for line in OTHER], ()
    return ([line.format(**slots) for line in SECOND], ()) if kind == "two strikes" else (list(first), ())


def _document(name: str, lines: list[str], day: date, outlet: str) -> Document:
    text = "\n".join(lines)
    return document_of(name, read(text, day, outlet), passages_of(name, text), outlet)
