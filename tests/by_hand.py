"""A reading made by hand, rich enough to show everything that a card can hold."""

from __future__ import annotations

from datetime import date

from sijill.record.claim import Actor, Claim, Figure, Ground, Person, Place, Reader, Reading, Statement, Time, Weapon
from sijill.record.interval import Bound, Interval
from sijill.record.report import Outlet, Report
from sijill.record.text import Span, Text
from sijill.record.voice import Chain, Voice

WORDS = (
    "قتلى في قصف على سوق\n\n"
    "نقلت صحيفة الميناء عن الدفاع المدني قوله إن 12 مدنيا على الأقل قتلوا بقذائف هاون، "
    "بينهم الطفل يونس سعيد الحدادي، في حي القصور مساء أمس الأربعاء.\n\n"
    "ونفى متحدث عسكري ذلك. وسيطر الجيش على التلة."
)
REPORT = Report(
    text=Text(WORDS),
    digest="sha256:0",
    extractor="text 0.1.0",
    language="ar",
    published=date(2019, 3, 14),
    published_from="argument",
)


def at(words: str) -> Span:
    """The span of the first place where the words stand."""
    start = WORDS.index(words)
    return REPORT.text.span(start, start + len(words))


CHAIN = Chain(
    (
        Voice(name="صحيفة الميناء", kind="media", span=at("صحيفة الميناء"), cue="نقلت", cue_span=at("نقلت")),
        Voice(name="الدفاع المدني", kind="authority", span=at("الدفاع المدني"), cue="قوله", cue_span=at("قوله")),
    )
)
KILLED = Claim(
    id="c1",
    key="sha256:aaaaaaaa1111",
    statement="s1",
    event="shelling",
    effect="killed",
    figure=Figure(interval=Interval(12, None), bound=Bound.AT_LEAST, span=at("12 مدنيا على الأقل")),
    group="civilians",
    also=("people",),
    attribution=CHAIN,
    certainty="hedged",
    polarity="denied",
    persons=(Person(name="يونس سعيد الحدادي", span=at("يونس سعيد الحدادي"), role="victim", sex="male", age=9),),
    places=(Place(name="حي القصور", span=at("حي القصور"), name_en="al-Qusour", precision="neighbourhood"),),
    time=Time(start=date(2019, 3, 13), end=date(2019, 3, 13), span=at("مساء أمس الأربعاء"), precision="day"),
    weapons=(Weapon(name="قذائف هاون", span=at("قذائف هاون"), kind="mortar"),),
    mentions=(at("12 مدنيا على الأقل"),),
    doubts=("ambiguous_place",),
    grounds=(Ground("effect", at("قتلوا"), "effect قتل"), Ground("figure", at("12"), "digits"), Ground("time", None, "published")),
)
TAKEN = Claim(
    id="c2",
    key="sha256:bbbbbbbb2222",
    statement=None,
    event="capture",
    status="ongoing",
    actors=(Actor(role="perpetrator", name="الجيش", span=at("الجيش")),),
    mentions=(at("وسيطر الجيش على التلة"),),
)
READING = Reading(
    reader=Reader(name="rules", version="0.1.0", language_data="sha256:0"),
    report=REPORT,
    outlet=Outlet(name="وكالة السهل"),
    published=REPORT.published,
    published_from="argument",
    title="قتلى في قصف على سوق",
    statements=(
        Statement(
            id="s1",
            span=at(WORDS[WORDS.index("12 مدنيا") : WORDS.index(".\n\nونفى")]),
            language="ar",
            attribution=CHAIN,
        ),
    ),
    claims=(KILLED, TAKEN),
)
