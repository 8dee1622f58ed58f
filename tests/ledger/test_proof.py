"""An export is verified alone: by its proof, with Python's standard library, where no ledger is."""

from __future__ import annotations

import ast
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from history import OPERATORS, history
from sijill.cli.command import run
from sijill.collect.item import Refused
from sijill.errors import LedgerError
from sijill.ledger import proof as program
from sijill.ledger.canonical import digest
from sijill.ledger.export import Wish, export, export_with_proof
from sijill.ledger.judge import Verdict, judge, undo
from sijill.ledger.log import NOTHING_BEFORE
from sijill.ledger.project import Project
from sijill.ledger.proof import LOG, OPENING, examined, packed, unpacked
from sijill.ledger.schema import contents, events, writing
from sijill.ledger.status import status_of
from sijill.ledger.withdraw import withdraw
from tests.ledger.conftest import entered, gathered

OPENS_OTHERWISE = "proof: proof.json: what it opens is not what event 12 (exported) commits to"


@dataclass(frozen=True)
class Given:
    """What a recipient is given: an export and its proof."""

    export: bytes
    proof: bytes

    def faults(self, head: str | None = None) -> list[str]:
        return examined(self.export, self.proof, "claims", "proof", head).faults

    def altered(self, change: Callable[[list[bytes]], None]) -> Given:
        """The same with a proof whose log was changed, and written again as a proof is."""
        members = unpacked(self.proof)
        lines = members[LOG].splitlines(keepends=True)
        change(lines)
        return Given(self.export, packed({**members, LOG: b"".join(lines)}))


def made(project: Project, form: str = "csv", **more: object) -> Given:
    content, _, proof = export_with_proof(project, form, Wish(**more))  # type: ignore[arg-type]
    return Given(content, proof)


@pytest.fixture
def given(project: Project) -> Given:
    """An export of two claims: events 1 to 7 are those of the samples, 8 to 11 judgements, 12 the export."""
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="rejected")])
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="accepted", reason="checked")])
    judge(project, [Verdict(claim="r3.c1", question="reading", verdict="corrected", corrected={"low": 9})])
    judge(project, [Verdict(claim="r3.c1", question="belief", verdict="contested")])
    return made(project)


def alone(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program run in that folder by a Python that knows nothing but its standard library."""
    command = [sys.executable, "-I", "-S", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_an_export_is_verified_without_its_ledger(project: Project, tmp_path: Path, form: str, language: str) -> None:
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="accepted")])
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    out = folder / f"claims.{form}"
    options = ["--unreviewed", "--proof", "--lang", language, "--project", str(project.folder)]
    assert run(["export", form, "--out", str(out), *options]) == 0
    told = alone(folder, f"claims.{form}.proof.pyz", f"claims.{form}")
    assert (told.returncode, told.stdout.split("\t")[:2]) == (0, ["whole", "9 events"])
    assert f"claims.{form}: the export of event 9, unaltered" in told.stderr
    rows = (
        "a workbook's rows are not compared"
        if form == "xlsx"
        else f"the verdicts of {status_of(project)['claims']} rows are those of the log"
    )
    assert f"claims.{form}: {rows}" in told.stderr
    assert {path.name for path in folder.iterdir()} == {f"claims.{form}", f"claims.{form}.proof.pyz"}  # it has written nothing


def test_the_program_needs_nothing_but_the_standard_library(given: Given, tmp_path: Path) -> None:
    source = Path(program.__file__).read_bytes()
    assert unpacked(given.proof)[program.PROGRAM] == source
    tree = ast.walk(ast.parse(source))
    imported = {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for alias in node.names}
    assert {name.split(".")[0] for name in imported} <= {*sys.stdlib_module_names}
    ast.parse(source, feature_version=(3, 9))
    # the source alone does the same, for one who does not run what was sent
    (tmp_path / "claims.csv").write_bytes(given.export)
    (tmp_path / "kept.pyz").write_bytes(given.proof)
    told = alone(tmp_path, program.__file__, "--proof", "kept.pyz", "claims.csv")
    assert told.stdout.startswith("whole\t12 events\thead sha256:")


def test_the_command_verifies_it_where_no_project_is(
    given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIJILL_PROJECT", raising=False)
    (tmp_path / "c.csv").write_bytes(given.export)
    (tmp_path / "c.pyz").write_bytes(given.proof)
    assert run(["verify", "--export", "c.csv", "--proof", "c.pyz"]) == 0
    assert capsys.readouterr().out.startswith("whole\t12 events\thead sha256:")
    (tmp_path / "c.csv").write_bytes(given.export[:-1])
    assert run(["verify", "--export", "c.csv", "--proof", "c.pyz", "--json"]) == 1
    assert "c.csv: not the export of event 12: the bytes are others" in json.loads(capsys.readouterr().out)["faults"]
    assert run(["verify", "--export", "c.csv", "--proof", "none.pyz"]) == 1
    assert capsys.readouterr().out.startswith("none.pyz: no such file or directory\nNOT WHOLE")
    assert run(["verify", "--proof", "c.pyz"]) == 2
    assert run(["export", "csv", "--proof"]) == 2


def test_every_byte_of_the_export_counts(given: Given) -> None:
    assert given.faults() == []
    for at in range(len(given.export)):
        flipped = given.export[:at] + bytes([given.export[at] ^ 1 << at % 8]) + given.export[at + 1 :]
        assert "claims: not the export of event 12: the bytes are others" in Given(flipped, given.proof).faults(), at


def test_every_byte_of_the_proof_counts(given: Given) -> None:
    for at in random.Random(7).sample(range(len(given.proof)), 1500):
        flipped = given.proof[:at] + bytes([given.proof[at] ^ 1 << at % 8]) + given.proof[at + 1 :]
        assert Given(given.export, flipped).faults(), at


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        (b",accepted,", b",rejected,", "claims row 2: r1.c1: rejected in the file, accepted in the log"),
        (b",corrected,", b",,", "claims row 3: r3.c1: not judged in the file, corrected in the log"),
        (b"\r\nr3,r3.c1,", b"\r\nr3,r3.c9,", "claims: its claims are not the 2 of event 12"),
        (b",verdict,", b",judgement,", "claims: its rows cannot be read as csv: 'verdict' is not in list"),
    ],
)
def test_a_row_that_is_not_as_the_log_has_it_is_named(given: Given, was: bytes, becomes: bytes, fault: str) -> None:
    assert given.export.count(was) == 1
    assert fault in Given(given.export.replace(was, becomes), given.proof).faults()


@pytest.mark.parametrize("number", range(1, 13))
def test_an_event_that_was_altered_is_named(given: Given, number: int) -> None:
    def moment(lines: list[bytes]) -> None:
        lines[number - 1] = lines[number - 1].replace(b'"by":"nour"', b'"by":"zaid"')

    def link(lines: list[bytes]) -> None:
        told = json.loads(lines[number - 1])
        other = "sha256:" + "1" * 64
        lines[number - 1] = lines[number - 1].replace(told["previous"].encode(), other.encode())

    def beyond_reading(lines: list[bytes]) -> None:
        lines[number - 1] = b"[" * 5000 + b"\n"

    for change in (moment, link):
        (fault,) = given.altered(change).faults()
        assert fault.startswith(f"event {number} (")
        assert fault.endswith("): altered")
    assert f"event {number}: missing" in given.altered(beyond_reading).faults()


@pytest.mark.parametrize("number", range(1, 13))
def test_an_event_that_is_gone_is_named(given: Given, number: int) -> None:
    assert f"event {number}: missing" in given.altered(lambda lines: lines.__delitem__(number - 1)).faults()


def test_events_in_another_order_twice_or_from_elsewhere_are_named(given: Given, empty: Project) -> None:
    def swapped(lines: list[bytes]) -> None:
        lines[3], lines[5] = lines[5], lines[3]

    def renumbered(lines: list[bytes]) -> None:
        swapped(lines)
        lines[3] = lines[3].replace(b'"seq":6', b'"seq":4')
        lines[5] = lines[5].replace(b'"seq":4', b'"seq":6')

    places = ["event 6 (captured r3): out of its place", "event 4 (captured r2): out of its place"]
    assert given.altered(swapped).faults() == places
    assert "event 4 (captured r3): altered" in given.altered(renumbered).faults()
    assert given.altered(lambda lines: lines.insert(4, lines[3])).faults() == ["event 4 (captured r2): there twice"]
    assert given.altered(lambda lines: lines.__delitem__(slice(3, 6))).faults()[0] == "events 4 to 6: missing"
    strange = unpacked(made(empty).proof)[LOG].splitlines(keepends=True)
    assert "event 1 (founded): none of this log" in given.altered(lambda lines: lines.insert(12, strange[0])).faults()
    assert "log.jsonl: cut off within its last line" in given.altered(lambda lines: lines.append(b"{")).faults()


def test_a_log_cut_off_or_written_anew_is_told_against_a_head_that_came_another_way(project: Project, given: Given) -> None:
    heads = [digest(line) for line in unpacked(given.proof)[LOG].splitlines()]
    assert [given.faults(head) for head in heads] == [[]] * 12
    assert given.altered(lambda lines: lines.__delitem__(slice(8, 12))).faults()[0] == "events 9 to 12: missing"
    # a forger who cuts off the judgements and links the export's event to what is left
    members = unpacked(given.proof)
    lines = members[LOG].splitlines()
    last = {**json.loads(lines[11]), "seq": 9, "previous": heads[7]}
    opening = json.loads(members[OPENING])
    forged = program.canonical(last)
    opening["heads"][opening["writer"]] = [9, digest(forged)]
    log = b"".join(line + b"\n" for line in [*lines[:8], forged])
    anew = Given(given.export, packed({**members, LOG: log, OPENING: program.canonical(opening)}))
    assert not [fault for fault in anew.faults() if not fault.startswith("claims row")]
    (fault,) = [fault for fault in anew.faults(heads[9]) if fault.startswith("head")]
    assert fault.startswith(f"head {heads[9]}: not in the log of this proof")
    assert given.faults(NOTHING_BEFORE) != []


def test_the_proof_of_another_export_is_told(project: Project, given: Given) -> None:
    other = made(project, unreviewed=True)
    assert "claims: not the export of event 13: the bytes are others" in Given(given.export, other.proof).faults()
    assert "claims: its claims are not the 2 of event 12" in Given(other.export, given.proof).faults()
    spliced = packed({**unpacked(given.proof), OPENING: unpacked(other.proof)[OPENING]})
    assert "event 13: not there as the export's event" in Given(other.export, spliced).faults()


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("__main__.py", lambda held: held + b"\n", "proof: __main__.py: altered"),
        ("README.txt", lambda held: held[1:], "proof: README.txt: altered"),
        (OPENING, lambda held: held.replace(b'"claims\\"', b'"c\\"'), OPENS_OTHERWISE),
        (OPENING, lambda held: held.replace(b'"salt":"', b'"salt":"0 '), OPENS_OTHERWISE),
        (OPENING, lambda held: held + b" ", "proof: proof.json: altered, or not in the form in which it is written"),
        (OPENING, lambda held: held.replace(b'"version":1', b'"version":2'), "proof: proof.json: of a version that this program"),
        (OPENING, lambda held: b'{"version":1}', "proof: proof.json: it does not tell what it must"),
        (OPENING, lambda held: b"[" * 100_000, "proof: proof.json: cannot be read: "),
    ],
)  # fmt: skip
def test_what_else_of_the_proof_was_altered_is_named(given: Given, name: str, change: Callable[[bytes], bytes], fault: str) -> None:
    members = unpacked(given.proof)
    assert change(members[name]) != members[name]
    faults = Given(given.export, packed({**members, name: change(members[name])})).faults()
    assert any(one.startswith(fault) for one in faults), faults


@pytest.mark.parametrize("junk", [b"", b"PK", b"no zip at all", b"\x00" * 100], ids=["nothing", "a beginning", "words", "zeros"])
def test_a_file_that_is_no_proof_is_told(given: Given, junk: bytes) -> None:
    (fault,) = Given(given.export, junk).faults()
    assert fault.startswith("proof: this is no proof")
    assert Given(given.export, given.proof + junk).faults() or not junk
    assert Given(given.export, junk + given.proof).faults() or not junk


def test_verdicts_are_those_of_the_moment_in_which_the_export_was_made(project: Project) -> None:
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="accepted")])
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="rejected")])
    undo(project, "r1.c1", "reading")
    judge(project, [Verdict(claim="r1.c2", question="reading", verdict="accepted")])
    undo(project, "r1.c2", "reading")
    withdraw(project, "r2", "consent")
    first = made(project, "jsonl", unreviewed=True)
    assert first.faults() == []
    assert json.loads(first.export.splitlines()[0])["verdict"] == "accepted"
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="rejected")])
    assert made(project, "jsonl", unreviewed=True).faults() == []
    assert first.faults() == []


def test_a_second_reading_that_is_due_or_blind_is_no_fault(project: Project) -> None:
    judge(project, [Verdict(claim="r1.c1", question="reading", verdict="accepted")])
    judge(project, [Verdict(claim="r1.c1", question="second", verdict="asked")])
    second = replace(project, operator="salma")
    before = made(second, "jsonl", unreviewed=True)
    assert before.faults() == []
    assert b"accepted" not in before.export
    otherwise = before.export.replace(b'"verdict": null', b'"verdict": "rejected"', 1)
    assert "claims line 1: r1.c1: rejected in the file, accepted in the log" in Given(otherwise, before.proof).faults()
    judge(second, [Verdict(claim="r1.c1", question="reading", verdict="rejected")])
    after = made(project, "jsonl", unreviewed=True)
    assert after.faults() == []
    assert json.loads(after.export.splitlines()[0])["verdict"] == "accepted"
    assert b'"blind":true' in after.proof


def test_a_judgement_that_was_moved_goes_with_its_claim() -> None:
    def event(number: int, kind: str, **body: object) -> program.Event:
        return program.Event("", "w", number, "", kind, "r1", body, {})

    log = [
        event(1, "judged", key="a", question="reading", verdict="accepted"),
        event(2, "judged", key="a", question="reading", verdict="rejected"),
        event(3, "judged", key="a", question="reading", verdict="corrected", blind=True),
        event(4, "moved", **{"from": "a", "to": "b"}),
        event(5, "undone", undoes=2, restores=1),
        event(6, "judged", key="b", question="belief", verdict="refuted"),
    ]
    after = [program._in_force(log[:number]) for number in range(1, 7)]
    assert after == [
        {("r1", "a"): "accepted"},
        *[{("r1", "a"): "rejected"}] * 2,
        {("r1", "b"): "rejected"},
        *[{("r1", "b"): "accepted"}] * 2,
    ]


def test_no_proof_is_made_of_a_log_that_is_not_whole(project: Project) -> None:
    with writing(project.engine) as connection:
        connection.execute(events.delete().where(events.c.seq == 4))
        connection.execute(contents.delete().where(contents.c.seq == 4))
    with pytest.raises(LedgerError, match=r"no proof can be made, for the log is not whole: event 4: missing"):
        export_with_proof(project, "csv", Wish())
    with project.engine.connect() as connection:
        assert not connection.execute(events.select().where(events.c.kind == "exported")).all()
    assert export(project, "csv", Wish())[1] == 0  # without a proof, as ever


def test_a_proof_holds_nothing_of_what_reports_and_people_say(empty: Project) -> None:
    name, latin = "الحدادي", "canary-77"
    words = f"قال مصدر طبي إن 5 مدنيين قتلوا في تعز أمس، بينهم الطفل يونس {name} {latin}."
    told = {"title": name + latin, "reference": latin + "1", "url": f"https://example.org/{latin}", "outlet": name, "author": latin}
    report = gathered(words, f"{name}-{latin}.txt", forwarded_from=name + latin, **told)
    refused = Refused(source=f"{latin}/{name}.pdf", stage="open", reason=f"{name} {latin}", data=latin.encode())
    entered(empty, report, refused, gathered(f"{latin} is English {name}", latin, language="en", reference=latin))
    judge(empty, [Verdict(claim="r1.c1", question="reading", verdict="corrected", reason=name + latin, corrected={"place": latin})])
    judge(empty, [Verdict(claim="r1.c1", question="belief", verdict="refuted", reason=latin)])
    undo(empty, "r1.c1", "belief")
    given = made(empty, "jsonl", names=True, unreviewed=True)
    assert name.encode() in given.export
    assert given.faults() == []
    for canary in (name, latin, "يونس", "تعز"):
        # its members are not packed, so that nothing can hide in it
        assert canary.encode() not in given.proof
        assert json.dumps(canary)[1:-1].encode() not in given.proof


def test_events_of_every_kind_tell_only_words_of_the_program_numbers_and_digests(tmp_path: Path) -> None:
    plain = re.compile(r"[a-z_]{1,16}|[rbf]\d+|rules [\d.]+|sha256:[0-9a-f]{64}")
    project = history(tmp_path / "project", 170, 2)
    told = [json.loads(line) for line in unpacked(made(project, "jsonl", unreviewed=True).proof)[LOG].splitlines()]
    kinds = {"founded", "received", "captured", "read", "failed", "settled", "judged", "undone", "withheld", "released",
             "withdrawn", "exported"}  # fmt: skip
    assert {event["kind"] for event in told} >= kinds
    for event in told:
        assert event["by"] in OPERATORS
        assert event["subject"] is None or plain.fullmatch(event["subject"])
        assert all(commitment.startswith("sha256:") and plain.fullmatch(commitment) for commitment in event["parts"].values())
        for word in words_in(event["body"]):
            assert plain.fullmatch(word), f"{event['kind']}: {word}"


def words_in(value: object) -> Iterator[str]:
    """Every string in a body, its keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (word for pair in value.items() for part in pair for word in words_in(part))
    elif isinstance(value, list):
        yield from (word for part in value for word in words_in(part))
