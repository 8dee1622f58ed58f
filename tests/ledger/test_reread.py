"""Reports read again: by a reader that reads otherwise, and out of bytes that a newer extractor takes apart otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import CliRunner

from sijill.cli.command import sijill_command
from sijill.collect.item import Gathered
from sijill.errors import LedgerError
from sijill.ledger import extract_anew
from sijill.ledger import take as taking
from sijill.ledger.again import reread
from sijill.ledger.anchor import found_again, squeezed
from sijill.ledger.export import Wish, export
from sijill.ledger.extract_anew import NotExtractedError, extracted_anew, with_text
from sijill.ledger.judge import Verdict, judge, undo
from sijill.ledger.newer import Reread
from sijill.ledger.project import Project
from sijill.ledger.queue import Task, queue
from sijill.ledger.rebuild import differences, rebuild
from sijill.ledger.second import eyes_of
from sijill.ledger.status import status_of
from sijill.ledger.verify import verify
from sijill.ledger.view import claim_named, judgements_of
from sijill.ledger.withdraw import withdraw
from sijill.record.claim import Claim, Reading
from tests.ledger.conftest import entered, gathered

TEXT = "قال مصدر طبي إن 12 مدنيا قتلوا في تعز أمس.\nوأضاف المصدر أن 7 جنود أصيبوا في إب.\nونزح بعد ذلك بأيام قليلة 300 مدني من حرض."


def again(project: Project, extract: Callable[[Gathered], Gathered] = extracted_anew) -> Reread:
    told: list[Reread] = []
    reread(project, [], told.append, extract=extract)
    return told[0]


def text_of(words: str, extractor: str = "text 0.2.0") -> Callable[[Gathered], Gathered]:
    """An extractor of tomorrow, which takes those words out of the same bytes."""
    return lambda item: with_text(item, replace(item, text=words, extractor=extractor))


def reader_that(change: Callable[[Claim], Claim | None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader of tomorrow, which reads claims otherwise or not at all."""
    read = taking.read_known

    def other(report: object, name: str) -> Reading:
        reading: Reading = read(report, name)  # type: ignore[arg-type]
        return replace(reading, claims=tuple(made for one in reading.claims if (made := change(one))))

    monkeypatch.setattr(taking, "read_known", other)


def reading(claim: str, verdict: str = "accepted", **more: object) -> Verdict:
    return Verdict(claim=claim, question="reading", verdict=verdict, **more)  # type: ignore[arg-type]


def waiting(project: Project) -> list[Task]:
    with project.engine.connect() as connection:
        return [task for task in queue(connection, eyes_of(project, connection)) if task.kind != "unjudged"]


def rows(project: Project) -> list[dict[str, object]]:
    """The rows of an export of what people have accepted or corrected."""
    return [json.loads(line) for line in export(project, "jsonl", Wish())[0].decode().splitlines()]


@pytest.fixture
def one(empty: Project) -> Project:
    """A project with one report: r1.c1 killed 12, r1.c2 injured 7, r1.c3 displaced 300."""
    entered(empty, gathered(TEXT))
    with empty.engine.connect() as connection:
        figures = [claim_named(connection, f"r1.c{number}")[2].effect for number in (1, 2, 3)]
    assert figures == ["killed", "injured", "displaced"]
    return empty


def test_a_persons_value_stays_where_the_reader_reads_otherwise(one: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    judge(one, [reading("r1.c1"), reading("r1.c2", "corrected", corrected={"low": 8})])
    reader_that(lambda claim: replace(claim, group="children", scope="total") if claim.effect == "killed" else claim, monkeypatch)
    told = again(one)
    assert (told.same, told.changed, told.new, told.gone, told.moved) == (2, 1, 0, 0, 0)
    assert [(one.kind, one.name, one.words) for one in told.claims] == [
        ("changed", "r1.c1", "people children, was civilians, scope total, was event; judged by a person")
    ]
    (task,) = waiting(one)
    assert (task.kind, task.name) == ("differs", "r1.c1")
    assert task.why == "the reader differs: group children, judged as civilians, scope total, judged as event"
    assert [(row["claim"], row["group"], row["scope"], row["low"]) for row in rows(one)] == [
        ("r1.c1", "civilians", "event", 12),
        ("r1.c2", "combatants", "event", 8),
    ]
    judge(one, [reading("r1.c1")])
    assert waiting(one) == []
    assert rows(one)[0]["group"] == "children"
    assert rebuild(one) == []


def test_what_is_no_longer_read_is_kept_and_waits_until_it_is_dismissed(one: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    judge(one, [reading("r1.c3", "rejected"), Verdict(claim="r1.c3", question="belief", verdict="refuted")])
    with monkeypatch.context() as patched:
        reader_that(lambda claim: None if claim.effect == "displaced" else claim, patched)
        told = again(one)
    assert (told.same, told.gone) == (2, 1)
    (task,) = waiting(one)
    assert (task.kind, task.why) == ("gone", "no longer read: reading rejected by nour; belief refuted by nour")
    assert (told.claims[0].name, told.claims[0].words) == (task.name, "was c3; judged by a person")
    with pytest.raises(LedgerError, match="no judgement is of a claim with this key"):
        judge(one, [Verdict(claim="r1.0123456789ab", question="gone", verdict="dismissed")])
    with pytest.raises(LedgerError, match="no name of what is no longer read"):
        judge(one, [Verdict(claim="r1.c1", question="gone", verdict="dismissed")])
    assert judge(one, [Verdict(claim=task.name, question="gone", verdict="dismissed", reason="seen")]) == [task.name]
    assert waiting(one) == []
    assert again(one).new == 1  # it is read again: the judgement is its own again
    with one.engine.connect() as connection:
        assert claim_named(connection, task.name)[2].id == "c3"
    assert (status_of(one)["rejected"], waiting(one)) == (1, [])
    assert rebuild(one) == []


def test_judgements_move_with_their_words_to_a_text_that_was_extracted_anew(one: Project) -> None:
    judge(one, [reading("r1.c1", reason="seen"), reading("r1.c2", "corrected", corrected={"low": 8}), reading("r1.c3")])
    judge(one, [reading("r1.c1", "rejected"), Verdict(claim="r1.c1", question="belief", verdict="contested")])
    words = TEXT.replace("أصيبوا", "قتلوا").replace("في تعز", "في  تعز")
    told = again(one, text_of("الصفحة الرئيسة\n" + words))
    assert (told.extractor, told.moved, told.same, told.new, told.gone) == ("text 0.2.0", 2, 2, 1, 1)
    with one.engine.connect() as connection:
        held, _, claim = claim_named(connection, "r1.c1")
        history = judgements_of(connection, held.number, claim.key)
    assert held.text == "الصفحة الرئيسة\n" + words
    assert held.row["extractor"] == "text 0.2.0"
    assert [(row["verdict"], row["in_force"]) for row in history] == [("accepted", 0), ("rejected", 1), ("contested", 1)]
    assert {row["first_key"] for row in history} == {json.loads(history[0]["judged"])["key"]}
    assert [(task.kind, task.judged["figure"]["text"]) for task in waiting(one) if task.judged] == [("gone", "7 جنود")]
    assert verify(one).faults == []
    assert differences(one) == []
    undo(one, "r1.c1", "reading")
    assert [(row["claim"], row["reason"]) for row in rows(one)] == [("r1.c1", "seen"), ("r1.c3", None)]
    assert again(one, text_of(TEXT, "text 0.3.0")).moved == 2  # and back, to the text before
    assert {row["first_key"] for row in _all(one, "r1.c1")} == {row["key"] for row in _all(one, "r1.c1")}
    assert rebuild(one) == []
    assert verify(one).faults == []
    withdraw(one, "r1", "consent")
    assert verify(one).faults == []
    assert differences(one) == []


def _all(project: Project, name: str) -> list[dict[str, object]]:
    with project.engine.connect() as connection:
        held, _, claim = claim_named(connection, name)
        return [dict(row) for row in judgements_of(connection, held.number, claim.key)]


def test_what_hardly_shares_a_word_is_no_text_of_the_report(one: Project) -> None:
    judge(one, [reading("r1.c1")])
    told = again(one, text_of("تسربت مياه الأمطار إلى السوق صباحا"))
    assert told.reason == "text 0.2.0 takes another text out of it, with few of the same words; its text stays as it was"
    assert waiting(one) == []
    assert again(one).same == 3


def test_the_bytes_are_taken_apart_again_by_a_newer_extractor_alone(one: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    item = gathered(TEXT)
    assert extracted_anew(item) is item
    older = replace(item, text=TEXT.replace("\n", " "), extractor="text 0.0.9")
    made = extracted_anew(older)
    assert (made.text, made.extractor) == (TEXT, "text 0.1.0")
    assert extracted_anew(replace(older, extractor="table 0.0.9")).text == older.text
    with pytest.raises(NotExtractedError, match=r"trafilatura .* takes no text out of it"):
        extracted_anew(replace(older, extractor="trafilatura 0.1", media_type="text/html"))
    monkeypatch.setitem(extract_anew.EXTRACTORS, "text", ("feed", "EXTRACTOR"))
    assert again(one).same == 3


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ("Yesterday 12 died in Taiz, as he said.", "12"),
        ("News\n\nYesterday\n12  died in\nTaiz, as he said.", "12"),
        ("In Aden, yesterday. Yesterday 12 died in Ibb.", "12"),  # what stands before is the same
        ("Of whom 12 died in Taiz, as he said.", "12"),  # what stands after is
        ("Yesterday 12 died in Taiz, as he said. Yesterday 12 died in Taiz, as he said.", None),
        ("Yesterday 13 died in Taiz, as he said.", None),
        ("Yesterday 12,5 died in Ibb. He says 12 died in Aden.", None),
        ("12", None),
    ],
)
def test_words_are_found_again_by_what_stands_around_them(new: str, found: str | None) -> None:
    old = "In Aden, yesterday. Yesterday 12 died in Taiz, as he said."
    place = found_again(squeezed(old), 30, 32, squeezed(new))
    assert (new[place[0] : place[1]] if place else None) == found


def test_the_command_names_what_has_changed(one: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    judge(one, [reading("r1.c1")])
    reader_that(lambda claim: replace(claim, group="children") if claim.effect == "killed" else claim, monkeypatch)
    told = CliRunner().invoke(sijill_command, ["reread", "--jobs", "1", "--project", str(one.folder)])
    assert told.output.splitlines() == [
        "changed\tr1\t2 same, 1 changed, 0 new, 0 gone",
        "  changed\tr1.c1\tpeople children, was civilians; judged by a person",
        "1 changed",
    ]
    lines = CliRunner().invoke(sijill_command, ["queue", "--limit", "1", "--project", str(one.folder)]).output
    name, why, what, words = lines.rstrip("\n").split("\t")
    assert (name, why, what) == ("r1.c1", "the reader differs: group children, judged as civilians", "killed 12 children")
    assert words == "قال مصدر طبي إن [12 مدنيا] قتلوا في تعز أمس"
    again_told = CliRunner().invoke(sijill_command, ["reread", "--jobs", "1", "--json", "--project", str(one.folder)])
    assert json.loads(again_told.stdout)["kind"] == "same"
