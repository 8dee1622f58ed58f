"""A text in pieces: cut at marks and around what a browser rewrites, each piece with the code point at which it starts."""

from __future__ import annotations

import pytest

from sijill.web.marked import Mark, is_shown, paragraphs


def pieces(content: str, *marks: Mark, covered: tuple[tuple[int, int], ...] = ()) -> list[list[tuple[int, str, tuple[str, ...]]]]:
    return [
        [(piece.at, "[]" if piece.covered else piece.words, piece.kinds) for piece in line] for line in paragraphs(content, marks, covered)
    ]


def test_pieces_begin_and_end_with_marks() -> None:
    assert pieces("قتل 12 في تعز", Mark(4, 6, "figure", "c1"), Mark(10, 13, "place", "c1")) == [
        [(0, "قتل ", ()), (4, "12", ("figure",)), (6, " في ", ()), (10, "تعز", ("place",))]
    ]


def test_marks_over_each_other_share_pieces() -> None:
    (line,) = paragraphs("abcdef", [Mark(0, 4, "voice", "c1"), Mark(2, 6, "place", "c2"), Mark(2, 4, "place", "c2")])
    assert [(piece.at, piece.words, piece.kinds, piece.claims) for piece in line] == [
        (0, "ab", ("voice",), ("c1",)), (2, "cd", ("voice", "place"), ("c1", "c2")), (4, "ef", ("place",), ("c2",)),
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_line_ends_are_in_no_piece(end: str) -> None:
    assert pieces(f"اب{end}جد") == [[(0, "اب", ())], [(2 + len(end), "جد", ())]]


def test_what_a_browser_rewrites_is_in_no_piece() -> None:
    assert pieces("a\0b\x0cc\x1fd\ufdd0e\ud800f") == [[(0, "a", ()), (2, "b", ()), (4, "c", ()), (6, "d", ()), (8, "e", ()), (10, "f", ())]]
    assert [is_shown(char) for char in ("\t", " ", "\u200d", "\u202e", "\u064e", "😀", "\0", "\r", "\n", "\u2028", "\ud800")] == [
        True, True, True, True, True, True, False, False, False, False, False,
    ]  # fmt: skip


def test_what_is_covered_is_one_piece_without_its_words() -> None:
    assert pieces("قتل يونس سعيد أمس", Mark(4, 8, "person", "c1"), covered=((4, 13),)) == [
        [(0, "قتل ", ()), (4, "[]", ("person",)), (13, " أمس", ())]
    ]


def test_a_mark_of_no_kind_only_cuts() -> None:
    assert pieces("abcd", Mark(1, 3, "", "")) == [[(0, "a", ()), (1, "bc", ()), (3, "d", ())]]
    (line,) = paragraphs("abcd", [Mark(1, 3, "", "")])
    assert [piece.claims for piece in line] == [(), (), ()]


def test_lines_of_white_space_are_left_out() -> None:
    assert pieces("ا\n \t \nب") == [[(0, "ا", ())], [(6, "ب", ())]]


def test_no_mark_parts_a_letter_from_its_vowels() -> None:
    assert pieces("قُتِلَ تِسْعَةُ", Mark(0, 5, "cue", "c1")) == [[(0, "قُتِلَ", ("cue",)), (6, " تِسْعَةُ", ())]]
