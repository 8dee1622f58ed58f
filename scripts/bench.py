"""Timings: throughput, articles a second, memory, growth with the text, and a cold `sijill read`, on one core; and a ledger's load.

Prints one line a figure with its bar; leaves with 1 where a bar is missed and --strict is given. The ledger holds 2,000 reports,
or as many as --reports N tells (20000 takes some ten minutes). With --site N the pages of the review site too, over a project of
N reports (10000 takes some five minutes).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import sijill
from clusters import clusters
from corpus import CORPUS, ROOT, articles, long_text
from load import SHOWN, load, searches
from site_load import LONG, PAGE, addresses, measured

REPORTS = 2000
BARS: dict[str, tuple[str, Callable[[float], bool]]] = {
    "MB/s of UTF-8 text": ("at least 0.3", lambda told: told >= 0.3),
    "articles a second": ("at least 100", lambda told: told >= 100),
    "peak memory in MB": ("under 300", lambda told: told < 300),
    "time for twice the text": ("at most 2.2", lambda told: told <= 2.2),
    "cold `sijill read --json` in s": ("under 0.5", lambda told: told < 0.5),
    "cold `sijill read` in s": ("under 0.5", lambda told: told < 0.5),
    "adding against reading, by the clock": ("at most 1.5", lambda told: told <= 1.5),
    "adding against reading, by processor time": ("at most 1.5", lambda told: told <= 1.5),
    "a report at the end against the first": ("at most 1.2", lambda told: told <= 1.2),
    "pairs of one incident, F1": ("at least 0.8", lambda told: told >= 0.8),
    "pairs of one incident, precision": ("at least 0.8", lambda told: told >= 0.8),
    **{f"search in ms, {kind}, {shown} shown": ("under 50", lambda told: told < 50) for kind in searches() for shown in SHOWN},
    **{f"page in ms, {kind}": ("under 150", lambda told: told < PAGE) for kind in addresses(1000)},
    "page in ms, report of 200 claims": ("under 300", lambda told: told < LONG),
}


def main() -> int:
    """Measures and prints; the exit code."""
    print(f"on {len(articles())} {'articles of the corpus' if CORPUS.exists() else 'copies of the samples'}")
    reports = int(sys.argv[sys.argv.index("--reports") + 1]) if "--reports" in sys.argv else REPORTS
    alone = {**throughput(), **growth(), **cold(), **clusters()}
    missed = 0
    site = measured(int(sys.argv[sys.argv.index("--site") + 1])) if "--site" in sys.argv else ()
    for name, figure, beside in chain(((name, figure, "") for name, figure in alone.items()), load(reports), site):
        words, met = BARS.get(name, ("", lambda _: True))
        missed += not met(figure)
        print(f"{name:<42} {figure:8.2f}   {words:<13} {'' if met(figure) else 'MISSED ':<7}{beside}".rstrip(), flush=True)
    return 1 if missed and "--strict" in sys.argv else 0


def throughput() -> dict[str, float]:
    """Bytes and articles a second over the whole corpus in one process, loading left out, and the peak memory."""
    sijill.read("قتل مدني.", published="2015-08-01", language="ar")
    read = articles()
    size = sum(len(text.encode()) for text, _ in read)
    start = time.perf_counter()
    for text, day in read:
        sijill.read(text, published=day, language="ar")
    spent = time.perf_counter() - start
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return {"MB/s of UTF-8 text": size / 1e6 / spent, "articles a second": len(read) / spent, "peak memory in MB": peak}


def growth() -> dict[str, float]:
    """The factor by which the time grows when the text doubles, the worst of two doublings."""
    whole = long_text(800_000)
    spent = [best(lambda n=n: sijill.read(whole[:n], published="2015-08-01", language="ar")) for n in (200_000, 400_000, 800_000)]
    return {"time for twice the text": max(spent[1] / spent[0], spent[2] / spent[1])}


def best(call: Callable[[], object], times: int = 2) -> float:
    """The shortest of some runs in seconds: the one that other work on the machine disturbed least."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        spent.append(time.perf_counter() - start)
    return min(spent)


def cold() -> dict[str, float]:
    """Seconds of a whole run on one article, as JSON and as cards."""
    command = [str(Path(sys.executable).parent / "sijill"), "read", str(ROOT / "examples" / "taiz.txt"), "--published", "2019-03-14"]

    def run(*more: str) -> float:
        return best(lambda: subprocess.run([*command, *more], check=True, stdout=subprocess.DEVNULL), 4)

    return {"cold `sijill read --json` in s": run("--json"), "cold `sijill read` in s": run()}


if __name__ == "__main__":
    sys.exit(main())
