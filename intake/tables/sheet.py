"""What a table is to its readers: rows of text, each with the number that people see."""

import re
from dataclasses import dataclass

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_GUARDED = re.compile(r"^'(?=[=+\-@])")


@dataclass(frozen=True)
class Row:
    """Cells from left to right, days as "2026-03-01"; `number` counts from 1, as spreadsheets do.

    Trailing empty cells are left out, so that a blank row has none.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows, blank ones as well; `notes` are sentences on what was not read."""

    name: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def row_of(number: int, cells: list[str]) -> Row:
    """Make a row of raw cells: without guards, hard blanks and what lies far to the right."""
    clean = [clean_cell(cell) for cell in cells[:MOST_COLUMNS]]
    while clean and not clean[-1]:
        clean.pop()
    return Row(number, tuple(clean))


def clean_cell(cell: str) -> str:
    """Return a cell's words: `'=1` is how exports keep a spreadsheet from computing `=1`."""
    return _GUARDED.sub("", cell.replace("\xa0", " ").strip())


def cut_short() -> str:
    """Return the sentence for a table of which only the beginning was read."""
    return f"Only the first {MOST_ROWS:,} rows were read; import the rest as a file of its own."
