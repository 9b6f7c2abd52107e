"""monday.com's boards: two header rows in turn, rows that sum up, and sheets beside the board."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from intake.draft import UnreadableError
from intake.found import Found, Trust, Upload
from intake.systems import read_table

REAL = Path(__file__).parents[4] / "shared" / "data" / "intake" / "monday"
ITEMS = ["Name", "Subitems", "Person", "Status", "Date", "Frequency", "Item ID (auto generated)"]
BELOW = ["Subitems", "Name", "Owner", "Due Date", "Files", "Link", "Item ID (auto generated)"]
FILE = "https://example.com/f"
BOARD: list[list[object]] = [
    ["Shop"],
    ["Everything about the shop"],
    ["Name"],
    ITEMS,
    ["Closing", "Till,Door", "Ada, Bert", "Done", date(2026, 3, 9), "Daily", 10000000003],
    BELOW,
    ["", "Till, and float", "Cleo", date(2026, 3, 8), f"{FILE}/1, {FILE}/2", "", 10000000004],
    ["", "Door", "", "", "", "Manual - https://example.com/m", 10000000005],
    ["", "Lights", "", "", "", "", 10000000006],
    ["Mop", "", "", "", "", "Weekly", 10000000007],
    ["", "", "", "", "2026-03-09"],
    [],
    ["Ideas"],
    ITEMS,
    ["Paint"],
]


def read(*tabs: tuple[str, list[list[object]]]) -> Found | None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tabs:
        tab = book.create_sheet(name)
        for row in rows:
            tab.append(row)
    file = io.BytesIO()
    book.save(file)
    return read_table(Upload("x", file.getvalue()))


def board() -> Found:
    found = read(("shop", BOARD), ("shop-updates", [["Shop", "Updates"], ["Item ID", "Item Name"]]))
    assert found is not None
    assert found.system == "monday"
    return found


def test_items_with_subitems_are_processes_and_the_others_the_steps_of_their_group():
    found = board()
    assert [(p.name.text, [step.title for step in p.steps]) for p in found.processes] == [
        ("Name", ["Mop"]),
        ("Closing", ["Till, and float", "Door", "Lights"]),
        ("Ideas", ["Paint"]),
    ]


def test_people_days_files_and_links_are_those_of_their_own_header():
    closing = board().processes[1]
    assert closing.owner is not None
    assert (closing.owner.text, closing.key) == ("Ada", "10000000003")
    assert closing.first_due == date(2026, 3, 8)
    assert [(one.said.text, one.trust) for one in closing.cadence] == [
        ("Daily", Trust.FIELD),
        ("Closing", Trust.HEADING),
        ("Name", Trust.TITLE),
        ("Shop", Trust.TITLE),
    ]
    till, door, _ = closing.steps
    assert till.assignee is not None
    assert till.proof is not None
    assert (till.assignee.text, till.proof.text, till.line) == ("Cleo", "Files", 7)
    assert (door.url, door.proof) == ("https://example.com/m", None)


def test_rows_that_sum_up_sheets_beside_the_board_and_unused_columns_are_said():
    assert board().notes == (
        "1 summary row left out.",
        "Columns that were not used: Status.",
        "Sheets that were not read: shop-updates.",
    )


def test_a_board_without_items_says_so():
    with pytest.raises(UnreadableError, match="has no tasks in it"):
        read(("shop", [["Shop"], ["Group"], ITEMS, []]))


def test_a_real_board_gives_all_items_and_subitems_in_their_order():
    file = REAL / "monday_board_export_scrubbed.xlsx"
    if not file.exists():
        pytest.skip("the real exports are not on this machine")
    found = read_table(Upload(file.name, file.read_bytes()))
    assert found is not None
    steps = [step for process in found.processes for step in process.steps]
    items = [process for process in found.processes if process.key.isdecimal()]
    assert len(steps) + len(items) == 63 + 238
    assert len({step.line for step in steps}) == len(steps)
    assert "7 summary rows left out." in found.notes
    for process in found.processes:
        lines = [step.line or 0 for step in process.steps]
        assert lines == sorted(lines)
