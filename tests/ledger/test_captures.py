"""Where a report came from: the file out of which it was taken is kept, and every further place leaves a trace."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from sijill.cli.command import run
from sijill.collect.item import Item, Refusal, Refused
from sijill.collect.sources import open_source
from sijill.errors import LedgerError
from sijill.ledger.add import Outcome, add
from sijill.ledger.again import retry
from sijill.ledger.canonical import digest
from sijill.ledger.log import parts_of, walk
from sijill.ledger.met import captures_of
from sijill.ledger.project import Project
from sijill.ledger.rebuild import differences
from sijill.ledger.schema import container
from sijill.ledger.stream import keep_stream
from sijill.ledger.verify import verify
from tests.ledger.conftest import entered, gathered

ONE, TWO = "قتل 3 مدنيين في قصف على حلب.", "وأصيب 4 مدنيين في تعز."
TABLE = f"id,text\n1,{ONE}\n2,{TWO}\n".encode()


def taken(project: Project, path: Path, content: bytes, mapping: dict[str, str] | None = None) -> list[Outcome]:
    """The outcomes of adding a file as the command does."""
    path.write_bytes(content)
    outcomes: list[Outcome] = []
    add(project, open_source(path, mapping, keep=partial(keep_stream, project.vault)), outcomes.append)
    return outcomes


def kinds(project: Project) -> list[str]:
    with project.engine.connect() as connection:
        return [event.kind for event in walk(connection)]


def told_of(project: Project, kind: str) -> list[tuple[dict[str, object], dict[str, object]]]:
    """The body and the part of every event of a kind."""
    with project.engine.connect() as connection:
        found = [event for event in walk(connection) if event.kind == kind]
        return [(dict(event.body), json.loads(next(iter(parts_of(connection, event).values())))) for event in found]


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in members.items():
            packed.writestr(name.replace("_", "."), content)
    return made.getvalue()


def test_a_container_is_kept_once_and_named_by_what_came_out_of_it(empty: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert [outcome.kind for outcome in taken(empty, path, TABLE)] == ["captured", "captured"]
    assert empty.vault.read(digest(TABLE)) == TABLE
    ((body, told),) = told_of(empty, "received")
    assert body == {"kind": "csv"}
    assert told == {"digest": digest(TABLE), "size": len(TABLE), "media_type": "text/csv", "source": str(path)}
    captures = [told for _, told in told_of(empty, "captured")]
    assert [(told["container"], told["place"]) for told in captures] == [(digest(TABLE), "row 2"), (digest(TABLE), "row 3")]
    assert kinds(empty) == ["founded", "received", "captured", "read", "captured", "read"]
    assert [outcome.kind for outcome in taken(empty, path, TABLE)] == ["known", "known"]
    assert kinds(empty) == ["founded", "received", "captured", "read", "captured", "read"]
    verdict = verify(empty)
    assert (verdict.faults, verdict.notes, verdict.files) == ([], [], 3)


def test_the_outermost_of_archives_in_each_other_is_kept_and_the_way_told(empty: Project, tmp_path: Path) -> None:
    content = zipped(a_zip=zipped(b_csv=TABLE))
    taken(empty, tmp_path / "x.zip", content)
    assert [told["place"] for _, told in told_of(empty, "captured")] == ["a.zip » b.csv » row 2", "a.zip » b.csv » row 3"]
    assert [told["digest"] for _, told in told_of(empty, "received")] == [digest(content)]


def test_a_plain_file_is_its_own_evidence(empty: Project, tmp_path: Path) -> None:
    taken(empty, tmp_path / "a.txt", ONE.encode())
    assert kinds(empty) == ["founded", "captured", "read"]
    assert [(told["container"], told["place"]) for _, told in told_of(empty, "captured")] == [(None, None)]


def test_a_container_that_yields_nothing_but_a_failure_is_kept_and_one_that_yields_nothing_is_not(empty: Project, tmp_path: Path) -> None:
    broken = b"PK\x03\x04 no zip"
    (outcome,) = taken(empty, tmp_path / "x.zip", broken)
    assert (outcome.kind, outcome.stage) == ("failed", "open")
    assert empty.vault.read(digest(broken)) == broken
    assert taken(empty, tmp_path / "y.zip", zipped()) == []
    assert len(list(empty.vault.files())) == 1
    assert verify(empty).notes == []


def test_a_bomb_is_refused_and_kept_as_it_is_packed(empty: Project, tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * 300_000_000, 9)
    (outcome,) = taken(empty, tmp_path / "bomb.jsonl.gz", bomb)
    assert (outcome.kind, outcome.stage) == ("failed", "limit")
    assert [path.stat().st_size for path in empty.vault.files()] == [len(bomb)]


def test_altered_bytes_of_a_container_are_told_with_what_stands_on_them(empty: Project, tmp_path: Path) -> None:
    taken(empty, tmp_path / "a.csv", TABLE)
    path = empty.vault.path(digest(TABLE))
    path.write_bytes(TABLE.replace(b"1", b"7"))
    assert verify(empty).faults == [f"vault {path.parent.name}/{path.name} (b1, r1, r2): altered"]
    path.unlink()
    assert verify(empty).faults == [f"vault {path.name} (b1, r1, r2): missing"]


def test_a_container_that_is_withdrawn_while_it_is_added_stops_the_add(empty: Project, tmp_path: Path) -> None:
    def items() -> Iterator[Item]:
        yield from open_source(tmp_path / "a.csv", keep=partial(keep_stream, empty.vault))
        empty.vault.drop(digest(TABLE))

    (tmp_path / "a.csv").write_bytes(TABLE)
    with pytest.raises(LedgerError, match="withdrawn while it was being added"):
        add(empty, items(), lambda outcome: None)
    assert kinds(empty) == ["founded"]
    assert [outcome.kind for outcome in taken(empty, tmp_path / "a.csv", TABLE)] == ["captured", "captured"]


def test_a_report_met_elsewhere_leaves_a_trace_once(empty: Project) -> None:
    entered(empty, gathered(ONE, "a.txt"))
    for _ in range(2):
        assert [outcome.kind for outcome in entered(empty, gathered(ONE, "b.txt"), gathered(ONE, "b.txt"))] == ["known", "known"]
        assert [outcome.name for outcome in entered(empty, gathered(ONE, "a.txt"))] == ["r1"]
    with empty.engine.connect() as connection:
        assert [(row["source"], row["by"]) for row in captures_of(connection, 1)] == [("a.txt", "nour"), ("b.txt", "nour")]
    assert kinds(empty) == ["founded", "captured", "read", "met"]
    assert differences(empty) == []
    assert verify(empty).faults == []


def test_one_add_that_meets_a_report_twice_tells_both_places(empty: Project) -> None:
    entered(empty, gathered(ONE, "a.txt"), gathered(ONE, "b.txt"))
    assert kinds(empty) == ["founded", "captured", "read", "met"]


def test_what_is_known_out_of_another_container_keeps_that_too(empty: Project, tmp_path: Path) -> None:
    taken(empty, tmp_path / "a.csv", TABLE)
    grown = TABLE + f"3,{ONE} {TWO}\n".encode()
    assert [outcome.kind for outcome in taken(empty, tmp_path / "a.csv", grown)] == ["known", "known", "captured"]
    assert [told["digest"] for _, told in told_of(empty, "received")] == [digest(TABLE), digest(grown)]
    assert kinds(empty).count("met") == 0
    assert verify(empty).faults == []
    taken(empty, tmp_path / "b.csv", TABLE)
    assert kinds(empty).count("met") == 2


def test_a_source_that_no_store_takes_is_met_once(empty: Project) -> None:
    for _ in range(2):
        entered(empty, gathered(ONE, "a.txt"), gathered(ONE, "\udcff\x00.txt"))
    assert kinds(empty) == ["founded", "captured", "read", "met"]


def test_show_lists_where_a_report_came_from(empty: Project, capsys: pytest.CaptureFixture[str]) -> None:
    entered(empty, gathered(ONE, "a.txt"), gathered(ONE, "b.txt"))
    assert run(["show", "r1", "--project", str(empty.folder)]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines() if line.startswith("captured")]
    assert [(line[2], line[3]) for line in lines] == [("nour", "a.txt"), ("nour", "b.txt")]
    assert run(["show", "r1", "--json", "--project", str(empty.folder)]) == 0
    told = json.loads(capsys.readouterr().out)["captures"]
    assert [(one["source"], one["container"], one["by"]) for one in told] == [("a.txt", None, "nour"), ("b.txt", None, "nour")]


def test_a_failure_is_tried_again_out_of_its_container(empty: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.zip"
    content = zipped(a_csv=TABLE.replace(b"text", b"words"), b_txt=b"")
    outcomes = taken(empty, path, content)
    assert [(outcome.kind, outcome.stage) for outcome in outcomes] == [("failed", "mapping"), ("failed", "text")]
    path.unlink()
    again: list[Outcome] = []
    retry(empty, ["f1"], again.append)
    assert [(outcome.kind, outcome.name, outcome.source) for outcome in again] == [("failed", "f1", f"{path} » a.csv")]
    from sijill.collect import columns

    names = columns._names()  # a later version knows this name of a column
    monkeypatch.setattr(columns, "_names", lambda: {**names, "text": ["words"]})
    again.clear()
    retry(empty, ["f1"], again.append)
    assert [(outcome.kind, outcome.source) for outcome in again] == [
        ("captured", f"{path} » a.csv » row 2"), ("captured", f"{path} » a.csv » row 3"),
    ]  # fmt: skip
    assert [told["container"] for _, told in told_of(empty, "captured")] == [digest(content)] * 2
    assert verify(empty).faults == []
    with empty.engine.connect() as connection:
        assert len(connection.execute(select(container)).all()) == 1


def test_a_row_is_tried_again_with_the_columns_that_were_told(empty: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> Item:
        raise Refusal(str(tmp_path / "a.csv") + " » row 2", "limit", "too much", b"1")

    with monkeypatch.context() as patched:
        patched.setattr("sijill.collect.table.report", refuses)
        taken(empty, tmp_path / "a.csv", TABLE.replace(b"text", b"words"), {"text": "words"})
    again: list[Outcome] = []
    retry(empty, ["f1"], again.append)
    assert [(outcome.kind, outcome.claims, outcome.source) for outcome in again] == [("captured", 1, f"{tmp_path / 'a.csv'} » row 2")]


def test_altered_bytes_are_not_tried_again(empty: Project, tmp_path: Path) -> None:
    taken(empty, tmp_path / "a.csv", b"one,two\n1,2\n")
    empty.vault.path(digest(b"one,two\n1,2\n")).write_bytes(TABLE)
    with pytest.raises(LedgerError, match="altered"):
        retry(empty, [], lambda outcome: None)


def test_a_refusal_without_a_container_is_as_it_was(empty: Project) -> None:
    entered(empty, Refused(source="a.pdf", stage="open", reason="no PDF", data=b"%PDF"))
    ((_, told),) = told_of(empty, "failed")
    assert set(told) == {"identity", "source", "reason", "digest"}
