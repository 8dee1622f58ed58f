"""Long trials: texts that are big, odd or many. Prints a line for each and leaves with 1 where one fails."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import sijill
from corpus import ROOT, articles, long_text
from crash import crash
from full import can_mount, failing, filled
from heavy import heavy
from history import history
from linked import orders
from office import soffice
from probe import probe
from sheets import sheets
from sijill.collect.sources import open_source
from sijill.ledger.add import add
from sijill.ledger.project import found_project
from sijill.ledger.rebuild import differences
from tamper import tamper
from torn import torn
from trace_calls import can_trace

DAY = "2015-08-01"
GROWTH = ROOT / "tests" / "cases" / "ar" / "growth.toml"
MEGABYTE = 1_000_000
PATIENCE = 120  # seconds for one trial
KILLS = 200
TRIES = 40
DISKS = 300
LONG = 3600  # seconds for the trials of the ledger
LIMIT = 20.0  # seconds for a million characters of nothing but what is hardest; news takes a third of that


def main() -> int:
    """Runs the trials named, or each one in a process of its own, so that none can hold up the others; the exit code."""
    trials = dict([*odd_texts(), *many_texts(), ("300 reports linked in 50 orders", orders), *ledgers()])
    if len(sys.argv) > 1:
        faults = [trials[name]() for name in sys.argv[1:]]
        print("; ".join(fault for fault in faults if fault))
        return 1 if any(faults) else 0
    failed = 0
    for name in trials:
        start = time.perf_counter()
        fault = outcome(name)
        failed += bool(fault)
        print(f"{'FAILED' if fault else 'ok':<7} {time.perf_counter() - start:7.2f} s  {name}{': ' + fault if fault else ''}", flush=True)
    return 1 if failed else 0


def outcome(name: str) -> str:
    """What is wrong with a trial run in a process of its own; empty where nothing is."""
    command = [sys.executable, str(Path(__file__)), name]
    try:
        patience = LONG if name in dict(ledgers()) else PATIENCE
        told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        return f"not done after {patience} s"
    if told.stderr:
        return told.stderr.strip().splitlines()[-1]
    return told.stdout.strip()


def odd_texts() -> Iterator[tuple[str, Callable[[], str]]]:
    """Texts that punish what is not linear: each must be read in time that grows with its length alone."""
    sentence = "وقال المرصد إن 12 مدنيا قتلوا في حلب أمس، "
    for name, piece in {
        "one paragraph without a stop": sentence,
        "opening brackets": "(",
        "opening quotation marks": "«",
        "closing marks": "»",
        "quotation marks that look alike": '" ',
        "numbers": "12 ",
        "number words": "مئة وثلاثة وعشرون ألفا و",
        "one word without a space": "قتل",
        "conjunctions": "و",
        "commas": "، ",
        "voices": "وقال وأضاف وأكد المصدر ",
        "places": "في مدينة حلب ",
        "dates": "يوم الاثنين 13 آذار ",
        "line ends": "\n",
        "titles": "مقتل مدني\n\n",
        "stretched letters": "قـ.ـتـ.ـل ",
        "marks of direction": "\u202b\u200f",
        "vowels": "\u064e\u0651",
        "combining marks on a letter": "ق" + "\u0301" * 50,
        "presentation forms": "\ufefb\ufee3 ",
        "astral characters": "\U0001f4a5",
    }.items():
        yield name, lambda piece=piece: linear(piece)
    for stage, pieces in tomllib.loads(GROWTH.read_text(encoding="utf-8")).items():
        yield f"pieces for {stage}", lambda pieces=pieces: "; ".join(filter(None, (linear(piece, 60_000, 100.0) for piece in pieces)))
    yield "ten megabytes of news", lambda: timed(long_text(5_500_000), 60)


def ledgers() -> Iterator[tuple[str, Callable[[], str]]]:
    """A ledger whose adding is killed, whose record is tampered with, whose sheets are edited, and that has a long history."""
    yield f"killed {KILLS} times while adding", killed
    yield "a table of 300 MB", lambda: in_folder(heavy)
    yield (("every call of a short adding fails", fails) if can_trace() else ("SKIPPED, no strace: calls that fail", str))
    yield (("a full disk", full) if can_mount() else ("SKIPPED, no right to mount: a full disk", str))
    yield (f"power that fails at {DISKS} moments of adding", power) if can_trace() else ("SKIPPED, no strace: power that fails", str)
    yield "a thousand changes to the record", lambda: in_folder(lambda folder: tamper(folder / "project", 1000))
    yield ("edits through LibreOffice", lambda: in_folder(sheets)) if soffice() else ("SKIPPED, no LibreOffice: edits through it", str)
    yield "forty tries at each address of the API", lambda: in_folder(probed)
    yield "five thousand random steps", lambda: in_folder(lambda folder: "; ".join(differences(history(folder / "project", 5000, 7))))


def in_folder(trial: Callable[[Path], str]) -> str:
    """What is wrong after a trial in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return trial(Path(folder))


def probed(folder: Path) -> str:
    """What is wrong where the API is sent whatever its description allows, and what it does not."""
    project = found_project(folder / "project")
    add(project, open_source(ROOT / "examples"), lambda outcome: None)
    return "; ".join(probe(project, TRIES))


def killed() -> str:
    """What is wrong after two processes that add five hundred reports to one project have been killed again and again."""

    return in_folder(lambda folder: crash(folder / "project", some(folder, 500), KILLS))


def power() -> str:
    """What is wrong when power fails at any moment of adding: once with many disks of few reports, once with all sizes of commits."""
    few = in_folder(lambda folder: torn(folder / "trial", some(folder, 40), DISKS * 2 // 3, 7))
    return few or in_folder(lambda folder: torn(folder / "trial", some(folder, 150), DISKS // 3, 8))


def fails() -> str:
    """What is wrong when each call by which a short adding changes files fails, one after another."""
    return in_folder(lambda folder: failing(folder / "trial", some(folder, 2)))


def full() -> str:
    """What is wrong when small disks are full before all reports are there."""
    return in_folder(lambda folder: filled(folder / "trial", some(folder, 120), ("600k", "1m", "2m", "4m")))


def some(folder: Path, count: int) -> Path:
    """A folder of so many reports, each another text."""
    reports = folder / "reports"
    reports.mkdir()
    for number, (text, _) in enumerate(articles()[:count]):
        (reports / f"{number:03}.txt").write_text(f"{text}\n\n{number}", encoding="utf-8")
    return reports


def linear(piece: str, letters: int = 300_000, limit: float = LIMIT) -> str:
    """What is wrong with the reading of a long run of one piece, in seconds for a million characters; empty where nothing is."""
    text = "قال المرصد إن 3 مدنيين قتلوا. " + piece * (letters // len(piece))
    half, whole = spent(text[: len(text) // 2]), spent(text)
    if whole > limit * len(text) / MEGABYTE:
        return f"{whole:.1f} s for {len(text):,} characters of {piece!r}"
    return f"twice the text of {piece!r} took {whole / half:.1f} times as long" if whole > 1 and whole > 2.7 * half else ""


def timed(text: str, seconds: float) -> str:
    """What is wrong where a text takes longer than that."""
    told = spent(text)
    return f"{told:.1f} s for {len(text.encode()) / 1e6:.1f} MB" if told > seconds else ""


def spent(text: str) -> float:
    """Seconds for a reading, its grounding checked."""
    start = time.perf_counter()
    reading = sijill.read(text, published=DAY, language="ar")
    told = time.perf_counter() - start
    json.dumps(sijill.as_json(reading))
    return told


def many_texts() -> Iterator[tuple[str, Callable[[], str]]]:
    """Every article whole, cut anywhere, shuffled by word, and with letters thrown in."""
    dice = random.Random(7)
    yield "every article", lambda: each(lambda text: text)
    yield "every article, cut", lambda: each(lambda text: text[dice.randrange(len(text)) :][: dice.randrange(1, 900)])
    yield "every article, words shuffled", lambda: each(lambda text: " ".join(dice.sample(words := text.split(" "), len(words))))
    yield "every article, letters thrown in", lambda: each(lambda text: thrown(text, dice))


def thrown(text: str, dice: random.Random) -> str:
    """The text with fifty odd characters put anywhere."""
    letters = list(text)
    for _ in range(50):
        letters.insert(dice.randrange(len(letters) + 1), dice.choice("()«»\"'.,،؛:\n\t\u0640\u200f\u202e٣7%-/\u0000\ufeff"))
    return "".join(letters)


def each(change: Callable[[str], str]) -> str:
    """What is wrong with the readings of all articles after a change; a crash is not caught, so that it shows."""
    for text, day in articles():
        changed = change(text) or "."
        reading = sijill.read(changed if changed.strip() else ".", published=day, language="ar")
        json.dumps(sijill.as_json(reading), ensure_ascii=False)
    return ""


if __name__ == "__main__":
    sys.exit(main())
