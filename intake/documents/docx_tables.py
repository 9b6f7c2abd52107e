"""The rows and cells of DOCX tables, and which row is a table's head."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from intake.documents.docx_names import child, is_on, name, value
from intake.documents.words import Words

_LONGEST_HEAD = 40
_WIDEST_SPAN = 60
# Not itself a row or a cell, but around some: content controls, tracked insertions.
_AROUND = {"sdt", "sdtContent", "customXml", "ins", "smartTag"}


@dataclass(frozen=True)
class Cell:
    """A cell: its element, how many columns it takes, whether it goes on from the one above."""

    element: etree._Element
    columns: int
    goes_on: bool


@dataclass(frozen=True)
class Row:
    """A row that was read."""

    line: int
    cells: tuple[Words, ...]
    is_marked: bool


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table that are neither deleted nor hidden."""
    for row in _inner(table, "tr", 0):
        if child(row, "trPr", "del") is None and not is_on(child(row, "trPr", "hidden")):
            yield row


def cells_of(row: etree._Element) -> list[Cell]:
    """The cells of a row."""
    return [_cell(element) for element in _inner(row, "tc", 0)]


def is_layout(table: etree._Element) -> bool:
    """Whether a table is but a frame around words: it has one column."""
    return all(len(cells_of(row)) < 2 for row in rows_of(table))


def is_marked(row: etree._Element) -> bool:
    """Whether a row is repeated on each page as the table's head."""
    return is_on(child(row, "trPr", "tblHeader"))


def head_of(table: etree._Element, rows: Sequence[Row]) -> Row | None:
    """The row that names the columns: marked so, all bold, or told apart by the table.

    Word tells the first row apart in every table that it makes, so that among two columns, which
    may be fields and what they are, this means nothing.
    """
    if len(rows) < 2 or not all(cell.text for cell in rows[0].cells):
        return None
    first = rows[0]
    bold = [all(cell.lead == cell.text for cell in row.cells) for row in rows[:2]]
    short = all(len(cell.text) <= _LONGEST_HEAD and cell.text[-1] != "." for cell in first.cells)
    apart = len(first.cells) > 2 and short and _tells_first_row_apart(table)
    return first if first.is_marked or bold == [True, False] or apart else None


def _tells_first_row_apart(table: etree._Element) -> bool:
    look = child(table, "tblPr", "tblLook")
    bits = value(look)
    by_bits = bool(re.fullmatch("[0-9A-Fa-f]{4}", bits)) and bool(int(bits, 16) & 0x20)
    return by_bits or value(look, "firstRow") in {"1", "true"}


def _inner(element: etree._Element, tag: str, depth: int) -> Iterator[etree._Element]:
    for one in element:
        if name(one) == tag:
            yield one
        elif name(one) in _AROUND and depth < len(_AROUND):
            yield from _inner(one, tag, depth + 1)


def _cell(element: etree._Element) -> Cell:
    span = value(child(element, "tcPr", "gridSpan"))
    columns = int(span) if re.fullmatch("[0-9]{1,4}", span) else 1
    merge = child(element, "tcPr", "vMerge")
    goes_on = merge is not None and value(merge) != "restart"
    return Cell(element, min(max(columns, 1), _WIDEST_SPAN), goes_on)
