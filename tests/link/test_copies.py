"""Copies of every kind are told, with every figure that was changed; what was written by another hand is none."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from sijill.link.copies import Copies, Copy, compared, document_of
from sijill.link.passages import passages_of
from tests.link.copied import RIGHT, PairMade, pairs
from tests.link.told import read


@cache
def found() -> tuple[tuple[PairMade, Copy | None], ...]:
    made = []
    for pair in pairs():
        copies = Copies()
        copies.add(pair.one)
        made.append((pair, next(iter(copies.add(pair.other)), None)))
    return tuple(made)


def test_eighty_pairs_are_told_for_what_they_are() -> None:
    wrong = [(pair.kind, copy and copy.kind) for pair, copy in found() if (copy.kind if copy else None) != RIGHT.get(pair.kind)]
    assert len(found()) == 80
    assert len(wrong) <= 4, wrong


def test_no_independent_pair_is_called_a_copy() -> None:
    assert [pair.kind for pair, copy in found() if copy and pair.kind not in RIGHT] == []


def test_every_changed_figure_is_told_and_no_other() -> None:
    for pair, copy in found():
        told = {tuple(int(re.findall(r"\d+", words)[0]) for words in (one.before, one.after)) for one in (copy.changed if copy else ())}
        assert told == set(pair.changed), pair.kind


def test_the_earlier_report_is_the_origin() -> None:
    assert {(copy.origin, copy.why) for _, copy in found() if copy} == {("a", "published 1 day earlier")}


def test_a_credit_line_goes_before_the_day() -> None:
    text = next(pairs()).one.text
    later = document_of("a", read(text, date(2018, 2, 3), "شبكة الأفق"), passages_of("a", text), "شبكة الأفق")
    credited = f"{text}\nالمصدر: شبكة الأفق"
    copy = document_of("b", read(credited, date(2018, 2, 1), "موقع المدى"), passages_of("b", credited), "موقع المدى")
    told = compared(later, copy)
    assert told is not None
    assert (told.origin, told.why) == ("a", "b names شبكة الأفق")


def test_where_nothing_tells_the_direction_it_is_not_known() -> None:
    pair = next(pairs())
    undated = document_of("c", read(pair.one.text, None, "موقع المدى"), passages_of("c", pair.one.text), "موقع المدى")
    told = compared(pair.one, undated)
    assert told is not None
    assert told.origin is None
