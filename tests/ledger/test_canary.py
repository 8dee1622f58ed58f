"""Names that are planted wherever a name can stand come out of no command, under one who may not see them.

The project's own files hold them, and so do a backup and `sijill read --json`, which are the team's own.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import click
import pytest

from sijill.cli.command import run, sijill_command
from sijill.ledger.cover import WITHHELD
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import OPERATOR, PROJECT, Project, find_project, found_project
from sijill.ledger.withhold import cover
from tests.ledger.conftest import entered, gathered

VICTIM, WITNESS, HOUSE, PHONE, OTHER = "كنعان الزرقاوي", "لميعة القطراني", "بستان الشركسي", "0933417265", "Kanaan Zarqawi"
# what tells one of them, whole or in part
CANARIES = ("كنعان", "الزرقاوي", "زرقاوي", "لميعة", "القطراني", "الشركسي", "417265", "417 265", "٤١٧٢٦٥", "Kanaan", "Zarqawi")
TEXT = (
    f"قتل المواطن {VICTIM} و12 مدنيا في قصف على منزل عائلة الزرقاوي في مدينة تعز أمس.\n"
    f"وقالت الشاهدة {WITNESS} إن 5 أطفال أصيبوا قرب {HOUSE}، وإن زوجها وكنعان نقلا إلى المستشفى.\n"
    "للتواصل: +963 933 417 265"
)
OUTLET = "صفحة الزرقاوي"
ENGLISH = f"Twelve people were killed in Taiz yesterday, {OTHER} among them, said his neighbour {OTHER}."


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the names in texts, titles, names of files, addresses, references, outlets, failures and judgements."""
    folder = tmp_path_factory.mktemp("canary") / "project"
    project = found_project(folder, "nour")
    entered(
        project,
        gathered(
            TEXT, f"{VICTIM.replace(' ', '_')}_{PHONE}.txt", title=f"مقتل {VICTIM}", reference=WITNESS, outlet=OUTLET,
            url=f"https://example.org/{quote('مقتل-' + VICTIM.replace(' ', '-'))}?q={VICTIM.split()[0]}", forwarded_from=WITNESS,
        ),
        gathered(ENGLISH, f"{OTHER}.txt", language="en", title=OTHER, reference=OTHER, url=f"https://example.org/{OTHER}"),
        gathered("قتل 3 مدنيين في حلب أمس."),
    )  # fmt: skip
    (folder.parent / f"{VICTIM}.pdf").write_bytes(b"%PDF broken")
    (folder.parent / f"{VICTIM}.csv").write_text(f"text,reference\n,{VICTIM}\n", encoding="utf-8")
    assert run(["add", str(folder.parent / f"{VICTIM}.pdf"), str(folder.parent / f"{VICTIM}.csv"), "--project", str(folder)]) == 1
    cover(project, WITHHELD, "r1", HOUSE, f"طلبت {WITNESS} ذلك")
    reason = f"أكد ذلك {VICTIM} عند {HOUSE}"
    judge(
        project,
        [Verdict(claim="r1.c1", question="reading", verdict="corrected", reason=reason, corrected={"place": HOUSE, "origin": WITNESS})],
    )
    judge(project, [Verdict(claim="r1.c2", question="reading", verdict="accepted", reason=reason)])
    judge(project, [Verdict(claim="r1.c2", question="belief", verdict="contested", reason=reason)])
    project.engine.dispose()
    return folder


@pytest.fixture
def guest(planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A copy of that project, opened by one who may not see names."""
    folder = tmp_path / "project"
    shutil.copytree(planted, folder)
    monkeypatch.setenv(OPERATOR, "guest")
    monkeypatch.setenv(PROJECT, str(folder))
    monkeypatch.chdir(tmp_path)
    project = find_project(folder)
    assert not project.sees_names
    yield project
    project.engine.dispose()


def spellings(canary: str) -> set[bytes]:
    """A canary as outputs may spell it."""
    utf8 = canary.encode()
    return {utf8, json.dumps(canary)[1:-1].encode(), quote(canary).encode(), quote(canary).lower().encode(), canary.encode("utf-16-le")}


def found_in(content: bytes, name: str) -> list[str]:
    """Which canaries some bytes hold, in the members of an archive too."""
    told = [f"{name}: {canary}" for canary in CANARIES if any(one in content for one in spellings(canary))]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                told += found_in(archive.read(member), f"{name}: {member}")
    return told


def edited(project: Project) -> str:
    """A sheet as exported to the guest, in which a colleague names the names."""
    assert run(["export", "csv", "--unreviewed", "--out", "mine.csv"]) == 0
    words = Path("mine.csv").read_text(encoding="utf-8-sig").split("\r\n")
    at = next(number for number, line in enumerate(words) if "r1.c3" in line)
    words[at] = words[at].replace("r1.c3,,", f"r1.c3,rejected,{VICTIM} عند {HOUSE}", 1)
    assert VICTIM in words[at]
    Path("given").mkdir()
    Path("given/edited.csv").write_text("\r\n".join(words), encoding="utf-8-sig")
    Path("given/faulty.csv").write_text("\r\n".join(words).replace("rejected", HOUSE), encoding="utf-8-sig")
    return "given/edited.csv"


def again(project: Project) -> str:
    """A file that the ledger holds, and one that cannot be read, each called by a name."""
    given = Path("given")
    given.mkdir()
    (given / f"{WITNESS}.txt").write_text(TEXT + " ثم قتل 4 مدنيين.", encoding="utf-8")
    (given / f"{WITNESS}.pdf").write_bytes(b"%PDF no")
    (given / f"{OTHER}.txt").write_text(ENGLISH, encoding="utf-8")
    return str(given)


EXPORTS = [["export", form, *more, "--out", f"out.{form}"] for form in ("xlsx", "csv", "jsonl") for more in ([], ["--unreviewed"])]
# each command with arguments that make it say as much as it can; what a command needs beforehand is made by the function
RUNS: dict[str, list[list[object]]] = {
    "read": [["read", again]],
    "explain": [["explain", "given.txt", "1"]],
    "gazetteer": [["gazetteer", "stats"]],
    "init": [["init", "another"]],
    "add": [["add", again, "--jobs", "1"], ["add", "given", "--jobs", "1"]],
    "status": [["status"]],
    "show": [["show", name] for name in ("r1", "r2", "r1.c1", "r1.c2", "r1.c3")] + [["show", name, "--text"] for name in ("r1", "r2")]
    + [["show", "r1", "--lang", "ar"], ["show", "r1.c2", "--lang", "ar"]],
    "search": [["search", "قتل"], ["search", "مدنيا", "--effect", "killed"], ["search", "--outlet", "صفحة"], ["search", "--limit", "9"],
               ["search", "people"]],
    "queue": [["queue", "--limit", "99"]],
    "agreement": [["agreement"]],
    "incidents": [["incidents", *more, *form] for more in ([], ["--unreviewed"]) for form in ([], ["--json"], [""])],
    "contradictions": [["contradictions", "--unreviewed", *form] for form in ([], ["--json"])],
    "sources": [["sources", "--unreviewed", *form] for form in ([], ["--json"])],
    "tally": [["tally", "--unreviewed", "--by", "place,event,group", *form] for form in ([], ["--json"])],
    "judge": [["judge", "r1.c1", "accept", "--reason", "x"], ["judge", "r1.c1", "undo"], ["judge", "--from", edited, "--dry-run"],
              ["judge", "--from", "given/faulty.csv"], ["judge", "--from", "given/edited.csv"]],
    "export": [*EXPORTS, *([*one, "--lang", "ar"] for one in EXPORTS), ["export", "jsonl", "--unreviewed", "--out", "p.jsonl", "--proof"],
               ["export", "csv", "--unreviewed"]],
    "verify": [["verify"]],
    "rebuild": [["rebuild"]],
    "failures": [["failures", "--all"]],
    "retry": [["retry"]],
    "reread": [["reread", "--jobs", "1"]],
    "withhold": [["withhold", "r1", "المستشفى", "--reason", "x"], ["show", "r1"]],
    "release": [["release", "r1", "تعز"]],
    "withdraw": [["withdraw", "r1", "--yes"], ["show", "r1"]],
    "backup": [["backup", "own.zip"]],
    "restore": [["backup", "own.zip"], ["restore", "own.zip", "restored"]],
}  # fmt: skip
OWN = ("project", "restored", "own.zip", "given")  # the project's own files, a backup, and what the guest gives


def test_every_command_is_tried() -> None:
    # the pages that serve shows are tried where pages are tested
    assert set(RUNS) == set(sijill_command.commands) - {"serve"}


@pytest.mark.parametrize("command", RUNS)
@pytest.mark.parametrize("as_json", [False, True], ids=["", "json"])
def test_no_name_comes_out_of_any_command(guest: Project, command: str, as_json: bool, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("given.txt").write_text(TEXT, encoding="utf-8")
    told: list[str] = []
    for number, arguments in enumerate(RUNS[command]):
        line = [one(guest) if callable(one) else str(one) for one in arguments]
        if as_json and takes_json(line[0]) and "--text" not in line and line[0] != "read":
            line.append("--json")
        capsysbinary.readouterr()
        run(line)
        out, err = capsysbinary.readouterr()
        told += found_in(out, f"{line} stdout") + found_in(err, f"{line} stderr") + [f"{number}: {err!r}"] * (b"Traceback" in err)
    for path in Path().rglob("*"):
        if path.is_file() and path.parts[0] not in OWN and path.name != "given.txt":
            told += found_in(path.read_bytes() + str(path).encode(), str(path))
    assert told == []


def takes_json(name: str) -> bool:
    command = sijill_command.commands[name]
    return not isinstance(command, click.Group) and any("--json" in option.opts for option in command.params)


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "{}"], ["search", '"قتل المواطن {}"'], ["search", "--voice", "{}"], ["search", "--place", "{}"],
        ["search", "--outlet", "{}"],
        ["search", '"المواطن و12"'], ["show", "{}"], ["withdraw", "{}", "--yes"], ["withhold", "{}", "x"],
        ["withhold", "r3", "{}", "--everywhere"],
        ["search", "{}", "--json"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", [*CANARIES, VICTIM, WITNESS, HOUSE, OTHER, PHONE])
def test_a_name_that_is_withheld_is_answered_as_one_that_was_never_told(
    guest: Project, arguments: list[str], name: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    answers = []
    for asked in (name, "ضرغام"):
        capsysbinary.readouterr()
        code = run([one.format(asked) for one in arguments])
        out, err = capsysbinary.readouterr()
        answers.append((code, out.replace(asked.encode(), b"?"), err.replace(asked.encode(), b"?")))
    assert answers[0] == answers[1]


def test_names_are_shown_to_those_with_the_right_alone(
    guest: Project, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for line in (
        ["show", "r1", "--names"],
        ["search", "قتل", "--names"],
        ["export", "csv", "--unreviewed", "--names"],
        ["queue", "--names"],
    ):
        assert run(line) == 1
        told = capsysbinary.readouterr()
        assert told.out == b""
        assert told.err == b"sijill: guest has no right to see what is withheld; [rights] in sijill.toml tells who has\n"
    monkeypatch.setenv(OPERATOR, "nour")
    assert run(["show", "r1"]) == 0
    assert not found_in(capsysbinary.readouterr().out, "nour without --names")
    assert run(["show", "r1", "--names", "--text"]) == 0
    assert capsysbinary.readouterr().out == TEXT.encode()
    for line in (["show", "r1", "--names"], ["show", "r2", "--names", "--json"], ["search", "قتل", "--names"], ["failures"],
                 ["export", "csv", "--unreviewed", "--names"], ["queue", "--names"]):  # fmt: skip
        assert run(line) == 0
        sys.stdout.flush()
        assert found_in(capsysbinary.readouterr().out, ""), line
    assert run(["show", WITNESS]) == 0
    assert run(["search", "الزرقاوي"]) == 0
    told = capsysbinary.readouterr()
    assert told.err == b"1 found\n"
    assert not found_in(told.out.splitlines()[-1], "the snippet")
