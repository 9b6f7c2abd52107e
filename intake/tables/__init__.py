"""Tables out of bytes: CSV, TSV and XLSX become sheets of numbered rows of text."""

from intake.found import Upload
from intake.tables.delimited import sheet_of
from intake.tables.sheet import Row, Sheet
from intake.tables.workbook import is_workbook, sheets_of

__all__ = ["Row", "Sheet", "read_sheets"]


def read_sheets(upload: Upload) -> tuple[Sheet, ...]:
    """Return the sheets of a table, none for what is no table.

    Raises UnreadableError for a workbook that is damaged, dangerous or of an old kind, and for
    tables that are too long.
    """
    if is_workbook(upload.data):
        return sheets_of(upload.data)
    sheet = sheet_of(upload.data)
    return (sheet,) if sheet else ()
