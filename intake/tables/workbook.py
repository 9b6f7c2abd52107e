"""XLSX workbooks: their visible sheets' cells as text; macros, formulas and links stay untouched.

openpyxl reads row by row: a workbook of 5 kB that names one cell in the farthest corner takes no
memory, where readers that fill the whole rectangle end the process.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from math import isfinite
from typing import Any

from openpyxl import load_workbook

from intake.draft import UnreadableError
from intake.limits import MOST_MEMBERS, MOST_TAGS, MOST_UNPACKED_BYTES
from intake.tables.sheet import MOST_COLUMNS, MOST_ROWS, Row, Sheet, cut_short, row_of

MOST_SHEETS = 100
# A cell of four letters takes three hundred bytes of memory and some time once it is read.
MOST_CELLS = 300_000
_CELL = b"<c"
_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_MARK = "Workbook".encode("utf-16-le")
_PART = "xl/workbook.xml"


def is_workbook(data: bytes) -> bool:
    """Tell a workbook, of the old kind as well, by its content."""
    if data.startswith(_ZIP):
        return _is_package(data)
    return data.startswith(_OLD) and _OLD_MARK in data


def _is_package(data: bytes) -> bool:
    """Tell a workbook from other packages; of one that was cut off, only the beginning is there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _PART in package.namelist()
    except Exception:  # noqa: BLE001 - whatever a hostile package makes the library raise
        return _PART.encode() in data or b"xl/worksheets/" in data


def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook. Raises UnreadableError for one that cannot be read."""
    if data.startswith(_OLD):
        raise UnreadableError(
            "This is a workbook of the old Excel kind (.xls); save it as .xlsx or as CSV and send"
            " it again."
        )
    try:
        _refuse_bombs(data)
        return tuple(_sheets(data))
    except UnreadableError:
        raise
    except Exception as error:  # whatever a hostile workbook makes the library raise
        raise UnreadableError(
            "This workbook is damaged or incomplete; open it, save it anew as .xlsx and send it"
            " again."
        ) from error


def _refuse_bombs(data: bytes) -> None:
    """Refuse what unpacks to too much, and XML with a document type: Excel never writes one."""
    tags = cells = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        unpacked = sum(part.file_size for part in parts)
        _refuse_size(len(parts) > MOST_MEMBERS or unpacked > 2 * MOST_UNPACKED_BYTES)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                xml = package.read(part)
                _refuse_definitions(xml)
                tags, cells = tags + xml.count(b"<"), cells + xml.count(_CELL)
                _refuse_size(tags > 2 * MOST_TAGS or cells > MOST_CELLS)


def _refuse_size(is_too_much: bool) -> None:  # noqa: FBT001 - it has but this one meaning
    if is_too_much:
        raise UnreadableError(
            "This workbook holds more than is read here; save the rows that matter as CSV and send"
            " that."
        )


def _refuse_definitions(xml: bytes) -> None:
    if b"<!" in xml.replace(b"<![CDATA[", b"").replace(b"<!--", b"") or b"<\0!\0" in xml:
        raise UnreadableError(
            "This workbook holds definitions that no spreadsheet writes and that can be used for"
            " harm; open it, save it anew as .xlsx and send it again."
        )


def _sheets(data: bytes) -> Iterator[Sheet]:
    with warnings.catch_warnings():
        # Of drawings and validations that are not read anyway.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in islice(book.worksheets, MOST_SHEETS):
            if sheet.sheet_state == "visible":
                yield _sheet(sheet)
        book.close()


def _sheet(sheet: Any) -> Sheet:
    sheet.reset_dimensions()  # other programs write dimensions that are not true
    read = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    rows = list(_without_end([row_of(n, _texts(cells)) for n, cells in enumerate(read, 1)]))
    notes = (cut_short(),) if len(rows) > MOST_ROWS else ()
    return Sheet(sheet.title, tuple(rows[:MOST_ROWS]), notes)


def _without_end(rows: list[Row]) -> list[Row]:
    """Leave out the blank rows at the end: a format can reach down to the last row there is."""
    while rows and not rows[-1].cells:
        rows.pop()
    return rows


def _texts(cells: tuple[object, ...]) -> list[str]:
    if cells.count(None) == len(cells):
        return []  # most of a sheet with a cell far down
    return [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if isfinite(cell) and cell.is_integer():
            return str(int(cell))
        case datetime():
            return _day_and_time(cell)
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)


def _day_and_time(moment: datetime) -> str:
    """Write a day without the midnight that every Excel day has."""
    return (
        moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ", "minutes")
    )
