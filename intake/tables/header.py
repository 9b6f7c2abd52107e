"""The header row of a table, wherever it stands, and the rows below it by its names."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from intake.found import Said
from intake.tables.sheet import Row, Sheet

SEARCHED_ROWS = 10
# How tools write into a cell that there is nothing in it.
_NOTHING = {"", "null", "None", "NaN", "[]", "{}", '""', "0"}


@dataclass(frozen=True)
class Record:
    """A row by its columns' plain names; `surplus` are cells to the right of the header's last."""

    number: int
    values: dict[str, str]
    titles: dict[str, str]
    surplus: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The place for people."""
        return f"row {self.number}"

    def get(self, *columns: str) -> str:
        """Return the first of these columns that says something, "" where none does."""
        return next((self.values[name] for name in columns if self.values.get(name)), "")

    def said(self, *columns: str) -> Said | None:
        """Return the first of these columns that says something, and its place."""
        for name in columns:
            if self.values.get(name):
                return Said(self.values[name], f"{self.where}, column {self.titles[name]}")
        return None


@dataclass(frozen=True)
class Table:
    """A header and the rows below it that are not blank; `titles` are its names as written."""

    titles: dict[str, str]
    records: tuple[Record, ...]
    notes: tuple[str, ...] = ()

    def has(self, *columns: str) -> bool:
        """Tell whether there is one of these columns."""
        return any(name in self.titles for name in columns)

    def unused(self, used: Collection[str]) -> tuple[str, ...]:
        """Return the sentence that names the columns with something in them that nobody read."""
        filled = {
            name
            for record in self.records
            for name, cell in record.values.items()
            if cell not in _NOTHING
        }
        names = [title for name, title in self.titles.items() if name in filled - set(used)]
        return (f"Columns that were not used: {', '.join(names)}.",) if names else ()


def plain(name: str) -> str:
    """Return a column's name to compare: "Brand Name :" is "brand name"."""
    return re.sub(r"[\s_]+", " ", name).strip(" .:*?#").casefold()


def find_header(sheet: Sheet, wanted: Collection[str]) -> Row | None:
    """Return the first of the top rows that has all wanted columns; sheets can begin below."""
    for row in sheet.rows[:SEARCHED_ROWS]:
        if set(wanted) <= {plain(cell) for cell in row.cells}:
            return row
    return None


def table_below(sheet: Sheet, header: Row) -> Table:
    """Return the rows below a header by its names; of two columns of one name, the first."""
    names = [plain(cell) for cell in header.cells]
    titles = _first_of_each(names, header.cells)
    records = tuple(
        _record(row, names, titles)
        for row in sheet.rows
        if row.number > header.number and row.cells
    )
    return Table(titles, records, (*sheet.notes, *_misfits(records)))


def _first_of_each(names: list[str], cells: tuple[str, ...]) -> dict[str, str]:
    by_name: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        if name:
            by_name.setdefault(name, cell)
    return by_name


def _record(row: Row, names: list[str], titles: dict[str, str]) -> Record:
    values = _first_of_each(names, row.cells)
    return Record(row.number, values, titles, row.cells[len(names) :])


def _misfits(records: tuple[Record, ...]) -> tuple[str, ...]:
    numbers = [str(record.number) for record in records if record.surplus]
    if not numbers:
        return ()
    named = ", ".join(numbers[:10]) + (", …" if len(numbers) > 10 else "")
    return (f"More cells than the header has, so look at what they gave: row {named}.",)
