"""Real exports and SOPs of other people are read as expected; docs/intake.md tells how well."""

import os
from pathlib import Path

import pytest
from expectations import load_expectations
from grading import grade
from grading_table import said, table

from intake import reading
from intake.found import Upload

ROOT = Path(__file__).parents[2]
FILES = ROOT.parent / "shared" / "data" / "intake"
PAGE = ROOT / "docs" / "intake.md"
BEGIN, END = "<!-- The table is written by `make table`. -->\n", "<!-- End of the table. -->\n"

pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not here")


@pytest.fixture(scope="module")
def grades():
    return [grade(one, read(one.file)) for one in load_expectations()]


def read(name):
    path = FILES / name
    return reading.read(Upload(path.name, path.read_bytes()))


def test_of_a_hundred_steps_ninety_five_are_found_in_order(grades):
    expected = sum(one.steps_expected for one in grades)
    assert sum(one.steps_found for one in grades) >= 0.95 * expected


def test_the_share_holds_without_the_largest_export_as_well(grades):
    others = [one for one in grades if one.system != "monday"]
    expected = sum(one.steps_expected for one in others)
    assert sum(one.steps_found for one in others) >= 0.95 * expected


def test_of_ten_cadences_nine_are_right(grades):
    cadences = sum((one.cadences for one in grades), start=type(grades[0].cadences)())
    assert cadences["right"] >= 0.9 * said(cadences)
    assert not cadences["invented"]


def test_the_page_shows_each_file_as_it_is_read_today(grades):
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    written, _, after = rest.partition(END)
    now = table(grades)
    if os.environ.get("BATON_TABLE") == "write":
        PAGE.write_text(f"{before}{BEGIN}{now}{END}{after}", encoding="utf-8")
        return
    assert written == now, "`make table` writes it anew"


def test_no_file_is_left_without_a_word():
    graded = {one.file for one in load_expectations()}
    real = {str(path.relative_to(FILES)) for path in FILES.glob("*/*") if path.is_file()}
    assert graded == real
