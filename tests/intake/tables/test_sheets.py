"""Bytes to rows: encodings, separators, quotation marks, workbooks, and bombs among them."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.draft import UnreadableError
from intake.found import Upload
from intake.tables import Row, Sheet, read_sheets
from intake.tables.days import day_of, days_of, unsure_days
from intake.tables.header import find_header, table_below
from intake.tables.sheet import MOST_ROWS


def sheets(data: bytes) -> tuple[Sheet, ...]:
    return read_sheets(Upload("any name", data))


def cells(data: bytes) -> list[tuple[str, ...]]:
    (sheet,) = sheets(data)
    return [row.cells for row in sheet.rows]


def workbook(*tabs: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tabs:
        tab = book.create_sheet(name)
        for row in rows:
            tab.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


TABLE = "Task{0}Owner\nGrüße prüfen{0}Ánna\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_encoding_and_separator_gives_the_same_rows(encoding, mark):
    assert cells(TABLE.format(mark).encode(encoding)) == [
        ("Task", "Owner"),
        ("Grüße prüfen", "Ánna"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\r\n"x, y","one\ntwo ""three"""\r\n', [("a", "b"), ("x, y", 'one\ntwo "three"')]),
        ("a,b\n\n,,\n1\n1,2,3\n1,\n", [("a", "b"), (), (), ("1",), ("1", "2", "3"), ("1",)]),
        ("sep=;\na;b,c\n", [("sep=",), ("a", "b,c")]),
        ("Preis;Menge\n3,50;2,00\n4,50;1,00\n", [("Preis", "Menge"), ("3,50", "2,00"),
                                                 ("4,50", "1,00")]),
        ("a,b\n'=1+1,'+4912\n", [("a", "b"), ("=1+1", "+4912")]),
        ("a \u00a0,b\nReal\u00a0State,'90s\n", [("a", "b"), ("Real State", "'90s")]),
    ],
)  # fmt: skip
def test_rows_are_as_a_spreadsheet_shows_them(text, expected):
    assert cells(text.encode()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Closing the shop",
        "Every morning, someone opens the shop.\nThen they mop.\nThen they go home.\n",
        "| Task | Owner |\n|---|---|\n| Mop | Ada |\n",
        '{"a": 1, "b": 2}',
        "<table><tr><td>a, b</td></tr></table>",
    ],
)
def test_what_is_no_table_has_no_sheets(text):
    assert sheets(text.encode()) == ()


@pytest.mark.parametrize("data", [b"%PDF-1.7\x00\x01\x02", bytes(range(256)), b"PK\x03\x04docx"])
def test_bytes_of_other_kinds_are_left_to_other_readers(data):
    assert sheets(data) == ()


def test_a_quotation_mark_that_is_never_closed_loses_no_row_above_it():
    text = "a,b\n1,2\n" + '3,"' + "x" * 140_000
    (sheet,) = sheets(text.encode())
    assert [row.cells for row in sheet.rows] == [("a", "b"), ("1", "2")]
    assert "Row 3" in sheet.notes[0]


def test_rows_beyond_the_most_are_left_out_and_said():
    (sheet,) = sheets(b"a,b\n" * (MOST_ROWS + 5))
    assert len(sheet.rows) == MOST_ROWS
    assert "20,000" in sheet.notes[0]


def test_a_table_with_too_many_characters_is_refused():
    with pytest.raises(UnreadableError, match="export fewer"):
        sheets(b"a,b\n" + b"x" * 10_000_000)


def test_the_cells_of_a_workbook_are_text_whatever_they_were():
    row = ["Mop", 10000000003, 2.5, date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), True, None, "z"]
    (plan,) = sheets(workbook(("Plan", [row])))
    assert plan.rows[0] == Row(
        1, ("Mop", "10000000003", "2.5", "2026-03-01", "2026-03-01 09:30", "TRUE", "", "z")
    )


def test_hidden_sheets_stay_hidden_and_blank_ends_are_not_rows():
    book = openpyxl.load_workbook(io.BytesIO(workbook(("Plan", [["a"]]), ("Old", [["b"]]))))
    book["Old"].sheet_state = "hidden"
    book["Plan"]["C500"] = ""
    (plan,) = sheets(saved(book))
    assert (plan.name, len(plan.rows)) == ("Plan", 1)


def test_a_cell_in_the_farthest_corner_takes_no_memory():
    book = openpyxl.load_workbook(io.BytesIO(workbook(("Plan", [["a"]]))))
    book["Plan"].cell(1_048_576, 16_384, "far")
    (plan,) = sheets(saved(book))
    assert [row.cells for row in plan.rows] == [("a",)]


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for part in old.infolist():
            new.writestr(part, content if part.filename == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return file.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&c;</t></si></sst>'
)
LAUGHS_WIDE = LAUGHS.decode().encode("utf-16")
OUTSIDE = LAUGHS.replace(b'<!ENTITY b "bb">', b'<!ENTITY b SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    "data",
    [
        with_part(workbook(("P", [["a", "b"]])), "xl/sharedStrings.xml", LAUGHS),
        with_part(workbook(("P", [["a", "b"]])), "xl/sharedStrings.xml", OUTSIDE),
        with_part(workbook(("P", [["a", "b"]])), "xl/worksheets/sheet1.xml", LAUGHS_WIDE),
        with_part(workbook(("P", [["a", "b"]])), "xl/media/bomb.bin", bytes(70_000_000)),
        with_part(workbook(("P", [["a", "b"]])), "xl/worksheets/sheet1.xml", b"<c/>" * 4_000_000),
        with_part(workbook(("P", [["a", "b"]])), "xl/worksheets/sheet1.xml", b"<worksheet><row"),
        with_part(workbook(("P", [["a", "b"]])), "xl/workbook.xml", b""),
        workbook(("P", [["a", "b"]]))[:4000],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
    ],
    ids=["laughs", "outside", "utf-16", "bomb", "tags", "cut XML", "no book", "cut", "old"],
)  # fmt: skip
def test_dangerous_and_damaged_workbooks_are_refused_in_a_sentence(data):
    with pytest.raises(UnreadableError, match=r"send (it again|that)\.$"):
        sheets(data)


def test_the_header_is_found_below_spacers_and_its_first_column_of_a_name_counts():
    (sheet,) = sheets(b",,\n,,https://example.com\nName , NOTE_text,Name\na,b,c\n\nd,,,e\n")
    header = find_header(sheet, ("name", "note text"))
    assert header is not None
    table = table_below(sheet, header)
    assert [record.get("name") for record in table.records] == ["a", "d"]
    assert [record.number for record in table.records] == [4, 6]
    assert "row 6" in table.notes[0]
    assert table.unused(["name"]) == ("Columns that were not used: NOTE_text.",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01T16:00:00.000Z", date(2026, 3, 1)),
        ("Oct 5 2026", date(2026, 10, 5)),
        ("5. October 2026", date(2026, 10, 5)),
        ("December 4, 2024 8:45 AM", date(2024, 12, 4)),
        ("2026-02-30", None),
        ("every day", None),
        ("3/4/2026", None),
    ],
)
def test_a_day_is_read_only_where_it_can_be_no_other(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("column", "days"),
    [
        (["3/4/2026", "25/4/2026"], [date(2026, 4, 3), date(2026, 4, 25)]),
        (["3/4/2026", "4/25/2026"], [date(2026, 3, 4), date(2026, 4, 25)]),
        (["3.4.2026"], [date(2026, 4, 3)]),
        (["4/4/2026", "46082"], [date(2026, 4, 4), date(2026, 3, 1)]),
        (["3/4/2026"], [None]),
        (["25/4/2026", "4/25/2026"], [None, None]),
    ],
)
def test_a_column_of_days_has_one_order_of_day_and_month(column, days):
    read = days_of(column)
    assert [read.by_text.get(text) for text in column] == days
    assert bool(unsure_days("Due", read)) == (None in days)


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_fall(data):
    try:
        sheets(data)
    except UnreadableError:
        return


SMALL = workbook(("P", [["Name", "Owner"], ["Mop", "Ada"]]))
BYTES = st.tuples(st.integers(0, 4000), st.integers(0, 255))


@settings(max_examples=100)
@given(st.lists(BYTES, min_size=1, max_size=6))
def test_no_damage_to_a_workbook_makes_it_fall(damage):
    book = bytearray(SMALL)
    for place, value in damage:
        book[place] = value
    try:
        sheets(bytes(book))
    except UnreadableError:
        return
