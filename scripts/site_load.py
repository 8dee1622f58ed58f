"""How long the site's pages take at the server with a full project: 10,000 reports of five claims each, and one of 200 claims."""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.collect.item import Gathered
from sijill.ledger.add import add
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project, find_project, found_project
from sijill.ledger.second import READING

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

REPORTS = 10_000
REPEATED = 12
PAGE, LONG = 150.0, 300.0  # milliseconds
LONG_CLAIMS = 200
TOWNS = ("تعز", "عدن", "مأرب", "الحديدة", "حلب", "إدلب", "الرقة", "درنة", "بنغازي", "الفاشر", "الموصل", "صنعاء")
VOICES = (
    "مصدر طبي",
    "متحدث باسم الدفاع المدني",
    "المرصد السوري لحقوق الإنسان",
    "وزارة الصحة",
    "شهود عيان",
    "الأمم المتحدة",
    "الهلال الأحمر الليبي",
)
OUTLETS = ("وكالة المرفأ", "صحيفة الضفة", "إذاعة الجبل", "شبكة الساحل", "موقع الميدان")
DEEDS = ("قصف مدفعي", "غارة جوية", "اشتباكات", "انفجار عبوة ناسفة")
FIRST = date(2015, 1, 1)


def text(dice: random.Random, number: int) -> str:
    """A short report of five claims, of words of our own."""
    town, voice, deed = dice.choice(TOWNS), dice.choice(VOICES), dice.choice(DEEDS)
    dead, hurt, fled = dice.randrange(2, 90), dice.randrange(2, 200), dice.randrange(100, 5000)
    return (
        f"{deed} في {town}\n\nقال {voice} إن {dead} مدنيا قتلوا وأصيب {hurt} آخرون في {deed} على مدينة {town} أمس.\n\n"
        f"وأضاف المصدر أن بين القتلى {dice.randrange(2, 9)} أطفال. ونزح {fled} شخصا من {town}، بحسب {dice.choice(VOICES)}.\n\n"
        f"ونفى متحدث عسكري مقتل {dice.randrange(2, 40)} جنديا. رقم {number}."
    )


def long_text(dice: random.Random) -> str:
    """A report of some two hundred claims."""
    return "\n\n".join(text(dice, number).partition("\n\n")[2] for number in range(LONG_CLAIMS // 4))


def items(reports: int) -> Iterator[Gathered]:
    """The reports, each another text of another day."""
    dice = random.Random(7)
    for number in range(reports + 1):
        words = text(dice, number) if number < reports else long_text(dice)
        yield Gathered(
            data=words.encode(), media_type="text/plain", source=f"made/{number}.txt", text=words, extractor="text 0.1.0", language="ar",
            outlet=dice.choice(OUTLETS), outlet_from="argument", published=FIRST + timedelta(days=number % 3000), published_from="argument",
        )  # fmt: skip


def filled(folder: Path, reports: int) -> Project:
    """A project with that many reports, one claim in ten of them judged."""
    project = found_project(folder, "bench")
    add(project, items(reports), lambda outcome: None, os.cpu_count() or 1)
    with project.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT report, id FROM claim WHERE report % 10 = 0").all()
    for at in range(0, len(rows), 500):
        judge(project, [Verdict(claim=f"r{number}.{id}", question=READING, verdict="accepted") for number, id in rows[at : at + 500]])
    return project


def addresses(reports: int) -> dict[str, list[str]]:
    """The addresses of each page, from both languages and all over the project."""
    some = [f"r{number}" for number in random.Random(7).sample(range(1, reports + 1), 4)]
    pages = {
        "queue": ["queue", "queue?why=figure", "queue?why=denied", "queue?effect=killed", "queue?page=40", "queue/next?after=r50"],
        "search": ["search", "search?q=تعز", "search?q=مدنيا+قتلوا", "search?effect=killed&least=50", "search?outlet=وكالة+المرفأ",
                   "search?judged=none", "search?since=2016-01-01&until=2016-03-01", "search?q=حلب&page=9", "search?around=تعز"],
        "voices": ["voices", "voices?sort=last", "voices/one?name=مصدر+طبي", "voices/one?name=شهود+عيان&show=statements"],
        "withheld": ["persons"],
        "project": ["project", "add", "export"],
        "report": [f"reports/{name}" for name in some] + [f"reports/{some[0]}/original", f"reports/{some[0]}/claims/c1/edit"],
        "api": ["/api/claims?effect=killed", "/api/reports?limit=50", "/api/queue", "/api/search?q=تعز", "/api/status"],
    }  # fmt: skip
    return {name: [one if one.startswith("/") else f"/{at}/{one}" for one in told for at in ("ar", "en")] for name, told in pages.items()}


def site_load(project: Project, reports: int, *, each: bool = False) -> Iterator[tuple[str, float, str]]:
    """Milliseconds of processors at the server, of 20 answers the slowest but one, by page; with `each` by address."""
    from fastapi.testclient import TestClient

    from sijill.web.app import create_app
    from sijill.web.warm import warm

    warm()
    client = TestClient(create_app(project), base_url="http://127.0.0.1")
    named = {**addresses(reports), "report of 200 claims": [f"/ar/reports/r{reports + 1}", f"/en/reports/r{reports + 1}"]}
    for name, paths in named.items():
        groups = {path: [path] for path in dict.fromkeys(paths)} if each else {name: paths}
        for told, some in groups.items():
            warm = [spent(client, path) for _ in range(REPEATED + 1) for path in some][len(some) :]
            processors, clock = ([one[at] for one in warm] for at in (0, 1))
            worst, by_clock = (statistics.quantiles(times, n=20)[-1] for times in (processors, clock))
            beside = f"of processors, half under {statistics.median(processors):.0f}; by the clock {by_clock:.0f}"
            yield f"page in ms, {told}", worst, f"{beside}, half under {statistics.median(clock):.0f}"


def spent(client: TestClient, path: str) -> tuple[float, float]:
    """Milliseconds until the server has answered, of processors and by the clock; raises RuntimeError where it does not."""
    start, begun = time.perf_counter(), time.process_time()
    answer = client.get(path, follow_redirects=False)
    told = 1000 * (time.process_time() - begun), 1000 * (time.perf_counter() - start)
    if answer.status_code not in (200, 303):
        raise RuntimeError(f"{path}: {answer.status_code}")
    return told


def measured(reports: int = REPORTS) -> Iterator[tuple[str, float, str]]:
    """The figures of a project made for them."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield from site_load(filled(Path(folder) / "project", reports), reports)


def main() -> int:
    """Prints the figures by address: `site_load.py [REPORTS] [FOLDER]`; a project in FOLDER is made once, and used again."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as passing:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(passing) / "project"
        project = find_project(folder) if folder.exists() else filled(folder, reports)
        for name, figure, beside in site_load(project, reports, each=True):
            bar = LONG if name.endswith(f"r{reports + 1}") else PAGE
            print(f"{name:<70} {figure:8.1f}   {beside}{'' if figure < bar else '   MISSED'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
