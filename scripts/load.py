"""A full ledger: what adding costs beside reading alone, whether it stays so as the ledger grows, and how fast it is searched.

Reading alone is gathering and reading the same files with the same pool of processes, and nothing else. Both are taken in
turns, and by processor time (of all processes, user and system) beside the clock: other work on the machine moves the clock.
"""

from __future__ import annotations

import io
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from itertools import pairwise
from pathlib import Path

from corpus import articles
from sijill.cli.command import run
from sijill.collect.item import Gathered, Item
from sijill.collect.sources import open_source
from sijill.door import read_known
from sijill.ledger.index import WORD, indexed
from sijill.ledger.pool import each
from sijill.ledger.take import report_of

SIJILL = str(Path(sys.executable).parent / "sijill")
JOBS = 2
TURNS = 3
PAIRED = 500  # reports of one turn of reading alone and of adding
STEPS = (1000, 5000, 10_000, 20_000)
DAY = "2015-08-07"
SHOWN = (1, 20)
REPEATED = 3  # times that each search is measured
Spent = tuple[float, float]  # seconds of the clock, and of processors


def load(reports: int) -> Iterator[tuple[str, float, str]]:
    """Figures with their names and what is to be said beside them, for a ledger of so many reports."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        texts(folder / "paired", range(PAIRED))
        yield from against_reading(folder)
        project = folder / "project"
        in_process("init", str(project))
        yield from grown(folder, project, reports)
        yield from searched(project)


def texts(folder: Path, numbers: range) -> None:
    """Makes a folder of articles, each with a last line of its own, so that each is another text."""
    folder.mkdir()
    held = articles()
    for number in numbers:
        (folder / f"{number:06}.txt").write_text(f"{held[number % len(held)][0]}\n\nالتقرير {number}", encoding="utf-8")


def spent(command: list[str]) -> Spent:
    """What a command takes, with all processes that it starts."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def against_reading(folder: Path) -> Iterator[tuple[str, float, str]]:
    """How many times the cost of reading alone adding is."""
    read, added = [], []
    for turn in range(TURNS):
        project = folder / f"turn-{turn}"
        in_process("init", str(project))
        read.append(spent([sys.executable, __file__, "read", str(folder / "paired")]))
        added.append(spent(adding(project, folder / "paired")))
    for at, name in enumerate(("by the clock", "by processor time")):
        alone, whole = (statistics.median(told[at] for told in all_told) for all_told in (read, added))
        yield (
            f"adding against reading, {name}",
            whole / alone,
            f"{1000 * whole / PAIRED:.1f} against {1000 * alone / PAIRED:.1f} ms a report",
        )


def adding(project: Path, folder: Path) -> list[str]:
    """The command that adds a folder to a project."""
    return [SIJILL, "add", str(folder), "--json", "--jobs", str(JOBS), "--project", str(project), "--published", DAY]


def read_alone(item: Item) -> int:
    """The number of claims in a report that is read and not kept."""
    assert isinstance(item, Gathered)
    return len(read_known(report_of(item), item.source).claims)


def grown(folder: Path, project: Path, reports: int) -> Iterator[tuple[str, float, str]]:
    """How many times what a report cost at first it costs at the end."""
    costs, held = [], 0
    for step in [*(step for step in STEPS if step < reports), reports]:
        texts(folder / f"to-{step}", range(held, step))
        wall, processors = spent(adding(project, folder / f"to-{step}"))
        costs.append(processors / (step - held))
        yield f"ms a report, to {step:,}", 1000 * costs[-1], f"of processors; {1000 * wall / (step - held):.1f} by the clock"
        held = step
    yield "a report at the end against the first", costs[-1] / costs[0], ""


def searches() -> dict[str, list[list[str]]]:
    """What is looked for, by kind: words by the number of articles that hold them."""
    counts: Counter[str] = Counter()
    for text, _ in articles():
        counts.update({word for word in indexed(text).folded.split() if len(word) > 2 and WORD.fullmatch(word)})
    by_count = [word for word, _ in counts.most_common()]
    middle = [word for word in by_count if 5 <= counts[word] <= 20][:10]
    return {
        "common words": [[word] for word in by_count[:10]],
        "rare words": [[word] for word in random.Random(7).sample([word for word in by_count if counts[word] <= 3], 10)],
        "two words": [*map(list, zip(by_count[:10], middle, strict=False)), *map(list, pairwise(middle))],
        "phrases": [['"مجلس الأمن"'], ['"المرصد السوري"'], ['"قوات الأمن"'], ['"في مدينة"']],
        "words with filters": [
            ["قتل", "--effect", "killed"], ["قصف", "--place", "حلب"], ["في", "--near", "36.2,37.16"], ["قال", "--voice", "official"],
            ["على", "--since", "2015-08-01"], ["من", "--effect", "injured", "--group", "children"], ["قتل", "--judged", "none"],
        ],
        "filters alone": [
            ["--effect", "killed"], ["--effect", "killed", "--place", "عدن"], ["--place", "حلب"], ["--near", "36.2,37.16", "--km", "100"],
            ["--voice", "official"], ["--voice", "المرصد"], ["--since", "2015-08-01", "--until", "2015-08-03"], ["--event", "airstrike"],
            ["--at-least", "10"], ["--judged", "none"], ["--outlet", "وكالة"],
        ],
    }  # fmt: skip


def searched(project: Path) -> Iterator[tuple[str, float, str]]:
    """Milliseconds of whole searches in a process that is warm, with one report shown and with twenty: of 20 the slowest but one.

    To show a report is to open its reading and to cover what is private in it.
    """
    in_process("search", "حلب", "--project", str(project))
    for shown in SHOWN:
        for kind, asked in searches().items():
            clock, processors = [], []
            for words in asked * REPEATED:
                start, begun = time.perf_counter(), time.process_time()
                in_process("search", *words, "--json", "--limit", str(shown), "--project", str(project))
                clock.append(1000 * (time.perf_counter() - start))
                processors.append(1000 * (time.process_time() - begun))
            middle, worst, clock_middle, clock_worst = (
                told for times in (processors, clock) for told in (statistics.median(times), statistics.quantiles(times, n=20)[-1])
            )
            beside = f"of processors, half under {middle:.0f}; by the clock {clock_worst:.0f}, half under {clock_middle:.0f}"
            yield f"search in ms, {kind}, {shown} shown", worst, beside


def in_process(*arguments: str) -> int:
    """The exit code of a command run in this process, its output thrown away; raises RuntimeError where it tells of an error."""
    printed = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(printed):
        code = run(list(arguments))
    if "sijill: " in printed.getvalue():
        raise RuntimeError(printed.getvalue().strip())
    return code


def main() -> int:
    """Prints the figures: `load.py [REPORTS]`; with `read FOLDER` it reads alone, which the figures are taken against."""
    if sys.argv[1:2] == ["read"]:
        print(sum(int(str(told)) for _, told in each(open_source(sys.argv[2], {}), read_alone, JOBS)))
        return 0
    for name, figure, beside in load(int(sys.argv[1]) if len(sys.argv) > 1 else 2000):
        print(f"{name:<44} {figure:8.2f}   {beside}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
