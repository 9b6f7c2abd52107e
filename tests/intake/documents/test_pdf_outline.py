"""PDFs, taken apart in a process of their own."""

import pytest
from written_pdf import Sheet, pdf, swelling

from intake.documents import pdf as reader
from intake.documents import pdf_pages
from intake.draft import UnreadableError
from intake.outline import Outline

LONG = "1. Turn off the fryer and let the oil cool down for at least half an hour before"


def shown(found: Outline) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.marker, b.text) for b in found.blocks]


def test_headings_are_larger_and_wrapped_items_are_joined():
    sheet = Sheet()
    sheet.say(50, 40, "Kitchen closing", 24)
    sheet.say(50, 80, "Steps", 16)
    sheet.lines(50, 110, LONG, "you drain it.", "2. Clean the hood", "3.) Lock")
    sheet.lines(70, 166, "a) front", "b) back")
    sheet.say(50, 220, "Weekly:", bold=True)
    sheet.say(100, 220, "defrost the freezer")
    found = reader.read(pdf(sheet))
    assert shown(found) == [
        ("heading", 1, "", "Kitchen closing"),
        ("heading", 2, "", "Steps"),
        ("item", 0, "1.", f"{LONG[3:]} you drain it."),
        ("item", 0, "2.", "Clean the hood"),
        ("item", 0, "3.)", "Lock"),
        ("item", 1, "a)", "front"),
        ("item", 1, "b)", "back"),
        ("paragraph", 0, "", "Weekly: defrost the freezer"),
    ]
    assert found.blocks[-1].lead == "Weekly:"
    assert [block.line for block in found.blocks] == [1, 2, 3, 5, 6, 7, 8, 9]


def test_what_repeats_at_the_edges_of_pages_is_left_out():
    sheets = [Sheet() for _ in range(4)]
    for number, sheet in enumerate(sheets, 1):
        sheet.say(50, 20, "SOP 7 / Rev 1 / approved", 9)
        sheet.lines(50, 100, f"{number}. Do the thing of page {'abcd'[number - 1]}")
        sheet.say(280, 770, f"Page {number} of 4", 9)
    found = reader.read(pdf(*sheets))
    assert [block.text[-6:] for block in found.blocks] == ["page a", "page b", "page c", "page d"]
    assert [block.page for block in found.blocks] == [1, 2, 3, 4]


def test_two_columns_are_read_one_after_the_other():
    sheet = Sheet()
    sheet.say(50, 40, "A title over both of the columns of this page, as newspapers have it", 11)
    left = [f"left {number} fills its column nearly to its end" for number in range(6)]
    right = [f"right {number} fills its column nearly to its end" for number in range(6)]
    sheet.lines(50, 80, *left)
    sheet.lines(330, 80, *right)
    said = " ".join(block.text for block in reader.read(pdf(sheet)).blocks)
    assert said.index("left 5") < said.index("right 0")


def test_a_ruled_table_gives_rows():
    sheet = Sheet()
    for top in (100, 120, 140, 160):
        sheet.rule(50, top, 350, top)
    for left in (50, 150, 250, 350):
        sheet.rule(left, 100, left, 160)
    for row, cells in enumerate(
        [("Task", "Who", "When"), ("Hood", "Ann", "Mon"), ("Bar", "", "Tue")]
    ):
        for column, cell in enumerate(cells):
            sheet.say(55 + 100 * column, 104 + 20 * row, cell)
    sheet.say(50, 200, "Below it")
    found = reader.read(pdf(sheet)).blocks
    assert [block.cells for block in found] == [("Hood", "Ann", "Mon"), ("Bar", "", "Tue"), ()]
    assert found[0].header == ("Task", "Who", "When")


def test_boxes_that_are_drawn_before_lines_are_read():
    sheet = Sheet()
    sheet.box(50, 101, 9)
    sheet.say(65, 100, "Lock the door")
    assert shown(reader.read(pdf(sheet))) == [("item", 0, "[ ]", "Lock the door")]


def test_pages_without_words_are_told_and_a_scan_is_refused():
    sheet = Sheet()
    sheet.say(50, 40, "Words")
    assert reader.read(pdf(sheet, Sheet())).notes == ("No text on page 2: pictures are not read.",)
    with pytest.raises(UnreadableError, match="scan"):
        reader.read(pdf(Sheet()))


def test_what_is_broken_is_refused():
    with pytest.raises(UnreadableError, match="damaged"):
        reader.read(b"%PDF-1.7\nnothing")


def test_what_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf_pages, "PDF_SECONDS", 0)
    with pytest.raises(UnreadableError, match="too much time"):
        reader.read(pdf(Sheet()))


def test_what_swells_takes_no_memory_of_ours(monkeypatch):
    monkeypatch.setattr(pdf_pages, "PDF_MEMORY_BYTES", 120_000_000)
    sheet = Sheet()
    sheet.say(50, 40, "Words")
    assert reader.read(pdf(sheet)).blocks
    with pytest.raises(UnreadableError, match="too much time"):
        reader.read(swelling(100_000_000))


def test_only_so_many_pages_are_read(monkeypatch):
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 1)
    sheet = Sheet()
    sheet.say(50, 40, "Words")
    assert reader.read(pdf(sheet, sheet, sheet)).notes == (
        "Only the first pages of this PDF were read; it has 3.",
    )
