"""A report's cells and the words beside it."""

import pytest

from handlers.views.report_sheet import comment, defused
from tests.block_kit import HOSTILE, harm_in


@pytest.mark.parametrize(
    "begin", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", " =", "\u200b="]
)
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(begin):
    assert defused(f"{begin}1") == f"'{begin}1"


@pytest.mark.parametrize("cell", ["", "Ana", "1 - 1", "a=b", "'quoted", "2026-11-23", "\u00e4+"])
def test_any_other_cell_stays_as_it_is(cell):
    assert defused(cell) == cell


def test_the_words_say_what_it_tells_of_and_whether_it_is_cut():
    assert "All processes. It tells of 2 steps." in comment(None, None, 2, is_cut=False)
    assert "Bins, since 2026-10-01. It tells of 1 step." in comment(
        "Bins", "2026-10-01", 1, is_cut=False
    )
    assert "ends after the newest 100,000" in comment(None, None, 100_000, is_cut=True)
    assert "it is empty" in comment(None, None, 0, is_cut=False)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_does_no_harm_beside_the_file(text):
    words = comment(text, None, 3, is_cut=True)
    assert harm_in(words) == []
    assert len(words) < 1000
