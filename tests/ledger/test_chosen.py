"""A list is exported: the claims that were asked for and no others; the log tells of what kind the list was, and no word of it."""

from __future__ import annotations

import json

from sqlalchemy import select

from sijill.ledger.chosen import kinds_of
from sijill.ledger.export import Wish, export
from sijill.ledger.project import Project
from sijill.ledger.schema import events
from sijill.ledger.search import Wanted
from tests.ledger.conftest import entered, gathered


def exported(project: Project, wanted: Wanted) -> list[dict[str, object]]:
    made, count = export(project, "jsonl", Wish(unreviewed=True, of=wanted))
    rows = [json.loads(line) for line in made.decode().splitlines()]
    assert len(rows) == count
    return rows


def body(project: Project) -> dict[str, object]:
    with project.engine.connect() as connection:
        made = connection.execute(select(events.c.bytes).where(events.c.kind == "exported").order_by(events.c.seq.desc())).scalar()
    told: dict[str, object] = json.loads(bytes(made or b"{}"))
    return told


def test_the_claims_of_a_list_are_exported(project: Project) -> None:
    everything, _ = export(project, "jsonl", Wish(unreviewed=True))
    rows = [json.loads(line) for line in everything.decode().splitlines()]
    killed = [row["claim"] for row in rows if row["effect"] == "killed"]
    assert 0 < len(killed) < len(rows)
    assert [row["claim"] for row in exported(project, Wanted(effect="killed"))] == killed
    assert {row["report"] for row in exported(project, Wanted(words="درنة"))} == {"r1"}
    assert exported(project, Wanted(words="كلمةلاتوجد")) == []
    both = exported(project, Wanted(words="تعز", effect="killed"))
    assert [row["claim"] for row in both] == [name for name in killed if str(name).startswith("r3.")]


def test_the_log_tells_what_kind_of_list_it_was_and_no_word_of_it(project: Project) -> None:
    exported(project, Wanted(words="تعز", spot="تعز", origin="official", since=None))
    told = body(project)
    assert told["body"]["of"] == ["place", "voice", "words"]  # type: ignore[index]
    assert "تعز" not in json.dumps(told, ensure_ascii=False)
    export(project, "csv", Wish())
    assert "of" not in body(project)["body"]  # type: ignore[operator]
    assert kinds_of(Wanted()) == []


def test_what_may_not_be_seen_chooses_nothing(empty: Project) -> None:
    """An operator without the right cannot find out by a list's export on whose word a claim is."""
    entered(empty, gathered("وقالت سلمى عوض الحارثي، وهي من سكان الحي، إن خمسة أشخاص قتلوا في قصف على تعز."))
    other = Project(empty.folder, "someone", empty.settings)
    with empty.engine.connect() as connection:
        (name,) = set(connection.exec_driver_sql("SELECT voice FROM claim WHERE origin_shown LIKE '%███%'").scalars())
    assert len(exported(empty, Wanted(origin=name))) > 0
    assert exported(other, Wanted(origin=name, sees_names=True)) == []
    other.engine.dispose()
