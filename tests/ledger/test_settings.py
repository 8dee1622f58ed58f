"""A project's settings are checked at the door, and what is wrong in them is named."""

from __future__ import annotations

import pytest

from sijill.errors import LedgerError, ProjectError
from sijill.ledger.beliefs import scales
from sijill.ledger.judge import Verdict, judge
from sijill.ledger.project import Project, find_project
from sijill.ledger.settings import parse_settings, written_settings


def test_a_new_project_tells_all_its_settings() -> None:
    told = parse_settings(written_settings("nour"), "sijill.toml")
    assert (told.operator, told.second_readings, told.beliefs.name, told.names) == ("nour", 0, "credible", frozenset({"nour"}))


def test_the_operator_alone_has_the_right_to_names_unless_others_are_told() -> None:
    assert parse_settings('operator = "nour"', "s").names == {"nour"}
    assert parse_settings('operator = "nour"\n[rights]\nnames = ["huda"]', "s").names == {"huda"}


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("operator = 3", "tells no operator"),
        ('operator = "n"\nsecond_reading = 10', "'second_reading' is no setting"),
        ('operator = "n"\nsecond_readings = 101', "second_readings is 101"),
        ('operator = "n"\nsecond_readings = true', "second_readings is True"),
        ('operator = "n"\nbeliefs = "stars"', "none of credible, airwars, admiralty"),
        ('operator = "n"\n[rights]\nname = ["x"]', r"\[rights\] knows names alone"),
        ('operator = "n"\n[rights]\nnames = "x"', "a list of pseudonyms"),
        ("operator = ", "sijill.toml: "),
    ],
)
def test_what_is_wrong_is_named(words: str, fault: str) -> None:
    with pytest.raises(ProjectError, match=fault):
        parse_settings(words, "sijill.toml")


def test_a_pair_of_grades_has_its_words() -> None:
    scale = scales()["admiralty"]
    assert len(scale.grades) == 36
    assert scale.word("B2", "en") == "source usually reliable · probably true"
    assert scale.word("credible", "en") == "credible"


def test_a_project_believes_on_the_scale_that_it_has_chosen(project: Project) -> None:
    path = project.folder / "sijill.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"credible"', '"admiralty"', 1), encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace('beliefs = "credible"', 'beliefs = "admiralty"'), encoding="utf-8")
    again = find_project(project.folder)
    assert judge(again, [Verdict(claim="r1.c1", question="belief", verdict="B2")]) == ["r1.c1"]
    with pytest.raises(LedgerError, match="'credible' is none of A1"):
        judge(again, [Verdict(claim="r1.c1", question="belief", verdict="credible")])
    again.engine.dispose()
